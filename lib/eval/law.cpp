// Which texts are in force, on which day's law.
#include <algorithm>

#include "eval/evaluate.hpp"

namespace masa {

void Evaluator::take_law() {
  force_ = &plan_.law.on(dates_.law());
}

bool Evaluator::has_law_of(Date day) const {
  return plan_.law.on(day) == *force_;
}

Force Evaluator::force_of(const std::vector<Citation>& cite) const {
  Force best = cite.empty() ? Force::in_force : Force::not_in_force;
  for (const Citation& citation : cite) best = std::min(best, (*force_)[citation.source]);
  return best;
}

Force Evaluator::force_of(const Rule& rule) const {
  const bool is_unseen = rule.widens && is_narrowed() && !plan_.book.sees[seen_by_][rule.pack];
  return is_unseen ? Force::not_in_force : force_of(rule.cite);
}

Evaluator Evaluator::by_law_of(Date day) const {
  AskedDates dates = dates_;
  dates.law_at = day;
  Evaluator other(plan_, facts_, dates);
  other.thresholds_ = thresholds_;
  other.seen_by_ = seen_by_;
  return other;
}

}  // namespace masa
