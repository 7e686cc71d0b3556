#include "course/determine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "course/left_out.hpp"

namespace masa {

namespace {

class Determiner {
 public:
  Determiner(Evaluator& evaluator, Owed* owed)
      : evaluator_(evaluator),
        book_(evaluator.plan().book),
        owed_(owed),
        is_left_out_(packs_left_out(book_, evaluator.facts())) {}

  std::vector<DutyAnswer> duties() {
    all_duties();
    return std::move(determined_.duties);
  }

  Determined run() {
    for (std::uint32_t d = 0; d < book_.decisions.size(); ++d)
      for_members(book_.decisions[d].record, [&](std::uint32_t m) { outcome(d, m); });
    all_duties();
    for (const Warning& w : book_.warnings) for_members(w.record, [&](std::uint32_t m) { warning(w, m); });
    for (std::uint32_t c = 0; c < book_.conflicts.size(); ++c) {
      const std::uint32_t about = book_.conflicts[c].about;
      if (about != no_index) for_members(book_.decisions[about].record, [&](std::uint32_t m) { conflict(c, m); });
    }
    warn_of_what_does_not_apply();
    warn_of_days_off();
    warn_of_clashes();
    warn_of_what_may_have_begun();
    warn_of_unread_texts();
    rank_questions();
    for (std::uint32_t p = 0; p < is_left_out_.size(); ++p) {
      if (is_left_out_[p]) determined_.left_out.push_back(p);
    }
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
    if (is_left_out_[pack]) return false;
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
      if (const Value* only = answer.possible.only_value()) answer.value = *only;
    }
    answer.judgement = evaluator_.judgement(d, m);
    if (answer.judgement != nullptr) answer.rules_say = evaluator_.by_the_rules(d, m);
    answer.grounds = grounds_of_decision(evaluator_, d, m);
    determined_.outcomes.push_back(std::move(answer));
  }

  void duty(std::uint32_t d, std::uint32_t m) {
    if (is_left_out_[book_.duties[d].pack]) return;
    auto answer = duty_by(evaluator_, d, m);
    if (owed_ != nullptr) {
      for (const std::uint32_t pack : book_.duties[d].read_by) {
        Evaluator narrowed = evaluator_.narrowed(pack);
        auto own = duty_by(narrowed, d, m);
        if (own) answer = answer ? stricter(*answer, *own) : std::move(own);
      }
    }
    if (answer) determined_.duties.push_back(std::move(*answer));
  }

  /// Of one duty as all packs have it, and as those that it knows have it: the first binds, and not later than the
  /// other.
  [[nodiscard]] DutyAnswer stricter(const DutyAnswer& of_all, const DutyAnswer& own) const {
    const bool is_cancelled = of_all.state == DutyState::cancelled;
    if (is_cancelled != (own.state == DutyState::cancelled)) return is_cancelled ? own : of_all;
    if (own.applies.is_yes() && !of_all.applies.is_yes()) return own;
    const Duty& duty = book_.duties[own.duty];
    if (own.applies.is_yes() && (duty.lasts() || duty.verb == Verb::may))
      return own;  // a last day that comes sooner is less
    const bool is_dated = of_all.due.is_known() && !of_all.due.is_nothing();
    const bool is_own_dated = own.due.is_known() && !own.due.is_nothing();
    const bool is_own_earlier = own.applies.is_yes() && is_own_dated && (!is_dated || own.due < of_all.due);
    DutyAnswer answer = is_own_earlier ? own : of_all;
    const DutyAnswer& other = is_own_earlier ? of_all : own;
    const bool other_may_be_earlier = !other.due.is_known() || (!other.applies.is_yes() && other.due < answer.due);
    if ((is_dated || is_own_dated) && other_may_be_earlier) answer.may_be_earlier = true;
    answer.arisen_on = of_all.arisen_on;
    return answer;
  }

  /// The duty as it is owed on this day, or may be; empty where it is not.
  std::optional<DutyAnswer> duty_by(Evaluator& evaluator, std::uint32_t d, std::uint32_t m) {
    Standing standing = standing_of(evaluator, d, m);
    const Since* since = owed_ == nullptr ? nullptr : owed_->note(evaluator, d, m, standing);
    const bool may_have_arisen = since != nullptr && !since->standing.applies.is_known();
    bool is_cancelled = since != nullptr && since->is_cancelled;
    const std::optional<Date> cancelled_on = since == nullptr ? std::nullopt : since->cancelled_on;
    if (may_have_arisen && !standing.applies.is_no()) {
      is_cancelled = since->is_cancelled_today;
      since = nullptr;  // it is as open today as it was
    } else if (since != nullptr) {
      if (may_have_arisen && is_cancelled) return std::nullopt;
      standing = since->standing;
    }
    if (standing.applies.is_no()) return std::nullopt;
    DutyAnswer answer = run_by_its_law(evaluator, d, m, standing, since);
    if (since != nullptr && standing.applies.is_known()) answer.arisen_on = since->on;
    const bool is_done = answer.state == DutyState::done || answer.state == DutyState::done_late;
    const bool can_be_earlier = answer.due.is_known() && !answer.due.is_nothing() && !book_.duties[d].lasts();
    if (since != nullptr && since->may_be_by_older_law && can_be_earlier) answer.may_be_earlier = true;
    if (is_cancelled && !is_done && since != nullptr && !since->before.is_known() && !since->is_cancelled_today) {
      // As old as nobody knows it would be owed again, and as old as this day it would not.
      answer.applies = since->before;
      answer.state = DutyState::not_known;
    } else if (is_cancelled && !is_done) {
      answer.cancelled_on = cancelled_on;
      answer.state = DutyState::cancelled;
    }
    return answer;
  }

  /// A duty keeps the law of the day on which it arose, unless a text in force has it go on by the law of each day.
  DutyAnswer run_by_its_law(Evaluator& evaluator, std::uint32_t d, std::uint32_t m, Standing& standing,
                            const Since* since) {
    const bool follows =
        book_.duties[d].follows_law && evaluator.force_of(book_.duties[d].transition_cite) != Force::not_in_force;
    const bool is_same_law =
        since == nullptr || follows || evaluator.dates().law_at || evaluator.has_law_of(since->law);
    const bool is_who_kept = book_.duties[d].is_who_kept && since != nullptr && since->on;
    const Value at_first = is_who_kept ? who_at_first(*since, evaluator.facts()) : Value();
    const Value* who = is_who_kept ? &at_first : nullptr;
    if (is_same_law) return run(evaluator, d, m, standing, who);
    Evaluator then = evaluator.by_law_of(since->law);
    return run(then, d, m, standing, who);
  }

  DutyAnswer run(Evaluator& evaluator, std::uint32_t d, std::uint32_t m, Standing& standing, const Value* at_first) {
    DutyAnswer answer = run_duty(evaluator, d, m, standing.applies, at_first);
    const Typed& who = book_.duties[d].who;
    const bool waits_for_whom = standing.possible.settle.empty() && !answer.who.is_known();
    answer.possible = waits_for_whom ? possible_values(evaluator, who.step, who.record == no_index ? 0 : m)
                                     : std::move(standing.possible);
    return answer;
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
    return possible.only_value() != nullptr && possible.only_value()->is_yes();
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
            {std::string(does_not_apply),
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
        determined_.warnings.push_back(
            {std::string(due_on_day_off), book_.duties[duty.duty].record, duty.member, std::move(say), l.cite, l.span});
      }
    }
  }

  /// Two rows of a process say on one day how it ends, and it has not ended.
  void warn_of_clashes() {
    const Facts& facts = evaluator_.facts();
    for (const Process& process : book_.processes) {
      for (std::uint32_t m = 0; m < facts.member_count(process.record); ++m) {
        const Value& outcome = facts.at(facts.slot(process.outcome_fact, m));
        if (outcome.is_known() || outcome.reasons().front().why != Why::clash) continue;
        std::string say = fmt::format("{} ends in two ways on one day: it stays open until it resets",
                                      facts.members(process.record)[m]);
        std::vector<Citation> cite;
        for (const Rule& end : process.ends) cite.insert(cite.end(), end.cite.begin(), end.cite.end());
        determined_.warnings.push_back(
            {std::string(ends_in_two_ways), process.record, m, std::move(say), std::move(cite), process.span});
      }
    }
  }

  /// Of a run that may have begun no duty can be told yet.
  void warn_of_what_may_have_begun() {
    const Facts& facts = evaluator_.facts();
    for (const Process& process : book_.processes) {
      if (is_left_out_[process.pack]) continue;
      for (std::uint32_t m = 0; m < facts.member_count(process.owner); ++m) {
        if (facts.may_have_begun(process.record, m) == nullptr) continue;
        std::vector<Citation> cite;
        for (const Rule& end : process.ends) cite.insert(cite.end(), end.cite.begin(), end.cite.end());
        determined_.warnings.push_back({std::string(may_have_begun), process.owner, m,
                                        fmt::format("it is not known whether this has begun: {}; what it calls for is "
                                                    "not told until it is",
                                                    process.about),
                                        std::move(cite), process.span});
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
          {std::string(text_not_verified),
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
  Owed* owed_;
  std::vector<bool> is_left_out_;
  Determined determined_;
};

}  // namespace

Determined determine(Evaluator& evaluator, Owed* owed) {
  return Determiner(evaluator, owed).run();
}

std::vector<DutyAnswer> determine_duties(Evaluator& evaluator, Owed* owed) {
  return Determiner(evaluator, owed).duties();
}

}  // namespace masa
