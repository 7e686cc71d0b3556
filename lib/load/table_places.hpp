/// Where tables stand in a pack: the keys whose `|` block is read as rows and cells, and not as a text.
#pragma once

#include <span>
#include <string>

namespace masa {

/// Whether the value under these keys, outermost first, is a table where it is a `|` block.
[[nodiscard]] bool is_table_place(std::span<const std::string> keys);

}  // namespace masa
