/// Duties on one day: whether they are owed, done, by when, and late.
#include <algorithm>
#include <iterator>

#include "eval/date_bounds.hpp"

namespace masa {

Value Evaluator::duty_applies(std::uint32_t duty, std::uint32_t member) {
  const Duty& d = plan_.book.duties[duty];
  if (force_of(d.cite) == Force::not_in_force) return Value::truth(false);
  const Value when = at(d.when, member);
  if (when.is_no()) return when;
  return and_also(when, duty_binds(duty, member));
}

Value Evaluator::duty_binds(std::uint32_t duty, std::uint32_t member) {
  const Duty& d = plan_.book.duties[duty];
  return is_bound(d.pack, at(d.who, member));
}

Value Evaluator::duty_done(std::uint32_t duty, std::uint32_t member) {
  const Duty& d = plan_.book.duties[duty];
  if (!d.has_done) return Value::truth(false);
  const Value& done = at(d.done_when, member);
  if (!done.is_known() || done.tag() == Value::Tag::truth) return done;
  if (done.tag() == Value::Tag::date) note_threshold(done.as_date());
  return Value::truth(done.tag() == Value::Tag::date && done.as_date() <= dates_.facts_at);
}

const Value& Evaluator::bearer(std::uint32_t duty, std::uint32_t member) {
  const bool is_set = bearer_ != nullptr && bearer_of_ == duty;
  return is_set ? *bearer_ : at(plan_.book.duties[duty].who, member);
}

Value Evaluator::limit_date(std::uint32_t limit, std::uint32_t member) {
  const Limit& l = plan_.book.limits[limit];
  if (force_of(l.cite) == Force::not_in_force) return {};
  const Duty& duty = plan_.book.duties[l.duty];
  if (l.pack != duty.pack) {  // a local date binds only its own
    const Value bound = is_bound(l.pack, bearer(l.duty, member));
    if (bound.is_no()) return {};
    if (!bound.is_known()) return bound;
  }
  return l.suspensions.empty() ? at(l.date, member) : paused_date(l, member);
}

DateBounds Evaluator::bounds_of(std::uint32_t limit, std::uint32_t member) {
  const Limit& l = plan_.book.limits[limit];
  if (force_of(l.cite) == Force::not_in_force || !l.suspensions.empty()) return {};
  return masa::bounds_of(*this, l.date, member);
}

bool Evaluator::has_passed(std::uint32_t limit, std::uint32_t member, Date day) {
  const Limit& l = plan_.book.limits[limit];
  const Value date = limit_date(limit, member);
  if (date.is_known()) return date.tag() == Value::Tag::date && date.as_date() < day;
  const Duty& duty = plan_.book.duties[l.duty];
  if (l.pack != duty.pack && !is_bound(l.pack, bearer(l.duty, member)).is_yes()) return false;
  const DateBounds bounds = bounds_of(limit, member);
  return bounds.last && *bounds.last < day;
}

Value Evaluator::due(std::uint32_t duty, const std::vector<std::uint32_t>& limits, std::uint32_t member) {
  const Value applies = duty_applies(duty, member);
  if (applies.is_no()) return {};
  if (!applies.is_known()) return applies;
  Value earliest;
  Value unknown = Value::truth(true);
  for (const std::uint32_t limit : limits) {
    const Value date = limit_date(limit, member);
    if (!date.is_known()) {
      unknown = not_known_for_both(unknown, date);
    } else if (earliest.is_nothing() || (!date.is_nothing() && date < earliest)) {
      earliest = date;
    }
  }
  return unknown.is_known() ? earliest : unknown;
}

std::vector<std::uint32_t> Evaluator::limits_read_by(const Step& step) const {
  const Duty& duty = plan_.book.duties[step.index];
  std::vector<std::uint32_t> limits;
  std::ranges::copy_if(duty.limits, std::back_inserter(limits), [&](std::uint32_t l) {
    const Limit& limit = plan_.book.limits[l];
    return is_seen(step, limit) && (step.act == Act::overdue ? limit.binds() : duty.counts(limit));
  });
  return limits;
}

/// Whether the pack whose rule asks sees the date: what a narrower pack adds to a duty changes nothing of what others
/// read of it.
bool Evaluator::is_seen(const Step& step, const Limit& limit) const {
  return plan_.book.sees[static_cast<std::size_t>(step.number)][limit.pack];
}

/// Overdue is what is owed and not done while one of its dates has passed; a date that is not known takes nothing away.
Value Evaluator::overdue(const Step& step, std::uint32_t member) {
  const std::uint32_t duty = step.index;
  Value passed = Value::truth(false);
  for (const std::uint32_t limit : limits_read_by(step)) {
    const Value date = limit_date(limit, member);
    const bool has = has_passed(limit, member, dates_.facts_at);
    const bool is_date = date.tag() == Value::Tag::date;
    const auto last = is_date ? std::optional(date.as_date()) : bounds_of(limit, member).last;
    note_threshold(last ? add_days(*last, 1) : last);
    if (!date.is_nothing()) passed = or_else(passed, date.is_known() || has ? Value::truth(has) : date);
  }
  return and_also(and_also(duty_applies(duty, member), passed), negate(duty_done(duty, member)));
}

}  // namespace masa
