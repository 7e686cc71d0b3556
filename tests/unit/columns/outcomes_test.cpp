// A table of cases says of each row what a determination says of that case, whatever is not known.
#include "columns/outcomes.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "course/history.hpp"
#include "support/files.hpp"
#include "support/packs.hpp"
#include "support/random_book.hpp"
#include "support/random_cases.hpp"
#include "support/random_days.hpp"
#include "support/random_table.hpp"

namespace masa::test {
namespace {

using columns::State;

const AskedDates& today() {
  static const AskedDates dates{*make_date({2025, 3, 10}), *make_date({2025, 3, 10}), std::nullopt};
  return dates;
}

/// Decisions about the case and about those whom it lists.
std::vector<std::uint32_t> in_tables(const Plan& plan) {
  std::vector<std::uint32_t> all;
  for (std::uint32_t d = 0; d < plan.book.decisions.size(); ++d) {
    const std::uint32_t record = plan.book.decisions[d].record;
    if (record == no_index || plan.book.schema.records[record].is_listed()) all.push_back(d);
  }
  return all;
}

/// What a row of a column says, in words.
std::string said(const columns::OutcomeColumn& column, std::size_t row, const Plan& plan) {
  if (column.states[row] != State::decided) return "not known";
  const Type& type = plan.book.decisions[column.decision].type;
  const bool has_value = columns::is_set(column.has_value.data(), row);
  if (!has_value) return "none";
  if (column.form != columns::OutcomeColumn::Form::numbers)
    return plan.book.vocabulary.print(column.answers[column.code(row)], type);
  const std::int64_t number = column.numbers[row];
  return plan.book.vocabulary.print(
      type.base == Type::Base::date ? Value::date(Date{static_cast<std::int32_t>(number)}) : Value::number(number),
      type);
}

/// `alone`: what a determination says; null where it says nothing.
void compare_one(const Plan& plan, const columns::OutcomeColumn& column, std::size_t row, const OutcomeAnswer* alone) {
  const Decision& decision = plan.book.decisions[column.decision];
  ASSERT_EQ(alone == nullptr, column.states[row] == State::silent) << decision.id << " row " << row;
  if (alone == nullptr) return;
  ASSERT_EQ(column.states[row], columns::state_of(alone->value)) << decision.id << " row " << row;
  const std::string words =
      alone->value.is_known() ? plan.book.vocabulary.print(alone->value, decision.type) : "not known";
  ASSERT_EQ(said(column, row, plan), words == "nobody" ? "none" : words) << decision.id << " row " << row;
}

void compare(const Plan& plan, const columns::Cases& cases, columns::Effort* effort = nullptr) {
  const std::vector<std::uint32_t> decisions = in_tables(plan);
  columns::Outcomes outcomes;
  columns::Outcomes by_all;
  columns::decide_cases(plan, cases, today(), decisions, outcomes);
  columns::decide_cases(plan, cases, today(), decisions, by_all, columns::baseline_kernels());
  for (std::size_t c = 0; c < decisions.size(); ++c) {
    ASSERT_EQ(outcomes.columns[c].bytes, by_all.columns[c].bytes);
    ASSERT_EQ(outcomes.columns[c].codes, by_all.columns[c].codes);
    ASSERT_EQ(outcomes.columns[c].numbers, by_all.columns[c].numbers);
    ASSERT_EQ(outcomes.columns[c].has_value, by_all.columns[c].has_value);
    ASSERT_EQ(outcomes.columns[c].states, by_all.columns[c].states);
  }
  if (effort != nullptr) {
    effort->in_columns += outcomes.effort.in_columns;
    effort->row_by_row += outcomes.effort.row_by_row;
  }
  for (std::size_t row = 0; row < cases.rows; ++row) {
    const Facts facts = columns::facts_of_case(cases, plan.book.schema, row);
    const Determined whole = decide_facts(plan, facts, today()).determined;
    for (const columns::OutcomeColumn& column : outcomes.columns) {
      const std::uint32_t record = plan.book.decisions[column.decision].record;
      const auto compare_row = [&](std::size_t at, std::uint32_t member) {
        const auto one = std::ranges::find_if(whole.outcomes, [&](const OutcomeAnswer& answer) {
          return answer.decision == column.decision && answer.member == member;
        });
        compare_one(plan, column, at, one == whole.outcomes.end() ? nullptr : &*one);
      };
      if (record == no_index) {
        compare_row(row, no_index);
      } else {
        const columns::Members& list = *cases.find_list(record);
        for (std::uint32_t m = list.begins[row]; m < list.begins[row + 1]; ++m) compare_row(m, m - list.begins[row]);
      }
      if (testing::Test::HasFatalFailure()) return;
    }
  }
}

TEST(DecideCases, SaysOfEachRowWhatADeterminationSaysOfTheCase) {
  columns::Effort effort;
  for (std::uint32_t seed = 1; seed <= 120; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RuleBook rules = load_all({RandomBook(seed, false, seed % 3 == 0, seed % 2 == 0).text()});
    const Plan& plan = rules.impl().plan;
    ASSERT_NO_FATAL_FAILURE(compare(plan, RandomCases(plan, 700, seed, seed % 4 == 0 ? 0 : 15).cases(), &effort));
  }
  EXPECT_GT(effort.in_columns, effort.row_by_row);
}

TEST(DecideCases, SaysOfEachMemberWhatADeterminationSays) {
  columns::Effort effort;
  for (std::uint32_t seed = 1; seed <= 120; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RuleBook rules = load_all({RandomBook(seed, true, seed % 5 == 0, seed % 2 == 0).text()});
    const Plan& plan = rules.impl().plan;
    ASSERT_NO_FATAL_FAILURE(compare(plan, RandomCases(plan, 250, seed, seed % 4 == 0 ? 0 : 15).cases(), &effort));
  }
  EXPECT_GT(effort.in_columns, effort.row_by_row);
}

TEST(DecideCases, CountsDaysAndNumbersAsADeterminationDoes) {
  for (std::uint32_t seed = 1; seed <= 90; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RuleBook rules = load_all({RandomDays(seed, static_cast<RandomDays::About>(seed % 3)).text()});
    const Plan& plan = rules.impl().plan;
    ASSERT_NO_FATAL_FAILURE(compare(plan, RandomCases(plan, 400, seed, 10).cases()));
  }
}

/// Some rows of cases without lists.
columns::Cases slice(const columns::Cases& cases, std::size_t first, std::size_t rows) {
  columns::Cases part;
  part.rows = rows;
  for (columns::FactColumn column : cases.columns) {
    const auto size = column.lane == columns::Lane::codes ? 1 : column.lane == columns::Lane::days ? 4 : 8;
    if (column.values != nullptr) column.values = static_cast<const std::byte*>(column.values) + first * size;
    for (const columns::Word** bits : {&column.yes, &column.known, &column.nothing, &column.withheld}) {
      if (*bits != nullptr) *bits += first / columns::rows_a_word;
    }
    part.columns.push_back(column);
  }
  return part;
}

/// Whole blocks of rows are looked up at once, a few rows each by itself: both say the same.
void compare_with_slices(const Plan& plan, const columns::Cases& cases, columns::Effort& effort) {
  constexpr std::size_t rows_a_slice = 1'024;
  const std::vector<std::uint32_t> decisions = in_tables(plan);
  columns::Outcomes whole;
  columns::decide_cases(plan, cases, today(), decisions, whole);
  effort.in_columns += whole.effort.in_columns;
  effort.row_by_row += whole.effort.row_by_row;
  for (std::size_t first = 0; first < cases.rows; first += rows_a_slice) {
    const columns::Cases part = slice(cases, first, std::min(rows_a_slice, cases.rows - first));
    columns::Outcomes alone;
    columns::decide_cases(plan, part, today(), decisions, alone);
    for (std::size_t c = 0; c < decisions.size(); ++c) {
      for (std::size_t row = 0; row < part.rows; ++row) {
        ASSERT_EQ(whole.columns[c].states[first + row], alone.columns[c].states[row]) << first + row;
        ASSERT_EQ(said(whole.columns[c], first + row, plan), said(alone.columns[c], row, plan)) << first + row;
      }
    }
  }
}

TEST(DecideCases, SaysTheSameOfManyRowsAsOfFew) {
  columns::Effort effort;
  std::ifstream file(project() / "tests/bench/chain.yaml");
  const RuleBook chain = load_all({std::string(std::istreambuf_iterator<char>(file), {})});
  const Plan& of_chain = chain.impl().plan;
  for (const unsigned open : {2U, 20U, 60U}) {
    SCOPED_TRACE("chain, open " + std::to_string(open));
    ASSERT_NO_FATAL_FAILURE(compare_with_slices(of_chain, RandomCases(of_chain, 21'000, open, open).cases(), effort));
  }
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RuleBook rules = load_all({seed % 2 == 0 ? RandomDays(seed, static_cast<RandomDays::About>(seed % 3)).text()
                                                   : RandomBook(seed, false, seed % 3 == 0, seed % 4 == 1).text()});
    const Plan& plan = rules.impl().plan;
    const RandomCases cases(plan, 13'000, seed, seed % 5 == 0 ? 2 : 30);
    ASSERT_NO_FATAL_FAILURE(compare_with_slices(plan, cases.cases(), effort));
  }
  EXPECT_GT(effort.in_columns, effort.row_by_row);
}

TEST(DecideCases, FindsTheRowsOfALongTableThatCanApply) {
  columns::Effort effort;
  std::size_t found = 0;
  for (std::uint32_t seed = 1; seed <= 24; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RuleBook rules = load_all({RandomTable(seed).text()});
    const Plan& plan = rules.impl().plan;
    const RandomCases cases(plan, 250, seed, seed % 4 == 0 ? 0 : 8, 410);
    found += columns::Program(plan, today(), cases.cases()).row_index(0) != nullptr ? 1 : 0;
    ASSERT_NO_FATAL_FAILURE(compare(plan, cases.cases(), &effort));
  }
  EXPECT_GT(found, 9U);
  EXPECT_GT(effort.in_columns, effort.row_by_row);
}

TEST(DecideCases, LooksUpWhatManyRowsMissAlike) {
  std::ifstream file(project() / "tests/bench/chain.yaml");
  const RuleBook rules = load_all({std::string(std::istreambuf_iterator<char>(file), {})});
  const Plan& plan = rules.impl().plan;
  for (const unsigned open : {3U, 20U, 60U}) {
    columns::Effort effort;
    ASSERT_NO_FATAL_FAILURE(compare(plan, RandomCases(plan, 1'500, open, open).cases(), &effort));
    EXPECT_LT(effort.row_by_row, 400U);
  }
}

TEST(DecideCases, AgreesOnTheShippedPacks) {
  const auto loaded = load(shipped_packs());
  ASSERT_TRUE(loaded);
  const Plan& plan = loaded.value().impl().plan;
  for (std::uint32_t seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    ASSERT_NO_FATAL_FAILURE(compare(plan, RandomCases(plan, 2, seed, seed * 10).cases()));
  }
}

}  // namespace
}  // namespace masa::test
