/// "Did you mean": the nearest of some known names.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace masa {

/// Insertions, deletions, replacements and swaps of neighbours that lead from one text to the other.
[[nodiscard]] std::size_t edit_distance(std::string_view from, std::string_view to);

/// The known name nearest to `name`, or empty where none is near: at most a third of its letters differ.
[[nodiscard]] std::string suggest(std::string_view name, std::span<const std::string> known);

/// ``did you mean `x`?`` or empty.
[[nodiscard]] std::string did_you_mean(std::string_view name, std::span<const std::string> known);

}  // namespace masa
