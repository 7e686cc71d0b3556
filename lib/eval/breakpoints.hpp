/// The values of a date or number that can make a difference.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "eval/evaluate.hpp"

namespace masa {

struct Breakpoints {
  std::set<std::uint32_t> facts;  ///< slots of the unknown facts, of whatever type, that the step may rest on
  std::map<std::uint32_t, std::vector<std::int64_t>> values;  ///< for slots of dates and numbers among them, ascending
};

/// For each unknown date and number that the step may rest on, a few values that stand for all: whatever the step comes
/// to for some days and numbers, it comes to for some of these; and where one fact alone makes a difference, it does so
/// among these. A fact has no values where no such list was found:
///
/// - its own value can be the answer, or part of it;
/// - it is the day or a field of an event, or a state reads it;
/// - it is compared with another unknown fact, other than at a distance of so many days: by months, years or working
///   days, or as an age of which both days are unknown;
/// - the list would be longer than a few hundred values.
///
/// Days from which a count would leave the years 1 to 9999 are not among those that the list stands for.
[[nodiscard]] Breakpoints breakpoints_of(Evaluator& base, std::uint32_t step, std::uint32_t member);

}  // namespace masa
