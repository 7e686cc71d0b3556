#include "columns/dependencies.hpp"

namespace masa::columns {

namespace {

class Walk {
 public:
  explicit Walk(const Plan& plan) : plan_(plan), is_seen_(plan.steps.size()) {}

  void visit(const Typed& typed) {
    if (typed.step != no_index) visit(typed.step);
  }

  void visit(std::uint32_t step) {
    if (is_seen_[step]) return;
    is_seen_[step] = true;
    steps_.push_back(step);
    const Step& s = plan_.steps[step];
    for (const std::uint32_t kid : s.kids) visit(kid);
    switch (s.act) {
      case Act::fact:
        fact(s.index);
        if (plan_.book.schema.facts[s.index].is_conditional) visit(plan_.book.applies_when[s.index]);
        break;
      case Act::decision:
        decision(plan_.book.decisions[s.index]);
        break;
      case Act::constant:
      case Act::conjunction:
      case Act::disjunction:
      case Act::negation:
      case Act::equal:
      case Act::less:
      case Act::at_most:
      case Act::member:
      case Act::is_known:
      case Act::applies:
      case Act::may_be:
      case Act::conditional:
      case Act::follow:
      case Act::years:
      case Act::count:
      case Act::earliest:
      case Act::latest:
      case Act::number_of:
      case Act::without:
      case Act::make_set:
      case Act::bound:
      case Act::in_force:
      case Act::sum:
      case Act::difference:
      case Act::product:
      case Act::rounded:
      case Act::has_come:
        break;
      default:  // lists, duties and what happened over time: whatever they read
        reads_all_ = true;
    }
  }

  /// What stands in place of a fact says something of it, and the other way round.
  void fact(std::uint32_t number) {
    const std::vector<FactInfo>& facts = plan_.book.schema.facts;
    facts_.insert(number);
    if (facts[number].in_place_of != no_index) facts_.insert(facts[number].in_place_of);
    for (std::uint32_t f = 0; f < facts.size(); ++f) {
      if (facts[f].in_place_of == number) facts_.insert(f);
    }
  }

  void decision(const Decision& decision) {
    for (const Rule& rule : decision.rules) {
      visit(rule.when);
      visit(rule.then);
    }
    visit(decision.otherwise_value);
    if (decision.form == Form::from_to) reads_all_ = true;
  }

  void pack(const PackInfo& pack) {
    if (pack.has_case) visit(pack.whose_case);
    facts_.insert(pack.about_facts.begin(), pack.about_facts.end());
  }

  std::vector<std::uint32_t> take_steps() { return std::move(steps_); }

  std::set<std::uint32_t> take() {
    for (std::uint32_t f = 0; reads_all_ && f < plan_.book.schema.facts.size(); ++f) facts_.insert(f);
    return std::move(facts_);
  }

 private:
  const Plan& plan_;
  std::vector<bool> is_seen_;
  std::vector<std::uint32_t> steps_;
  std::set<std::uint32_t> facts_;
  bool reads_all_ = false;
};

}  // namespace

std::set<std::uint32_t> facts_read_by(const Plan& plan, std::uint32_t decision) {
  Walk walk(plan);
  walk.visit(plan.decision_steps[decision]);
  walk.pack(plan.book.packs[plan.book.decisions[decision].pack]);
  return walk.take();
}

std::vector<std::uint32_t> steps_read_by(const Plan& plan, std::uint32_t decision) {
  Walk walk(plan);
  walk.visit(plan.decision_steps[decision]);
  return walk.take_steps();
}

}  // namespace masa::columns
