// The C ABI: every status, what is handed out with it, and that nothing is thrown through it or leaks.
#include "masa/masa.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* options = R"({"facts_at": "2025-03-10"})";

constexpr std::string_view good_pack = R"(pack: test/small
title: A pack of the tests
layer: national
sources:
  S:
    title: a statute of the tests
    kind: statute
types:
  volume: one of quiet, loud
facts:
  incident:
    found_on:
      type: date
    word:
      type: volume
      sensitive: yes
network:
  relations:
    served_by: force
  force: |
    id    | name
    north | North Force
  town: |
    id   | name | served_by | cite
    hull | Hull | north     | S
decisions:
  to_tell:
    question: Must somebody be told?
    yes_if:
      - rule: found
        when: incident.found_on on or after 2025-01-01
        cite: S
    otherwise: no
  word_said:
    question: Which word was said?
    type: volume
    is: incident.word
    cite: S
    sensitive: yes
)";

struct FreeRules {
  void operator()(masa_rules* rules) const { masa_free_rules(rules); }
};
using Rules = std::unique_ptr<masa_rules, FreeRules>;

/// A call's status and the text that it handed out, freed.
struct Answer {
  masa_status status;
  std::string text;
  bool is_null;

  [[nodiscard]] json list() const { return json::parse(text); }
};

Answer take(masa_status status, char* text) {
  Answer answer{status, text == nullptr ? "" : text, text == nullptr};
  masa_free_string(text);
  return answer;
}

masa_text text_of(std::string_view text, const char* name = "text.yaml") {
  return {name, text.data(), text.size()};
}

Answer load(std::string_view pack, Rules& rules) {
  const masa_text text = text_of(pack, "pack.yaml");
  masa_rules* handle = nullptr;
  char* diagnostics = nullptr;
  const masa_status status = masa_load(&text, 1, &handle, &diagnostics);
  rules.reset(handle);
  return take(status, diagnostics);
}

class CApi : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(load(good_pack, rules_).status, MASA_OK); }

  [[nodiscard]] Answer decide(std::string_view one_case, const char* asked = options) const {
    const masa_text text = text_of(one_case, "case.yaml");
    char* answer = nullptr;
    const masa_status status = masa_decide(rules_.get(), &text, asked, &answer);
    return take(status, answer);
  }

  /// MASA_USAGE with one complaint of this code.
  void expect_usage(const Answer& answer, std::string_view code) const {
    EXPECT_EQ(answer.status, MASA_USAGE);
    ASSERT_FALSE(answer.is_null);
    ASSERT_EQ(answer.list().size(), 1U) << answer.text;
    EXPECT_EQ(answer.list()[0]["code"], code);
    EXPECT_EQ(answer.list()[0]["severity"], "error");
  }

  Rules rules_;
};

constexpr std::string_view good_case = "incident: {found_on: 2025-03-03, word: loud}";

TEST_F(CApi, TellsTheVersionOfItsInterfaceAndOfTheEngine) {
  EXPECT_EQ(masa_abi_version(), MASA_ABI_VERSION);
  EXPECT_THAT(masa_version(), testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+"));
}

TEST_F(CApi, FreesNullWithoutHarm) {
  masa_free_string(nullptr);
  masa_free_rules(nullptr);
}

// --- load

TEST_F(CApi, HandsOutAnEmptyListWhereThePacksHaveNoMistake) {
  Rules rules;
  const Answer answer = load(good_pack, rules);
  EXPECT_EQ(answer.status, MASA_OK);
  EXPECT_EQ(answer.text, "[]");
  EXPECT_NE(rules, nullptr);
}

TEST_F(CApi, ListsEveryMistakeOfThePacksAndHandsOutNoRules) {
  std::string broken(good_pack);
  broken.replace(broken.find("national"), 8, "natonal");
  broken.replace(broken.find("when: incident.found_on"), 23, "when: incident.fond_on");
  Rules rules;
  const Answer answer = load(broken, rules);
  EXPECT_EQ(answer.status, MASA_FOUND);
  EXPECT_EQ(rules, nullptr);
  ASSERT_EQ(answer.list().size(), 2U) << answer.text;
  EXPECT_EQ(answer.list()[0]["file"], "pack.yaml");
  EXPECT_EQ(answer.list()[0]["line"], 3);
}

TEST_F(CApi, RefusesBytesThatAreNoTextAndStillHandsOutJson) {
  Rules rules;
  const Answer answer = load("pack: \xff\xfe\n", rules);
  EXPECT_EQ(answer.status, MASA_FOUND);
  EXPECT_EQ(answer.list()[0]["code"], "bad_bytes");
}

TEST_F(CApi, LoadRefusesNullPointersAndSetsWhatItWasGiven) {
  const masa_text text = text_of(good_pack);
  auto* const other = rules_.get();
  masa_rules* rules = other;
  char* diagnostics = nullptr;
  EXPECT_EQ(masa_load(&text, 1, &rules, nullptr), MASA_USAGE);
  EXPECT_EQ(rules, nullptr);
  masa_status status = masa_load(&text, 1, nullptr, &diagnostics);
  expect_usage(take(status, diagnostics), "null_pointer");
  rules = other;
  status = masa_load(nullptr, 1, &rules, &diagnostics);
  expect_usage(take(status, diagnostics), "null_pointer");
  EXPECT_EQ(rules, nullptr);
}

TEST_F(CApi, LoadRefusesATextWithoutANameOrWithoutItsBytes) {
  for (const masa_text& text : {masa_text{nullptr, "x", 1}, masa_text{"x", nullptr, 1}}) {
    masa_rules* rules = nullptr;
    char* diagnostics = nullptr;
    const masa_status status = masa_load(&text, 1, &rules, &diagnostics);
    expect_usage(take(status, diagnostics), "null_pointer");
    EXPECT_EQ(rules, nullptr);
  }
}

// --- decide

TEST_F(CApi, DecidesACaseInYamlAndTheSameCaseInJsonAlike) {
  const Answer yaml = decide(good_case);
  EXPECT_EQ(yaml.status, MASA_OK);
  EXPECT_EQ(json::parse(yaml.text)["outcomes"][0]["value"], true);
  EXPECT_EQ(decide(R"({"incident": {"found_on": "2025-03-03", "word": "loud"}})").text, yaml.text);
}

TEST_F(CApi, AnswersAQuestionAboutNoCase) {
  const auto ask = [&](std::string_view question) {
    const masa_text text = text_of(question, "question.yaml");
    char* answer = nullptr;
    const masa_status status = masa_ask(rules_.get(), &text, &answer);
    return take(status, answer);
  };
  const Answer reply = ask("{what: served_by, of: hull}");
  ASSERT_EQ(reply.status, MASA_OK) << reply.text;
  EXPECT_EQ(json::parse(reply.text)["answer"], "north");
  EXPECT_EQ(json::parse(reply.text)["sources"][0]["id"], "S");
  const Answer refused = ask("{what: served_by, of: hul}");
  EXPECT_EQ(refused.status, MASA_FOUND);
  EXPECT_THAT(refused.text, HasSubstr("did you mean `hull`?"));
  EXPECT_EQ(masa_ask(nullptr, nullptr, nullptr), MASA_USAGE);
  char* answer = nullptr;
  const masa_status status = masa_ask(rules_.get(), nullptr, &answer);
  expect_usage(take(status, answer), "null_pointer");
}

TEST_F(CApi, LaysOutATextAndSaysItsMistakes) {
  const auto laid_out = [&](std::string_view given) {
    const masa_text text = text_of(given, "pack.yaml");
    char* written = nullptr;
    const masa_status status = masa_format(&text, &written);
    return take(status, written);
  };
  EXPECT_EQ(laid_out("a:\n    b:   c").text, "a:\n  b: c\n");
  const Answer refused = laid_out("a: 1\na: 2\n");
  EXPECT_EQ(refused.status, MASA_FOUND);
  EXPECT_THAT(refused.text, HasSubstr("`a` stands twice"));
  EXPECT_EQ(masa_format(nullptr, nullptr), MASA_USAGE);
  char* written = nullptr;
  const masa_status status = masa_format(nullptr, &written);
  expect_usage(take(status, written), "null_pointer");
}

TEST_F(CApi, TakesNoMoreThanTheBytesItWasGiven) {
  const std::string longer = std::string(good_case) + "\nno: such fact";
  const masa_text text{"case.yaml", longer.data(), good_case.size()};
  char* answer = nullptr;
  const masa_status status = masa_decide(rules_.get(), &text, options, &answer);
  EXPECT_EQ(take(status, answer).status, MASA_OK);
}

TEST_F(CApi, RefusesACaseAndNamesTheFactButNeverItsValue) {
  const Answer answer = decide("incident: {found_on: 2025-02-29, wrd: xyzzy}");
  EXPECT_EQ(answer.status, MASA_FOUND);
  ASSERT_EQ(answer.list().size(), 2U) << answer.text;
  EXPECT_THAT(answer.text, HasSubstr("incident.found_on"));
  EXPECT_THAT(answer.text, Not(HasSubstr("2025-02-29")));
  EXPECT_THAT(answer.text, Not(HasSubstr("xyzzy")));
}

TEST_F(CApi, ShowsSensitiveValuesAndReasonsOnlyOnRequest) {
  EXPECT_THAT(decide(good_case, R"({"facts_at": "2025-03-10", "explanation": true})").text, Not(HasSubstr("loud")));
  EXPECT_THAT(decide(good_case, R"({"facts_at": "2025-03-10", "sensitive": true})").text, HasSubstr("loud"));
  EXPECT_FALSE(json::parse(decide(good_case).text).contains("explanation"));
  EXPECT_TRUE(json::parse(decide(good_case, R"({"facts_at": "2025-03-10", "explanation": true})").text)
                  .contains("explanation"));
}

TEST_F(CApi, HandsOverTheThreeDates) {
  const Answer answer =
      decide(good_case, R"({"facts_at": "2025-03-10", "known_by": "2025-03-08", "law_at": "2024-01-01"})");
  const json dates = json::parse(answer.text)["dates"];
  EXPECT_EQ(dates["facts_at"], "2025-03-10");
  EXPECT_EQ(dates["known_by"], "2025-03-08");
  EXPECT_EQ(dates["law_at"], "2024-01-01");
}

TEST_F(CApi, RefusesAQuestionWithoutItsDay) {
  expect_usage(decide(good_case, nullptr), "missing_date");
  expect_usage(decide(good_case, "{}"), "missing_date");
}

TEST_F(CApi, RefusesADateOfTheOptionsThatIsNotInTheCalendar) {
  expect_usage(decide(good_case, R"({"facts_at": "2025-02-30"})"), "bad_date");
  expect_usage(decide(good_case, R"({"facts_at": "2025-03-10", "known_by": "yesterday"})"), "bad_date");
  expect_usage(decide(good_case, R"({"facts_at": "2025-03-10", "law_at": "2025-3-1"})"), "bad_date");
}

TEST_F(CApi, RefusesOptionsThatAreNoObject) {
  for (const char* odd : {"", " ", "[]", "null", "{", "{\"facts_at\": }", "\"2025-03-10\"", "{} {}", "\xff"}) {
    expect_usage(decide(good_case, odd), "wrong_options");
  }
}

TEST_F(CApi, RefusesAnOptionThatItDoesNotKnowOrThatStandsTwice) {
  expect_usage(decide(good_case, R"({"facts_at": "2025-03-10", "explain": true})"), "unknown_option");
  expect_usage(decide(good_case, R"({"facts_at": "2025-03-10", "facts_at": "2025-03-11"})"), "wrong_options");
}

TEST_F(CApi, RefusesAnOptionOfTheWrongType) {
  for (const char* odd :
       {R"({"facts_at": 20250310})", R"({"facts_at": null})", R"({"facts_at": ["2025-03-10"]})",
        R"({"facts_at": "2025-03-10", "explanation": 1})", R"({"facts_at": "2025-03-10", "sensitive": "yes"})",
        R"({"facts_at": "2025-03-10", "known_by": {"facts_at": "x"}})"}) {
    expect_usage(decide(good_case, odd), "wrong_option");
  }
}

TEST_F(CApi, DecideRefusesNullPointers) {
  const masa_text text = text_of(good_case);
  char* answer = nullptr;
  EXPECT_EQ(masa_decide(rules_.get(), &text, options, nullptr), MASA_USAGE);
  masa_status status = masa_decide(nullptr, &text, options, &answer);
  expect_usage(take(status, answer), "null_pointer");
  status = masa_decide(rules_.get(), nullptr, options, &answer);
  expect_usage(take(status, answer), "null_pointer");
  for (const masa_text& odd : {masa_text{nullptr, "x", 1}, masa_text{"x", nullptr, 1}}) {
    status = masa_decide(rules_.get(), &odd, options, &answer);
    expect_usage(take(status, answer), "null_pointer");
  }
}

TEST_F(CApi, AnswersManyThreadsFromOneHandle) {
  const std::string expected = decide(good_case).text;
  std::vector<std::string> answers(8);
  std::vector<std::thread> threads;
  for (std::string& answer : answers) {
    threads.emplace_back([this, &answer] { answer = decide(good_case).text; });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(answers, testing::Each(expected));
}

}  // namespace
