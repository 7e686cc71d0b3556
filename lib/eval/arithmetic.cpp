// Exact numbers, and counts that stand still for a while.
#include "eval/arithmetic.hpp"

#include "eval/evaluate.hpp"

namespace masa {

namespace {

using Number = std::int64_t;

std::optional<Number> multiply(Number a, Number b) {
  Number result = 0;
  return __builtin_mul_overflow(a, b, &result) ? std::nullopt : std::optional(result);
}

__extension__ using Wide = __int128;  // a 64-bit number times ten to the eighteenth fits

/// a / b, times ten to the power, half away from nought. Empty where b is nought or the result leaves 64 bits.
std::optional<Number> divide(Number a, Number b, Number power) {
  constexpr Number most_places = 18;
  if (b == 0 || power > most_places || power < -most_places) return std::nullopt;
  Wide above = a;
  Wide below = b;
  for (Number p = 0; p < power; ++p) above *= 10;
  for (Number p = 0; p < -power; ++p) below *= 10;
  const bool is_negative = (above < 0) != (below < 0);
  above = above < 0 ? -above : above;
  below = below < 0 ? -below : below;
  const Wide whole = above / below + (above % below < below - above % below ? 0 : 1);
  if (whole > INT64_MAX) return std::nullopt;
  return is_negative ? -static_cast<Number>(whole) : static_cast<Number>(whole);
}

}  // namespace

std::optional<std::int64_t> work_out(const Step& step, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  switch (step.act) {
    case Act::sum:
      return __builtin_add_overflow(a, b, &result) ? std::nullopt : std::optional(result);
    case Act::difference:
      return __builtin_sub_overflow(a, b, &result) ? std::nullopt : std::optional(result);
    case Act::product:
      return multiply(a, b);
    default:
      return divide(a, b, step.number);
  }
}

Value Evaluator::arithmetic(const Step& step, std::uint32_t member) {
  const Value a = at(step.kids[0], member);
  const Value& b = at(step.kids[1], member);
  if (a.is_nothing() || b.is_nothing()) return {};
  if (!a.is_known() || !b.is_known()) return not_known_for_both(a, b);
  const auto result = work_out(step, a.payload(), b.payload());
  return result ? Value::number(*result) : Value::not_known(Why::arithmetic);
}

Value Evaluator::counted_by(const Typed& count, std::uint32_t member) {
  if (count.kids.size() < 2) return Value::number(count.number);
  const Value& number = at(count.kids[1], member);
  return number.tag() == Value::Tag::number && count.number < 0 ? Value::number(-number.payload()) : number;
}

Evaluator::Pauses Evaluator::pauses_of(const Limit& limit, std::uint32_t member) {
  Pauses found;
  for (const Suspension& suspension : limit.suspensions) {
    if (force_of(suspension.cite) == Force::not_in_force) continue;
    const Value from = at(suspension.from, member);
    if (from.is_nothing()) continue;
    const Value& until = at(suspension.until, member);
    if (!from.is_known()) found.unknown = not_known_for_both(found.unknown, from);
    if (!until.is_known()) found.unknown = not_known_for_both(found.unknown, until);
    if (!from.is_known() || !until.is_known()) continue;
    found.pauses.push_back(
        {from.as_date(), until.is_nothing() ? std::nullopt : std::optional(until.as_date()), suspension.because});
  }
  return found;
}

/// The date of a count that is suspended for a while; nothing while it stands still.
Value Evaluator::paused_date(const Limit& limit, std::uint32_t member) {
  const Value from = at(limit.date.kids[0], member);
  const Value number = counted_by(limit.date, member);
  if (from.is_nothing() || number.is_nothing()) return {};
  const Pauses found = pauses_of(limit, member);
  Value unknown = found.unknown;
  for (const Value* part : {&from, &number}) {
    if (!part->is_known()) unknown = not_known_for_both(unknown, *part);
  }
  if (!unknown.is_known()) return unknown;
  const bool by_calendar = limit.date.unit == Unit::working_days;
  const Calendar* calendar = by_calendar ? &plan_.book.calendars[limit.date.index] : nullptr;
  const PausedCount counted =
      count_with_pauses(calendar, from.as_date(), number.payload(), limit.date.unit, limit.date.start, found.pauses);
  if (counted.stands_still) return {};
  if (counted.last) return Value::date(*counted.last);
  return Value::not_known(by_calendar ? Why::calendar_ends : Why::arithmetic, by_calendar ? limit.date.index : 0);
}

}  // namespace masa
