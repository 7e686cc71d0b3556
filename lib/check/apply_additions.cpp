// To whom more a duty is owed, by narrower packs; and the bodies whose case it is, for packs that bind some only.
#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "check/check_model.hpp"
#include "check/rule_checker.hpp"

namespace masa {

Typed bound_by(const Book& book, Typed body, std::uint32_t p) {
  Typed t;
  t.constant = Value::truth(true);
  if (book.packs[p].binds_body == no_index) return t;
  t.act = Act::bound;
  t.index = p;
  t.record = body.record;
  t.span = body.span;
  t.text = fmt::format("{} binds {}", book.packs[p].id, body.text);
  t.kids.push_back(std::move(body));
  return t;
}

std::optional<std::string> bound_by_both(const Book& book, std::uint32_t p, std::uint32_t q) {
  const auto binds_it = [&](std::uint32_t pack, std::uint32_t body) {
    const PackInfo& info = book.packs[pack];
    if (info.binds_relation == no_index && info.binds_body != no_index) return false;  // complained about before
    return info.binds_body == no_index || body == info.binds_body ||
           book.network.follow_always(info.binds_relation, body).value_or(Value::reference(info.binds_body)) ==
               Value::reference(info.binds_body);
  };
  for (std::uint32_t b = 0; b < book.vocabulary.bodies.size(); ++b) {
    if (binds_it(p, b) && binds_it(q, b)) return book.vocabulary.bodies[b].id;
  }
  return std::nullopt;
}

void apply_additions(const Model& model, Book& book, const Names& names, Sink& sink) {
  RuleChecker checker(book, names, sink);
  for (std::uint32_t p = 0; p < model.packs.size(); ++p) {
    const Pack& pack = model.packs[p];
    for (const TightenDecl& decl : pack.tightened) {
      const Declared* found = names.duties.find(decl.duty.text, p);
      if (!decl.whom.is_set() || found == nullptr || !names.sees[p][found->pack]) continue;
      Duty& duty = book.duties[found->index];
      auto body = checker.resolver().value(decl.whom, {p, duty.record, false});
      if (!body || !checker.check_body(decl.whom, *body)) continue;
      duty.one_more.push_back({std::move(*body), resolve_citations(decl.cite, names, p, sink), p});
    }
    for (const Name& name : pack.about) {
      std::vector<std::uint32_t>& meant = book.packs[p].about_facts;
      const std::size_t before = meant.size();
      for (std::uint32_t f = 0; f < book.schema.facts.size(); ++f) {
        const FactInfo& fact = book.schema.facts[f];
        const bool is_meant = fact.path == name.text || fact.path.starts_with(name.text + ".");
        if (fact.record == no_index && is_meant) meant.push_back(f);
      }
      for (std::uint32_t r = 0; r < book.schema.records.size(); ++r) {
        const bool is_meant = std::ranges::find(meant, book.schema.records[r].list_fact) != meant.end();
        std::vector<std::uint32_t>& lists = book.packs[p].about_lists;
        if (is_meant && std::ranges::find(lists, r) == lists.end()) lists.push_back(r);
      }
      if (meant.size() == before)
        sink.report(Kind::unknown_name, name.span, fmt::format("no pack declares facts `{}`", name.text),
                    did_you_mean(name.text, book.schema.groups));
      book.packs[p].about.push_back(name.text);
    }
    if (!pack.whose_case.is_set()) continue;
    auto body = checker.resolver().value(pack.whose_case, {p, no_index, false});
    if (!body || !checker.check_body(pack.whose_case, *body)) continue;
    book.packs[p].has_case = true;
    book.packs[p].whose_case = bound_by(book, std::move(*body), p);
  }
}

}  // namespace masa
