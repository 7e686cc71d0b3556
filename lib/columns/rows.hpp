/// What columns leave open, asked of the evaluator of single cases, row by row. Rows that say the same of all that an
/// answer reads are asked once.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "columns/dependencies.hpp"
#include "columns/outcomes.hpp"

namespace masa::columns {

struct RowAnswer {
  Value value;
  State state = State::decided;
  std::vector<FactOf> settled_by;  ///< facts that could change it, most useful first; where it is not known, and asked
  [[nodiscard]] bool has_value() const { return state == State::decided && !value.is_nothing(); }
};

class Rows {
 public:
  /// `with_facts`: what would settle an answer is asked too. The program and the cases must outlive it.
  Rows(const Program& program, const Cases& cases, bool with_facts = false);

  /// The answer to a decision for one row: of the case, or of the member that it is about.
  const RowAnswer& answer(std::uint32_t decision, std::size_t row);
  /// What the rules say of a case, be it that the pack has nothing to say of it.
  RowAnswer by_the_rules(std::uint32_t decision, std::size_t row);
  [[nodiscard]] std::size_t asked() const { return asked_; }
  [[nodiscard]] bool with_facts() const { return with_facts_; }

 private:
  /// One case.
  struct Case {
    Facts facts;
    Evaluator evaluator;
    std::vector<bool> is_left_out;
    Case(const Plan& plan, Facts own, const AskedDates& dates);
  };
  /// The columns that a decision reads.
  struct ReadColumns {
    std::vector<const FactColumn*> of_case;
    std::vector<const FactColumn*> of_member;
    struct OfList {
      const Members* list = nullptr;
      std::vector<const FactColumn*> columns;
    };
    std::vector<OfList> of_lists;
    bool is_told = true;  ///< they are all that it reads
  };

  Case& at(std::size_t row);
  /// The case of a row, and which of its members the row is.
  [[nodiscard]] std::pair<std::size_t, std::uint32_t> place_of(std::uint32_t decision, std::size_t row) const;
  RowAnswer ask(std::uint32_t decision, std::size_t row);
  const ReadColumns& columns_of(std::uint32_t decision);
  std::string key_of(std::uint32_t decision, std::size_t row);

  const Program& program_;
  const Plan& plan_;
  const Cases& cases_;
  bool with_facts_;
  std::size_t row_ = SIZE_MAX;
  std::unique_ptr<Case> at_row_;
  std::size_t asked_ = 0;
  std::unordered_map<std::uint32_t, ReadColumns> columns_of_;
  std::unordered_map<std::uint32_t, std::unordered_map<std::string, RowAnswer>> answers_;
};

}  // namespace masa::columns
