#include "course/timeline.hpp"

#include <algorithm>

namespace masa {

namespace {

class Recorder {
 public:
  Recorder(const Plan& plan, Timeline& timeline) : book_(plan.book), timeline_(timeline) {}

  void record(const Determined& determined, const Facts& facts, Date from, Date to) {
    for (const OutcomeAnswer& answer : determined.outcomes) outcome(answer, facts, from, to);
    for (const DutyAnswer& answer : determined.duties) duty(answer, facts, from, to);
    for (const WarningAnswer& answer : determined.warnings) warning(answer, facts, from, to);
  }

 private:
  static std::string key(const Facts& facts, std::uint32_t record, std::uint32_t member) {
    return record == no_index || member == no_index ? "" : facts.members(record)[member];
  }

  void outcome(const OutcomeAnswer& answer, const Facts& facts, Date from, Date to) {
    const Decision& decision = book_.decisions[answer.decision];
    const std::string member = key(facts, decision.record, answer.member);
    auto track = std::ranges::find_if(timeline_.decisions, [&](const DecisionTrack& t) {
      return t.decision == answer.decision && t.member == member;
    });
    if (track == timeline_.decisions.end())
      track = timeline_.decisions.insert(timeline_.decisions.end(), {answer.decision, member, {}});
    Stretch stretch{from, to, answer.value, book_.vocabulary.print(answer.value, decision.type), ""};
    if (!answer.value.is_known() && !answer.value.reasons().empty())
      stretch.reason = words_of(answer.value.reasons().front().why);
    auto& all = track->stretches;
    const bool goes_on = !all.empty() && all.back().to == from && all.back().words == stretch.words &&
                         all.back().reason == stretch.reason;
    if (goes_on) {
      all.back().to = to;
    } else {
      all.push_back(std::move(stretch));
    }
  }

  void warning(const WarningAnswer& answer, const Facts& facts, Date from, Date to) {
    WarningTrack track{answer.id, key(facts, answer.record, answer.member), answer.say, from, to};
    const auto goes_on = std::ranges::find_if(timeline_.warnings, [&](const WarningTrack& t) {
      return t.to == from && t.id == track.id && t.member == track.member && t.say == track.say;
    });
    if (goes_on != timeline_.warnings.end()) {
      goes_on->to = to;
    } else {
      timeline_.warnings.push_back(std::move(track));
    }
  }

  void duty(const DutyAnswer& answer, const Facts& facts, Date from, Date to) {
    const Duty& duty = book_.duties[answer.duty];
    const std::string member = key(facts, duty.record, answer.member);
    auto track = std::ranges::find_if(timeline_.duties,
                                      [&](const DutyTrack& t) { return t.duty == answer.duty && t.member == member; });
    if (track == timeline_.duties.end())
      track = timeline_.duties.insert(timeline_.duties.end(), {answer.duty, member, false, answer.arisen_on, {}});
    track->has_arisen = track->has_arisen || answer.applies.is_yes();
    if (!track->arisen_on) track->arisen_on = answer.arisen_on;
    DutyStretch stretch{from,         to,
                        answer.state, book_.vocabulary.print(answer.who, duty.who.type),
                        std::nullopt, !answer.due.is_known()};
    if (answer.due.tag() == Value::Tag::date) stretch.due = answer.due.as_date();
    auto& all = track->stretches;
    if (!all.empty() && all.back().to == from) {
      DutyStretch longer = stretch;
      longer.from = all.back().from;
      all.back().to = to;
      if (all.back() == longer) return;
      all.back().to = from;
    }
    all.push_back(std::move(stretch));
  }

  const Book& book_;
  Timeline& timeline_;
};

}  // namespace

std::optional<Date> last_event_day(const Plan& plan, const Facts& facts) {
  constexpr std::int32_t late = 2'932'531;  // in 9998
  const std::set<Date> days =
      Evaluator(plan, facts, {Date{late}, Date{late}, std::nullopt}).days_of(no_index, 0, Date{late});
  return days.empty() ? std::nullopt : std::optional(*days.rbegin());
}

Timeline run_timeline(const Plan& plan, const Facts& facts, Date first, Date end, Date known_by,
                      std::optional<Date> law_at) {
  Timeline timeline{first, end, {}, {}, {}, {}, {}};
  Recorder recorder(plan, timeline);
  History history(plan, facts, known_by, law_at);
  for (std::optional<Date> day = first; day;) {
    const Determined determined = history.on(*day);
    timeline.days.push_back(*day);
    timeline.left_out = determined.left_out;
    const std::optional<Date> next = history.next_day(end);
    recorder.record(determined, history.facts(), *day, next.value_or(end));
    day = next;
  }
  return timeline;
}

}  // namespace masa
