/// The network as a pack declares it: bodies, relations and their rows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/written.hpp"
#include "value/date.hpp"

namespace masa {

/// Bodies of one kind, a row a body; columns are its names and the relations that leave it.
struct BodiesDecl {
  struct Row {
    Name id;
    std::vector<Name> cells;
    Period in_force;
    Citations cite;
  };
  Name kind;
  std::vector<Name> columns;
  std::vector<Row> rows;
};

/// `every seat`, `every authority in north_east`.
struct EveryDecl {
  Name text;
  Name kind;
  Name area;  ///< not set: wherever they are
};

/// A named way from bodies to bodies or to values: of rows, with the type of what it leads to, or made of others. A
/// kind has a relation of its own name.
struct RelationDecl {
  Name id;
  Name target;  ///< a type
  bool leads_to_several = false;
  bool both_ways = false;
  EveryDecl all_listed_for;
  std::optional<Date> listed_from;
  EveryDecl noted_where_none;  ///< each of these without a row gets a note
  Name turns_round;
  EveryDecl among;
  Name at_any_depth;
  std::vector<Name> joins;
};

/// The rows of one relation: who leads to whom, and when.
struct EdgesDecl {
  struct Row {
    Name from;
    Name to;
    Period in_force;
    Citations cite;
  };
  Name relation;
  std::vector<Row> rows;
};

}  // namespace masa
