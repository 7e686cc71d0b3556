#include "columns/sort_facts.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "columns/dependencies.hpp"

namespace masa::columns {

namespace {

constexpr std::size_t most_classes = 64;
constexpr std::int64_t largest_number = std::int64_t{1} << 62U;

bool is_counted(const Type& type) {
  return type.base == Type::Base::date || type.base == Type::Base::number;
}

/// The constants with which dates and numbers are compared, as far as that is all that is done with them.
class Turns {
 public:
  explicit Turns(const Plan& plan, const AskedDates& dates) : plan_(plan), dates_(dates) {}

  bool read(std::uint32_t decision) {
    const std::vector<std::uint32_t> steps = steps_read_by(plan_, decision);
    return std::ranges::all_of(steps, [&](std::uint32_t step) { return read_step(plan_.steps[step]); }) &&
           !is_out_of_reach_;
  }
  [[nodiscard]] const std::set<std::int64_t>& of(std::uint32_t fact) { return turns_[fact]; }

 private:
  [[nodiscard]] bool is_counted_fact(std::uint32_t step) const {
    return plan_.steps[step].act == Act::fact && is_counted(plan_.steps[step].type);
  }

  /// A class begins at the constant, or behind it, or both.
  void note(std::uint32_t step, const Value& constant, bool at = true, bool behind = true) {
    if (constant.is_nothing()) return;
    // The evaluator of single cases tries no number so far out, and then does not know.
    if (constant.payload() <= -largest_number || constant.payload() >= largest_number) {
      is_out_of_reach_ = true;
      return;
    }
    if (at) turns_[plan_.steps[step].index].insert(constant.payload());
    if (behind) turns_[plan_.steps[step].index].insert(constant.payload() + 1);
  }

  bool read_step(const Step& s) {
    if (s.record != no_index || s.act == Act::some_member || s.act == Act::every_member) return false;
    if (s.act == Act::fact && !plan_.book.schema.stand_ins(s.index).empty()) return false;
    if (s.act == Act::decision) return read_answers(plan_.book.decisions[s.index]);
    const bool has_counted = std::ranges::any_of(s.kids, [&](std::uint32_t kid) { return is_counted_fact(kid); });
    if (!has_counted) return true;
    switch (s.act) {
      case Act::applies:
        return true;
      case Act::has_come:
        note(s.kids[0], Value::date(dates_.facts_at), false, true);
        return true;
      case Act::equal:
      case Act::less:
      case Act::at_most:
        for (const std::size_t k : {std::size_t{0}, std::size_t{1}}) {
          const Step& other = plan_.steps[s.kids[1 - k]];
          if (!is_counted_fact(s.kids[k])) continue;
          if (other.act != Act::constant) return false;
          const bool is_below = (s.act == Act::less) == (k == 0);  // value < c, and c <= value, part at c itself
          note(s.kids[k], other.constant, s.act == Act::equal || is_below, s.act == Act::equal || !is_below);
        }
        return true;
      case Act::member: {
        const Step& set = plan_.steps[s.kids[1]];
        if (set.act == Act::constant) {
          for (const Value& value : set.constant.members()) note(s.kids[0], value);
          return true;
        }
        for (const std::uint32_t kid : set.kids) note(s.kids[0], plan_.steps[kid].constant);
        return true;
      }
      default:
        return false;
    }
  }

  /// What a decision says must be no date or number of the case itself.
  bool read_answers(const Decision& decision) {
    const auto is_free = [&](const Typed& typed) { return typed.step == no_index || !is_counted_fact(typed.step); };
    return is_free(decision.otherwise_value) &&
           std::ranges::all_of(decision.rules, [&](const Rule& rule) { return is_free(rule.then); });
  }

  const Plan& plan_;
  AskedDates dates_;
  std::unordered_map<std::uint32_t, std::set<std::int64_t>> turns_;
  bool is_out_of_reach_ = false;
};

}  // namespace

std::optional<std::vector<Sorted>> sort_facts(std::uint32_t decision, const Program& program) {
  const Plan& plan = program.plan();
  Turns turns(plan, program.dates());
  if (!turns.read(decision)) return std::nullopt;
  std::vector<Sorted> all;
  const Vocabulary& vocabulary = plan.book.vocabulary;
  for (const std::uint32_t step : steps_read_by(plan, decision)) {
    const Step& s = plan.steps[step];
    if (s.act != Act::fact || std::ranges::find(all, s.index, &Sorted::fact) != all.end()) continue;
    if (!program.runs(step)) return std::nullopt;
    const FactInfo& info = plan.book.schema.facts[s.index];
    Sorted fact;
    fact.fact = s.index;
    if (!program.is_said(s.index) && info.when_not_recorded) continue;  // the same of every row
    Type type = info.type;
    type.or_nothing = false;
    fact.lane = *lane_of_fact(type, vocabulary);
    fact.has_nothing = info.can_be_nothing();
    // Where a condition does not hold there is none; where it does, there may be none all the same.
    fact.nothing_is_open = info.type.or_nothing || (fact.has_nothing && !info.is_conditional);
    if (fact.lane == Lane::truth) {
      fact.examples = {0, 1};
    } else if (is_counted(type)) {
      const std::int64_t low =
          type.base == Type::Base::date ? make_date({1, 1, 1})->days : std::max(type.low, -largest_number);
      const std::int64_t high =
          type.base == Type::Base::date ? make_date({9999, 12, 31})->days : std::min(type.high, largest_number);
      fact.examples.push_back(low);
      for (const std::int64_t turn : turns.of(s.index)) {
        if (turn <= low || turn > high) continue;
        fact.begins.push_back(turn);
        fact.examples.push_back(turn);
      }
      for (std::int64_t value = 0; fact.lane == Lane::codes && value <= high; ++value) {
        const auto place = std::ranges::upper_bound(fact.begins, value) - fact.begins.begin();
        fact.class_of_payload.push_back(static_cast<std::uint16_t>(place));
      }
    } else {
      for (const std::string& word : vocabulary.words_of_type(type)) {
        const auto value = vocabulary.read(word, type);
        if (!value || value->is_nothing()) continue;
        const auto payload = static_cast<std::size_t>(value->payload());
        if (payload >= fact.class_of_payload.size()) fact.class_of_payload.resize(payload + 1);
        fact.class_of_payload[payload] = static_cast<std::uint16_t>(fact.examples.size());
        fact.examples.push_back(value->payload());
        if (fact.examples.size() > most_classes) return std::nullopt;
      }
    }
    if (fact.classes() > most_classes) return std::nullopt;
    all.push_back(std::move(fact));
  }
  std::ranges::sort(all, {}, &Sorted::fact);
  return all;
}

}  // namespace masa::columns
