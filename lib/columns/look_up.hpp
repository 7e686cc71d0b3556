/// Rows looked up in tables of completions, into columns of answers.
#pragma once

#include <unordered_map>
#include <vector>

#include "columns/completions.hpp"
#include "columns/outcomes.hpp"

namespace masa::columns {

/// An answer as a row of its column has it.
struct Cell {
  std::int64_t number = 0;  ///< or the code
  State state = State::fact;
  bool has_value = false;
  bool is_asked = false;  ///< only the evaluator of single cases can tell
};

/// For one thread, which goes from block to block.
class LookUps {
 public:
  LookUps(const Cases& cases, const Kernels& kernels) : cases_(cases), kernels_(kernels) {}

  /// Cells by what a table holds of them, those of a column: to be filled before they are looked up.
  [[nodiscard]] std::vector<Cell>& cells(const Completed& completed) { return cells_[&completed]; }
  /// Answers rows of a block; leaves those among the rows that are to be asked. `block`: its number.
  void answer(OutcomeColumn& out, const Completed& completed, std::size_t first_row, std::uint32_t block, Block& rows);

 private:
  const Cases& cases_;
  const Kernels& kernels_;
  std::unordered_map<const Sorting*, Places> places_;
  std::unordered_map<const Completed*, std::vector<Cell>> cells_;
};

}  // namespace masa::columns
