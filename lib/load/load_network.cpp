// Bodies and relations of the network; calendars.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "load/load_pack.hpp"
#include "load/read_table.hpp"

namespace masa {

namespace {

constexpr std::array<std::string_view, 5> calendar_keys{"title", "cite", "covers", "week", "holidays"};

/// A block table as columns and rows of names; complains about rows that do not fit.
struct Grid {
  std::vector<Name> columns;
  std::vector<std::vector<Name>> rows;
};

Grid read_grid(const Node& node, std::string_view what, Sink& sink) {
  Grid grid;
  if (!node.is_scalar() || !node.is_block) {
    sink.report(Kind::table_shape, node.span, fmt::format("{} must be a table in a `|` block", what));
    return grid;
  }
  for (const auto& cells : split_table(node)) {
    std::vector<Name> names;
    for (const CellText& cell : cells)
      names.push_back({std::string(cell.text), node.at(cell.begin, std::max(cell.end, cell.begin + 1))});
    if (grid.columns.empty()) {
      grid.columns = std::move(names);
    } else if (names.size() != grid.columns.size()) {
      sink.report(Kind::table_shape, names.front().span,
                  fmt::format("this row has {} cells, the headings are {}", names.size(), grid.columns.size()));
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

void load_bodies(const Name& kind, const Node& node, Pack& pack, Sink& sink) {
  const Grid grid = read_grid(node, fmt::format("`{}`", kind.text), sink);
  const auto id = find_column(grid, "id");
  if (!id || !find_column(grid, "name")) {
    sink.report(Kind::table_shape, node.span,
                fmt::format("the table of `{}` needs the columns `id` and `name`", kind.text));
    return;
  }
  const auto cite = find_column(grid, "cite");
  BodiesDecl bodies{kind, grid.columns, {}};
  for (const auto& cells : grid.rows) {
    BodiesDecl::Row row{cells[*id], cells, {}};
    check_name(row.id, false, sink);
    if (cite) row.cite.push_back(cells[*cite]);
    bodies.rows.push_back(std::move(row));
  }
  pack.bodies.push_back(std::move(bodies));
}

}  // namespace

void load_network(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`network`", sink, [&](const Name& key, const Node& value) {
    if (key.text == "kinds") {
      if (!value.is_scalar()) sink.report(Kind::wrong_shape, value.span, "`kinds` must be names, parted by commas");
      for (const Name& kind : read_names(value, 0, value.text.size())) {
        check_name(kind, false, sink);
        pack.kinds.push_back(kind);
      }
      return;
    }
    if (key.text != "relations") {
      check_name(key, false, sink);
      load_bodies(key, value, pack, sink);
      return;
    }
    for_each_entry(value, "`relations`", sink, [&](const Name& id, const Node& target) {
      check_name(id, false, sink);
      pack.relations.push_back({id, {target.text, target.span}});
    });
  });
}

void load_calendars(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`calendars`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    const Fields fields(value, fmt::format("the calendar `{}`", id.text), calendar_keys, sink);
    for (const std::string_view key : {"title", "cite", "covers", "week", "holidays"}) fields.require(key);
    CalendarDecl calendar;
    calendar.id = id;
    calendar.title = fields.text("title");
    calendar.cite = fields.citations();
    calendar.covers = fields.period("covers").value_or(Period{});
    if (fields.has("covers") && (!calendar.covers.first || !calendar.covers.end)) {
      sink.report(Kind::bad_date, fields.find("covers")->span, "a calendar covers the days from one date to another",
                  "write `2012-01-01 to 2028-12-31`");
    }
    if (const Name week = fields.name("week"); week.is_set() && week.text != "Monday to Friday") {
      sink.report(Kind::wrong_type, week.span,
                  fmt::format("the working week is `Monday to Friday`, not `{}`", week.text));
    }
    if (const Node* holidays = fields.find("holidays")) {
      const Grid grid = read_grid(*holidays, "`holidays`", sink);
      const auto day = find_column(grid, "date");
      const auto title = find_column(grid, "holiday");
      if (!day || !title) {
        sink.report(Kind::table_shape, holidays->span, "the table of holidays needs the columns `date` and `holiday`");
        return;
      }
      for (const auto& cells : grid.rows) {
        const auto date = parse_date(cells[*day].text);
        if (!date) {
          sink.report(Kind::bad_date, cells[*day].span,
                      fmt::format("`{}` is no date of the calendar", cells[*day].text));
          continue;
        }
        calendar.holidays.push_back({*date, cells[*title].text, cells[*day].span});
      }
    }
    pack.calendars.push_back(std::move(calendar));
  });
}

}  // namespace masa
