/// Small text functions: trimming, splitting, joining, UTF-8 checks and columns.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace masa {

[[nodiscard]] std::string_view trim(std::string_view text);
/// Splits at every `separator`; always at least one part.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// `a`, `a and b`, `a, b and c`.
[[nodiscard]] std::string list_words(const std::vector<std::string>& words, std::string_view last = "and");
/// A name as letters and digits, ASCII, with `_` inside: the only names that rules may have.
[[nodiscard]] bool is_name(std::string_view text);

/// What is wrong with a text's bytes, and where; empty where nothing is: broken UTF-8, control characters,
/// bidirectional controls and other characters that nobody sees, a byte order mark that does not stand first.
struct BadByte {
  std::size_t at;
  std::string what;
};
[[nodiscard]] std::optional<BadByte> find_bad_byte(std::string_view text);
/// The text with a replacement character for all that find_bad_byte finds, so that it can be printed anywhere.
[[nodiscard]] std::string printable(std::string_view text);
/// The number of code points in valid UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view text);
/// Text of at most so many code points; where some were cut off it ends in a dot of three.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);
/// Text wrapped at blanks so that no line is longer than `width` code points, where words allow it.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);
/// A JSON string literal, quotes included.
[[nodiscard]] std::string json_quote(std::string_view text);

}  // namespace masa
