#include "eval/grounds.hpp"

#include <algorithm>

namespace masa {

namespace {

class Walk {
 public:
  explicit Walk(Evaluator& evaluator) : evaluator_(evaluator), book_(evaluator.plan().book) {}

  Grounds take() { return std::move(grounds_); }

  /// Texts by which a narrower pack added something: they are told, and make the wider pack's answer no less firm.
  void cite_aside(const std::vector<Citation>& cites) {
    const Confidence before = grounds_.confidence;
    cite(cites);
    grounds_.confidence = before;
  }

  void cite(const std::vector<Citation>& cites) {
    for (const Citation& citation : cites) {
      const Source& source = book_.sources[citation.source];
      const Force force = evaluator_.force_of_source(citation.source);
      if (force == Force::not_in_force) continue;
      grounds_.sources.insert(citation.source);
      Confidence confidence = source.confidence;
      if (force == Force::carried_forward) {
        grounds_.carried_sources.insert(citation.source);
        confidence = std::max(confidence, Confidence::likely);
      }
      grounds_.confidence = std::max(grounds_.confidence, confidence);
    }
  }

  void expression(const Typed& typed, std::uint32_t member) {
    switch (typed.act) {
      case Act::decision:
        decision(typed.index, typed.record == no_index ? 0 : member, false);
        return;
      case Act::fact: {
        const std::uint32_t slot = evaluator_.facts().slot(typed.index, typed.record == no_index ? 0 : member);
        if (evaluator_.facts().is_as_recorded(slot)) grounds_.as_recorded.insert(slot);
        return;
      }
      case Act::some_member:
      case Act::every_member:
      case Act::each_member:
        if (book_.schema.records[typed.index].is_event) {
          grounds_.histories.insert(typed.index);
          return;
        }
        for (std::uint32_t m = 0; m < evaluator_.facts().member_count(typed.index); ++m) {
          if (evaluator_.is_about(typed.record, typed.index, m, member)) expression(typed.kids[0], m);
        }
        return;
      case Act::pick:
        for (const EventField& event : typed.events) grounds_.histories.insert(event.record);
        return;
      case Act::of_owner:
        expression(typed.kids[0], evaluator_.facts().owner(typed.index, member));
        return;
      case Act::count:
        if (typed.unit == Unit::working_days) cite(book_.calendar_cites[typed.index]);
        break;
      case Act::due:
        duty(book_.limits[typed.index].duty, member, static_cast<std::uint32_t>(typed.number));
        return;
      case Act::due_of_duty:
      case Act::overdue:
        duty(typed.index, member, static_cast<std::uint32_t>(typed.number));
        return;
      case Act::conditional: {
        expression(typed.kids[0], member);
        const Value& condition = evaluator_.at(typed.kids[0], member);
        if (!condition.is_no()) expression(typed.kids[1], member);
        if (!condition.is_yes()) expression(typed.kids[2], member);
        return;
      }
      case Act::follow:
        expression(typed.kids[0], member);
        network(typed, member);
        return;
      case Act::conjunction:
      case Act::disjunction:
        connective(typed, member);
        return;
      default:
        break;
    }
    for (const Typed& kid : typed.kids) expression(kid, member);
  }

  void decision(std::uint32_t number, std::uint32_t member, bool is_root) {
    if (!seen_.emplace(number, member).second) return;
    const Decision& d = book_.decisions[number];
    std::vector<std::uint32_t> deciding;
    std::vector<std::uint32_t> considered;
    for (std::uint32_t r = 0; r < d.rules.size(); ++r) {
      if (evaluator_.force_of(d.rules[r]) == Force::not_in_force) continue;
      if (!is_for_others(d.rules[r], member)) considered.push_back(r);
      if (evaluator_.at(d.rules[r].when, member).is_yes()) deciding.push_back(r);
    }
    // What a narrower pack added is not needed where the decision's own rules say the same.
    const auto is_own = [&](std::uint32_t r) { return d.rules[r].pack == d.pack; };
    if (std::ranges::any_of(deciding, is_own)) std::erase_if(deciding, [&](std::uint32_t r) { return !is_own(r); });
    // Where no rule decided, the answer rests on all that could have.
    for (const std::uint32_t r : deciding.empty() ? considered : deciding) {
      const Rule& rule = d.rules[r];
      if (is_root) grounds_.own.push_back({number, r});
      grounds_.rules.insert({number, r});
      cite(rule.cite);
      expression(rule.when, member);
      if (!deciding.empty()) expression(rule.then, member);
    }
    if (deciding.empty() && d.otherwise == Otherwise::value) expression(d.otherwise_value, member);
  }

 private:
  /// The rows by which the network led where it did.
  void network(const Typed& typed, std::uint32_t member) {
    const Value& from = evaluator_.at(typed.kids[0], member);
    if (from.tag() != Value::Tag::reference) return;
    const Date at = evaluator_.dates().facts_at;
    std::vector<Citation> rows;
    for (const std::uint32_t source : book_.network.sources(typed.index, from.as_index(), at))
      rows.push_back({source, ""});
    cite(rows);
  }

  /// A rule by which a narrower pack widens the decision for those that it binds, where it does not bind whose case it
  /// is.
  bool is_for_others(const Rule& rule, std::uint32_t member) {
    return rule.when.act == Act::conjunction && rule.when.kids[0].act == Act::bound &&
           evaluator_.at(rule.when.kids[0], member).is_no();
  }

  /// What decides alone is enough: one no of an `and`, one yes of an `or`; of several the firmest, or the first.
  void connective(const Typed& typed, std::uint32_t member) {
    const Value deciding = Value::truth(typed.act == Act::disjunction);
    std::optional<Walk> firmest;
    for (const Typed& kid : typed.kids) {
      if (!(evaluator_.at(kid, member) == deciding)) continue;
      Walk walk = *this;
      walk.expression(kid, member);
      if (!firmest || walk.grounds_.confidence < firmest->grounds_.confidence) firmest.emplace(std::move(walk));
      if (firmest->grounds_.confidence == grounds_.confidence) break;
    }
    if (firmest) {
      grounds_ = std::move(firmest->grounds_);
      seen_ = std::move(firmest->seen_);
      return;
    }
    for (const Typed& kid : typed.kids) expression(kid, member);
  }

  /// The duty as the pack that asks sees it.
  void duty(std::uint32_t number, std::uint32_t member, std::uint32_t asking) {
    const Duty& duty = book_.duties[number];
    cite(duty.cite);
    expression(duty.when, member);
    for (const std::uint32_t limit : duty.limits) {
      if (!book_.sees[asking][book_.limits[limit].pack]) continue;
      cite(book_.limits[limit].cite);
      expression(book_.limits[limit].date, member);
    }
  }

  Evaluator& evaluator_;
  const Book& book_;
  Grounds grounds_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen_;
};

}  // namespace

Grounds grounds_of_decision(Evaluator& evaluator, std::uint32_t decision, std::uint32_t member) {
  Walk walk(evaluator);
  walk.decision(decision, member, true);
  return walk.take();
}

Grounds grounds_of(Evaluator& evaluator, const std::vector<const Typed*>& parts, const std::vector<Citation>& cite,
                   const std::vector<Citation>& aside, std::uint32_t member) {
  Walk walk(evaluator);
  walk.cite(cite);
  walk.cite_aside(aside);
  for (const Typed* part : parts) walk.expression(*part, member);
  return walk.take();
}

}  // namespace masa
