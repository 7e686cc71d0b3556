#include "columns/program.hpp"

#include <algorithm>
#include <map>

namespace masa::columns {

namespace {

constexpr std::size_t most_bodies = 1'000'000;

}  // namespace

Program::Program(const Plan& plan, const AskedDates& dates, const Cases& like)
    : plan_(plan),
      dates_(dates),
      no_facts_(plan.book.schema, std::vector<std::vector<std::string>>(plan.book.schema.records.size())),
      law_(plan, no_facts_, dates),
      checked_(plan.steps.size()),
      runs_(plan.steps.size()),
      may_be_nothing_(plan.steps.size()),
      lanes_(plan.steps.size()) {
  const auto note = [&](const Sheet& sheet) {
    for (const FactColumn& column : sheet.columns) said_.insert(column.fact);
  };
  note(like);
  for (const Members& list : like.lists) {
    note(list);
    lists_.insert(list.record);
  }
  for (const Decision& decision : plan.book.decisions) {
    std::vector<const Rule*> in_force;
    bool has_own = false;
    for (const Rule& rule : decision.rules) {
      if (law_.force_of(rule) == Force::not_in_force) continue;
      in_force.push_back(&rule);
      has_own = has_own || rule.pack == decision.pack;
    }
    rules_.push_back(std::move(in_force));
    has_own_rule_.push_back(has_own);
  }
  for (std::uint32_t d = 0; d < plan.book.decisions.size(); ++d) answers_.push_back(answers_of(d));
  for (std::uint32_t s = 0; s < plan.steps.size(); ++s) check(s);
  index_tables();
}

void Program::index_tables() {
  std::vector<bool> can_tell(plan_.steps.size());
  for (std::uint32_t s = 0; s < plan_.steps.size(); ++s)
    can_tell[s] = runs_[s] && lanes_[s] != Lane::truth && plan_.steps[s].act != Act::constant;
  for (std::uint32_t d = 0; d < rules_.size(); ++d) {
    const Form form = plan_.book.decisions[d].form;
    const bool has_rows = form == Form::one_row_applies || form == Form::rows_agree || form == Form::first_row;
    const std::uint32_t step = plan_.decision_steps[d];
    if (!has_rows || !runs_[step] || lanes_[step] == Lane::truth || !says_constants(d)) continue;
    if (auto index = index_rows(plan_, rules_[d], can_tell)) row_indexes_.emplace(d, std::move(*index));
  }
}

const RowIndex* Program::row_index(std::uint32_t decision) const {
  const auto found = row_indexes_.find(decision);
  return found == row_indexes_.end() ? nullptr : &found->second;
}

Program::Answers Program::answers_of(std::uint32_t decision) const {
  Answers answers;
  if (!says_constants(decision)) return answers;
  std::map<Value, std::uint32_t> number_of;
  for (const Rule* rule : rules_[decision]) {
    const Value& value = *constant(rule->then);
    const auto [found, is_new] = number_of.try_emplace(value, static_cast<std::uint32_t>(answers.values.size()));
    if (is_new) answers.values.push_back(value);
    answers.of_rule.push_back(found->second);
  }
  return answers;
}

bool Program::has_row_that_applies(std::uint32_t decision) const {
  const Decision& d = plan_.book.decisions[decision];
  return d.is_total && law_.force_of(d.rules.back()) != Force::not_in_force;
}

bool Program::says_constants(std::uint32_t decision) const {
  const Decision& d = plan_.book.decisions[decision];
  if (d.form == Form::is || d.form == Form::yes_if || d.form == Form::no_if) return false;
  return std::ranges::all_of(rules_[decision], [&](const Rule* rule) { return constant(rule->then) != nullptr; }) &&
         (d.otherwise != Otherwise::value || constant(d.otherwise_value) != nullptr);
}

const Table* Program::table(std::uint32_t step) const {
  const auto found = tables_.find(step);
  return found == tables_.end() ? nullptr : &found->second;
}

bool Program::in_force(const Step& step) const {
  const Rule& rule = plan_.book.decisions[step.index].rules[static_cast<std::size_t>(step.number)];
  return law_.force_of(rule) != Force::not_in_force;
}

bool Program::check(std::uint32_t step) {
  if (checked_[step] != Check::not_yet) return checked_[step] == Check::done && runs_[step];
  checked_[step] = Check::under_way;
  const Step& s = plan_.steps[step];
  const auto lane = s.act == Act::fact ? lane_of_fact(plan_.book.schema.facts[s.index].type, plan_.book.vocabulary)
                                       : lane_of(s.type, plan_.book.vocabulary);
  const bool is_in_a_table = s.record == no_index || lists_.contains(s.record);
  const bool stands_in_a_lane = is_in_a_table && (lane.has_value() || s.type.base == Type::Base::nothing);
  lanes_[step] = lane.value_or(Lane::truth);
  runs_[step] = stands_in_a_lane && check_act(step);
  may_be_nothing_[step] = runs_[step] && may_be_nothing(s);
  if (runs_[step]) make_table(step);
  checked_[step] = Check::done;
  return runs_[step];
}

bool Program::check_act(std::uint32_t step) {
  const Step& s = plan_.steps[step];
  switch (s.act) {
    case Act::constant:
    case Act::in_force:
      return true;
    case Act::fact:
      return check_fact(s);
    case Act::decision:
      return check_decision(step);
    case Act::conjunction:
    case Act::disjunction:
    case Act::negation:
      return check_truths(s);
    case Act::equal:
    case Act::less:
    case Act::at_most:
    case Act::member:
      return check_compare(s);
    case Act::conditional:
      return check_kids(s) && !may_be_nothing_[s.kids[0]] && fits(s.kids[1], lanes_[step]) &&
             fits(s.kids[2], lanes_[step]);
    case Act::earliest:
    case Act::latest:
      return check_set(s.kids[0], false);
    case Act::follow:
    case Act::bound:
      return check_kids(s) && lanes_[s.kids[0]] == Lane::days && plan_.book.vocabulary.bodies.size() <= most_bodies;
    case Act::some_member:
    case Act::every_member:
      return check_members(s);
    case Act::applies:
    case Act::years:
    case Act::count:
    case Act::sum:
    case Act::difference:
    case Act::product:
    case Act::rounded:
    case Act::has_come:
      return check_kids(s);
    default:
      return false;
  }
}

bool Program::check_kids(const Step& step) {
  return std::ranges::all_of(step.kids, [&](std::uint32_t kid) { return check(kid); });
}

/// Truths that have no value make connectives that have none: these are left to the evaluator of single cases.
bool Program::check_truths(const Step& step) {
  return std::ranges::all_of(step.kids, [&](std::uint32_t kid) { return check(kid) && !may_be_nothing_[kid]; });
}

bool Program::check_fact(const Step& step) {
  const FactInfo& info = plan_.book.schema.facts[step.index];
  if (info.is_made) return false;
  if (!info.is_conditional) return true;
  const std::uint32_t applies = plan_.book.applies_when[step.index].step;
  return check(applies) && !may_be_nothing_[applies];
}

/// Over a list that cases have: a step of a member, or of the case.
bool Program::check_members(const Step& step) {
  return lists_.contains(step.index) && check(step.kids[0]) && !may_be_nothing_[step.kids[0]];
}

/// A set of which each member runs: a constant, or one that is written out.
bool Program::check_set(std::uint32_t set, bool must_be_constant) {
  const Step& s = plan_.steps[set];
  if (s.act == Act::constant) return must_be_constant && s.constant.tag() == Value::Tag::set;
  if (s.act != Act::make_set) return false;
  return std::ranges::all_of(s.kids, [&](std::uint32_t kid) {
    return check(kid) && (!must_be_constant || plan_.steps[kid].act == Act::constant);
  });
}

bool Program::check_compare(const Step& step) {
  if (step.act == Act::member) return check(step.kids[0]) && check_set(step.kids[1], true);
  if (!check_kids(step)) return false;
  const auto is_nothing = [&](std::uint32_t kid) { return plan_.steps[kid].type.base == Type::Base::nothing; };
  const auto is_number = [&](std::uint32_t kid) { return plan_.steps[kid].type.base == Type::Base::number; };
  const bool are_alike =
      lanes_[step.kids[0]] == lanes_[step.kids[1]] || (is_number(step.kids[0]) && is_number(step.kids[1]));
  return are_alike || is_nothing(step.kids[0]) || is_nothing(step.kids[1]);
}

/// Whether the step's values stand in a lane: those of 64 bits not in one of 32, unless they are told beforehand.
bool Program::fits(std::uint32_t step, Lane lane) const {
  return lane == Lane::numbers || lanes_[step] == lane || plan_.steps[step].act == Act::constant;
}

bool Program::check_decision(std::uint32_t number) {
  const Step& step = plan_.steps[number];
  const Decision& d = plan_.book.decisions[step.index];
  if (d.form == Form::from_to || d.form == Form::all_rows) return false;
  bool runs = true;
  for (const Rule* rule : rules_[step.index]) {
    if (d.form == Form::is) return check(rule->then.step) && fits(rule->then.step, lanes_[number]);
    runs = runs && check(rule->when.step) && !may_be_nothing_[rule->when.step];
    if (d.form == Form::yes_if || d.form == Form::no_if) continue;
    runs = runs && check(rule->then.step) && fits(rule->then.step, lanes_[number]);
    if (d.form == Form::strongest_of) {
      const Value* then = constant(rule->then);
      runs = runs && then != nullptr && !then->is_nothing();
    }
  }
  return runs && (d.otherwise != Otherwise::value ||
                  (check(d.otherwise_value.step) && fits(d.otherwise_value.step, lanes_[number])));
}

bool Program::may_be_nothing(const Step& s) const {
  const auto any_kid = [&] {
    return std::ranges::any_of(s.kids, [&](std::uint32_t kid) { return may_be_nothing_[kid]; });
  };
  switch (s.act) {
    case Act::constant:
      return s.constant.is_nothing();
    case Act::fact:
      return plan_.book.schema.facts[s.index].can_be_nothing() || !plan_.book.schema.stand_ins(s.index).empty();
    case Act::decision: {
      const Decision& d = plan_.book.decisions[s.index];
      if (d.otherwise == Otherwise::value && may_be_nothing_[d.otherwise_value.step]) return true;
      if (d.form == Form::yes_if || d.form == Form::no_if) return false;
      return std::ranges::any_of(rules_[s.index], [&](const Rule* rule) { return may_be_nothing_[rule->then.step]; });
    }
    case Act::conditional:
      return may_be_nothing_[s.kids[1]] || may_be_nothing_[s.kids[2]];
    case Act::follow:
    case Act::earliest:
    case Act::latest:
      return true;
    case Act::years:
    case Act::count:
    case Act::sum:
    case Act::difference:
    case Act::product:
    case Act::rounded:
      return any_kid();
    default:
      return false;
  }
}

void Program::make_table(std::uint32_t step) {
  const Step& s = plan_.steps[step];
  if (s.act != Act::follow && s.act != Act::bound) return;
  Table table;
  for (std::uint32_t body = 0; body < plan_.book.vocabulary.bodies.size(); ++body) {
    const Value value = s.act == Act::follow ? plan_.book.network.follow(s.index, body, dates_.facts_at)
                                             : law_.is_bound(s.index, Value::reference(body));
    table.entries.push_back(!value.is_known()    ? Table::is_not_known
                            : value.is_nothing() ? Table::is_nothing
                                                 : static_cast<std::int32_t>(value.payload()));
  }
  tables_.emplace(step, std::move(table));
}

}  // namespace masa::columns
