// Bodies, relations and edges of the network.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "load/load_pack.hpp"
#include "load/read_table.hpp"

namespace masa {

namespace {

constexpr std::array<std::string_view, 4> edge_columns{"from", "to", "in_force", "cite"};

void load_bodies(const Name& kind, const Node& node, Pack& pack, Sink& sink) {
  const Grid grid = read_grid(node, fmt::format("`{}`", kind.text), sink);
  const auto id = find_column(grid, "id");
  if (!id || !find_column(grid, "name")) {
    sink.report(Kind::table_shape, node.span,
                fmt::format("the table of `{}` needs the columns `id` and `name`", kind.text));
    return;
  }
  const auto cite = find_column(grid, "cite");
  const auto in_force = find_column(grid, "in_force");
  BodiesDecl bodies{kind, grid.columns, {}};
  for (const auto& cells : grid.rows) {
    BodiesDecl::Row row{cells[*id], cells, {}, {}};
    check_name(row.id, false, sink);
    if (in_force && !cells[*in_force].text.empty())
      row.in_force = read_period(cells[*in_force], sink).value_or(Period{});
    if (cite) row.cite = cited_in(cells[*cite]);
    bodies.rows.push_back(std::move(row));
  }
  pack.bodies.push_back(std::move(bodies));
}

/// `every seat`, `every authority in north_east`.
EveryDecl read_every(const Name& text, Sink& sink) {
  EveryDecl every{text, {}, {}};
  if (!text.is_set()) return every;
  constexpr std::string_view word = "every ";
  constexpr std::string_view in = " in ";
  if (!text.text.starts_with(word)) {
    sink.report(Kind::expression_syntax, text.span, fmt::format("`{}` does not say which bodies", text.text),
                "write `every seat`, or `every authority in north_east`");
    return every;
  }
  const auto area = text.text.find(in);
  every.kind = part_of(text, word.size(), std::min(area, text.text.size()));
  if (area != std::string::npos) every.area = part_of(text, area + in.size(), text.text.size());
  return every;
}

void load_relation(const Name& id, const Node& node, Pack& pack, Sink& sink) {
  check_name(id, false, sink);
  RelationDecl relation;
  relation.id = id;
  if (!node.is_mapping()) {  // to one body of a kind
    relation.target = {node.text, node.span};
    pack.relations.push_back(std::move(relation));
    return;
  }
  const Fields fields(node, fmt::format("the relation `{}`", id.text), relation_block, sink);
  if (std::ranges::count_if(relation_block.ties[0].keys(), [&](std::string_view key) { return fields.has(key); }) != 1)
    sink.report(Kind::wrong_shape, node.span,
                fmt::format("the relation `{}` needs one of `to`, `turns_round`, `at_any_depth` and `joins`", id.text),
                "a relation has rows of its own, or is made of others");
  relation.target = fields.name("to");
  constexpr std::string_view several = "several ";
  if (relation.target.text.starts_with(several)) {
    relation.leads_to_several = true;
    relation.target = part_of(relation.target, several.size(), relation.target.text.size());
  }
  relation.both_ways = fields.yes("both_ways");
  relation.all_listed_for = read_every(fields.name("all_listed_for"), sink);
  relation.listed_from = fields.date("listed_from");
  relation.noted_where_none = read_every(fields.name("noted_where_none"), sink);
  relation.turns_round = fields.name("turns_round");
  relation.among = read_every(fields.name("among"), sink);
  relation.at_any_depth = fields.name("at_any_depth");
  relation.joins = fields.names("joins");
  if (relation.leads_to_several && !relation.all_listed_for.text.is_set())
    sink.report(Kind::missing_key, node.span,
                fmt::format("the relation `{}` leads to several, and does not say for whom all are listed", id.text),
                "add `all_listed_for: every …`: of others it is not known where it leads");
  pack.relations.push_back(std::move(relation));
}

void load_edges(const Name& relation, const Node& node, Pack& pack, Sink& sink) {
  const Grid grid = read_grid(node, fmt::format("the rows of `{}`", relation.text), sink);
  const auto from = find_column(grid, "from");
  const auto to = find_column(grid, "to");
  if (!from || !to) {
    sink.report(Kind::table_shape, node.span,
                fmt::format("the rows of `{}` need the columns `from` and `to`", relation.text));
    return;
  }
  for (const Name& column : grid.columns) {
    if (std::ranges::find(edge_columns, column.text) == edge_columns.end())
      sink.report(Kind::table_shape, column.span,
                  fmt::format("the rows of a relation have no column `{}`", column.text),
                  "their columns are `from`, `to`, `in_force` and `cite`");
  }
  const auto in_force = find_column(grid, "in_force");
  const auto cite = find_column(grid, "cite");
  EdgesDecl edges{relation, {}};
  for (const auto& cells : grid.rows) {
    EdgesDecl::Row row{cells[*from], cells[*to], {}, {}};
    if (in_force && !cells[*in_force].text.empty()) {
      const auto period = read_period(cells[*in_force], sink);
      if (!period) continue;
      row.in_force = *period;
    }
    if (cite) row.cite = cited_in(cells[*cite]);
    edges.rows.push_back(std::move(row));
  }
  pack.edges.push_back(std::move(edges));
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
    if (key.text == "relations") {
      for_each_entry(value, "`relations`", sink,
                     [&](const Name& id, const Node& relation) { load_relation(id, relation, pack, sink); });
      return;
    }
    if (key.text == "edges") {
      for_each_entry(value, "`edges`", sink,
                     [&](const Name& relation, const Node& rows) { load_edges(relation, rows, pack, sink); });
      return;
    }
    check_name(key, false, sink);
    load_bodies(key, value, pack, sink);
  });
}

}  // namespace masa
