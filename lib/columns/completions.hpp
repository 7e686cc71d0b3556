/// What a decision is where facts are missing: the same for all rows that miss the same and are alike in the rest.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "columns/rows.hpp"
#include "columns/sort_facts.hpp"
#include "columns/threads.hpp"

namespace masa::columns {

/// Facts by which some decisions are looked up.
struct Sorting {
  std::vector<Sorted> facts;
  std::size_t cells = 1;
};

/// Where the rows of the block that is under way stand among the cells.
class Places {
 public:
  Places(const Sorting& by, const Cases& cases, const Kernels& kernels);
  /// Finds the places of rows of a block, which begins with a row. `block`: its number.
  void find(std::size_t first_row, std::uint32_t block, const Block& rows);
  /// Of each row of the block; of those that were not asked for, any.
  [[nodiscard]] const std::uint32_t* of_rows() const { return place_of_row_.data(); }

 private:
  void find_each(std::size_t first_row, const std::vector<std::uint32_t>& rows);
  void find_all(std::size_t first_row);

  const Sorting& by_;
  std::size_t rows_;
  const Kernels& kernels_;
  bool can_find_all_;
  std::uint32_t all_in_ = 0;                ///< the number of the block of which all rows were placed
  std::vector<const FactColumn*> columns_;  ///< null: no row says anything of it
  std::vector<std::uint32_t> place_of_row_;
  std::vector<std::uint32_t> placed_in_;  ///< for each row of a block the number of the block in which it was placed
  std::vector<std::uint32_t> fresh_;
};

/// One decision, for each choice of a class, or of none known, of each fact.
struct Completed {
  static constexpr std::uint16_t several = UINT16_MAX;
  static constexpr std::uint16_t ask = UINT16_MAX - 1;  ///< only the evaluator of single cases can tell
  std::shared_ptr<const Sorting> by;
  std::vector<std::uint16_t> cells;  ///< `several`, `ask`, or the place among the answers
  /// The same in place of them, where there are few answers: so small that it stays in the cache.
  std::vector<std::uint8_t> narrow_cells;
  std::vector<RowAnswer> answers;
};

/// What many threads ask for is made once.
class Completions {
 public:
  /// `decisions`: those that will be asked for. The program must outlive it.
  Completions(const Program& program, const Kernels& kernels, std::vector<std::uint32_t> decisions);

  /// The decision worked out for all choices; null where that cannot be. Made when it is first asked for. Thread-safe.
  const Completed* of(std::uint32_t decision);

 private:
  const std::shared_ptr<const Sorting>& sorting(std::uint32_t decision);
  std::shared_ptr<const Sorting> sort(std::uint32_t decision);
  bool is_within_reach(std::uint32_t decision);
  void make(std::uint32_t decision);
  void fill_known(const std::vector<std::uint32_t>& decisions, const std::shared_ptr<const Sorting>& by);
  static void fill_open(Completed& completed);
  static void narrow(Completed& completed);

  const Program& program_;
  const Plan& plan_;
  const Kernels& kernels_;
  std::vector<std::uint32_t> decisions_;
  OneAtATime one_at_a_time_;
  std::unordered_map<std::uint32_t, std::shared_ptr<const Sorting>> sortings_;  ///< null: it cannot be looked up
  std::unordered_map<std::uint32_t, std::unique_ptr<Completed>> made_;
};

}  // namespace masa::columns
