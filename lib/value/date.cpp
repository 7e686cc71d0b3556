#include "value/date.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

namespace masa {

namespace {

constexpr int first_year = 1;
constexpr int last_year = 9999;
constexpr std::int64_t months_in_year = 12;

std::chrono::year_month_day to_chrono(Date date) {
  return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(date.days)));
}

std::optional<int> parse_digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
  }
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<Date> make_date(YearMonthDay parts) {
  const std::chrono::year_month_day day(std::chrono::year(parts.year),
                                        std::chrono::month(static_cast<unsigned>(parts.month)),
                                        std::chrono::day(static_cast<unsigned>(parts.day)));
  if (!day.ok() || parts.year < first_year || parts.year > last_year) return std::nullopt;
  return Date{static_cast<std::int32_t>(std::chrono::sys_days(day).time_since_epoch().count())};
}

YearMonthDay parts_of(Date date) {
  const auto day = to_chrono(date);
  return {int(day.year()), static_cast<int>(unsigned(day.month())), static_cast<int>(unsigned(day.day()))};
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5, 2));
  const auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return make_date({*year, *month, *day});
}

std::string no_date(std::string_view text) {
  const bool is_written_as_one = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                                 text.find_first_not_of("0123456789-") == std::string_view::npos;
  return is_written_as_one ? fmt::format("there is no day `{}`", text)
                           : fmt::format("`{}` is not written as a date", text);
}

std::string to_string(Date date) {
  const YearMonthDay parts = parts_of(date);
  return fmt::format("{:04}-{:02}-{:02}", parts.year, parts.month, parts.day);
}

Weekday weekday_of(Date date) {
  const std::chrono::weekday day{std::chrono::sys_days(std::chrono::days(date.days))};
  return static_cast<Weekday>(day.iso_encoding() - 1);
}

std::string_view weekday_name(Weekday day) {
  constexpr std::array<std::string_view, 7> names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                  "Friday", "Saturday", "Sunday"};
  return names.at(static_cast<std::size_t>(day));
}

std::optional<Date> add_days(Date date, std::int64_t days) {
  static const Date first = *make_date({first_year, 1, 1});
  static const Date last = *make_date({last_year, 12, 31});
  const std::int64_t span = std::int64_t{last.days} - first.days;
  if (days > span || days < -span) return std::nullopt;
  const std::int64_t sum = date.days + days;
  if (sum < first.days || sum > last.days) return std::nullopt;
  return Date{static_cast<std::int32_t>(sum)};
}

std::optional<Date> add_months(Date date, std::int64_t months) {
  constexpr std::int64_t most = months_in_year * last_year;
  if (months > most || months < -most) return std::nullopt;
  const YearMonthDay from = parts_of(date);
  const std::int64_t index = from.year * months_in_year + (from.month - 1) + months;
  if (index < first_year * months_in_year || index >= (last_year + 1) * months_in_year) return std::nullopt;
  YearMonthDay to{static_cast<int>(index / months_in_year), static_cast<int>(index % months_in_year) + 1, from.day};
  while (to.day > 28 && !make_date(to)) --to.day;
  return make_date(to);
}

std::int64_t years_between(Date born, Date on) {
  const YearMonthDay b = parts_of(born);
  const YearMonthDay o = parts_of(on);
  const bool birthday_reached = o.month > b.month || (o.month == b.month && o.day >= b.day);
  return std::int64_t{o.year} - b.year - (birthday_reached ? 0 : 1);
}

}  // namespace masa
