#include "course/owed.hpp"

namespace masa {

Standing standing_of(Evaluator& evaluator, std::uint32_t duty, std::uint32_t member) {
  Standing standing{evaluator.duty_applies(duty, member), {}};
  if (standing.applies.is_known()) return standing;
  const Typed& when = evaluator.plan().book.duties[duty].when;
  standing.possible = possible_values(evaluator, when.step, when.record == no_index ? 0 : member);
  const Possible& possible = standing.possible;
  const bool is_settled = possible.is_complete && possible.values.size() == 1 && possible.values.front().is_known();
  // Every completion gives the same: that is the answer, unless whom it binds is open as well.
  if (is_settled) standing.applies = and_also(possible.values.front(), evaluator.duty_binds(duty, member));
  return standing;
}

Owed::Key Owed::key(const Evaluator& evaluator, std::uint32_t duty, std::uint32_t member) {
  const std::uint32_t record = evaluator.plan().book.duties[duty].record;
  return {duty, record == no_index ? "" : evaluator.facts().members(record)[member], evaluator.is_narrowed()};
}

void Owed::begin_law(Evaluator& before) {
  has_days_ = true;
  undated_.clear();
  for (std::uint32_t d = 0; d < before.plan().book.duties.size(); ++d) {
    begin_law_of(before, d);
    if (!before.plan().book.duties[d].is_widened) continue;
    Evaluator narrowed = before.narrowed(before.plan().book.duties[d].pack);
    begin_law_of(narrowed, d);
  }
}

void Owed::begin_law_of(Evaluator& before, std::uint32_t duty) {
  const std::uint32_t count = before.facts().member_count(before.plan().book.duties[duty].record);
  for (std::uint32_t m = 0; m < count; ++m) {
    if (!standing_of(before, duty, m).applies.is_no()) undated_.insert(key(before, duty, m));
    if (before.plan().book.duties[duty].has_cancelled) before.at(before.plan().book.duties[duty].cancelled_when, m);
  }
}

const Since* Owed::note(Evaluator& evaluator, std::uint32_t number, std::uint32_t member, const Standing& now) {
  const Key key = Owed::key(evaluator, number, member);
  const bool is_undated = !has_days_ || undated_.contains(key);
  const Date day = evaluator.dates().facts_at;
  auto found = since_.find(key);
  if (found != since_.end() && !found->second.on && !is_undated) {
    since_.erase(found);  // it was owed by a law that has gone, and nothing says that it was owed then
    found = since_.end();
  }
  const bool is_new = found == since_.end();
  if (is_new && now.applies.is_no()) return nullptr;
  if (is_new) {
    found =
        since_.emplace(key, Since{is_undated ? std::nullopt : std::optional(day), day, std::nullopt, false, now}).first;
  } else if (!found->second.standing.applies.is_known() && now.applies.is_yes()) {
    found->second = Since{day, day, std::nullopt, false, now};
  } else if (!found->second.on && (now.applies.is_yes() || !found->second.standing.applies.is_yes()) &&
             !now.applies.is_no()) {
    found->second.law = day;
    found->second.standing = now;
  }
  Since& since = found->second;
  const Duty& duty = evaluator.plan().book.duties[number];
  if (duty.has_cancelled && evaluator.force_of(duty.cancelled_cite) != Force::not_in_force) {
    since.is_cancelled_today = evaluator.at(duty.cancelled_when, member).is_yes();
    if (since.is_cancelled_today && !since.cancelled) since.cancelled = day;
    if (!since.is_cancelled_today && !since.on) since.cancelled = std::nullopt;
  }
  return &since;
}

}  // namespace masa
