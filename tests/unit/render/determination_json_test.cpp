// The JSON of a determination, read by another library.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "load/read_yaml.hpp"
#include "support/files.hpp"
#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

const RuleBook& shipped() {
  static const RuleBook rules = load(shipped_packs()).value();
  return rules;
}

/// The `given` of every case of the conformance suite, as YAML of its own.
std::vector<std::pair<std::string, std::string>> conformance_cases() {
  std::vector<std::pair<std::string, std::string>> cases;
  const Input suite = read_file(project() / "tests/conformance/reviews.yaml");
  Sources sources;
  Sink sink;
  sources.add(suite.name, suite.text);
  const auto root = read_yaml(sources, 0, sink);
  for (const Node& one : root->find("cases")->items) {
    const Node* given = one.find("given");
    if (given == nullptr) continue;
    // A block mapping, cut out of the file with its indentation.
    std::size_t begin = suite.text.rfind('\n', given->span.begin) + 1;
    std::size_t end = suite.text.find("\n  expect", begin) + 1;
    cases.emplace_back(one.find("id")->text, suite.text.substr(begin, end - begin));
  }
  return cases;
}

TEST(DeterminationJson, ParsesForEveryConformanceCaseWithAndWithoutExplanation) {
  std::size_t count = 0;
  for (const auto& [id, one_case] : conformance_cases()) {
    const auto decided = decide(shipped(), {id, one_case}, {"2025-12-29", "", ""});
    ASSERT_TRUE(decided.ok()) << id << "\n" << one_case;
    for (const bool explanation : {false, true}) {
      for (const bool sensitive : {false, true}) {
        const std::string text = decided.value().to_json({.sensitive = sensitive, .explanation = explanation});
        ASSERT_TRUE(Json::accept(text)) << id;
        EXPECT_EQ(Json::parse(text).contains("explanation"), explanation);
      }
    }
    ++count;
  }
  EXPECT_GE(count, 40U);
}

TEST(DeterminationJson, CarriesTheThreeDatesAndAVersion) {
  const auto decided = decide(shipped(), {"case", "{}"}, {"2025-03-10", "2025-03-12", "2024-01-01"});
  const Json json = Json::parse(decided.value().to_json());
  EXPECT_EQ(json["version"], "1.0");
  EXPECT_EQ(json["dates"], (Json{{"facts_at", "2025-03-10"}, {"known_by", "2025-03-12"}, {"law_at", "2024-01-01"}}));
}

TEST(DeterminationJson, HasTypedValuesAndNullForWhatIsNotKnown) {
  const std::string body =
      "types:\n  w: one of a, b\nfacts:\n  x:\n    type: truth\ndecisions:\n  t:\n    question: q\n    is: yes\n    "
      "cite: S\n  o:\n    question: q\n    type: whole number\n    is: 3\n    cite: S\n  w:\n    question: q\n    "
      "type: w\n    is: a\n    cite: S\n  s:\n    question: q\n    type: set of w\n    is: (a, b)\n    cite: S\n  "
      "day:\n    question: q\n    type: date\n    is: 2025-03-10\n    cite: S\n  u:\n    question: q\n    is: x\n    "
      "cite: S\n";
  std::map<std::string, Json> values;
  std::map<std::string, Json> whole;
  const Json json = Json::parse(decide_case(book_of(body), "{}").to_json());
  for (const Json& o : json["outcomes"]) {
    values[o["decision"]] = o["value"];
    whole[o["decision"]] = o;
  }
  EXPECT_EQ(values["t"], true);
  EXPECT_EQ(values["o"], 3);
  EXPECT_EQ(values["w"], "a");
  EXPECT_EQ(values["s"], (Json{"a", "b"}));
  EXPECT_EQ(values["day"], "2025-03-10");
  EXPECT_EQ(values["u"], nullptr);
  EXPECT_EQ(whole["u"]["state"], "not_known");
  EXPECT_EQ(whole["u"]["reasons"], Json{"not asked"});
  EXPECT_EQ(whole["u"]["possible"], (Json{false, true}));
  EXPECT_EQ(whole["u"]["settled_by"][0]["fact"], "x");
}

TEST(DeterminationJson, EscapesWhatTheAuthorWrote) {
  const std::string body =
      "decisions:\n  d:\n    question: |\n      a \"quoted\" \\ question,\n      on two lines\n    is: yes\n    cite: "
      "S\n";
  const Json json = Json::parse(decide_case(book_of(body), "{}").to_json());
  EXPECT_THAT(json["outcomes"][0]["question"].get<std::string>(), HasSubstr("a \"quoted\" \\ question,\non two lines"));
}

TEST(DeterminationJson, NamesEverySourceThatItCites) {
  for (const auto& [id, one_case] : conformance_cases()) {
    const Json json =
        Json::parse(decide_case(shipped(), one_case, "2025-12-29").to_json({.sensitive = true, .explanation = true}));
    const auto visit = [&](const auto& self, const Json& node) -> void {
      if (node.is_object() && node.contains("cite")) {
        for (const Json& cite : node["cite"]) {
          const std::string name = cite;
          bool found = false;
          for (const auto& [source, about] : json["sources"].items()) found = found || name.starts_with(source);
          EXPECT_TRUE(found) << id << ": " << name;
        }
      }
      for (const Json& kid : node) {
        if (kid.is_structured()) self(self, kid);
      }
    };
    visit(visit, json);
  }
}

// --- what is sensitive

TEST(Sensitive, ValuesStandNowhereUnlessAskedFor) {
  const std::string one_case =
      "incident: {date: 2025-03-02, place: darlington, authority_aware_on: 2025-03-03}\n"
      "people:\n"
      "- {id: child, born: 2013-07-29, home: darlington, died: false, serious_physical_harm: true, abuse_or_neglect: "
      "suspected, suspected_by: [cumbria, hdft], looked_after_by: cumberland, care_leaver_of: "
      "westmorland_and_furness}\n";
  const Determination determination = decide_case(shipped(), one_case);
  const auto everything = [&](const Show& show) {
    return determination.to_json(show) + determination.to_text(show) + explain(determination, "", "", show);
  };
  const std::string hidden = everything({.sensitive = false, .explanation = true});
  for (const char* value : {"2013-07-29", "29 July 2013", "29 Jul", "hdft", "Harrogate", "Cumbria Constabulary"})
    EXPECT_THAT(hidden, Not(HasSubstr(value))) << value;
  const std::string shown = everything({.sensitive = true, .explanation = true});
  EXPECT_THAT(shown, HasSubstr("2013-07-29"));
  EXPECT_THAT(shown, HasSubstr("hdft"));
}

TEST(Sensitive, ValuesOfConditionsAreHiddenWithTheirFacts) {
  const std::string body =
      "facts:\n  age:\n    type: whole number\n    sensitive: yes\ndecisions:\n  d:\n    question: q\n    sensitive: "
      "yes\n    type: whole number\n    is: if age > 3 then age else 4711\n    cite: S\n  e:\n    question: q\n    is: "
      "d = 4711\n    cite: S\n";
  const Determination determination = decide_case(book_of(body), "{age: 1234}");
  const std::string all =
      determination.to_json({.explanation = true}) + determination.to_text() + explain(determination);
  EXPECT_THAT(all, Not(HasSubstr("1234")));
  EXPECT_THAT(determination.to_json({.sensitive = true}), HasSubstr("1234"));
}

TEST(Sensitive, ReadingsOfAConflictAreHiddenWithTheirDecision) {
  const std::string body = R"(
types:
  w: one of alpha, beta
facts:
  kind:
    type: w
    sensitive: yes
decisions:
  d:
    question: q
    sensitive: yes
    type: w
    is: kind
    cite: S
conflicts:
  c:
    about: d
    at: p
    readings:
      - reading: one
        says: s
        cite: S
      - reading: two
        says: t
        cite: S
        would_be: beta
    chosen: one
    because: b
)";
  const Determination determination = decide_case(book_of(body), "{kind: alpha}");
  EXPECT_THAT(determination.to_json() + determination.to_text(), Not(HasSubstr("alpha")));
  EXPECT_THAT(determination.to_json({.sensitive = true}), HasSubstr("alpha"));
}

}  // namespace
}  // namespace masa::test
