/// A program over one block of rows: of cases, or of the members of a list.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "columns/bridges.hpp"

namespace masa::columns {

/// A value and the rows that have it.
struct Way {
  Value value;
  Mask rows = nullptr;
};

/// A step's values for the rows of a block. Where a row is in none of `yes`, `no` and `nothing` (of a truth), or not in
/// `known` (of others), the step does not settle it: what it is not known for is asked row by row.
struct Column {
  Lane lane = Lane::truth;
  ConstMask yes = nullptr;
  ConstMask no = nullptr;
  ConstMask known = nullptr;
  ConstMask nothing = nullptr;   ///< of the known; null: none
  const void* values = nullptr;  ///< null: the ways, each row that has a value in one of them
  std::span<const Way> ways;

  /// The rows of a word that are known to have no value.
  [[nodiscard]] Word none_at(std::size_t word) const { return nothing == nullptr ? 0 : nothing[word]; }
  template <class T>
  [[nodiscard]] const T* as() const {
    return static_cast<const T*>(values);
  }
};

/// Precondition: the column has values.
[[nodiscard]] std::int64_t number_at(const Column& column, std::size_t row);

class BlockRun {
 public:
  /// `record`: whose rows they are; no_index for cases. The bridges must outlive it.
  BlockRun(Bridges& bridges, std::uint32_t record);

  /// Goes to the block that begins with this row.
  void start(std::size_t first_row);
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t first_row() const { return first_row_; }
  /// The number of the block, from 1 on.
  [[nodiscard]] std::uint32_t block() const { return block_; }
  /// Precondition: the program runs the step.
  const Column& column(std::uint32_t step);
  /// The same with values a row, where it has ways.
  const Column& with_values(std::uint32_t step);
  Column with_values(Column column);
  /// The same as values of a lane: what has no value at all is of every lane.
  Column in_lane(std::uint32_t step, Lane lane);
  /// The rows of the block for which a value, or that there is none, is known.
  ConstMask known_of(const Column& column);

 private:
  friend class DecisionRun;
  Column compute(std::uint32_t step);
  Column constant(std::uint32_t number, const Value& value, Lane lane);
  /// Values of a lane of which nothing is known.
  Column blank(Lane lane);
  Column widened(const Column& column);
  Column fact(std::uint32_t number, const Step& step);
  Column given(const FactColumn& given);
  Column absent(std::uint32_t number, const FactInfo& info, const Step& step, Lane lane);
  Column connective(const Step& step);
  Column compare(const Step& step);
  Column compare_values(const Step& step, const Column& a, const Column& b, const Value* a_is, const Value* b_is);
  Column member(const Step& step);
  Column applies(const Step& step);
  Column conditional(const Step& step);
  Column look_up(std::uint32_t number, const Step& step);
  Column extreme(const Step& step);
  Column decision(std::uint32_t decision, Lane lane);
  template <class WorkOut>
  Column work_out(const Step& step, const WorkOut& work_out);
  /// A column of what a truth is known to be.
  Column truth(ConstMask yes, ConstMask no);
  Column blend(ConstMask which, const Column& a, const Column& b, ConstMask known);

  Mask filled(Word word);
  Mask copy(ConstMask mask);
  Mask valued(const Column& column);
  /// The rows on which two columns of values are equal; of rows where one has none nothing is said.
  void equal(const Column& a, const Column& b, Mask out);
  /// The rows on which both are known and say the same, be it that there is none.
  Mask agreement(const Column& a, const Column& b);
  void relate(Act act, const Column& column, const Value& constant, bool is_turned, Mask out);
  template <class T>
  const T* loaded(const void* values);
  ConstMask loaded_bits(const Word* bits, Word beyond);

  Bridges& bridges_;
  const Program& program_;
  const Plan& plan_;
  const Kernels& kernels_;
  std::uint32_t record_;
  const Sheet& sheet_;
  Arena arena_;
  std::vector<Column> columns_;
  std::vector<std::uint32_t> computed_in_;  ///< for each step the number of the block for which it was
  std::vector<std::vector<Way>> ways_;      ///< for each step, to be filled anew
  std::uint32_t block_ = 0;
  std::size_t first_row_ = 0;
  std::size_t rows_ = 0;
  Mask all_ = nullptr;
  Mask none_ = nullptr;
};

}  // namespace masa::columns
