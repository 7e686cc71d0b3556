#include "course/determine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace masa {

namespace {

constexpr std::string_view day_off_warning = "due_on_non_working_day";
constexpr std::string_view not_applicable_warning = "fact_does_not_apply";
constexpr std::string_view carried_warning = "guidance_text_not_verified";

class Determiner {
 public:
  Determiner(Evaluator& evaluator, Arisen* arisen)
      : evaluator_(evaluator), book_(evaluator.plan().book), arisen_(arisen) {}

  Determined run() {
    for (std::uint32_t d = 0; d < book_.decisions.size(); ++d)
      for_members(book_.decisions[d].record, [&](std::uint32_t m) { outcome(d, m); });
    all_duties();
    for (const Warning& w : book_.warnings) for_members(w.record, [&](std::uint32_t m) { warning(w, m); });
    for (std::uint32_t c = 0; c < book_.conflicts.size(); ++c)
      for_members(book_.decisions[book_.conflicts[c].about].record, [&](std::uint32_t m) { conflict(c, m); });
    warn_of_what_does_not_apply();
    warn_of_days_off();
    warn_of_unread_texts();
    rank_questions();
    return std::move(determined_);
  }

  Determined run_duties() {
    all_duties();
    return std::move(determined_);
  }

 private:
  void all_duties() {
    for (std::uint32_t d = 0; d < book_.duties.size(); ++d)
      for_members(book_.duties[d].record, [&](std::uint32_t m) { duty(d, m); });
  }

  template <class Visit>
  void for_members(std::uint32_t record, const Visit& visit) {
    for (std::uint32_t m = 0; m < evaluator_.facts().member_count(record); ++m) visit(m);
  }

  [[nodiscard]] static std::uint32_t member_or_case(std::uint32_t record, std::uint32_t member) {
    return record == no_index ? no_index : member;
  }

  /// Whether the pack has something to say in this case: it binds one of the bodies whose case it is, or may.
  bool speaks(std::uint32_t pack) {
    const PackInfo& info = book_.packs[pack];
    return !info.has_case || !evaluator_.at(info.whose_case, 0).is_no();
  }

  void outcome(std::uint32_t d, std::uint32_t m) {
    if (!speaks(book_.decisions[d].pack)) return;
    OutcomeAnswer answer;
    answer.decision = d;
    answer.member = member_or_case(book_.decisions[d].record, m);
    answer.value = evaluator_.decision(d, m);
    if (!answer.value.is_known()) {
      answer.possible = possible_values(evaluator_, evaluator_.plan().decision_steps[d], m);
      // Every completion of the unknown facts gives the same: that is the answer.
      if (answer.possible.is_complete && answer.possible.values.size() == 1)
        answer.value = answer.possible.values.front();
    }
    answer.judgement = evaluator_.judgement(d, m);
    if (answer.judgement != nullptr) answer.rules_say = evaluator_.by_the_rules(d, m);
    answer.grounds = grounds_of_decision(evaluator_, d, m);
    determined_.outcomes.push_back(std::move(answer));
  }

  void duty(std::uint32_t d, std::uint32_t m) {
    Value applies = evaluator_.duty_applies(d, m);
    Possible possible;
    if (!applies.is_known()) {
      const Typed& when = book_.duties[d].when;
      possible = possible_values(evaluator_, when.step, when.record == no_index ? 0 : m);
      const bool is_settled = possible.is_complete && possible.values.size() == 1 && possible.values.front().is_known();
      // Every completion gives the same: that is the answer, unless whom it binds is open as well.
      if (is_settled) applies = and_also(possible.values.front(), evaluator_.duty_binds(d, m));
    }
    const ArisenDuty* since = note(d, m, applies, possible);
    const bool may_have_arisen = since != nullptr && !since->applies.is_known();
    if (may_have_arisen && !applies.is_no()) {
      since = nullptr;  // it is as open today as it was
    } else if (since != nullptr) {
      applies = since->applies;
      if (may_have_arisen && since->cancelled) return;
      if (may_have_arisen) possible = since->possible;
    }
    if (applies.is_no()) return;
    const Typed& who = book_.duties[d].who;
    if (possible.settle.empty() && !evaluator_.at(who, m).is_known()) {
      possible = possible_values(evaluator_, who.step, who.record == no_index ? 0 : m);
    }
    DutyAnswer answer = run_by_its_law(d, m, applies, since);
    if (since != nullptr && applies.is_known()) {
      answer.arisen_on = since->on;
      const bool is_done = answer.state == DutyState::done || answer.state == DutyState::done_late;
      if (since->cancelled && !is_done) {
        answer.cancelled_on = since->cancelled;
        answer.state = DutyState::cancelled;
      }
    }
    answer.possible = std::move(possible);
    determined_.duties.push_back(std::move(answer));
  }

  /// Since when the duty is owed, or may be; null where it is not, or nobody looks over time.
  const ArisenDuty* note(std::uint32_t d, std::uint32_t m, const Value& applies, const Possible& possible) {
    if (arisen_ == nullptr) return nullptr;
    const Duty& duty = book_.duties[d];
    const std::string member = duty.record == no_index ? "" : evaluator_.facts().members(duty.record)[m];
    auto found = arisen_->find({d, member});
    const bool is_new = found == arisen_->end();
    if (is_new && applies.is_no()) return nullptr;
    if (is_new || (!found->second.applies.is_known() && applies.is_yes())) {
      ArisenDuty now{evaluator_.dates().facts_at, std::nullopt, applies, possible};
      found = arisen_->insert_or_assign(std::pair(d, member), std::move(now)).first;
    }
    const bool may_cancel = duty.has_cancelled && evaluator_.force_of(duty.cancelled_cite) != Force::not_in_force &&
                            !found->second.cancelled;
    if (may_cancel && evaluator_.at(duty.cancelled_when, m).is_yes())
      found->second.cancelled = evaluator_.dates().facts_at;
    return &found->second;
  }

  /// A duty keeps the law of the day on which it arose, unless a text in force has it go on by the law of each day.
  DutyAnswer run_by_its_law(std::uint32_t d, std::uint32_t m, const Value& applies, const ArisenDuty* since) {
    const bool follows =
        book_.duties[d].follows_law && evaluator_.force_of(book_.duties[d].transition_cite) != Force::not_in_force;
    const bool is_same_law =
        since == nullptr || follows || evaluator_.dates().law_at || evaluator_.has_law_of(since->on);
    if (is_same_law) return run_duty(evaluator_, d, m, applies);
    AskedDates dates = evaluator_.dates();
    dates.law_at = since->on;
    Evaluator then(evaluator_.plan(), evaluator_.facts(), dates);
    return run_duty(then, d, m, applies);
  }

  void warning(const Warning& w, std::uint32_t m) {
    if (evaluator_.force_of(w.cite) == Force::not_in_force || !speaks(w.pack) || !is_yes(w.when, m)) return;
    determined_.warnings.push_back({w.id, w.record, member_or_case(w.record, m), w.say, w.cite, w.span});
  }

  /// Yes under every completion of what is not known.
  bool is_yes(const Typed& typed, std::uint32_t m) {
    const std::uint32_t member = typed.record == no_index ? 0 : m;
    const Value& value = evaluator_.at(typed.step, member);
    if (value.is_known()) return value.is_yes();
    const Possible possible = possible_values(evaluator_, typed.step, member);
    return possible.is_complete && possible.values.size() == 1 && possible.values.front().is_yes();
  }

  void conflict(std::uint32_t c, std::uint32_t m) {
    const Conflict& conflict = book_.conflicts[c];
    if (!speaks(conflict.pack)) return;
    const Decision& about = book_.decisions[conflict.about];
    ConflictAnswer answer;
    answer.conflict = c;
    answer.member = member_or_case(about.record, m);
    answer.differs = Value::truth(false);
    const Value chosen = evaluator_.decision(conflict.about, m);
    std::vector<Citation> cite;
    for (const Reading& reading : conflict.readings) {
      cite.insert(cite.end(), reading.cite.begin(), reading.cite.end());
      const Value would_be = reading.has_value ? evaluator_.at(reading.would_be, m) : chosen;
      answer.would_be.push_back(would_be);
      if (!reading.has_value || (would_be.is_known() && would_be == chosen)) continue;
      if (!would_be.is_known() || !chosen.is_known()) {
        answer.differs = or_else(answer.differs, not_known_for_both(would_be, chosen));
      } else {
        answer.differs = Value::truth(true);
      }
    }
    if (answer.differs.is_yes()) {
      const Reading& taken = conflict.readings[conflict.chosen];
      std::string say =
          fmt::format("two texts disagree about {}: this answer follows {} ({})", about.id, taken.id, taken.says);
      for (std::size_t r = 0; r < conflict.readings.size(); ++r) {
        if (r == conflict.chosen) continue;
        say +=
            fmt::format("; by {} ({}) it would be {}", conflict.readings[r].id, conflict.readings[r].says,
                        about.is_sensitive ? "another answer" : book_.vocabulary.print(answer.would_be[r], about.type));
      }
      determined_.warnings.push_back(
          {conflict.id, about.record, answer.member, std::move(say), std::move(cite), conflict.span});
    }
    determined_.conflicts.push_back(std::move(answer));
  }

  /// A case gives a fact, and says by other facts that it does not apply: one of them is wrong.
  void warn_of_what_does_not_apply() {
    const Facts& facts = evaluator_.facts();
    for (std::uint32_t f = 0; f < book_.schema.facts.size(); ++f) {
      const FactInfo& info = book_.schema.facts[f];
      if (!info.is_conditional) continue;
      for_members(info.record, [&](std::uint32_t m) {
        const Value& given = facts.at(facts.slot(f, m));
        if (!given.is_known() || given.is_nothing() || !evaluator_.at(book_.applies_when[f], m).is_no()) return;
        determined_.warnings.push_back(
            {std::string(not_applicable_warning),
             info.record,
             member_or_case(info.record, m),
             fmt::format("the case gives {}, and it does not apply: {}", info.path, book_.applies_when[f].text),
             {},
             info.span});
      });
    }
  }

  void warn_of_days_off() {
    for (const DutyAnswer& duty : determined_.duties) {
      for (const LimitAnswer& limit : duty.limits) {
        if (!limit.is_on_day_off) continue;
        const Limit& l = book_.limits[limit.limit];
        std::string say = fmt::format("{} falls on {}, a {}: no working day; it does not roll", l.id,
                                      to_string(limit.due.as_date()), weekday_name(weekday_of(limit.due.as_date())));
        determined_.warnings.push_back({std::string(day_off_warning), book_.duties[duty.duty].record, duty.member,
                                        std::move(say), l.cite, l.span});
      }
    }
  }

  /// A rule goes on after its text was replaced by one that nobody has read; the answers that rest on it say so.
  void warn_of_unread_texts() {
    std::set<std::uint32_t> carried;
    for (const OutcomeAnswer& outcome : determined_.outcomes)
      carried.insert(outcome.grounds.carried_sources.begin(), outcome.grounds.carried_sources.end());
    for (const DutyAnswer& duty : determined_.duties)
      carried.insert(duty.grounds.carried_sources.begin(), duty.grounds.carried_sources.end());
    for (const std::uint32_t s : carried) {
      const Source& source = book_.sources[s];
      const Source& next = book_.sources[source.followed_by];
      determined_.warnings.push_back(
          {std::string(carried_warning),
           no_index,
           no_index,
           fmt::format("{} was replaced on {} by {}, whose text has not been read; its rules are carried forward",
                       source.title, to_string(*source.in_force.end), next.title),
           {Citation{s, ""}, Citation{source.followed_by, ""}},
           source.span});
    }
  }

  /// The facts to ask for next: first those that bear on most open answers, each answer's own order next.
  void rank_questions() {
    std::map<std::uint32_t, Question> questions;
    std::map<std::uint32_t, double> weight;
    for (std::size_t o = 0; o < determined_.outcomes.size(); ++o) {
      const OutcomeAnswer& outcome = determined_.outcomes[o];
      if (outcome.value.is_known() || book_.decisions[outcome.decision].is_working) continue;
      for (std::size_t rank = 0; rank < outcome.possible.settle.size(); ++rank) {
        const std::uint32_t slot = outcome.possible.settle[rank];
        questions[slot].slot = slot;
        questions[slot].outcomes.push_back(o);
        weight[slot] += 1.0 / static_cast<double>(rank + 1);
      }
    }
    for (auto& [slot, question] : questions) determined_.ask_next.push_back(std::move(question));
    std::ranges::stable_sort(determined_.ask_next, std::ranges::greater(),
                             [&](const Question& q) { return weight[q.slot]; });
  }

  Evaluator& evaluator_;
  const Book& book_;
  Arisen* arisen_;
  Determined determined_;
};

}  // namespace

Determined determine(Evaluator& evaluator, Arisen* arisen) {
  return Determiner(evaluator, arisen).run();
}

Determined determine_duties(Evaluator& evaluator, Arisen& arisen) {
  return Determiner(evaluator, &arisen).run_duties();
}

}  // namespace masa
