#include "check/variant_rows.hpp"

#include <utility>

namespace masa {

namespace {

Typed joined(Act act, std::vector<Typed> kids, std::uint32_t record) {
  Typed t;
  t.act = act;
  t.record = record;
  t.kids = std::move(kids);
  return t;
}

void add_row(Decision& decision, Way& way, std::string id) {
  Rule rule;
  rule.id = std::move(id);
  rule.when = std::move(way.binds);
  rule.then = std::move(way.then);
  rule.cite = std::move(way.cite);
  rule.because = std::move(way.because);
  rule.span = way.span;
  rule.pack = decision.pack;
  decision.rules.push_back(std::move(rule));
}

}  // namespace

void make_rows(Book& book, std::uint32_t number, std::vector<Way>& ways) {
  Decision& decision = book.decisions[number];
  std::vector<Typed> others;
  for (std::size_t w = 1; w < ways.size(); ++w) {
    Typed in_force;
    in_force.act = Act::in_force;
    in_force.index = number;
    in_force.number = static_cast<std::int64_t>(w - 1);
    std::vector<Typed> both;
    both.push_back(std::move(in_force));
    both.push_back(ways[w].binds);
    others.push_back(joined(Act::conjunction, std::move(both), decision.record));
    add_row(decision, ways[w], book.packs[ways[w].pack].id);
  }
  Way& owners = ways.front();
  if (!others.empty()) {
    std::vector<Typed> any;
    any.push_back(joined(Act::disjunction, std::move(others), decision.record));
    owners.binds = joined(Act::negation, std::move(any), decision.record);
    owners.binds.text = "no other pack binds";
    owners.binds.span = owners.span;
  }
  add_row(decision, owners, "as_declared");
  decision.is_total = true;
}

}  // namespace masa
