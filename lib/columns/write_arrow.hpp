/// Decided cases as Arrow has them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "columns/arrow_writer.hpp"
#include "columns/outcomes.hpp"

namespace masa::columns {

/// What a member of a list is called, of the case that a row is about.
using MemberName = std::function<std::string(std::size_t row, std::uint32_t record, std::uint32_t member)>;

/// A column for each decision, of its name, and one behind it, `decision.state`; where there are names for members, one
/// more, `decision.settled_by`, a list of facts. Truths are bits, dates are days, numbers whole or decimal, all else a
/// dictionary of texts. A row without a value is null: its state says whether it is decided that there is none, or why
/// nothing is. The memory of codes and states goes over to the arrays.
void write_columns(const Plan& plan, const std::vector<OutcomeColumn*>& columns, std::size_t rows,
                   const MemberName& name_of, ArrowWriter& table);

}  // namespace masa::columns
