// States and processes: what begins them, what they are made of, how they end.
#include <fmt/format.h>

#include <algorithm>

#include "check/check_model.hpp"
#include "check/rule_checker.hpp"

namespace masa {

void RuleChecker::state(const StateDecl& decl, std::uint32_t p) {
  Decision* found = own(book_.decisions, names_.decisions.find(decl.id.text, p), decl.id);
  if (found == nullptr) return;
  Decision& decision = *found;
  Scope scope{p, decision.record, false};
  scope.is_course = true;
  const auto cite = resolve_citations(decl.cite, names_, p, sink_);
  const auto add = [&](std::string id, const Written& when, const Written& then) {
    if (!when.is_set() && !then.is_set()) return;
    Rule rule;
    rule.id = std::move(id);
    rule.pack = p;
    rule.when.constant = Value::truth(true);
    if (when.is_set()) {
      if (auto typed = resolver_.truth(when, scope)) rule.when = std::move(*typed);
    }
    rule.then.constant = Value::truth(true);
    if (then.is_set()) {
      if (auto typed = resolver_.value(then, scope, &decision.type)) rule.then = std::move(*typed);
    }
    rule.cite = cite;
    rule.span = when.is_set() ? when.span() : then.span();
    decision.rules.push_back(std::move(rule));
  };
  add(decl.id.text, {}, decl.is);
  add("begins", decl.begins, decl.with);
  add("ends", decl.ends, {});
  add("ends_when", decl.ends_when, {});
}

void RuleChecker::process(const ProcessDecl& decl, std::uint32_t p) {
  const auto found = std::ranges::find(book_.processes, decl.id.span, &Process::span);
  if (found == book_.processes.end()) return;
  Process& process = *found;
  if (process.owner == no_index) {
    if (decl.for_each.is_set()) return;  // complained about when it was read, or no record
    return;
  }
  const auto type_of = [&](std::uint32_t fact) { return book_.schema.facts[fact].type; };
  const Type holder = type_of(process.holder_fact);
  std::vector<std::pair<std::string, Type>> frame{{"holder", holder}, {"began", type_of(process.began_fact)}};
  Scope scope{p, process.owner, false};
  scope.is_course = true;
  scope.frame = &frame;
  if (auto begins = resolver_.truth(decl.begins, scope)) process.begins = std::move(*begins);
  if (auto at_first = resolver_.value(decl.at_first, scope, &holder)) process.at_first = std::move(*at_first);
  if (decl.resets_when.is_set()) {
    process.has_reset = true;
    if (auto resets = resolver_.truth(decl.resets_when, scope)) process.resets_when = std::move(*resets);
  }
  for (std::size_t k = 0; k < decl.roles.size(); ++k) {
    const Type type = type_of(process.roles[k].fact);
    if (auto value = resolver_.value(decl.roles[k].value, scope, &type)) process.roles[k].value = std::move(*value);
    frame.emplace_back(decl.roles[k].id.text, type);
  }
  for (std::size_t k = 0; k < decl.milestones.size(); ++k) {
    const Type type = type_of(process.milestones[k].fact);
    if (auto value = resolver_.value(decl.milestones[k].value, scope, &type))
      process.milestones[k].value = std::move(*value);
    frame.emplace_back(decl.milestones[k].id.text, type);
  }
  if (auto until = resolver_.value(decl.until_then, scope, &holder)) process.until_then = std::move(*until);
  ends_of(decl, process, scope);
}

void RuleChecker::ends_of(const ProcessDecl& decl, Process& process, const Scope& scope) {
  const Type holder = book_.schema.facts[process.holder_fact].type;
  if (!decl.ends.headings.empty()) {
    sink_.report(Kind::table_shape, decl.ends.headings.front().text.span,
                 "the ends of a process have the columns `outcome`, `when`, `then the holder is` and `cite`");
    return;
  }
  const auto block_cite = resolve_citations(decl.cite, names_, scope.pack, sink_);
  for (const TableDecl::Row& row : decl.ends.rows) {
    Rule rule;
    rule.id = row.id.text;
    rule.span = row.span;
    rule.because = row.because;
    if (!row.id.is_set() || !row.when.is_set()) {
      sink_.report(Kind::table_shape, row.span, "an end of a process needs its `outcome` and its `when`");
      continue;
    }
    if (std::ranges::any_of(process.ends, [&](const Rule& other) { return other.id == rule.id; }))
      sink_.report(Kind::declared_twice, row.id.span, fmt::format("the outcome `{}` stands twice", rule.id));
    rule.cite = row.cite.empty() ? block_cite : resolve_citations(row.cite, names_, scope.pack, sink_);
    if (row.cite.empty() && block_cite.empty()) require_citation(row.cite, {rule.id, row.span});
    if (auto when = resolver_.truth(row.when, scope)) rule.when = std::move(*when);
    if (auto then = resolver_.value(row.then, scope, &holder)) rule.then = std::move(*then);
    process.ends.push_back(std::move(rule));
  }
}

}  // namespace masa
