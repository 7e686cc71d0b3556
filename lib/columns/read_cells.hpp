/// Columns of an Arrow table, to columns of facts and to texts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "columns/cases.hpp"
#include "columns/cells.hpp"
#include "diag/diagnostic.hpp"
#include "masa/tables.hpp"
#include "plan/plan.hpp"

namespace masa::columns {

/// A table, and what it is called: empty for the cases.
struct NamedTable {
  const ArrowTable& arrow;
  std::string name;

  [[nodiscard]] std::size_t rows() const;
  [[nodiscard]] std::vector<std::string> columns() const;
  /// ` of `people``; empty for the cases.
  [[nodiscard]] std::string whose() const;
  /// `row 3`, and of which table.
  [[nodiscard]] std::string row(std::size_t row) const;
  /// `row 3 of the column `born``, and of which table.
  [[nodiscard]] std::string place(std::size_t row, std::string_view column) const;
};

constexpr std::size_t most_complaints = 20;  ///< of cells of one column

/// A column and what it stands for.
struct Heading {
  enum class Gives : std::uint8_t { fact, set, list_state, history };
  std::string column;
  std::int64_t child = 0;  ///< its number in the table
  Gives gives = Gives::fact;
  std::uint32_t index = 0;  ///< of the fact, or of the record whose list it is
};

/// A column of one batch.
[[nodiscard]] Cells cells_of(const NamedTable& table, const ArrowArray& batch, const Heading& heading);

/// Where the items of each cell of an Arrow list begin among those below it, and where the last ends. Empty where they
/// lie outside of these, or go back.
[[nodiscard]] std::optional<std::vector<std::size_t>> ends_of_lists(const Cells& cells);
/// Complains of that.
void complain_about_ends(const NamedTable& table, std::string_view column, Sink& sink);

/// The values of one fact. A cell is missing where Arrow says so, where it is empty text, or no number (NaN).
/// Complains of cells that a fact cannot have, naming the column and the row, and never the value.
[[nodiscard]] OwnColumn read_facts(const NamedTable& table, const Heading& heading, const Plan& plan, Sink& sink);

/// Behind this stand the words of an Arrow list, each with this before it; no text that is read holds it.
constexpr char item_mark = '\x1E';

/// Cells as a case would have them written; empty where they are missing.
using Texts = std::vector<std::optional<std::string>>;
[[nodiscard]] Texts read_texts(const NamedTable& table, const Heading& heading, Sink& sink);

}  // namespace masa::columns
