#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const RuleBook& rules() {
  static const RuleBook book = book_of(R"(
network:
  kinds: authority
  authority: |
    id   | name | cite
    hull | Hull | S
    kent | Kent | S
facts:
  children:
    type: list of child
record child:
  born:
    type: date
events:
  opened:
    of: child
    fields:
      by: authority
states:
  owner:
    question: q
    for_each: child
    type: authority or none
    is: by of the latest opened
  opened_on:
    question: q
    for_each: child
    type: date or none
    is: day of the latest opened
duties:
  tell:
    for_each: child
    when: owner applies
    who: owner
    must: tell
    cite: S
    by:
      - must: 5 days after opened_on
        cite: S
)");
  return book;
}

/// What a suite says of a history in which Hull opened something about kim on 6 January 2025.
SuiteReport report_on(const std::string& expect, const std::string& more = "") {
  const std::string text = "cases:\n- id: A\n  events:\n  - {event: opened, date: 2025-01-06, child: kim, by: hull}\n" +
                           more + "  expect:\n" + expect;
  const auto report = run_suite(rules(), {"suite.yaml", text});
  if (!report) throw std::runtime_error("the suite was refused: " + to_text(report.diagnostics().front()));
  return report.value();
}

TEST(CompareCourse, WhatIsTruePasses) {
  const SuiteReport report = report_on(R"(    kim:
      owner:
      - {from: 2025-01-06, to: null, is: hull}
    duties:
    - {duty: tell, child: kim, owner: hull, due: 2025-01-11, breached_from: 2025-01-12, count: 5 days after, rule: S}
    absent:
    - {duty: tell, child: kim, owner: kent}
)",
                                       "  decided_by: [S]\n");
  EXPECT_THAT(report.failures, IsEmpty());
}

struct Written {
  const char* name;
  const char* expect;
  const char* complaint;
};

class CourseMistake : public testing::TestWithParam<Written> {};

TEST_P(CourseMistake, IsNotPassedOver) {
  const SuiteReport report = report_on(GetParam().expect);
  ASSERT_THAT(report.failures, SizeIs(testing::Ge(1U)));
  const SuiteReport::Failure& first = report.failures.front();
  EXPECT_THAT(first.what + ": " + first.expected + ": " + first.got, HasSubstr(GetParam().complaint));
}

INSTANTIATE_TEST_SUITE_P(
    CompareCourse, CourseMistake,
    testing::Values(
        Written{"WrongValue", "    kim: {owner: [{from: 2025-01-06, is: kent}]}\n", "hull"},
        Written{"ScalarForStretches", "    kim: {owner: kent}\n", "a list of stretches"},
        Written{"NoStretches", "    kim: {owner: []}\n", "a list of stretches"},
        Written{"ScalarForAMember", "    kim: hull\n", "each with its stretches"},
        Written{"UnknownMember", "    tom: {owner: [{from: 2025-01-06, is: hull}]}\n", "none of that name"},
        Written{"UnknownDecision", "    kim: {ower: [{from: 2025-01-06, is: hull}]}\n", "owner"},
        Written{"UnknownKeyOfAStretch", "    kim: {owner: [{from: 2025-01-06, too: 2025-01-08, is: hull}]}\n", "`too`"},
        Written{"BadDay", "    kim: {owner: [{from: 2025-01-06, to: 2025-13-08, is: hull}]}\n", "2025-13-08"},
        Written{"BackToFront", "    kim: {owner: [{from: 2025-01-06, to: 2025-01-01, is: hull}]}\n", "after `from`"},
        Written{"TwoValues", "    kim: {owner: [{from: 2025-01-06, is: hull, at: hull}]}\n", "one of `is`"},
        Written{"UnknownDuty", "    duties: [{duty: tel, child: kim}]\n", "tell"},
        Written{"UnknownKeyOfADuty", "    duties: [{duty: tell, dew: 2030-01-01}]\n", "dew"},
        Written{"WrongDue", "    duties: [{duty: tell, due: 2030-01-01}]\n", "2025-01-11"},
        Written{"AbsentOfNobody", "    absent: [{duty: tell, child: tom}]\n", "none of that name"},
        Written{"AbsentOfNoBody", "    absent: [{duty: tell, owner: kant}]\n", "kent"},
        Written{"AbsentThatIsThere", "    absent: [{duty: tell, owner: hull}]\n", "hull"},
        Written{"DutiesThatAreNoList", "    duties: tell\n", "a list of rows"},
        Written{"NoRows", "    duties: []\n", "a list of rows"},
        Written{"NothingOfAMember", "    kim: {}\n", "each with its stretches"},
        Written{"NeverBreached", "    duties: [{duty: tell, breached_from: null}]\n", "overdue"},
        Written{"UnknownRule", "    duties: [{duty: tell, rule: T}]\n", "`T`"}),
    [](const auto& info) { return info.param.name; });

TEST(CompareCourse, ASourceThatNoPackDefinesFails) {
  const SuiteReport report =
      report_on("    kim: {owner: [{from: 2025-01-06, is: hull}]}\n", "  decided_by: [NOWHERE]\n");
  ASSERT_THAT(report.failures, SizeIs(1));
  EXPECT_THAT(report.failures.front().got, HasSubstr("NOWHERE"));
}

}  // namespace
}  // namespace masa::test
