// What an answer rests on, and how firm that is.
#include "eval/grounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/packs.hpp"

namespace masa::test {
namespace {

const std::string text = R"(
pack: t/g
title: t
layer: national
sources:
  FIRM:
    title: firm
    kind: statute
  LIKELY:
    title: likely
    kind: statutory_guidance
    confidence: likely
  WEAK:
    title: weak
    kind: statutory_guidance
    confidence: memory
  OURS:
    title: our own choice
    kind: default
facts:
  x:
    type: truth
  z:
    type: truth
  told:
    type: truth
    when_not_recorded: no
decisions:
  d:
    question: q
    yes_if:
      - rule: firm
        when: x
        cite: FIRM
      - rule: weak
        when: z
        cite: WEAK
    otherwise: no
  reads_d:
    question: q
    is: d
    cite: LIKELY
  either:
    question: q
    is: x or d
    cite: FIRM
  choice:
    question: q
    is: x
    cite: OURS
  recorded:
    question: q
    is: not told
    cite: FIRM
)";

std::string confidence(const std::string& one_case, const std::string& decision) {
  const Determination determination = decide_case(load_all({text}), one_case);
  const auto json = nlohmann::json::parse(determination.to_json());
  for (const auto& o : json["outcomes"]) {
    if (o["decision"] == decision) return o["confidence"];
  }
  return "";
}

TEST(Confidence, IsTheWeakestAmongTheRulesThatDecided) {
  EXPECT_EQ(confidence("{x: yes, z: no}", "d"), "certain");
  EXPECT_EQ(confidence("{x: no, z: yes}", "d"), "memory");
}

TEST(Confidence, OfANoIsTheWeakestAmongTheRulesThatCouldHaveDecidedOtherwise) {
  EXPECT_EQ(confidence("{x: no, z: no}", "d"), "memory");
}

TEST(Confidence, IsNoFirmerThanWhatTheAnswerReads) {
  EXPECT_EQ(confidence("{x: yes, z: no}", "reads_d"), "likely");
  EXPECT_EQ(confidence("{x: no, z: yes}", "reads_d"), "memory");
}

TEST(Confidence, IsNotWeakenedByWhatDidNotMatter) {
  EXPECT_EQ(confidence("{x: yes, z: yes}", "either"), "certain");
}

TEST(Confidence, OfOurOwnChoiceIsPolicy) {
  EXPECT_EQ(confidence("{x: yes}", "choice"), "policy");
}

TEST(Grounds, NameTheRecordsTakenOnTrust) {
  const auto json = nlohmann::json::parse(decide_case(load_all({text}), "{x: yes}").to_json());
  for (const auto& o : json["outcomes"]) {
    if (o["decision"] != "recorded") continue;
    EXPECT_EQ(o["value"], true);
    EXPECT_EQ(o["as_far_as_recorded"], nlohmann::json::array({"told"}));
  }
}

}  // namespace
}  // namespace masa::test
