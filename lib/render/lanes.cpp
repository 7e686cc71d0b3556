#include "render/lanes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "render/answer.hpp"
#include "render/words.hpp"

namespace masa {

namespace {

Tone tone_of(DutyState state) {
  switch (state) {
    case DutyState::overdue:
    case DutyState::breached:
      return Tone::late;
    case DutyState::due:
    case DutyState::going_on:
    case DutyState::in_force:
      return Tone::waiting;
    case DutyState::not_known:
      return Tone::open;
    default:
      return Tone::over;
  }
}

/// `plan_owner.care_plan` is `plan owner: care plan`.
std::string name_of(const std::string& id) {
  const auto dot = id.find('.');
  return dot == std::string::npos ? spaced(id)
                                  : fmt::format("{}: {}", spaced(id.substr(0, dot)), spaced(id.substr(dot + 1)));
}

class Maker {
 public:
  Maker(const Timeline& timeline, const Plan& plan, const Show& show)
      : timeline_(timeline), book_(plan.book), show_(show) {}

  std::vector<LaneGroup> run() {
    for (const DecisionTrack& track : timeline_.decisions) decision(track);
    for (const DutyTrack& track : timeline_.duties) duty(track);
    for (LaneGroup& group : groups_) {
      std::erase_if(group.answers, [&](const Lane& lane) { return is_of_another(lane, group); });
    }
    const auto of_case = std::ranges::find(groups_, no_index, &LaneGroup::record);
    if (of_case != groups_.end()) std::rotate(of_case, of_case + 1, groups_.end());
    return std::move(groups_);
  }

 private:
  /// `sar.lead`, where `sar` is aside: that is said of the whole.
  static bool is_of_another(const Lane& lane, const LaneGroup& group) {
    const auto dot = lane.id.find('.');
    if (dot == std::string::npos) return false;
    return std::ranges::find(group.quiet, spaced(lane.id.substr(0, dot))) != group.quiet.end();
  }

  /// That of the member whom a decision or a duty is about: of a run of a process, whom the process is about.
  LaneGroup& group(std::uint32_t record, const std::string& member) {
    const std::string name = owner(record, member);
    if (record != no_index && !book_.schema.records[record].is_listed()) record = book_.schema.records[record].owner;
    const auto is_it = [&](const LaneGroup& g) { return g.record == record && g.member == name; };
    const auto found = std::ranges::find_if(groups_, is_it);
    if (found != groups_.end()) return *found;
    groups_.push_back({});
    groups_.back().record = record;
    groups_.back().member = name;
    return groups_.back();
  }

  /// Of the second run of a process about c1, `c1_2`, it is c1.
  [[nodiscard]] std::string owner(std::uint32_t record, const std::string& member) const {
    if (record == no_index || book_.schema.records[record].is_listed()) return member;
    return member.substr(0, member.rfind('_'));
  }

  void decision(const DecisionTrack& track) {
    const Decision& decision = book_.decisions[track.decision];
    const bool is_step = decision.is_state ? decision.is_step : decision.is_working;
    if (is_step || (decision.is_sensitive && !show_.sensitive)) return;
    Lane lane;
    lane.id = decision.id;
    lane.name = name_of(decision.id);
    for (const Stretch& stretch : track.stretches) lane.parts.push_back(part(stretch, decision.type));
    LaneGroup& to = group(decision.record, track.member);
    const auto is_all = [&](Tone tone) {
      return std::ranges::all_of(lane.parts, [&](const LanePart& p) { return p.tone == tone; });
    };
    if (is_all(Tone::nothing)) {
      to.quiet.push_back(lane.name);
    } else if (is_all(Tone::open)) {
      to.open.push_back(lane.name);
    } else {
      (decision.is_state ? to.states : to.answers).push_back(std::move(lane));
    }
  }

  [[nodiscard]] LanePart part(const Stretch& stretch, const Type& type) const {
    const Value& value = stretch.value;
    if (!value.is_known()) return {stretch.from, stretch.to, Tone::open, "not known: " + stretch.reason};
    const bool is_empty_set = value.tag() == Value::Tag::set && value.members().empty();
    const bool is_no_word = value.tag() == Value::Tag::word && stretch.words.starts_with("not_");
    const bool is_nothing = value.is_nothing() || value.is_no() || is_empty_set || is_no_word;
    return {stretch.from, stretch.to, is_nothing ? Tone::nothing : Tone::answer, value_words(book_, value, type)};
  }

  void duty(const DutyTrack& track) {
    const Duty& duty = book_.duties[track.duty];
    Lane lane;
    lane.id = duty.id;
    lane.is_duty = true;
    const std::string& first = track.stretches.front().who;
    const bool is_one_bearer =
        std::ranges::all_of(track.stretches, [&](const DutyStretch& stretch) { return stretch.who == first; });
    lane.name = is_one_bearer ? fmt::format("{}: {}", who(first), spaced(duty.id)) : spaced(duty.id);
    for (const DutyStretch& stretch : track.stretches) {
      const bool is_over = duty.lasts() && stretch.state == DutyState::cancelled;
      std::string words = is_over ? "over" : spaced(std::string(word_of(stretch.state)));
      if (!is_one_bearer) words = fmt::format("{}: {}", who(stretch.who), words);
      if (stretch.due) words += fmt::format(", {} {}", duty.lasts() ? "to" : "by", to_string(*stretch.due));
      if (stretch.is_due_open) words += ", by a day that is not known";
      lane.parts.push_back({stretch.from, stretch.to, tone_of(stretch.state), std::move(words)});
      if (!duty.lasts()) lane.due = stretch.due;
    }
    LaneGroup& to = group(duty.record, track.member);
    const bool is_open = std::ranges::all_of(lane.parts, [](const LanePart& p) { return p.tone == Tone::open; });
    if (is_open) {
      to.open.push_back("duty " + spaced(duty.id));
    } else {
      to.duties.push_back(std::move(lane));
    }
  }

  /// The names of those whom a duty's stretch names by their ids: bodies, or words.
  [[nodiscard]] std::string who(std::string_view ids) const {
    if (ids == "unknown" || ids.empty()) return "not known who";
    if (ids.starts_with('{')) ids = ids.substr(1, ids.size() - 2);
    std::vector<std::string> names;
    for (const std::string_view id : split(ids, ',')) {
      const auto body = book_.vocabulary.find_body(std::string(trim(id)));
      names.push_back(body ? book_.vocabulary.bodies[*body].name : spaced(std::string(trim(id))));
    }
    return list_words(names);
  }

  const Timeline& timeline_;
  const Book& book_;
  const Show& show_;
  std::vector<LaneGroup> groups_;
};

}  // namespace

std::vector<LaneGroup> lanes_of(const Timeline& timeline, const Plan& plan, const Show& show) {
  return Maker(timeline, plan, show).run();
}

}  // namespace masa
