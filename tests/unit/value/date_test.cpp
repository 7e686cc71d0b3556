#include "value/date.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace masa {
namespace {

Date d(const char* text) {
  const auto date = parse_date(text);
  if (!date) throw std::runtime_error(std::string("no date: ") + text);
  return *date;
}

TEST(ParseDate, KnowsTheLeapYears) {
  for (const char* text : {"2024-02-29", "2000-02-29", "2400-02-29"}) EXPECT_TRUE(parse_date(text)) << text;
  for (const char* text : {"2023-02-29", "1900-02-29", "2100-02-29"}) EXPECT_FALSE(parse_date(text)) << text;
}

TEST(ParseDate, RefusesWhatIsNoDayOfTheCalendar) {
  for (const char* text :
       {"2025-00-01", "2025-13-01", "2025-01-00", "2025-01-32", "2025-04-31", "2025-06-31", "0000-01-01"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(ParseDate, RefusesEveryOtherWayOfWritingADay) {
  for (const char* text :
       {"", "2025", "2025-3-10", "25-03-10", "10-03-2025", "2025/03/10", "2025-03-10 ", " 2025-03-10", "2025-03-1x",
        "+025-03-10", "-025-03-10", "2025-+3-10", "2025-03-10T00:00", "12025-03-10", "2025-03--1"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(ParseDate, ReadsTheWholeRangeAndPrintsItBack) {
  for (const char* text : {"0001-01-01", "1969-12-31", "1970-01-01", "2025-03-10", "9999-12-31"})
    EXPECT_EQ(to_string(d(text)), text);
  EXPECT_EQ(d("1970-01-01").days, 0);
  EXPECT_EQ(d("1970-01-02").days, 1);
}

TEST(PartsOf, ComeBackFromEveryDayOfFourCenturies) {
  for (Date day = d("1800-01-01"); day < d("2200-01-01"); ++day.days) EXPECT_EQ(make_date(parts_of(day)), day);
}

TEST(Weekday, IsRight) {
  EXPECT_EQ(weekday_name(weekday_of(d("2025-03-10"))), "Monday");
  EXPECT_EQ(weekday_name(weekday_of(d("2026-04-03"))), "Friday") << "Good Friday";
  EXPECT_EQ(weekday_name(weekday_of(d("1969-12-28"))), "Sunday") << "before the epoch";
  EXPECT_EQ(weekday_name(weekday_of(d("2000-01-01"))), "Saturday");
}

TEST(AddDays, StaysWithinTheYearsOneToNineThousandNineHundredAndNinetyNine) {
  EXPECT_EQ(add_days(d("9999-12-30"), 1), d("9999-12-31"));
  EXPECT_FALSE(add_days(d("9999-12-31"), 1));
  EXPECT_FALSE(add_days(d("0001-01-01"), -1));
  EXPECT_EQ(add_days(d("0001-01-01"), 3652058), d("9999-12-31"));
  EXPECT_FALSE(add_days(d("2025-01-01"), INT64_MAX));
  EXPECT_FALSE(add_days(d("2025-01-01"), INT64_MIN));
}

TEST(AddMonths, GoesToTheCorrespondingDate) {
  EXPECT_EQ(add_months(d("2025-01-15"), 1), d("2025-02-15"));
  EXPECT_EQ(add_months(d("2025-11-15"), 3), d("2026-02-15"));
  EXPECT_EQ(add_months(d("2025-03-15"), -3), d("2024-12-15"));
  EXPECT_EQ(add_months(d("2025-12-31"), 0), d("2025-12-31"));
}

TEST(AddMonths, TakesTheLastDayOfAShorterMonth) {
  EXPECT_EQ(add_months(d("2025-08-29"), 6), d("2026-02-28"));
  EXPECT_EQ(add_months(d("2025-08-30"), 6), d("2026-02-28"));
  EXPECT_EQ(add_months(d("2025-08-31"), 6), d("2026-02-28"));
  EXPECT_EQ(add_months(d("2023-08-29"), 6), d("2024-02-29")) << "a leap year has the day";
  EXPECT_EQ(add_months(d("2023-08-31"), 6), d("2024-02-29"));
  EXPECT_EQ(add_months(d("2024-02-29"), 12), d("2025-02-28"));
  EXPECT_EQ(add_months(d("2024-02-29"), 48), d("2028-02-29"));
  EXPECT_EQ(add_months(d("2025-03-31"), -1), d("2025-02-28"));
  EXPECT_EQ(add_months(d("2025-05-31"), 1), d("2025-06-30"));
}

TEST(AddMonths, EndsWithTheRangeOfDates) {
  EXPECT_EQ(add_months(d("9999-11-30"), 1), d("9999-12-30"));
  EXPECT_FALSE(add_months(d("9999-12-01"), 1));
  EXPECT_FALSE(add_months(d("0001-01-31"), -1));
  EXPECT_FALSE(add_months(d("2025-01-01"), INT64_MAX));
  EXPECT_FALSE(add_months(d("2025-01-01"), INT64_MIN));
}

TEST(YearsBetween, AttainsAnAgeAtTheStartOfTheBirthday) {
  EXPECT_EQ(years_between(d("2007-06-15"), d("2025-06-14")), 17);
  EXPECT_EQ(years_between(d("2007-06-15"), d("2025-06-15")), 18);
  EXPECT_EQ(years_between(d("2007-06-15"), d("2025-07-01")), 18);
  EXPECT_EQ(years_between(d("2007-06-15"), d("2025-05-31")), 17);
}

TEST(YearsBetween, WaitsForTheFirstOfMarchInACommonYearForWhoWasBornOnTheLeapDay) {
  EXPECT_EQ(years_between(d("2008-02-29"), d("2026-02-28")), 17);
  EXPECT_EQ(years_between(d("2008-02-29"), d("2026-03-01")), 18);
  EXPECT_EQ(years_between(d("2008-02-29"), d("2028-02-28")), 19);
  EXPECT_EQ(years_between(d("2008-02-29"), d("2028-02-29")), 20);
}

TEST(YearsBetween, IsNegativeBeforeBirth) {
  EXPECT_EQ(years_between(d("2025-06-15"), d("2025-06-15")), 0);
  EXPECT_EQ(years_between(d("2025-06-15"), d("2025-06-14")), -1);
  EXPECT_EQ(years_between(d("2025-06-15"), d("2024-06-14")), -2);
}

}  // namespace
}  // namespace masa
