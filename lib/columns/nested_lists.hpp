/// Lists of members that stand in a column of the cases.
#pragma once

#include <deque>

#include "columns/read_headings.hpp"

namespace masa::columns {

/// Which rows of a table are of which case: those of a case stand together in `order`, as they do in the table.
struct Grouped {
  std::vector<std::uint32_t> order;    ///< rows
  std::vector<std::uint32_t> begins;   ///< for each case its first place in `order`, and one number more
  std::vector<std::uint32_t> case_of;  ///< for each row of the table its case
};

/// The members of all cases, seen as a table of their own. The arrays of the cases must outlive it.
struct NestedList {
  std::string column;
  std::uint32_t record = 0;
  ArrowTable members;
  std::deque<ArrowArray> batches;
  ArrowSchema no_members{};            ///< where the column knows nothing of their facts
  std::vector<std::uint32_t> case_of;  ///< for each member its case
  Texts states;                        ///< `listed`; empty where the cell is missing: nobody says who they are
};

/// Columns that are Arrow lists of structs and called like a list. Complains of what is no such list inside.
[[nodiscard]] std::deque<NestedList> read_nested_lists(const NamedTable& cases, const Schema& schema,
                                                       const Naming& naming, Sink& sink);

}  // namespace masa::columns
