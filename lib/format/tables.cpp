#include "format/tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"
#include "format/format_text.hpp"
#include "load/read_csv.hpp"
#include "load/read_table.hpp"
#include "load/read_yaml.hpp"
#include "load/table_places.hpp"

namespace masa {

namespace {

/// A spreadsheet takes a cell that begins so for a formula, and may run it; a space in front makes it a text.
bool is_like_a_formula(std::string_view cell) {
  const bool is_number = cell.find_first_not_of("0123456789.", 1) == std::string_view::npos;
  return cell.size() > 1 && !is_number && std::string_view("=+-@").find(cell.front()) != std::string_view::npos;
}

}  // namespace

std::string csv_cell(std::string_view cell) {
  if (is_like_a_formula(cell)) return csv_cell(fmt::format(" {}", cell));
  const bool needs_quotes = cell.find_first_of(",\"\n\r") != std::string_view::npos;
  if (!needs_quotes) return std::string(cell);
  std::string text = "\"";
  for (const char c : cell) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + '"';
}

namespace {

struct Table {
  std::vector<std::string> keys;
  const Node* node = nullptr;
  [[nodiscard]] std::string path() const { return join(keys, "/"); }
  /// The name of what has the table: of the network's the last key, of others the one before it.
  [[nodiscard]] const std::string& owner() const {
    return keys.front() == "network" || keys.size() < 2 ? keys.back() : keys[keys.size() - 2];
  }
};

/// Tables of the text, and names of files that hold one.
void find_tables(const Node& node, std::vector<std::string>& keys, std::vector<Table>& found) {
  const bool is_named = node.is_scalar() && is_csv_name(node.text);
  if ((node.is_block || is_named) && is_table_place(keys)) found.push_back({keys, &node});
  for (const Node::Entry& entry : node.entries) {
    keys.push_back(entry.key);
    find_tables(entry.value, keys, found);
    keys.pop_back();
  }
}

std::vector<Table> tables_in(const Node& pack) {
  std::vector<std::string> keys;
  std::vector<Table> found;
  find_tables(pack, keys, found);
  return found;
}

std::optional<Table> find(const std::vector<Table>& tables, std::string_view name, std::uint32_t file, Sink& sink) {
  std::vector<std::string> known;
  std::vector<std::string> meant;
  std::optional<Table> found;
  for (const Table& table : tables) {
    known.push_back(table.owner());
    if (table.path() != name && table.owner() != name) continue;
    meant.push_back(fmt::format("`{}`", table.path()));
    found = table;
    if (table.path() != name) continue;
    meant = {table.path()};
    break;
  }
  if (meant.size() == 1) {
    if (found->node->is_block) return found;
    sink.report(Kind::table_shape, found->node->span,
                fmt::format("the table `{}` is CSV already, in the file `{}`", found->path(), found->node->text),
                "a spreadsheet opens that file");
    return std::nullopt;
  }
  if (meant.empty()) {
    sink.report(Kind::unknown_name, {file, 0, 0}, fmt::format("no table of this pack is called `{}`", name),
                did_you_mean(name, known));
  } else {
    sink.report(Kind::unsettled_name, {file, 0, 0}, fmt::format("`{}` could mean {}", name, list_words(meant, "or")),
                "write the whole of one of them");
  }
  return std::nullopt;
}

/// The lines on which a block's rows stand: bytes of the text.
struct Lines {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t indent = 0;
};

Lines lines_of(const Node& block, std::string_view text) {
  const auto rows = split_table(block);
  const std::size_t first = block.at(rows.front().front().begin, rows.front().front().end).begin;
  const std::size_t last = block.at(rows.back().back().begin, rows.back().back().end).end;
  const std::size_t before = text.rfind('\n', first);
  Lines lines;
  lines.begin = before == std::string_view::npos ? 0 : before + 1;
  lines.end = std::min(text.find('\n', last), text.size());
  lines.indent = text.find_first_not_of(' ', lines.begin) - lines.begin;
  return lines;
}

/// What spreadsheets leave behind: rows without a word, columns without a heading or a word.
std::vector<std::vector<Name>> without_empty(std::vector<std::vector<Name>> rows) {
  const auto is_empty = [](const Name& cell) { return cell.text.empty(); };
  std::erase_if(rows, [&](const std::vector<Name>& row) { return std::ranges::all_of(row, is_empty); });
  std::size_t width = 0;
  for (const std::vector<Name>& row : rows) {
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (!is_empty(row[k])) width = std::max(width, k + 1);
    }
  }
  for (std::vector<Name>& row : rows) {
    if (row.size() > width) row.resize(width);
  }
  return rows;
}

/// Complains where a column of the table is not there any more: its cells would be lost.
void check_headings(const std::vector<CellText>& before, const std::vector<Name>& now, Sink& sink) {
  const bool has_semicolons = now.size() == 1 && now.front().text.find(';') != std::string::npos;
  if (has_semicolons) {
    sink.report(Kind::table_shape, now.front().span, "this text is parted by semicolons, and commas are due",
                "save it as CSV with commas");
    return;
  }
  for (const CellText& heading : before) {
    if (std::ranges::find(now, heading.text, &Name::text) == now.end()) {
      sink.report(Kind::table_shape, now.front().span,
                  fmt::format("the table has a column `{}`, and here is none", heading.text),
                  "columns may be added and moved; to take one away, edit the pack");
    }
  }
}

/// Complains of what no table in bars can hold.
void check(const std::vector<std::vector<Name>>& rows, Sink& sink) {
  for (const std::vector<Name>& row : rows) {
    if (row.size() != rows.front().size()) {
      sink.report(Kind::table_shape, row.front().span, uneven_row(row.size(), rows.front().size()));
    }
    for (const Name& cell : row) {
      if (cell.text.find_first_of("|\n\r") != std::string::npos)
        sink.report(Kind::table_shape, cell.span, "a cell holds neither a bar nor an end of line");
    }
  }
}

}  // namespace

std::vector<std::string> tables_of(const Sources& sources, std::uint32_t file, Sink& sink) {
  const auto pack = read_yaml(sources, file, sink);
  std::vector<std::string> names;
  if (!pack) return names;
  for (const Table& table : tables_in(*pack)) {
    if (table.node->is_block) names.push_back(table.path());
  }
  return names;
}

std::optional<std::string> table_to_csv(const Sources& sources, std::uint32_t file, std::string_view name, Sink& sink) {
  const auto pack = read_yaml(sources, file, sink);
  if (!pack || sink.has_errors()) return std::nullopt;
  const auto table = find(tables_in(*pack), name, file, sink);
  if (!table) return std::nullopt;
  std::string text;
  for (const std::vector<CellText>& row : split_table(*table->node)) {
    for (std::size_t k = 0; k < row.size(); ++k) text += (k > 0 ? "," : "") + csv_cell(row[k].text);
    text += "\r\n";
  }
  return text;
}

std::optional<std::string> table_from_csv(const Sources& sources, std::uint32_t file, std::string_view name,
                                          std::uint32_t csv, Sink& sink) {
  if (!format_text(sources, file, sink)) return std::nullopt;  // its mistakes are its own, and told of its own lines
  const auto pack = read_yaml(sources, file, sink);
  if (!pack || sink.has_errors()) return std::nullopt;
  const auto table = find(tables_in(*pack), name, file, sink);
  if (!table) return std::nullopt;
  if (split_table(*table->node).empty()) {
    sink.report(Kind::table_shape, table->node->span, "this table has no line of headings");
    return std::nullopt;
  }
  if (!check_text(sources, csv, limits::table_bytes, sink)) return std::nullopt;
  const auto rows = without_empty(split_csv(csv_node(sources, csv), sink));
  if (rows.size() < 2)
    sink.report(Kind::table_shape, {csv, 0, 0}, "a table needs a line of headings and at least one row");
  if (!rows.empty()) check_headings(split_table(*table->node).front(), rows.front(), sink);
  if (!rows.empty() && !sink.has_errors()) check(rows, sink);
  if (sink.has_errors()) return std::nullopt;
  const std::string_view text = sources.text(file);
  const Lines lines = lines_of(*table->node, text);
  std::string written(text.substr(0, lines.begin));
  for (const std::vector<Name>& row : rows) {
    written += std::string(lines.indent, ' ');
    for (std::size_t k = 0; k < row.size(); ++k) written += fmt::format("{}{}", k > 0 ? " | " : "", trim(row[k].text));
    written += '\n';
  }
  written += text.substr(std::min(lines.end + 1, text.size()));
  Sources again;
  return format_text(again, again.add(std::string(sources.name(file)), written), sink);
}

}  // namespace masa
