/// Which facts an answer reads.
#pragma once

#include <set>
#include <vector>

#include "plan/plan.hpp"

namespace masa::columns {

/// Facts that a decision reads in any way, whatever the law, and those that say whether its pack speaks.
[[nodiscard]] std::set<std::uint32_t> facts_read_by(const Plan& plan, std::uint32_t decision);

/// The steps of which a decision is made, as far as no list, duty or history is read.
[[nodiscard]] std::vector<std::uint32_t> steps_read_by(const Plan& plan, std::uint32_t decision);

}  // namespace masa::columns
