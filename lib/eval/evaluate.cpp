#include "eval/evaluate.hpp"

#include <algorithm>
#include <utility>

#include "eval/complete.hpp"

namespace masa {

namespace {

/// A set in the making; not known where one of its parts is not.
class Gathered {
 public:
  void need(const Value& v) {
    if (!v.is_known()) unknown_ = not_known_for_both(unknown_, v);
  }
  void add(const Value& v) {
    need(v);
    if (!v.is_known()) return;
    if (v.tag() == Value::Tag::set) {
      all_.insert(all_.end(), v.members().begin(), v.members().end());
    } else {
      all_.push_back(v);
    }
  }
  Value take() { return unknown_.is_known() ? Value::set(std::move(all_)) : unknown_; }

 private:
  std::vector<Value> all_;
  Value unknown_ = Value::truth(true);
};

}  // namespace

Evaluator::Evaluator(const Plan& plan, const Facts& facts, const AskedDates& dates)
    : plan_(plan), facts_(facts), dates_(dates), horizon_(dates.facts_at) {
  take_law();
  std::uint32_t next = 0;
  places_.reserve(plan.steps_about.size());
  for (std::uint32_t about = 0; about < plan.steps_about.size(); ++about) {
    const std::uint32_t members = facts.member_count(about - 1);  // 0 - 1 is no_index: the case
    places_.push_back({next, members});
    next += plan.steps_about[about] * members;
  }
  found_at_.resize(next);
  generation_of_.emplace(key_of(view()), generation_);
}

bool Evaluator::is_day_of_event(const Step& step) const {
  if (step.act != Act::fact) return false;
  const std::uint32_t record = plan_.book.schema.facts[step.index].record;
  return record != no_index && plan_.book.schema.records[record].day == step.index;
}

void Evaluator::forget_other_views() {
  generation_of_.clear();
  generation_of_.emplace(key_of(view()), generation_);
  states_so_far_.clear();
}

const Value& Evaluator::at(std::uint32_t step, std::uint32_t member) {
  const Step& s = plan_.steps[step];
  if (s.act == Act::constant) return s.constant;
  const std::uint32_t at = place(s, member);
  if (const std::uint32_t known = found_at_[at]; known != 0 && found_[known].generation == generation_)
    return found_[known].value;
  Value value = compute(s, member);
  if (found_at_[at] == 0) found_at_[at] = found_.add();
  Found& found = found_[found_at_[at]];
  // On the way to it days are noted, but for those that assumed dates make: it is found anew without them.
  if (of_order_ > 0) undone_.push_back({at, std::exchange(found, {})});
  found.value = std::move(value);
  found.generation = generation_;
  return found.value;
}

const Value& Evaluator::decision(std::uint32_t decision, std::uint32_t member) {
  return at(plan_.decision_steps[decision], member);
}

void Evaluator::assume(std::uint32_t slot, const Value& value) {
  const bool is_of_order = value.tag() == Value::Tag::date || value.tag() == Value::Tag::number;
  assumptions_.push_back({slot, is_of_order, undone_.size()});
  if (is_of_order) ++of_order_;
  assumed_[slot] = value;
  for (const std::uint32_t step : plan_.readers[facts_.fact_of(slot)]) {
    const Step& s = plan_.steps[step];
    const std::uint32_t first = place(s, 0);
    for (std::uint32_t at = first; at < first + places_[s.record + 1].members; ++at) {
      if (found_at_[at] == 0) {
        undone_.push_back({at, {}});
        continue;
      }
      Found& found = found_[found_at_[at]];
      const bool stays = found.generation == generation_ && found.value.is_known();
      if (!stays) undone_.push_back({at, std::exchange(found, {})});
    }
  }
  forget_other_views();
}

void Evaluator::forget() {
  const Assumption last = assumptions_.back();
  assumptions_.pop_back();
  if (last.is_of_order) --of_order_;
  assumed_.erase(last.slot);
  for (; undone_.size() > last.undone; undone_.pop_back()) {
    Undone& undone = undone_.back();
    if (const std::uint32_t number = found_at_[undone.place]; number != 0) found_[number] = std::move(undone.found);
  }
  forget_other_views();
}

const Value& Evaluator::fact(std::uint32_t fact, std::uint32_t member) {
  const std::uint32_t slot = facts_.slot(fact, plan_.book.schema.facts[fact].record == no_index ? 0 : member);
  return assumed_.empty() ? facts_.at(slot) : given(slot);
}

Evaluator Evaluator::afresh() const {
  Evaluator other(plan_, facts_, dates_);
  other.thresholds_ = thresholds_;
  other.seen_by_ = seen_by_;
  return other;
}

Evaluator Evaluator::narrowed(std::uint32_t pack) const {
  Evaluator other = afresh();
  other.seen_by_ = pack;
  return other;
}

Value Evaluator::compute(const Step& step, std::uint32_t member) {
  switch (step.act) {
    case Act::constant:
      return step.constant;
    case Act::fact:
      return plan_.book.schema.facts[step.index].is_conditional ? conditional_fact(step.index, member)
                                                                : fact(step.index, member);
    case Act::decision:
      return decide(step.index, member);
    case Act::conjunction:
    case Act::disjunction:
      return connective(step, member);
    case Act::negation:
      return negate(at(step.kids[0], member));
    case Act::equal:
    case Act::less:
    case Act::at_most:
    case Act::member:
      return compare(step, member);
    case Act::is_known: {
      if (base_ != nullptr) return base_->at(number_of(step), member);
      // Known is what has an answer, be it because every completion of the unknown facts gives the same one.
      const Possible possible = possible_values(*this, step.kids[0], member);
      return Value::truth(possible.only_value() != nullptr && possible.only_value()->is_known());
    }
    case Act::applies: {
      if (is_day_of_event(plan_.steps[step.kids[0]])) return Value::truth(true);  // each has one, known or not
      const Value& v = at(step.kids[0], member);
      return v.is_known() ? Value::truth(!v.is_nothing()) : v;
    }
    case Act::may_be:
      return may_be(step, member);
    case Act::some_member:
    case Act::every_member:
    case Act::each_member:
      return over_members(step, member);
    case Act::conditional: {
      const Value condition = at(step.kids[0], member);
      if (condition.is_known()) return at(condition.is_yes() ? step.kids[1] : step.kids[2], member);
      const Value yes = at(step.kids[1], member);
      const Value no = at(step.kids[2], member);
      if (yes.is_known() && yes == no) return yes;
      return not_known_for_both(condition, not_known_for_both(yes, no.is_known() ? condition : no));
    }
    case Act::follow: {
      const Value& from = at(step.kids[0], member);
      if (!from.is_known()) return from;
      if (from.is_nothing()) return step.type.is_set ? Value::set({}) : from;
      return plan_.book.network.follow(step.index, from.as_index(), dates_.facts_at);
    }
    case Act::years: {
      const Value from = at(step.kids[0], member);
      const Value& to = at(step.kids[1], member);
      if (from.is_nothing() || to.is_nothing()) return {};
      if (!from.is_known() || !to.is_known()) return not_known_for_both(from, to);
      return Value::number(years_between(from.as_date(), to.as_date()));
    }
    case Act::count:
      return count(step, member);
    case Act::earliest:
    case Act::latest:
      return extreme(step, member);
    case Act::number_of: {
      const Value& set = at(step.kids[0], member);
      return set.is_known() ? Value::number(static_cast<std::int64_t>(set.members().size())) : set;
    }
    case Act::without: {
      const Value set = at(step.kids[0], member);
      const Value& less = at(step.kids[1], member);
      if (!set.is_known() || !less.is_known())
        return set.is_known() && set.members().empty() ? set : not_known_for_both(set, less);
      std::vector<Value> left = set.members();
      std::erase_if(left, [&](const Value& v) {
        return less.tag() == Value::Tag::set ? std::ranges::find(less.members(), v) != less.members().end() : v == less;
      });
      return Value::set(std::move(left));
    }
    case Act::make_set:
      return make_set(step, member);
    case Act::due:
      return due(plan_.book.limits[step.index].duty, {step.index}, member);
    case Act::due_of_duty:
      return due(step.index, limits_read_by(step), member);
    case Act::overdue:
      return overdue(step, member);
    case Act::sum:
    case Act::difference:
    case Act::product:
    case Act::rounded:
      return arithmetic(step, member);
    case Act::has_come:
      return has_come(step, member);
    case Act::of_owner:
      return at(step.kids[0], facts_.owner(step.index, member));
    case Act::pick:
      return pick(step, member);
    case Act::role:
      return step.index < frame_.size() ? frame_[step.index] : Value();
    case Act::bound: {  // a case that is nobody's is none of those that a pack binds
      const Value body = at(step.kids[0], member);
      const bool is_nobodys = body.is_nothing() || (body.tag() == Value::Tag::set && body.members().empty());
      return is_nobodys ? Value::truth(false) : is_bound(step.index, body);
    }
    case Act::in_force:
      return Value::truth(force_of(plan_.book.decisions[step.index].rules[static_cast<std::size_t>(step.number)]) !=
                          Force::not_in_force);
  }
  return {};
}

Value Evaluator::connective(const Step& step, std::uint32_t member) {
  const bool is_and = step.act == Act::conjunction;
  Value all = Value::truth(is_and);
  for (const std::uint32_t kid : step.kids) {
    const Value& v = at(kid, member);
    all = is_and ? and_also(all, v) : or_else(all, v);
    if (all.is_known() && all.is_yes() != is_and) break;  // it decides alone
  }
  return all;
}

namespace {

Value compared(Act act, const Value& a, const Value& b) {
  if (act == Act::member) {
    if (a.is_nothing() || (b.is_known() && b.members().empty())) return Value::truth(false);
    if (!a.is_known() || !b.is_known()) return not_known_for_both(a, b);
    return Value::truth(std::ranges::find(b.members(), a) != b.members().end());
  }
  const bool is_equality = act == Act::equal;
  // What has no value is before, after, under or over nothing.
  if (!is_equality && (a.is_nothing() || b.is_nothing())) return Value::truth(false);
  if (!a.is_known() || !b.is_known()) return not_known_for_both(a, b);
  if (is_equality) return Value::truth(a == b);
  return Value::truth(act == Act::less ? a.payload() < b.payload() : a.payload() <= b.payload());
}

}  // namespace

Value Evaluator::compare(const Step& step, std::uint32_t member) {
  const Value found = compared(step.act, at(step.kids[0], member), at(step.kids[1], member));
  if (found.is_known()) return found;
  const auto left = still_said(step.kids[0], member);
  const auto right = left ? still_said(step.kids[1], member) : std::nullopt;
  if (!right) return found;
  std::optional<Value> same;
  for (const Value& a : *left) {
    for (const Value& b : *right) {
      const Value one = compared(step.act, a, b);
      if (same && !(*same == one)) return found;
      same = one;
    }
  }
  return same.value_or(found);
}

/// Whether all runs of a process are listed: it may be that one has begun.
Value Evaluator::all_have_begun(const Step& step, std::uint32_t member) const {
  const std::uint32_t owner = plan_.book.schema.records[step.index].owner;
  Value all = Value::truth(true);
  for (std::uint32_t m = 0; m < facts_.member_count(owner); ++m) {
    const bool is_of_another = step.record == owner && m != member;
    const Value* why = is_of_another ? nullptr : facts_.may_have_begun(step.index, m);
    if (why != nullptr) all = not_known_for_both(all, *why);
  }
  return all;
}

/// Over the members that the case lists, or the events that have happened. Where there may be more of them, only what
/// decides alone decides.
Value Evaluator::over_members(const Step& step, std::uint32_t member) {
  const RecordInfo& record = plan_.book.schema.records[step.index];
  const Value listed = record.is_event                ? covers_the_past()
                       : record.is_process            ? all_have_begun(step, member)
                       : record.list_fact == no_index ? Value::truth(true)
                                                      : fact(record.list_fact, 0);
  const Facts::Range among =
      record.is_event ? events_in_view(step.index) : Facts::Range{0, facts_.member_count(step.index)};
  if (step.act == Act::each_member) {
    Gathered all;
    all.need(listed);
    for (std::uint32_t m = among.begin; m < among.end; ++m) {
      if (!is_about(step.record, step.index, m, member)) continue;
      const Value here = record.is_event ? has_happened(step.index, m) : Value::truth(true);
      if (here.is_no()) continue;
      all.need(here);
      all.add(at(step.kids[0], m));
    }
    return all.take();
  }
  const bool is_every = step.act == Act::every_member;
  Value all = Value::truth(is_every);
  for (std::uint32_t m = among.begin; m < among.end; ++m) {
    if (!is_about(step.record, step.index, m, member)) continue;
    const Value here = record.is_event ? has_happened(step.index, m) : Value::truth(true);
    if (here.is_no()) continue;
    const Value& v = at(step.kids[0], m);
    all = is_every ? and_also(all, or_else(negate(here), v)) : or_else(all, and_also(here, v));
  }
  if (listed.is_known()) return all;
  return is_every ? and_also(all, listed) : or_else(all, listed);
}

Value Evaluator::make_set(const Step& step, std::uint32_t member) {
  Gathered all;
  for (const std::uint32_t kid : step.kids) all.add(at(kid, member));
  return all.take();
}

Value Evaluator::count(const Step& step, std::uint32_t member) {
  const Value from = at(step.kids[0], member);
  if (from.is_nothing()) return from;
  std::int64_t number = step.number;
  if (step.kids.size() > 1) {
    const Value& count = at(step.kids[1], member);
    if (count.is_nothing()) return count;
    if (!from.is_known() || !count.is_known()) return not_known_for_both(from, count);
    if (count.payload() < 0) return Value::not_known(Why::arithmetic);
    number = step.number < 0 ? -count.payload() : count.payload();
  }
  if (!from.is_known()) return from;
  const Calendar* calendar = step.unit == Unit::working_days ? &plan_.book.calendars[step.index] : nullptr;
  if (const auto date = count_from(calendar, from.as_date(), number, step.unit, step.start)) return Value::date(*date);
  const bool has_no_first_day = number == 0 && step.start == Start::beginning_with;
  if (calendar == nullptr || has_no_first_day) return Value::not_known(Why::arithmetic);
  return Value::not_known(Why::calendar_ends, step.index);
}

Value Evaluator::extreme(const Step& step, std::uint32_t member) {
  const Value& set = at(step.kids[0], member);
  if (!set.is_known()) return set;
  if (set.members().empty()) return {};
  return step.act == Act::earliest ? set.members().front() : set.members().back();  // members are in order
}

Value Evaluator::may_be(const Step& step, std::uint32_t member) {
  if (base_ != nullptr) return base_->at(number_of(step), member);
  const Possible possible = possible_values(*this, step.kids[0], member);
  if (!possible.is_complete) return Value::truth(true);  // ignorance may add a precaution, never take one away
  for (const Value& value : possible.values) {
    for (std::size_t k = 1; k < step.kids.size(); ++k) {
      if (!value.is_known() || value == plan_.steps[step.kids[k]].constant) return Value::truth(true);
    }
  }
  return Value::truth(false);
}

Value Evaluator::is_bound(std::uint32_t pack, const Value& who) const {
  const std::uint32_t body = plan_.book.packs[pack].binds_body;
  if (body == no_index || !who.is_known()) return body == no_index ? Value::truth(true) : who;
  if (who.tag() == Value::Tag::set) {
    Value any = Value::truth(who.members().empty());
    for (const Value& one : who.members()) any = or_else(any, is_bound(pack, one));
    return any;
  }
  if (who.tag() != Value::Tag::reference || who.as_index() == body) return Value::truth(true);
  const std::uint32_t relation = plan_.book.packs[pack].binds_relation;
  if (!plan_.book.network.leaves(relation, plan_.book.vocabulary.bodies[who.as_index()].kind))
    return Value::truth(
        false);  // bodies of that kind have no such way: the network is not silent, there is nothing to say
  const Value leads_to = plan_.book.network.follow(relation, who.as_index(), dates_.facts_at);
  return leads_to.is_known() ? Value::truth(leads_to == Value::reference(body)) : leads_to;
}

}  // namespace masa
