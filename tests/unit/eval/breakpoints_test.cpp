// Unknown dates and numbers one thing at a time: what is tried, and what is left out and said to be.
#include "eval/breakpoints.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

const std::string head = R"(
calendars:
  c:
    title: c
    cite: S
    covers: 2025-01-01 to 2025-12-31
    week: Monday to Friday
    holidays: |
      date       | holiday
      2025-01-01 | New Year's Day
facts:
  x:
    type: date
  v:
    type: date
  z:
    type: date
  told:
    type: date
    when_not_recorded: not yet
  o:
    type: whole number
  m:
    type: whole number
  t:
    type: truth
  people:
    type: list of person
record person:
  born:
    type: date
  stillborn_on:
    type: date
    in_place_of: born
decisions:
)";

RuleBook book_about(const std::string& decisions) {
  return load_all({pack(head + decisions, {"test/rules", "national", "calendar: c\n"})});
}
Open left_open(const std::string& is, const std::string& one_case, const std::string& type = "truth") {
  const RuleBook rules = book_about("  d:\n    question: q\n    type: " + type + "\n    is: " + is + "\n    cite: S\n");
  return open_answer(decide_case(rules, one_case), "d");
}
Open open_about_person(const std::string& is, const std::string& person) {
  const RuleBook rules = book_about("  d:\n    question: q\n    for_each: person\n    is: " + is + "\n    cite: S\n");
  return open_answer(decide_case(rules, "people:\n  - id: a\n" + person), "d", "a");
}
std::string outcome(const std::string& is, const std::string& one_case) {
  return outcome_of(book_about("  d:\n    question: q\n    is: " + is + "\n    cite: S\n"), one_case, "d");
}

TEST(AnUnknownDate, LeavesWhatItsDaysCanGive) {
  const Open open = left_open("x before 2025-03-01 or t", "{}");
  EXPECT_THAT(open.values, ElementsAre("false", "true"));
  EXPECT_THAT(open.settle, UnorderedElementsAre("x", "t"));
  EXPECT_TRUE(open.is_complete);
}

TEST(AnUnknownDate, IsNotAskedForWhereEveryDayGivesTheSame) {
  EXPECT_EQ(outcome("x before 2025-03-01 or x after 2025-02-01", "{}"), "true");
  EXPECT_EQ(outcome("x before 2025-03-01 and x on or after 2025-03-01", "{}"), "false");
  EXPECT_EQ(outcome("x after 5 days after x", "{}"), "false");
  EXPECT_EQ(outcome("1 month after x before 2025-03-01 or x after 2025-01-01", "{}"), "true");
}

TEST(AnUnknownDate, HasTheOneDayOnWhichTwoConditionsMeet) {
  EXPECT_THAT(left_open("x on or after 2025-03-01 and x on or before 2025-03-01", "{}").values,
              ElementsAre("false", "true"));
  EXPECT_EQ(outcome("x after 2025-03-01 and x before 2025-03-02", "{}"), "false");
}

TEST(UnknownDates, HaveRoomForAChainBetweenThem) {
  EXPECT_THAT(left_open("x before v and v before z and z before 2025-03-01", "{}").values,
              ElementsAre("false", "true"));
  EXPECT_THAT(left_open("2025-03-01 before x and x before v and v before z", "{}").values,
              ElementsAre("false", "true"));
  const std::string between = "2025-03-01 before x and x before v and v before z and z before ";
  EXPECT_THAT(left_open(between + "2025-03-05", "{}").values, ElementsAre("false", "true"));
  EXPECT_EQ(outcome(between + "2025-03-04", "{}"), "false") << "three days do not fit into two";
}

TEST(UnknownDates, HaveRoomForTwoDaysThatDifferInOneFactOnly) {
  // y lies between x and z; with z two days after x it can be one day only.
  const Open open = left_open("x before v and v before z", "{x: 2025-03-01, z: 2025-03-03}");
  EXPECT_THAT(open.values, ElementsAre("false", "true"));
  EXPECT_THAT(open.settle, ElementsAre("v"));
}

TEST(UnknownDates, OfWhichOneComesFirstWhicheverItIs) {
  EXPECT_EQ(outcome("the earlier of (x, v) on or before x", "{}"), "true");
  EXPECT_EQ(outcome("x before v or v before x or x = v", "{}"), "true");
  EXPECT_EQ(outcome("x before v and v before z and z before x", "{}"), "false");
  EXPECT_EQ(outcome("10 days after x before v and 10 days after v before x", "{}"), "false");
  EXPECT_EQ(outcome("number of (x, v, 2025-03-01) < 4", "{}"), "true");
  EXPECT_THAT(left_open("number of (x, v, 2025-03-01) = 2", "{}").settle, UnorderedElementsAre("x", "v"));
}

TEST(AnUnknownDate, CanBeNothingWhereItsTypeAllowsThat) {
  EXPECT_EQ(outcome("told before 2025-03-01 or told on or after 2025-03-01", "{told: unknown}"), "unknown");
  EXPECT_EQ(outcome("x before 2025-03-01 or x on or after 2025-03-01", "{}"), "true");
  const Open open = left_open("told applies", "{told: unknown}");
  EXPECT_THAT(open.values, ElementsAre("false", "true"));
  EXPECT_TRUE(open.is_complete);
}

TEST(AnUnknownDate, LeavesOpenWhatTheCalendarDoesNotReach) {
  const Open open = left_open("5 working days after x before 2025-03-01", "{}");
  EXPECT_THAT(open.values, ElementsAre("unknown", "false", "true"));
  EXPECT_TRUE(open.is_complete);
  EXPECT_EQ(outcome("5 working days after x after x or x before 2025-01-01", "{}"), "unknown");
}

TEST(AnUnknownDate, IsNotTriedWhereACountLeavesTheYears) {
  EXPECT_THAT(left_open("9 days after x before 2025-03-01", "{}").values, ElementsAre("false", "true"));
  EXPECT_THAT(left_open("8000 years after x before 9999-01-01", "{}").values, ElementsAre("false", "true"));
  EXPECT_EQ(outcome("9000 years after x after 2025-01-01", "{}"), "true");
}

TEST(AnUnknownBirthday, IsTriedOnBothSidesOfAnAge) {
  const Open open = left_open("years from x to 2025-03-10 >= 18 and years from x to 2025-03-10 < 25", "{}");
  EXPECT_THAT(open.values, ElementsAre("false", "true"));
  EXPECT_EQ(outcome("years from x to 2025-03-10 < 18 or x on or before 2007-03-10", "{}"), "true");
  EXPECT_EQ(outcome("years from x to 2025-03-01 < 1 or x on or before 2024-03-01", "{}"), "true");
  EXPECT_EQ(outcome("years from x to 2025-02-28 < 1 or x on or before 2024-02-28", "{}"), "true")
      << "born on 29 February, one year old on 1 March";
}

TEST(AnUnknownDeath, IsTriedOnBothSidesOfAnAge) {
  EXPECT_EQ(outcome("years from 2004-02-29 to x >= 18 or x before 2022-03-01", "{}"), "true");
  EXPECT_EQ(outcome("years from 2004-02-29 to x >= 18 or x before 2022-02-28", "{}"), "unknown");
}

TEST(AnUnknownNumber, IsTriedAroundWhatItIsComparedWith) {
  EXPECT_THAT(left_open("o > 3 and o < 5", "{}").values, ElementsAre("false", "true"));
  EXPECT_EQ(outcome("o > 3 and o < 4", "{}"), "false");
  EXPECT_EQ(outcome("o < m or m < o or o = m", "{}"), "true");
  EXPECT_THAT(left_open("o < m and m < 4 and o > 2", "{}").values, ElementsAre("false"));
  EXPECT_THAT(left_open("o in (1, m)", "{}").settle, UnorderedElementsAre("o", "m"));
}

TEST(AnUnknownNumber, IsTriedWithWhatIsAddedToIt) {
  EXPECT_EQ(outcome("o + 3 < 10 or o > 6", "{}"), "true");
  EXPECT_EQ(outcome("o - 3 < 10 or o > 12", "{}"), "true");
  EXPECT_EQ(outcome("o + 3 < 10 or o > 7", "{}"), "unknown");
  EXPECT_EQ(outcome("o = m + 2 and o <= m + 1", "{}"), "false");
  EXPECT_THAT(left_open("o = m + 2 and o < 5 and m > 1", "{}").values, ElementsAre("false", "true"));
  EXPECT_EQ(outcome("years from x to 2025-03-10 + 2 < 20 or x on or before 2007-03-10", "{}"), "true");
}

TEST(AnUnknownDate, IsTriedAgainstTheDayAskedAbout) {
  EXPECT_EQ(outcome("x has come or x after 2025-03-10", "{}"), "true");
  EXPECT_THAT(left_open("5 days after x has come", "{}").settle, ElementsAre("x"));
}

TEST(AnUnknownDate, IsCountedFromByANumberThatIsKnown) {
  EXPECT_EQ(outcome("o days after x before 2025-03-10 or x after 2025-03-01", "{o: 8}"), "true");
  EXPECT_EQ(outcome("o days after x before 2025-03-10 or x after 2025-03-01", "{o: 9}"), "unknown");
}

TEST(AnUnknownNumber, IsTriedAgainstTheSizeOfASet) {
  const Open open = left_open("number of (x, v) = o", "{}");
  EXPECT_THAT(open.values, ElementsAre("false", "true"));
  EXPECT_THAT(open.settle, UnorderedElementsAre("x", "v", "o"));
  EXPECT_TRUE(open.is_complete);
}

// --- of two that stand in place of each other one has a value

TEST(StandIns, AreCompletedTogether) {
  const Open open = open_about_person("stillborn_on applies or years from born to 2025-03-10 < 18", "");
  EXPECT_THAT(open.values, ElementsAre("false", "true"));
  EXPECT_THAT(open.settle, UnorderedElementsAre("a.born", "a.stillborn_on"));
  EXPECT_TRUE(open.is_complete);
  EXPECT_THAT(open_about_person("born applies and stillborn_on applies", "").values, ElementsAre("false"));
  EXPECT_THAT(open_about_person("born applies or stillborn_on applies", "").values, ElementsAre("true"));
}

TEST(StandIns, AreNothingWhereTheOtherIsKnown) {
  EXPECT_THAT(open_about_person("stillborn_on applies", "    born: 2020-01-01\n    stillborn_on: unknown\n").values,
              ElementsAre("false"));
}

TEST(StandIns, SettleOnlyTogether) {
  // Born before that day or not; a stillborn child was not.
  EXPECT_THAT(open_about_person("born before 2020-01-01", "").settle, UnorderedElementsAre("a.born", "a.stillborn_on"));
}

// --- what is left out

TEST(ADateLeftOut, IsNamedAndTheAnswerSaysThatNotAllWasTried) {
  for (const char* is : {"1 month after x before v", "5 working days after x before v", "years from x to v >= 18",
                         "years from x to 2025-03-10 < o", "1 month after x before 30 days after x",
                         "o days after x before 2025-03-10"}) {
    const Open open = left_open(is, "{v: unknown}");
    EXPECT_FALSE(open.is_complete) << is;
    EXPECT_THAT(open.settle, testing::Contains("x")) << is;
  }
}

TEST(ANumberLeftOut, IsReckonedWithInOtherWaysThanAdding) {
  for (const char* is : {"o * 2 > 10", "10 - o > 3", "o + m > 3", "round(o / 2, 0) > 3"}) {
    const Open open = left_open(is, "{}");
    EXPECT_FALSE(open.is_complete) << is;
    EXPECT_THAT(open.settle, testing::Contains("o")) << is;
  }
}

TEST(ADateLeftOut, IsTheOneThatIsItselfTheAnswer) {
  const Open open = left_open("if t then 5 days after x else 2025-03-01", "{}", "date");
  EXPECT_FALSE(open.is_complete);
  EXPECT_THAT(open.settle, UnorderedElementsAre("t", "x"));
  const Open age = left_open("years from x to 2025-03-01", "{}", "whole number");
  EXPECT_FALSE(age.is_complete);
  EXPECT_THAT(age.settle, ElementsAre("x"));
}

TEST(ADateLeftOut, DoesNotKeepTheOthersFromBeingTried) {
  EXPECT_EQ(outcome("(1 month after x before v or z before 2025-03-01) and z after 2025-03-01", "{z: 2025-02-01}"),
            "false");
  const RuleBook rules = book_about(
      "  d:\n    question: q\n    type: date\n    is: if x before 2025-03-01 then 2025-04-01 else 2025-05-01\n    "
      "cite: S\n");
  const Open open = open_answer(decide_case(rules, "{}"), "d");
  EXPECT_THAT(open.values, ElementsAre("2025-04-01", "2025-05-01"));
  EXPECT_TRUE(open.is_complete);
}

TEST(ADateLeftOut, IsComparedOnlyInWhatIsStillOpen) {
  const std::string is = "if t then x before 2025-03-01 else 1 month after x before v";
  EXPECT_TRUE(left_open(is, "{t: yes}").is_complete);
  EXPECT_FALSE(left_open(is, "{t: no}").is_complete);
}

// --- rules, duties and warnings

TEST(DatesOfRows, AreComparedWhereTwoRowsMustAgree) {
  const RuleBook rules = book_about(
      "  d:\n    question: q\n    type: date\n    checked_when_run: yes\n    rows_agree: |\n      when | then | cite\n"
      "      yes | x | S\n      t | 2025-03-01 | S\n"
      "  e:\n    question: q\n    is: d before 2025-03-05\n    cite: S\n");
  const Open open = open_answer(decide_case(rules, "{t: yes}"), "e");
  EXPECT_THAT(open.values, ElementsAre("unknown", "true")) << "on another day than 1 March the rows clash";
  EXPECT_THAT(open.settle, ElementsAre("x"));
  EXPECT_TRUE(open.is_complete);
}

const std::string duty =
    "duties:\n  send:\n    when: t\n    who: nobody\n    must: send it\n    cite: S\n    by:\n      - must: 5 days "
    "after "
    "x\n        cite: S\n    done_when: told\n";

TEST(DatesOfDuties, AreTriedAgainstTheDayAskedAbout) {
  const RuleBook rules = book_about(
      "  d:\n    question: q\n    is: send is overdue\n    cite: S\n  e:\n    question: q\n    is: due of "
      "send before 2025-03-01\n    cite: S\n" +
      duty);
  const Determination yes = decide_case(rules, "{t: yes, told: unknown}");
  EXPECT_THAT(open_answer(yes, "d").settle, UnorderedElementsAre("x", "told"));
  EXPECT_TRUE(open_answer(yes, "d").is_complete);
  EXPECT_THAT(open_answer(yes, "e").values, ElementsAre("false", "true"));
  EXPECT_THAT(open_answer(yes, "e").settle, ElementsAre("x"));
}

TEST(DatesOfDuties, AreLeftOutWhereACountIsSuspended) {
  const RuleBook rules = book_about(
      "  e:\n    question: q\n    is: due of send before 2025-03-01\n    cite: S\n"
      "duties:\n  send:\n    when: yes\n    who: nobody\n    must: send it\n    cite: S\n    by:\n      - must: 5 days "
      "after x\n        cite: S\n        suspended:\n          - from: v\n            until: told\n            cite: "
      "S\n"
      "            because: b\n");
  EXPECT_FALSE(open_answer(decide_case(rules, "{x: 2025-02-20}"), "e").is_complete);
  EXPECT_FALSE(open_answer(decide_case(rules, "{v: 2025-02-20}"), "e").is_complete);
  EXPECT_TRUE(open_answer(decide_case(rules, "{x: 2025-02-20, v: 2025-02-22, told: 2025-02-24}"), "e").is_complete);
}

TEST(ADateLeftOut, IsTheDayOfAnEventAndWhatAStateReads) {
  const RuleBook rules = book_about(
      "  d:\n    question: q\n    for_each: person\n    is: agreed_for before 2025-03-01\n    cite: S\n"
      "  e:\n    question: q\n    for_each: person\n    is: kept or x before 2025-03-01\n    cite: S\n"
      "events:\n  agreed:\n    of: person\n    fields:\n      until: date\n"
      "states:\n  agreed_for:\n    for_each: person\n    type: date\n    is: until of the latest agreed\n    cite: S\n"
      "  kept:\n    for_each: person\n    begins: some agreed has until after x\n    cite: S\n");
  const auto of_event = [&](const std::string& event, const std::string& decision) {
    return open_answer(
        decide_case(rules, "people:\n  - id: a\nevents:\n  - {event: agreed, person: a, " + event + "}\n"), decision,
        "a");
  };
  for (const std::string& decision : {"d", "e"}) {
    EXPECT_FALSE(of_event("date: unknown, until: 2025-02-01", decision).is_complete) << decision;
    EXPECT_FALSE(of_event("date: 2025-01-01, until: unknown", decision).is_complete) << decision;
  }
  EXPECT_TRUE(of_event("date: 2025-01-01, until: 2025-02-01", "d").is_complete);
  EXPECT_FALSE(of_event("date: 2025-01-01, until: 2025-02-01", "e").is_complete);
}

TEST(WhatMayBe, IsNoWhereNoDayMakesItSo) {
  const std::string may_be =
      "  e:\n    question: q\n    is: x before 2025-03-01 and x after 2025-04-01\n    cite: S\n"
      "  d:\n    question: q\n    is: e may be yes\n    cite: S\n";
  EXPECT_EQ(outcome_of(book_about(may_be), "{}", "d"), "false");
}

TEST(WhatIsKnown, IsSoWhateverADateIsTakenToBe) {
  // The date is tried for the first half; for the second it stays not known.
  const RuleBook rules = book_about(
      "  d:\n    question: q\n    is: t\n    cite: S\nwarnings:\n  w:\n    when: x before 2025-03-01 or x is known\n   "
      " "
      "say: s\n    cite: S\n");
  EXPECT_THAT(warnings_of(decide_case(rules, "{}")), testing::IsEmpty());
}

TEST(ManyDates, OfWhichTheSameIsLeftAreTriedOnce) {
  std::string is = "x before v and v before z";
  for (int i = 1; i <= 14; ++i) is += " or x = 2025-01-" + std::string(i < 10 ? "0" : "") + std::to_string(i);
  for (int i = 1; i <= 14; ++i) is += " or v = 2025-02-" + std::string(i < 10 ? "0" : "") + std::to_string(i);
  for (int i = 1; i <= 14; ++i) is += " or z = 2025-03-" + std::string(i < 10 ? "0" : "") + std::to_string(i);
  const Open open = left_open(is, "{}");
  EXPECT_TRUE(open.is_complete);
  EXPECT_THAT(open.settle, testing::Contains("x"));
}

}  // namespace
}  // namespace masa::test
