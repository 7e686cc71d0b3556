// The acts of expressions over values, nothing, and what is not known.
#include "eval/evaluate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/packs.hpp"

namespace masa::test {
namespace {

const std::string head = R"(
types:
  w: one of low < middle < high
network:
  kinds: authority, partnership, country
  country: |
    id      | name    | cite
    england | England | S
    wales   | Wales   | S
  partnership: |
    id | name | cite
    sp | SP   | S
  authority: |
    id         | name       | country | partnership | cite
    darlington | Darlington | england | sp          | S
    cardiff    | Cardiff    | wales   | nobody      | S
    silent     | Silent     |         |             | S
facts:
  x:
    type: truth
  o:
    type: whole number
  day:
    type: date
  told:
    type: date
    when_not_recorded: not yet
  k:
    type: w
  place:
    type: authority or none
  ks:
    type: set of w
  people:
    type: list of person
record person:
  t:
    type: truth
  home:
    type: authority or none
decisions:
  d:
    question: q
)";

std::string value_of(const std::string& is, const std::string& one_case, const std::string& type = "truth") {
  return outcome_of(book_of(head + "    type: " + type + "\n    is: " + is + "\n    cite: S\n"), one_case, "d");
}

TEST(Comparing, WithNothingIsNeverBeforeAfterUnderOrOver) {
  for (const char* is : {"told before 2025-01-01", "told after 2025-01-01", "told on or before 2025-01-01",
                         "told on or after 2025-01-01"})
    EXPECT_EQ(value_of(is, "{}"), "false") << is;
  EXPECT_EQ(value_of("told = 2025-01-01", "{}"), "false");
  EXPECT_EQ(value_of("told applies", "{}"), "false");
  EXPECT_EQ(value_of("told applies", "{told: 2025-01-01}"), "true");
  EXPECT_EQ(value_of("told applies", "{told: unknown}"), "unknown");
  EXPECT_EQ(value_of("years from told to day > 3", "{day: 2025-01-01}"), "false");
}

TEST(Comparing, GoesByTheOrderOfTheWords) {
  EXPECT_EQ(value_of("k < high", "{k: middle}"), "true");
  EXPECT_EQ(value_of("k < middle", "{k: middle}"), "false");
  EXPECT_EQ(value_of("k <= middle", "{k: middle}"), "true");
  EXPECT_EQ(value_of("k > low", "{k: middle}"), "true");
  EXPECT_EQ(value_of("k >= high", "{k: middle}"), "false");
}

TEST(Comparing, HasEveryEdgeOfANumber) {
  for (const auto& [is, at17, at18, at19] : std::vector<std::tuple<std::string, std::string, std::string, std::string>>{
           {"o < 18", "true", "false", "false"},
           {"o <= 18", "true", "true", "false"},
           {"o > 18", "false", "false", "true"},
           {"o >= 18", "false", "true", "true"},
           {"o = 18", "false", "true", "false"},
           {"o != 18", "true", "false", "true"}}) {
    EXPECT_EQ(value_of(is, "{o: 17}"), at17) << is;
    EXPECT_EQ(value_of(is, "{o: 18}"), at18) << is;
    EXPECT_EQ(value_of(is, "{o: 19}"), at19) << is;
  }
}

TEST(Membership, HoldsNobody) {
  EXPECT_EQ(value_of("place in each person's home", "{place: none, people: [{id: a, home: none}]}"), "false");
  EXPECT_EQ(value_of("place in each person's home",
                     "{place: cardiff, people: [{id: a, home: none}, {id: b, home: cardiff}]}"),
            "true");
}

TEST(Membership, OfAnEmptySetIsFalseWhoeverItIs) {
  EXPECT_EQ(value_of("k in ks", "{ks: []}"), "false");
}

TEST(Following, LeadsOnAndStopsAtNobody) {
  EXPECT_EQ(value_of("partnership of place", "{place: darlington}", "partnership or nobody"), "sp");
  EXPECT_EQ(value_of("partnership of place", "{place: cardiff}", "partnership or nobody"), "nobody");
  EXPECT_EQ(value_of("partnership of place", "{place: none}", "partnership or nobody"), "nobody");
  EXPECT_EQ(value_of("partnership of place", "{place: silent}", "partnership or nobody"), "unknown")
      << "the network does not say";
}

TEST(Following, DecidesWhetherAPlaceLiesInACountry) {
  EXPECT_EQ(value_of("place in England", "{place: darlington}"), "true");
  EXPECT_EQ(value_of("place in England", "{place: cardiff}"), "false");
  EXPECT_EQ(value_of("place not in England", "{place: cardiff}"), "true");
  EXPECT_EQ(value_of("place in England", "{place: none}"), "false");
  EXPECT_EQ(value_of("place in England", "{place: silent}"), "unknown");
}

TEST(Conditional, IsKnownWhereBothWaysLeadToOneValue) {
  EXPECT_EQ(value_of("if x then o else o", "{o: 3}", "whole number"), "3");
  EXPECT_EQ(value_of("if x then 3 else o", "{o: 3}", "whole number"), "3");
  EXPECT_EQ(value_of("if x then 3 else o", "{o: 4}", "whole number"), "unknown");
  EXPECT_EQ(value_of("if x then 3 else o", "{x: yes}", "whole number"), "3");
}

TEST(Members, AreAllAskedForEveryAndOneIsEnoughForSome) {
  const std::string two = "{people: [{id: a, t: yes}, {id: b, t: no}]}";
  EXPECT_EQ(value_of("some person has t", two), "true");
  EXPECT_EQ(value_of("every person has t", two), "false");
  EXPECT_EQ(value_of("no person has t", two), "false");
  EXPECT_EQ(value_of("some person has t", "{people: [{id: a, t: yes}, {id: b}]}"), "true");
  EXPECT_EQ(value_of("every person has t", "{people: [{id: a, t: yes}, {id: b}]}"), "unknown");
  EXPECT_EQ(value_of("every person has t", "{people: [{id: a, t: no}, {id: b}]}"), "false");
}

TEST(Members, OfAnEmptyListAreNoneAndOfNoListNotKnown) {
  EXPECT_EQ(value_of("some person has t", "{people: []}"), "false");
  EXPECT_EQ(value_of("every person has t", "{people: []}"), "true");
  EXPECT_EQ(value_of("some person has t", "{}"), "unknown") << "a list that the case does not give is not an empty one";
}

TEST(EachMember, GathersASetWithoutNobody) {
  EXPECT_EQ(
      value_of("each person's home", "{people: [{id: a, home: cardiff}, {id: b, home: none}, {id: c, home: cardiff}]}",
               "set of authority"),
      "{cardiff}");
  EXPECT_EQ(value_of("each person's home", "{people: [{id: a, home: cardiff}, {id: b}]}", "set of authority"),
            "unknown");
}

TEST(Sets, AreCountedAndTakenFromOneAnother) {
  EXPECT_EQ(value_of("number of ks", "{ks: [low, high]}", "whole number"), "2");
  EXPECT_EQ(value_of("ks without low", "{ks: [low, high]}", "set of w"), "{high}");
  EXPECT_EQ(value_of("ks without (low, high)", "{ks: [low, high]}", "set of w"), "{}");
  EXPECT_EQ(value_of("ks without k", "{ks: []}", "set of w"), "{}") << "nothing can be taken from nothing";
}

TEST(Dates, AreTheEarliestAndLatestOfThoseThatApply) {
  EXPECT_EQ(value_of("earliest of (day, told)", "{day: 2025-03-10, told: 2025-03-09}", "date or none"), "2025-03-09");
  EXPECT_EQ(value_of("latest of (day, told)", "{day: 2025-03-10, told: 2025-03-09}", "date or none"), "2025-03-10");
  EXPECT_EQ(value_of("earliest of (day, told)", "{day: 2025-03-10}", "date or none"), "2025-03-10")
      << "what has not happened yet is no date";
  EXPECT_EQ(value_of("earliest of (told, told)", "{}", "date or none"), "none");
  EXPECT_EQ(value_of("earliest of (day, told)", "{told: 2025-03-09}", "date or none"), "unknown");
}

TEST(Arithmetic, PastTheRangeOfDatesIsNotKnownAndNoCrash) {
  EXPECT_EQ(value_of("9999999 years after day", "{day: 2025-03-10}", "date"), "unknown");
  EXPECT_EQ(value_of("9000 years before day", "{day: 2025-03-10}", "date"), "unknown");
  EXPECT_EQ(value_of("9223372036854775807 days after day", "{day: 2025-03-10}", "date"), "unknown");
  EXPECT_EQ(value_of("9223372036854775807 days before day", "{day: 2025-03-10}", "date"), "unknown");
}

TEST(MayBe, AsksWhatAnAnswerCanStillBe) {
  const auto answer = [](const std::string& one_case) {
    const std::string body = head +
                             "    type: w\n    first_row: |\n      x | then | cite\n      yes | high | S\n      no | "
                             "low | S\n  e:\n    question: q\n    is: d may be high\n    cite: S\n  f:\n    question: "
                             "q\n    is: d may be (middle, low)\n    cite: S\n";
    const Determination determination = decide_case(book_of(body), one_case);
    return determination.outcome("e").value() + " " + determination.outcome("f").value();
  };
  EXPECT_EQ(answer("{}"), "true true");
  EXPECT_EQ(answer("{x: yes}"), "true false");
  EXPECT_EQ(answer("{x: no}"), "false true");
}

}  // namespace
}  // namespace masa::test
