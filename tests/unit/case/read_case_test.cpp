#include "case/read_case.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const char* const schema = R"(
types:
  belief: one of excluded < suspected < known
network:
  kinds: authority
  authority: |
    id         | name       | cite
    darlington | Darlington | S
facts:
  incident:
    place:
      type: authority
      ask: where
    date:
      type: date
    count:
      type: whole number
    told_on:
      type: date
      when_not_recorded: not yet
  alone:
    type: truth
  people:
    type: list of person
record person:
  born:
    type: date
  stillborn_on:
    type: date
    in_place_of: born
  belief:
    type: belief
  by:
    type: set of belief
  holder:
    type: authority or none
)";

const RuleBook& rules() {
  static const RuleBook book = book_of(schema);
  return book;
}

std::vector<Diagnostic> complaints(const std::string& one_case) {
  return decide(rules(), {"case", one_case}, {"2025-03-10", "", ""}).diagnostics();
}

std::string value_of(const std::string& one_case, std::string_view path, std::uint32_t member = 0) {
  const Determination determination = decide_case(rules(), one_case);
  const Book& book = checked(rules());
  const Facts& facts = determination.impl().facts;
  for (std::uint32_t f = 0; f < book.schema.facts.size(); ++f) {
    if (book.schema.facts[f].path != path) continue;
    const Value& value = facts.at(facts.slot(f, member));
    return value.is_known() ? book.vocabulary.print(value, book.schema.facts[f].type)
                            : std::string(words_of(value.reasons().front().why));
  }
  return "no such fact";
}

TEST(ReadCase, TellsTheThreeWaysOfNotKnowingApart) {
  EXPECT_EQ(value_of("incident: {}", "incident.place"), "not asked");
  EXPECT_EQ(value_of("incident: {place: unknown}", "incident.place"), "asked and not known");
  EXPECT_EQ(value_of("incident: {place: withheld}", "incident.place"), "withheld");
  EXPECT_EQ(value_of("incident:\n  place:\n", "incident.place"), "asked and not known");
}

TEST(ReadCase, TakesTrueAndYesForOne) {
  EXPECT_EQ(value_of("alone: true", "alone"), "true");
  EXPECT_EQ(value_of("alone: no", "alone"), "false");
}

TEST(ReadCase, TakesNoneForAValue) {
  EXPECT_EQ(value_of("people: [{id: a, holder: none}]", "holder"), "nobody");
  EXPECT_EQ(value_of("people: [{id: a, by: []}]", "by"), "{}");
}

TEST(ReadCase, KeepsTheFactsOfEachMemberApart) {
  const std::string two = "people: [{id: a, belief: known}, {id: b}]";
  EXPECT_EQ(value_of(two, "belief", 0), "known");
  EXPECT_EQ(value_of(two, "belief", 1), "not asked");
}

TEST(ReadCase, TakesAnAbsentRecordOfOurOwnActsForNotYet) {
  EXPECT_EQ(value_of("{}", "incident.told_on"), "none");
  EXPECT_EQ(value_of("incident: {told_on: unknown}", "incident.told_on"), "asked and not known")
      << "but what was asked and is not known stays so";
}

TEST(ReadCase, LeavesNothingForAFactThatAnotherStandsInPlaceOf) {
  EXPECT_EQ(value_of("people: [{id: a, born: 2020-01-01}]", "stillborn_on"), "none");
  EXPECT_EQ(value_of("people: [{id: a, stillborn_on: 2020-01-01}]", "born"), "none");
  EXPECT_EQ(value_of("people: [{id: a}]", "born"), "not asked");
}

TEST(ReadCase, RefusesNamesThatNoPackDeclaresAndSaysWhichWasMeant) {
  const auto found = complaints("incident: {plaice: darlington}\npeople: [{id: a, blief: known}]\nincidnt: {}\n");
  EXPECT_THAT(codes_of(found), ElementsAre("unknown_fact", "unknown_fact", "unknown_fact"));
  EXPECT_EQ(found[0].help, "did you mean `incident.place`?");
  EXPECT_EQ(found[1].help, "did you mean `belief`?");
  EXPECT_EQ(found[2].help, "did you mean `incident`?");
}

TEST(ReadCase, RefusesValuesThatTheirFactsCannotHave) {
  EXPECT_THAT(lines_of(complaints("incident: {place: durham}\n")),
              ElementsAre("wrong_value 1:19 `incident.place` has a value that it cannot have"));
  EXPECT_THAT(codes_of(complaints("incident: {date: 2025-02-30}\n")), ElementsAre("bad_date"));
  EXPECT_THAT(codes_of(complaints("incident: {count: 1.5}\n")), ElementsAre("wrong_value"));
  EXPECT_THAT(codes_of(complaints("incident: {place: [darlington]}\n")), ElementsAre("wrong_value"));
  EXPECT_THAT(codes_of(complaints("people: [{id: a, by: known}]\n")), ElementsAre("wrong_value"));
  EXPECT_THAT(codes_of(complaints("people: [{id: a, by: [known, knwon]}]\n")), ElementsAre("wrong_value"));
  EXPECT_THAT(codes_of(complaints("incident: {place: none}\n")), ElementsAre("wrong_value")) << "a place is never none";
}

TEST(ReadCase, NamesTheFactAndNeverTheValue) {
  for (const std::string bad : {"incident: {place: Zacharias}", "incident: {date: Zacharias}", "alone: Zacharias",
                                "people: [{id: a, by: [Zacharias]}]", "people: [{id: a, born: Zacharias}]",
                                "people: [{id: a, belief: Zacharias}, {id: a}]", "people: Zacharias",
                                "incident: Zacharias", "people: [Zacharias]", "people: [{id: 'Zacharias Q'}]",
                                "{\"incident\": {\"place\": \"Zacharias\"}}", "{\"alone\": \"Zacharias"}) {
    const auto found = complaints(bad);
    ASSERT_THAT(found, Not(IsEmpty())) << bad;
    for (const Diagnostic& d : found) {
      EXPECT_THAT(to_text(d), Not(HasSubstr("Zacharias"))) << bad;
      EXPECT_THAT(to_json(d), Not(HasSubstr("Zacharias"))) << bad;
    }
  }
}

TEST(ReadCase, RefusesTwoMembersOfOneName) {
  EXPECT_THAT(lines_of(complaints("people: [{id: a}, {id: a}]\n")),
              ElementsAre("repeated_person 1:24 two members of `people` have one `id`"));
}

TEST(ReadCase, RefusesAMemberWithoutAName) {
  EXPECT_THAT(codes_of(complaints("people: [{belief: known}, {id: a b}]\n")),
              ElementsAre("missing_key", "missing_key"));
}

TEST(ReadCase, RefusesFactsThatCannotBothBeTrue) {
  EXPECT_THAT(codes_of(complaints("people: [{id: a, born: 2020-01-01, stillborn_on: 2020-01-01}]\n")),
              ElementsAre("contradiction"));
}

TEST(ReadCase, RefusesWhatIsNoMapping) {
  EXPECT_THAT(codes_of(complaints("- a\n")), ElementsAre("wrong_shape"));
  EXPECT_THAT(codes_of(complaints("incident: [a]\n")), ElementsAre("wrong_shape"));
  EXPECT_THAT(codes_of(complaints("people: {id: a}\n")), ElementsAre("wrong_shape"));
}

TEST(ReadCase, SaysEveryMistakeInOneRun) {
  EXPECT_THAT(codes_of(complaints("incident: {plaice: x, date: 2025-02-30, count: many}\nalone: maybe\n")),
              ElementsAre("unknown_fact", "bad_date", "wrong_value", "wrong_value"));
}

TEST(ReadJson, ReadsTheSameCaseAsYaml) {
  EXPECT_EQ(
      value_of(
          R"({"incident": {"place": "darlington", "count": 3}, "alone": true, "people": [{"id": "a", "by": ["known"], "belief": null}]})",
          "by"),
      "{known}");
  EXPECT_EQ(value_of(R"({"incident": {"count": 3}})", "incident.count"), "3");
  EXPECT_EQ(value_of(R"({"alone": true})", "alone"), "true");
  EXPECT_EQ(value_of(R"({"alone": null})", "alone"), "asked and not known");
}

TEST(ReadJson, RefusesWhatIsNoJson) {
  EXPECT_THAT(lines_of(complaints("{\"alone\": tru}\n")), ElementsAre(testing::StartsWith("json_syntax 1:1")));
  EXPECT_THAT(codes_of(complaints("{\"alone\": true} x")), ElementsAre("json_syntax"));
  EXPECT_THAT(codes_of(complaints("{\"alone\": true, \"alone\": false}")), ElementsAre("duplicate_key"));
  EXPECT_THAT(codes_of(complaints("{\"alone\": \"\xFF\"}")), ElementsAre("bad_bytes"));
  EXPECT_THAT(codes_of(complaints("{\"alone\": 1e999}")), Not(IsEmpty()));
  EXPECT_THAT(codes_of(complaints("{\"a\":" + std::string(100, '[') + std::string(100, ']') + "}")),
              ElementsAre("too_deep"));
}

TEST(ReadJson, RefusesEscapesForWhatNoTextMayHold) {
  EXPECT_THAT(lines_of(complaints(R"({"alone": "\u001b[31m"})")),
              ElementsAre(testing::StartsWith("bad_bytes 1:1 the control character U+001B may not stand in a text")));
  EXPECT_THAT(codes_of(complaints(R"({"\u202e": true})")), ElementsAre("bad_bytes"));
  EXPECT_THAT(codes_of(complaints(R"({"alone": "\u0000"})")), ElementsAre("bad_bytes"));
}

TEST(ReadCase, EndsWhateverTheBytesAre) {
  const std::string yaml =
      "incident: {place: darlington, date: 2025-03-10}\nalone: true\npeople:\n  - id: a\n    born: 2020-01-01\n    by: "
      "[known]\n";
  const std::string json =
      R"({"incident": {"place": "darlington"}, "people": [{"id": "a", "by": ["known"]}], "alone": null})";
  std::mt19937 random(11);
  for (int i = 0; i < 5'000; ++i) {
    std::string text = i % 2 == 0 ? yaml : json;
    for (int changes = 0; changes < 3; ++changes) {
      const std::size_t at = random() % text.size();
      if (random() % 2 == 0) {
        text[at] = static_cast<char>(random() % 256);
      } else {
        text.erase(at, random() % 6);
      }
      if (text.empty()) text = "x";
    }
    const auto decided = decide(rules(), {"case", text}, {"2025-03-10", "", ""});
    if (!decided && text.find_first_not_of(" \n") != std::string::npos && text[0] != '#') {
      ASSERT_THAT(decided.diagnostics(), Not(IsEmpty())) << "refused without a word: " << text;
    }
  }
}

}  // namespace
}  // namespace masa::test
