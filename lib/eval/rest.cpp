// A walk over everything that an unknown step reads, down to what is known. What is known of the case itself is the
// same on every branch and left out; what became known by what is assumed stands in the key with its value; the rest
// stands in it by its place. INVARIANT: whatever an unknown step may read, on any branch below, is visited.
#include "eval/rest.hpp"

#include <algorithm>

namespace masa {

namespace {

constexpr std::uint64_t unknown = UINT64_MAX;

}  // namespace

RestFinder::RestFinder(Evaluator& base, Evaluator& evaluator)
    : base_(base), evaluator_(evaluator), plan_(base.plan()), visited_(evaluator.places()) {}

RestFinder::Rest RestFinder::of(const std::vector<std::uint32_t>& steps, std::uint32_t member) {
  rest_ = {};
  ++walk_;
  for (const std::uint32_t step : steps) visit(step, member);
  return std::move(rest_);
}

void RestFinder::visit(const Typed& typed, std::uint32_t member) {
  if (typed.step != no_index) visit(typed.step, typed.record == no_index ? 0 : member);
}

void RestFinder::visit(std::uint32_t step, std::uint32_t member) {
  const Step& s = plan_.steps[step];
  if (!rest_.is_told || s.act == Act::constant) return;
  const std::uint32_t place = evaluator_.place(s, member);
  if (visited_[place] == walk_) return;
  visited_[place] = walk_;
  const Value& value = evaluator_.at(step, member);
  if (value.is_known()) {
    if (base_.at(step, member).is_known()) return;
    rest_.key.push_back(place);
    rest_.key.push_back(number_of(value));
    return;
  }
  rest_.key.push_back(place);
  rest_.key.push_back(unknown);
  visit_kids(s, member);
}

void RestFinder::visit_kids(const Step& step, std::uint32_t member) {
  switch (step.act) {
    case Act::fact: {
      const FactInfo& info = plan_.book.schema.facts[step.index];
      if (info.is_conditional) visit(plan_.book.applies_when[step.index], member);
      const std::uint32_t slot = base_.facts().slot(step.index, info.record == no_index ? 0 : member);
      // A fact that may not apply can have a value already, and not count yet.
      const Value& given = evaluator_.given(slot);
      rest_.key.push_back(given.is_known() ? number_of(given) : unknown);
      if (!given.is_known()) rest_.unread.push_back(slot);
      return;
    }
    case Act::decision:
      return visit_decision(step.index, member);
    case Act::some_member:
    case Act::every_member:
    case Act::each_member: {
      if (plan_.book.schema.records[step.index].is_event) {
        rest_.is_told = false;
        return;
      }
      const std::uint32_t members = base_.facts().member_count(step.index);
      for (std::uint32_t m = 0; m < members; ++m) visit(step.kids[0], m);
      return;
    }
    case Act::due:
      return visit_duty(plan_.book.limits[step.index].duty, {step.index}, member);
    case Act::due_of_duty:
    case Act::overdue:
      return visit_duty(step.index, evaluator_.limits_read_by(step), member);
    case Act::of_owner:
    case Act::pick:
    case Act::role:
      rest_.is_told = false;
      return;
    default:
      break;
  }
  for (const std::uint32_t kid : step.kids) visit(kid, member);
}

void RestFinder::visit_decision(std::uint32_t decision, std::uint32_t member) {
  const Decision& d = plan_.book.decisions[decision];
  if (d.form == Form::from_to) {
    rest_.is_told = false;
    return;
  }
  for (const Rule& rule : d.rules) {
    visit(rule.when, member);
    visit(rule.then, member);
  }
  if (d.otherwise == Otherwise::value) visit(d.otherwise_value, member);
}

void RestFinder::visit_duty(std::uint32_t duty, const std::vector<std::uint32_t>& limits, std::uint32_t member) {
  const Duty& d = plan_.book.duties[duty];
  for (const Typed* part : {&d.when, &d.who, &d.done_when, &d.cancelled_when}) visit(*part, member);
  for (const std::uint32_t limit : limits) {
    visit(plan_.book.limits[limit].date, member);
    for (const Suspension& suspension : plan_.book.limits[limit].suspensions) {
      visit(suspension.from, member);
      visit(suspension.until, member);
    }
  }
}

/// Equal values have one number.
std::uint64_t RestFinder::number_of(const Value& value) {
  return numbers_.emplace(value, numbers_.size()).first->second;
}

}  // namespace masa
