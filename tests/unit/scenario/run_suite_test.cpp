#include "scenario/run_suite.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/files.hpp"
#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const RuleBook& rules() {
  static const RuleBook book = book_of(R"(
types:
  outcome: one of not_required < permitted < required
network:
  kinds: authority, partnership
  relations:
    head: authority
    near:
      to: several authority
      all_listed_for: every partnership
  edges:
    head: |
      from | to   | in_force
      sp   | hull | until 2025-04-01
      sp   | kent | from 2025-04-01
    near: |
      from | to
      sp   | hull
      sp   | kent
  partnership: |
    id | name | cite
    sp | SP   | S
    tp | TP   | S
  authority: |
    id   | name | partnership | cite
    hull | Hull | sp          | S
    kent | Kent |             | S
facts:
  incident:
    place:
      type: authority
    day:
      type: date
  people:
    type: list of person
record person:
  harmed:
    type: truth
decisions:
  review:
    question: q
    for_each: person
    type: outcome
    one_row_applies: |
      rule | harmed | then         | cite
      yes_ | yes    | required     | S
      no_  | no     | not_required | S
  all_of:
    question: q
    type: set of outcome
    is: each person's review
    cite: S
duties:
  tell:
    for_each: person
    when: review = required
    who: incident.place
    must: tell
    cite: S
    by:
      - must: 5 days after incident.day
        cite: S
warnings:
  beware:
    when: some person has review = required
    say: beware
    cite: S
)");
  return book;
}

SuiteReport run(const std::string& cases) {
  const auto report = run_suite(rules(), {"suite.yaml", "cases:\n" + cases});
  if (!report) throw std::runtime_error("the suite was refused: " + to_text(report.diagnostics().front()));
  return report.value();
}

/// Each failure as `id what expected got`.
std::vector<std::string> failures(const std::string& cases) {
  std::vector<std::string> all;
  for (const auto& f : run(cases).failures) all.push_back(f.id + ": " + f.what + ": " + f.expected + ": " + f.got);
  return all;
}

const std::string given =
    "- id: A\n  decided_on: 2025-03-10\n  given: {incident: {place: hull, day: 2025-03-01}, people: [{id: child, "
    "harmed: yes}]}\n  expect:\n";

TEST(RunSuite, PassesWhatIsAsExpected) {
  const SuiteReport report =
      run(given +
          "    incident: {all_of: [required]}\n    people: {child: {review: required}}\n    due:\n    - {id: tell, "
          "person: child, from: 2025-03-01, due: 2025-03-06}\n    warnings: [beware]\n");
  EXPECT_THAT(report.failures, IsEmpty());
  EXPECT_THAT(report.passed, ElementsAre("A"));
  EXPECT_THAT(report.failed, IsEmpty());
}

TEST(RunSuite, SaysWhatWasExpectedWhatCameAndWhichRuleDecided) {
  const SuiteReport report = run(given + "    people: {child: {review: permitted}}\n");
  ASSERT_EQ(report.failures.size(), 1U);
  EXPECT_EQ(report.failures[0].what, "child.review");
  EXPECT_EQ(report.failures[0].expected, "permitted");
  EXPECT_EQ(report.failures[0].got, "required");
  EXPECT_EQ(report.failures[0].rule, "yes_, 1.yaml:53");
  EXPECT_THAT(report.failed, ElementsAre("A"));
  EXPECT_THAT(report.passed, IsEmpty());
}

TEST(RunSuite, TakesOneOfSeveralValues) {
  EXPECT_THAT(failures(given + "    people: {child: {review: {one_of: [permitted, required]}}}\n"), IsEmpty());
  EXPECT_THAT(failures(given + "    people: {child: {review: {one_of: [permitted, unknown]}}}\n"),
              ElementsAre("A: child.review: one of {permitted, unknown}: required"));
}

TEST(RunSuite, ComparesListsAsSets) {
  const std::string two =
      "- id: A\n  decided_on: 2025-03-10\n  given: {people: [{id: a, harmed: yes}, {id: b, harmed: no}]}\n  expect:\n  "
      "  incident: {all_of: ";
  EXPECT_THAT(failures(two + "[not_required, required]}\n"), IsEmpty());
  EXPECT_THAT(failures(two + "[required, not_required, required]}\n"), IsEmpty());
  EXPECT_THAT(failures(two + "[required]}\n"), ElementsAre("A: incident.all_of: {required}: {not_required, required}"));
}

TEST(RunSuite, ExpectsUnknownAndWhatWouldSettleIt) {
  const std::string open =
      "- id: A\n  decided_on: 2025-03-10\n  given: {people: [{id: child}]}\n  expect:\n    people: {child: {review: "
      "unknown}}\n";
  EXPECT_THAT(failures(open + "    settled_by: {child: {review: [harmed]}}\n"), IsEmpty());
  EXPECT_THAT(failures(open + "    settled_by: {child: {review: [harmed, incident.place]}}\n"),
              ElementsAre("A: settled_by child.review: {harmed, incident.place}: {harmed}"));
}

TEST(RunSuite, FindsTheWrongDate) {
  EXPECT_THAT(
      failures(given + "    due:\n    - {id: tell, person: child, from: 2025-03-02, due: 2025-03-07}\n"),
      ElementsAre("A: due tell child from: 2025-03-02: 2025-03-01", "A: due tell child: 2025-03-07: 2025-03-06"));
  EXPECT_THAT(failures("- id: A\n  decided_on: 2025-03-10\n  given: {people: [{id: child, harmed: no}]}\n  expect:\n   "
                       " due:\n    - {id: tell, person: child, due: 2025-03-06}\n"),
              ElementsAre("A: due tell child: a date: no such duty has arisen"));
}

TEST(RunSuite, FindsTheWarningThatWasNotGiven) {
  EXPECT_THAT(failures("- id: A\n  decided_on: 2025-03-10\n  given: {people: [{id: child, harmed: no}]}\n  expect:\n   "
                       " warnings: [beware]\n"),
              ElementsAre("A: warnings: beware: no warning"));
}

TEST(RunSuite, KnowsNoNameThatNoPackDeclaresAndSaysWhichWasMeant) {
  EXPECT_THAT(failures(given + "    people: {child: {revew: required}}\n"),
              ElementsAre("A: suite.yaml:6: decision `revew`: a name that a pack declares: did you mean `review`?"));
  EXPECT_THAT(failures(given + "    people: {chid: {review: required}}\n"),
              ElementsAre(HasSubstr("did you mean `child`?")));
  EXPECT_THAT(failures(given + "    people: {child: {review: requird}}\n"),
              ElementsAre(HasSubstr("did you mean `required`?")));
  EXPECT_THAT(failures(given + "    peple: {child: {review: required}}\n"),
              ElementsAre(HasSubstr("did you mean `people`?")));
  EXPECT_THAT(failures(given + "    due:\n    - {id: tel, person: child}\n"),
              ElementsAre(HasSubstr("did you mean `tell`?")));
  EXPECT_THAT(failures(given + "    warnings: [bewear]\n"), ElementsAre(HasSubstr("did you mean `beware`?")));
}

TEST(RunSuite, FailsACaseThatCannotBeReadAndGoesOnWithTheNext) {
  const SuiteReport report =
      run("- id: A\n  decided_on: 2025-03-10\n  given: {incident: {plaice: hull}}\n  expect: {incident: {}}\n- id: B\n "
          " decided_on: 2025-02-30\n  given: {}\n  expect: {incident: {}}\n" +
          std::string("- id: C\n  decided_on: 2025-03-10\n  given: {people: [{id: child, harmed: yes}]}\n  expect:\n   "
                      " people: {child: {review: required}}\n"));
  EXPECT_THAT(report.failed, ElementsAre("A", "B"));
  EXPECT_THAT(report.passed, ElementsAre("C"));
  EXPECT_THAT(report.failures[0].got, HasSubstr("did you mean `incident.place`?"));
  EXPECT_EQ(report.failures[1].what, "decided_on");
}

TEST(RunSuite, AsksTheNetwork) {
  const auto ask = [](const std::string& question, const std::string& expect) {
    return failures("- id: A\n  decided_on: 2025-03-10\n  ask: " + question + "\n  expect: " + expect + "\n");
  };
  EXPECT_THAT(ask("{what: partnership, of: hull}", "sp"), IsEmpty());
  EXPECT_THAT(ask("{what: partnership, of: hull}", "nobody"), ElementsAre("A: partnership of hull: nobody: sp"));
  EXPECT_THAT(ask("{what: partnership, of: kent}", "unknown"), IsEmpty());
  EXPECT_THAT(ask("{what: partnership, of: hul}", "sp"), ElementsAre(HasSubstr("did you mean `hull`?")));
  EXPECT_THAT(ask("{what: partnrship, of: hull}", "sp"), ElementsAre(HasSubstr("did you mean `partnership`?")));
}

TEST(RunSuite, AsksTheNetworkOnADay) {
  const auto ask = [](const std::string& question, const std::string& expect) {
    return failures("- id: A\n  decided_on: 2025-03-10\n  ask: " + question + "\n  expect: " + expect + "\n");
  };
  EXPECT_THAT(ask("{what: near, of: sp}", "[kent, hull]"), IsEmpty()) << "in any order";
  EXPECT_THAT(ask("{what: near, of: tp}", "[]"), IsEmpty()) << "none, and all are listed";
  EXPECT_THAT(ask("{what: near, of: sp}", "[hull]"), ElementsAre("A: near of sp: [hull]: [hull, kent]"));
  EXPECT_THAT(ask("{what: head, of: sp, date: 2025-04-01}", "kent"), IsEmpty());
  EXPECT_THAT(ask("{what: head, of: sp}", "hull"), IsEmpty()) << "on the day of the case";
  EXPECT_THAT(ask("{what: head, of: sp}", "{one_of: [kent, nobody]}"),
              ElementsAre("A: head of sp: kent or nobody: hull"));
}

TEST(RunSuite, AsksADecision) {
  const std::string facts = "- id: A\n  decided_on: 2025-03-10\n  given: {people: [{id: child, harmed: yes}]}\n  ask: ";
  EXPECT_THAT(failures(facts + "{what: review, person: child}\n  expect: required\n"), IsEmpty());
  EXPECT_THAT(failures(facts + "{what: review, person: child}\n  expect: permitted\n"),
              ElementsAre("A: review: permitted: required"));
  EXPECT_THAT(failures(facts + "{what: review}\n  expect: required\n"), testing::SizeIs(1));
  EXPECT_THAT(failures(facts + "{what: review, person: chid}\n  expect: required\n"), testing::SizeIs(1));
}

TEST(RunSuite, FailsEventsThatNoPackDeclares) {
  EXPECT_THAT(
      failures(
          "- id: A\n  events: [{event: moved, on: 2025-01-01}, {event: born, on: 2024-01-01}]\n  expect: {x: y}\n"),
      ElementsAre(HasSubstr("no pack declares `born` and `moved`")));
}

TEST(RunSuite, FailsOnASourceThatNoPackDefines) {
  const SuiteReport report = run(given + "    people: {child: {review: required}}\n  decided_by: [S, NONE]\n");
  ASSERT_EQ(report.failures.size(), 1U);
  EXPECT_THAT(report.failures.front().what, testing::HasSubstr("source `NONE`"));
  EXPECT_THAT(report.notes, IsEmpty()) << "the answer rests on S";
}

TEST(RunSuite, FailsWhereNothingIsExpected) {
  const SuiteReport report = run("- {id: A, expect: {}, given: {}, decided_on: 2025-03-10}\n");
  EXPECT_EQ(report.failures.size(), 1U);
}

TEST(RunSuite, RefusesWhatIsNoSuite) {
  const auto codes = [](const std::string& text) {
    return codes_of(run_suite(rules(), {"suite.yaml", text}).diagnostics());
  };
  EXPECT_THAT(codes("cases: none\n"), ElementsAre("bad_suite"));
  EXPECT_THAT(codes("suite: x\n"), ElementsAre("bad_suite"));
  EXPECT_THAT(codes("cases:\n- title: no id\n"), ElementsAre("bad_suite"));
  EXPECT_THAT(codes("cases:\n- {id: A, expect: {}, given: {}, decided_on: 2025-03-10}\n- {id: A, expect: {}, given: "
                    "{}, decided_on: 2025-03-10}\n"),
              ElementsAre("bad_suite"));
  EXPECT_THAT(codes("cases:\n- {id: A, expct: {}, given: {}, decided_on: 2025-03-10}\n"),
              testing::Contains("unknown_key"));
}

TEST(ShippedSuite, OfTheReviewsPasses) {
  const RuleBook shipped = load(shipped_packs()).value();
  const auto report = run_suite(shipped, read_file(project() / "tests/conformance/reviews.yaml"));
  ASSERT_TRUE(report.ok());
  for (const auto& f : report.value().failures)
    ADD_FAILURE() << f.id << " " << f.what << ": expected " << f.expected << ", got " << f.got << " " << f.rule;
  EXPECT_GE(report.value().passed.size(), 44U);
}

}  // namespace
}  // namespace masa::test
