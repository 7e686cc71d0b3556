// What has happened: by when it counts, which is the latest, and what a day's events come to.
#include <gtest/gtest.h>

#include "support/histories.hpp"

namespace masa::test {
namespace {

constexpr std::string_view two_moves = R"(
2025-01-01 located in: a
2025-02-01 moved from: a, to: b
2025-03-01 moved from: b, to: c
)";

TEST(Event, CountsFromTheDayOnWhichItHappened) {
  EXPECT_EQ(on_day(two_moves, "2025-01-31", "lives_in"), "a");
  EXPECT_EQ(on_day(two_moves, "2025-02-01", "lives_in"), "b");
  EXPECT_EQ(on_day(two_moves, "2025-03-01", "lives_in"), "c");
}

TEST(Event, MakesNothingOfTheDaysBeforeIt) {
  EXPECT_EQ(on_day(two_moves, "2024-12-31", "lives_in"), "nobody");
  EXPECT_EQ(on_day(two_moves, "2025-01-31", "ever_moved"), "false");
  EXPECT_EQ(on_day(two_moves, "2025-02-01", "ever_moved"), "true");
}

TEST(Event, HasNoPlaceInTheOrderOfTheListAndCountsOnce) {
  constexpr std::string_view shuffled = R"(
2025-03-01 moved from: b, to: c
2025-01-01 located in: a
2025-03-01 moved to: c, from: b
2025-02-01 moved from: a, to: b
)";
  for (const std::string day : {"2025-01-31", "2025-02-10", "2025-03-10"})
    EXPECT_EQ(on_day(shuffled, day, "lives_in"), on_day(two_moves, day, "lives_in")) << day;
}

TEST(Event, CountsOnlyFromTheDayOnWhichItWasRecorded) {
  const std::string one_case =
      history("2025-01-01 located in: a\n2025-02-01 moved from: a, to: b, recorded: 2025-02-10\n");
  const auto known_by = [&](const std::string& day) {
    return decide(moves(), {"case.yaml", one_case}, {"2025-02-05", day, ""}).value().outcome("lives_in", "c1");
  };
  EXPECT_EQ(known_by("2025-02-09"), "a");
  EXPECT_EQ(known_by("2025-02-10"), "b");
}

TEST(Event, OfADayBetweenTwoIsOpenBetweenThem) {
  const std::string one_case = history("2025-01-01 located in: a\n") +
                               "- {date: 2025-02-01 to 2025-02-10, event: moved, child: c1, from: a, to: b}\n";
  const auto at = [&](const std::string& day) { return decide_case(moves(), one_case, day).outcome("lives_in", "c1"); };
  EXPECT_EQ(at("2025-01-31"), "a");
  EXPECT_EQ(at("2025-02-05"), "unknown");
  EXPECT_EQ(at("2025-02-10"), "b");
}

TEST(Event, OfADayBetweenTwoMayHaveBeenKnownOnEachOfThem) {
  const std::string one_case = history("2025-01-01 located in: a\n") +
                               "- {date: 2025-02-01 to 2025-02-10, event: moved, child: c1, from: a, to: b}\n";
  const auto known_by = [&](const std::string& day) {
    return decide(moves(), {"case.yaml", one_case}, {"2025-02-20", day, ""}).value().outcome("lives_in", "c1");
  };
  EXPECT_EQ(known_by("2025-01-31"), "a");
  EXPECT_EQ(known_by("2025-02-05"), "unknown");
  EXPECT_EQ(known_by("2025-02-10"), "b");
}

TEST(Event, OfADayThatNobodyKnowsLeavesOpenWhatItWouldChange) {
  const std::string one_case =
      history("2025-01-01 located in: a\n") + "- {date: unknown, event: moved, child: c1, from: a, to: b}\n";
  const Determination decided = decide_case(moves(), one_case, "2025-02-01");
  EXPECT_EQ(decided.outcome("lives_in", "c1"), "unknown");
  EXPECT_EQ(decided.outcome("first_home", "c1"), "a");
}

TEST(History, KnowsNothingOfTheDaysThatItDoesNotCover) {
  constexpr std::string_view covers = "history: {covers: 2025-01-01 to 2025-06-01}\n";
  EXPECT_EQ(on_day(two_moves, "2025-05-31", "lives_in", covers), "c");
  EXPECT_EQ(on_day(two_moves, "2025-06-01", "lives_in", covers), "unknown");
  EXPECT_EQ(on_day(two_moves, "2024-12-31", "ever_moved", covers), "unknown");
}

TEST(OneDay, EndsWhereItsChainEnds) {
  constexpr std::string_view chain = R"(
2025-01-01 located in: a
2025-02-01 moved from: b, to: c
2025-02-01 moved from: a, to: b
)";
  EXPECT_EQ(on_day(chain, "2025-02-01", "lives_in"), "c");
}

TEST(OneDay, ThatComesRoundEndsWhereItBegan) {
  constexpr std::string_view round = R"(
2025-01-01 located in: a
2025-01-15 moved from: c, to: a
2025-02-01 moved from: a, to: b
2025-02-01 moved from: b, to: a
)";
  EXPECT_EQ(on_day(round, "2025-02-01", "lives_in"), "a");
}

TEST(OneDay, ThatContradictsItselfIsNotKnownFromThatDayOn) {
  constexpr std::string_view torn = R"(
2025-01-01 located in: a
2025-02-01 moved from: a, to: b
2025-02-01 moved from: a, to: c
)";
  EXPECT_EQ(on_day(torn, "2025-01-31", "lives_in"), "a");
  const Determination decided = decide_case(moves(), history(torn), "2025-02-02");
  EXPECT_EQ(decided.outcome("lives_in", "c1"), "unknown");
}

TEST(OneDay, IsOpenWhereOneOfItsPlacesIsNotKnown) {
  constexpr std::string_view two = "2025-02-01 located in: unknown\n2025-02-01 located in: c\n";
  const Determination decided = decide_case(moves(), history(two), "2025-02-01");
  EXPECT_EQ(decided.outcome("lives_in", "c1"), "unknown");
  EXPECT_EQ(decided.outcome("first_home", "c1"), "unknown");
  EXPECT_EQ(decide_case(moves(), history("2025-02-01 located in: unknown\n"), "2025-02-01").outcome("lives_in", "c1"),
            "unknown");
}

TEST(State, MayHaveBegunOnADayOnWhichNothingElseHappened) {
  const std::string one_case = history("2025-03-04 plan_closed\n") +
                               "- {date: 2025-03-04 to 2025-03-10, event: plan_opened, child: c1, by: a}\n";
  const auto at = [&](const std::string& day) {
    return decide_case(moves(), one_case, day).outcome("plan_owner", "c1");
  };
  EXPECT_EQ(at("2025-03-03"), "nobody");
  EXPECT_EQ(at("2025-03-06"), "unknown");
}

TEST(State, LastsFromItsBeginningToItsEnd) {
  constexpr std::string_view plan = R"(
2025-01-10 plan_opened by: a
2025-03-01 plan_closed
)";
  EXPECT_EQ(on_day(plan, "2025-01-09", "plan_owner"), "nobody");
  EXPECT_EQ(on_day(plan, "2025-01-10", "plan_owner"), "a");
  EXPECT_EQ(on_day(plan, "2025-02-28", "plan_owner"), "a");
  EXPECT_EQ(on_day(plan, "2025-03-01", "plan_owner"), "nobody");
}

TEST(State, ThatEndsAndBeginsOnOneDayHasBegunAnew) {
  constexpr std::string_view plan = R"(
2025-01-10 plan_opened by: a
2025-03-01 plan_closed
2025-03-01 plan_opened by: b
)";
  EXPECT_EQ(on_day(plan, "2025-03-01", "plan_owner"), "b");
}

TEST(State, ThatBeginsAndEndsOnOneDayWasNot) {
  EXPECT_EQ(on_day("2025-03-01 plan_opened by: a\n2025-03-01 plan_closed\n", "2025-03-02", "plan_owner"), "nobody");
}

TEST(State, EndsWithTheTimeThatPasses) {
  constexpr std::string_view child = "children: [{id: c1, born: 2007-02-28}]\n";
  constexpr std::string_view plan = "2025-01-10 plan_opened by: a\n";
  EXPECT_EQ(on_day(plan, "2025-02-27", "plan_owner", child), "a");
  EXPECT_EQ(on_day(plan, "2025-02-28", "plan_owner", child), "nobody");
}

TEST(Years, PassAsBirthdaysComeAndInCommonYearsOnTheFirstOfMarch) {
  constexpr std::string_view child = "children: [{id: c1, born: 2008-02-29}]\n";
  constexpr std::string_view any = "2025-01-10 plan_opened by: a\n";
  EXPECT_EQ(on_day(any, "2026-02-28", "adult", child), "false");
  EXPECT_EQ(on_day(any, "2026-03-01", "adult", child), "true");
}

TEST(Rule, ReadsNoEvents) {
  const auto loaded = try_load({pack(
      "facts:\n  children:\n    type: list of child\nrecord child:\n  x:\n    type: truth\nevents:\n  moved:\n    of: "
      "child\n"
      "decisions:\n  d:\n    question: q\n    for_each: child\n    is: some moved has day applies\n    cite: S\n")});
  EXPECT_EQ(codes_of(loaded.diagnostics()), std::vector<std::string>{"wrong_order"});
}

}  // namespace
}  // namespace masa::test
