// Processes beyond what one run of a holder shows: runs that overlap, ends of which the first counts, steps of their
// working, and what a rule is promised never to read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/histories.hpp"

namespace masa::test {
namespace {

std::string reports_pack(const std::string& process) {
  return pack(R"(
network:
  kinds: authority
  authority: |
    id | name | cite
    a  | Aton | S
    b  | Bton | S
facts:
  children:
    type: list of child
record child:
  born:
    type: date
    when_not_recorded: not yet
events:
  reported:
    of: child
    fields:
      by: authority
  settled:
    of: child
    fields:
      by: authority
  other:
    of: child
processes:
  report:
    about: something that an authority reports
    for_each: child
)" + process + R"(
duties:
  answer:
    for_each: report
    when: reporter applies
    who: reporter
    must: answer
    cite: S
    by:
      - must: 10 days after began
        cite: S
    done_when: settled_on
)");
}

const std::string overlapping = R"(
    begins: some reported has day applies
    begins_each_time: yes
    roles:
      reporter:
        type: authority
        is: by of the latest reported
    milestones:
      settled_on: day of the first settled where (by = reporter and day on or after began)
    ends: |
      outcome | when                | cite
      settled | settled_on has come | S
)";

std::string answer_of(const RuleBook& book, const std::string& events, const std::string& run) {
  const Determination decided = decide_case(book, history(events), "2025-06-01");
  const DutyAnswer* duty = duty_of(decided, "answer", run);
  if (duty == nullptr) return "none";
  return std::string(word_of(duty->state)) + " " + to_string(duty->due.as_date());
}

TEST(Episode, ThatBeginsEachTimeBeginsWhileAnEarlierOneIsOpen) {
  const RuleBook book = load_all({reports_pack(overlapping)});
  const std::string events = "2025-01-01 reported by: a\n2025-01-03 reported by: b\n2025-01-04 settled by: b\n";
  EXPECT_EQ(answer_of(book, events, "c1_1"), "overdue 2025-01-11");
  EXPECT_EQ(answer_of(book, events, "c1_2"), "done 2025-01-13");
  EXPECT_EQ(answer_of(book, events, "c1_3"), "none");
}

TEST(Episode, ThatDoesNotBeginEachTimeWaitsForItsEnd) {
  std::string once = overlapping;
  once.erase(once.find("    begins_each_time: yes\n"), std::string("    begins_each_time: yes\n").size());
  const RuleBook book = load_all({reports_pack(once)});
  const std::string events = "2025-01-01 reported by: a\n2025-01-03 reported by: b\n";
  EXPECT_EQ(answer_of(book, events, "c1_1"), "overdue 2025-01-11");
  EXPECT_EQ(answer_of(book, events, "c1_2"), "none");
}

TEST(Process, TakesTheFirstEndThatHolds) {
  const RuleBook book = load_all({reports_pack(R"(
    begins: some reported has day applies
    holder: authority
    roles:
      reporter:
        type: authority
        is: by of the latest reported
    milestones:
      settled_on: day of the first settled where day on or after began
    working:
      settler:
        type: authority
        is: by of the first settled where day on or after began
      is_settled_by_another:
        type: truth
        is: settler applies and settler != reporter
    ends_by_first_row: |
      outcome    | when                  | then the holder is | cite
      taken_over | is_settled_by_another | settler            | S
      settled    | settled_on has come   | nobody             | S
    at_first: nobody
    until_then: reporter
decisions:
  holder:
    question: Who has it?
    for_each: child
    type: authority or nobody
    is: report.holder
    cite: S
  taken_over:
    question: Was it taken over?
    for_each: child
    is: some report has outcome = taken_over
    cite: S
)")});
  const auto on = [&](const std::string& events, std::string_view decision) {
    return decide_case(book, history(events), "2025-06-01").outcome(decision, "c1").value_or("no such outcome");
  };
  EXPECT_EQ(on("2025-01-01 reported by: a\n2025-02-01 settled by: b\n", "holder"), "b");
  EXPECT_EQ(on("2025-01-01 reported by: a\n2025-02-01 settled by: b\n", "taken_over"), "true");
  EXPECT_EQ(on("2025-01-01 reported by: a\n2025-02-01 settled by: a\n", "holder"), "nobody");
  EXPECT_EQ(on("2025-01-01 reported by: a\n", "holder"), "a");
}

TEST(Episode, BeginsOnTheLastDayOnWhichWhatBeginsItMayHaveHappened) {
  const RuleBook book = load_all({reports_pack(overlapping)});
  const std::string events = "2025-01-02 other\n2025-01-05..2025-01-08 reported by: a\n";
  std::string written = history(events);
  written.replace(written.find("2025-01-05..2025-01-08"), 22, "2025-01-05 to 2025-01-08");
  const Determination decided = decide_case(book, written, "2025-06-01");
  const DutyAnswer* duty = duty_of(decided, "answer", "c1_1");
  ASSERT_NE(duty, nullptr);
  EXPECT_EQ(to_string(duty->due.as_date()), "2025-01-18");
}

/// Two ends, of which the second holds while it is not known whether the first does.
TEST(Process, ThatMayHaveEndedInAnotherWayHasNoKnownOutcome) {
  const RuleBook book = load_all({reports_pack(R"(
    begins: some reported has day applies
    holder: authority
    roles:
      reporter:
        type: authority
        is: by of the latest reported
    milestones:
      settled_on: day of the first settled where day on or after began
    ends_by_first_row: |
      outcome | when                                              | then the holder is | cite
      by_b    | some settled has (by = b and day on or after began) | b                  | S
      by_any  | some other has day on or after began              | nobody             | S
    at_first: nobody
    until_then: reporter
decisions:
  by_any:
    question: Did it end in the second way?
    for_each: child
    is: some report has outcome = by_any
    cite: S
)")});
  const std::string events =
      "2025-01-01 reported by: a\n2025-01-05 settled by: unknown\n2025-01-10 other\n"
      "2025-02-10 settled by: b\n";
  const Determination decided = decide_case(book, history(events), "2025-06-01");
  EXPECT_EQ(decided.outcome("by_any", "c1"), "unknown");
}

/// A state and an end of which the texts come into force or go.
std::string report_under(const std::string& period) {
  std::string text = reports_pack(R"(
    begins: some reported has day applies
    holder: authority
    roles:
      reporter:
        type: authority
        is: by of the latest reported
    milestones:
      settled_on: day of the first settled where day on or after began
    ends: |
      outcome | when                                 | then the holder is | cite
      moved   | some other has day on or after began | nobody             | DATED
    at_first: nobody
    until_then: reporter
decisions:
  holder:
    question: Who has it?
    for_each: child
    type: authority or nobody
    is: report.holder
    cite: S
)");
  const std::string at = "network:\n";
  text.insert(text.find(at), "  DATED:\n    title: a dated text\n    kind: statute\n    in_force: " + period + "\n");
  return text;
}

TEST(Process, EndsByTheLawOfTheDayOnWhichItEnds) {
  const std::string events = "2025-01-01 reported by: a\n2025-01-03 other\n";
  const auto holder = [&](const std::string& period, const std::string& day) {
    return decide_case(load_all({report_under(period)}), history(events), day).outcome("holder", "c1");
  };
  EXPECT_EQ(holder("until 2025-06-01", "2025-01-02"), "a");
  EXPECT_EQ(holder("until 2025-06-01", "2025-05-01"), "nobody");
  EXPECT_EQ(holder("until 2025-06-01", "2026-01-01"), "nobody") << "what has ended stays so when the text goes";
  EXPECT_EQ(holder("from 2025-06-01", "2025-05-31"), "a");
  EXPECT_EQ(holder("from 2025-06-01", "2025-06-01"), "nobody") << "nothing happens on that day but that the text comes";
}

}  // namespace
}  // namespace masa::test
