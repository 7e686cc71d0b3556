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

/// Facts by which some decisions are looked up, and where the rows of the block that is under way stand among them.
struct Sorting {
  std::vector<Sorted> facts;
  std::size_t cells = 1;
  std::vector<std::uint32_t> place_of_row;
  std::vector<std::uint32_t> placed_in;  ///< for each row of a block the number of the block in which it was placed
};

/// One decision, for each choice of a class, or of none known, of each fact.
struct Completed {
  static constexpr std::uint16_t several = UINT16_MAX;
  static constexpr std::uint16_t ask = UINT16_MAX - 1;  ///< only the evaluator of single cases can tell
  std::shared_ptr<Sorting> by;
  std::vector<std::uint16_t> cells;  ///< `several`, `ask`, or the place among the answers
  std::vector<RowAnswer> answers;
};

class Completions {
 public:
  /// `decisions`: those that will be asked for.
  Completions(const Plan& plan, const Cases& cases, const AskedDates& dates, std::vector<std::uint32_t> decisions);

  /// The decision worked out for all choices; null where that cannot be. Made when it is first asked for.
  const Completed* of(std::uint32_t decision);
  /// Finds the places of rows of a block, which begins with a row. `block`: its number.
  void place(Sorting& by, std::size_t first_row, std::uint32_t block, const std::vector<std::uint32_t>& rows);

 private:
  std::shared_ptr<Sorting> sort(std::uint32_t decision, const Program& program);
  std::optional<std::vector<Sorted>> sort_facts(std::uint32_t decision, const Program& program);
  bool is_within_reach(std::uint32_t decision);
  void make(std::uint32_t decision);
  void fill_known(const std::vector<std::uint32_t>& decisions, const std::shared_ptr<Sorting>& by);
  void fill_open(Completed& completed);

  const Plan& plan_;
  const Cases& cases_;
  AskedDates dates_;
  std::vector<std::uint32_t> decisions_;
  std::unordered_map<std::uint32_t, std::unique_ptr<Completed>> made_;
};

}  // namespace masa::columns
