/// Proof that the rows of a table stand apart.
#pragma once

#include <optional>
#include <string>
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

/// Two rows that can both apply, and a value for each heading under which they do.
struct Overlap {
  std::size_t first = 0;
  std::size_t second = 0;
  std::string example;  ///< `stillborn = no, legal advice = notify`
};

/// Pairs of rows that no column keeps apart. Exact where every cell compares its heading with constants; a condition
/// that the pass cannot see through counts as one that may hold.
[[nodiscard]] std::vector<Overlap> find_overlaps(const TableCells& table, const Book& book);

}  // namespace masa
