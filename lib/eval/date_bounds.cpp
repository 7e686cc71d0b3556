// Of `the earlier of (a, b)` with b not known, one thing is certain: it is not after a. A count moves both bounds
// along; a choice whose condition is open lies between its branches.
#include "eval/date_bounds.hpp"

#include <algorithm>
#include <vector>

namespace masa {

namespace {

using MaybeDate = std::optional<Date>;

/// The smallest or greatest of the days; empty where one is open and `needs_all`.
MaybeDate pick(const std::vector<MaybeDate>& days, bool smallest, bool needs_all) {
  MaybeDate best;
  for (const MaybeDate& day : days) {
    if (!day && needs_all) return std::nullopt;
    if (day && (!best || (smallest ? *day < *best : *best < *day))) best = day;
  }
  return best;
}

DateBounds join(const std::vector<DateBounds>& parts, Act act) {
  std::vector<MaybeDate> firsts;
  std::vector<MaybeDate> lasts;
  for (const DateBounds& part : parts) {
    firsts.push_back(part.first);
    lasts.push_back(part.last);
  }
  switch (act) {
    case Act::earliest:
      return {pick(firsts, true, true), pick(lasts, true, false)};
    case Act::latest:
      return {pick(firsts, false, false), pick(lasts, false, true)};
    default:
      return {pick(firsts, true, true), pick(lasts, false, true)};
  }
}

MaybeDate moved(Evaluator& evaluator, const Typed& count, const MaybeDate& from, std::uint32_t member) {
  if (!from) return std::nullopt;
  const Value number = evaluator.counted_by(count, member);
  if (number.tag() != Value::Tag::number) return std::nullopt;
  const Calendar* calendar = count.unit == Unit::working_days ? &evaluator.plan().book.calendars[count.index] : nullptr;
  return count_from(calendar, *from, number.payload(), count.unit, count.start);
}

}  // namespace

DateBounds bounds_of(Evaluator& evaluator, const Typed& date, std::uint32_t member) {
  const Value& value = evaluator.at(date, member);
  if (value.is_known()) {
    if (value.tag() != Value::Tag::date) return {};
    return {value.as_date(), value.as_date()};
  }
  switch (date.act) {
    case Act::count: {
      const DateBounds from = bounds_of(evaluator, date.kids[0], member);
      return {moved(evaluator, date, from.first, member), moved(evaluator, date, from.last, member)};
    }
    case Act::conditional:
      return join({bounds_of(evaluator, date.kids[1], member), bounds_of(evaluator, date.kids[2], member)}, date.act);
    case Act::earliest:
    case Act::latest: {
      // Only of a list written out: what has no value is no member of it, and says nothing.
      const Typed& list = date.kids[0];
      std::vector<DateBounds> parts;
      for (const Typed& kid : list.kids) {
        if (list.act != Act::make_set || kid.type.is_set) return {};
        const Value& value_of_kid = evaluator.at(kid, member);
        if (value_of_kid.is_nothing()) continue;
        parts.push_back(bounds_of(evaluator, kid, member));
        // One that may turn out to have no value draws nothing towards itself.
        if (value_of_kid.is_known() || !kid.type.or_nothing) continue;
        (date.act == Act::earliest ? parts.back().last : parts.back().first).reset();
      }
      return join(parts, date.act);
    }
    case Act::decision: {
      const auto said = evaluator.still_said(date.step, date.record == no_index ? 0 : member);
      if (!said) return {};
      std::vector<DateBounds> parts;
      for (const Value& one : *said) {
        const MaybeDate day = one.tag() == Value::Tag::date ? MaybeDate(one.as_date()) : std::nullopt;
        parts.push_back({day, day});
      }
      return join(parts, date.act);
    }
    default:
      return {};
  }
}

}  // namespace masa
