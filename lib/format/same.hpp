/// Whether two texts say the same.
#pragma once

#include <optional>
#include <string_view>

#include "diag/document.hpp"

namespace masa {

/// Where two readings differ: the first place of `before` that `after` has otherwise. Tables are compared by their
/// cells, all else by its text. Empty where they say the same.
[[nodiscard]] std::optional<Span> find_difference(const Node& before, const Node& after);

/// Whether the texts differ in blanks and line ends only.
[[nodiscard]] bool differ_in_blanks_only(std::string_view before, std::string_view after);

}  // namespace masa
