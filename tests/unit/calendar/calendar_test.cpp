// Working days, on the published calendar of England and Wales as the project ships it.
#include "calendar/calendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/files.hpp"
#include "support/packs.hpp"

namespace masa::test {
namespace {

Date d(const char* text) {
  return parse_date(text).value();
}

class CalendarTest : public testing::Test {
 protected:
  static const Calendar& shipped(const std::string& id) {
    static const RuleBook rules = load(shipped_packs()).value();
    for (const Calendar& calendar : checked(rules).calendars) {
      if (calendar.id == id) return calendar;
    }
    throw std::runtime_error("no such calendar");
  }
  static std::string after(const char* from, std::int64_t count, Unit unit = Unit::working_days,
                           Start start = Start::after, const char* calendar = "england_and_wales") {
    const auto day = count_from(&shipped(calendar), d(from), count, unit, start);
    return day ? to_string(*day) : "calendar ends";
  }
};

using CountWorkingDays = CalendarTest;

TEST_F(CountWorkingDays, StartsWithTheDayAfter) {
  EXPECT_EQ(after("2025-03-03", 5), "2025-03-10");
  EXPECT_EQ(after("2025-03-03", 1), "2025-03-04");
  EXPECT_EQ(after("2025-03-03", 0), "2025-03-03");
}

TEST_F(CountWorkingDays, StartsOnMondayForAWeekend) {
  EXPECT_EQ(after("2025-03-08", 1), "2025-03-10");
  EXPECT_EQ(after("2025-03-09", 5), "2025-03-14");
}

TEST_F(CountWorkingDays, SkipsEaster) {
  EXPECT_EQ(after("2025-04-15", 5), "2025-04-24") << "Good Friday and Easter Monday";
  EXPECT_EQ(after("2025-04-15", 15), "2025-05-09") << "and the early May holiday";
  EXPECT_EQ(after("2026-04-03", 5), "2026-04-13") << "from Good Friday itself";
}

TEST_F(CountWorkingDays, SkipsChristmasAndNewYear) {
  EXPECT_EQ(after("2025-12-22", 5), "2025-12-31");
  EXPECT_EQ(after("2025-12-22", 15), "2026-01-15");
  EXPECT_EQ(after("2025-12-24", 1), "2025-12-29");
}

TEST_F(CountWorkingDays, SkipsTheSubstituteBankHoliday) {
  EXPECT_EQ(after("2021-12-24", 1), "2021-12-29") << "Christmas and Boxing Day fell on a weekend";
  EXPECT_EQ(after("2026-12-24", 2), "2026-12-30") << "Boxing Day 2026 is kept on the 28th";
}

TEST_F(CountWorkingDays, SkipsTheProclaimedExtraDays) {
  EXPECT_EQ(after("2022-09-16", 1), "2022-09-20") << "the State Funeral of Queen Elizabeth II";
  EXPECT_EQ(after("2023-05-05", 1), "2023-05-09") << "the coronation of King Charles III";
  EXPECT_EQ(after("2022-06-01", 1), "2022-06-06") << "the Platinum Jubilee";
}

TEST_F(CountWorkingDays, FollowsTheCalendarThatItIsGiven) {
  EXPECT_EQ(after("2025-04-17", 2, Unit::working_days, Start::after, "england_and_wales"), "2025-04-23");
  EXPECT_EQ(after("2025-04-17", 2, Unit::working_days, Start::after, "scotland"), "2025-04-22")
      << "Easter Monday is no holiday in Scotland";
}

TEST_F(CountWorkingDays, CountsBackwardsFromTheDayBefore) {
  EXPECT_EQ(after("2025-03-10", -1), "2025-03-07");
  EXPECT_EQ(after("2025-04-24", -5), "2025-04-15");
  EXPECT_EQ(after("2025-04-28", -7), "2025-04-15");
}

TEST_F(CountWorkingDays, ComesBackToAWorkingDayFromBothSides) {
  const Calendar& calendar = shipped("england_and_wales");
  for (Date day = d("2024-01-02"); day < d("2027-01-01"); ++day.days) {
    if (!calendar.is_working_day(day)) continue;
    for (const std::int64_t count : {1, 5, 15, 60}) {
      const auto there = count_from(&calendar, day, count, Unit::working_days);
      ASSERT_TRUE(there);
      EXPECT_EQ(count_from(&calendar, *there, -count, Unit::working_days), day) << to_string(day) << " " << count;
    }
  }
}

TEST_F(CountWorkingDays, EndsWhereThePublishedYearsEnd) {
  EXPECT_EQ(after("2028-12-22", 5), "calendar ends");
  EXPECT_EQ(after("2028-12-22", 3), "2028-12-29");
  EXPECT_EQ(after("2028-12-29", 1), "calendar ends");
  EXPECT_EQ(after("2029-01-05", 0), "calendar ends") << "whether day 0 is a holiday would be a guess";
  EXPECT_EQ(after("2029-01-05", -1), "calendar ends") << "though the result would lie within";
}

TEST_F(CountWorkingDays, EndsWhereThePublishedYearsBegin) {
  EXPECT_EQ(after("2012-01-03", -1), "calendar ends");
  EXPECT_EQ(after("2012-01-04", -1), "2012-01-03");
  EXPECT_EQ(after("2011-12-30", 1), "calendar ends");
}

TEST_F(CountWorkingDays, KnowsNothingWithoutACalendar) {
  EXPECT_FALSE(count_from(nullptr, d("2025-03-03"), 5, Unit::working_days));
  EXPECT_EQ(count_from(nullptr, d("2025-03-03"), 5, Unit::days), d("2025-03-08"));
}

TEST_F(CountWorkingDays, RefusesCountsThatNobodyCouldMean) {
  EXPECT_FALSE(count_from(nullptr, d("2025-03-03"), INT64_MAX, Unit::weeks));
  EXPECT_FALSE(count_from(nullptr, d("2025-03-03"), INT64_MIN, Unit::years));
  EXPECT_FALSE(count_from(nullptr, d("2025-03-03"), 10'000'000, Unit::weeks)) << "past the range of dates";
}

using Count = CalendarTest;

TEST_F(Count, GoesByTheCivilCalendarForDaysWeeksMonthsAndYears) {
  EXPECT_EQ(after("2025-12-24", 7, Unit::days), "2025-12-31");
  EXPECT_EQ(after("2025-12-24", 2, Unit::weeks), "2026-01-07");
  EXPECT_EQ(after("2025-08-31", 6, Unit::months), "2026-02-28");
  EXPECT_EQ(after("2024-02-29", 1, Unit::years), "2025-02-28");
  EXPECT_EQ(after("2025-12-24", -7, Unit::days), "2025-12-17");
  EXPECT_EQ(after("2025-12-24", 72, Unit::hours), "2025-12-27");
}

TEST_F(Count, BeginsWithTheDayItselfWhereAskedTo) {
  EXPECT_EQ(after("2025-03-03", 5, Unit::days, Start::beginning_with), "2025-03-07");
  EXPECT_EQ(after("2025-03-03", 5, Unit::working_days, Start::beginning_with), "2025-03-07");
  EXPECT_EQ(after("2025-03-08", 5, Unit::working_days, Start::beginning_with), "2025-03-14")
      << "day 1 is the next working day";
  EXPECT_EQ(after("2025-03-03", 1, Unit::days, Start::beginning_with), "2025-03-03");
  EXPECT_EQ(after("2025-03-03", 12, Unit::months, Start::beginning_with), "2026-03-02");
  EXPECT_EQ(after("2025-03-31", 1, Unit::months, Start::beginning_with), "2025-04-30");
  EXPECT_EQ(after("2025-03-01", 1, Unit::months, Start::beginning_with), "2025-03-31");
  EXPECT_EQ(after("2024-02-29", 1, Unit::years, Start::beginning_with), "2025-02-28");
}

using AccountFor = CalendarTest;

TEST_F(AccountFor, NumbersEachWorkingDayAndSaysWhyTheOthersDoNotCount) {
  std::vector<std::string> told;
  for (const CountedDay& day : account_for(&shipped("england_and_wales"), d("2025-04-15"), 5, Unit::working_days)) {
    told.push_back(to_string(day.day).substr(5) + " " +
                   (day.number > 0 ? std::to_string(day.number) : std::string(day.why)));
  }
  EXPECT_THAT(told, testing::ElementsAre("04-16 1", "04-17 2", "04-18 Good Friday", "04-19 Saturday", "04-20 Sunday",
                                         "04-21 Easter Monday", "04-22 3", "04-23 4", "04-24 5"));
}

TEST_F(AccountFor, GoesBackwardsForWhatIsDueBefore) {
  std::vector<std::string> told;
  for (const CountedDay& day : account_for(&shipped("england_and_wales"), d("2025-03-10"), -2, Unit::working_days)) {
    told.push_back(to_string(day.day).substr(5) + " " +
                   (day.number > 0 ? std::to_string(day.number) : std::string(day.why)));
  }
  EXPECT_THAT(told, testing::ElementsAre("03-09 Sunday", "03-08 Saturday", "03-07 1", "03-06 2"));
}

TEST_F(AccountFor, EndsOnTheDayThatTheCountGives) {
  const Calendar& calendar = shipped("england_and_wales");
  for (Date day = d("2025-01-01"); day < d("2026-01-01"); ++day.days) {
    for (const Start start : {Start::after, Start::beginning_with}) {
      const auto account = account_for(&calendar, day, 15, Unit::working_days, start);
      ASSERT_FALSE(account.empty());
      EXPECT_EQ(account.back().day, count_from(&calendar, day, 15, Unit::working_days, start)) << to_string(day);
      EXPECT_EQ(account.back().number, 15);
      EXPECT_EQ(std::ranges::count_if(account, [](const CountedDay& c) { return c.number > 0; }), 15);
    }
  }
}

TEST_F(AccountFor, TellsNothingOfWeeksMonthsAndYears) {
  EXPECT_TRUE(account_for(nullptr, d("2025-01-01"), 6, Unit::months).empty());
}

TEST(WordsOfUnit, ArePluralForAllButOne) {
  EXPECT_EQ(words_of(Unit::working_days, 1), "1 working day");
  EXPECT_EQ(words_of(Unit::working_days, 5), "5 working days");
  EXPECT_EQ(words_of(Unit::months, 0), "0 months");
}

}  // namespace
}  // namespace masa::test
