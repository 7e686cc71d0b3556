// Every step is noted with what reads it at once; from the steps that look at a fact the way goes up from there.
#include "plan/find_readers.hpp"

#include <algorithm>

namespace masa {

namespace {

class Readers {
 public:
  explicit Readers(const Plan& plan) : plan_(plan), book_(plan.book), above_(plan.steps.size()) {
    looked_at_by_.resize(book_.schema.facts.size());
    for (std::uint32_t s = 0; s < plan.steps.size(); ++s) note(s);
  }

  [[nodiscard]] std::vector<std::uint32_t> of(std::uint32_t fact) const {
    std::vector<std::uint32_t> all;
    std::vector<bool> is_found(plan_.steps.size());
    const auto add = [&](std::uint32_t step) {
      if (!is_found[step]) all.push_back(step);
      is_found[step] = true;
    };
    for (const std::uint32_t step : looked_at_by_[fact]) add(step);
    for (std::size_t k = 0; k < all.size(); ++k) {
      for (const std::uint32_t step : above_[all[k]]) add(step);
    }
    std::ranges::sort(all);
    return all;
  }

 private:
  void note(std::uint32_t number) {
    const Step& step = plan_.steps[number];
    reader_ = number;
    for (const std::uint32_t kid : step.kids) above_[kid].push_back(reader_);
    switch (step.act) {
      case Act::fact:
        looks_at(step.index);
        if (book_.schema.facts[step.index].is_conditional) reads(book_.applies_when[step.index]);
        break;
      case Act::decision:
        reads_decision(book_.decisions[step.index]);
        break;
      case Act::due:
        reads_duty(book_.duties[book_.limits[step.index].duty]);
        break;
      case Act::due_of_duty:
      case Act::overdue:
        reads_duty(book_.duties[step.index]);
        break;
      case Act::some_member:
      case Act::every_member:
      case Act::each_member:
        looks_at_events(step.index);
        looks_at(book_.schema.records[step.index].list_fact);
        break;
      case Act::pick:
        for (const EventField& event : step.events) {
          looks_at(event.field);
          looks_at_events(event.record);
        }
        break;
      default:
        break;
    }
  }

  void looks_at(std::uint32_t fact) {
    if (fact != no_index) looked_at_by_[fact].push_back(reader_);
  }

  /// When they happened, and how they go on from each other.
  void looks_at_events(std::uint32_t record) {
    const RecordInfo& info = book_.schema.records[record];
    for (const std::uint32_t fact : {info.day, info.chain_from, info.chain_to}) looks_at(fact);
  }

  void reads(const Typed& typed) {
    if (typed.step != no_index) above_[typed.step].push_back(reader_);
  }

  void reads_decision(const Decision& decision) {
    for (const Rule& rule : decision.rules) {
      reads(rule.when);
      reads(rule.then);
    }
    reads(decision.otherwise_value);
  }

  void reads_duty(const Duty& duty) {
    for (const Typed* part : {&duty.when, &duty.who, &duty.done_when, &duty.cancelled_when}) reads(*part);
    for (const std::uint32_t number : duty.limits) {
      const Limit& limit = book_.limits[number];
      reads(limit.date);
      for (const Suspension& suspension : limit.suspensions) {
        reads(suspension.from);
        reads(suspension.until);
      }
    }
  }

  const Plan& plan_;
  const Book& book_;
  std::uint32_t reader_ = 0;
  std::vector<std::vector<std::uint32_t>> above_;         ///< for each step those that read it
  std::vector<std::vector<std::uint32_t>> looked_at_by_;  ///< for each fact the steps that look at it
};

}  // namespace

std::vector<std::vector<std::uint32_t>> find_readers(const Plan& plan) {
  const Readers readers(plan);
  std::vector<std::vector<std::uint32_t>> all;
  for (std::uint32_t fact = 0; fact < plan.book.schema.facts.size(); ++fact) all.push_back(readers.of(fact));
  return all;
}

}  // namespace masa
