/// Decided cases as Arrow has them.
#pragma once

#include "masa/arrow.h"
#include "columns/outcomes.hpp"

namespace masa::columns {

/// A column for each decision, of its name, and one behind it, `decision.state`. Truths are bits, dates are days,
/// numbers whole or decimal, all else a dictionary of texts. A row without a value is null: its state says whether it
/// is decided that there is none, or why nothing is. The structs own what they hold, until they are released.
void write_arrow(const Plan& plan, const Outcomes& outcomes, std::size_t rows, ArrowSchema& schema, ArrowArray& array);

}  // namespace masa::columns
