// The parser says where it could not go on, which is often the line below the slip. So the line and the one above are
// looked at for the slips that people make: a tab, a colon that is forgotten, doubled or without a space, a quotation
// mark within a quoted text, a sign that YAML keeps for itself, a line that stands in too far or not far enough, a
// bracket that is never closed.
#include "load/explain_yaml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.hpp"

namespace masa {

namespace {

struct Line {
  std::size_t begin = 0;
  std::string_view text;
  [[nodiscard]] std::size_t indent() const { return std::min(text.find_first_not_of(' '), text.size()); }
  [[nodiscard]] bool is_empty() const { return trim(text).empty() || trim(text).front() == '#'; }
};

Line line_at(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return {begin, text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin)};
}

/// The nearest line above that says something.
std::optional<Line> line_above(std::string_view text, Line line) {
  while (line.begin > 0) {
    line = line_at(text, line.begin - 1);
    if (!line.is_empty()) return line;
  }
  return std::nullopt;
}

YamlSlip slip(const Line& line, std::size_t begin, std::size_t size, std::string message, std::string help) {
  const auto at = static_cast<std::uint32_t>(line.begin + begin);
  return {at, at + static_cast<std::uint32_t>(size), std::move(message), std::move(help)};
}

/// The key at the beginning of a line, as far as its colon; npos where there is none.
std::size_t colon_of_key(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return colon;
  const std::string_view key = line.substr(0, colon);
  const bool is_word = std::ranges::all_of(trim(key), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-' || c == ' ';
  });
  return is_word ? colon : std::string_view::npos;
}

/// Whether a line is text of a block that a `|` or `>` opens above it.
bool is_in_block(std::string_view text, const Line& line) {
  std::size_t indent = line.indent();
  for (auto above = line_above(text, line); above && indent > 0; above = line_above(text, *above)) {
    if (above->indent() >= indent) continue;
    indent = above->indent();
    const std::string_view end = trim(above->text);
    const std::size_t colon = end.rfind(": ");
    const std::string_view opened = colon == std::string_view::npos ? "" : trim(end.substr(colon + 1));
    if (opened.starts_with('|') || opened.starts_with('>')) return true;
  }
  return false;
}

std::optional<YamlSlip> dash_without_blank(const Line& line) {
  const std::size_t dash = line.indent();
  const bool is_it =
      dash + 1 < line.text.size() && line.text[dash] == '-' && line.text[dash + 1] != ' ' && line.text[dash + 1] != '-';
  if (!is_it) return std::nullopt;
  return slip(line, dash, 1, "a space is missing after this dash", "write `- …`");
}

/// How far a line stands in, by the one below it; by the one above where none is below.
std::size_t indent_around(std::string_view text, const Line& line) {
  for (std::size_t end = line.begin + line.text.size(); end < text.size();) {
    const Line below = line_at(text, end + 1);
    if (!below.is_empty() && below.text.find('\t') == std::string_view::npos) return below.indent();
    end = below.begin + below.text.size();
  }
  const auto above = line_above(text, line);
  if (!above) return 0;
  return above->indent() + (trim(above->text).ends_with(':') ? 2 : 0);
}

std::optional<YamlSlip> tab(std::string_view text, const Line& line) {
  const std::size_t first = line.text.find_first_not_of(" \t");
  const std::size_t at = line.text.find('\t');
  if (at == std::string_view::npos || at >= std::min(first, line.text.size())) return std::nullopt;
  return slip(line, at, 1, "this line begins with a tab",
              fmt::format("delete the tab, and press the space bar {} times", indent_around(text, line)));
}

std::optional<YamlSlip> colon_without_blank(const Line& line) {
  const std::size_t colon = colon_of_key(line.text);
  if (colon == std::string_view::npos || colon + 1 >= line.text.size()) return std::nullopt;
  const char next = line.text[colon + 1];
  if (next == ' ' || next == '\t' || next == '/') return std::nullopt;
  return slip(line, colon, 1, "a space is missing after this colon",
              fmt::format("write `{}: …`", trim(line.text.substr(0, colon))));
}

std::optional<YamlSlip> second_colon(const Line& line) {
  const std::size_t first = colon_of_key(line.text);
  if (first == std::string_view::npos) return std::nullopt;
  const std::string_view value = trim(line.text.substr(first + 1));
  if (value.empty() || value.front() == '"' || value.front() == '\'' || value.front() == '{') return std::nullopt;
  const std::size_t second = line.text.find(": ", first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  return slip(line, second, 1, "this line has two colons, and a text with a colon in it needs quotation marks",
              value.find('"') == std::string_view::npos
                  ? fmt::format("write `{}: \"…\"`", trim(line.text.substr(0, first)))
                  : fmt::format("write `{}: '…'`", trim(line.text.substr(0, first))));
}

/// `title An invented pack`: a word where a key is due, and no colon in the line.
std::optional<YamlSlip> forgotten_colon(std::string_view text, const Line& line) {
  const std::string_view said = trim(line.text);
  const std::size_t end = std::min(said.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"), said.size());
  if (end == 0 || (end < said.size() && said[end] != ' ') || said.find(':') != std::string_view::npos)
    return std::nullopt;
  // Lines of a long text stand in further than the key that opens it.
  for (auto above = line_above(text, line); above; above = line_above(text, *above)) {
    if (above->indent() > line.indent()) continue;
    if (above->indent() < line.indent() && !trim(above->text).ends_with(':')) return std::nullopt;
    break;
  }
  const std::string_view key = said.substr(0, end);
  return slip(line, line.indent(), key.size(), fmt::format("a colon is missing after `{}`", key),
              end == said.size() ? fmt::format("write `{}:`", key) : fmt::format("write `{}: …`", key));
}

/// Where the value of a line begins, behind its key or its dash; npos where there is none.
std::size_t begin_of_value(std::string_view line) {
  const std::size_t colon = colon_of_key(line);
  if (colon != std::string_view::npos) return line.find_first_not_of(' ', colon + 1);
  const std::size_t dash = line.find_first_not_of(' ');
  return dash != std::string_view::npos && line.substr(dash).starts_with("- ") ? line.find_first_not_of(' ', dash + 1)
                                                                               : std::string_view::npos;
}

/// `'Children's Act'`: the text ends at its own apostrophe.
std::optional<YamlSlip> quote_within_quotes(const Line& line) {
  const std::size_t begin = begin_of_value(line.text);
  if (begin == std::string_view::npos) return std::nullopt;
  const char quote = line.text[begin];
  if (quote != '\'' && quote != '"') return std::nullopt;
  std::size_t close = line.text.find(quote, begin + 1);
  while (quote == '\'' && close != std::string_view::npos && line.text.substr(close).starts_with("''"))
    close = line.text.find(quote, close + 2);
  if (close == std::string_view::npos) return std::nullopt;
  const std::string_view rest = trim(line.text.substr(close + 1));
  if (rest.empty() || rest.front() == '#' || rest.find(quote) == std::string_view::npos) return std::nullopt;
  return quote == '\'' ? slip(line, close, 1, "this apostrophe ends the text, and more follows",
                              "put the text in double quotation marks: `\"…\"`")
                       : slip(line, close, 1, "this quotation mark ends the text, and more follows",
                              "put the text in single quotation marks, `'…'`, and keep the double ones within");
}

/// A value that begins with a sign that YAML keeps for itself.
std::optional<YamlSlip> kept_sign(const Line& line) {
  const std::size_t begin = begin_of_value(line.text);
  constexpr std::string_view kept = "@`%*&!|>";
  if (begin == std::string_view::npos || kept.find(line.text[begin]) == std::string_view::npos) return std::nullopt;
  const std::string_view sign = line.text.substr(begin, 1);
  return slip(
      line, begin, 1,
      sign == "`" ? "a text cannot begin with a back quote" : fmt::format("a text cannot begin with `{}`", sign),
      "put it in quotation marks");
}

/// A bracket or brace that is open where the parser gives up: the one that was opened last.
std::optional<YamlSlip> open_bracket(std::string_view text, std::size_t at) {
  std::vector<std::size_t> open;
  char quote = 0;
  for (std::size_t k = 0; k < std::min(at + 1, text.size()); ++k) {
    const char c = text[k];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && k > 0 &&
               std::string_view(" [{,").find(text[k - 1]) != std::string_view::npos) {
      quote = c;
    } else if (c == '#' && k > 0 && (text[k - 1] == ' ' || text[k - 1] == '\n')) {
      k = std::min(text.find('\n', k), text.size());
    } else if (c == '[' || c == '{') {
      open.push_back(k);
    } else if ((c == ']' || c == '}') && !open.empty()) {
      open.pop_back();
    }
  }
  if (open.empty()) return std::nullopt;
  const Line line = line_at(text, open.back());
  const bool is_brace = text[open.back()] == '{';
  // On the line itself something else may be amiss.
  if (line.begin == line_at(text, at).begin) return std::nullopt;
  return slip(line, open.back() - line.begin, 1, fmt::format("this {} is never closed", is_brace ? "brace" : "bracket"),
              fmt::format("write `{}` where what it holds ends", is_brace ? '}' : ']'));
}

/// A line under a dash that does not begin where the words behind the dash begin.
std::optional<YamlSlip> line_under_dash(std::string_view text, const Line& line) {
  if (line.is_empty() || trim(line.text).starts_with('-')) return std::nullopt;
  for (auto above = line_above(text, line); above && above->indent() >= line.indent();
       above = line_above(text, *above)) {
    if (above->indent() > line.indent() || !trim(above->text).starts_with("- ")) continue;
    const std::string_view words = trim(trim(above->text).substr(2));
    const std::string_view first = words.substr(0, words.find_first_of(": "));
    const std::string_view own = trim(line.text);
    return slip(line, line.indent(), 1,
                fmt::format("`{}` begins two spaces too far to the left", own.substr(0, own.find_first_of(": "))),
                fmt::format("begin it with {} spaces: it must line up with `{}` above it", line.indent() + 2, first));
  }
  return std::nullopt;
}

/// A line that stands in otherwise than those above it.
std::optional<YamlSlip> other_step(std::string_view text, const Line& line) {
  if (line.is_empty()) return std::nullopt;
  const auto nearest = line_above(text, line);
  if (!nearest) return std::nullopt;
  const std::string_view end = trim(nearest->text);
  const bool opens_a_block = end.ends_with(':') || end.ends_with('|') || end.ends_with('>') || end.ends_with(">-");
  if (opens_a_block && line.indent() > nearest->indent()) return std::nullopt;
  std::vector<std::size_t> steps;  // in which a line can stand here
  for (auto above = nearest; above; above = line_above(text, *above)) {
    if (!steps.empty() && above->indent() >= steps.back()) continue;
    if (trim(above->text).starts_with("- ")) steps.push_back(above->indent() + 2);
    steps.push_back(above->indent());
    if (steps.back() == 0) break;
  }
  if (std::ranges::find(steps, line.indent()) != steps.end()) return std::nullopt;
  const auto blanks = [](std::size_t count) { return count == 1 ? "1 space" : fmt::format("{} spaces", count); };
  return slip(line, line.indent(), 1,
              fmt::format("this line begins with {}, and the one above with {}", blanks(line.indent()),
                          blanks(nearest->indent())),
              "lines that belong together begin with the same number of spaces");
}

}  // namespace

YamlSlip explain_yaml(std::string_view text, std::size_t at, std::string_view said) {
  const Line line = line_at(text, at);
  const auto above = line_above(text, line);
  if (const auto found = tab(text, line)) return *found;
  if (above) {
    if (const auto found = tab(text, *above)) return *found;
  }
  std::vector<Line> near;  // the line and the one above, as far as they are not text of a block
  if (!is_in_block(text, line)) near.push_back(line);
  if (above && !is_in_block(text, *above)) near.push_back(*above);
  for (const Line& one : near) {
    if (const auto found = dash_without_blank(one)) return *found;
  }
  for (const Line& one : near) {
    if (const auto found = quote_within_quotes(one)) return *found;
  }
  if (const auto found = kept_sign(line); found && !is_in_block(text, line) && found->begin >= at) return *found;
  if (const auto found = open_bracket(text, at); found && said.find("flow") != std::string_view::npos) return *found;
  const bool is_of_colon = said.find("map value") != std::string_view::npos;
  if (is_of_colon || said.find("map") != std::string_view::npos) {
    for (const Line& one : near) {
      if (const auto found = colon_without_blank(one)) return *found;
      if (const auto found = forgotten_colon(text, one)) return *found;
    }
  }
  if (is_of_colon) {
    if (const auto found = second_colon(line); found && !is_in_block(text, line)) return *found;
  }
  if (const auto found = line_under_dash(text, line)) return *found;
  if (const auto found = other_step(text, line)) return *found;
  const auto here = static_cast<std::uint32_t>(std::min(at, text.size()));
  if (here < text.size() && text[here] == '?')
    return {here, here + 1, "in braces, a text with a question mark needs quotation marks", "write `\"…?\"`"};
  if (said.find("flow") != std::string_view::npos)
    return {here, here + 1, "what stands in brackets or braces cannot be read here",
            "is each of them closed? a text that holds a colon, a comma or a bracket needs quotation marks"};
  return {here, here + 1, "the text cannot be read from here on",
          "put a text that holds a colon, a comma, a question mark or a bracket in quotation marks"};
}

}  // namespace masa
