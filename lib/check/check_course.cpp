// States and processes: what begins them, what they are made of, how they end.
#include <fmt/format.h>

#include <algorithm>

#include "check/check_model.hpp"
#include "check/rule_checker.hpp"

namespace masa {

namespace {

/// A fact whose condition has a condition, or rests on what is decided; null where there is none.
const Typed* rests_on_more(const Typed& t, const Schema& schema) {
  const bool is_plain_fact = t.act == Act::fact && !schema.facts[t.index].is_conditional;
  const bool is_other = t.act == Act::decision || t.act == Act::due || t.act == Act::due_of_duty ||
                        t.act == Act::overdue || t.act == Act::may_be || (t.act == Act::fact && !is_plain_fact);
  if (is_other) return &t;
  for (const Typed& kid : t.kids) {
    if (const Typed* found = rests_on_more(kid, schema)) return found;
  }
  return nullptr;
}

/// Whether it can be so on those days alone on which something happens.
bool needs_an_event(const Typed& t, const Schema& schema) {
  const auto needs = [&](const Typed& kid) { return needs_an_event(kid, schema); };
  switch (t.act) {
    case Act::some_member:
      return schema.records[t.index].is_event;
    case Act::applies:
      return t.kids[0].act == Act::pick;
    case Act::conjunction:
      return std::ranges::any_of(t.kids, needs);
    case Act::disjunction:
      return std::ranges::all_of(t.kids, needs);
    default:
      return false;
  }
}

}  // namespace

/// When a fact applies is said of other facts that always do.
void RuleChecker::fact(const FactDecl& decl, std::uint32_t p) {
  if (!decl.applies_when.is_set()) return;
  const auto found = std::ranges::find(book_.schema.facts, decl.id.span, &FactInfo::span);
  if (found == book_.schema.facts.end()) return;
  auto when = resolver_.truth(decl.applies_when, {p, found->record, false});
  if (!when) return;
  if (const Typed* more = rests_on_more(*when, book_.schema)) {
    sink_.report(Kind::circle, more->span, fmt::format("when `{}` applies rests on `{}`", found->path, more->text),
                 "it may rest on facts that always apply, and on nothing that is decided");
    return;
  }
  book_.applies_when[static_cast<std::size_t>(found - book_.schema.facts.begin())] = std::move(*when);
}

void RuleChecker::state(const StateDecl& decl, std::uint32_t p) {
  Decision* found = own(book_.decisions, names_.decisions.find(decl.id.text, p), decl.id);
  if (found == nullptr) return;
  Decision& decision = *found;
  Scope scope{p, decision.record, false};
  scope.is_course = true;
  decision.is_kept = decl.is_kept;
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
  if (process.owner == no_index) return;  // complained about before
  const auto type_of = [&](std::uint32_t fact) { return book_.schema.facts[fact].type; };
  const Type holder = process.has_holder() ? type_of(process.holder_fact) : Type{};
  // The first place of the frame is the holder's, be there one or not; nothing is called by no name.
  std::vector<std::pair<std::string, Type>> frame{{process.has_holder() ? "holder" : "", holder},
                                                  {"began", type_of(process.began_fact)}};
  Scope scope{p, process.owner, false};
  scope.is_course = true;
  scope.frame = &frame;
  if (auto begins = resolver_.truth(decl.begins, scope)) process.begins = std::move(*begins);
  if (decl.begins_each_time && !needs_an_event(process.begins, book_.schema)) {
    sink_.report(Kind::wrong_shape, decl.begins.span(),
                 fmt::format("`{}` begins each time that something happens, and this can be so where nothing does",
                             decl.id.text),
                 "write `some EVENT has …`, and what else must hold behind `and`");
  }
  if (process.has_holder()) {
    if (auto at_first = resolver_.value(decl.at_first, scope, &holder)) process.at_first = std::move(*at_first);
  }
  if (decl.resets_when.is_set()) {
    process.has_reset = true;
    if (auto resets = resolver_.truth(decl.resets_when, scope)) process.resets_when = std::move(*resets);
  }
  const auto part = [&](const PartDecl& written, Process::Part& made) {
    const Type type = type_of(made.fact);
    if (auto value = resolver_.value(written.value, scope, &type)) made.value = std::move(*value);
    frame.emplace_back(written.id.text, type);
  };
  for (std::size_t k = 0; k < decl.roles.size(); ++k) part(decl.roles[k], process.roles[k]);
  auto seen = process.seen_anew.begin();
  for (const auto* parts : {&decl.milestones, &decl.working}) {
    for (const PartDecl& one : *parts) part(one, *seen++);
  }
  if (process.has_holder()) {
    if (auto until = resolver_.value(decl.until_then, scope, &holder)) process.until_then = std::move(*until);
  }
  ends_of(decl, process, scope);
}

void RuleChecker::ends_of(const ProcessDecl& decl, Process& process, const Scope& scope) {
  const Type holder = process.has_holder() ? book_.schema.facts[process.holder_fact].type : Type{};
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
    if (!process.has_holder() && row.then.is_set())
      sink_.report(Kind::table_shape, row.span, "nobody holds anything by a process without `holder`");
    if (process.has_holder()) {
      if (auto then = resolver_.value(row.then, scope, &holder)) rule.then = std::move(*then);
    }
    process.ends.push_back(std::move(rule));
  }
}

}  // namespace masa
