#include "scenario/compare_course.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "render/answer.hpp"
#include "scenario/expectations.hpp"

namespace masa {

namespace {

/// What somebody is or has from one day to another.
struct Part {
  Date from;
  Date to;
  std::set<std::string> words;
};

constexpr std::int32_t days_after = 400;  // in which what was begun may still fall due

class Comparison {
 public:
  Comparison(const Plan& plan, const Facts& facts, const Node& expect)
      : plan_(plan), facts_(facts), expect_(expect), end_(last_day()) {}

  std::vector<CourseDifference> run() {
    const auto first = facts_.first_day();
    if (!first) {
      differ("events", "an event on a known day", "none", expect_.span);
      return std::move(differences_);
    }
    timeline_ = run_timeline(plan_, facts_, *first, end_, end_, std::nullopt);
    for (const Node::Entry& entry : expect_.entries) {
      if (entry.key == "duties" || entry.key == "absent") {
        for (const Node& row : entry.value.items) duty(row, entry.key == "duties");
      } else if (is_member(entry.key)) {
        tracks(entry.value, entry.key, "");
      } else {
        differ(entry.key, "a member that the history names", "none of that name", entry.key_span);
      }
    }
    return std::move(differences_);
  }

 private:
  void differ(std::string what, std::string expected, std::string got, Span place) {
    differences_.push_back({std::move(what), std::move(expected), std::move(got), place});
  }

  [[nodiscard]] Date last_day() const {
    Date last = facts_.first_day().value_or(Date{});
    for (const Date day :
         Evaluator(plan_, facts_, {last, last, std::nullopt}).days_of(no_index, 0, *make_date({9998, 1, 1})))
      last = std::max(last, day);
    return add_days(last, days_after).value_or(last);
  }

  [[nodiscard]] bool is_member(std::string_view key) const {
    for (std::uint32_t r = 0; r < plan_.book.schema.records.size(); ++r) {
      const auto& members = facts_.members(r);
      if (plan_.book.schema.records[r].is_listed() && std::ranges::find(members, key) != members.end()) return true;
    }
    return false;
  }

  /// `responsible: [stretches]`, or `plan_owner: {care_plan: [stretches]}` for the decision `plan_owner.care_plan`.
  void tracks(const Node& block, const std::string& member, const std::string& prefix) {
    for (const Node::Entry& entry : block.entries) {
      const std::string name = prefix + entry.key;
      if (entry.value.is_mapping()) {
        tracks(entry.value, member, name + ".");
      } else {
        track(entry.value, member, name, entry.key_span);
      }
    }
  }

  void track(const Node& rows, const std::string& member, const std::string& name, Span place) {
    const auto found = std::ranges::find_if(timeline_.decisions, [&](const DecisionTrack& t) {
      return t.member == member && plan_.book.decisions[t.decision].id == name;
    });
    if (found == timeline_.decisions.end()) {
      std::vector<std::string> known;
      for (const Decision& decision : plan_.book.decisions) known.push_back(decision.id);
      const std::string near = did_you_mean(name, known);
      differ(fmt::format("{}.{}", member, name), "a decision or state", near.empty() ? "none of that name" : near,
             place);
      return;
    }
    std::vector<Part> expected;
    for (const Node& row : rows.items) {
      if (auto part = read_part(row)) expected.push_back(std::move(*part));
    }
    if (expected.empty()) return;
    const std::vector<Part> got = cut(*found, expected.front().from, expected.back().to);
    const std::string want = print(joined(std::move(expected)));
    if (print(got) != want) differ(fmt::format("{}.{}", member, name), want, print(got), place);
  }

  std::optional<Part> read_part(const Node& row) {
    const auto day = [&](std::string_view key) -> std::optional<Date> {
      const Node* node = row.find(key);
      return node != nullptr && node->is_scalar() ? parse_date(node->text) : std::nullopt;
    };
    const Node* value = nullptr;
    for (const std::string_view key : {"is", "at", "are"}) {
      if (value == nullptr) value = row.find(key);
    }
    const auto from = day("from");
    if (!from || value == nullptr) {
      differ("a stretch", "`from`, `to`, and `is`, `at` or `are`", "none", row.span);
      return std::nullopt;
    }
    Part part{*from, day("to").value_or(end_), {}};
    for (std::string& word : texts_of(*value)) part.words.insert(std::move(word));
    return part;
  }

  /// The track between two days, its words as a set.
  static std::vector<Part> cut(const DecisionTrack& track, Date from, Date to) {
    std::vector<Part> parts;
    for (const Stretch& stretch : track.stretches) {
      if (stretch.to <= from || to <= stretch.from) continue;
      Part part{std::max(stretch.from, from), std::min(stretch.to, to), {}};
      const bool is_set = stretch.value.tag() == Value::Tag::set;
      const std::string_view words = stretch.words;
      for (const std::string_view word : split(is_set ? words.substr(1, words.size() - 2) : words, ','))
        part.words.emplace(trim(word));
      parts.push_back(std::move(part));
    }
    return joined(std::move(parts));
  }

  static std::vector<Part> joined(std::vector<Part> parts) {
    std::ranges::sort(parts, {}, &Part::from);
    std::vector<Part> joined;
    for (Part& part : parts) {
      const bool goes_on = !joined.empty() && joined.back().to == part.from && joined.back().words == part.words;
      if (goes_on) {
        joined.back().to = part.to;
      } else {
        joined.push_back(std::move(part));
      }
    }
    return joined;
  }

  [[nodiscard]] std::string print(const std::vector<Part>& parts) const {
    std::vector<std::string> words;
    for (const Part& part : parts) {
      const std::vector<std::string> all(part.words.begin(), part.words.end());
      words.push_back(fmt::format("{} to {} {}", to_string(part.from), part.to == end_ ? "null" : to_string(part.to),
                                  join(all, "+")));
    }
    return join(words, "; ");
  }

  // --- duties
  void duty(const Node& row, bool must_be_there) {
    const Node* name = row.find("duty");
    const auto declared =
        name == nullptr ? plan_.book.duties.end() : std::ranges::find(plan_.book.duties, name->text, &Duty::id);
    if (declared == plan_.book.duties.end()) {
      std::vector<std::string> known;
      for (const Duty& d : plan_.book.duties) known.push_back(d.id);
      differ("duties", "a duty that a pack declares",
             name == nullptr ? "none" : fmt::format("`{}`; {}", name->text, did_you_mean(name->text, known)), row.span);
      return;
    }
    std::vector<std::string> others;
    for (const DutyTrack& track : timeline_.duties) {
      if (plan_.book.duties[track.duty].id != name->text || !track.arisen_on) continue;
      if (matches(row, track)) {
        if (!must_be_there) differ(fmt::format("absent {}", name->text), "no such duty", print(track), row.span);
        return;
      }
      others.push_back(print(track));
    }
    if (must_be_there)
      differ(fmt::format("duty {}", name->text), print(row), others.empty() ? "none" : join(others, " / "), row.span);
  }

  [[nodiscard]] bool matches(const Node& row, const DutyTrack& track) const {
    const Duty& duty = plan_.book.duties[track.duty];
    const DutyStretch& last = track.stretches.back();
    for (const Node::Entry& entry : row.entries) {
      const std::string& text = entry.value.text;
      const bool is_null = entry.value.shape == Node::Shape::empty;
      if (entry.key == "owner" && text != last.who) return false;
      if (entry.key == "due" && (is_null ? last.due.has_value() : !last.due || to_string(*last.due) != text))
        return false;
      if (entry.key == "cancelled_on" && text != first_day_of(track, DutyState::cancelled)) return false;
      if (entry.key == "breached_from" && text != first_day_of(track, DutyState::overdue)) return false;
      const bool is_member = duty.record != no_index && entry.key == member_name(duty.record);
      if (is_member && text != owner_key(duty.record, track.member)) return false;
    }
    return true;
  }

  /// `child`, whether the duty is each child's or each time's of a process about a child.
  [[nodiscard]] std::string_view member_name(std::uint32_t record) const {
    const RecordInfo& info = plan_.book.schema.records[record];
    return info.is_listed() || info.owner == no_index ? info.name : plan_.book.schema.records[info.owner].name;
  }

  /// Of the second run of a process about c1, `c1_2`, it is c1.
  [[nodiscard]] std::string owner_key(std::uint32_t record, const std::string& member) const {
    if (plan_.book.schema.records[record].is_listed()) return member;
    return member.substr(0, member.rfind('_'));
  }

  static std::string first_day_of(const DutyTrack& track, DutyState state) {
    const auto found = std::ranges::find(track.stretches, state, &DutyStretch::state);
    return found == track.stretches.end() ? "" : to_string(found->from);
  }

  static std::string print(const DutyTrack& track) {
    const DutyStretch& last = track.stretches.back();
    return fmt::format("{} by {} due {}, {}", track.member, last.who, last.due ? to_string(*last.due) : "null",
                       word_of(last.state));
  }

  static std::string print(const Node& row) {
    std::vector<std::string> parts;
    for (const Node::Entry& entry : row.entries) {
      for (const std::string_view key : {"child", "owner", "due", "cancelled_on", "breached_from"}) {
        if (entry.key == key) parts.push_back(fmt::format("{} {}", key, entry.value.text));
      }
    }
    return join(parts, ", ");
  }

  const Plan& plan_;
  const Facts& facts_;
  const Node& expect_;
  Date end_;
  Timeline timeline_;
  std::vector<CourseDifference> differences_;
};

}  // namespace

std::vector<CourseDifference> compare_course(const Plan& plan, const Facts& facts, const Node& expect) {
  return Comparison(plan, facts, expect).run();
}

}  // namespace masa
