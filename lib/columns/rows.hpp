/// What columns leave open, asked of the evaluator of single cases, row by row. Rows that say the same of all that an
/// answer reads are asked once.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "columns/outcomes.hpp"

namespace masa::columns {

struct RowAnswer {
  Value value;
  State state = State::decided;
};

class Rows {
 public:
  /// The program must outlive it.
  explicit Rows(const Program& program);

  /// The answer to a decision for one row.
  const RowAnswer& answer(std::uint32_t decision, std::size_t row);
  /// What the rules say, be it that the pack has nothing to say of such a case.
  RowAnswer by_the_rules(std::uint32_t decision, std::size_t row);
  [[nodiscard]] std::size_t asked() const { return asked_; }

 private:
  struct Row {
    Facts facts;
    Evaluator evaluator;
    std::vector<bool> is_left_out;
    Row(const Plan& plan, Facts own, const AskedDates& dates);
  };

  Row& at(std::size_t row);
  RowAnswer ask(std::uint32_t decision, std::size_t row);
  /// The columns of the facts that a decision reads.
  const std::vector<const FactColumn*>& read_by(std::uint32_t decision);
  std::string key_of(std::uint32_t decision, std::size_t row);

  const Program& program_;
  const Plan& plan_;
  std::size_t row_ = SIZE_MAX;
  std::unique_ptr<Row> at_row_;
  std::size_t asked_ = 0;
  std::unordered_map<std::uint32_t, std::vector<const FactColumn*>> read_by_;
  std::unordered_map<std::uint32_t, std::unordered_map<std::string, RowAnswer>> answers_;
};

}  // namespace masa::columns
