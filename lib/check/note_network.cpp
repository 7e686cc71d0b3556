// What is right and may still want a look: a body of which nothing says where a way leads, a chair who is no member.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "check/network_rows.hpp"

namespace masa {

namespace {

void note_bodies_without_an_end(const NetworkRows& rows, const Book& book, const Names& names, Sink& sink) {
  for (std::uint32_t r = 0; r < rows.relations.size(); ++r) {
    const RelationDecl* decl = rows.declared[r].decl;
    if (decl == nullptr || !decl->noted_where_none.text.is_set()) continue;
    std::set<std::uint32_t> with_row;
    for (const NetworkRow& row : rows.rows) {
      if (row.edge.relation == r) with_row.insert(row.edge.from);
    }
    for (const std::uint32_t body : bodies_of(decl->noted_where_none, rows, book, names, rows.declared[r].pack, sink)) {
      if (with_row.contains(body)) continue;
      const std::string& id = book.vocabulary.bodies[body].id;
      sink.report(Kind::no_end, names.bodies.find_anywhere(id)->span,
                  fmt::format("nothing says what the `{}` of `{}` is", rows.relations[r].name, id), "",
                  {{decl->noted_where_none.text.span, "looked for"}});
    }
  }
}

/// By the relations `chair` and `members`, where packs declare both. Of a group whose members are not known, nothing.
void note_chairs(const NetworkRows& rows, const Book& book, const Names& names, Sink& sink) {
  const auto chair = rows.find("chair");
  const auto members = rows.find("members");
  if (!chair || !members) return;
  std::set<std::pair<std::uint32_t, std::uint32_t>> noted;
  const auto look = [&](std::uint32_t group, std::uint32_t seat, std::optional<Date> on, Span place) {
    const Value all = book.network.follow(*members, group, on.value_or(*make_date({9999, 12, 31})));
    if (all.tag() != Value::Tag::set || !noted.emplace(group, seat).second) return;
    if (std::ranges::find(all.members(), Value::reference(seat)) != all.members().end()) return;
    sink.report(Kind::chair_not_a_member, place,
                fmt::format("`{}` has the chair of `{}`, and is not listed among its members",
                            book.vocabulary.bodies[seat].id, book.vocabulary.bodies[group].id),
                "", {{names.bodies.find_anywhere(book.vocabulary.bodies[group].id)->span, "the group"}});
  };
  for (const NetworkRow& row : rows.rows) {
    if (row.edge.relation == *chair && !row.edge.to.is_nothing())
      look(row.edge.from, row.edge.to.as_index(), row.edge.period.first, row.span);
  }
  for (const Rotation& rotation : book.governance.rotations) {
    for (const std::uint32_t seat : rotation.among) {
      if (!rotation.groups.empty()) look(rotation.groups.front(), seat, std::nullopt, rotation.span);
    }
  }
}

}  // namespace

void note_network(const NetworkRows& rows, const Book& book, const Names& names, Sink& sink) {
  note_bodies_without_an_end(rows, book, names, sink);
  note_chairs(rows, book, names, sink);
}

}  // namespace masa
