// What names mean where they stand, and what types may meet.
#include "check/resolve.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;

const std::string facts = R"(
types:
  belief: one of excluded < suspected < known
  shape: one of round, square
network:
  kinds: authority, country
  relations:
    lead: authority
  country: |
    id      | name    | cite
    england | England | S
  authority: |
    id         | name       | country | lead   | cite
    darlington | Darlington | england | nobody | S
facts:
  incident:
    place:
      type: authority
    date:
      type: date
  x:
    type: truth
  o:
    type: whole number
  b:
    type: belief
  s:
    type: shape
  hidden:
    type: truth
    secret: yes
  people:
    type: list of person
record person:
  home:
    type: authority or none
  t:
    type: truth
  born:
    type: date
decisions:
  of_person:
    question: q
    for_each: person
    is: t
    cite: S
)";

/// What is said of an expression in a decision about the case.
std::vector<std::string> said(const std::string& is, const std::string& type = "truth") {
  const auto loaded =
      try_load({pack(facts + "  d:\n    question: q\n    type: " + type + "\n    is: " + is + "\n    cite: S\n")});
  std::vector<std::string> all;
  for (const Diagnostic& d : loaded.diagnostics()) {
    all.push_back(d.code + " " + std::to_string(d.place.column - 8) + " " + d.message +
                  (d.help.empty() ? "" : " / " + d.help));
  }
  return all;
}

TEST(Resolve, TakesWhatFits) {
  for (const char* is : {"x",
                         "not x",
                         "x = yes",
                         "o > 3",
                         "b = known",
                         "b < known",
                         "b in (known, suspected)",
                         "incident.place = darlington",
                         "incident.place in England",
                         "incident.place not in England",
                         "country of incident.place = england",
                         "incident.date before 2025-01-01",
                         "some person has t",
                         "every person has (t and x)",
                         "some person has of_person",
                         "some person has home applies",
                         "number of each person's home = 2",
                         "if x then o > 3 else b = known",
                         "darlington in each person's home",
                         "years from 2000-01-01 to incident.date >= 18",
                         "lead of incident.place = nobody"}) {
    EXPECT_THAT(said(is), ElementsAre()) << is;
  }
}

TEST(Resolve, SaysWhichNameWasMeant) {
  EXPECT_THAT(said("xx"),
              ElementsAre("unknown_name 1 no pack declares a fact, decision or body `xx` / did you mean `x`?"));
  EXPECT_THAT(said("x and incident.plaice = darlington"),
              ElementsAre("unknown_name 7 no pack declares a fact, decision or body `incident.plaice` / did you mean "
                          "`incident.place`?"));
  EXPECT_THAT(
      said("b = suspect"),
      ElementsAre("unknown_name 5 no pack declares a value, fact or decision `suspect` / did you mean `suspected`?"));
  EXPECT_THAT(said("contry of incident.place = england"),
              ElementsAre("unknown_name 1 the network has no relation `contry` / did you mean `country`?"));
  EXPECT_THAT(said("some persn has t"),
              ElementsAre("unknown_name 1 no pack declares a record `persn` / did you mean `person`?"));
}

TEST(Resolve, FindsAFactWhoseGroupWasLeftOut) {
  EXPECT_THAT(
      said("place = darlington"),
      ElementsAre("unknown_name 1 no pack declares a fact, decision or body `place` / did you mean `incident.place`?"));
}

TEST(Resolve, RefusesTypesThatCannotMeet) {
  EXPECT_THAT(said("x = 3"), ElementsAre("wrong_type 1 yes or no cannot be compared with a whole number"));
  EXPECT_THAT(said("o = yes"), ElementsAre("wrong_type 1 a whole number cannot be compared with yes or no"));
  EXPECT_THAT(said("o"), ElementsAre("wrong_type 1 `o` is a whole number, and yes or no is needed here / compare it "
                                     "with a number, as in `o at least 3` or `o under 18`"));
  EXPECT_THAT(said("x and o"), ElementsAre("wrong_type 7 `o` is a whole number, and yes or no is needed here / compare "
                                           "it with a number, as in `o at least 3` or `o under 18`"));
  EXPECT_THAT(said("s < square"), ElementsAre("wrong_type 1 `s` is one of round, square, and a number, a date or a "
                                              "value of an ordered list is needed here"));
  EXPECT_THAT(said("b = s"),
              ElementsAre(testing::StartsWith(
                  "wrong_type 1 one of excluded, suspected, known cannot be compared with one of round, square")));
  EXPECT_THAT(said("x in (b, s)"), testing::SizeIs(1));
  EXPECT_THAT(said("country of x = england"),
              ElementsAre("wrong_type 12 `x` is yes or no, and a body of the network is needed here"));
  EXPECT_THAT(said("years from x to incident.date > 3"),
              ElementsAre("wrong_type 12 `x` is yes or no, and a date is needed here"));
  EXPECT_THAT(said("number of x > 3"), ElementsAre("wrong_type 11 `x` is yes or no, and a list is needed here"));
  EXPECT_THAT(said("earliest of (o, 3) = 3"),
              ElementsAre("wrong_type 13 `(o, 3)` is a set of a whole number, and a list of dates is needed here"));
  EXPECT_THAT(said("5 days after o", "date"),
              ElementsAre("wrong_type 14 `o` is a whole number, and a date is needed here"));
  EXPECT_THAT(said("if x then o else b", "whole number"), testing::SizeIs(1));
}

TEST(Resolve, WantsHoursInWholeDays) {
  EXPECT_THAT(said("72 hours after incident.date", "date"), ElementsAre());
  EXPECT_THAT(said("25 hours after incident.date", "date"), testing::SizeIs(1));
}

TEST(Resolve, LetsNobodyLoseNothingOnTheWay) {
  EXPECT_THAT(said("lead of incident.place", "authority"),
              ElementsAre("wrong_type 1 `lead of incident.place` is authority or none, and authority is needed here"));
  EXPECT_THAT(said("lead of incident.place", "authority or nobody"), ElementsAre());
}

TEST(Resolve, WantsAMemberForWhatIsDecidedOfEach) {
  EXPECT_THAT(said("of_person"), ElementsAre("wrong_type 1 `of_person` is decided for each person / say for whom, as "
                                             "in `some person has …` or `each person's of_person`"));
  EXPECT_THAT(said("t"), ElementsAre(testing::StartsWith("unknown_name 1")));
}

TEST(Resolve, LetsNoRuleTurnOnWhatIsKnown) {
  EXPECT_THAT(said("x is known"),
              ElementsAre("decided_by_ignorance 1 a rule may not rest on whether something is known / take `is "
                          "known` away, so that the rule rests on the answer itself; it may stand "
                          "in warnings"));
  EXPECT_THAT(said("o > 3 and x is not known"), testing::SizeIs(1));
  EXPECT_TRUE(try_load({pack(facts + "warnings:\n  w:\n    when: x is not known\n    say: ask\n    cite: S\n")}).ok());
}

TEST(Resolve, LetsNoRuleReadASecret) {
  EXPECT_THAT(said("hidden"), testing::Contains("secret_read 1 `hidden` is secret, no rule may read it"));
  EXPECT_THAT(said("x or not hidden"), testing::Contains("secret_read 10 `hidden` is secret, no rule may read it"));
}

TEST(Resolve, AsksForACalendarWhereWorkingDaysAreCounted) {
  EXPECT_THAT(
      said("5 working days after incident.date", "date"),
      ElementsAre(
          "missing_key 1 working days are counted, and the pack does not say by which calendar / name a list of bank "
          "holidays: below the line `layer: …` add `calendar: …` (none is loaded: load a pack that has `calendars:`); "
          "or "
          "count `days`, which counts weekends too, and so changes the date"));
}

TEST(Resolve, WantsToKnowWhichIsMeantOfAValueAndAFactOfOneType) {
  const std::string body =
      "types:\n  w: one of a, b\nfacts:\n  a:\n    type: w\n  c:\n    type: w\ndecisions:\n  d:\n    question: q\n    "
      "is: c = a\n    cite: S\n";
  EXPECT_THAT(codes_of(try_load({pack(body)}).diagnostics()), ElementsAre("unsettled_name"));
}

}  // namespace
}  // namespace masa::test
