// Every expression of every rule: resolved, typed, cited.
#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "check/check_model.hpp"
#include "check/rule_checker.hpp"

namespace masa {

void RuleChecker::decision(const DecisionDecl& decl, std::uint32_t p) {
  if (Decision* found = own(book_.decisions, names_.decisions.find(decl.id.text, p), decl.id)) fill(decl, *found, p);
}

void RuleChecker::fill(const DecisionDecl& decl, Decision& decision, std::uint32_t p) {
  const Scope scope{p, decision.record, false};
  const auto cite = resolve_citations(decl.cite, names_, p, sink_);
  switch (decl.form) {
    case Form::is: {
      require_citation(decl.cite, decl.id);
      Rule rule;
      rule.id = decl.id.text;
      rule.pack = p;
      rule.when.constant = Value::truth(true);
      if (auto then = resolver_.value(decl.is, scope, &decision.type)) rule.then = std::move(*then);
      rule.cite = cite;
      rule.because = decl.because;
      rule.span = decl.id.span;
      decision.rules.push_back(std::move(rule));
      break;
    }
    case Form::yes_if:
    case Form::no_if:
      rules(decl.rules, decision, scope, cite);
      break;
    default:
      if (decl.rules.empty()) {
        rows(decl, decision, scope, cite);
      } else {
        rules(decl.rules, decision, scope, cite);
        if (!decl.is_checked_when_run) contradictions(decl, decision);
      }
      break;
  }
  if (decl.may_be_varied) {
    [[maybe_unused]] const auto leave = resolve_citations(decl.may_be_varied->cite, names_, p, sink_);
  }
  if (decl.whose.is_set()) {
    if (auto whose = resolver_.value(decl.whose, scope); whose && check_body(decl.whose, *whose)) {
      decision.has_whose = true;
      decision.whose = std::move(*whose);
    }
  }
  if (decl.otherwise == Otherwise::value) {
    if (auto otherwise = resolver_.value(decl.otherwise_value, scope, &decision.type))
      decision.otherwise_value = std::move(*otherwise);
  }
}

void check_form(const DecisionDecl& decl, const Decision& decision, const Vocabulary& vocabulary, Sink& sink) {
  const bool is_truth_form = decl.form == Form::yes_if || decl.form == Form::no_if || !decl.rules.empty();
  if (is_truth_form && decision.type != Type{}) {
    sink.report(Kind::wrong_type, decl.form_span,
                fmt::format("`{}` is not yes or no, and is decided as if it were", decl.id.text),
                "give it a table, such as `one_row_applies`");
  }
  if (decl.form == Form::all_rows && !decision.type.is_set) {
    sink.report(Kind::wrong_type, decl.form_span, fmt::format("`{}` collects rows, and is no set", decl.id.text),
                "write `type: set of …`");
  }
  if (decl.form == Form::strongest_of &&
      (decision.type.base != Type::Base::word || !vocabulary.enumerations[decision.type.enumeration].is_ordered)) {
    sink.report(Kind::wrong_type, decl.form_span,
                fmt::format("`{}` takes the strongest value, and its values are in no order", decl.id.text),
                "declare them with `<` between");
  }
}

void RuleChecker::warning(const WarningDecl& decl, Warning& warning) {
  if (auto when = resolver_.truth(decl.when, {warning.pack, warning.record, true})) warning.when = std::move(*when);
  warning.cite = resolve_citations(decl.cite, names_, warning.pack, sink_);
}

/// A duty, a rotation or a standing duty that the pack sees.
bool RuleChecker::is_about_other(const Name& about, std::uint32_t pack) const {
  const auto is_named = [&](const auto& one) { return one.id == about.text && names_.sees[pack][one.pack]; };
  const Declared* duty = names_.duties.find(about.text, pack);
  return (duty != nullptr && names_.sees[pack][duty->pack]) ||
         std::ranges::any_of(book_.governance.rotations, is_named) ||
         std::ranges::any_of(book_.governance.standing_duties, is_named);
}

void RuleChecker::conflict(const ConflictDecl& decl, Conflict& conflict) {
  if (!decl.chosen.is_set()) return;  // complained about when it was read
  const Declared* about = names_.decisions.find(decl.about.text, conflict.pack);
  const bool is_about_decision = about != nullptr && names_.sees[conflict.pack][about->pack];
  if (decl.about.is_set() && !is_about_decision && !is_about_other(decl.about, conflict.pack)) {
    complain_about_unseen("decision", decl.about, names_.decisions, book_, conflict.pack, sink_);
    return;
  }
  if (is_about_decision) conflict.about = about->index;
  std::vector<std::string> known;
  for (const ReadingDecl& reading : decl.readings) {
    known.push_back(reading.id.text);
    Reading checked{reading.id.text,
                    reading.says,
                    reading.would_be.is_set(),
                    {},
                    resolve_citations(reading.cite, names_, conflict.pack, sink_)};
    if (reading.would_be.is_set() && !is_about_decision) {
      sink_.report(Kind::wrong_shape, reading.would_be.span(), "only what a decision would be is worked out",
                   "say it in `says`");
    } else if (reading.would_be.is_set()) {
      const Decision& decision = book_.decisions[conflict.about];
      if (auto would_be = resolver_.value(reading.would_be, {conflict.pack, decision.record, false}, &decision.type))
        checked.would_be = std::move(*would_be);
    }
    conflict.readings.push_back(std::move(checked));
  }
  const auto chosen = std::ranges::find(known, decl.chosen.text);
  if (chosen == known.end()) {
    sink_.report(Kind::unknown_name, decl.chosen.span, fmt::format("`{}` is none of the readings", decl.chosen.text),
                 did_you_mean(decl.chosen.text, known));
  } else {
    conflict.chosen = static_cast<std::uint32_t>(chosen - known.begin());
  }
}

void RuleChecker::require_citation(const Citations& cite, const Name& rule) {
  if (cite.empty())
    sink_.report(Kind::missing_citation, rule.span, fmt::format("`{}` cites no source", rule.text), "add `cite: …`");
}

void RuleChecker::rules(const std::vector<RuleDecl>& decls, Decision& decision, const Scope& scope,
                        const std::vector<Citation>& block_cite) {
  std::vector<std::vector<Name>> overrides(decision.rules.size());
  for (const RuleDecl& rule : decls) {
    if (std::ranges::any_of(decision.rules,
                            [&](const Rule& r) { return r.id == rule.id.text && r.pack == scope.pack; })) {
      sink_.report(Kind::declared_twice, rule.id.span,
                   fmt::format("the rule `{}` stands twice in `{}`", rule.id.text, decision.id));
    }
    overrides.push_back(rule.overrides);
    Rule checked;
    checked.id = rule.id.text;
    checked.pack = scope.pack;
    if (auto when = resolver_.truth(rule.when, scope)) {
      if (!rule.answer && asks_what_may_be(*when)) complain_of_possibility(rule.when);
      checked.when = std::move(*when);
    }
    checked.then.constant = Value::truth(rule.answer);
    checked.cite = rule.cite.empty() ? block_cite : resolve_citations(rule.cite, names_, scope.pack, sink_);
    checked.because = rule.because;
    checked.span = rule.id.span;
    decision.rules.push_back(std::move(checked));
  }
  resolve_overrides(decision, overrides, sink_);
}

/// Of a rule that says yes and one that says no one must give way, or an author takes the clash on himself.
void RuleChecker::contradictions(const DecisionDecl& decl, const Decision& decision) {
  for (std::uint32_t i = 0; i < decision.rules.size(); ++i) {
    for (std::uint32_t j = i + 1; j < decision.rules.size(); ++j) {
      const Rule& first = decision.rules[i];
      const Rule& second = decision.rules[j];
      if (first.then.constant == second.then.constant || gives_way(first, second, i, j)) continue;
      sink_.report(Kind::rows_overlap, second.span,
                   fmt::format("`{}` and `{}` may both hold, and they give different answers", first.id, second.id),
                   fmt::format("say which gives way, `overrides: {}`, or `checked_when_run: yes`", first.id),
                   {{first.span, fmt::format("`{}` of `{}`", first.id, decl.id.text)}});
    }
  }
}

void RuleChecker::rows(const DecisionDecl& decl, Decision& decision, const Scope& scope,
                       const std::vector<Citation>& block_cite) {
  const std::size_t errors_before = sink_.error_count();
  std::vector<std::optional<Typed>> headings;
  std::vector<std::vector<Name>> overrides;
  for (const TableDecl::Heading& heading : decl.table.headings) headings.push_back(resolver_.heading(heading, scope));
  TableCells table;
  for (std::size_t c = 0; c < headings.size(); ++c) {
    table.headings.push_back(decl.table.headings[c].text.text);
    table.subjects.push_back(headings[c].value_or(Typed{}));
  }
  Type then_type = decision.type;
  if (decl.form == Form::all_rows) then_type.is_set = false;
  for (std::size_t r = 0; r < decl.table.rows.size(); ++r) {
    const TableDecl::Row& row = decl.table.rows[r];
    if (row.cells.size() != headings.size()) continue;  // complained about when it was read
    Rule rule;
    rule.id = row.id.is_set() ? row.id.text : fmt::format("row {}", r + 1);
    rule.span = row.span;
    rule.pack = scope.pack;
    rule.because = row.because;
    rule.cite = row.cite.empty() ? block_cite : resolve_citations(row.cite, names_, scope.pack, sink_);
    if (row.cite.empty() && block_cite.empty()) require_citation(row.cite, {rule.id, row.span});
    if (std::ranges::any_of(decision.rules, [&](const Rule& other) { return other.id == rule.id; })) {
      sink_.report(Kind::declared_twice, row.id.span,
                   fmt::format("the row `{}` stands twice in `{}`", rule.id, decl.id.text));
    }
    overrides.push_back(row.overrides);
    std::vector<Typed> conditions;
    std::optional<Typed> own;
    if (row.when.is_set()) own = resolver_.truth(row.when, scope);
    if (own) conditions.push_back(*own);
    std::vector<std::optional<Typed>> cells;
    for (std::size_t c = 0; c < headings.size(); ++c) {
      cells.emplace_back();
      if (!headings[c] || !row.cells[c].is_set()) continue;
      auto cell = resolver_.cell(row.cells[c], *headings[c], scope);
      if (!cell || row.cells[c].expr.op == Op::any) continue;
      cells.back() = *cell;
      cell->text = fmt::format("{}: {}", decl.table.headings[c].text.text, row.cells[c].text);
      cell->span = row.cells[c].span();
      conditions.push_back(std::move(*cell));
    }
    table.cells.push_back(std::move(cells));
    table.when.push_back(std::move(own));
    rule.when = all_of(std::move(conditions), row.span);
    if (auto then = resolver_.value(row.then, scope, &then_type)) rule.then = std::move(*then);
    decision.rules.push_back(std::move(rule));
  }
  resolve_overrides(decision, overrides, sink_);
  const bool must_stand_apart = decl.form == Form::one_row_applies || decl.form == Form::rows_agree;
  if (must_stand_apart && !decl.is_checked_when_run && table.cells.size() == decl.table.rows.size() &&
      sink_.error_count() == errors_before)
    overlaps(decl, decision, table);
}

/// Rows of `one_row_applies` stand apart; those of `rows_agree` stand apart or give one answer.
void RuleChecker::overlaps(const DecisionDecl& decl, const Decision& decision, const TableCells& table) {
  const Overlaps all(table, book_);
  all.for_each([&](std::size_t i, std::size_t j) {
    const Rule& first = decision.rules[i];
    const Rule& second = decision.rules[j];
    const bool agree = first.then.act == Act::constant && second.then.act == Act::constant &&
                       first.then.constant == second.then.constant;
    if (decl.form == Form::rows_agree && agree) return;
    if (gives_way(first, second, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j))) return;
    const std::string example = all.example(i, j);
    sink_.report(
        Kind::rows_overlap, second.span,
        fmt::format("the rows `{}` and `{}` can both apply{}{}", first.id, second.id, example.empty() ? "" : ": ",
                    example),
        "change a cell so that only one of the two fits, or name the one that gives way in a column `overrides`",
        {{first.span, fmt::format("the row `{}`", first.id)}});
  });
}

Typed all_of(std::vector<Typed> conditions, Span span) {
  Typed all;
  all.span = span;
  if (conditions.empty()) {
    all.constant = Value::truth(true);
    return all;
  }
  if (conditions.size() == 1) return std::move(conditions.front());
  all.act = Act::conjunction;
  for (const Typed& condition : conditions) {
    if (condition.record != no_index) all.record = condition.record;
  }
  all.kids = std::move(conditions);
  return all;
}

void check_rules(const Model& model, Book& book, const Names& names, Sink& sink) {
  RuleChecker checker(book, names, sink);
  const auto each_limit = [&](const std::vector<LimitDecl>& decls) {
    for (const LimitDecl& decl : decls) {
      const auto limit = std::ranges::find(book.limits, decl.span, &Limit::span);
      if (limit != book.limits.end()) checker.limit(decl, static_cast<std::uint32_t>(limit - book.limits.begin()));
    }
  };
  Typed always;
  always.constant = Value::truth(true);
  book.applies_when.assign(book.schema.facts.size(), always);
  for (std::uint32_t p = 0; p < model.packs.size(); ++p) {
    for (const FactDecl& decl : model.packs[p].facts) checker.fact(decl, p);
  }
  for (std::uint32_t p = 0; p < model.packs.size(); ++p) {
    const Pack& pack = model.packs[p];
    for (const StateDecl& decl : pack.states) checker.state(decl, p);
    for (const ProcessDecl& decl : pack.processes) checker.process(decl, p);
    for (const DecisionDecl& decl : pack.decisions) checker.decision(decl, p);
    for (const DutyDecl& decl : pack.duties) {
      checker.duty(decl, p);
      each_limit(decl.limits);
    }
    for (const TightenDecl& decl : pack.tightened) each_limit(decl.limits);
    for (const WarningDecl& decl : pack.warnings) {
      const auto warning = std::ranges::find(book.warnings, decl.id.span, &Warning::span);
      if (warning != book.warnings.end()) checker.warning(decl, *warning);
    }
    for (const ConflictDecl& decl : pack.conflicts) {
      const auto conflict = std::ranges::find(book.conflicts, decl.id.span, &Conflict::span);
      if (conflict != book.conflicts.end()) checker.conflict(decl, *conflict);
    }
  }
}

}  // namespace masa
