// The forms of a decision under facts that may not be known. A rule that is not in force is not looked at. A rule is
// true, false or open; what is open counts only where it could change the answer.
#include <algorithm>

#include "eval/evaluate.hpp"

namespace masa {

const Judgement* Evaluator::judgement(std::uint32_t decision, std::uint32_t member) const {
  for (const Judgement& judgement : facts_.judgements()) {
    const bool is_known = judgement.on <= dates_.known_by;
    if (is_known && judgement.decision == decision && judgement.member == member) return &judgement;
  }
  return nullptr;
}

Value Evaluator::decide(std::uint32_t decision, std::uint32_t member) {
  if (window_) {  // what a window shows is for the expression that looks through it alone
    const View narrow = view();
    look({narrow.day, std::nullopt});
    Value value = at(plan_.decision_steps[decision], member);
    look(narrow);
    return value;
  }
  const std::uint32_t whose = plan_.book.decisions[decision].record == no_index ? 0 : member;
  if (const Judgement* judged = judgement(decision, whose)) return judged->value;
  return by_the_rules(decision, member);
}

Value Evaluator::by_the_rules(std::uint32_t decision, std::uint32_t member) {
  const Decision& d = plan_.book.decisions[decision];
  const bool any_in_force = std::ranges::any_of(
      d.rules, [&](const Rule& rule) { return rule.pack == d.pack && force_of(rule) != Force::not_in_force; });
  if (!any_in_force) {
    // Rules that a narrower pack added say yes where they hold; of the rest nothing is known.
    Value all = Value::not_known(Why::no_rule_in_force, decision, member);
    for (const Rule& rule : d.rules) {
      if (rule.pack != d.pack && force_of(rule) != Force::not_in_force) all = or_else(all, at(rule.when, member));
    }
    return all;
  }
  switch (d.form) {
    case Form::is:
      return at(d.rules.front().then, member);
    case Form::yes_if:
      return by_rules(decision, member, true);
    case Form::no_if:
      return by_rules(decision, member, false);
    case Form::one_row_applies:
    case Form::rows_agree:
    case Form::first_row:
      return by_rows(decision, member);
    case Form::all_rows:
      return by_all_rows(decision, member);
    case Form::strongest_of:
      return by_strongest(decision, member);
    case Form::from_to:
      return by_state(decision, member);
  }
  return {};
}

Value Evaluator::otherwise(std::uint32_t decision, std::uint32_t member) {
  const Decision& d = plan_.book.decisions[decision];
  if (d.otherwise == Otherwise::value) return at(d.otherwise_value, member);
  return Value::not_known(d.is_total ? Why::no_rule_in_force : Why::gap, decision, member);
}

/// `yes_if` (answer yes) and `no_if` (answer no): one true rule decides.
Value Evaluator::by_rules(std::uint32_t decision, std::uint32_t member, bool answer) {
  Value any = Value::truth(false);
  for (const Rule& rule : plan_.book.decisions[decision].rules) {
    if (force_of(rule) == Force::not_in_force) continue;
    any = or_else(any, at(rule.when, member));
  }
  if (any.is_yes()) return Value::truth(answer);
  const Value rest = otherwise(decision, member);
  if (any.is_no()) return rest;
  if (rest == Value::truth(answer)) return rest;
  const bool rest_is_open = !rest.is_known() && plan_.book.decisions[decision].otherwise == Otherwise::value;
  return rest_is_open ? not_known_for_both(any, rest) : any;
}

/// Rows of which one applies, or of which those that apply agree; in `first_row` a row shuts out those below it.
Value Evaluator::by_rows(std::uint32_t decision, std::uint32_t member) {
  const Decision& d = plan_.book.decisions[decision];
  const bool is_first_row = d.form == Form::first_row;
  std::vector<Value> decided_values;
  Value open = Value::truth(true);
  std::vector<Value> open_values;
  for (const Rule& rule : d.rules) {
    if (force_of(rule) == Force::not_in_force) continue;
    const Value when = at(rule.when, member);
    if (when.is_no()) continue;
    const Value then = at(rule.then, member);
    if (!when.is_known()) {
      open = not_known_for_both(open, when);
      if (!then.is_known()) open = not_known_for_both(open, then);
      open_values.push_back(then);
      continue;
    }
    decided_values.push_back(then);
    if (is_first_row) break;
  }
  if (decided_values.empty()) {
    const bool is_said = has_row_that_applies(d) && !open_values.empty() && open_values.front().is_known() &&
                         std::ranges::count(open_values, open_values.front()) == std::ssize(open_values);
    if (is_said) return open_values.front();
    const Value rest = otherwise(decision, member);
    if (open.is_known()) return rest;
    const bool rest_counts = d.otherwise == Otherwise::value || (d.is_total && !has_row_that_applies(d));
    return rest.is_known() || !rest_counts ? open : not_known_for_both(open, rest);
  }
  // Two known answers clash, whatever else is open; one that is not known waits.
  const Value* known = nullptr;
  Value waits = Value::truth(true);
  for (const Value& v : decided_values) {
    if (!v.is_known()) {
      waits = not_known_for_both(waits, v);
    } else if (known != nullptr && !(*known == v)) {
      return Value::not_known(Why::clash, decision, member);
    } else {
      known = &v;
    }
  }
  const Value decided = waits.is_known() ? *known : waits;
  const bool open_agree = std::ranges::all_of(open_values, [&](const Value& v) { return v == decided; });
  if (open_agree) return decided;
  return decided.is_known() ? open : not_known_for_both(open, decided);
}

Value Evaluator::by_all_rows(std::uint32_t decision, std::uint32_t member) {
  std::vector<Value> certain;
  Value open = Value::truth(true);
  std::vector<std::pair<Value, Value>> possible;
  for (const Rule& rule : plan_.book.decisions[decision].rules) {
    if (force_of(rule) == Force::not_in_force) continue;
    const Value when = at(rule.when, member);
    if (when.is_no()) continue;
    const Value then = at(rule.then, member);
    if (then.is_nothing()) continue;  // it adds no member
    if (then.is_known() && when.is_yes()) {
      certain.push_back(then);
    } else {
      possible.emplace_back(when, then);
    }
  }
  for (const auto& [when, then] : possible) {
    if (then.is_known() && std::ranges::find(certain, then) != certain.end()) continue;
    if (!when.is_known()) open = not_known_for_both(open, when);
    if (!then.is_known()) open = not_known_for_both(open, then);
  }
  return open.is_known() ? Value::set(std::move(certain)) : open;
}

Value Evaluator::by_strongest(std::uint32_t decision, std::uint32_t member) {
  Value strongest;
  Value open = Value::truth(true);
  std::vector<std::pair<Value, Value>> possible;
  for (const Rule& rule : plan_.book.decisions[decision].rules) {
    if (force_of(rule) == Force::not_in_force) continue;
    const Value when = at(rule.when, member);
    if (when.is_no()) continue;
    const Value then = at(rule.then, member);
    if (when.is_yes() && then.is_known()) {
      if (strongest.is_nothing() || strongest < then) strongest = then;
    } else {
      possible.emplace_back(then.is_known() ? when : not_known_for_both(when, then), then);
    }
  }
  for (const auto& [why, then] : possible) {
    if (!then.is_known() || strongest.is_nothing() || strongest < then) open = not_known_for_both(open, why);
  }
  if (!open.is_known()) return open;
  return strongest.is_nothing() ? otherwise(decision, member) : strongest;
}

bool Evaluator::has_row_that_applies(const Decision& d) const {
  return d.is_total && force_of(d.rules.back()) != Force::not_in_force;
}

std::optional<std::vector<Value>> Evaluator::still_said(std::uint32_t step, std::uint32_t member) {
  const Value value = at(step, member);
  if (value.is_known()) return std::vector{value};
  if (plan_.steps[step].act != Act::decision || window_) return std::nullopt;
  const std::uint32_t decision = plan_.steps[step].index;
  const Decision& d = plan_.book.decisions[decision];
  if (d.form != Form::strongest_of && !has_row_that_applies(d)) return std::nullopt;
  std::vector<Value> said;
  Value strongest;
  bool any_in_force = false;
  for (const Rule& rule : d.rules) {
    if (force_of(rule) == Force::not_in_force) continue;
    any_in_force = true;
    const Value when = at(rule.when, member);
    if (when.is_no()) continue;
    const Value then = at(rule.then, member);
    if (!then.is_known()) return std::nullopt;
    if (when.is_yes() && (strongest.is_nothing() || strongest < then)) strongest = then;
    said.push_back(then);
  }
  if (!any_in_force) return std::nullopt;
  if (d.form == Form::strongest_of) {
    std::erase_if(said, [&](const Value& then) { return !strongest.is_nothing() && then < strongest; });
    if (strongest.is_nothing()) said.push_back(otherwise(decision, member));
    if (!said.back().is_known()) return std::nullopt;
  }
  return said;
}

}  // namespace masa
