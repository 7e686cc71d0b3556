// A duty on the day asked about: has it arisen, who owes it, by when, has it been done. Where it is not known whether
// it has arisen, its dates are printed all the same: they are what holds if it has.
#include <algorithm>

#include "course/determine.hpp"

namespace masa {

namespace {

LimitAnswer run_limit(Evaluator& evaluator, std::uint32_t number, std::uint32_t member) {
  const Book& book = evaluator.plan().book;
  const Limit& limit = book.limits[number];
  LimitAnswer answer;
  answer.limit = number;
  answer.due = evaluator.limit_date(number, member);
  const Typed& date = limit.date;
  if (!answer.due.is_known()) answer.bounds = evaluator.bounds_of(number, member);
  if (date.act != Act::count) return answer;
  answer.from = evaluator.at(date.kids[0], member);
  const Value by = evaluator.counted_by(date, member);
  if (by.tag() == Value::Tag::number) answer.count = by.payload();
  answer.unit = date.unit;
  answer.start = date.start;
  answer.calendar = date.unit == Unit::working_days ? date.index : no_index;
  const Evaluator::Pauses pauses = evaluator.pauses_of(limit, member);
  answer.stands_still = answer.due.is_nothing() && evaluator.force_of(limit.cite) != Force::not_in_force &&
                        answer.from.tag() == Value::Tag::date && !pauses.pauses.empty() && pauses.unknown.is_known();
  if (answer.from.tag() != Value::Tag::date || answer.due.tag() != Value::Tag::date) return answer;
  const Calendar* calendar = answer.calendar == no_index ? nullptr : &book.calendars[answer.calendar];
  answer.days = account_for(calendar, answer.from.as_date(), answer.count, date.unit, date.start, pauses.pauses);
  return answer;
}

/// The calendar by which a date is said to be no working day: the one of a count, or the first of the book.
const Calendar* calendar_for(const Book& book, const LimitAnswer& answer) {
  if (answer.calendar != no_index) return &book.calendars[answer.calendar];
  const std::uint32_t named = book.packs[book.limits[answer.limit].pack].calendar;
  return named == no_index ? nullptr : &book.calendars[named];
}

/// Whether the expression reads a fact whose record is absent.
bool rests_on_records(Evaluator& evaluator, const Typed& typed, std::uint32_t member) {
  if (typed.act == Act::fact) {
    const Facts& facts = evaluator.facts();
    return facts.is_as_recorded(facts.slot(typed.index, typed.record == no_index ? 0 : member));
  }
  if (typed.act == Act::of_owner)
    return rests_on_records(evaluator, typed.kids[0], evaluator.facts().owner(typed.index, member));
  return std::ranges::any_of(typed.kids, [&](const Typed& kid) { return rests_on_records(evaluator, kid, member); });
}

/// What must not be is in force until its last day, and breached from the day on which it happened.
void find_prohibition(Evaluator& evaluator, DutyAnswer& answer, std::uint32_t member, bool is_over) {
  const Duty& duty = evaluator.plan().book.duties[answer.duty];
  const Value happened = evaluator.duty_done(answer.duty, member);
  answer.is_done_unrecorded =
      duty.has_done && (!happened.is_known() || rests_on_records(evaluator, duty.done_when, member));
  if (happened.is_yes()) {
    const Value& on = evaluator.at(duty.done_when, member);
    const bool is_date = on.tag() == Value::Tag::date;
    const bool is_after = is_date && answer.due.tag() == Value::Tag::date && answer.due.as_date() < on.as_date();
    if (is_date && !is_after) answer.done_on = on.as_date();
    if (!is_after) {
      answer.state = DutyState::breached;
      return;
    }
  }
  answer.state = is_over ? DutyState::lifted : DutyState::in_force;
}

void find_state(Evaluator& evaluator, DutyAnswer& answer, std::uint32_t member) {
  const Duty& duty = evaluator.plan().book.duties[answer.duty];
  const Date today = evaluator.dates().facts_at;
  if (answer.applies.is_no()) {
    answer.state = DutyState::not_arisen;
    return;
  }
  if (!answer.applies.is_known()) return;
  const bool has_due = answer.due.tag() == Value::Tag::date;
  const bool is_over = has_due && answer.due.as_date() < today;
  if (duty.verb == Verb::must_not) {
    find_prohibition(evaluator, answer, member, is_over);
    return;
  }
  // What goes on and what one may do last until a day; they are not overdue after it.
  if (duty.verb == Verb::must_go_on || duty.verb == Verb::may) {
    answer.state = is_over ? DutyState::ended : DutyState::going_on;
    return;
  }
  const auto has_passed = [&](Date day) {
    return std::ranges::any_of(answer.limits, [&](const LimitAnswer& limit) {
      const Limit& l = evaluator.plan().book.limits[limit.limit];
      return l.binds() && evaluator.has_passed(limit.limit, member, day);
    });
  };
  const Value done = evaluator.duty_done(answer.duty, member);
  if (done.is_yes()) {
    const Value& on = evaluator.at(duty.done_when, member);
    if (on.tag() == Value::Tag::date) answer.done_on = on.as_date();
    const bool is_late = answer.done_on && has_passed(*answer.done_on);
    answer.state = is_late ? DutyState::done_late : DutyState::done;
    return;
  }
  answer.is_done_unrecorded = !duty.has_done || !done.is_known() || rests_on_records(evaluator, duty.done_when, member);
  // A date that is not known takes nothing away: what has passed has passed.
  answer.state = has_passed(today) ? DutyState::overdue : DutyState::due;
}

/// What a narrower pack adds for those that it binds is no affair of others.
bool counts_here(const Evaluator& evaluator, const Duty& duty, const Limit& limit, const Value& who) {
  return limit.pack == duty.pack || !evaluator.is_bound(limit.pack, who).is_no();
}

/// The bodies to whom narrower packs have it owed as well. One that is not known takes nothing from those that are.
void add_bodies(Evaluator& evaluator, const Duty& duty, std::uint32_t member, DutyAnswer& answer) {
  std::vector<Value> all;
  for (const Duty::OneMore& more : duty.one_more) {
    const bool is_in_force = evaluator.force_of(more.cite) != Force::not_in_force;
    if (!is_in_force || !evaluator.is_bound(more.pack, answer.who).is_yes()) continue;
    const Value& body = evaluator.at(more.whom, member);
    if (body.tag() == Value::Tag::set) {
      all.insert(all.end(), body.members().begin(), body.members().end());
    } else if (body.is_known() && !body.is_nothing()) {
      all.push_back(body);
    }
  }
  if (all.empty() || (duty.has_whom && !answer.whom.is_known())) {
    if (!all.empty()) answer.whom_as_well = Value::set(std::move(all));
    return;
  }
  if (answer.whom.tag() == Value::Tag::set) {
    all.insert(all.end(), answer.whom.members().begin(), answer.whom.members().end());
  } else if (!answer.whom.is_nothing()) {
    all.push_back(answer.whom);
  }
  answer.whom = Value::set(std::move(all));
}

}  // namespace

DutyAnswer run_duty(Evaluator& evaluator, std::uint32_t number, std::uint32_t member, const Value& applies,
                    const Value* who) {
  const Book& book = evaluator.plan().book;
  const Duty& duty = book.duties[number];
  DutyAnswer answer;
  answer.duty = number;
  answer.member = duty.record == no_index ? no_index : member;
  answer.applies = applies;
  evaluator.set_bearer(number, who);
  answer.who = evaluator.bearer(number, member);
  if (duty.has_whom) answer.whom = evaluator.at(duty.whom, member);
  add_bodies(evaluator, duty, member, answer);
  for (const std::uint32_t limit : duty.limits) {
    if (!counts_here(evaluator, duty, book.limits[limit], answer.who)) continue;
    answer.limits.push_back(run_limit(evaluator, limit, member));
    LimitAnswer& last = answer.limits.back();
    if (last.due.tag() == Value::Tag::date) {
      const Calendar* calendar = calendar_for(book, last);
      last.is_on_day_off =
          calendar != nullptr && calendar->covers(last.due.as_date()) && !calendar->is_working_day(last.due.as_date());
    }
    if (!duty.counts(book.limits[limit]) || last.due.is_nothing()) continue;
    if (!last.due.is_known()) {
      answer.may_be_earlier = !duty.lasts();
      if (answer.due.is_nothing()) answer.due = last.due;
    } else if (!answer.due.is_known() || answer.due.is_nothing() || last.due < answer.due) {
      answer.due = last.due;
    }
  }
  answer.may_be_earlier = answer.may_be_earlier && answer.due.is_known();
  find_state(evaluator, answer, member);
  std::vector<const Typed*> parts{&duty.when, &duty.who};
  std::vector<Citation> cite = duty.cite;
  cite.insert(cite.end(), duty.transition_cite.begin(), duty.transition_cite.end());
  std::vector<Citation> aside;
  for (const LimitAnswer& limit : answer.limits) {
    const Limit& l = book.limits[limit.limit];
    const bool is_own = l.pack == duty.pack;
    if (is_own) parts.push_back(&l.date);
    std::vector<Citation>& to = is_own ? cite : aside;
    to.insert(to.end(), l.cite.begin(), l.cite.end());
  }
  for (const Duty::OneMore& more : duty.one_more) {
    if (!evaluator.is_bound(more.pack, answer.who).is_no())
      aside.insert(aside.end(), more.cite.begin(), more.cite.end());
  }
  answer.grounds = grounds_of(evaluator, parts, cite, aside, member);
  evaluator.set_bearer(no_index, nullptr);
  return answer;
}

}  // namespace masa
