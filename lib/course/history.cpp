#include "course/history.hpp"

#include <algorithm>

namespace masa {

History::History(const Plan& plan, const Facts& facts, Date known_by, std::optional<Date> law_at)
    : plan_(plan), processes_(plan, facts, known_by, law_at), facts_now_(facts), dates_{known_by, known_by, law_at} {
  const Date last = *make_date({9999, 12, 31});
  days_ = Evaluator(plan, facts, dates_).days_of(no_index, 0, last);
  // What happened changes things, and so do texts that come into force or end, a network in which somebody else serves
  // somebody, and a history that begins or ends.
  if (!law_at) law_days_ = plan.law.days();
  days_.insert(plan.network_days.begin(), plan.network_days.end());
  for (const auto& day : {facts.covered().first, facts.covered().end}) {
    if (day) days_.insert(*day);
  }
  days_.erase(*make_date({1, 1, 1}));  // of events whose day nobody knows
  days_.erase(last);
}

Determined History::on(Date day) {
  Evaluator evaluator = last_ ? look_at(day) : come_to(day);
  Determined determined = determine(evaluator, &owed_);
  note_days(determined);
  return determined;
}

std::vector<DutyAnswer> History::duties_on(Date day) {
  Evaluator evaluator = last_ ? look_at(day) : come_to(day);
  return determine_duties(evaluator, &owed_);
}

/// Walks to a day before which nobody has looked yet: over the last day of each law that counted before anything of the
/// case came, the day before the first on which something did, and all from then on. Looking at a day may show that
/// something comes still earlier: then it starts anew.
Evaluator History::come_to(Date day) {
  for (;;) {
    const std::optional<Date> start = first_day_up_to(day);
    owed_ = Owed();
    last_ = law_day_ = std::nullopt;
    stand_before(start ? add_days(*start, -1).value_or(*start) : day);
    for (const Date change : law_days_) {
      const Date last_day = add_days(change, -1).value_or(change);
      if (last_day < before_) walk_to(last_day);
    }
    for (std::optional<Date> next = before_; next && *next < day; next = next_day(day)) walk_to(*next);
    Evaluator evaluator = look_at(day);
    Owed().begin_law(evaluator);  // for the days on which something comes
    if (first_day_up_to(day) == start) return evaluator;
  }
}

std::optional<Date> History::first_day_up_to(Date day) const {
  return days_.empty() || day < *days_.begin() ? std::nullopt : std::optional(*days_.begin());
}

/// Takes a day for one on which nothing of the case has come.
void History::stand_before(Date day) {
  before_ = dates_.facts_at = day;
  facts_before_ = processes_.on(day);
}

/// The case as it stands on a day. Gathers the days on which the passing of time alone changes something.
Evaluator History::look_at(Date day) {
  dates_.facts_at = day;
  last_ = day;
  if (!plan_.book.processes.empty()) facts_now_ = processes_.on(day, &days_);
  Evaluator evaluator(plan_, facts_now_, dates_);
  evaluator.note_thresholds(&days_);
  begin_law(evaluator);
  return evaluator;
}

/// Sees anew, where the law has changed since the day before, what was owed before anything had come.
void History::begin_law(const Evaluator& evaluator) {
  if (law_day_ && (dates_.law_at || evaluator.has_law_of(*law_day_))) return;
  law_day_ = dates_.facts_at;
  AskedDates dates = dates_;
  dates.law_at = dates_.law();
  dates.facts_at = before_;
  Evaluator before(plan_, *facts_before_, dates);
  before.note_thresholds(&days_);
  owed_.begin_law(before);
}

/// What arises on the way to the day that was asked for.
void History::walk_to(Date day) {
  Evaluator evaluator = look_at(day);
  owed_.see(evaluator);
}

std::optional<Date> History::next_day(Date end) {
  std::optional<Date> next;
  for (const std::set<Date>* days : {&days_, &law_days_}) {
    const auto found = last_ ? days->upper_bound(*last_) : days->begin();
    if (found != days->end() && *found < end && (!next || *found < *next)) next = *found;
  }
  return next;
}

/// A duty changes on the day after its last day.
void History::note_days(const Determined& determined) {
  for (const DutyAnswer& duty : determined.duties) {
    for (const LimitAnswer& limit : duty.limits) {
      for (const auto& day : {limit.due.tag() == Value::Tag::date ? std::optional(limit.due.as_date()) : std::nullopt,
                              limit.bounds.last}) {
        if (!day) continue;
        if (const auto after = add_days(*day, 1)) days_.insert(*after);
      }
    }
  }
}

Decided decide_facts(const Plan& plan, const Facts& facts, const AskedDates& dates) {
  History history(plan, facts, dates.known_by, dates.law_at);
  Determined determined = history.on(dates.facts_at);
  return {history.take_facts(), std::move(determined)};
}

}  // namespace masa
