#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace masa {

namespace {

constexpr std::string_view blanks = " \t\r\n";

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The code point at `at` and its length; length 0 where the bytes are no UTF-8.
struct CodePoint {
  std::uint32_t value = 0;
  std::size_t size = 0;
};

CodePoint decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xF0 && lead < 0xF5   ? 4
                           : lead >= 0xE0 && lead < 0xF0 ? 3
                           : lead >= 0xC2 && lead < 0xE0 ? 2
                                                         : 0;
  if (size == 0 || at + size > text.size()) return {};
  std::uint32_t value = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return {};
    value = (value << 6U) | (byte(at + i) & 0x3FU);
  }
  constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  if (value < least.at(size) || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {};
  return {value, size};
}

bool is_control(std::uint32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || (c >= 0x7F && c < 0xA0);
}

bool is_bidirectional_control(std::uint32_t c) {
  return c == 0x200E || c == 0x200F || c == 0x061C || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// Characters that leave no mark on paper and do not change the letters beside them, by which two words that look the
/// same can differ. The joiners U+200C and U+200D and the variation selectors U+FE00 to U+FE0F change how letters look
/// and some languages are not written without them: they may stand.
bool is_invisible(std::uint32_t c) {
  constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 13> ranges{{{0x00AD, 0x00AD},
                                                                            {0x034F, 0x034F},
                                                                            {0x115F, 0x1160},
                                                                            {0x17B4, 0x17B5},
                                                                            {0x180E, 0x180E},
                                                                            {0x200B, 0x200B},
                                                                            {0x2028, 0x2029},
                                                                            {0x2060, 0x206F},
                                                                            {0x3164, 0x3164},
                                                                            {0xFFA0, 0xFFA0},
                                                                            {0xFFF0, 0xFFFB},
                                                                            {0x1D173, 0x1D17A},
                                                                            {0xE0000, 0xE0FFF}}};
  return std::ranges::any_of(ranges, [c](const auto& range) { return range.first <= c && c <= range.second; });
}

/// What is wrong with a code point that stands at `at`; empty where nothing is.
std::string fault_of(const CodePoint& point, std::size_t at) {
  const std::uint32_t c = point.value;
  if (point.size == 0) return "bytes that are not UTF-8";
  if (c == 0xFEFF) return at > 0 ? "a byte order mark inside the text" : "";
  if (is_control(c)) return fmt::format("the control character U+{:04X}", c);
  if (is_bidirectional_control(c)) return fmt::format("the text direction control U+{:04X}", c);
  if (is_invisible(c)) return fmt::format("the invisible character U+{:04X}", c);
  return "";
}

}  // namespace

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return text.substr(text.size());
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t end = text.find(separator); end != std::string_view::npos; end = text.find(separator, begin)) {
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

std::string list_words(const std::vector<std::string>& words, std::string_view last) {
  if (words.empty()) return "";
  if (words.size() == 1) return words.front();
  const std::vector<std::string> first(words.begin(), words.end() - 1);
  return fmt::format("{} {} {}", fmt::join(first, ", "), last, words.back());
}

bool is_name(std::string_view text) {
  if (text.empty() || !is_letter(text.front())) return false;
  for (const char c : text) {
    if (!is_letter(c) && !is_digit(c) && c != '_') return false;
  }
  return true;
}

std::optional<BadByte> find_bad_byte(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto is_plain = [](char c) { return c >= ' ' && c <= '~'; };
    if (is_plain(text[at]) || text[at] == '\n') {
      ++at;
      continue;
    }
    const CodePoint point = decode(text, at);
    if (std::string fault = fault_of(point, at); !fault.empty()) return BadByte{at, std::move(fault)};
    at += point.size;
  }
  return std::nullopt;
}

std::string printable(std::string_view text) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    const std::size_t size = std::max<std::size_t>(point.size, 1);
    constexpr std::size_t inside = 1;  // the text may come to stand within another
    out += fault_of(point, inside).empty() ? text.substr(at, size) : replacement;
    at += size;
  }
  return out;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<std::uint8_t>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

std::string shortened(std::string_view text, std::size_t most) {
  if (count_code_points(text) <= most) return std::string(text);
  std::string cut;
  std::size_t points = 0;
  for (const char c : text) {
    const bool is_start = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (is_start && ++points >= most) break;
    cut += c;
  }
  return most == 0 ? cut : cut + "…";
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  for (const std::string_view raw : split(text, ' ')) {
    const std::string_view word = trim(raw);
    if (word.empty()) continue;
    if (!line.empty() && count_code_points(line) + 1 + count_code_points(word) > width) {
      lines.push_back(line);
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
  }
  if (!line.empty() || lines.empty()) lines.push_back(line);
  return lines;
}

std::string json_quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        if (static_cast<std::uint8_t>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  return out + '"';
}

}  // namespace masa
