// The answer is evaluated as far as Kleene's rules go. Where that leaves it unknown, one of the facts that it waits for
// is given each of its values in turn, and so on, until every branch is decided. The branches make a decision diagram,
// whose constants are the values still possible and whose facts are those that would settle the answer, no more and no
// fewer.
//
//   sar ── needs? ── no ───────────────► not_applicable
//             └──── yes ── concern? ── no ──► permitted
//                              └────── yes ── condition? …
#include "eval/complete.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "eval/alternatives.hpp"
#include "eval/diagram.hpp"

namespace masa {

namespace {

constexpr std::size_t most_completions = 100'000;

class Completion {
 public:
  Completion(Evaluator& base, std::uint32_t step, std::uint32_t member)
      : step_(step), member_(member), evaluator_(base.afresh()), alternatives_(base, step, member) {
    evaluator_.set_base(&base);
  }

  Possible run() {
    const Diagram::Ref root = explore();
    Possible possible;
    possible.is_complete = is_complete_;
    for (const std::uint32_t answer : diagram_.answers_of(root)) possible.values.push_back(answers_[answer]);
    std::ranges::sort(possible.values, [](const Value& a, const Value& b) { return a < b; });
    possible.settle = most_useful_first(root);
    for (const std::uint32_t slot : open_ends_) {
      if (std::ranges::find(possible.settle, slot) == possible.settle.end()) possible.settle.push_back(slot);
    }
    return possible;
  }

 private:
  Diagram::Ref explore() {
    if (++tried_ > most_completions) {
      is_complete_ = false;
      return answer(Value::not_known(Why::not_asked));
    }
    const Value value = evaluator_.at(step_, member_);
    if (value.is_known()) return answer(value);
    const auto slot = slot_to_try(value.reasons());
    if (!slot) return end_open(value);
    const Alternatives& facts = *alternatives_.of(*slot);
    assumed_.insert(assumed_.end(), facts.slots.begin(), facts.slots.end());
    std::vector<Diagram::Ref> cases;
    for (const std::vector<Value>& values : facts.cases) {
      for (std::size_t f = 0; f < values.size(); ++f) evaluator_.assume(facts.slots[f], values[f]);
      cases.push_back(explore());
    }
    for (const std::uint32_t assumed : facts.slots) evaluator_.forget(assumed);
    assumed_.resize(assumed_.size() - facts.slots.size());
    return diagram_.choose(facts.slots.front(), cases);
  }

  /// A branch that stays unknown: because no rule decides it, or because a fact is missing whose values cannot be
  /// listed.
  Diagram::Ref end_open(const Value& value) {
    for (const Reason& reason : value.reasons()) {
      if (!is_about_a_fact(reason.why)) continue;
      is_complete_ = false;
      if (std::ranges::find(open_ends_, reason.subject) == open_ends_.end()) open_ends_.push_back(reason.subject);
    }
    return answer(value);
  }

  /// All that is not known is one answer: a fact that changes only why nothing is known settles nothing.
  Diagram::Ref answer(const Value& value) {
    const auto known = std::ranges::find_if(
        answers_, [&](const Value& a) { return a == value || (!a.is_known() && !value.is_known()); });
    if (known != answers_.end()) return diagram_.constant(static_cast<std::uint32_t>(known - answers_.begin()));
    answers_.push_back(value);
    return diagram_.constant(static_cast<std::uint32_t>(answers_.size() - 1));
  }

  /// Dates and numbers last: they have more values than the others, and often no longer matter then.
  std::optional<std::uint32_t> slot_to_try(const Reasons& reasons) {
    for (const bool with_dates : {false, true}) {
      for (const Reason& reason : reasons) {
        if (!is_about_a_fact(reason.why) || alternatives_.is_date_or_number(reason.subject) != with_dates) continue;
        if (is_assumed(reason.subject)) continue;
        if (alternatives_.of(reason.subject) != nullptr) return reason.subject;
      }
    }
    return std::nullopt;
  }

  /// An answer may wait for a fact that has a value already: for the day of an event, which a case gives otherwise.
  [[nodiscard]] bool is_assumed(std::uint32_t slot) const {
    return std::ranges::find(assumed_, slot) != assumed_.end();
  }

  /// The fact comes first of whose values most settle the answer at once; then the one that leaves fewest facts open.
  /// Days and numbers that come to the same count once: how many of them stand in a list says nothing.
  std::vector<std::uint32_t> most_useful_first(Diagram::Ref root) {
    std::vector<std::tuple<double, double, std::uint32_t>> ranked;
    for (const std::uint32_t slot : diagram_.facts_of(root)) {
      std::vector<Diagram::Ref> rests;
      for (std::uint32_t value = 0; value < alternatives_.of(slot)->cases.size(); ++value)
        rests.push_back(diagram_.restrict_to(root, slot, value));
      if (alternatives_.is_date_or_number(slot)) {
        std::ranges::sort(rests);
        const auto repeated = std::ranges::unique(rests);
        rests.erase(repeated.begin(), repeated.end());
      }
      double unsettled = 0;
      double left_open = 0;
      for (const Diagram::Ref rest : rests) {
        if (!diagram_.is_constant(rest)) unsettled += 1;
        left_open += static_cast<double>(diagram_.facts_of(rest).size());
      }
      const auto count = static_cast<double>(rests.size());
      ranked.emplace_back(unsettled / count, left_open / count, slot);
    }
    std::ranges::sort(ranked);
    std::vector<std::uint32_t> slots;
    for (const auto& [unsettled, left_open, slot] : ranked) {
      const std::vector<std::uint32_t>& all = alternatives_.of(slot)->slots;
      slots.insert(slots.end(), all.begin(), all.end());
    }
    return slots;
  }

  std::uint32_t step_;
  std::uint32_t member_;
  Evaluator evaluator_;
  AlternativesOfFacts alternatives_;
  Diagram diagram_;
  std::vector<Value> answers_;
  std::vector<std::uint32_t> assumed_;  ///< slots that have a value on the branch that is explored
  std::vector<std::uint32_t> open_ends_;
  std::size_t tried_ = 0;
  bool is_complete_ = true;
};

}  // namespace

Possible possible_values(Evaluator& evaluator, std::uint32_t step, std::uint32_t member) {
  const Value& value = evaluator.at(step, member);
  if (value.is_known()) return {{value}, {}, true};
  return Completion(evaluator, step, member).run();
}

}  // namespace masa
