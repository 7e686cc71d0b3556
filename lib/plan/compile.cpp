// Every typed expression becomes steps in one list. Two expressions that say the same become one step (they are found
// by a key of what they do and to which steps), so that a condition read by twenty rules is evaluated once. What does
// not depend on a case is folded: `not not x`, `yes and x`, `any`.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>

#include "plan/find_readers.hpp"
#include "plan/plan.hpp"

namespace masa {

namespace {

class Compiler {
 public:
  explicit Compiler(Book book) { plan_.book = std::move(book); }

  Plan run() {
    Book& book = plan_.book;
    for (std::uint32_t d = 0; d < book.decisions.size(); ++d) {
      Typed decision;
      decision.act = Act::decision;
      decision.index = d;
      decision.type = book.decisions[d].type;
      decision.record = book.decisions[d].record;
      plan_.decision_steps.push_back(lower(decision));
    }
    for (Decision& decision : book.decisions) {
      for (Rule& rule : decision.rules) {
        root(rule.when);
        root(rule.then);
      }
      root(decision.otherwise_value);
    }
    for (Duty& duty : book.duties) {
      for (Typed* part : {&duty.when, &duty.who, &duty.whom, &duty.done_when, &duty.cancelled_when}) root(*part);
    }
    for (Duty& duty : book.duties) {
      for (Duty::OneMore& more : duty.one_more) root(more.whom);
    }
    for (Limit& limit : book.limits) {
      root(limit.date);
      for (Suspension& suspension : limit.suspensions) {
        root(suspension.from);
        root(suspension.until);
      }
    }
    for (Typed& condition : book.applies_when) root(condition);
    for (Process& process : book.processes) {
      for (Typed* part : {&process.begins, &process.at_first, &process.until_then, &process.resets_when}) root(*part);
      for (auto* parts : {&process.roles, &process.seen_anew}) {
        for (Process::Part& part : *parts) root(part.value);
      }
      for (Rule& row : process.ends) {
        root(row.when);
        root(row.then);
      }
    }
    for (PackInfo& pack : book.packs) {
      if (pack.has_case) root(pack.whose_case);
    }
    for (Warning& warning : book.warnings) root(warning.when);
    for (Conflict& conflict : book.conflicts) {
      for (Reading& reading : conflict.readings) root(reading.would_be);
    }
    find_set_use();
    find_network_days();
    number_by_record();
    plan_.law = Law(plan_.book);
    plan_.readers = find_readers(plan_);
    return std::move(plan_);
  }

 private:
  std::uint32_t lower(Typed& typed) {
    std::vector<std::uint32_t> kids;
    for (Typed& kid : typed.kids) kids.push_back(lower(kid));
    typed.step = fold(typed, std::move(kids));
    return typed.step;
  }

  std::uint32_t fold(const Typed& typed, std::vector<std::uint32_t> kids) {
    if (typed.act == Act::negation) {
      const Step& kid = plan_.steps[kids.front()];
      if (kid.act == Act::negation) return kid.kids.front();
      if (kid.act == Act::constant) return truth(kid.constant.is_no());
    }
    if (typed.act == Act::conjunction || typed.act == Act::disjunction) {
      const bool deciding = typed.act == Act::disjunction;  // one yes decides `or`, one no decides `and`
      std::vector<std::uint32_t> open;
      for (const std::uint32_t kid : kids) {
        const Step& step = plan_.steps[kid];
        if (step.act == Act::constant && step.constant == Value::truth(deciding)) return truth(deciding);
        if (step.act != Act::constant) open.push_back(kid);
      }
      std::ranges::sort(open);
      const auto repeated = std::ranges::unique(open);
      open.erase(repeated.begin(), repeated.end());
      if (open.empty()) return truth(!deciding);
      if (open.size() == 1) return open.front();
      kids = std::move(open);
    }
    return share(typed, std::move(kids));
  }

  std::uint32_t truth(bool yes) {
    Typed constant;
    constant.constant = Value::truth(yes);
    return share(constant, {});
  }

  std::uint32_t share(const Typed& typed, std::vector<std::uint32_t> kids) {
    std::string key =
        fmt::format("{} {} {} {} {} {} {}", static_cast<int>(typed.act), typed.index, typed.number,
                    static_cast<int>(typed.unit), static_cast<int>(typed.start), typed.record, fmt::join(kids, ","));
    if (typed.act == Act::constant) {
      const Type& t = typed.type;
      key += fmt::format(" {} {} {} {}", static_cast<int>(typed.constant.tag()), typed.constant.payload(),
                         static_cast<int>(t.base), t.enumeration);
      if (typed.constant.tag() == Value::Tag::text) key += typed.constant.as_text();
    }
    for (const EventField& event : typed.events) key += fmt::format(" {}:{}", event.record, event.field);
    const auto [found, is_new] = known_.emplace(std::move(key), static_cast<std::uint32_t>(plan_.steps.size()));
    if (is_new)
      plan_.steps.push_back({typed.act, typed.type, typed.constant, typed.index, typed.number, typed.unit, typed.start,
                             typed.record, 0, typed.events, std::move(kids)});
    return found->second;
  }

  void number_by_record() {
    plan_.steps_about.assign(plan_.book.schema.records.size() + 1, 0);
    for (Step& step : plan_.steps) step.among = plan_.steps_about[step.record + 1]++;  // no_index + 1 is 0
  }

  void find_network_days() {
    const auto note = [&](std::uint32_t relation) {
      const std::set<Date>& days = plan_.book.network.changes(relation);
      plan_.network_days.insert(days.begin(), days.end());
    };
    for (const Step& step : plan_.steps) {
      if (step.act == Act::follow) note(step.index);
    }
    for (const PackInfo& pack : plan_.book.packs) {
      if (pack.binds_relation != no_index) note(pack.binds_relation);
    }
  }

  void find_set_use() {
    plan_.set_use.assign(plan_.book.schema.facts.size(), SetUse::never);
    for (const std::uint32_t root : roots_) {  // the whole set is the answer
      if (plan_.steps[root].act == Act::fact) plan_.set_use[plan_.steps[root].index] = SetUse::several;
    }
    for (const Step& step : plan_.steps) {
      for (std::size_t k = 0; k < step.kids.size(); ++k) {
        const Step& kid = plan_.steps[step.kids[k]];
        if (kid.act != Act::fact || !kid.type.is_set) continue;
        SetUse& use = plan_.set_use[kid.index];
        // One test for each set: tests for several members about one set are several.
        const bool is_one = use == SetUse::never && step.act == Act::member && k == 1 && step.record == kid.record;
        const bool is_constant = is_one && plan_.steps[step.kids[0]].act == Act::constant;
        use = !is_one ? SetUse::several : is_constant ? SetUse::one_membership : SetUse::one_of_what_may_differ;
      }
    }
  }

  std::uint32_t root(Typed& typed) {
    roots_.push_back(lower(typed));
    return roots_.back();
  }

  Plan plan_;
  std::vector<std::uint32_t> roots_;
  std::unordered_map<std::string, std::uint32_t> known_;
};

}  // namespace

Plan compile(Book book) {
  return Compiler(std::move(book)).run();
}

}  // namespace masa
