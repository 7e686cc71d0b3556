// Unknown dates and numbers: what an answer can still be and what would settle it, against brute force over every day
// of a window by the plain evaluator of support/random_days.hpp.
#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "eval/complete.hpp"
#include "support/packs.hpp"
#include "support/random_days.hpp"

namespace masa::test {
namespace {

struct Shape {
  const char* name;
  RandomDays::About about;
};
void PrintTo(const Shape& shape, std::ostream* out) {
  *out << shape.name;
}

/// A random book, a random case of it, and its unknown facts.
struct Trial {
  RandomDays book;
  Whole known;
  std::vector<std::size_t> unknown;
  std::string case_text;

  Trial(std::uint32_t seed, RandomDays::About about, std::size_t most_completions) : book(seed, about) {
    std::size_t completions = 1;
    known.resize(book.facts.size());
    for (std::size_t f = 0; f < book.facts.size(); ++f) {
      const PlainFact& fact = book.facts[f];
      known[f] = book.some_value(fact);
      if (book.below(5) != 0 && completions * fact.domain.size() <= most_completions) {
        completions *= fact.domain.size();
        unknown.push_back(f);
      } else {
        case_text += fact.name + ": " + fact.print(known[f]) + "\n";
      }
    }
    if (case_text.empty()) case_text = "{}";
  }

  template <class Visit>
  void each_completion(const Visit& visit) const {
    std::vector<std::size_t> at(unknown.size(), 0);
    while (true) {
      Whole facts = known;
      for (std::size_t u = 0; u < unknown.size(); ++u) facts[unknown[u]] = book.facts[unknown[u]].domain[at[u]];
      visit(facts);
      std::size_t u = 0;
      while (u < unknown.size() && ++at[u] == book.facts[unknown[u]].domain.size()) at[u++] = 0;
      if (u == unknown.size()) return;
    }
  }
};

struct Truth {
  std::set<Plain> answers;
  std::set<std::string> settle;
};

Truth by_brute_force(const Trial& trial, const PlainDecision& decision) {
  Truth truth;
  std::vector<std::pair<Whole, Plain>> all;
  trial.each_completion([&](const Whole& facts) {
    all.emplace_back(facts, decision.worth(facts));
    truth.answers.insert(all.back().second);
  });
  if (truth.answers.size() == 1) return truth;
  for (const std::size_t u : trial.unknown) {
    std::map<Whole, Plain> by_rest;
    for (const auto& [facts, answer] : all) {
      Whole rest = facts;
      rest[u] = no_value;
      if (by_rest.try_emplace(std::move(rest), answer).first->second == answer) continue;
      truth.settle.insert(trial.book.facts[u].name);
      break;
    }
  }
  return truth;
}

Plain plain(const Value& value) {
  if (!value.is_known()) return open_plain;
  return value.is_nothing() ? no_value : some(value.payload());
}

class UnknownDays : public testing::TestWithParam<Shape> {};

TEST_P(UnknownDays, LeaveTheAnswersOfEveryDayAndSettleNamesWhatCanChangeOne) {
  std::size_t open_answers = 0;
  for (std::uint32_t seed = 1; seed <= 150 && !HasFailure(); ++seed) {
    const Trial trial(seed, GetParam().about, 15'000);
    const RuleBook rules = load_all({trial.book.text()});
    const Determination determination = decide_case(rules, trial.case_text);
    const Plan& plan = rules.impl().plan;
    const Facts& facts = determination.impl().facts;
    Evaluator evaluator(plan, facts, determination.impl().dates);
    for (std::uint32_t d = 0; d < trial.book.decisions.size(); ++d) {
      const PlainDecision& decision = trial.book.decisions[d];
      if (decision.type != PlainDecision::Type::truth && decision.type != PlainDecision::Type::word) continue;
      const Truth truth = by_brute_force(trial, decision);
      const Possible possible = possible_values(evaluator, plan.decision_steps[d], 0);
      std::set<Plain> values;
      for (const Value& v : possible.values) values.insert(plain(v));
      std::set<std::string> settle;
      for (const std::uint32_t slot : possible.settle) settle.insert(plan.book.schema.facts[facts.fact_of(slot)].path);
      const std::string about = "seed " + std::to_string(seed) + ", " + decision.id + "\n" + trial.book.text() +
                                "\ncase:\n" + trial.case_text;
      EXPECT_TRUE(possible.is_complete) << about;
      EXPECT_EQ(values, truth.answers) << about;
      EXPECT_EQ(settle, truth.settle) << about;
      const bool is_about_a_date = truth.settle.contains("x") || truth.settle.contains("z");
      open_answers += is_about_a_date ? 1 : 0;
    }
  }
  EXPECT_GT(open_answers, 80U) << "the books are too easy to show anything";
}

INSTANTIATE_TEST_SUITE_P(OfRandomBooks, UnknownDays,
                         testing::Values(Shape{"AtDistances", RandomDays::About::distances},
                                         Shape{"OfBirth", RandomDays::About::ages},
                                         Shape{"AndWorkingDays", RandomDays::About::working_days}),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace masa::test
