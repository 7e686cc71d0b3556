/// What a suite expects of a history, against its timeline.
#pragma once

#include <string>
#include <vector>

#include "course/timeline.hpp"
#include "diag/document.hpp"
#include "masa/masa.hpp"

namespace masa {

/// One difference.
struct CourseDifference {
  std::string what;
  std::string expected;
  std::string got;
  Span place;
};

/// Compares under each member's key the stretches of decisions (`from`, `to`, and `is`, `at` or `are`; `to: null`:
/// open), compared after neighbours that are equal were joined; under `duties` rows that must be there, under `absent`
/// rows that must not. What is not listed is passed over. A name that no pack declares, a key that has no meaning and a
/// row that says nothing are differences. `decided_by`: sources, which a pack must define; may be null.
[[nodiscard]] std::vector<CourseDifference> compare_course(const Plan& plan, const Facts& facts, const Node& expect,
                                                           const Node* decided_by);

}  // namespace masa
