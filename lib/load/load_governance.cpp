// How a partnership runs: chairs that go round, what happens how often, what reports hold.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "load/load_pack.hpp"
#include "load/read_table.hpp"

namespace masa {

namespace {

/// A table with just these columns; `cite` may be left out.
Grid read_columns(const Node& node, std::string_view what, std::initializer_list<std::string_view> columns,
                  Sink& sink) {
  Grid grid = read_grid(node, what, sink);
  for (const std::string_view column : columns) {
    if (find_column(grid, column) || column == "cite") continue;
    sink.report(Kind::table_shape, node.span, fmt::format("{} need the column `{}`", what, column));
    return {};
  }
  for (const Name& column : grid.columns) {
    if (std::ranges::find(columns, column.text) == columns.end())
      sink.report(Kind::table_shape, column.span, fmt::format("{} have no column `{}`", what, column.text));
  }
  return grid;
}

std::optional<Date> read_day(const Name& cell, Sink& sink) {
  const auto day = parse_date(cell.text);
  if (!day) sink.report(Kind::bad_date, cell.span, fmt::format("`{}` is no day of the calendar", cell.text));
  return day;
}

Citations cite_of(const Grid& grid, const std::vector<Name>& row) {
  const auto cite = find_column(grid, "cite");
  return cite ? cited_in(row[*cite]) : Citations{};
}

void load_changes(const Fields& fields, RotationDecl& rotation, Sink& sink) {
  const Node* node = fields.find("changes");
  if (node == nullptr) return;
  const Grid grid = read_columns(*node, "the changes of a rotation", {"from", "seat", "cite"}, sink);
  for (const auto& row : grid.rows) {
    const Name& from = row[*find_column(grid, "from")];
    if (const auto day = read_day(from, sink))
      rotation.changes.push_back({from, *day, row[*find_column(grid, "seat")], cite_of(grid, row)});
  }
}

void load_substitutes(const Fields& fields, RotationDecl& rotation, Sink& sink) {
  const Node* node = fields.find("substitutes");
  if (node == nullptr) return;
  const Grid grid = read_columns(*node, "the substitutes of a rotation", {"in_force", "for", "seat", "cite"}, sink);
  for (const auto& row : grid.rows) {
    if (const auto period = read_period(row[*find_column(grid, "in_force")], sink))
      rotation.substitutes.push_back(
          {*period, row[*find_column(grid, "for")], row[*find_column(grid, "seat")], cite_of(grid, row)});
  }
}

}  // namespace

void load_rotations(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`rotations`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    const Fields fields(value, fmt::format("the rotation `{}`", id.text), rotation_block, sink);
    RotationDecl rotation;
    rotation.id = id;
    rotation.what = fields.text("what");
    rotation.chair_of = fields.name("chair_of");
    rotation.also_chairs = fields.names("also_chairs");
    rotation.among = fields.names("among");
    rotation.term = fields.name("term");
    rotation.order = fields.names("order");
    rotation.start = fields.date("start");
    load_changes(fields, rotation, sink);
    load_substitutes(fields, rotation, sink);
    rotation.cite = fields.citations();
    rotation.because = fields.text("because");
    pack.rotations.push_back(std::move(rotation));
  });
}

void load_standing_duties(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`standing_duties`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    const Fields fields(value, fmt::format("the standing duty `{}`", id.text), standing_duty_block, sink);
    if (fields.has("must") == fields.has("should"))
      sink.report(Kind::wrong_shape, id.span, fmt::format("the standing duty `{}` needs `must` or `should`", id.text),
                  "say what is to be done");
    if (fields.has("times") != fields.has("in_each"))
      sink.report(Kind::wrong_shape, id.span, fmt::format("`{}` needs both `times` and `in_each`, or neither", id.text),
                  "`times: 3` and `in_each: year`");
    StandingDutyDecl duty;
    duty.id = id;
    duty.is_should = fields.has("should");
    duty.text = fields.text(duty.is_should ? "should" : "must");
    duty.who = fields.names("who");
    duty.whom = fields.names("whom");
    duty.times = fields.name("times");
    duty.in_each = fields.name("in_each");
    duty.by = fields.date("by");
    duty.cite = fields.citations();
    duty.because = fields.text("because");
    pack.standing_duties.push_back(std::move(duty));
  });
}

void load_contents(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`contents`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    const Fields fields(value, fmt::format("the content `{}`", id.text), content_block, sink);
    ContentDecl content{id, fields.text("what"), {}, fields.citations()};
    if (const Node* parts = fields.find("parts")) {
      for_each_entry(*parts, "`parts`", sink, [&](const Name& part, const Node& says) {
        check_name(part, false, sink);
        if (!says.is_scalar())
          sink.report(Kind::wrong_shape, says.span, fmt::format("the part `{}` must be a text", part.text));
        content.parts.push_back({part, says.text});
      });
    }
    pack.contents.push_back(std::move(content));
  });
}

}  // namespace masa
