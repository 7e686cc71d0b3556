/// A table in bars: one block scalar, a row a line, headings first.
#pragma once

#include "load/fields.hpp"

namespace masa {

/// A cell as text: bytes [begin, end) of the scalar, blanks cut off.
struct CellText {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view text;
};

/// `this row has 3 cells, and there are 4 headings`.
[[nodiscard]] std::string uneven_row(std::size_t cells, std::size_t headings);

/// Whether a table may have so many lines, its headings among them, and so many columns. Complains otherwise.
[[nodiscard]] bool may_hold(std::size_t lines, std::size_t columns, Span place, Sink& sink);

/// The lines of a block, each split at its bars. Empty lines are left out.
[[nodiscard]] std::vector<std::vector<CellText>> split_table(const Node& scalar);

/// A block table as columns and rows of names.
struct Grid {
  std::vector<Name> columns;
  std::vector<std::vector<Name>> rows;
};

/// A table of names. Complains about rows that do not fit the headings.
[[nodiscard]] Grid read_grid(const Node& node, std::string_view what, Sink& sink);
/// `A, B` of a cell.
[[nodiscard]] Citations cited_in(const Name& cell);
[[nodiscard]] std::optional<std::size_t> find_column(const Grid& grid, std::string_view column);

/// The table of a decision. The columns `rule`, `when`, `then`, `cite` and `because` are its own; every other heading
/// is a fact's or decision's label, or an expression. `needs_then`: whether every row must have a result.
[[nodiscard]] TableDecl read_table(const Node& scalar, Sink& sink, bool needs_then = true);

}  // namespace masa
