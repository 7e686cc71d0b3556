// What an answer can still be, and what would settle it, against brute force: for small random books every completion
// of the unknown facts is tried, one at a time, by the plain evaluator of support/random_book.hpp.
#include "eval/complete.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "course/determine.hpp"
#include "support/packs.hpp"
#include "support/random_book.hpp"

namespace masa::test {
namespace {

struct Shape {
  const char* name;
  bool with_people;
  bool with_sets;
  bool leaves_open;
};
void PrintTo(const Shape& shape, std::ostream* out) {
  *out << shape.name;
}

/// A random book, a random case of it, and its unknown facts.
struct Trial {
  RandomBook book;
  Complete known;
  std::vector<std::pair<std::string, const RandomFact*>> unknown;
  std::string case_text;

  Trial(std::uint32_t seed, const Shape& shape, std::size_t most_completions)
      : book(seed, shape.with_people, shape.with_sets, shape.leaves_open) {
    std::size_t completions = 1;
    for (const auto& [name, fact] : book.slots()) {
      const auto domain = fact->domain();
      if (book.below(4) != 0 && completions * domain.size() <= most_completions) {
        completions *= domain.size();
        unknown.emplace_back(name, fact);
      } else {
        known[name] = domain[book.below(domain.size())];
      }
    }
    write_case();
  }

  /// The case as YAML: what is unknown is absent, `unknown` or `withheld`; all three are one.
  void write_case() {
    std::string people;
    case_text.clear();
    for (const auto& [name, fact] : book.slots()) {
      const auto dot = name.find('.');
      const std::string key = dot == std::string::npos ? name : name.substr(dot + 1);
      const auto value = known.find(name);
      std::string line;
      if (value == known.end()) {
        const std::size_t how = book.below(3);
        if (how > 0) line = key + ": " + (how == 1 ? "unknown" : "withheld") + "\n";
      } else {
        std::string text = value->second;
        if (text.front() == '{') text = "[" + text.substr(1, text.size() - 2) + "]";
        line = key + ": " + text + "\n";
      }
      if (dot == std::string::npos) case_text += line;
    }
    if (std::any_of(book.facts.begin(), book.facts.end(), [](const RandomFact& f) { return f.of_person; })) {
      case_text += "people:\n";
      for (const char* person : RandomBook::people) {
        case_text += std::string("  - id: ") + person + "\n";
        for (const auto& [name, value] : known) {
          if (!name.starts_with(std::string(person) + ".")) continue;
          const std::string text = value.front() == '{' ? "[" + value.substr(1, value.size() - 2) + "]" : value;
          case_text += "    " + name.substr(3) + ": " + text + "\n";
        }
      }
    }
    if (case_text.empty()) case_text = "{}";
  }

  template <class Visit>
  void each_completion(const Visit& visit) const {
    std::vector<std::size_t> at(unknown.size(), 0);
    while (true) {
      Complete facts = known;
      for (std::size_t u = 0; u < unknown.size(); ++u) facts[unknown[u].first] = unknown[u].second->domain()[at[u]];
      visit(facts, at);
      std::size_t u = 0;
      while (u < unknown.size() && ++at[u] == unknown[u].second->domain().size()) at[u++] = 0;
      if (u == unknown.size()) return;
    }
  }
};

/// What brute force says of one decision.
struct Truth {
  std::set<std::string> answers;
  std::set<std::string> settle;
};

Truth by_brute_force(const Trial& trial, const std::string& decision, const std::string& person) {
  Truth truth;
  std::map<std::vector<std::size_t>, std::string> answer_at;
  trial.each_completion([&](const Complete& facts, const std::vector<std::size_t>& at) {
    const std::string answer = trial.book.value_of(decision, person, facts);
    truth.answers.insert(answer);
    answer_at[at] = answer;
  });
  for (std::size_t u = 0; u < trial.unknown.size(); ++u) {
    std::map<std::vector<std::size_t>, std::set<std::string>> by_rest;
    for (const auto& [at, answer] : answer_at) {
      auto rest = at;
      rest[u] = 0;
      by_rest[rest].insert(answer);
    }
    for (const auto& [rest, answers] : by_rest) {
      if (answers.size() > 1) truth.settle.insert(trial.unknown[u].first);
    }
  }
  return truth;
}

/// The engine's word for a value, as brute force writes it.
std::string word_for(const Value& value, const Type& type, const Book& book) {
  if (!value.is_known()) return open_value;
  const std::string text = book.vocabulary.print(value, type);
  return text == "true" ? "yes" : text == "false" ? "no" : text;
}

std::string slot_name(const Facts& facts, const Book& book, std::uint32_t slot) {
  const FactInfo& fact = book.schema.facts[facts.fact_of(slot)];
  return fact.record == no_index ? fact.path : facts.members(fact.record)[facts.member_of(slot)] + "." + fact.path;
}

/// Calls `check(decision id, person, engine's decision, member)` for every decision and person of a trial.
template <class Check>
void each_answer(const Trial& trial, const Book& book, const Check& check) {
  for (const RandomDecision& d : trial.book.decisions) {
    std::uint32_t number = 0;
    while (book.decisions[number].id != d.id) ++number;
    check(d.id, d.of_person ? std::string("p1") : std::string(), number, 0U);
    if (d.of_person) check(d.id, std::string("p2"), number, 1U);
  }
}

class PossibleValues : public testing::TestWithParam<Shape> {};

TEST_P(PossibleValues, AreTheAnswersOfAllCompletionsAndSettleNamesEveryFactThatCanChangeOne) {
  std::size_t open_answers = 0;
  for (std::uint32_t seed = 1; seed <= 250 && !HasFailure(); ++seed) {
    Trial trial(seed, GetParam(), 500);
    const RuleBook rules = load_all({trial.book.text()});
    const Determination determination = decide_case(rules, trial.case_text);
    const Plan& plan = rules.impl().plan;
    const Facts& facts = determination.impl().facts;
    Evaluator evaluator(plan, facts, determination.impl().dates);
    each_answer(trial, plan.book,
                [&](const std::string& id, const std::string& person, std::uint32_t number, std::uint32_t member) {
                  const Truth truth = by_brute_force(trial, id, person);
                  const Possible possible = possible_values(evaluator, plan.decision_steps[number], member);
                  std::set<std::string> values;
                  for (const Value& v : possible.values)
                    values.insert(word_for(v, plan.book.decisions[number].type, plan.book));
                  std::set<std::string> settle;
                  for (const std::uint32_t slot : possible.settle) settle.insert(slot_name(facts, plan.book, slot));
                  const std::string about = "seed " + std::to_string(seed) + ", " + id + " " + person + "\n" +
                                            trial.book.text() + "\ncase:\n" + trial.case_text;
                  EXPECT_TRUE(possible.is_complete) << about;
                  EXPECT_EQ(values, truth.answers) << about;
                  EXPECT_EQ(settle, truth.settle) << about;
                  open_answers += truth.answers.size() > 1 ? 1 : 0;
                });
  }
  EXPECT_GT(open_answers, 150U) << "the books are too easy to show anything";
}

TEST_P(PossibleValues, MakeAnOutcomeKnownExactlyWhereEveryCompletionAgrees) {
  for (std::uint32_t seed = 1001; seed <= 1150 && !HasFailure(); ++seed) {
    Trial trial(seed, GetParam(), 300);
    const RuleBook rules = load_all({trial.book.text()});
    const Determination determination = decide_case(rules, trial.case_text);
    for (const RandomDecision& d : trial.book.decisions) {
      for (const std::string& person :
           d.of_person ? std::vector<std::string>{"p1", "p2"} : std::vector<std::string>{""}) {
        const Truth truth = by_brute_force(trial, d.id, person);
        std::string expected = truth.answers.size() == 1 ? *truth.answers.begin() : open_value;
        expected = expected == "yes"        ? "true"
                   : expected == "no"       ? "false"
                   : expected == open_value ? "unknown"
                                            : expected;
        EXPECT_EQ(determination.outcome(d.id, person), expected)
            << "seed " << seed << ", " << d.id << " " << person << "\n"
            << trial.book.text() << "\ncase:\n"
            << trial.case_text;
      }
    }
  }
}

TEST_P(PossibleValues, AreSettledByAskingDownTheList) {
  for (std::uint32_t seed = 2001; seed <= 2100 && !HasFailure(); ++seed) {
    Trial trial(seed, GetParam(), 2000);
    const RuleBook rules = load_all({trial.book.text()});
    const RandomDecision& d = trial.book.decisions.back();
    const std::string person = d.of_person ? "p1" : "";
    Trial asked = trial;
    for (std::size_t turn = 0;; ++turn) {
      ASSERT_LE(turn, trial.unknown.size()) << "seed " << seed << ": asking does not end\n" << trial.book.text();
      const Open open = open_answer(decide_case(rules, asked.case_text), d.id, person);
      if (open.settle.empty()) break;
      const auto slots = asked.book.slots();
      const auto slot =
          std::find_if(slots.begin(), slots.end(), [&](const auto& s) { return s.first == open.settle.front(); });
      ASSERT_NE(slot, slots.end());
      const auto domain = slot->second->domain();
      asked.known[slot->first] = domain[asked.book.below(domain.size())];
      std::erase_if(asked.unknown, [&](const auto& u) { return u.first == slot->first; });
      asked.write_case();
    }
    EXPECT_EQ(by_brute_force(asked, d.id, person).answers.size(), 1U) << "seed " << seed << "\n"
                                                                      << trial.book.text() << "\ncase:\n"
                                                                      << asked.case_text;
  }
}

constexpr std::string_view people_in_areas = R"(
types:
  town: one of ay, bee, cee
facts:
  areas:
    type: set of town
  sought:
    type: town
  people:
    type: list of person
record person:
  home:
    type: town
decisions:
  is_split:
    question: Does one live there, and another not?
    is: (some person has home in areas) and not (every person has home in areas)
    cite: S
  holds:
    question: Is it there?
    is: sought in areas
    cite: S
)";

TEST(Possible, ASetIsTriedInPartWhereSeveralMembersAreSoughtInIt) {
  const RuleBook book = load_all({pack(people_in_areas)});
  const Open split = open_answer(decide_case(book, "people: [{id: p, home: ay}, {id: q, home: bee}]\n"), "is_split");
  EXPECT_EQ(split.values, (std::vector<std::string>{"false", "true"}));
  EXPECT_EQ(split.settle, std::vector<std::string>{"areas"});
}

TEST(Possible, WhatIsSoughtInASetCountsAsWell) {
  const Open holds = open_answer(decide_case(load_all({pack(people_in_areas)}), "people: []\n"), "holds");
  EXPECT_EQ(holds.values, (std::vector<std::string>{"false", "true"}));
  EXPECT_EQ(std::set(holds.settle.begin(), holds.settle.end()), (std::set<std::string>{"areas", "sought"}));
}

TEST(Possible, WhatIsKnownToBeNothingLeavesOpenWhatStandsInstead) {
  const RuleBook book = load_all({pack(R"(
facts:
  born:
    type: date
  stillborn_on:
    type: date
    in_place_of: born
    when_not_recorded: not yet
decisions:
  early:
    question: q
    is: born before 2025-03-01
    cite: S
)")});
  const Open open = open_answer(decide_case(book, "{}\n"), "early");
  EXPECT_EQ(open.values, (std::vector<std::string>{"false", "true"}));
  EXPECT_EQ(open.settle, std::vector<std::string>{"born"});
  EXPECT_EQ(decide_case(book, "stillborn_on: 2025-02-01\n").outcome("early"), "false");
}

TEST(Possible, AValueThatMayNotApplyDecidesNothing) {
  const RuleBook book = load_all({pack(R"(
facts:
  asked:
    type: truth
  answer:
    type: whole number
    applies_when: asked
decisions:
  d:
    question: q
    is: answer applies
    cite: S
)")});
  for (const std::string_view given : {"{}\n", "answer: 3\n"}) {
    const Open open = open_answer(decide_case(book, std::string(given)), "d");
    EXPECT_EQ(open.values, (std::vector<std::string>{"false", "true"})) << given;
    EXPECT_EQ(open.settle, std::vector<std::string>{"asked"}) << given;
  }
}

INSTANTIATE_TEST_SUITE_P(OfRandomBooks, PossibleValues,
                         testing::Values(Shape{"Facts", false, false, false}, Shape{"People", true, false, false},
                                         Shape{"Sets", false, true, false}, Shape{"PeopleAndSets", true, true, false}),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace masa::test
