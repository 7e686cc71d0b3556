// What has happened. An event counts on a day if it happened by then, was recorded by the day by which things were
// known, and the history covers the day. Of an event whose day is known only as between two, that is open while the day
// lies between them.
//
// A day is a set: its events take effect together, in whatever order they are listed. Of two events of one day neither
// is the later; where they go on from each other (`chain: from, to`) the end of the chain is what counts, and where
// they contradict each other nobody guesses.
#include <algorithm>
#include <map>

#include "eval/evaluate.hpp"

namespace masa {

namespace {

/// Whether nobody knew of it yet: it was recorded later.
bool is_unheard_of(const Happened& happened, Date known_by) {
  return happened.recorded && known_by < *happened.recorded;
}

/// Until when it is seen by who looks on a day. Of what nobody recorded, one knew on the day on which it happened.
Date seen_until(const Happened& happened, Date day, Date known_by) {
  return happened.recorded ? day : std::min(day, known_by);
}

}  // namespace

std::uint64_t Evaluator::key_of(const View& view) {
  const auto as_bits = [](std::int32_t day) { return std::uint64_t{static_cast<std::uint32_t>(day)}; };
  return as_bits(view.day.days) << 32U | as_bits(view.window ? view.window->days : INT32_MIN);
}

void Evaluator::look(const View& view) {
  dates_.facts_at = view.day;
  if (follows_law_) take_law();
  window_ = view.window;
  // What was found in a view holds whenever one looks that way again, in the same frame.
  const auto [entry, is_new] = generation_of_.try_emplace(key_of(view), last_generation_ + 1);
  if (is_new) ++last_generation_;
  generation_ = entry->second;
}

void Evaluator::set_frame(std::vector<Value> frame) {
  frame_ = std::move(frame);
  generation_of_.clear();
  look(view());
}

/// When it happened. A day between two of which nothing else can have come in between stands for the last of them.
Happened Evaluator::when(std::uint32_t record, std::uint32_t event) const {
  Happened happened = facts_.happened(record, event);
  const Date seen = seen_until(happened, horizon_, dates_.known_by);
  if (happened.first == happened.last || seen < happened.last) return happened;
  if (!facts_.covered().holds(happened.first)) return happened;  // what nobody recorded may have come in between
  const std::vector<RecordInfo>& records = plan_.book.schema.records;
  for (std::uint32_t r = 0; r < records.size(); ++r) {
    if (!records[r].is_event) continue;
    const auto [begin, end] = facts_.events_between(r, happened.first, happened.last);
    for (std::uint32_t e = begin; e < end; ++e) {
      if (r == record && e == event) continue;
      const bool is_others = records[r].owner != no_index && records[r].owner == records[record].owner &&
                             facts_.owner(r, e) != facts_.owner(record, event);
      const Happened& other = facts_.happened(r, e);
      if (is_unheard_of(other, dates_.known_by)) continue;
      if (!is_others && other.first <= happened.last && happened.first <= other.last) return happened;
    }
  }
  happened.first = happened.last;
  return happened;
}

Value Evaluator::covers_this_day() const {
  return facts_.covered().holds(dates_.facts_at) ? Value::truth(true) : Value::not_known(Why::outside_history);
}

/// Whether all that is looked at is covered: nothing that happened before the first day covered need be recorded.
Value Evaluator::covers_the_past() const {
  const auto& first = facts_.covered().first;
  const bool is_seen_from_its_start = !first || (window_ && *first <= *window_);
  return is_seen_from_its_start ? covers_this_day() : Value::not_known(Why::outside_history);
}

Value Evaluator::has_happened(std::uint32_t record, std::uint32_t event) {
  const Happened happened = when(record, event);
  if (is_unheard_of(happened, dates_.known_by)) return Value::truth(false);
  const Date first = window_.value_or(happened.first);
  const Date seen = seen_until(happened, dates_.facts_at, dates_.known_by);
  if (first <= happened.first && happened.last <= seen) return Value::truth(true);
  if (seen < happened.first || happened.last < first) return Value::truth(false);
  return asks_day(record, event);
}

/// Not known, for want of the day of an event.
Value Evaluator::asks_day(std::uint32_t record, std::uint32_t event) const {
  return Value::not_known(Why::asked, facts_.slot(plan_.book.schema.records[record].day, event));
}

/// Among these are all events of a record that may have happened in what is looked at.
Facts::Range Evaluator::events_in_view(std::uint32_t record) const {
  return facts_.events_between(record, window_.value_or(Date{INT32_MIN}), dates_.facts_at);
}

bool Evaluator::is_about(std::uint32_t scope, std::uint32_t record, std::uint32_t other, std::uint32_t member) const {
  return scope == no_index || plan_.book.schema.records[record].owner != scope || facts_.owner(record, other) == member;
}

std::set<Date> Evaluator::days_of(std::uint32_t record, std::uint32_t member, Date last) const {
  std::set<Date> days;
  bool has_days_between = false;
  const std::vector<RecordInfo>& records = plan_.book.schema.records;
  for (std::uint32_t r = 0; r < records.size(); ++r) {
    if (!records[r].is_event) continue;
    for (std::uint32_t e = 0; e < facts_.member_count(r); ++e) {
      if (!is_about(record, r, e, member)) continue;
      const Happened& happened = facts_.happened(r, e);
      if (is_unheard_of(happened, dates_.known_by)) continue;
      for (const Date day : {happened.first, happened.last}) {
        if (day <= last) days.insert(day);
      }
      has_days_between = has_days_between || happened.first < happened.last;
    }
  }
  if (!has_days_between) return days;
  // What may have happened on any of several days may have on one on which nothing else did.
  for (const Date day : std::vector<Date>(days.begin(), days.end())) {
    if (const auto next = add_days(day, 1); next && *next <= last) days.insert(*next);
  }
  return days;
}

bool Evaluator::has_open_days(std::uint32_t record, std::uint32_t member, Date day) const {
  const std::vector<RecordInfo>& records = plan_.book.schema.records;
  for (std::uint32_t r = 0; r < records.size(); ++r) {
    if (!records[r].is_event) continue;
    for (std::uint32_t e = 0; e < facts_.member_count(r); ++e) {
      if (!is_about(record, r, e, member)) continue;
      const Happened happened = when(r, e);
      if (!is_unheard_of(happened, dates_.known_by) && happened.first < happened.last && happened.first <= day)
        return true;
    }
  }
  return false;
}

/// A fact that does not always apply: not applicable where its condition is no; of a list, that is the empty one.
Value Evaluator::conditional_fact(std::uint32_t number, std::uint32_t member) {
  const Value applies = at(plan_.book.applies_when[number], member);
  if (applies.is_no()) return plan_.book.schema.facts[number].type.is_set ? Value::set({}) : Value();
  const Value& value = fact(number, member);
  return applies.is_yes() || value.is_nothing() ? value : not_known_for_both(applies, value);
}

void Evaluator::note_threshold(std::optional<Date> day) {
  if (thresholds_ != nullptr && day && of_order_ == 0) thresholds_->insert(*day);
}

Value Evaluator::has_come(const Step& step, std::uint32_t member) {
  const Value& date = at(step.kids[0], member);
  if (date.is_nothing()) return Value::truth(false);
  if (!date.is_known()) return date;
  note_threshold(date.as_date());
  return Value::truth(date.as_date() <= dates_.facts_at);
}

/// The events of a step that count or may, each record's last first. Where only the latest are asked for, what is
/// certainly before one that certainly counts may be left out.
std::vector<Evaluator::Candidate> Evaluator::candidates(const Step& step, std::uint32_t member, bool only_latest) {
  std::vector<Candidate> found;
  Date certain{INT32_MIN};
  for (std::size_t k = 0; k < step.events.size(); ++k) {
    const auto [record, field] = step.events[k];
    const auto [begin, end] = events_in_view(record);
    for (std::uint32_t e = end; e > begin;) {
      --e;
      if (only_latest && facts_.latest_so_far(record, e) < certain) break;
      if (!is_about(step.record, record, e, member)) continue;
      Value counts = has_happened(record, e);
      if (counts.is_no()) continue;
      counts = and_also(counts, at(step.kids[k], e));
      if (counts.is_no()) continue;
      found.push_back({record, e, field, when(record, e), std::move(counts)});
      if (found.back().counts.is_yes()) certain = std::max(certain, found.back().happened.first);
    }
  }
  std::ranges::sort(found, {}, [](const Candidate& c) { return std::pair(c.record, c.event); });
  return found;
}

/// Before the first day covered there may be events that nobody recorded. An event that certainly counts since then is
/// later than all of them: then they are no matter for the latest.
Value Evaluator::before_the_first_covered(const std::vector<Candidate>& all, bool latest) const {
  Value past = covers_the_past();
  if (past.is_known() || !latest) return past;
  const Date first = *facts_.covered().first;
  for (const Candidate& c : all) {
    if (c.happened.last < first) continue;
    const Value since = first <= c.happened.first ? Value::truth(true) : asks_day(c.record, c.event);
    if (c.counts.is_yes() && since.is_yes()) return since;
    past = not_known_for_both(past, not_known_for_both(c.counts, since));
  }
  return past;
}

Value Evaluator::pick(const Step& step, std::uint32_t member) {
  const bool latest = step.number == 1;
  const Value covered = covers_this_day();
  if (!covered.is_known()) return covered;
  const std::vector<Candidate> all = candidates(step, member, latest);
  if (const Value past = before_the_first_covered(all, latest); !past.is_known()) return past;
  // An event that certainly counts shuts out what is certainly further from the end that is asked for.
  Date shut{latest ? INT32_MIN : INT32_MAX};
  for (const Candidate& c : all) {
    if (c.counts.is_yes()) shut = latest ? std::max(shut, c.happened.first) : std::min(shut, c.happened.last);
  }
  std::vector<Candidate> left;
  for (const Candidate& c : all) {
    if (latest ? shut <= c.happened.last : c.happened.first <= shut) left.push_back(c);
  }
  const bool is_one_day = std::ranges::all_of(left, [&](const Candidate& c) {
    const bool is_on_it = c.happened.first == c.happened.last && c.happened.first == left.front().happened.first;
    return c.counts.is_yes() && (is_on_it || left.size() == 1);
  });
  if (left.empty()) return {};
  if (is_one_day) return settle(step, member, left, latest);
  // Open: whatever the order, they may all say the same.
  const bool is_certain = std::ranges::any_of(left, [](const Candidate& c) { return c.counts.is_yes(); });
  Value unknown = Value::truth(true);
  Value said = is_certain ? fact(left.front().field, left.front().event) : Value();
  bool agree = true;
  for (const Candidate& c : left) {
    const Value& v = fact(c.field, c.event);
    agree = agree && v.is_known() && v == said;
    if (!c.counts.is_known()) unknown = not_known_for_both(unknown, c.counts);
    if (!v.is_known()) unknown = not_known_for_both(unknown, v);
    if (left.size() > 1 && c.happened.first != c.happened.last) {
      unknown = not_known_for_both(unknown, asks_day(c.record, c.event));
    }
  }
  if (agree) return said;
  return unknown.is_known() ? Value::not_known(Why::events_differ, left.front().record) : unknown;
}

/// The events of one day at the end that is asked for, all certain.
Value Evaluator::settle(const Step& step, std::uint32_t member, const std::vector<Candidate>& last, bool latest) {
  const Value* said = nullptr;
  Value unknown = Value::truth(true);
  bool differ = false;
  for (const Candidate& c : last) {
    const Value& v = fact(c.field, c.event);
    if (!v.is_known()) unknown = not_known_for_both(unknown, v);
    if (v.is_known() && said != nullptr) differ = differ || !(v == *said);
    if (v.is_known() && said == nullptr) said = &v;
  }
  if (!differ && (unknown.is_known() || last.size() == 1)) return unknown.is_known() ? *said : unknown;
  const bool goes_on = latest && std::ranges::any_of(last, [&](const Candidate& c) { return is_chained(c); });
  if (goes_on) {
    const Value end = end_of_chain(last, candidates_of_all_days(step, member));
    return differ || end.is_known() ? end : not_known_for_both(unknown, end);
  }
  return differ ? Value::not_known(Why::events_differ, last.front().record) : unknown;
}

bool Evaluator::is_chained(const Candidate& candidate) const {
  const RecordInfo& record = plan_.book.schema.records[candidate.record];
  return record.chain_from != no_index && record.chain_to != no_index;
}

/// Those of a step up to the day looked at, whatever window it is looked at through.
std::vector<Evaluator::Candidate> Evaluator::candidates_of_all_days(const Step& step, std::uint32_t member) {
  const View narrow = view();
  look({narrow.day, std::nullopt});
  std::vector<Candidate> all = candidates(step, member, false);
  look(narrow);
  return all;
}

/// Where the day's way ends: at the one place to which one more step leads than leaves it, or, where the way comes
/// round, where it began. An event of another kind that day, such as being found somewhere, stands on the way.
Value Evaluator::end_of_chain(const std::vector<Candidate>& day, const std::vector<Candidate>& all) {
  const Value contradiction = Value::not_known(Why::events_differ, day.front().record);
  std::map<std::int64_t, int> balance;
  std::map<std::int64_t, std::int64_t> group;  // places that steps of the day connect
  const auto root = [&](std::int64_t place) {
    while (group[place] != place) place = group[place];
    return place;
  };
  std::vector<std::int64_t> stands;  // where other events of the day are
  for (const Candidate& c : day) {
    const RecordInfo& record = plan_.book.schema.records[c.record];
    const bool is_step = is_chained(c);
    const Value from = fact(is_step ? record.chain_from : c.field, c.event);
    const Value to = is_step ? fact(record.chain_to, c.event) : from;
    if (from.tag() != Value::Tag::reference || to.tag() != Value::Tag::reference)
      return from.is_known() && to.is_known() ? contradiction : not_known_for_both(from, to);
    for (const std::int64_t place : {from.payload(), to.payload()}) group.try_emplace(place, place);
    group[root(from.payload())] = root(to.payload());
    if (!is_step) stands.push_back(from.payload());
    --balance[from.payload()];
    ++balance[to.payload()];
  }
  std::optional<std::int64_t> end;
  for (const auto& [place, steps] : balance) {
    if (root(place) != root(balance.begin()->first) || steps > 1 || (steps == 1 && end)) return contradiction;
    if (steps == 1) end = place;
  }
  if (!end && !stands.empty()) end = stands.front();  // it comes round: it ends where the child was found
  if (!end) {                                         // or where the day before left off
    Date before{INT32_MIN};
    for (const Candidate& c : all) {
      const RecordInfo& record = plan_.book.schema.records[c.record];
      if (!c.counts.is_yes() || day.front().happened.first <= c.happened.last || c.happened.last < before) continue;
      const std::uint32_t place = record.chain_to == no_index ? c.field : record.chain_to;
      const Value& to = fact(place, c.event);
      before = c.happened.last;
      end = to.tag() == Value::Tag::reference ? std::optional(to.payload()) : std::nullopt;
    }
    if (const auto& first = facts_.covered().first; first && before < *first)
      return Value::not_known(Why::outside_history);
  }
  std::optional<Value> answer;
  for (const Candidate& c : day) {
    const RecordInfo& record = plan_.book.schema.records[c.record];
    const Value& reached = fact(is_chained(c) ? record.chain_to : c.field, c.event);
    if (!end || reached.payload() != *end) continue;
    const Value& v = fact(c.field, c.event);
    if (answer && answer->is_known() && v.is_known() && !(*answer == v)) return contradiction;
    answer = answer && !(*answer == v) ? not_known_for_both(*answer, v) : v;
  }
  return answer.value_or(contradiction);
}

/// A state from its beginnings to its ends, day by day: each day's events are seen through a window of that day. What
/// ended on a day and began on it anew has begun; what began and ended on one day, and was not before, has not.
Value Evaluator::by_state(std::uint32_t decision, std::uint32_t member) {
  const Decision& d = plan_.book.decisions[decision];
  const auto find = [&](std::string_view id) -> const Rule* {
    const auto rule = std::ranges::find(d.rules, id, &Rule::id);
    return rule == d.rules.end() ? nullptr : &*rule;
  };
  const Rule& begins = *find("begins");
  const Rule* ends = find("ends");
  const Rule* ends_when = find("ends_when");
  const bool has_value = d.type != Type{};
  const Value absent = has_value ? Value() : Value::truth(false);
  const View outer = view();
  const Value covered = covers_this_day();
  if (!covered.is_known()) return covered;
  // Days that were passed before are not looked at again.
  const auto [found, is_new] = states_so_far_.try_emplace({decision, member});
  StateSoFar& so_far = found->second;
  if (is_new || (so_far.days_passed > 0 && outer.day < state_days(d.record, member)[so_far.days_passed - 1]))
    so_far = {0, Value::truth(false), absent};
  Value& is_on = so_far.is_on;
  Value& with = so_far.with;  // what it is while it is on
  const auto pass = [&](const Value& begun, const Value& goes_on, const Value& then) {
    const bool was_off = is_on.is_no();
    // What keeps its value takes a new one only where it was not on, or ended that day.
    const Value takes = d.is_kept ? and_also(begun, negate(and_also(is_on, goes_on))) : begun;
    // On, if two of these three hold.
    is_on = or_else(or_else(and_also(begun, is_on), and_also(begun, goes_on)), and_also(is_on, goes_on));
    if (!has_value || takes.is_no()) return;
    with = takes.is_yes() || was_off || then == with ? then : not_known_for_both(takes, not_known_for_both(then, with));
  };
  const auto& covered_from = facts_.covered().first;
  const std::vector<Date>& days = state_days(d.record, member);
  for (; so_far.days_passed < days.size() && days[so_far.days_passed] <= outer.day; ++so_far.days_passed) {
    const Date day = days[so_far.days_passed];
    if (day == covered_from) {  // it may have begun and ended before
      const Value open = Value::not_known(Why::outside_history);
      pass(open, ends == nullptr ? Value::truth(true) : open, open);
    }
    look({day, day});
    const Value goes_on = ends == nullptr ? Value::truth(true) : negate(at(ends->when, member));
    pass(at(begins.when, member), goes_on, has_value ? at(begins.then, member) : absent);
  }
  look(outer);
  Value is_on_now = is_on;
  const Value with_now = with;
  if (ends_when != nullptr) is_on_now = and_also(is_on_now, negate(at(ends_when->when, member)));
  if (!has_value || is_on_now.is_no()) return is_on_now.is_no() ? absent : is_on_now;
  return is_on_now.is_yes() || with_now == absent ? with_now : not_known_for_both(is_on_now, with_now);
}

/// The days on which a state of a member can begin or end.
const std::vector<Date>& Evaluator::state_days(std::uint32_t record, std::uint32_t member) {
  const auto [found, is_new] = state_days_.try_emplace({record, member});
  if (is_new) {
    std::set<Date> days = days_of(record, member, horizon_);
    if (const auto& first = facts_.covered().first) days.insert(*first);
    found->second.assign(days.begin(), days.end());
  }
  return found->second;
}

}  // namespace masa
