#include "masa/masa.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const RuleBook& rules() {
  static const RuleBook book = book_of(R"(
network:
  relations:
    chair: seat
    may_decide: truth
    members:
      turns_round: member_of
    member_of:
      to: several group
      all_listed_for: every seat
  group: |
    id    | name      | may_decide | cite
    board | The Board | yes        | S
    forum | The Forum | no         | S
    panel | The Panel |            | S
  seat: |
    id      | name
    police  | Police
    health  | Health
    council | Council
  edges:
    chair: |
      from  | to     | in_force         | cite
      panel | health | until 2025-06-01 | S
      panel | nobody | from 2025-06-01  | S
    member_of: |
      from   | to    | cite
      police | board | S
      health | board | S
rotations:
  joint:
    chair_of: board
    also_chairs: forum
    among: police, health
    term: 1 year
    cite: S
standing_duties:
  meetings:
    must: meet
    who: board
    times: 3
    in_each: year
    cite: S
  reports:
    must: report
    who: board
    times: 1
    in_each: quarter
    cite: S
  watch:
    must: keep watch
    who: board
    cite: S
contents:
  report:
    what: the report
    parts: {findings: what was found, actions: what followed}
    cite: S
figures:
  half:
    what: half of it
    type: money
    is: 12.50
    cite: S
  adds_up:
    what: both halves and the whole
    type: money
    left: half + half
    right: 25.00
    cite: S
  later:
    what: what is said from a day on
    type: whole number
    is: if 2025-03-01 has come then 2 else 1
    cite: S
questions:
  sits:
    question: Does the seat sit in the group?
    given: {who: seat, in: group}
    is: asked.in in member_of of asked.who
    cite: S
  called:
    question: Where does a call go, and is it taken?
    about: call
    given: {from: caller}
    answers: {to: call_goes_to, accepted: call_is_taken}
facts:
  calls:
    type: list of call
record call:
  caller:
    type: one of school, public
decisions:
  call_goes_to:
    question: Where does it go?
    for_each: call
    type: group
    is: board
    cite: S
  call_is_taken:
    question: Is it taken?
    for_each: call
    is: caller is public
    cite: S
)");
  return book;
}

/// The answer on one line, or the first complaint.
std::string answer(const std::string& question) {
  const auto reply = ask(rules(), {"q", question});
  return reply ? reply.value().text : reply.diagnostics().front().message + " / " + reply.diagnostics().front().help;
}

std::vector<std::string> notes(const std::string& question) {
  const auto reply = ask(rules(), {"q", question});
  return reply ? reply.value().notes : std::vector<std::string>{};
}

TEST(Ask, FollowsARelationFromABodyUnderAnyKey) {
  EXPECT_EQ(answer("{what: members, of: board}"), "[police, health]");
  EXPECT_EQ(answer("{what: may_decide, who: forum}"), "false");
  EXPECT_EQ(answer("{what: may_decide, who: panel}"), "unknown");
  EXPECT_THAT(notes("{what: may_decide, who: panel}"), ElementsAre(HasSubstr("does not say")));
  EXPECT_THAT(answer("{what: members, of: [board]}"), HasSubstr("one body is needed here"));
  EXPECT_THAT(answer("{what: members}"), HasSubstr("leads from one body, and 0 are named"));
  EXPECT_THAT(answer("{what: members, of: bord}"), HasSubstr("did you mean `board`?"));
}

TEST(Ask, TellsAVacantChairFromOneOfWhichNothingIsKnown) {
  EXPECT_EQ(answer("{what: chair, of: panel, date: 2025-05-31}"), "{seat: health, also: []}");
  EXPECT_EQ(answer("{what: chair, of: panel, date: 2025-06-01}"), "{seat: vacant, also: []}");
  EXPECT_EQ(answer("{what: chair, of: board, date: 2025-06-01}"), "{seat: unknown, also: [forum]}");
  EXPECT_THAT(notes("{what: chair, of: board, date: 2025-06-01}"), Contains(HasSubstr("in which order")));
  EXPECT_THAT(answer("{what: chair, of: panel}"), HasSubstr("needs a `date`"));
}

TEST(Ask, TakesOrderAndStartOfARotaFromWhoeverAsks) {
  const std::string given = ", given: {order: [police, health], start: 2025-01-01}}";
  EXPECT_EQ(answer("{what: chair, of: forum, date: 2026-03-01" + given), "{seat: health, also: [board]}");
  EXPECT_EQ(answer("{what: rota, of: board, from: 2025-06-01, terms: 2" + given),
            "[{from: 2025-01-01, to: 2026-01-01, seat: police}, {from: 2026-01-01, to: 2027-01-01, seat: health}]");
  EXPECT_THAT(notes("{what: chair, of: forum, date: 2026-03-01" + given), Contains(HasSubstr("not in the source")));
  EXPECT_EQ(answer("{what: chair, of: forum, date: 2024-03-01" + given), "{seat: unknown, also: [board]}");
  EXPECT_THAT(notes("{what: chair, of: board, date: 2025-03-01, given: {order: [council], start: 2025-01-01}}"),
              Contains(HasSubstr("`council` is not among those")));
  EXPECT_THAT(answer("{what: chair, of: board, date: 2025-03-01, given: {order: [police]}}"), HasSubstr("and `start`"));
  EXPECT_THAT(answer("{what: chair, of: board, date: 2025-03-01, given: {ordre: [police], start: 2025-01-01}}"),
              HasSubstr("did you mean `order`?"));
}

TEST(Ask, CountsADayOnceAndOnlyWithinTheYear) {
  const std::string year = "{what: cadence, of: meetings, year: 2025, happened: ";
  EXPECT_EQ(answer(year + "[2025-02-11, 2025-02-11, 2024-12-31, 2025-06-17]}"),
            "{required: 3, held: 2, met: false, short_by: 1}");
  EXPECT_EQ(answer(year + "[2025-02-11, 2025-03-11, 2025-04-11, 2025-06-17]}"),
            "{required: 3, held: 4, met: true, short_by: 0}");
  EXPECT_THAT(answer(year + "[2025-02-30]}"), HasSubstr("no day of the calendar"));
  EXPECT_EQ(answer("{what: cadence, of: watch, year: 2025, happened: []}"), "unknown") << "it goes on all the time";
}

TEST(Ask, IsShortInEachPartOfTheYear) {
  EXPECT_EQ(
      answer("{what: cadence, of: reports, year: 2025, happened: [2025-01-01, 2025-02-01, 2025-12-31, 2025-04-01]}"),
      "{required: 4, held: 4, met: false, short_by: 1}")
      << "two in the first quarter make up for none in the third";
}

TEST(Ask, NamesThePartsThatAreMissing) {
  EXPECT_EQ(answer("{what: complete, of: report, has: [actions]}"), "[findings]");
  EXPECT_EQ(answer("{what: complete, of: report, has: [findings, actions]}"), "[]");
  EXPECT_THAT(answer("{what: complete, of: report, has: [action]}"), HasSubstr("did you mean `actions`?"));
}

TEST(Ask, WorksOutFigures) {
  EXPECT_EQ(answer("{what: figure, of: half}"), "12.50");
  EXPECT_EQ(answer("{what: figure, of: adds_up}"), "{holds: true, left: 25.00, right: 25.00}");
  EXPECT_EQ(answer("{what: figure, of: later, date: 2025-02-28}"), "1");
  EXPECT_EQ(answer("{what: figure, of: later, date: 2025-03-01}"), "2");
}

TEST(Ask, AnswersAQuestionOfThePack) {
  EXPECT_EQ(answer("{what: sits, who: police, in: board}"), "true");
  EXPECT_EQ(answer("{what: sits, who: council, in: board}"), "false");
  EXPECT_EQ(answer("{what: sits, who: police}"), "unknown") << "what is left out is not known";
  EXPECT_THAT(notes("{what: sits, who: police}"), ElementsAre("it is not known, and waits for in"));
  EXPECT_EQ(answer("{what: sits, who: council}"), "false") << "it sits in none";
  EXPECT_THAT(answer("{what: sits, whom: council}"), HasSubstr("did you mean `who`?"));
  EXPECT_THAT(answer("{what: sits, who: board, in: board}"), HasSubstr("has a value that it cannot have"));
}

TEST(Ask, AnswersInParts) {
  EXPECT_EQ(answer("{what: called, of: {from: school}}"), "{to: board, accepted: false}");
  EXPECT_EQ(answer("{what: called, from: public}"), "{to: board, accepted: true}");
  EXPECT_EQ(answer("{what: called}"), "{to: board, accepted: unknown}");
}

TEST(Ask, CitesWhatItRestsOn) {
  const auto reply = ask(rules(), {"q", "{what: sits, who: police, in: board}"});
  ASSERT_TRUE(reply);
  EXPECT_THAT(reply.value().sources, ElementsAre(testing::Field(&Answered::Source::id, "S")));
  EXPECT_EQ(to_json(reply.value()),
            R"({"answer":true,"text":"true","sources":[{"id":"S","title":"a statute of the tests"}],"notes":[]})");
}

TEST(Ask, ShowsNoQuestionAmongTheAnswersOfACase) {
  const auto decided = decide(rules(), {"c", "calls: [{id: one, caller: school}]"}, {"2025-03-10", "", ""});
  ASSERT_TRUE(decided);
  EXPECT_FALSE(decided.value().outcome("sits"));
  EXPECT_EQ(decided.value().outcome("call_is_taken", "one"), "false");
  EXPECT_THAT(decided.value().to_json(), testing::Not(HasSubstr("asked")));
}

}  // namespace
}  // namespace masa::test
