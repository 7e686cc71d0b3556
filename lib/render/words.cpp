#include "render/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace masa {

namespace {

std::string_view month_name(int month) {
  constexpr std::array<std::string_view, 12> names{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
  return names.at(static_cast<std::size_t>(month - 1));
}

}  // namespace

std::string day_words(Date day) {
  const YearMonthDay parts = parts_of(day);
  return fmt::format("{} {} {} {}", weekday_name(weekday_of(day)).substr(0, 3), parts.day, month_name(parts.month),
                     parts.year);
}

std::string short_day(Date day) {
  const YearMonthDay parts = parts_of(day);
  return fmt::format("{} {} {}", weekday_name(weekday_of(day)).substr(0, 3), parts.day,
                     month_name(parts.month).substr(0, 3));
}

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

std::string spaced(std::string text) {
  std::ranges::replace(text, '_', ' ');
  return text;
}

}  // namespace masa
