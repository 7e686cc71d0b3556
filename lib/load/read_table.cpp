#include "load/read_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "expr/parse_expr.hpp"
#include "load/read_csv.hpp"

namespace masa {

namespace {

enum class Column : std::uint8_t { condition, rule, when, then, overrides, cite, because };

Column column_of(std::string_view heading) {
  constexpr std::array<std::pair<std::string_view, Column>, 8> own{{{"rule", Column::rule},
                                                                    {"outcome", Column::rule},
                                                                    {"then the holder is", Column::then},
                                                                    {"when", Column::when},
                                                                    {"then", Column::then},
                                                                    {"overrides", Column::overrides},
                                                                    {"cite", Column::cite},
                                                                    {"because", Column::because}}};
  const auto found = std::ranges::find(own, heading, &std::pair<std::string_view, Column>::first);
  return found == own.end() ? Column::condition : found->second;
}

std::vector<std::vector<Name>> split_bars(const Node& node, Sink& sink) {
  std::vector<std::vector<Name>> rows;
  for (const auto& cells : split_table(node)) {
    if (!may_hold(rows.size() + 1, cells.size(), node.at(cells.front().begin, cells.front().end), sink)) break;
    std::vector<Name>& names = rows.emplace_back();
    for (const CellText& cell : cells)
      names.push_back({std::string(cell.text), node.at(cell.begin, std::max(cell.end, cell.begin + 1))});
  }
  return rows;
}

}  // namespace

std::string uneven_row(std::size_t cells, std::size_t headings) {
  const auto counted = [](std::size_t count, std::string_view one) {
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
  };
  return fmt::format("this row has {}, and there {} {}", counted(cells, "cell"), headings == 1 ? "is" : "are",
                     counted(headings, "heading"));
}

bool may_hold(std::size_t lines, std::size_t columns, Span place, Sink& sink) {
  if (lines > limits::rows + 1) {
    sink.report(Kind::too_large, place, fmt::format("the table has more than {} rows", limits::rows));
  } else if (columns > limits::columns) {
    sink.report(Kind::too_large, place, fmt::format("this row has {} cells, more than {}", columns, limits::columns));
  } else {
    return true;
  }
  return false;
}

std::vector<std::vector<CellText>> split_table(const Node& scalar) {
  std::vector<std::vector<CellText>> rows;
  const std::string_view all = scalar.text;
  for (const std::string_view line : split(all, '\n')) {
    if (trim(line).empty()) continue;
    std::vector<CellText> row;
    for (const std::string_view part : split(line, '|')) {
      const std::string_view text = trim(part);
      const auto begin = static_cast<std::size_t>(text.data() - all.data());
      row.push_back({begin, begin + text.size(), text});
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Grid read_grid(const Node& node, std::string_view what, Sink& sink) {
  Grid grid;
  if (!node.is_scalar() || !(node.is_block || node.is_csv)) {
    sink.report(Kind::table_shape, node.span,
                fmt::format("{} must be a table in a `|` block, or the name of a .csv file", what));
    return grid;
  }
  for (std::vector<Name>& names : node.is_csv ? split_csv(node, sink) : split_bars(node, sink)) {
    if (grid.columns.empty()) {
      grid.columns = std::move(names);
    } else if (names.size() != grid.columns.size()) {
      sink.report(Kind::table_shape, names.front().span, uneven_row(names.size(), grid.columns.size()));
    } else {
      grid.rows.push_back(std::move(names));
    }
  }
  return grid;
}

std::optional<std::size_t> find_column(const Grid& grid, std::string_view column) {
  const auto found = std::ranges::find(grid.columns, column, &Name::text);
  if (found == grid.columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - grid.columns.begin());
}

Citations cited_in(const Name& cell) {
  Citations all;
  for (const std::string_view part : split(cell.text, ',')) {
    const std::string_view word = trim(part);
    if (word.empty()) continue;
    Span span = cell.span;
    span.begin += static_cast<std::uint32_t>(word.data() - cell.text.data());
    span.end = span.begin + static_cast<std::uint32_t>(word.size());
    all.push_back({std::string(word), span});
  }
  return all;
}

TableDecl read_table(const Node& scalar, Sink& sink, bool needs_then) {
  TableDecl table;
  table.span = scalar.span;
  if (!scalar.is_scalar() || !scalar.is_block) {
    sink.report(Kind::table_shape, scalar.span, "a table must stand in a `|` block, its cells parted by bars");
    return table;
  }
  const auto rows = split_table(scalar);
  if (rows.size() < 2) {
    sink.report(Kind::table_shape, scalar.span, "a table needs a line of headings and at least one row");
    return table;
  }
  if (rows.size() > limits::rules + 1) {
    const CellText& first = rows[limits::rules + 1].front();
    sink.report(Kind::too_large, scalar.at(first.begin, first.end),
                fmt::format("the table has more than {} rules", limits::rules), "part it into several decisions");
    return table;
  }
  const auto shared = std::make_shared<const Node>(scalar);
  std::vector<Column> columns;
  std::vector<std::string> words;
  for (const CellText& cell : rows.front()) {
    words.push_back(fmt::format("`{}`", cell.text));
    columns.push_back(column_of(cell.text));
    if (columns.back() != Column::condition) continue;
    TableDecl::Heading heading;
    heading.text = {std::string(cell.text), scalar.at(cell.begin, cell.end)};
    ReadError error;  // a label need not read as an expression; `check` complains where it is neither
    if (auto expr = parse_expr(cell.text, error)) {
      heading.expr = {std::string(cell.text), std::move(*expr), shared, static_cast<std::uint32_t>(cell.begin)};
    }
    table.headings.push_back(std::move(heading));
  }
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const auto& cells = rows[r];
    TableDecl::Row row;
    row.span = scalar.at(cells.front().begin, cells.back().end);
    if (cells.size() != columns.size()) {
      sink.report(Kind::table_shape, row.span, uneven_row(cells.size(), columns.size()),
                  fmt::format("every row has a cell under each: {}", list_words(words, "and")));
      continue;
    }
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const CellText& cell = cells[c];
      const bool may_be_empty = columns[c] == Column::because || columns[c] == Column::overrides;
      if (cell.text.empty() && !may_be_empty) {
        const Span after = scalar.at(cell.begin, cell.begin + 1);
        sink.report(Kind::table_shape, after, "a cell is empty", "write `any` where it does not matter");
        continue;
      }
      switch (columns[c]) {
        case Column::rule:
          row.id = {std::string(cell.text), scalar.at(cell.begin, cell.end)};
          break;
        case Column::when:
          row.when = read_expression(shared, cell.begin, cell.end, sink);
          break;
        case Column::then:
          row.then = read_expression(shared, cell.begin, cell.end, sink);
          break;
        case Column::overrides:
          row.overrides = read_names(scalar, cell.begin, cell.end);
          break;
        case Column::cite:
          row.cite = read_names(scalar, cell.begin, cell.end);
          break;
        case Column::because:
          row.because = cell.text;
          break;
        case Column::condition:
          row.cells.push_back(read_cell(shared, cell.begin, cell.end, sink));
          break;
      }
    }
    table.rows.push_back(std::move(row));
  }
  if (needs_then && std::ranges::find(columns, Column::then) == columns.end()) {
    sink.report(Kind::table_shape, scalar.at(rows.front().front().begin, rows.front().back().end),
                "the table has no column `then`");
  }
  return table;
}

}  // namespace masa
