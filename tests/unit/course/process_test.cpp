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

TEST(Episode, IsNotBegunAgainByWhatHasNothingToDoWithIt) {
  std::string by_state = overlapping;
  const std::string begins = "some reported has day applies";
  by_state.replace(by_state.find(begins), begins.size(), "not (some settled has by = a)");
  const RuleBook book = load_all({reports_pack(by_state)});
  const std::string events = "2025-01-01 reported by: a\n2025-01-03 other\n2025-01-04 other\n";
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

}  // namespace
}  // namespace masa::test
