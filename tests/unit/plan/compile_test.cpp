#include "plan/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/files.hpp"
#include "support/packs.hpp"

namespace masa::test {
namespace {

const std::string facts = "facts:\n  x:\n    type: truth\n  z:\n    type: truth\n  o:\n    type: whole number\n";

RuleBook with(const std::vector<std::string>& conditions) {
  std::string body = facts + "decisions:\n";
  for (std::size_t i = 0; i < conditions.size(); ++i)
    body += "  d" + std::to_string(i) + ":\n    question: q\n    is: " + conditions[i] + "\n    cite: S\n";
  return book_of(body);
}

const Step& step_of(const RuleBook& rules, std::size_t decision) {
  const Plan& plan = rules.impl().plan;
  return plan.steps[plan.book.decisions[decision].rules[0].then.step];
}

TEST(Compile, FoldsWhatDoesNotDependOnACase) {
  const RuleBook rules =
      with({"x or yes", "x and no", "not no", "not not x", "x and yes", "x or no", "x and x", "yes and (no or yes)"});
  EXPECT_EQ(step_of(rules, 0).constant, Value::truth(true));
  EXPECT_EQ(step_of(rules, 1).constant, Value::truth(false));
  EXPECT_EQ(step_of(rules, 2).constant, Value::truth(true));
  for (const std::size_t decision : {3, 4, 5, 6}) EXPECT_EQ(step_of(rules, decision).act, Act::fact) << decision;
  EXPECT_EQ(step_of(rules, 7).constant, Value::truth(true));
}

TEST(Compile, MakesOneStepOfWhatSaysTheSame) {
  const RuleBook rules = with({"x and z", "z and x", "x and z and x", "(x and z)"});
  const auto& decisions = checked(rules).decisions;
  for (std::size_t d = 1; d < decisions.size(); ++d)
    EXPECT_EQ(decisions[d].rules[0].then.step, decisions[0].rules[0].then.step) << d;
}

TEST(Compile, KeepsApartWhatOnlyLooksTheSame) {
  const RuleBook rules = with({"o > 1", "o > 2", "o >= 1", "x", "z", "o = 1", "o < 1"});
  std::set<std::uint32_t> steps;
  for (const Decision& d : checked(rules).decisions) steps.insert(d.rules[0].then.step);
  EXPECT_EQ(steps.size(), 7U);
}

TEST(Compile, KeepsAWordApartFromANumberAndFromAWordOfAnotherList) {
  const std::string body =
      "types:\n  v: one of a, b\n  w: one of a, b\nfacts:\n  p:\n    type: v\n  q:\n    type: w\ndecisions:\n  d:\n    "
      "question: q\n    type: v\n    is: b\n    cite: S\n  e:\n    question: q\n    type: w\n    is: b\n    cite: S\n  "
      "f:\n    question: q\n    type: whole number\n    is: 1\n    cite: S\n";
  const RuleBook rules = book_of(body);
  std::set<std::uint32_t> steps;
  for (const Decision& d : checked(rules).decisions) steps.insert(d.rules[0].then.step);
  EXPECT_EQ(steps.size(), 3U);
}

TEST(Compile, NumbersEveryStepAfterItsParts) {
  const RuleBook rules = load(shipped_packs()).value();
  const Plan& plan = rules.impl().plan;
  for (std::uint32_t s = 0; s < plan.steps.size(); ++s) {
    for (const std::uint32_t kid : plan.steps[s].kids) EXPECT_LT(kid, s);
  }
  EXPECT_EQ(plan.decision_steps.size(), plan.book.decisions.size());
}

}  // namespace
}  // namespace masa::test
