#include "case/facts.hpp"

#include <algorithm>

namespace masa {

std::optional<std::uint32_t> Schema::find_fact(std::string_view path, std::uint32_t record) const {
  const auto found =
      std::ranges::find_if(facts, [&](const FactInfo& f) { return f.record == record && f.path == path; });
  if (found == facts.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - facts.begin());
}

std::optional<std::uint32_t> Schema::find_record(std::string_view name) const {
  const auto found = std::ranges::find(records, name, &RecordInfo::name);
  if (found == records.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - records.begin());
}

Facts::Facts(const Schema& schema, std::vector<std::vector<std::string>> members) : members_(std::move(members)) {
  owners_.resize(members_.size());
  happened_.resize(members_.size());
  latest_.resize(members_.size());
  std::uint32_t next = 0;
  for (const FactInfo& fact : schema.facts) {
    first_slot_.push_back(next);
    next += member_count(fact.record);
  }
  for (std::uint32_t slot = 0; slot < next; ++slot) values_.push_back(Value::not_known(Why::not_asked, slot));
  as_recorded_.assign(next, false);
}

std::uint32_t Facts::fact_of(std::uint32_t slot) const {
  // Facts of a record without members have no slot: the last fact that starts here is the one.
  return static_cast<std::uint32_t>(std::ranges::upper_bound(first_slot_, slot) - first_slot_.begin() - 1);
}

void Facts::set_happened(std::uint32_t record, std::vector<Happened> happened) {
  latest_[record].clear();
  for (const Happened& event : happened)
    latest_[record].push_back(latest_[record].empty() ? event.last : std::max(latest_[record].back(), event.last));
  happened_[record] = std::move(happened);
}

Facts::Range Facts::events_between(std::uint32_t record, Date first, Date last) const {
  const auto& events = happened_[record];
  const auto begin = std::ranges::lower_bound(latest_[record], first) - latest_[record].begin();
  const auto end = std::ranges::upper_bound(events, last, {}, &Happened::first) - events.begin();
  return {static_cast<std::uint32_t>(std::min(begin, end)), static_cast<std::uint32_t>(end)};
}

std::optional<Date> Facts::first_day() const {
  std::optional<Date> first;
  for (const std::vector<Happened>& events : happened_) {
    for (const Happened& event : events) {
      const Date day = event.first == *make_date({1, 1, 1}) ? event.last : event.first;
      if (!first || day < *first) first = day;
    }
  }
  return first;
}

Value Facts::moved_here(const Value& value, const Facts& from) const {
  if (value.is_known()) return value;
  Reasons reasons = value.reasons().copy();
  for (Reason& reason : reasons) {
    if (is_about_a_fact(reason.why))
      reason.subject = slot(from.fact_of(reason.subject), from.member_of(reason.subject));
  }
  return Value::not_known(std::move(reasons));
}

Facts Facts::with_members(const Schema& schema, const Members& members) const {
  std::vector<std::vector<std::string>> all = members_;
  for (const auto& [record, names] : members) all[record] = names;
  Facts other(schema, std::move(all));
  for (std::uint32_t f = 0; f < schema.facts.size(); ++f) {
    if (members.contains(schema.facts[f].record)) continue;
    for (std::uint32_t m = 0; m < member_count(schema.facts[f].record); ++m) {
      const std::uint32_t mine = slot(f, m);
      const std::uint32_t theirs = other.slot(f, m);
      other.as_recorded_[theirs] = as_recorded_[mine];
      other.values_[theirs] = other.moved_here(values_[mine], *this);
      if (const std::string_view who = said_by(mine); !who.empty()) other.set_said_by(theirs, std::string(who));
    }
  }
  other.judgements_ = judgements_;
  other.owners_ = owners_;
  other.happened_ = happened_;
  other.latest_ = latest_;
  other.covered_ = covered_;
  for (const auto& [record, names] : members) other.owners_[record].clear();
  return other;
}

void Facts::set_as_recorded(std::uint32_t slot, Value value) {
  values_[slot] = std::move(value);
  as_recorded_[slot] = true;
}

std::vector<std::uint32_t> Schema::stand_ins(std::uint32_t fact) const {
  std::vector<std::uint32_t> all;
  if (facts[fact].in_place_of != no_index) all.push_back(facts[fact].in_place_of);
  for (std::uint32_t f = 0; f < facts.size(); ++f) {
    if (facts[f].in_place_of == fact) all.push_back(f);
  }
  return all;
}

namespace {

bool is_absent(const Value& value) {
  return !value.is_known() && value.reasons().front().why == Why::not_asked;
}

bool has_value(const Value& value) {
  return value.is_known() && !value.is_nothing();
}

}  // namespace

void fill_absent(Facts& facts, const Schema& schema) {
  const auto for_each_slot = [&](const auto& visit) {
    for (std::uint32_t f = 0; f < schema.facts.size(); ++f) {
      const FactInfo& info = schema.facts[f];
      if (!info.when_not_recorded && info.in_place_of == no_index) continue;
      for (std::uint32_t m = 0; m < facts.member_count(info.record); ++m) visit(info, facts.slot(f, m), m);
    }
  };
  for_each_slot([&](const FactInfo& info, std::uint32_t slot, std::uint32_t) {
    if (info.when_not_recorded && is_absent(facts.at(slot))) facts.set_as_recorded(slot, *info.when_not_recorded);
  });
  for_each_slot([&](const FactInfo& info, std::uint32_t mine, std::uint32_t m) {
    if (info.in_place_of == no_index) return;
    const std::uint32_t other = facts.slot(info.in_place_of, m);
    if (has_value(facts.at(mine)) && is_absent(facts.at(other))) facts.set(other, Value());
    if (has_value(facts.at(other)) && is_absent(facts.at(mine))) facts.set(mine, Value());
  });
}

}  // namespace masa
