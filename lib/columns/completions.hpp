/// What a decision is where facts are missing: the same for all rows that miss the same and are alike in the rest.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "columns/rows.hpp"

namespace masa::columns {

/// A fact of which every value falls into one of a few classes that rules cannot tell from within.
struct Sorted {
  std::uint32_t fact = 0;
  const FactColumn* column = nullptr;  ///< null: no row says anything of it
  Lane lane = Lane::truth;
  std::vector<std::int64_t> begins;             ///< of dates and numbers: where each class but the first begins
  std::vector<std::int64_t> examples;           ///< a value of each class
  std::vector<std::uint16_t> class_of_payload;  ///< of words and bodies
  bool has_nothing = false;                     ///< the last class: that there is none
  bool nothing_is_open = false;                 ///< whether what is not known may turn out to be none
  std::size_t stride = 0;
  [[nodiscard]] std::size_t classes() const { return examples.size() + (has_nothing ? 1 : 0); }
};

class Completions {
 public:
  Completions(const Plan& plan, const Cases& cases, const AskedDates& dates);

  /// The answer for a row where a fact that it reads is missing; null: ask the evaluator of single cases.
  const RowAnswer* answer(std::uint32_t decision, std::size_t row);

 private:
  struct Table {
    std::vector<Sorted> facts;
    std::vector<std::uint16_t> cells;  ///< for each choice of a class, or of none known, of each fact
    std::vector<RowAnswer> answers;
  };
  Table* table(std::uint32_t decision);
  bool is_within_reach(std::uint32_t decision);
  std::unique_ptr<Table> make(std::uint32_t decision);
  std::optional<std::vector<Sorted>> sort_facts(std::uint32_t decision, const Program& program);
  bool fill_known(Table& table, std::uint32_t decision);
  void fill_open(Table& table);

  const Plan& plan_;
  const Cases& cases_;
  AskedDates dates_;
  std::unordered_map<std::uint32_t, std::size_t> asked_;
  std::unordered_map<std::uint32_t, std::unique_ptr<Table>> tables_;
};

}  // namespace masa::columns
