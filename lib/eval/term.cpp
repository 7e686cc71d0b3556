// Counting never turns the order of days round, so each question about a course (from where is it defined? from where
// is it after a certain day?) has one day on which its answer turns. It is found by halving.
//
//   x                1 Jan ─────────────────────────────── 31 Dec
//   5 working days   not known │ 8 Jan ───────────── 31 Dec │ not known: the calendar ends
//   before 1 June?             │ yes ──── │ no ───────────── │
//                              ▲ an end   ▲ a turn           ▲ an end
#include "eval/term.hpp"

#include <algorithm>
#include <utility>

namespace masa {

namespace {

/// The first number of the range for which it holds, given that it then holds for all that follow; one past the range
/// where it never does.
template <class Holds>
std::int64_t first_where(const Range& range, const Holds& holds) {
  std::int64_t low = range.first;
  std::int64_t high = range.last + 1;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (holds(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

}  // namespace

Date day_of(std::int64_t number) {
  return Date{static_cast<std::int32_t>(number)};
}

Range all_days() {
  constexpr int last_year = 9999;
  static const Range all{make_date({1, 1, 1})->days, make_date({last_year, 12, 31})->days};
  return all;
}

CountCourse::CountCourse(const Plan& plan, std::vector<Count> counts)
    : plan_(plan), counts_(std::move(counts)), defined_(all_days()), within_years_(defined_) {
  bool is_past_calendar = false;
  for (std::size_t c = 0; c < counts_.size() && !defined_.is_empty(); ++c) {
    const Range from = counted_from(counts_[c]);
    const Range before = defined_;
    defined_ = {first_where(before, [&](std::int64_t day) { return lead(day, c) >= from.first; }),
                first_where(before, [&](std::int64_t day) { return lead(day, c) > from.last; }) - 1};
    is_past_calendar = is_past_calendar || plan_.steps[counts_[c].step].unit == Unit::working_days;
    if (!is_past_calendar) {
      within_years_ = defined_;
      continue;
    }
    if (defined_.first > before.first) ends_.push_back(defined_.first);
    if (defined_.last < before.last) ends_.push_back(defined_.last + 1);
  }
}

std::optional<std::int64_t> CountCourse::count_on(const Count& count, std::int64_t day) const {
  const Step& s = plan_.steps[count.step];
  const Calendar* calendar = s.unit == Unit::working_days ? &plan_.book.calendars[s.index] : nullptr;
  const auto date = count_from(calendar, day_of(day), count.number, s.unit, s.start);
  return date ? std::optional<std::int64_t>(date->days) : std::nullopt;
}

/// The days from which one count leads somewhere: all of the years or of the calendar, but for those too near the end
/// that it goes towards. A count that begins with a day looks at the day before as well.
Range CountCourse::counted_from(const Count& count) const {
  const Step& s = plan_.steps[count.step];
  Range range = all_days();
  const bool looks_back = s.start == Start::beginning_with && count.number > 0;
  if (s.unit == Unit::working_days) {
    const Calendar& calendar = plan_.book.calendars[s.index];
    range = {calendar.first.days + (looks_back ? 1 : 0),
             std::min<std::int64_t>(calendar.last.days + (looks_back ? 1 : 0), range.last)};
  } else if (looks_back) {
    ++range.first;
  }
  const auto is_counted = [&](std::int64_t day) { return count_on(count, day).has_value(); };
  if (count.number < 0) {
    range.first = first_where(range, is_counted);
  } else {
    range.last = first_where(range, [&](std::int64_t day) { return !is_counted(day); }) - 1;
  }
  return range;
}

/// Where the first so many counts lead. Precondition: they lead somewhere.
std::int64_t CountCourse::lead(std::int64_t day, std::size_t counts) const {
  for (std::size_t c = 0; c < counts; ++c) day = count_on(counts_[c], day).value_or(day);
  return day;
}

std::optional<std::int64_t> CountCourse::lead(std::int64_t day) const {
  if (day < defined_.first || day > defined_.last) return std::nullopt;
  return lead(day, counts_.size());
}

Range CountCourse::reach() const {
  Range all;
  for (const Count& count : counts_) {
    const Step& s = plan_.steps[count.step];
    if (s.unit == Unit::months || s.unit == Unit::years) {
      const Range one = s.unit == Unit::months ? Range{28, 31} : Range{365, 366};
      all.first += count.number * (count.number < 0 ? one.last : one.first);
      all.last += count.number * (count.number < 0 ? one.first : one.last);
      if (s.start == Start::beginning_with && count.number > 0) {
        --all.first;
        --all.last;
      }
    } else if (s.unit == Unit::working_days) {
      const Range from = counted_from(count);
      Range reach{INT32_MAX, INT32_MIN};
      for (std::int64_t day = from.first; day <= from.last; ++day) {
        const std::int64_t on = count_on(count, day).value_or(day) - day;
        reach = {std::min(reach.first, on), std::max(reach.last, on)};
      }
      all = {all.first + reach.first, all.last + reach.last};
    } else {
      const std::int64_t days = days_of(count);
      all = {all.first + days, all.last + days};
    }
  }
  return all;
}

/// Of a count in days, weeks or hours: how many days it leads on.
std::int64_t CountCourse::days_of(const Count& count) const {
  constexpr std::int64_t days_in_week = 7;
  constexpr std::int64_t hours_in_day = 24;
  const Step& s = plan_.steps[count.step];
  const std::int64_t days = s.unit == Unit::weeks   ? count.number * days_in_week
                            : s.unit == Unit::hours ? count.number / hours_in_day
                                                    : count.number;
  return s.start == Start::beginning_with && count.number > 0 ? days - 1 : days;
}

std::optional<std::int64_t> CountCourse::distance() const {
  std::int64_t days = 0;
  for (const Count& count : counts_) {
    const Unit unit = plan_.steps[count.step].unit;
    if (unit != Unit::days && unit != Unit::weeks && unit != Unit::hours) return std::nullopt;
    days += days_of(count);
  }
  return days;
}

std::vector<std::int64_t> CountCourse::turns(const Term& term, std::int64_t value) const {
  std::vector<std::int64_t> turns;
  if (defined_.is_empty()) return turns;
  const bool falls = term.years == Term::Years::to_other;  // born later is younger
  const auto at = [&](std::int64_t day) {
    const std::int64_t led = lead(day, counts_.size());
    if (term.years == Term::Years::none) return led;
    return falls ? years_between(day_of(led), day_of(term.other)) : years_between(day_of(term.other), day_of(led));
  };
  for (const bool strictly : {false, true}) {
    const std::int64_t turn = first_where(defined_, [&](std::int64_t day) {
      const std::int64_t here = at(day);
      if (here == value) return !strictly;
      return falls ? here < value : here > value;
    });
    if (turn > defined_.first && turn <= defined_.last) turns.push_back(turn);
  }
  return turns;
}

}  // namespace masa
