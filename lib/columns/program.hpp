/// What of a plan runs in columns, asked about one day of cases that say certain things: which steps do, and what they
/// look up.
#pragma once

#include <set>
#include <unordered_map>

#include "columns/cases.hpp"
#include "columns/row_index.hpp"
#include "eval/evaluate.hpp"

namespace masa::columns {

/// For each body where it leads, or whether it is bound: a value, nothing, or not known.
struct Table {
  static constexpr std::int32_t is_nothing = INT32_MIN;
  static constexpr std::int32_t is_not_known = INT32_MIN + 1;
  std::vector<std::int32_t> entries;
};

/// A step runs in columns where its values stand in lanes and all that it is made of does. Others are asked of the
/// evaluator of single cases, row by row. Immutable once made; the plan must outlive it. The cases are looked at for
/// which columns and lists they have, be it that they have no row.
class Program {
 public:
  Program(const Plan& plan, const AskedDates& dates, const Cases& like);

  [[nodiscard]] const Plan& plan() const { return plan_; }
  [[nodiscard]] const AskedDates& dates() const { return dates_; }
  /// Whether cases say anything of a fact.
  [[nodiscard]] bool is_said(std::uint32_t fact) const { return said_.contains(fact); }
  [[nodiscard]] bool runs(std::uint32_t step) const { return runs_[step]; }
  [[nodiscard]] Lane lane(std::uint32_t step) const { return lanes_[step]; }
  /// The rules of a decision that are in force, in their order.
  [[nodiscard]] const std::vector<const Rule*>& rules(std::uint32_t decision) const { return rules_[decision]; }
  [[nodiscard]] bool has_own_rule_in_force(std::uint32_t decision) const { return has_own_rule_[decision]; }
  /// Whether its last row applies to whatever comes, and is in force.
  [[nodiscard]] bool has_row_that_applies(std::uint32_t decision) const;
  /// Whether all that a decision says by its rows are constants.
  [[nodiscard]] bool says_constants(std::uint32_t decision) const;
  /// Of a decision that says constants the answers of its rules in force, each once; and for each of these rules which.
  struct Answers {
    std::vector<Value> values;
    std::vector<std::uint32_t> of_rule;
  };
  [[nodiscard]] const Answers& answers(std::uint32_t decision) const { return answers_[decision]; }
  /// Of a decision that says constants by many rows: how those are found that can apply. Null: all are tried.
  [[nodiscard]] const RowIndex* row_index(std::uint32_t decision) const;
  /// What `follow` and `bound` look up; null for other steps.
  [[nodiscard]] const Table* table(std::uint32_t step) const;
  [[nodiscard]] bool in_force(const Step& step) const;
  /// The constant of a step; null where it is none.
  [[nodiscard]] const Value* constant(const Typed& typed) const {
    return plan_.steps[typed.step].act == Act::constant ? &plan_.steps[typed.step].constant : nullptr;
  }

 private:
  [[nodiscard]] Answers answers_of(std::uint32_t decision) const;
  bool check(std::uint32_t step);
  bool check_act(std::uint32_t step);
  bool check_kids(const Step& step);
  bool check_fact(const Step& step);
  bool check_decision(std::uint32_t number);
  [[nodiscard]] bool fits(std::uint32_t step, Lane lane) const;
  bool check_compare(const Step& step);
  bool check_truths(const Step& step);
  bool check_set(std::uint32_t set, bool must_be_constant);
  bool check_members(const Step& step);
  /// Whether the step can be known to have no value.
  [[nodiscard]] bool may_be_nothing(const Step& step) const;
  void make_table(std::uint32_t step);
  void index_tables();

  const Plan& plan_;
  AskedDates dates_;
  std::set<std::uint32_t> said_;
  std::set<std::uint32_t> lists_;
  Facts no_facts_;
  Evaluator law_;
  std::vector<std::vector<const Rule*>> rules_;
  std::vector<bool> has_own_rule_;
  std::vector<Answers> answers_;
  enum class Check : std::uint8_t { not_yet, under_way, done };
  std::vector<Check> checked_;
  std::vector<bool> runs_;
  std::vector<bool> may_be_nothing_;
  std::vector<Lane> lanes_;
  std::unordered_map<std::uint32_t, Table> tables_;
  std::unordered_map<std::uint32_t, RowIndex> row_indexes_;  ///< by decision
};

}  // namespace masa::columns
