// A walk down from the step, into whatever is not known: what is known stays so under every completion, and what it was
// made of no longer matters. Each side of a comparison is taken apart into terms, of which it is one. Whichever terms
// the two sides turn out to be, what the comparison says follows from comparing them in pairs. So it does for the
// earliest of several, for sets, and for how many members a set has.
//
//   if died then died_on else 5 days after incident.date   <=   the later of (born, 2025-03-10)
//                   │             │                                             │       │
//                died_on   incident.date + 5                                  born  2025-03-10
//
// States are looked at day by day, events through their history: of the dates and numbers below these nothing is said.
#include "eval/comparisons.hpp"

#include <algorithm>
#include <iterator>

#include "eval/terms.hpp"

namespace masa {

namespace {

constexpr std::size_t most_pairs = 5'000;

class Walk {
 public:
  explicit Walk(Evaluator& base) : base_(base), plan_(base.plan()), book_(base.plan().book), terms_(base) {}

  Comparisons run(std::uint32_t step, std::uint32_t member) {
    visit(step, member);
    if (has_order(plan_.steps[step].type)) {
      for (const Term& term : terms_.of(step, member)) {
        if (term.slot != no_index) found_.left_out.insert(term.slot);
      }
    }
    found_.are_too_many = found_.are_too_many || terms_.are_too_many();
    return std::move(found_);
  }

 private:
  using Place = std::pair<std::uint32_t, std::uint32_t>;
  [[nodiscard]] Place place(std::uint32_t step, std::uint32_t member) const {
    return {step, plan_.steps[step].record == no_index ? 0 : member};
  }
  [[nodiscard]] std::uint32_t members_of(std::uint32_t record) const { return base_.facts().member_count(record); }

  // --- the walk

  void visit(const Typed& typed, std::uint32_t member) { visit(typed.step, typed.record == no_index ? 0 : member); }

  void visit(std::uint32_t step, std::uint32_t member) {
    if (base_.at(step, member).is_known() || !visited_.insert(place(step, member)).second) return;
    const Step& s = plan_.steps[step];
    switch (s.act) {
      case Act::fact:
        return visit_fact(s.index, s.record == no_index ? 0 : member);
      case Act::decision:
        return visit_decision(s.index, member);
      case Act::some_member:
      case Act::every_member:
      case Act::each_member:
        for (std::uint32_t m = 0; m < members_of(s.index); ++m) visit(s.kids[0], m);
        return;
      case Act::of_owner:
        return visit(s.kids[0], base_.facts().owner(s.index, member));
      case Act::pick:
        return leave_out_below(step);
      case Act::conditional:
        return visit_branches(s, member);
      case Act::due:
        return visit_duty(book_.limits[s.index].duty, in_force({s.index}), member);
      case Act::due_of_duty:
        return visit_duty(s.index, in_force(base_.limits_read_by(s)), member);
      case Act::overdue: {
        std::vector<std::uint32_t> limits = in_force(base_.limits_read_by(s));
        const auto has_passed = [&](std::uint32_t limit) {
          return base_.has_passed(limit, member, base_.dates().facts_at);
        };
        if (std::ranges::any_of(limits, has_passed)) limits.clear();  // what the others are no longer matters
        visit_duty(s.index, limits, member);
        return compare_with_today(s.index, limits, member);
      }
      default:
        break;
    }
    for (const std::uint32_t kid : s.kids) visit(kid, member);
    switch (s.act) {
      case Act::equal:
      case Act::less:
      case Act::at_most:
      case Act::member:
      case Act::without:
        if (has_order(plan_.steps[s.kids[0]].type)) compare(terms_.of(s.kids[0], member), terms_.of(s.kids[1], member));
        break;
      case Act::number_of:
        if (has_order(plan_.steps[s.kids[0]].type)) compare(terms_.of(s.kids[0], member), terms_.of(s.kids[0], member));
        break;
      case Act::has_come:
        compare_with_today(terms_.of(s.kids[0], member), 0);
        break;
      case Act::count:
      case Act::product:
      case Act::rounded:
        note_counts(terms_.of(step, member));
        break;
      default:
        break;
    }
  }

  void visit_fact(std::uint32_t fact, std::uint32_t member) {
    if (book_.schema.facts[fact].is_conditional) visit(book_.applies_when[fact], member);
    const std::uint32_t slot = base_.facts().slot(fact, member);
    if (base_.facts().at(slot).is_known()) return;
    found_.facts.insert(slot);
    // The day of an event is more than a date that is compared: by it the event has happened, or not yet.
    const std::uint32_t record = book_.schema.facts[fact].record;
    if (record != no_index && book_.schema.records[record].day == fact) found_.left_out.insert(slot);
  }

  void visit_branches(const Step& s, std::uint32_t member) {
    const Value condition = base_.at(s.kids[0], member);
    visit(s.kids[0], member);
    if (!condition.is_no()) visit(s.kids[1], member);
    if (!condition.is_yes()) visit(s.kids[2], member);
    // Where the two are the same, it does not matter which.
    if (!condition.is_known() && has_order(s.type)) {
      compare(terms_.of(s.kids[1], member), terms_.of(s.kids[2], member));
    }
  }

  void visit_decision(std::uint32_t decision, std::uint32_t member) {
    const Decision& d = book_.decisions[decision];
    if (d.form == Form::from_to) return leave_out_below(plan_.decision_steps[decision]);
    Terms answers;
    for (const Rule* rule : terms_.rules(d, member)) {
      visit(rule->when, member);
      visit(rule->then, member);
      if (!has_order(d.type) || d.form == Form::all_rows) continue;
      // Two rows that apply must agree; where those that may apply do, it does not matter which.
      const Terms answer = terms_.of(rule->then, member);
      compare(answers, answer);
      answers = terms_.joined(std::move(answers), answer);
    }
    if (d.otherwise == Otherwise::value) visit(d.otherwise_value, member);
  }

  void visit_duty(std::uint32_t duty, const std::vector<std::uint32_t>& limits, std::uint32_t member) {
    const Duty& d = book_.duties[duty];
    visit(d.when, member);
    const auto binds_some = [&](std::uint32_t pack) { return book_.packs[pack].binds_body != no_index; };
    const bool asks_who = binds_some(d.pack) || std::ranges::any_of(limits, [&](std::uint32_t limit) {
                            return binds_some(book_.limits[limit].pack);
                          });
    if (asks_who) visit(d.who, member);
    if (d.has_done) visit(d.done_when, member);
    if (d.has_cancelled) visit(d.cancelled_when, member);
    for (const std::uint32_t limit : limits) visit_limit(limit, member);
  }

  /// A date whose sources are not in force binds nobody, whatever it says.
  [[nodiscard]] std::vector<std::uint32_t> in_force(std::vector<std::uint32_t> limits) const {
    std::erase_if(limits, [&](std::uint32_t l) { return base_.force_of(book_.limits[l].cite) == Force::not_in_force; });
    return limits;
  }

  void visit_limit(std::uint32_t limit, std::uint32_t member) {
    const Limit& l = book_.limits[limit];
    visit(l.date, member);
    if (l.suspensions.empty() || base_.limit_date(limit, member).is_known()) return;
    for (const Suspension& suspension : l.suspensions) {
      visit(suspension.from, member);
      visit(suspension.until, member);
    }
    note_counts(terms_.of_limit(limit, member));
  }

  void note_counts(const Terms& terms) {
    std::ranges::copy_if(terms, std::inserter(found_.counted, found_.counted.end()),
                         [](const Term& term) { return term.slot != no_index; });
  }

  /// Overdue is what has a date before the day asked about, and was not done on that day or before.
  void compare_with_today(std::uint32_t duty, const std::vector<std::uint32_t>& limits, std::uint32_t member) {
    const Duty& d = book_.duties[duty];
    for (const std::uint32_t limit : limits) compare_with_today(terms_.of_limit(limit, member), 1);
    for (const Typed* end : {&d.done_when, &d.cancelled_when}) {
      if (end->step != no_index && has_order(end->type)) compare_with_today(terms_.of(*end, member), 0);
    }
  }

  /// The answer can change so many days after what is known of it.
  void compare_with_today(const Terms& terms, std::int64_t days_after) {
    for (const Term& term : terms) {
      if (term.slot != no_index) {
        found_.with_today.emplace(term, days_after);
      } else if (term.is_listable) {
        base_.note_threshold(add_days(day_of(term.value), days_after));
      }
    }
  }

  // --- what is left out

  void leave_out_below(const Typed& typed) {
    if (typed.step != no_index) leave_out_below(typed.step);
  }

  void leave_out_below(std::uint32_t step) {
    if (!looked_below_.insert(step).second) return;
    const Step& s = plan_.steps[step];
    if (s.act == Act::fact) leave_out_fact(s.index);
    if (s.act == Act::fact && book_.schema.facts[s.index].is_conditional) leave_out_below(book_.applies_when[s.index]);
    for (const EventField& event : s.events) leave_out_fact(event.field);
    if (s.act == Act::decision) leave_out_below(book_.decisions[s.index]);
    if (s.act == Act::due) leave_out_below(book_.duties[book_.limits[s.index].duty]);
    if (s.act == Act::due_of_duty || s.act == Act::overdue) leave_out_below(book_.duties[s.index]);
    for (const std::uint32_t kid : s.kids) leave_out_below(kid);
  }

  void leave_out_below(const Decision& decision) {
    for (const Rule& rule : decision.rules) {
      leave_out_below(rule.when);
      leave_out_below(rule.then);
    }
    leave_out_below(decision.otherwise_value);
  }

  void leave_out_below(const Duty& duty) {
    for (const Typed* part : {&duty.when, &duty.who, &duty.done_when, &duty.cancelled_when}) leave_out_below(*part);
    for (const std::uint32_t limit : duty.limits) {
      leave_out_below(book_.limits[limit].date);
      for (const Suspension& suspension : book_.limits[limit].suspensions) {
        leave_out_below(suspension.from);
        leave_out_below(suspension.until);
      }
    }
  }

  void leave_out_fact(std::uint32_t fact) {
    for (std::uint32_t m = 0; m < members_of(book_.schema.facts[fact].record); ++m) {
      const std::uint32_t slot = base_.facts().slot(fact, m);
      if (base_.facts().at(slot).is_known()) continue;
      found_.facts.insert(slot);
      found_.left_out.insert(slot);
    }
  }

  void compare(const Terms& left, const Terms& right) {
    for (const Term& a : left) {
      for (const Term& b : right) {
        if (a.slot == no_index && b.slot == no_index) continue;
        found_.are_too_many = found_.are_too_many || found_.pairs.size() >= most_pairs;
        if (!found_.are_too_many) found_.pairs.emplace(std::min(a, b), std::max(a, b));
      }
    }
  }

  Evaluator& base_;
  const Plan& plan_;
  const Book& book_;
  TermFinder terms_;
  Comparisons found_;
  std::set<Place> visited_;
  std::set<std::uint32_t> looked_below_;
};

}  // namespace

Comparisons comparisons_of(Evaluator& base, std::uint32_t step, std::uint32_t member) {
  return Walk(base).run(step, member);
}

}  // namespace masa
