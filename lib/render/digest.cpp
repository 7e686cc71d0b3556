#include "render/digest.hpp"

#include <algorithm>
#include <map>

namespace masa {

namespace {

enum class Weight : std::uint8_t {
  answer,  ///< to be read
  open,    ///< not known yet
  quiet,   ///< a no: `no`, nobody, none, an empty set, a word that begins with `not_`
  aside,   ///< a step towards others, or about a decision that is quiet (`sar.lead` where `sar` is not applicable)
};

bool is_quiet_value(const OutcomeAnswer& outcome, const Answer& answer, const Show& show) {
  const Value& value = outcome.value;
  if (answer.book().decisions[outcome.decision].is_sensitive && !show.sensitive) return false;
  if (outcome.judgement != nullptr || !value.is_known()) return false;
  if (value.is_nothing() || value.is_no()) return true;
  if (value.tag() == Value::Tag::set) return value.members().empty();
  if (value.tag() != Value::Tag::word) return false;
  return answer.book().vocabulary.print(value, answer.book().decisions[outcome.decision].type).starts_with("not_");
}

class Weigher {
 public:
  Weigher(const Answer& answer, const Show& show) : answer_(answer), show_(show) {
    for (const OutcomeAnswer& outcome : answer.determined.outcomes)
      by_id_[{answer.book().decisions[outcome.decision].id, outcome.member}] = &outcome;
  }

  [[nodiscard]] Weight weight(const OutcomeAnswer& outcome) const {
    const Decision& decision = answer_.book().decisions[outcome.decision];
    if (decision.is_working) return Weight::aside;
    const auto dot = decision.id.rfind('.');
    if (dot != std::string::npos) {
      const auto whole = by_id_.find({decision.id.substr(0, dot), outcome.member});
      if (whole != by_id_.end() && is_quiet_value(*whole->second, answer_, show_)) return Weight::aside;
    }
    if (is_quiet_value(outcome, answer_, show_)) return Weight::quiet;
    const bool is_hidden = decision.is_sensitive && !show_.sensitive;
    return outcome.value.is_known() || is_hidden ? Weight::answer : Weight::open;
  }

 private:
  const Answer& answer_;
  const Show& show_;
  std::map<std::pair<std::string, std::uint32_t>, const OutcomeAnswer*> by_id_;
};

int rank(const DutyAnswer& duty) {
  switch (duty.state) {
    case DutyState::breached:
    case DutyState::overdue:
      return 0;
    case DutyState::due:
      return duty.due.tag() == Value::Tag::date ? 1 : 2;
    case DutyState::going_on:
    case DutyState::in_force:
      return 3;
    case DutyState::not_known:  // its clock runs meanwhile
      return duty.due.tag() == Value::Tag::date ? 1 : 4;
    case DutyState::done_late:
    case DutyState::done:
      return 5;
    default:
      return 6;
  }
}

}  // namespace

std::vector<OutcomeGroup> group_outcomes(const Answer& answer, const Show& show) {
  const Weigher weigher(answer, show);
  std::map<std::pair<std::uint32_t, std::uint32_t>, OutcomeGroup> groups;  // the case first: no_index + 1 is 0
  for (const OutcomeAnswer& outcome : answer.determined.outcomes) {
    const std::uint32_t record = answer.book().decisions[outcome.decision].record;
    OutcomeGroup& group = groups[{record + 1, outcome.member + 1}];
    group.record = record;
    group.member = outcome.member;
    switch (weigher.weight(outcome)) {
      case Weight::answer:
        group.answers.push_back(&outcome);
        break;
      case Weight::open:
        group.open.push_back(&outcome);
        break;
      case Weight::quiet:
        group.quiet.push_back(&outcome);
        break;
      case Weight::aside:
        if (!answer.book().decisions[outcome.decision].is_working) group.aside.push_back(&outcome);
        break;
    }
  }
  std::vector<OutcomeGroup> all;
  for (auto& [key, group] : groups) all.push_back(std::move(group));
  return all;
}

std::vector<const DutyAnswer*> duties_in_order(const Answer& answer) {
  std::vector<const DutyAnswer*> all;
  for (const DutyAnswer& duty : answer.determined.duties) all.push_back(&duty);
  const auto day = [](const DutyAnswer* duty) {
    return duty->due.tag() == Value::Tag::date ? duty->due.as_date().days : INT32_MAX;
  };
  std::ranges::stable_sort(all, {}, [&](const DutyAnswer* duty) { return std::pair(rank(*duty), day(duty)); });
  return all;
}

std::vector<const ConflictAnswer*> conflicts_that_matter(const Answer& answer) {
  std::vector<const ConflictAnswer*> all;
  for (const ConflictAnswer& conflict : answer.determined.conflicts) {
    if (!conflict.differs.is_no()) all.push_back(&conflict);
  }
  return all;
}

}  // namespace masa
