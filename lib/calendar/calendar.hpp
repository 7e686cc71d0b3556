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
/// `birthday`: years to a birthday, which for 29 February is 1 March in a common year.
enum class Start : std::uint8_t { after, beginning_with, birthday };
/// `working days`; singular for 1.
[[nodiscard]] std::string words_of(Unit unit, std::int64_t count);

/// One day of an account: its number in the count, or why it does not count.
struct CountedDay {
  Date day;
  std::int64_t number = 0;  ///< 0 where the day does not count
  std::string_view why;     ///< why it does not count
};

/// Days that do not count: from the first to before the second; without a second, from then on until further notice.
struct Pause {
  Date from;
  std::optional<Date> until;
  std::string_view why;
};

/// A count from a day. `count` negative: backwards, and then the day itself is day 0 always. Hours count as whole days.
/// Empty where a working-day count leaves the years that the calendar covers, or the result leaves the range of dates.
[[nodiscard]] std::optional<Date> count_from(const Calendar* calendar, Date from, std::int64_t count, Unit unit,
                                             Start start = Start::after);

/// The same, day by day, for days and working days: every day that was looked at, up to the result.
[[nodiscard]] std::vector<CountedDay> account_for(const Calendar* calendar, Date from, std::int64_t count, Unit unit,
                                                  Start start = Start::after, const std::vector<Pause>& pauses = {});

/// A count of days, working days, weeks or hours that is paused: where it ends, or that it stands still.
struct PausedCount {
  std::optional<Date> last;   ///< empty where it stands still, or leaves the calendar
  bool stands_still = false;  ///< a pause without an end has begun before the count was over
};
[[nodiscard]] PausedCount count_with_pauses(const Calendar* calendar, Date from, std::int64_t count, Unit unit,
                                            Start start, const std::vector<Pause>& pauses);

}  // namespace masa
