#include "course/determine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string facts =
    "facts:\n  x:\n    type: truth\n    ask: is x so?\n  z:\n    type: truth\n    ask: is z so?\n  day:\n    type: "
    "date\n";

TEST(Outcome, IsKnownWhereEveryCompletionAgreesThoughNoRuleIsCertain) {
  const RuleBook rules = book_of(facts + "decisions:\n  d:\n    question: q\n    is: x or not x\n    cite: S\n");
  EXPECT_EQ(outcome_of(rules, "{}", "d"), "true");
}

TEST(AskNext, RanksFirstWhatBearsOnMostAnswers) {
  const RuleBook rules = book_of(facts +
                                 "decisions:\n  a:\n    question: q\n    is: x\n    cite: S\n  b:\n    question: q\n   "
                                 " is: x and z\n    cite: S\n  c:\n    question: q\n    is: x\n    cite: S\n");
  const Determination determination = decide_case(rules, "{}");
  const Answer answer = determination.impl().answer();
  std::vector<std::string> asked;
  for (const Question& q : determination.impl().determined.ask_next)
    asked.push_back(answer.fact(q.slot).path + " " + std::to_string(q.outcomes.size()));
  EXPECT_THAT(asked, ElementsAre("x 3", "z 1"));
}

TEST(AskNext, IsEmptyWhereEverythingIsDecided) {
  const RuleBook rules = book_of(facts + "decisions:\n  b:\n    question: q\n    is: x and z\n    cite: S\n");
  EXPECT_THAT(decide_case(rules, "{x: no}").impl().determined.ask_next, IsEmpty());
}

TEST(AskNext, LeavesWorkingDecisionsOut) {
  const RuleBook rules = book_of(facts +
                                 "decisions:\n  b:\n    question: q\n    working: yes\n    is: z\n    cite: S\n  c:\n  "
                                 "  question: q\n    is: x\n    cite: S\n");
  EXPECT_EQ(decide_case(rules, "{}").impl().determined.ask_next.size(), 1U);
}

TEST(Warning, IsGivenWhereItsConditionIsYesAndOnlyThen) {
  const RuleBook rules = book_of(facts +
                                 "warnings:\n  w:\n    when: x\n    say: beware\n    cite: S\n  v:\n    when: x is not "
                                 "known\n    say: ask\n    cite: S\n");
  EXPECT_THAT(warnings_of(decide_case(rules, "{x: yes}")), ElementsAre("w"));
  EXPECT_THAT(warnings_of(decide_case(rules, "{x: no}")), IsEmpty());
  EXPECT_THAT(warnings_of(decide_case(rules, "{}")), ElementsAre("v"));
}

const std::string conflict = R"(decisions:
  d:
    question: q
    is: x
    cite: S
conflicts:
  c:
    about: d
    at: somewhere
    readings:
      - reading: act
        says: x is enough
        cite: S
      - reading: local
        says: z is needed too
        cite: S
        would_be: x and z
    chosen: act
    because: the Act is stronger
)";

std::string differs(const std::string& one_case) {
  const Determination determination = decide_case(book_of(facts + conflict), one_case);
  const Value v = determination.impl().determined.conflicts.at(0).differs;
  return (!v.is_known() ? "open"
          : v.is_yes()  ? "differs"
                        : "same") +
         std::string(warnings_of(determination).empty() ? "" : " warned");
}

TEST(Conflict, WarnsWhereItsReadingsDifferInThisCase) {
  EXPECT_EQ(differs("{x: yes, z: no}"), "differs warned");
  EXPECT_EQ(differs("{x: yes, z: yes}"), "same");
  EXPECT_EQ(differs("{x: no}"), "same");
  EXPECT_EQ(differs("{x: yes}"), "open");
  EXPECT_EQ(differs("{}"), "open");
}

TEST(DayOff, IsWarnedOfWhereADateFallsOnOneAndDoesNotRoll) {
  const std::string text =
      "calendars:\n  c:\n    title: c\n    cite: S\n    covers: 2025-01-01 to 2025-12-31\n    week: Monday to Friday\n "
      "   holidays: |\n      date | holiday\n      2025-12-25 | Christmas Day\n" +
      facts +
      "duties:\n  d:\n    when: yes\n    who: nobody\n    must: x\n    cite: S\n    by:\n      - must: 5 days after "
      "day\n        cite: S\n";
  const RuleBook rules = load_all({pack(text, {"t/c", "national", "calendar: c\n"})});
  const Determination saturday = decide_case(rules, "{day: 2025-03-03}");
  EXPECT_EQ(to_string(duty_of(saturday, "d")->due.as_date()), "2025-03-08");
  EXPECT_THAT(warnings_of(saturday), ElementsAre("due_on_non_working_day"));
  EXPECT_THAT(warnings_of(decide_case(rules, "{day: 2025-12-20}")), ElementsAre("due_on_non_working_day"));
  EXPECT_THAT(warnings_of(decide_case(rules, "{day: 2025-03-05}")), IsEmpty());
}

}  // namespace
}  // namespace masa::test
