/// Civil days: no clock, no time zone. Years 1 to 9999.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace masa {

/// A day, as the number of days from 1970-01-01.
struct Date {
  std::int32_t days = 0;
  friend auto operator<=>(const Date&, const Date&) = default;
};

/// Days from `first` to before `end`; either may be open.
struct Period {
  std::optional<Date> first;
  std::optional<Date> end;
  [[nodiscard]] bool holds(Date day) const { return (!first || *first <= day) && (!end || day < *end); }
  [[nodiscard]] bool overlaps(const Period& other) const {
    return (!first || !other.end || *first < *other.end) && (!other.first || !end || *other.first < *end);
  }
};

struct YearMonthDay {
  int year = 0;
  int month = 0;  ///< 1 to 12
  int day = 0;    ///< 1 to 31
};

enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

/// Reads `2025-03-10`. Empty where the text is no such date or the day is not in the calendar.
/// What to say of a text that `parse_date` does not take: a day that there is not, or no date at all.
[[nodiscard]] std::string no_date(std::string_view text);
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
[[nodiscard]] std::string to_string(Date date);
/// Empty where the day is not in the calendar or the year is not in 1 to 9999.
[[nodiscard]] std::optional<Date> make_date(YearMonthDay parts);
[[nodiscard]] YearMonthDay parts_of(Date date);
[[nodiscard]] Weekday weekday_of(Date date);
/// `Monday`.
[[nodiscard]] std::string_view weekday_name(Weekday day);

/// Date arithmetic is empty where the result leaves the years 1 to 9999.
[[nodiscard]] std::optional<Date> add_days(Date date, std::int64_t days);
/// The corresponding date `months` later (or earlier), or the last day of a shorter month.
[[nodiscard]] std::optional<Date> add_months(Date date, std::int64_t months);
/// Whole years of age on `on` of somebody born on `born`: an age is attained at the start of the birthday; who was born
/// on 29 February attains it on 1 March of a common year. Negative before birth.
[[nodiscard]] std::int64_t years_between(Date born, Date on);

}  // namespace masa
