/// Proof that the rows of a table stand apart.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "check/book.hpp"

namespace masa {

/// The conditions of a table, column by column: cells[row][column], empty for `any`. `when[row]` is the row's condition
/// of its own, empty where it has none.
struct TableCells {
  std::vector<std::string> headings;
  std::vector<Typed> subjects;
  std::vector<std::vector<std::optional<Typed>>> cells;
  std::vector<std::optional<Typed>> when;
};

/// Rows of a table, as bits.
class RowSet {
 public:
  RowSet(std::size_t rows, bool all) : words_(rows / bits + 1, all ? ~std::uint64_t{0} : 0) {}
  void insert(std::size_t row) { words_[row / bits] |= std::uint64_t{1} << (row % bits); }
  void erase(std::size_t row) { words_[row / bits] &= ~(std::uint64_t{1} << (row % bits)); }
  RowSet& operator|=(const RowSet& other) {
    for (std::size_t w = 0; w < words_.size(); ++w) words_[w] |= other.words_[w];
    return *this;
  }
  RowSet& operator&=(const RowSet& other) {
    for (std::size_t w = 0; w < words_.size(); ++w) words_[w] &= other.words_[w];
    return *this;
  }
  /// Calls for each row from `first` to before `end` that is in it.
  template <class Visit>
  void for_each(std::size_t first, std::size_t end, const Visit& visit) const {
    for (std::size_t w = first / bits; w < words_.size(); ++w) {
      for (std::uint64_t left = words_[w]; left != 0; left &= left - 1) {
        const std::size_t row = w * bits + static_cast<std::size_t>(__builtin_ctzll(left));
        if (row >= first && row < end) visit(row);
      }
    }
  }

 private:
  static constexpr std::size_t bits = 64;
  std::vector<std::uint64_t> words_;
};

/// Values of a column from one to before another, by their places.
struct Band {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// For each value of a column the rows that may hold there; values of which the same rows do are kept once.
class Meetings {
 public:
  Meetings(const std::vector<std::vector<Band>>& may_hold, std::size_t values);
  /// The rows that may hold somewhere in these bands.
  [[nodiscard]] RowSet of(const std::vector<Band>& bands) const;

 private:
  static constexpr std::size_t many = 64;
  [[nodiscard]] std::size_t place(std::size_t value) const;

  std::size_t rows_;
  std::vector<std::size_t> edges_;
  std::vector<RowSet> at_;        ///< between two edges
  std::vector<RowSet> together_;  ///< of so many in a row
};

/// Pairs of rows that no column keeps apart. Exact where every cell compares its heading with constants; a condition
/// that the pass cannot see through counts as one that may hold. The table and the book must outlive it.
class Overlaps {
 public:
  Overlaps(const TableCells& table, const Book& book);

  /// Calls with both rows, the first before the second, in order.
  template <class Visit>
  void for_each(const Visit& visit) const {
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
      meeting(i).for_each(i + 1, table_.cells.size(), [&](std::size_t j) {
        if (!are_opposite(i, j)) visit(i, j);
      });
    }
  }
  /// A value for each heading under which both apply: `stillborn = no, legal advice = notify`.
  [[nodiscard]] std::string example(std::size_t i, std::size_t j) const;

 private:
  struct Column {
    std::vector<Value> domain;
    std::unordered_map<std::int64_t, std::size_t> place_of;  ///< of values in it, by what they are
    std::optional<std::size_t> place_of_nothing;
    std::vector<std::vector<Band>> may_hold;  ///< for each row
  };

  [[nodiscard]] std::vector<Value> domain_of(std::size_t c) const;
  [[nodiscard]] std::vector<Band> bands_of(std::size_t c, const std::optional<Typed>& cell) const;
  [[nodiscard]] std::string words_of_value(const Value& value, const Type& type) const;
  [[nodiscard]] bool are_opposite(std::size_t i, std::size_t j) const;
  [[nodiscard]] RowSet meeting(std::size_t row) const;

  const TableCells& table_;
  const Book& book_;
  std::vector<Column> columns_;
  std::vector<Meetings> meetings_;
};

}  // namespace masa
