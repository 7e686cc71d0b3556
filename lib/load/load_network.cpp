// Bodies and relations of the network.
#include <fmt/format.h>

#include <algorithm>

#include "load/load_pack.hpp"
#include "load/read_table.hpp"

namespace masa {

namespace {

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

}  // namespace masa
