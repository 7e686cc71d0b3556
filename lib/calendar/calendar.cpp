#include "calendar/calendar.hpp"

#include <fmt/format.h>

#include <array>

namespace masa {

namespace {

constexpr std::int64_t hours_in_day = 24;
constexpr std::int64_t days_in_week = 7;
constexpr std::int64_t months_in_year = 12;

/// Of several pauses of one day one without an end goes before others.
const Pause* pause_on(Date day, const std::vector<Pause>& pauses) {
  const Pause* found = nullptr;
  for (const Pause& pause : pauses) {
    const bool is_on = pause.from <= day && (!pause.until || day < *pause.until);
    if (is_on && (found == nullptr || !pause.until)) found = &pause;
  }
  return found;
}

/// Walks away from `from` until `count` days have counted, and tells `visit` each day. False where the calendar ends,
/// or a pause has no end.
template <class Visit>
bool walk(const Calendar* calendar, Date from, std::int64_t count, Unit unit, const std::vector<Pause>& pauses,
          const Visit& visit) {
  const std::int32_t step = count < 0 ? -1 : 1;
  Date day = from;
  for (std::int64_t number = 0; number != count;) {
    const auto next = add_days(day, step);
    if (!next) return false;
    day = *next;
    std::string_view why;
    if (unit == Unit::working_days) {
      if (calendar == nullptr || !calendar->covers(day)) return false;
      why = calendar->day_off(day);
    }
    if (const Pause* pause = pause_on(day, pauses)) {
      if (!pause->until && step > 0) return false;
      why = pause->why;
    }
    if (why.empty()) number += step;
    visit(day, number, why);
  }
  return true;
}

}  // namespace

std::string_view Calendar::day_off(Date day) const {
  const auto holiday = holidays.find(day);
  if (holiday != holidays.end()) return holiday->second;
  const Weekday weekday = weekday_of(day);
  return weekday >= Weekday::saturday ? weekday_name(weekday) : std::string_view();
}

std::string words_of(Unit unit, std::int64_t count) {
  constexpr std::array<std::string_view, 6> words{"day", "working day", "week", "month", "year", "hour"};
  return fmt::format("{} {}{}", count, words.at(static_cast<std::size_t>(unit)), count == 1 ? "" : "s");
}

std::optional<Date> count_from(const Calendar* calendar, Date from, std::int64_t count, Unit unit, Start start) {
  constexpr std::int64_t most = 10'000'000;
  if (count > most || count < -most) return std::nullopt;
  if (start == Start::birthday && unit == Unit::years) {
    const auto anniversary = add_months(from, count * months_in_year);
    // 28 February for 29 February: the day that ends the year of life, and the birthday is the next.
    const bool is_short = anniversary && parts_of(*anniversary).day != parts_of(from).day;
    return is_short ? add_days(*anniversary, 1) : anniversary;
  }
  if (start == Start::beginning_with && count == 0) return std::nullopt;  // its first day is day 1
  if (start == Start::beginning_with && count > 0) {
    // To begin with a day is to count from the day before it: `12 months beginning with` ends a day before the
    // anniversary.
    if (unit == Unit::months || unit == Unit::years) {
      const auto anniversary = count_from(calendar, from, count, unit);
      if (!anniversary) return std::nullopt;
      // A month that begins with 31 March has no corresponding day: it ends with the last of April.
      const bool is_short = parts_of(*anniversary).day != parts_of(from).day;
      return is_short ? anniversary : add_days(*anniversary, -1);
    }
    const auto eve = add_days(from, -1);
    return eve ? count_from(calendar, *eve, count, unit) : std::nullopt;
  }
  switch (unit) {
    case Unit::days:
      return add_days(from, count);
    case Unit::hours:
      return add_days(from, count / hours_in_day);
    case Unit::weeks:
      return add_days(from, count * days_in_week);
    case Unit::months:
      return add_months(from, count);
    case Unit::years:
      return add_months(from, count * months_in_year);
    case Unit::working_days:
      break;
  }
  // Day 0 itself must be in the published years too: whether it is a holiday would otherwise be a guess for the reader.
  if (calendar == nullptr || !calendar->covers(from)) return std::nullopt;
  Date last = from;
  if (!walk(calendar, from, count, unit, {}, [&](Date day, std::int64_t, std::string_view) { last = day; }))
    return std::nullopt;
  return last;
}

namespace {

/// Weeks and hours as days; nothing for what is not counted in days.
std::optional<std::int64_t> as_days(std::int64_t count, Unit unit) {
  switch (unit) {
    case Unit::days:
    case Unit::working_days:
      return count;
    case Unit::weeks:
      return count * days_in_week;
    case Unit::hours:
      return count / hours_in_day;
    default:
      return std::nullopt;
  }
}

}  // namespace

PausedCount count_with_pauses(const Calendar* calendar, Date from, std::int64_t count, Unit unit, Start start,
                              const std::vector<Pause>& pauses) {
  const auto days = as_days(count, unit);
  const auto first = start == Start::beginning_with && count > 0 ? add_days(from, -1) : from;
  if (!days || !first || (unit == Unit::working_days && (calendar == nullptr || !calendar->covers(from)))) return {};
  PausedCount counted{*first, false};
  const auto reached = [&](Date day, std::int64_t, std::string_view) { counted.last = day; };
  if (walk(calendar, *first, *days, unit, pauses, reached)) return counted;
  const Pause* pause = counted.last ? pause_on(add_days(*counted.last, 1).value_or(*counted.last), pauses) : nullptr;
  return {std::nullopt, pause != nullptr && !pause->until};
}

std::vector<CountedDay> account_for(const Calendar* calendar, Date from, std::int64_t count, Unit unit, Start start,
                                    const std::vector<Pause>& pauses) {
  std::vector<CountedDay> days;
  if (unit != Unit::working_days && !pauses.empty()) count = as_days(count, unit).value_or(0);
  if (unit != Unit::days && unit != Unit::working_days && pauses.empty()) return days;
  const auto first = start == Start::beginning_with && count > 0 ? add_days(from, -1) : from;
  if (!first) return days;
  walk(calendar, *first, count, unit, pauses, [&](Date day, std::int64_t number, std::string_view why) {
    days.push_back({day, why.empty() ? (number < 0 ? -number : number) : 0, why});
  });
  return days;
}

}  // namespace masa
