/// Exact arithmetic on the numbers that values hold.
#pragma once

#include <cstdint>
#include <optional>

#include "plan/plan.hpp"

namespace masa {

/// What a sum, difference, product or rounded quotient comes to; empty where it leaves 64 bits, or divides by nought.
[[nodiscard]] std::optional<std::int64_t> work_out(const Step& step, std::int64_t a, std::int64_t b);

}  // namespace masa
