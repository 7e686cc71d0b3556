/// What is certain of a date that is not known: the day before which it cannot be, and the day after which it cannot
/// be.
#pragma once

#include "eval/evaluate.hpp"

namespace masa {

/// The bounds of a date's expression for a member. Of a known date both are the date; of what has no value, none.
[[nodiscard]] DateBounds bounds_of(Evaluator& evaluator, const Typed& date, std::uint32_t member);

}  // namespace masa
