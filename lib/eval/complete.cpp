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
#include <map>
#include <optional>
#include <tuple>

#include "eval/diagram.hpp"

namespace masa {

namespace {

constexpr std::size_t most_completions = 100'000;
constexpr std::size_t most_subset_members = 10;

class Completion {
 public:
  Completion(Evaluator& base, std::uint32_t step, std::uint32_t member)
      : base_(base), step_(step), member_(member), evaluator_(base.plan(), base.facts(), base.dates()) {
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
    std::vector<Diagram::Ref> cases;
    for (const Value& candidate : *domain(*slot)) {
      evaluator_.assume(*slot, candidate);
      cases.push_back(explore());
    }
    evaluator_.forget(*slot);
    return diagram_.choose(*slot, cases);
  }

  /// A branch that stays unknown: because no rule decides it, or because a fact that cannot be completed (a date) is
  /// missing.
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

  std::optional<std::uint32_t> slot_to_try(const Reasons& reasons) {
    for (const Reason& reason : reasons) {
      if (is_about_a_fact(reason.why) && domain(reason.subject) != nullptr) return reason.subject;
    }
    return std::nullopt;
  }

  /// Every value that the fact may have; null where they cannot be listed.
  const std::vector<Value>* domain(std::uint32_t slot) {
    const auto [entry, is_new] = domains_.try_emplace(slot);
    if (is_new) entry->second = list_domain(base_.facts().fact_of(slot));
    return entry->second.empty() ? nullptr : &entry->second;
  }

  [[nodiscard]] std::vector<Value> list_domain(std::uint32_t fact) const {
    const Type& type = base_.plan().book.schema.facts[fact].type;
    Type one = type;
    one.is_set = false;
    std::vector<Value> values;
    const bool listable =
        type.base == Type::Base::truth || type.base == Type::Base::word || type.base == Type::Base::reference;
    if (!listable) return values;
    for (const std::string& word : base_.plan().book.vocabulary.words_of_type(one))
      values.push_back(*base_.plan().book.vocabulary.read(word, one));
    return type.is_set ? list_sets(values, base_.plan().set_use[fact]) : values;
  }

  /// Sets. Where a set is read by one test of membership only, what matters is whether it holds that one member: the
  /// empty set and the full one are enough.
  [[nodiscard]] static std::vector<Value> list_sets(const std::vector<Value>& members, SetUse use) {
    if (use != SetUse::several) return {Value::set({}), Value::set(members)};
    std::vector<Value> sets;
    if (members.size() > most_subset_members) return sets;
    for (std::size_t bits = 0; bits < std::size_t{1} << members.size(); ++bits) {
      std::vector<Value> subset;
      for (std::size_t m = 0; m < members.size(); ++m) {
        if ((bits >> m & 1U) != 0) subset.push_back(members[m]);
      }
      sets.push_back(Value::set(std::move(subset)));
    }
    return sets;
  }

  /// The fact comes first of whose values most settle the answer at once; then the one that leaves fewest facts open.
  std::vector<std::uint32_t> most_useful_first(Diagram::Ref root) {
    std::vector<std::tuple<double, double, std::uint32_t>> ranked;
    for (const std::uint32_t slot : diagram_.facts_of(root)) {
      const std::size_t count = domains_[slot].size();
      double unsettled = 0;
      double left_open = 0;
      for (std::uint32_t value = 0; value < count; ++value) {
        const Diagram::Ref rest = diagram_.restrict_to(root, slot, value);
        if (!diagram_.is_constant(rest)) unsettled += 1;
        left_open += static_cast<double>(diagram_.facts_of(rest).size());
      }
      ranked.emplace_back(unsettled / static_cast<double>(count), left_open / static_cast<double>(count), slot);
    }
    std::ranges::sort(ranked);
    std::vector<std::uint32_t> slots;
    for (const auto& [unsettled, left_open, slot] : ranked) slots.push_back(slot);
    return slots;
  }

  Evaluator& base_;
  std::uint32_t step_;
  std::uint32_t member_;
  Evaluator evaluator_;
  Diagram diagram_;
  std::vector<Value> answers_;
  std::map<std::uint32_t, std::vector<Value>> domains_;
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
