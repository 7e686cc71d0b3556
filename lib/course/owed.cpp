#include "course/owed.hpp"

#include <algorithm>

#include "course/left_out.hpp"

namespace masa {

Standing standing_of(Evaluator& evaluator, std::uint32_t duty, std::uint32_t member) {
  Standing standing{evaluator.duty_applies(duty, member), {}};
  if (standing.applies.is_known()) return standing;
  const Typed& when = evaluator.plan().book.duties[duty].when;
  standing.possible = possible_values(evaluator, when.step, when.record == no_index ? 0 : member);
  const Value* when_all = standing.possible.only_value();
  if (when_all != nullptr && when_all->is_known())
    standing.applies = and_also(*when_all, evaluator.duty_binds(duty, member));
  return standing;
}

Owed::Key Owed::key(const Evaluator& evaluator, std::uint32_t duty, std::uint32_t member) {
  const std::uint32_t record = evaluator.plan().book.duties[duty].record;
  return {duty, record == no_index ? "" : evaluator.facts().members(record)[member], evaluator.seen_by()};
}

template <class Visit>
void Owed::for_all(Evaluator& evaluator, const Visit& visit) {
  const std::vector<Duty>& duties = evaluator.plan().book.duties;
  const std::vector<bool> is_left_out = packs_left_out(evaluator.plan().book, evaluator.facts());
  for (std::uint32_t d = 0; d < duties.size(); ++d) {
    if (is_left_out[duties[d].pack]) continue;
    const std::uint32_t count = evaluator.facts().member_count(duties[d].record);
    for (std::uint32_t m = 0; m < count; ++m) visit(evaluator, d, m);
    for (const std::uint32_t pack : duties[d].read_by) {
      Evaluator narrowed = evaluator.narrowed(pack);
      for (std::uint32_t m = 0; m < count; ++m) visit(narrowed, d, m);
    }
  }
}

namespace {

/// Whether a day would settle it: what it waits for may have come while another law counted.
bool waits_for_a_day(const Evaluator& evaluator, const Standing& standing) {
  const Facts& facts = evaluator.facts();
  return !standing.applies.is_known() && std::ranges::any_of(standing.possible.settle, [&](std::uint32_t slot) {
    return evaluator.plan().book.schema.facts[facts.fact_of(slot)].type.base == Type::Base::date;
  });
}

/// A value that outlives the facts it was found in: reasons that name slots name facts and members.
Value kept(const Value& value, const Facts& facts) {
  if (value.is_known()) return value;
  Reasons reasons = value.reasons().copy();
  for (Reason& reason : reasons) {
    if (is_about_a_fact(reason.why))
      reason = {reason.why, facts.fact_of(reason.subject), facts.member_of(reason.subject)};
  }
  return Value::not_known(std::move(reasons));
}

/// Whether what would be owed on this day is cancelled.
bool cancels(Evaluator& evaluator, std::uint32_t number, std::uint32_t member) {
  const Duty& duty = evaluator.plan().book.duties[number];
  return duty.has_cancelled && evaluator.force_of(duty.cancelled_cite) != Force::not_in_force &&
         evaluator.at(duty.cancelled_when, member).is_yes();
}

}  // namespace

void Owed::begin_law(Evaluator& before) {
  undated_.clear();
  for_all(before, [this](Evaluator& evaluator, std::uint32_t duty, std::uint32_t member) {
    const Standing standing = standing_of(evaluator, duty, member);
    const bool is_cancelled = cancels(evaluator, duty, member);
    if (!standing.applies.is_no())
      undated_.insert_or_assign(key(evaluator, duty, member), Before{standing, is_cancelled});
  });
}

void Owed::see(Evaluator& evaluator) {
  for_all(evaluator, [this](Evaluator& of, std::uint32_t duty, std::uint32_t member) {
    note(of, duty, member, standing_of(of, duty, member));
  });
}

const Since* Owed::note(Evaluator& evaluator, std::uint32_t number, std::uint32_t member, const Standing& now) {
  const Key key = Owed::key(evaluator, number, member);
  const auto before = undated_.find(key);
  const bool is_undated = before != undated_.end();
  const Date day = evaluator.dates().facts_at;
  auto found = since_.find(key);
  const bool has_gone = found != since_.end() && !found->second.on && !is_undated;
  if (has_gone && !waits_for_a_day(evaluator, found->second.standing)) {
    since_.erase(found);  // it was owed by a law that has gone, and nothing says that it was owed then
    found = since_.end();
  }
  const bool is_new = found == since_.end();
  if (is_new && now.applies.is_no()) return nullptr;
  // What became certain on this day is owed since then, though it may have been before.
  const bool was_open = is_undated && !before->second.standing.applies.is_known();
  const bool is_as_before = is_undated && was_open == !now.applies.is_known();
  Since certain;
  certain.on = is_as_before ? std::nullopt : std::optional(day);
  certain.law = day;
  certain.standing = now;
  const Duty& duty = evaluator.plan().book.duties[number];
  if (duty.is_who_kept) {
    certain.who = kept(evaluator.at(duty.who, member), evaluator.facts());
    // It may have arisen before: then whoever owed it then still does.
    const bool may_be_older = !is_new && !found->second.standing.applies.is_known() && now.applies.is_yes();
    if (may_be_older && !(found->second.who == certain.who))
      certain.who = not_known_for_both(kept(found->second.standing.applies, evaluator.facts()), found->second.who);
  }
  if (was_open && now.applies.is_yes()) certain.before = before->second.standing.applies;
  if (is_new) {
    certain.may_be_by_older_law = !certain.before.is_known() && waits_for_a_day(evaluator, before->second.standing);
    found = since_.emplace(key, std::move(certain)).first;
  } else if (!found->second.standing.applies.is_known() && now.applies.is_yes()) {
    certain.may_be_by_older_law =
        certain.on && (found->second.on ? !evaluator.dates().law_at && !evaluator.has_law_of(found->second.law)
                                        : waits_for_a_day(evaluator, found->second.standing));
    found->second = std::move(certain);
  } else if (!found->second.on && !now.applies.is_no() &&
             (now.applies.is_yes() || was_open || !found->second.standing.applies.is_yes())) {
    found->second.law = day;
    found->second.standing = now;
  }
  Since& since = found->second;
  const bool was_cancelled = since.is_cancelled;
  since.is_cancelled_today = cancels(evaluator, number, member);
  since.is_cancelled = since.is_cancelled_today || (was_cancelled && since.on);
  if (since.is_cancelled && !was_cancelled) since.cancelled_on = day;
  const bool was_before = is_undated && before->second.is_cancelled;
  if (!since.on && (!since.is_cancelled || was_before)) since.cancelled_on = std::nullopt;
  return &since;
}

Value who_at_first(const Since& since, const Facts& facts) {
  if (since.who.is_known()) return since.who;
  Reasons reasons = since.who.reasons().copy();
  for (Reason& reason : reasons) {
    if (is_about_a_fact(reason.why)) reason = {reason.why, facts.slot(reason.subject, reason.member), 0};
  }
  return Value::not_known(std::move(reasons));
}

}  // namespace masa
