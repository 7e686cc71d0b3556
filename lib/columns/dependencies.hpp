/// What an answer reads.
#pragma once

#include <set>
#include <vector>

#include "plan/plan.hpp"

namespace masa::columns {

/// What a decision reads in any way, whatever the law, and what says whether its pack speaks.
struct Reads {
  std::set<std::uint32_t> facts;
  std::set<std::uint32_t> lists;  ///< records of which it reads all members
  bool all = false;               ///< duties, or what happened over time: whatever a case says
};
[[nodiscard]] Reads read_by(const Plan& plan, std::uint32_t decision);

/// The steps of which a decision is made, as far as no list, duty or history is read.
[[nodiscard]] std::vector<std::uint32_t> steps_read_by(const Plan& plan, std::uint32_t decision);

}  // namespace masa::columns
