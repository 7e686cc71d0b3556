#include "format/lines.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace masa {

namespace {

constexpr std::string_view blanks = " \t";

bool is_one_of(std::string_view letters, char c) {
  return letters.find(c) != std::string_view::npos;
}

bool is_blank_at(std::string_view line, std::size_t at) {
  return at >= line.size() || is_one_of(blanks, line[at]);
}

bool is_quote(char c) {
  return c == '"' || c == '\'';
}

}  // namespace

bool Line::is_frame() const {
  return text.starts_with('%') || ((text.starts_with("---") || text.starts_with("...")) && is_blank_at(text, 3));
}

std::vector<Line> split_lines(std::string_view text) {
  std::vector<Line> lines;
  for (std::string_view line : split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back({line, skip_blanks(line, 0)});
  }
  return lines;
}

std::size_t skip_blanks(std::string_view line, std::size_t at) {
  return std::min(line.find_first_not_of(blanks, at), line.size());
}

std::string_view without_trailing_blanks(std::string_view text) {
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

bool is_mark(std::string_view line, std::size_t at, char mark) {
  return at < line.size() && line[at] == mark && is_blank_at(line, at + 1);
}

std::optional<KeyEnd> find_key(std::string_view line, std::size_t at) {
  if (at >= line.size() || is_one_of("|>{[#", line[at])) return std::nullopt;
  if (is_quote(line[at])) {
    const std::size_t end = end_of_quoted(line, at + 1, line[at]);
    if (end == std::string_view::npos) return std::nullopt;
    const std::size_t colon = skip_blanks(line, end);
    return is_mark(line, colon, ':') ? std::optional<KeyEnd>({end, colon}) : std::nullopt;
  }
  const std::string_view before_comment = line.substr(0, find_comment(line, at));
  for (std::size_t i = at; i < before_comment.size(); ++i) {
    if (is_mark(line, i, ':')) return KeyEnd{at + without_trailing_blanks(line.substr(at, i - at)).size(), i};
  }
  return std::nullopt;
}

std::size_t end_of_quoted(std::string_view line, std::size_t at, char quote) {
  for (; at < line.size(); ++at) {
    if (quote == '"' && line[at] == '\\') {
      ++at;  // what stands behind it closes nothing
    } else if (line[at] == quote) {
      const bool is_doubled = quote == '\'' && at + 1 < line.size() && line[at + 1] == quote;
      if (!is_doubled) return at + 1;
      ++at;
    }
  }
  return std::string_view::npos;
}

std::size_t find_comment(std::string_view line, std::size_t at) {
  for (std::size_t i = at; i < line.size(); ++i) {
    if (line[i] == '#' && i > 0 && is_blank_at(line, i - 1)) return i;
  }
  return line.size();
}

std::size_t FlowScan::read(std::string_view line, std::size_t at) {
  while (at < line.size()) {
    if (quote_ != 0) {
      at = end_of_quoted(line, at, quote_);
      if (at == std::string_view::npos) return at;
      quote_ = 0;
      before_ = '"';
      continue;
    }
    const char c = line[at];
    if (c == '#' && (at == 0 || is_blank_at(line, at - 1))) break;
    // A quotation mark inside a word, as in `{name: Children's home}`, opens nothing.
    if (is_quote(c) && is_one_of("{[,:", before_)) quote_ = c;
    if (c == '{' || c == '[') ++depth_;
    if (c == '}' || c == ']') --depth_;
    if (!is_blank_at(line, at)) before_ = c;
    ++at;
    if (depth_ == 0) return at;
  }
  return std::string_view::npos;
}

}  // namespace masa
