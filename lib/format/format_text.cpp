#include "format/format_text.hpp"

#include <fmt/format.h>

#include <vector>

#include "format/lay_out.hpp"
#include "format/same.hpp"
#include "load/read_table.hpp"
#include "load/read_yaml.hpp"
#include "load/table_places.hpp"

namespace masa {

namespace {

constexpr std::string_view mark = "\xEF\xBB\xBF";  // a byte order mark, which stays where it stands

/// Complains about rows that do not fit their headings: such a table has no columns to line up.
void check_tables(const Node& node, std::vector<std::string>& keys, Sink& sink) {
  if (node.is_block && is_table_place(keys)) static_cast<void>(read_grid(node, fmt::format("`{}`", keys.back()), sink));
  for (const Node::Entry& entry : node.entries) {
    keys.push_back(entry.key);
    check_tables(entry.value, keys, sink);
    keys.pop_back();
  }
}

/// The text with the line ends that its first line has, and one at its end.
std::string with_line_ends(std::string_view text, bool are_two_bytes) {
  std::string written;
  for (const char c : text) {
    if (c == '\n' && are_two_bytes) written += '\r';
    written += c;
  }
  return written;
}

bool has_line_ends_of_two_bytes(std::string_view text) {
  const auto end = text.find('\n');
  return end != std::string_view::npos && end > 0 && text[end - 1] == '\r';
}

std::optional<Node> read_again(const std::string& text) {
  Sources sources;
  Sink sink;
  auto node = read_yaml(sources, sources.add("", text), sink);
  return sink.has_errors() ? std::nullopt : std::move(node);
}

}  // namespace

std::optional<std::string> format_text(const Sources& sources, std::uint32_t file, Sink& sink) {
  const std::size_t before = sink.error_count();
  const auto said = read_yaml(sources, file, sink);
  std::vector<std::string> keys;
  if (said) check_tables(*said, keys, sink);
  if (sink.error_count() > before) return std::nullopt;

  const std::string_view whole = sources.text(file);
  if (said && said->is_scalar()) return std::string(whole);  // one text, and no block to lay out
  const std::string_view kept = whole.starts_with(mark) ? mark : "";
  const std::string_view text = whole.substr(kept.size());
  const LaidOut laid_out = lay_out(text);
  const auto at = static_cast<std::uint32_t>(kept.size() + laid_out.at);
  if (!laid_out.trouble.empty()) {
    sink.report(Kind::not_laid_out, {file, at, at + 1}, laid_out.trouble, "write the keys of a block as `key: value`");
    return std::nullopt;
  }
  std::string written = std::string(kept) + with_line_ends(laid_out.text, has_line_ends_of_two_bytes(text));
  // A text whose last line has no end is read as if it had one: else a block there would gain a line end.
  const auto first = whole.ends_with('\n') ? said : read_again(std::string(whole) + "\n");
  const auto second = read_again(written);
  const bool are_read = first.has_value() == said.has_value() && second.has_value() == said.has_value();
  const auto difference = are_read && said ? find_difference(*first, *second) : std::nullopt;
  if (!are_read || difference || !differ_in_blanks_only(whole, written)) {
    Span place = difference.value_or(Span{file, 0, 0});
    place.file = file;
    sink.report(Kind::not_laid_out, place, "laid out, this text would say something else, so it stays as it is",
                "lay this place out by hand, and tell the maintainers of masa");
    return std::nullopt;
  }
  return written;
}

}  // namespace masa
