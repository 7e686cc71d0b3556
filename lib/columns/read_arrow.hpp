/// A table of cases, as Arrow has it, to columns of facts.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "masa/arrow.h"
#include "columns/cases.hpp"
#include "diag/diagnostic.hpp"
#include "plan/plan.hpp"

namespace masa::columns {

/// Cases and the memory that is their own; what could be taken as it is belongs to the array.
struct ReadCases {
  Cases cases;
  std::vector<std::shared_ptr<const void>> memory;
};

/// What a column of a table stands for.
struct Heading {
  std::string column;
  std::uint32_t fact = 0;
};

/// Which fact each column gives: by its name, or as `facts` says by the column's name. What is called in `apart` is no
/// fact. Complains of columns that are neither, of facts that are given twice, and of those that no column can give.
[[nodiscard]] std::vector<Heading> read_headings(const ArrowSchema& schema,
                                                 const std::map<std::string, std::string>& facts,
                                                 const std::vector<std::string>& apart, const Plan& plan, Sink& sink);

/// The rows of one batch. A cell is missing where Arrow says so, where it is empty text, or no number (NaN). Complains
/// of cells that a fact cannot have, naming the column and the row (from `first_row` on), and never the value.
[[nodiscard]] ReadCases read_cases(const ArrowSchema& schema, const ArrowArray& batch,
                                   const std::vector<Heading>& headings, const Plan& plan, std::size_t first_row,
                                   Sink& sink);

}  // namespace masa::columns
