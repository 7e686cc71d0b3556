/// Of a long table: which rows can apply, by a value that most of them compare with constants. So a case is looked up
/// among a few rows in place of tried by all.
///
///   kind   days              days <  10   10 … 19   20 …
///   a      < 20      1            1          1
///   b      10..19    2                       2
///   a      >= 20     3                                3
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "plan/plan.hpp"

namespace masa::columns {

class RowIndex {
 public:
  /// The step whose value tells the rows.
  [[nodiscard]] std::uint32_t key() const { return key_; }
  /// The rows that can apply where it has a value, in their order: numbers of rules.
  [[nodiscard]] std::span<const std::uint32_t> rows_at(std::int64_t value) const { return rows_of(section(value)); }
  /// And where it has none.
  [[nodiscard]] std::span<const std::uint32_t> rows_at_nothing() const { return rows_of(begins_.size() - 2); }
  /// Truths that must hold, beside what the value says, for a row to apply.
  [[nodiscard]] const std::vector<std::uint32_t>& rest_of(std::uint32_t row) const { return rests_[row]; }

 private:
  friend class IndexMaker;
  void note_dense_sections();
  [[nodiscard]] std::size_t section(std::int64_t value) const;
  [[nodiscard]] std::span<const std::uint32_t> rows_of(std::size_t section) const {
    return std::span(rows_).subspan(begins_[section], begins_[section + 1] - begins_[section]);
  }

  std::uint32_t key_ = 0;
  std::vector<std::int64_t> firsts_;  ///< of each section of the values; ascending, the first is the smallest number
  std::vector<std::uint32_t> section_of_;  ///< by value from the first turn on, where the turns are dense
  std::vector<std::size_t> begins_;        ///< of each section in rows_, and of `nothing`; then the end
  std::vector<std::uint32_t> rows_;
  std::vector<std::vector<std::uint32_t>> rests_;
};

/// Empty where no value tells rows so well that it is worth it. `can_tell`: whether a step's values are numbers that
/// are known to columns.
[[nodiscard]] std::optional<RowIndex> index_rows(const Plan& plan, const std::vector<const Rule*>& rules,
                                                 const std::vector<bool>& can_tell);

}  // namespace masa::columns
