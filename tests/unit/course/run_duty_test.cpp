// A duty on the days around its own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "course/determine.hpp"
#include "support/files.hpp"
#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string body = R"(
network:
  kinds: authority, partnership
  partnership: |
    id    | name  | cite
    north | North | S
    south | South | S
  authority: |
    id   | name | partnership | cite
    hull | Hull | north       | S
    kent | Kent | south       | S
facts:
  x:
    type: truth
  place:
    type: authority
  from:
    type: date
  other:
    type: date
  done_on:
    type: date
    when_not_recorded: not yet
)";

const std::string duty = R"(duties:
  tell:
    when: x
    who: place
    must: tell the Panel
    cite: S
    by:
      - must: 5 days after from_day
        cite: S
    done_when: done_on
)";

RuleBook rules(std::string text = duty) {
  std::string facts = body;
  facts.replace(facts.find("  from:"), 7, "  from_day:");
  return book_of(facts + text);
}

/// The duty on a day: its state, and its date.
std::string on(const std::string& day, const std::string& one_case, const RuleBook& book = rules(),
               std::string_view id = "tell") {
  const Determination determination = decide_case(book, one_case, day);
  const DutyAnswer* answer = duty_of(determination, id);
  if (answer == nullptr) return "none";
  return std::string(word_of(answer->state)) +
         (answer->due.tag() == Value::Tag::date ? " " + to_string(answer->due.as_date()) : "");
}

TEST(Duty, HasNotArisenWhereItsConditionIsNo) {
  EXPECT_EQ(on("2025-03-10", "{x: no, place: hull, from_day: 2025-03-01}"), "none");
}

TEST(Duty, IsDueOnItsLastDayAndOverdueOnTheNext) {
  const std::string one_case = "{x: yes, place: hull, from_day: 2025-03-01}";
  EXPECT_EQ(on("2025-03-01", one_case), "due 2025-03-06");
  EXPECT_EQ(on("2025-03-06", one_case), "due 2025-03-06");
  EXPECT_EQ(on("2025-03-07", one_case), "overdue 2025-03-06");
}

TEST(Duty, IsDoneInTimeOnItsLastDayAndLateOnTheNext) {
  EXPECT_EQ(on("2025-03-10", "{x: yes, place: hull, from_day: 2025-03-01, done_on: 2025-03-06}"), "done 2025-03-06");
  EXPECT_EQ(on("2025-03-10", "{x: yes, place: hull, from_day: 2025-03-01, done_on: 2025-03-07}"),
            "done_late 2025-03-06");
}

TEST(Duty, IsNotDoneBeforeTheDayItWasDone) {
  const std::string one_case = "{x: yes, place: hull, from_day: 2025-03-01, done_on: 2025-03-08}";
  EXPECT_EQ(on("2025-03-06", one_case), "due 2025-03-06");
  EXPECT_EQ(on("2025-03-07", one_case), "overdue 2025-03-06");
  EXPECT_EQ(on("2025-03-08", one_case), "done_late 2025-03-06");
}

TEST(Duty, PrintsItsProvisionalDateWhereItIsNotKnownWhetherItArose) {
  EXPECT_EQ(on("2025-03-10", "{place: hull, from_day: 2025-03-01}"), "not_known 2025-03-06");
  const Determination determination = decide_case(rules(), "{place: hull, from_day: 2025-03-01}");
  EXPECT_EQ(duty_of(determination, "tell")->possible.settle.size(), 1U);
}

TEST(Duty, IsLeftOutWhereNoValueOfTheUnknownFactsCouldMakeItArise) {
  std::string never = duty;
  never.replace(never.find("when: x"), 7, "when: x and not x");
  EXPECT_EQ(on("2025-03-10", "{place: hull, from_day: 2025-03-01}", rules(never)), "none");
}

TEST(Duty, IsOwedThoughTheDayItIsCountedFromIsNotKnown) {
  EXPECT_EQ(on("2025-03-10", "{x: yes, place: hull}"), "due");
}

const std::string two_dates = R"(duties:
  tell:
    when: x
    who: place
    must: tell the Panel
    cite: S
    by:
      - must: 20 days after from_day
        cite: S
      - id: sooner
        should: 5 days after other
        cite: S
      - id: shown
        shown_only: 1 day after from_day
        cite: S
)";

TEST(Duty, IsDueOnTheEarliestOfItsDatesAndNeverOnOneThatIsOnlyShown) {
  const RuleBook book = rules(two_dates);
  EXPECT_EQ(on("2025-03-02", "{x: yes, place: hull, from_day: 2025-03-01, other: 2025-03-01}", book), "due 2025-03-06");
  EXPECT_EQ(on("2025-03-02", "{x: yes, place: hull, from_day: 2025-03-01, other: 2025-06-01}", book), "due 2025-03-21");
}

TEST(Duty, IsOverdueForCertainOnceOneOfItsDatesHasPassed) {
  EXPECT_EQ(on("2025-03-22", "{x: yes, place: hull, from_day: 2025-03-01}", rules(two_dates)), "overdue 2025-03-21")
      << "the other date could only be earlier";
}

const std::string going_on = R"(duties:
  keep:
    when: x
    who: place
    must_go_on: keep it available
    cite: S
    until:
      - id: keep_until
        last_day: 1 year after from_day
        cite: S
)";

TEST(DutyThatGoesOn, EndsAfterItsLastDay) {
  const RuleBook book = rules(going_on);
  const std::string one_case = "{x: yes, place: hull, from_day: 2024-02-29}";
  EXPECT_EQ(on("2025-02-28", one_case, book, "keep"), "going_on 2025-02-28");
  EXPECT_EQ(on("2025-03-01", one_case, book, "keep"), "ended 2025-02-28");
}

// --- whom a pack binds

std::vector<std::string> local_packs(const std::string& local_body) {
  std::string facts = body;
  facts.replace(facts.find("  from:"), 7, "  from_day:");
  return {pack(facts + duty), pack(local_body, {"l/north", "local", "binds: authorities of north\n", "L"})};
}

TEST(LocalDuty, BindsOnlyTheAuthoritiesOfItsPartnership) {
  const RuleBook book =
      load_all(local_packs("duties:\n  learn:\n    when: x\n    who: place\n    must: learn\n    cite: L\n"));
  EXPECT_EQ(on("2025-03-10", "{x: yes, place: hull}", book, "learn"), "due");
  EXPECT_EQ(on("2025-03-10", "{x: yes, place: kent}", book, "learn"), "none");
  EXPECT_EQ(on("2025-03-10", "{x: yes}", book, "learn"), "not_known") << "it is not known whose duty it is";
}

TEST(LocalDate, TightensTheDutyOfItsOwnAuthoritiesOnly) {
  const RuleBook book = load_all(local_packs(
      "tighten:\n  tell:\n    by:\n      - id: sooner\n        must: 2 days after from_day\n        cite: L\n"));
  EXPECT_EQ(on("2025-03-02", "{x: yes, place: hull, from_day: 2025-03-01}", book), "due 2025-03-03");
  EXPECT_EQ(on("2025-03-02", "{x: yes, place: kent, from_day: 2025-03-01}", book), "due 2025-03-06");
}

TEST(LocalDate, NeverMakesADutyLater) {
  const RuleBook book = load_all(local_packs(
      "tighten:\n  tell:\n    by:\n      - id: later\n        must: 90 days after from_day\n        cite: L\n"));
  EXPECT_EQ(on("2025-03-02", "{x: yes, place: hull, from_day: 2025-03-01}", book), "due 2025-03-06");
}

TEST(LocalDate, OfAnotherAreaIsNotShown) {
  const RuleBook book = load_all(local_packs(
      "tighten:\n  tell:\n    by:\n      - id: sooner\n        must: 2 days after from_day\n        cite: L\n"));
  const Determination determination = decide_case(book, "{x: yes, place: kent, from_day: 2025-03-01}");
  const DutyAnswer* answer = duty_of(determination, "tell");
  ASSERT_NE(answer, nullptr);
  EXPECT_EQ(answer->limits.size(), 1U);
}

// --- on the shipped rules

TEST(ShippedDuty, ExplainsItsDayDayByDay) {
  const RuleBook book = load(shipped_packs()).value();
  const Determination determination =
      decide_case(book,
                  "incident: {date: 2025-04-15, place: darlington, authority_aware_on: 2025-04-15}\npeople:\n- {id: "
                  "child, born: 2017-02-11, home: darlington, died: false, serious_physical_harm: true, "
                  "abuse_or_neglect: known, suspected_by: [darlington]}\n",
                  "2025-04-16");
  const DutyAnswer* answer = duty_of(determination, "notify_panel", "child");
  ASSERT_NE(answer, nullptr);
  EXPECT_EQ(answer->state, DutyState::due);
  EXPECT_EQ(to_string(answer->due.as_date()), "2025-04-24");
  EXPECT_EQ(answer->limits[0].days.size(), 9U);
  EXPECT_EQ(answer->limits[0].days[2].why, "Good Friday");
}

TEST(ShippedDuty, HasNoDateAfterThePublishedYears) {
  const RuleBook book = load(shipped_packs()).value();
  const Determination determination =
      decide_case(book,
                  "incident: {date: 2028-12-20, place: darlington, authority_aware_on: 2028-12-27}\npeople:\n- {id: "
                  "child, born: 2017-02-11, home: darlington, died: false, serious_physical_harm: true, "
                  "abuse_or_neglect: known, suspected_by: [darlington]}\n",
                  "2028-12-28");
  const DutyAnswer* answer = duty_of(determination, "notify_panel", "child");
  ASSERT_NE(answer, nullptr);
  EXPECT_EQ(answer->state, DutyState::due);
  ASSERT_FALSE(answer->due.is_known());
  EXPECT_EQ(answer->due.reasons().front().why, Why::calendar_ends);
}

}  // namespace
}  // namespace masa::test
