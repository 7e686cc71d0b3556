/// Processes over time: which have begun, how far they have come, how they ended, and who holds what they are about.
#pragma once

#include <set>

#include "eval/evaluate.hpp"

namespace masa {

/// The facts, and those that processes make of them up to the day asked about. `thresholds`, where given, gains the
/// days on which one of their conditions changes with the passing of time alone.
[[nodiscard]] Facts run_processes(const Plan& plan, const Facts& facts, const AskedDates& dates,
                                  std::set<Date>* thresholds = nullptr);

}  // namespace masa
