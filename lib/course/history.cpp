#include "course/history.hpp"

#include <algorithm>

#include "course/run_processes.hpp"

namespace masa {

History::History(const Plan& plan, const Facts& facts, Date known_by, std::optional<Date> law_at)
    : plan_(plan), given_(facts), facts_now_(facts), dates_{known_by, known_by, law_at} {
  const Date last = *make_date({9999, 12, 31});
  days_ = Evaluator(plan, facts, dates_).days_of(no_index, 0, last);
  // What happened changes things, and so do texts that come into force or end, and a history that begins or ends.
  for (const Source& source : plan.book.sources) {
    for (const auto& day : {source.in_force.first, source.in_force.end}) {
      if (day && !law_at) days_.insert(*day);
    }
  }
  for (const auto& day : {facts.covered().first, facts.covered().end}) {
    if (day) days_.insert(*day);
  }
  days_.erase(*make_date({1, 1, 1}));  // of events whose day nobody knows
  days_.erase(last);
}

Determined History::on(Date day) {
  if (!last_) {
    // Duties may have arisen since the first thing happened.
    const auto first = given_.first_day();
    if (first && *first < day) {
      go_to(*first);
      while (const auto next = next_day(day)) go_to(*next);
    }
  }
  Evaluator evaluator = look_at(day);
  Determined determined = determine(evaluator, &arisen_);
  note_days(determined);
  return determined;
}

/// The case as it stands on a day. Gathers the days on which the passing of time alone changes something.
Evaluator History::look_at(Date day) {
  dates_.facts_at = day;
  last_ = day;
  facts_now_ = run_processes(plan_, given_, dates_, &days_);
  Evaluator evaluator(plan_, facts_now_, dates_);
  evaluator.note_thresholds(&days_);
  return evaluator;
}

/// What arises on the way to the day that was asked for.
void History::go_to(Date day) {
  Evaluator evaluator = look_at(day);
  note_days(determine_duties(evaluator, arisen_));
}

std::optional<Date> History::next_day(Date end) {
  const auto next = last_ ? days_.upper_bound(*last_) : days_.begin();
  if (next == days_.end() || !(*next < end)) return std::nullopt;
  return *next;
}

/// A duty changes on the day it is done, and on the day after its last day.
void History::note_days(const Determined& determined) {
  for (const DutyAnswer& duty : determined.duties) {
    if (duty.done_on) days_.insert(*duty.done_on);
    for (const LimitAnswer& limit : duty.limits) {
      for (const auto& day : {limit.due.tag() == Value::Tag::date ? std::optional(limit.due.as_date()) : std::nullopt,
                              limit.bounds.last}) {
        if (!day) continue;
        if (const auto after = add_days(*day, 1)) days_.insert(*after);
      }
    }
  }
}

Decided decide_facts(const Plan& plan, Facts facts, const AskedDates& dates) {
  if (!facts.first_day() && plan.book.processes.empty()) {
    Decided decided{std::move(facts), {}};
    Evaluator evaluator(plan, decided.facts, dates);
    decided.determined = determine(evaluator);
    return decided;
  }
  History history(plan, facts, dates.known_by, dates.law_at);
  Determined determined = history.on(dates.facts_at);
  return {history.take_facts(), std::move(determined)};
}

}  // namespace masa
