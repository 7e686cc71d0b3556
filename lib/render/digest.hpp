/// What a page shows first, what in short, and what it leaves to others.
#pragma once

#include <vector>

#include "render/answer.hpp"

namespace masa {

/// The outcomes about the case, then about each member, by their weight. A sensitive one that is not shown weighs the
/// same whatever it is.
struct OutcomeGroup {
  std::uint32_t record = no_index;  ///< no_index: the case
  std::uint32_t member = no_index;
  std::vector<const OutcomeAnswer*> answers;
  std::vector<const OutcomeAnswer*> open;
  std::vector<const OutcomeAnswer*> quiet;
  std::vector<const OutcomeAnswer*> aside;  ///< but for steps
};
[[nodiscard]] std::vector<OutcomeGroup> group_outcomes(const Answer& answer, const Show& show);

/// Overdue first, then by the day on which they are due, or would be if they have arisen; then those without a day,
/// those that may have arisen, and last what is done or at an end.
[[nodiscard]] std::vector<const DutyAnswer*> duties_in_order(const Answer& answer);

/// Those that matter in this case, or may.
[[nodiscard]] std::vector<const ConflictAnswer*> conflicts_that_matter(const Answer& answer);

}  // namespace masa
