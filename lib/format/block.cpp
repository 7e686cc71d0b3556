#include "format/block.hpp"

#include <algorithm>

namespace masa {

namespace {

constexpr std::size_t unknown = std::string_view::npos;

std::size_t indent_of(const Line& line) {
  return std::min(line.text.find_first_not_of(' '), line.text.size());
}

/// Blanks beyond the indentation of the block are text.
bool is_empty(const Line& line, std::size_t indent) {
  return indent_of(line) == line.text.size() && line.text.size() <= indent;
}

/// The indentation that the block asks for, or that of its first line; unknown where it has no line.
std::size_t find_indent(std::span<const Line> lines, std::size_t at, int owner, const BlockHeader& header) {
  if (header.indent_asked > 0) return static_cast<std::size_t>(std::max(owner, 0)) + header.indent_asked;
  while (at < lines.size() && is_empty(lines[at], unknown)) ++at;
  if (at == lines.size() || static_cast<int>(indent_of(lines[at])) <= owner) return unknown;
  return indent_of(lines[at]);
}

}  // namespace

BlockHeader read_block_header(std::string_view text) {
  const std::string_view header = text.substr(0, find_comment(text, 0));
  const auto digit = header.find_first_of("123456789");
  return {header.starts_with('|'), header.find('+') != std::string_view::npos,
          digit == std::string_view::npos ? 0 : static_cast<std::size_t>(header[digit] - '0')};
}

Block read_block(std::span<const Line> lines, std::size_t at, int owner, const BlockHeader& header) {
  const std::size_t indent = find_indent(lines, at, owner, header);
  std::size_t end = at;
  while (end < lines.size() && (is_empty(lines[end], indent) || indent_of(lines[end]) >= indent)) ++end;
  Block block;
  block.end = end;
  if (!header.keeps_end) {
    while (end > at && is_empty(lines[end - 1], indent)) --end;
    block.end = end;
  } else if (end == lines.size() && end > at && lines[end - 1].text.empty()) {
    --end;  // what stands behind the last line end is no line
  }
  for (std::size_t i = at; i < end; ++i)
    block.lines.push_back(lines[i].text.substr(std::min(indent, lines[i].text.size())));
  return block;
}

}  // namespace masa
