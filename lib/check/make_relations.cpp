// Relations that are made of others: what they are made of, from which kinds of body and to which they lead. In turn,
// since one made of others may be made of such again.
//
//   members  turns round  member_of      seat ── member_of ──► group      so   group ── members ──► seats
#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "base/suggest.hpp"
#include "check/network_rows.hpp"

namespace masa {

namespace {

class RelationMaker {
 public:
  RelationMaker(NetworkRows& rows, const Book& book, const Names& names, Sink& sink)
      : rows_(rows),
        book_(book),
        names_(names),
        sink_(sink),
        leaves_(rows.relations.size(), 0),
        is_made_(rows.relations.size(), State::not_yet) {}

  void run() {
    for (std::uint32_t r = 0; r < rows_.relations.size(); ++r) make(r);
  }

 private:
  enum class State : std::uint8_t { not_yet, in_hand, done };

  void make(std::uint32_t r) {
    const RelationDecl* decl = rows_.declared[r].decl;
    if (is_made_[r] == State::in_hand) {
      sink_.report(Kind::circle, decl->id.span, fmt::format("the relation `{}` is made of itself", decl->id.text));
      return;
    }
    if (is_made_[r] == State::done) return;
    is_made_[r] = State::in_hand;
    if (decl == nullptr || decl->target.is_set()) {
      make_of_rows(r, decl);
    } else if (decl->turns_round.is_set()) {
      if (const auto other = part(decl->turns_round)) turn_round(r, *other, *decl);
    } else if (decl->at_any_depth.is_set()) {
      if (const auto other = part(decl->at_any_depth)) {
        made(r, Relation::Made::at_any_depth, {*other});
        const std::uint64_t targets = rows_.relations[*other].target.kinds;
        if (targets != 0 && leaves_[*other] != 0 && (leaves_[*other] & targets) == 0)
          sink_.report(Kind::wrong_type, decl->at_any_depth.span,
                       fmt::format("`{}` does not lead on from where it leads", decl->at_any_depth.text));
      }
    } else {
      std::vector<std::uint32_t> parts;
      for (const Name& name : decl->joins) {
        if (const auto one = part(name)) parts.push_back(*one);
      }
      made(r, Relation::Made::joined, std::move(parts));
    }
    is_made_[r] = State::done;
  }

  std::optional<std::uint32_t> part(const Name& name) {
    const auto other = rows_.find(name.text);
    if (!other) {
      complain_about_unknown("relation", name, names_of(rows_.relations), sink_);
      return std::nullopt;
    }
    make(*other);
    if (is_made_[*other] == State::done && rows_.relations[*other].target.base != Type::Base::reference) {
      sink_.report(Kind::wrong_type, name.span,
                   fmt::format("`{}` leads to {}, and a relation made of others leads to bodies", name.text,
                               book_.vocabulary.describe(rows_.relations[*other].target)));
      return std::nullopt;
    }
    return is_made_[*other] == State::done ? other : std::nullopt;
  }

  void made(std::uint32_t r, Relation::Made how, std::vector<std::uint32_t> parts) {
    Relation& relation = rows_.relations[r];
    relation.leads_to_several = true;
    for (const std::uint32_t one : parts) {
      relation.target.kinds |= rows_.relations[one].target.kinds;
      leaves_[r] |= leaves_[one];
    }
    if (!parts.empty()) relation.made = how;
    relation.of = std::move(parts);
  }

  void make_of_rows(std::uint32_t r, const RelationDecl* decl) {
    Relation& relation = rows_.relations[r];
    for (const NetworkRow& row : rows_.rows) {
      if (row.edge.relation != r) continue;
      leaves_[r] |= kind_of(row.edge.from);
      if (relation.both_ways && !row.edge.to.is_nothing()) leaves_[r] |= kind_of(row.edge.to.as_index());
    }
    if (decl == nullptr || !decl->all_listed_for.kind.is_set()) return;
    relation.listed = bodies_of(decl->all_listed_for, rows_, book_, names_, rows_.declared[r].pack, sink_);
    for (const std::uint32_t body : relation.listed) leaves_[r] |= kind_of(body);
  }

  void turn_round(std::uint32_t r, std::uint32_t other, const RelationDecl& decl) {
    Relation& relation = rows_.relations[r];
    relation.made = Relation::Made::turned_round;
    relation.of = {other};
    relation.leads_to_several = true;
    relation.target.kinds = leaves_[other];
    leaves_[r] = rows_.relations[other].target.kinds;
    if (!decl.among.kind.is_set()) return;
    relation.is_listed_in_part = true;
    relation.listed = bodies_of(decl.among, rows_, book_, names_, rows_.declared[r].pack, sink_);
    relation.target.kinds = 0;
    for (const std::uint32_t body : relation.listed) relation.target.kinds |= kind_of(body);
  }

  [[nodiscard]] std::uint64_t kind_of(std::uint32_t body) const {
    return std::uint64_t{1} << book_.vocabulary.bodies[body].kind;
  }

  NetworkRows& rows_;
  const Book& book_;
  const Names& names_;
  Sink& sink_;
  std::vector<std::uint64_t> leaves_;  ///< [relation]: the kinds of body that it leaves
  std::vector<State> is_made_;
};

}  // namespace

std::vector<std::uint32_t> bodies_of(const EveryDecl& every, const NetworkRows& rows, const Book& book,
                                     const Names& names, std::uint32_t p, Sink& sink) {
  std::vector<std::uint32_t> found;
  const auto kind = book.vocabulary.find_kind(every.kind.text);
  if (!kind) {
    complain_about_unknown("kind", every.kind, book.vocabulary.kinds, sink);
    return found;
  }
  std::unordered_set<std::uint32_t> inside;
  if (every.area.is_set()) {
    const auto area = find_body(every.area.text, names, book, p);
    if (!area) {
      complain_about_unknown("body", every.area, names.bodies.all(p), sink);
      return found;
    }
    const auto way = rows.find(book.vocabulary.kinds[book.vocabulary.bodies[*area].kind]);
    for (const NetworkRow& row : rows.rows) {
      if (way && row.edge.relation == *way && row.edge.to == Value::reference(*area)) inside.insert(row.edge.from);
    }
  }
  for (std::uint32_t b = 0; b < book.vocabulary.bodies.size(); ++b) {
    if (book.vocabulary.bodies[b].kind == *kind && (!every.area.is_set() || inside.contains(b))) found.push_back(b);
  }
  return found;
}

void make_relations(NetworkRows& rows, const Book& book, const Names& names, Sink& sink) {
  RelationMaker(rows, book, names, sink).run();
}

}  // namespace masa
