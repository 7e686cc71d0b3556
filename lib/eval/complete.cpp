// The answer is evaluated as far as Kleene's rules go. Where that leaves it unknown, one of the facts that it waits for
// is given each of its values in turn, and so on, until every branch is decided. The branches make a decision diagram,
// whose constants are the values still possible and whose facts are those that would settle the answer, no more and no
// fewer. Branches of which the same is left (rest.hpp) are explored once.
//
//   sar ── needs? ── no ───────────────► not_applicable
//             └──── yes ── concern? ── no ──► permitted
//                              └────── yes ── condition? …
#include "eval/complete.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <optional>
#include <tuple>

#include "eval/alternatives.hpp"
#include "eval/diagram.hpp"
#include "eval/trial.hpp"

namespace masa {

namespace {

constexpr std::size_t most_completions = 10'000;

struct HashOfRest {
  std::size_t operator()(const std::vector<std::uint64_t>& key) const {
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;
    std::uint64_t hash = key.size();
    for (const std::uint64_t part : key) hash = (hash ^ (part + odd + (hash << 6) + (hash >> 2))) * odd;
    return static_cast<std::size_t>(hash);
  }
};

class Completion {
 public:
  Completion(Evaluator& base, std::uint32_t step, std::uint32_t member) : Completion(base, step, {step}, member) {}
  /// Whether one of some truths holds that the step reads.
  Completion(Evaluator& base, std::uint32_t step, std::vector<std::uint32_t> any_of, std::uint32_t member)
      : any_of_(std::move(any_of)), member_(member), trial_(base), alternatives_(base, step, member) {}

  Possible run() {
    const Diagram::Ref root = explore();
    Possible possible;
    possible.is_complete = is_complete_;
    possible.tried = tried_;
    for (const std::uint32_t answer : diagram_.answers_of(root)) possible.values.push_back(answers_[answer]);
    std::ranges::sort(possible.values, [](const Value& a, const Value& b) { return a < b; });
    possible.settle = most_useful_first(root);
    for (const std::uint32_t slot : open_ends_) {
      if (std::ranges::find(possible.settle, slot) == possible.settle.end()) possible.settle.push_back(slot);
    }
    return possible;
  }

 private:
  Value evaluate() {
    Value any = trial_->evaluator.at(any_of_.front(), member_);
    for (std::size_t s = 1; s < any_of_.size(); ++s) any = or_else(any, trial_->evaluator.at(any_of_[s], member_));
    return any;
  }

  Diagram::Ref explore() {
    ++tried_;
    const Value value = evaluate();
    if (value.is_known()) return answer(value);
    RestFinder::Rest rest = trial_->rests.of(any_of_, member_);
    if (rest.is_told) {
      if (const auto known = explored_.find(rest.key); known != explored_.end()) return known->second;
    }
    if (tried_ > most_completions) {
      is_complete_ = false;
      return end_open(value);
    }
    const auto slot = slot_to_try(value.reasons(), rest.unread);
    const Diagram::Ref below = slot ? explore_values_of(*slot) : end_open(value);
    if (rest.is_told) explored_.emplace(std::move(rest.key), below);
    return below;
  }

  Diagram::Ref explore_values_of(std::uint32_t slot) {
    const Alternatives& facts = *alternatives_.of(slot);
    assumed_.insert(assumed_.end(), facts.slots.begin(), facts.slots.end());
    std::vector<Diagram::Ref> cases;
    for (const std::vector<Value>& values : facts.cases) {
      for (std::size_t f = 0; f < values.size(); ++f) trial_->evaluator.assume(facts.slots[f], values[f]);
      cases.push_back(explore());
      for (std::size_t f = 0; f < values.size(); ++f) trial_->evaluator.forget();
    }
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

  /// One of the facts that the answer waits for, in the order in which rules read them, so that one part is done before
  /// the next and the rests are few. Dates and numbers last: they have more values, and often no longer matter then.
  std::optional<std::uint32_t> slot_to_try(const ReasonsOf& reasons, const std::vector<std::uint32_t>& unread) {
    std::vector<std::uint32_t> waits_for;
    for (const Reason& reason : reasons) {
      if (is_about_a_fact(reason.why) && !is_assumed(reason.subject)) waits_for.push_back(reason.subject);
    }
    std::ranges::stable_sort(waits_for, {}, [&](std::uint32_t slot) { return std::ranges::find(unread, slot); });
    std::ranges::stable_partition(waits_for,
                                  [&](std::uint32_t slot) { return !alternatives_.is_date_or_number(slot); });
    for (const std::uint32_t slot : waits_for) {
      if (alternatives_.of(slot) != nullptr) return slot;
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

  std::vector<std::uint32_t> any_of_;  ///< steps; one alone may be of any type
  std::uint32_t member_;
  LentTrial trial_;
  AlternativesOfFacts alternatives_;
  Diagram diagram_;
  std::unordered_map<std::vector<std::uint64_t>, Diagram::Ref, HashOfRest> explored_;
  std::vector<Value> answers_;
  std::vector<std::uint32_t> assumed_;  ///< slots that have a value on the branch that is explored
  std::vector<std::uint32_t> open_ends_;
  std::size_t tried_ = 0;
  bool is_complete_ = true;
};

/// The rows of a decision that gathers all that hold, by what they add.
using Additions = std::map<Value, std::vector<std::uint32_t>>;

/// Empty where the step is no such decision, or what a row adds is not known.
std::optional<Additions> additions_of(Evaluator& evaluator, std::uint32_t step, std::uint32_t member) {
  const Plan& plan = evaluator.plan();
  if (plan.steps[step].act != Act::decision || evaluator.view().window) return std::nullopt;
  const Decision& d = plan.book.decisions[plan.steps[step].index];
  if (d.form != Form::all_rows) return std::nullopt;
  Additions additions;
  for (const Rule& rule : d.rules) {
    if (evaluator.force_of(rule) == Force::not_in_force || evaluator.at(rule.when, member).is_no()) continue;
    const Value& then = evaluator.at(rule.then, member);
    if (!then.is_known()) return std::nullopt;
    if (!then.is_nothing()) additions[then].push_back(rule.when.step);
  }
  return additions;
}

/// A set of which many members are open: each is looked at by itself, and of the sets the smallest and the largest are
/// listed. The facts that would settle it are those that settle one of its members.
Possible bounds_of_set(Evaluator& evaluator, std::uint32_t step, std::uint32_t member, const Additions& additions) {
  std::vector<Value> certain;
  std::vector<Value> possible;
  Possible all;
  for (const auto& [then, when] : additions) {
    const Possible is_in = Completion(evaluator, step, when, member).run();
    const bool is_certain = is_in.only_value() != nullptr && is_in.only_value()->is_yes();
    const bool is_out = is_in.only_value() != nullptr && is_in.only_value()->is_no();
    if (is_certain) certain.push_back(then);
    if (!is_out) possible.push_back(then);
    for (const std::uint32_t slot : is_in.settle) {
      if (std::ranges::find(all.settle, slot) == all.settle.end()) all.settle.push_back(slot);
    }
    all.is_complete = all.is_complete && (is_certain || is_out);
  }
  all.values.push_back(Value::set(std::move(certain)));
  if (!all.is_complete) all.values.push_back(Value::set(std::move(possible)));
  return all;
}

}  // namespace

Possible possible_values(Evaluator& evaluator, std::uint32_t step, std::uint32_t member) {
  const Value& value = evaluator.at(step, member);
  if (value.is_known()) return {{value}, {}, true};
  if (const auto& kept = evaluator.kept_possible(step, member)) return *kept;
  constexpr std::size_t most_open = 6;
  const auto additions = additions_of(evaluator, step, member);
  Possible possible = additions && additions->size() > most_open ? bounds_of_set(evaluator, step, member, *additions)
                                                                 : Completion(evaluator, step, member).run();
  evaluator.kept_possible(step, member) = std::make_shared<const Possible>(possible);
  return possible;
}

}  // namespace masa
