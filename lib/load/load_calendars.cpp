// Calendars, and what adds to them.
#include <fmt/format.h>

#include "load/load_pack.hpp"
#include "load/read_table.hpp"

namespace masa {

namespace {

std::optional<Date> read_date(const Name& cell, Sink& sink) {
  const auto date = parse_date(cell.text);
  if (!date) sink.report(Kind::bad_date, cell.span, no_date(cell.text));
  return date;
}

void load_holidays(const Node& node, CalendarDecl& calendar, Sink& sink) {
  const Grid grid = read_grid(node, "`holidays`", sink);
  const auto day = find_column(grid, "date");
  const auto title = find_column(grid, "holiday");
  if (!day || !title) {
    sink.report(Kind::table_shape, node.span, "the table of holidays needs the columns `date` and `holiday`");
    return;
  }
  constexpr auto none = static_cast<std::size_t>(-1);
  const std::size_t moved = calendar.adds_to.is_set() ? find_column(grid, "instead_of").value_or(none) : none;
  for (const auto& cells : grid.rows) {
    const auto date = read_date(cells[*day], sink);
    if (!date) continue;
    std::optional<Date> instead_of;
    if (moved != none && !cells[moved].text.empty()) instead_of = read_date(cells[moved], sink);
    calendar.holidays.push_back({*date, instead_of, cells[*title].text, cells[*day].span});
  }
}

/// A calendar says itself which days it covers; what adds to one covers the same.
void load_reach(const Fields& fields, CalendarDecl& calendar, Sink& sink) {
  for (const std::string_view key : {"covers", "week"}) {
    if (!calendar.adds_to.is_set()) {
      fields.require(key);
    } else if (const Node* own = fields.find(key)) {
      sink.report(Kind::wrong_shape, own->span, fmt::format("what adds to a calendar has no `{}` of its own", key), "",
                  {{calendar.adds_to.span, "it adds to this one"}});
    }
  }
  calendar.covers = fields.period("covers").value_or(Period{});
  if (fields.has("covers") && (!calendar.covers.first || !calendar.covers.end)) {
    sink.report(Kind::bad_date, fields.find("covers")->span, "a calendar covers the days from one date to another",
                "write `2012-01-01 to 2028-12-31`");
  }
  if (const Name week = fields.name("week"); week.is_set() && week.text != "Monday to Friday") {
    sink.report(Kind::wrong_type, week.span,
                fmt::format("the working week is `Monday to Friday`, not `{}`", week.text));
  }
}

}  // namespace

void load_calendars(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`calendars`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    const Fields fields(value, fmt::format("the calendar `{}`", id.text), calendar_block, sink);
    CalendarDecl calendar;
    calendar.id = id;
    calendar.title = fields.text("title");
    calendar.adds_to = fields.name("adds_to");
    calendar.cite = fields.citations();
    load_reach(fields, calendar, sink);
    if (const Node* holidays = fields.find("holidays")) load_holidays(*holidays, calendar, sink);
    pack.calendars.push_back(std::move(calendar));
  });
}

}  // namespace masa
