/// Which steps rest on a fact: what must be found anew where another value is taken for it.
#pragma once

#include <cstdint>
#include <vector>

#include "plan/plan.hpp"

namespace masa {

/// For each fact the steps whose value may rest on it, be it by way of other steps, decisions or duties; ascending. A
/// step too many costs time, one too few a wrong answer.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> find_readers(const Plan& plan);

}  // namespace masa
