/// The rows of the network as packs write them, before they are a graph.
#pragma once

#include <vector>

#include "check/names.hpp"

namespace masa {

/// An edge and where it stands.
struct NetworkRow {
  Edge edge;
  Span span;
  std::uint32_t pack = 0;
};

/// The relations as declared; null where a kind has made one of its own name.
struct DeclaredRelation {
  const RelationDecl* decl = nullptr;
  std::uint32_t pack = 0;
};

struct NetworkRows {
  std::vector<Relation> relations;
  std::vector<DeclaredRelation> declared;  ///< for each relation
  std::vector<NetworkRow> rows;

  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view relation) const {
    return find_relation(relations, relation);
  }
};

/// The chairs that go round. Where one has an order and a start, the bodies that it chairs have rows of the relation
/// `chair`, as far as the year 2100.
void collect_rotations(const Model& model, Book& book, Names& names, NetworkRows& rows, Sink& sink);

/// `every authority in north_east`: those from which the way named after the area's kind leads there, on whatever day.
[[nodiscard]] std::vector<std::uint32_t> bodies_of(const EveryDecl& every, const NetworkRows& rows, const Book& book,
                                                   const Names& names, std::uint32_t p, Sink& sink);

/// Fills in what relations are made of, to what kinds they lead, and the bodies of which all rows are given. Complains
/// about names that nothing has, and about relations that are made of themselves.
void make_relations(NetworkRows& rows, const Book& book, const Names& names, Sink& sink);

/// Complains about rows that contradict each other, that leave a gap where none may be, or that say of a wider pack's
/// body what is for the wider pack to say.
void check_network_rows(const NetworkRows& rows, const Book& book, const Names& names, Sink& sink);
/// Notes bodies without a row where one is looked for, and chairs that are not listed as members.
void note_network(const NetworkRows& rows, const Book& book, const Names& names, Sink& sink);
/// Complains about circles in what goes on at any depth.
void check_network_circles(const NetworkRows& rows, const Book& book, Sink& sink);

}  // namespace masa
