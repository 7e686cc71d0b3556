/// Tables in bars: their columns under one another.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace masa {

/// The lines of a table, headings first, with one blank either side of every bar and the bars under one another.
/// Between rows at most one empty line stays. Empty where it is no table to line up: a row has more or fewer cells than
/// the headings, the first heading is empty, or the blanks would be more than a text may hold.
[[nodiscard]] std::optional<std::vector<std::string>> line_up(std::span<const std::string_view> lines);

}  // namespace masa
