// Tables of cases through the public face: many threads give what one gives.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <thread>

#include "masa/tables.hpp"
#include "support/packs.hpp"

namespace masa::test {
namespace {

constexpr const char* pack_text = R"yaml(pack: t/p
title: T
layer: national
sources: {S: {title: s, kind: statute}}
types:
  lvl: one of low < mid < high
facts:
  place: {type: lvl}
  told: {type: set of lvl}
  day: {type: date}
  people: {type: list of person}
record person:
  age: {type: whole number from 0 to 120}
  harm: {type: lvl or none}
decisions:
  grave: {question: "Q?", is: "some person has (harm = high and age < 18)", cite: S}
  told_high: {question: "Q?", is: "high in told", cite: S}
  past: {question: "Q?", is: "5 days after day has come", cite: S}
  urgent:
    question: "Q?"
    for_each: person
    type: lvl
    first_row: |
      rule | when                           | then | cite
      a1   | age < 18 and harm >= mid and grave | high | S
      a2   | age < 18 and place = high      | mid  | S
    otherwise: low
  reply:
    question: "Q?"
    type: lvl
    first_row: |
      rule | when                                | then | cite
      b1   | place = high                        | high | S
      b2   | place = mid and day before 2025-03-01 | mid  | S
    otherwise: low
)yaml";

struct Texts {
  Input cases{"cases.csv", "case,place,told,day\n"};
  std::map<std::string, Input> lists{{"people", {"people.csv", "case,person,age,harm\n"}}};

  Texts(int rows, bool has_sets) {
    std::mt19937 random(3);
    const auto any = [&](std::initializer_list<const char*> words) {
      return *(words.begin() + random() % words.size());
    };
    if (!has_sets) cases.text = "case,place,day\n";
    for (int row = 0; row < rows; ++row) {
      cases.text += fmt::format("c{},{},", row, any({"low", "mid", "high", ""}));
      if (has_sets) cases.text += fmt::format("{},", any({"high;low", "mid", "[]", ""}));
      cases.text += fmt::format("{}\n", any({"2025-02-03", "2025-03-08", ""}));
      for (unsigned person = 0; person < random() % 4; ++person)
        lists["people"].text +=
            fmt::format("c{},p{},{},{}\n", row, person, any({"3", "17", "40", ""}), any({"low", "high", "none", ""}));
    }
  }
};

CsvTables decided(const RuleBook& rules, const Texts& texts, unsigned threads) {
  TableView view;
  view.key = "case";
  view.threads = threads;
  view.settled_by = true;
  auto tables = decide_csv(rules, texts.cases, texts.lists, view, {"2025-03-10", "", ""});
  if (!tables) throw std::runtime_error(to_text(tables.diagnostics().front()));
  return std::move(tables).value();
}

TEST(TableOfCases, IsTheSameByHoweverManyThreads) {
  const RuleBook rules = load_all({pack_text});
  for (const bool has_sets : {false, true}) {
    const Texts texts(has_sets ? 700 : 40'000, has_sets);
    const CsvTables one = decided(rules, texts, 1);
    const CsvTables many = decided(rules, texts, 8);
    EXPECT_EQ(one.cases, many.cases);
    EXPECT_EQ(one.members, many.members);
    EXPECT_GT(one.effort.in_columns, 0U);
  }
}

TEST(TableOfCases, MayBeAskedOfOneBookByManyAtOnce) {
  const RuleBook rules = load_all({pack_text});
  const Texts texts(3'000, false);
  const CsvTables alone = decided(rules, texts, 1);
  std::vector<CsvTables> found(4);
  {
    std::vector<std::jthread> callers;
    for (CsvTables& one : found) callers.emplace_back([&] { one = decided(rules, texts, 2); });
  }
  for (const CsvTables& one : found) EXPECT_EQ(one.cases, alone.cases);
}

TEST(TableOfCases, TellsHowFarItHasCome) {
  const RuleBook rules = load_all({pack_text});
  const Texts texts(1'000, true);
  TableView view;
  view.key = "case";
  std::vector<std::size_t> told;
  view.progress = [&](std::size_t done) { told.push_back(done); };
  ASSERT_TRUE(decide_csv(rules, texts.cases, texts.lists, view, {"2025-03-10", "", ""}));
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(std::ranges::is_sorted(told));
  EXPECT_EQ(told.back(), 1'000U);
}

}  // namespace
}  // namespace masa::test
