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
      case Act::some_member:
      case Act::every_member:
      case Act::each_member:
        list(s.index);
        break;
      default:
        reads_.all = true;
    }
  }

  void list(std::uint32_t record) {
    const RecordInfo& info = plan_.book.schema.records[record];
    if (info.is_listed()) {
      reads_.lists.insert(record);
    } else {
      reads_.all = true;
    }
  }

  /// What stands in place of a fact says something of it, and the other way round.
  void fact(std::uint32_t number) {
    reads_.facts.insert(number);
    for (const std::uint32_t other : plan_.book.schema.stand_ins(number)) reads_.facts.insert(other);
  }

  void decision(const Decision& decision) {
    for (const Rule& rule : decision.rules) {
      visit(rule.when);
      visit(rule.then);
    }
    visit(decision.otherwise_value);
    if (decision.form == Form::from_to) reads_.all = true;
  }

  void pack(const PackInfo& pack) {
    if (pack.has_case) visit(pack.whose_case);
    reads_.facts.insert(pack.about_facts.begin(), pack.about_facts.end());
  }

  std::vector<std::uint32_t> take_steps() { return std::move(steps_); }

  Reads take() { return std::move(reads_); }

 private:
  const Plan& plan_;
  std::vector<bool> is_seen_;
  std::vector<std::uint32_t> steps_;
  Reads reads_;
};

}  // namespace

Reads read_by(const Plan& plan, std::uint32_t decision) {
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
