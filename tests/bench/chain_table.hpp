/// The cases of chain.hpp as columns of the engine.
#pragma once

#include <random>
#include <vector>

#include "chain.hpp"
#include "columns/cases.hpp"
#include "plan/plan.hpp"

namespace masa::bench {

/// A part of the values can be missing. Neither copied nor moved: its columns point into it, and into the cases.
class ChainTable {
 public:
  /// `open`: of a hundred values of each fact so many are not known.
  ChainTable(const Plan& plan, const ChainCases& of, unsigned open) : of_(of), random_(11) {
    cases_.rows = of.rows();
    known_.reserve(facts_of_chain);
    add(plan, "harm", of_.harm.data(), nullptr, open);
    add(plan, "setting", of_.setting.data(), nullptr, open);
    add(plan, "suspect", of_.suspect.data(), nullptr, open);
    add(plan, "age", of_.age.data(), nullptr, open);
    add(plan, "referrals", of_.referrals.data(), nullptr, open);
    add(plan, "score", of_.score.data(), nullptr, open);
    add(plan, "days_since", of_.days_since.data(), nullptr, open);
    add(plan, "repeated", nullptr, of_.repeated.data(), open);
  }
  ChainTable(const ChainTable&) = delete;
  ChainTable& operator=(const ChainTable&) = delete;

  [[nodiscard]] const columns::Cases& cases() const { return cases_; }

 private:
  static constexpr std::size_t facts_of_chain = 8;

  void add(const Plan& plan, const char* name, const void* values, const columns::Word* yes, unsigned open) {
    columns::FactColumn column;
    column.fact = *plan.book.schema.find_fact(name, no_index);
    column.lane = *columns::lane_of_fact(plan.book.schema.facts[column.fact].type, plan.book.vocabulary);
    column.values = values;
    column.yes = yes;
    if (open > 0) {
      auto& bits = known_.emplace_back(of_.rows() / columns::rows_a_word + 1);
      for (std::size_t row = 0; row < of_.rows(); ++row)
        bits[row / columns::rows_a_word] |= columns::Word{random_() % 100 >= open} << (row % columns::rows_a_word);
      column.known = bits.data();
    }
    cases_.columns.push_back(column);
  }

  const ChainCases& of_;
  std::mt19937 random_;
  std::vector<std::vector<columns::Word>> known_;
  columns::Cases cases_;
};

}  // namespace masa::bench
