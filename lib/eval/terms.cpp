// Expressions are taken apart down to what is known and to the facts that are not; what is known in the case as it
// stands stays so under every completion.
//
//   if died then died_on else 5 days after incident.date
//                   │             │
//                died_on   incident.date + 5
#include "eval/terms.hpp"

#include <algorithm>
#include <cstdlib>

namespace masa {

namespace {

constexpr std::size_t most_terms = 300;

Term known(std::int64_t value) {
  Term term;
  term.value = value;
  return term;
}

/// A value of which nothing is said: what is compared with it cannot be listed.
Term unsaid() {
  Term term;
  term.is_listable = false;
  return term;
}

Terms unlistable(Terms terms) {
  for (Term& term : terms) term.is_listable = false;
  return terms;
}

Terms terms_of_value(const Value& value) {
  Terms all;
  if (value.tag() == Value::Tag::date || value.tag() == Value::Tag::number) all.push_back(known(value.payload()));
  if (value.tag() == Value::Tag::set) {
    for (const Value& one : value.members()) all.push_back(known(one.payload()));
  }
  return all;
}

bool is_small(const Term& term) {
  constexpr std::int64_t most = std::int64_t{1} << 61;
  return -most < term.value && term.value < most;
}

}  // namespace

Term TermFinder::today() const {
  return known(base_.dates().facts_at.days);
}

std::vector<const Rule*> TermFinder::rules(const Decision& decision, std::uint32_t member) {
  std::vector<const Rule*> all;
  for (const Rule& rule : decision.rules) {
    if (base_.force_of(rule) == Force::not_in_force) continue;
    const Value when = decision.form == Form::is ? Value::truth(true) : base_.at(rule.when, member);
    if (when.is_no()) continue;
    all.push_back(&rule);
    if (decision.form == Form::is || (decision.form == Form::first_row && when.is_yes())) break;
  }
  return all;
}

Terms TermFinder::joined(Terms one, const Terms& other) {
  one.insert(one.end(), other.begin(), other.end());
  std::ranges::sort(one);
  const auto repeated = std::ranges::unique(one);
  one.erase(repeated.begin(), repeated.end());
  if (one.size() > most_terms) are_too_many_ = true;
  return are_too_many_ ? Terms{} : one;
}

const Terms& TermFinder::of(std::uint32_t step, std::uint32_t member) {
  const std::pair here(step, plan_.steps[step].record == no_index ? 0 : member);
  if (const auto known = terms_.find(here); known != terms_.end()) return known->second;
  const Value& value = base_.at(step, member);
  return terms_[here] = value.is_known() ? terms_of_value(value) : open_terms(plan_.steps[step], step, member);
}

Terms TermFinder::open_terms(const Step& s, std::uint32_t step, std::uint32_t member) {
  Terms all;
  switch (s.act) {
    case Act::fact: {
      Term term;
      term.slot = base_.facts().slot(s.index, s.record == no_index ? 0 : member);
      if (base_.facts().at(term.slot).is_known()) return terms_of_value(base_.facts().at(term.slot));
      return s.type.is_set ? all : Terms{term};
    }
    case Act::decision: {
      const Decision& d = book_.decisions[s.index];
      if (d.form == Form::from_to) return {unsaid()};
      for (const Rule* rule : rules(d, member)) all = joined(std::move(all), of(rule->then, member));
      return d.otherwise == Otherwise::value ? joined(std::move(all), of(d.otherwise_value, member)) : all;
    }
    case Act::conditional: {
      const Value condition = base_.at(s.kids[0], member);
      if (!condition.is_no()) all = of(s.kids[1], member);
      return condition.is_yes() ? all : joined(std::move(all), of(s.kids[2], member));
    }
    case Act::earliest:
    case Act::latest:
    case Act::without:
      return of(s.kids[0], member);
    case Act::make_set:
      for (const std::uint32_t kid : s.kids) all = joined(std::move(all), of(kid, member));
      return all;
    case Act::each_member:
      for (std::uint32_t m = 0; m < base_.facts().member_count(s.index); ++m)
        all = joined(std::move(all), of(s.kids[0], m));
      return all;
    case Act::count:
      return counted(s, step, of(s.kids[0], member),
                     s.kids.size() > 1 ? of(s.kids[1], member) : Terms{known(std::abs(s.number))});
    case Act::years:
      return ages(of(s.kids[0], member), of(s.kids[1], member));
    case Act::number_of:
      return sizes(plan_.steps[s.kids[0]].type, of(s.kids[0], member));
    case Act::due:
      return of_limit(s.index, member);
    case Act::due_of_duty:
      for (const std::uint32_t limit : base_.limits_read_by(s)) all = joined(std::move(all), of_limit(limit, member));
      return all;
    case Act::sum:
    case Act::difference:
      return added(of(s.kids[0], member), of(s.kids[1], member), s.act == Act::difference);
    case Act::of_owner:
      return of(s.kids[0], base_.facts().owner(s.index, member));
    case Act::pick:
      return {unsaid()};
    default:  // nothing is said of the rest, but on what it depends
      for (const std::uint32_t kid : s.kids) {
        if (has_order(plan_.steps[kid].type)) all = joined(std::move(all), unlistable(of(kid, member)));
      }
      return all;
  }
}

Terms TermFinder::of_limit(std::uint32_t limit, std::uint32_t member) {
  const Limit& l = book_.limits[limit];
  const Value date = base_.limit_date(limit, member);
  if (date.is_known()) return terms_of_value(date);
  Terms all = of(l.date, member);
  if (l.suspensions.empty()) return all;
  for (const Suspension& suspension : l.suspensions)
    all = joined(joined(std::move(all), of(suspension.from, member)), of(suspension.until, member));
  all.push_back(unsaid());
  return joined(unlistable(std::move(all)), {});
}

Terms TermFinder::counted(const Step& s, std::uint32_t step, const Terms& from, const Terms& numbers) {
  Terms all;
  const Calendar* calendar = s.unit == Unit::working_days ? &book_.calendars[s.index] : nullptr;
  for (const Term& number : numbers) {
    const std::int64_t count = s.number < 0 ? -number.value : number.value;
    const bool is_known = number.slot == no_index && number.is_listable;
    if (!is_known) all = joined(unlistable({number}), all);
    for (Term term : from) {
      if (!is_known) {
        term.is_listable = false;
      } else if (count == 0 && s.start == Start::beginning_with) {
        continue;  // it has no first day, whatever it begins with
      } else if (term.slot != no_index) {
        term.counts.push_back({step, count});
      } else if (const auto date = count_from(calendar, day_of(term.value), count, s.unit, s.start)) {
        term.value = date->days;
      } else {
        continue;
      }
      all.push_back(std::move(term));
    }
  }
  return joined(std::move(all), {});
}

/// A number to which a known one is added, or from which it is taken.
Terms TermFinder::added(const Terms& left, const Terms& right, bool is_taken) {
  Terms all;
  for (const Term& a : left) {
    for (const Term& b : right) {
      const bool is_one_known = b.slot == no_index || (a.slot == no_index && !is_taken);
      if (is_one_known && a.is_listable && b.is_listable && is_small(a) && is_small(b)) {
        Term sum = a.slot == no_index ? b : a;
        sum.value = is_taken ? a.value - b.value : a.value + b.value;
        all.push_back(std::move(sum));
      } else {
        all = joined(unlistable({a, b}), all);
      }
    }
  }
  return joined(std::move(all), {});
}

/// Ages are listed where one of the two days is known. The age between two unknown days can be any.
Terms TermFinder::ages(const Terms& from, const Terms& to) {
  Terms all;
  for (const Term& a : from) {
    for (const Term& b : to) {
      const bool is_one_known = a.slot == no_index || b.slot == no_index;
      if (!is_one_known || !a.is_listable || !b.is_listable) {
        all = joined(unlistable({a, b}), all);
      } else if (a.slot == b.slot) {
        all.push_back(known(years_between(day_of(a.value), day_of(b.value))));
      } else {
        Term age = a.slot == no_index ? b : a;
        age.years = a.slot == no_index ? Term::Years::from_other : Term::Years::to_other;
        age.other = a.slot == no_index ? a.value : b.value;
        all.push_back(std::move(age));
      }
    }
  }
  return joined(std::move(all), {});
}

/// How many members a set may have.
Terms TermFinder::sizes(Type one, const Terms& members) const {
  one.is_set = false;
  const bool is_unsaid = std::ranges::any_of(members, [](const Term& term) { return !term.is_listable; });
  const std::size_t most = has_order(one) ? members.size() : book_.vocabulary.words_of_type(one).size();
  if (is_unsaid || most == 0 || most > most_terms) return {unsaid()};
  Terms all;
  for (std::size_t size = 0; size <= most; ++size) all.push_back(known(static_cast<std::int64_t>(size)));
  return all;
}

}  // namespace masa
