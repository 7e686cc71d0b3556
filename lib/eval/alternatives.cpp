#include "eval/alternatives.hpp"

#include <algorithm>
#include <utility>
namespace masa {

namespace {

constexpr std::size_t most_subset_members = 10;

/// Sets. Where a set is read by one test of membership only, what matters is whether it holds that one member: the
/// empty set and the full one are enough.
std::vector<Value> list_sets(const std::vector<Value>& members, SetUse use) {
  std::vector<Value> sets{Value::set({}), Value::set(members)};
  if (use != SetUse::several) {
    // Where what is sought may differ as well, it makes a difference which one the set holds.
    for (const Value& member : members) {
      if (use == SetUse::one_of_what_may_differ) sets.push_back(Value::set({member}));
    }
    return sets;
  }
  sets.clear();
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

}  // namespace

const Alternatives* AlternativesOfFacts::of(std::uint32_t slot) {
  const auto [entry, is_new] = listed_.try_emplace(slot);
  if (is_new) entry->second = list(slot);
  return entry->second.cases.empty() ? nullptr : &entry->second;
}

bool AlternativesOfFacts::is_date_or_number(std::uint32_t slot) const {
  const Type& type = base_.plan().book.schema.facts[base_.facts().fact_of(slot)].type;
  return type.base == Type::Base::date || type.base == Type::Base::number;
}

/// The slot and all that stand in place of it, directly or by way of others.
std::vector<std::uint32_t> AlternativesOfFacts::stand_ins(std::uint32_t slot) const {
  const std::vector<FactInfo>& infos = base_.plan().book.schema.facts;
  const std::uint32_t member = base_.facts().member_of(slot);
  std::vector<std::uint32_t> facts{base_.facts().fact_of(slot)};
  for (std::size_t i = 0; i < facts.size(); ++i) {
    for (std::uint32_t f = 0; f < infos.size(); ++f) {
      const bool is_one = infos[f].in_place_of == facts[i] || infos[facts[i]].in_place_of == f;
      if (is_one && std::ranges::find(facts, f) == facts.end()) facts.push_back(f);
    }
  }
  std::ranges::sort(facts);
  std::vector<std::uint32_t> slots;
  for (const std::uint32_t fact : facts) slots.push_back(base_.facts().slot(fact, member));
  return slots;
}

Alternatives AlternativesOfFacts::list(std::uint32_t slot) {
  Alternatives all{stand_ins(slot), {}};
  // What is known to be nothing leaves the value to the others.
  std::erase_if(all.slots, [&](std::uint32_t s) { return base_.facts().at(s).is_nothing(); });
  if (all.slots.size() == 1) {
    for (Value& value : values(slot)) all.cases.push_back({std::move(value)});
    if (!all.cases.empty() && is_date_or_number(slot) && can_be_nothing(slot)) all.cases.push_back({Value()});
    return all;
  }
  const auto is_known = [&](std::uint32_t s) { return base_.facts().at(s).is_known(); };
  if (std::ranges::any_of(all.slots, is_known)) return {{slot}, {{Value()}}};  // the one that is known has the value
  bool can_all_be_nothing = false;
  for (std::size_t s = 0; s < all.slots.size(); ++s) {
    // What the step does not read may be anything.
    const bool is_read = breakpoints().facts.contains(all.slots[s]);
    const std::vector<Value> own = is_read ? values(all.slots[s]) : std::vector{Value::truth(true)};
    if (own.empty()) return {all.slots, {}};
    for (const Value& value : own) {
      if (value.is_nothing()) continue;
      std::vector<Value> one(all.slots.size());
      one[s] = value;
      all.cases.push_back(std::move(one));
    }
    can_all_be_nothing = can_all_be_nothing || can_be_nothing(all.slots[s]);
  }
  if (can_all_be_nothing) all.cases.emplace_back(all.slots.size());
  return all;
}

const Breakpoints& AlternativesOfFacts::breakpoints() {
  if (!breakpoints_) breakpoints_ = breakpoints_of(base_, step_, member_);
  return *breakpoints_;
}

bool AlternativesOfFacts::can_be_nothing(std::uint32_t slot) const {
  const FactInfo& info = base_.plan().book.schema.facts[base_.facts().fact_of(slot)];
  // Whether a condition holds is tried by its own facts; where it does, there may be none all the same.
  return info.type.or_nothing || (info.can_be_nothing() && !info.is_conditional);
}

/// Every value of the fact by itself; of a date or number, but for nothing.
std::vector<Value> AlternativesOfFacts::values(std::uint32_t slot) {
  const Plan& plan = base_.plan();
  const std::uint32_t fact = base_.facts().fact_of(slot);
  const Type& type = plan.book.schema.facts[fact].type;
  std::vector<Value> all;
  if (is_date_or_number(slot)) {
    const auto telling = breakpoints().values.find(slot);
    if (telling == breakpoints().values.end()) return all;
    for (const std::int64_t value : telling->second) {
      all.push_back(type.base == Type::Base::date ? Value::date(Date{static_cast<std::int32_t>(value)})
                                                  : Value::number(value));
    }
    return all;
  }
  Type one = type;
  one.is_set = false;
  one.or_nothing = one.or_nothing || (!type.is_set && can_be_nothing(slot));
  for (const std::string& word : plan.book.vocabulary.words_of_type(one))
    all.push_back(*plan.book.vocabulary.read(word, one));
  return type.is_set ? list_sets(all, plan.set_use[fact]) : all;
}

}  // namespace masa
