/// Working days: Monday to Friday but for published holidays, within the published years; counts that explain
/// themselves.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "value/date.hpp"

namespace masa {

/// Holidays of one part of the kingdom, as data. Nothing is known of days outside [first, last].
struct Calendar {
  std::string id;
  std::string title;
  std::string source;  ///< the citation of the whole calendar
  Date first;
  Date last;
  std::map<Date, std::string> holidays;

  [[nodiscard]] bool covers(Date day) const { return first <= day && day <= last; }
  /// Why a day is no working day: `Saturday`, `Easter Monday`; empty for a working day. Precondition: covers(day).
  [[nodiscard]] std::string_view day_off(Date day) const;
  [[nodiscard]] bool is_working_day(Date day) const { return day_off(day).empty(); }
};

enum class Unit : std::uint8_t { days, working_days, weeks, months, years, hours };
/// Whether the day counted from is day 0, or day 1 (or, where working days are counted, the next working day is).
enum class Start : std::uint8_t { after, beginning_with };
/// `working days`; singular for 1.
[[nodiscard]] std::string words_of(Unit unit, std::int64_t count);

/// One day of an account: its number in the count, or why it does not count.
struct CountedDay {
  Date day;
  std::int64_t number = 0;  ///< 0 where the day does not count
  std::string_view why;     ///< why it does not count
};

/// A count from a day. `count` negative: backwards, and then the day itself is day 0 always. Hours count as whole days.
/// Empty where a working-day count leaves the years that the calendar covers, or the result leaves the range of dates.
[[nodiscard]] std::optional<Date> count_from(const Calendar* calendar, Date from, std::int64_t count, Unit unit,
                                             Start start = Start::after);

/// The same, day by day, for days and working days: every day that was looked at, up to the result.
[[nodiscard]] std::vector<CountedDay> account_for(const Calendar* calendar, Date from, std::int64_t count, Unit unit,
                                                  Start start = Start::after);

}  // namespace masa
