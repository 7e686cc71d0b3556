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
  Comparison(const Plan& plan, const Facts& facts, const Node& expect, const Node* decided_by)
      : plan_(plan), facts_(facts), expect_(expect), decided_by_(decided_by), end_(last_day()) {}

  std::vector<CourseDifference> run() {
    const auto first = facts_.first_day();
    if (!first) {
      differ("events", "an event on a known day", "none", expect_.span);
      return std::move(differences_);
    }
    timeline_ = run_timeline(plan_, facts_, *first, end_, end_, std::nullopt);
    if (decided_by_ != nullptr) {
      for (const std::string& id : texts_of(*decided_by_)) check_source(id, decided_by_->span);
    }
    if (expect_.entries.empty()) differ("expect", "what must come out", "nothing", expect_.span);
    for (const Node::Entry& entry : expect_.entries) {
      if (entry.key == "duties" || entry.key == "absent") {
        if (!entry.value.is_list() || entry.value.items.empty())
          differ(entry.key, "a list of rows", "something else", entry.value.span);
        for (const Node& row : entry.value.items) duty(row, entry.key == "duties");
      } else if (!is_member(entry.key)) {
        differ(entry.key, "a member that the history names", "none of that name", entry.key_span);
      } else if (!entry.value.is_mapping() || entry.value.entries.empty()) {
        differ(entry.key, "its decisions, each with its stretches", "something else", entry.value.span);
      } else {
        tracks(entry.value, entry.key, "");
      }
    }
    return std::move(differences_);
  }

 private:
  void differ(std::string what, std::string expected, std::string got, Span place) {
    differences_.push_back({std::move(what), std::move(expected), std::move(got), place});
  }

  /// 400 days after the last event, or after the last day from or to which something is expected.
  [[nodiscard]] Date last_day() const {
    const Date last = last_day_named(expect_, last_event_day(plan_, facts_).value_or(Date{}));
    return add_days(last, days_after).value_or(last);
  }

  static Date last_day_named(const Node& node, Date last) {
    for (const Node& item : node.items) last = last_day_named(item, last);
    for (const Node::Entry& entry : node.entries) {
      const bool is_of_a_stretch = entry.key == "from" || entry.key == "to";
      const auto day = is_of_a_stretch && entry.value.is_scalar() ? parse_date(entry.value.text) : std::nullopt;
      last = day ? std::max(last, *day) : last_day_named(entry.value, last);
    }
    return last;
  }

  /// A name that is none of those that are known.
  void differ_name(std::string_view sort, std::string_view name, const std::vector<std::string>& known, Span place) {
    const std::string near = did_you_mean(name, known);
    differ(std::string(sort), fmt::format("a {} that is declared", sort),
           fmt::format("`{}`{}", name, near.empty() ? "" : "; " + near), place);
  }

  void check_keys(const Node& row, const std::vector<std::string>& known) {
    for (const Node::Entry& entry : row.entries) {
      if (std::ranges::find(known, entry.key) == known.end()) differ_name("key", entry.key, known, entry.key_span);
    }
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
      differ_name(fmt::format("decision or state of {}", member), name, known, place);
      return;
    }
    if (!rows.is_list() || rows.items.empty()) {
      differ(fmt::format("{}.{}", member, name), "a list of stretches", "something else", rows.span);
      return;
    }
    std::vector<Part> expected;
    for (const Node& row : rows.items) {
      if (auto part = read_part(row)) expected.push_back(std::move(*part));
    }
    if (expected.size() < rows.items.size()) return;  // said before
    const std::vector<Part> got = cut(*found, expected.front().from, expected.back().to);
    const std::string want = print(joined(std::move(expected)));
    if (print(got) != want) differ(fmt::format("{}.{}", member, name), want, print(got), place);
  }

  /// A stretch, whole; a mistake in it is a difference.
  std::optional<Part> read_part(const Node& row) {
    const std::size_t before = differences_.size();
    if (!row.is_mapping()) {
      differ("a stretch", "`from`, `to`, and `is`, `at` or `are`", "something else", row.span);
      return std::nullopt;
    }
    check_keys(row, {"from", "to", "is", "at", "are"});
    std::vector<const Node*> values;
    for (const std::string_view key : {"is", "at", "are"}) {
      if (const Node* value = row.find(key)) values.push_back(value);
    }
    const std::optional<Date> from = read_day(row, "from");
    const Node* to = row.find("to");
    const bool is_open = to == nullptr || to->shape == Node::Shape::empty;
    const std::optional<Date> until = is_open ? end_ : read_day(row, "to");
    if (values.size() != 1 || values.front()->is_mapping() || texts_of(*values.front()).empty())
      differ("a stretch", "one of `is`, `at` and `are`, with a value", "something else", row.span);
    if (from && until && *until <= *from)
      differ("a stretch", "a day `to` that is after `from`", to_string(*until), row.span);
    if (differences_.size() > before || !from || !until) return std::nullopt;
    Part part{*from, *until, {}};
    for (std::string& word : texts_of(*values.front())) part.words.insert(std::move(word));
    return part;
  }

  std::optional<Date> read_day(const Node& row, std::string_view key) {
    const Node* node = row.find(key);
    const auto day = node != nullptr && node->is_scalar() ? parse_date(node->text) : std::nullopt;
    if (!day)
      differ(fmt::format("`{}`", key), "a date of the calendar", node == nullptr ? "none" : node->text,
             node == nullptr ? row.span : node->span);
    return day;
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
    const Duty* declared = name == nullptr ? nullptr : declared_as(name->text, row);
    if (declared == nullptr) {
      std::vector<std::string> known;
      for (const Duty& d : plan_.book.duties) known.push_back(d.id);
      differ_name("duty", name == nullptr ? "" : name->text, known, row.span);
      return;
    }
    const std::size_t before = differences_.size();
    check_duty_row(row, *declared);
    if (differences_.size() > before) return;
    std::vector<std::string> others;
    for (const DutyTrack& track : timeline_.duties) {
      if (!plan_.book.duties[track.duty].is_called(name->text)) continue;
      // What may have arisen is not absent.
      if ((track.has_arisen || !must_be_there) && matches(row, track)) {
        if (!must_be_there) differ(fmt::format("absent {}", name->text), "no such duty", print(track), row.span);
        return;
      }
      others.push_back(print(track));
    }
    if (must_be_there)
      differ(fmt::format("duty {}", name->text), print(row), others.empty() ? "none" : join(others, " / "), row.span);
  }

  /// Of several duties that a name means, one that is each member's of whom the row speaks. Null: there is none.
  [[nodiscard]] const Duty* declared_as(std::string_view name, const Node& row) const {
    const Duty* found = nullptr;
    for (const Duty& duty : plan_.book.duties) {
      if (!duty.is_called(name)) continue;
      const bool is_of_member = duty.record != no_index && row.find(member_name(duty.record)) != nullptr;
      if (found == nullptr || is_of_member) found = &duty;
    }
    return found;
  }

  /// `from`, `count` and `rule` say how a date was reached: they are for the reader, but a rule must be one.
  void check_duty_row(const Node& row, const Duty& duty) {
    std::vector<std::string> keys{"duty",  "owner", "due",   "cancelled_on", "breached_from",
                                  "until", "from",  "count", "rule"};
    if (duty.record != no_index) keys.emplace_back(member_name(duty.record));
    check_keys(row, keys);
    for (const std::string_view key : {"due", "cancelled_on", "breached_from", "until"}) {
      const Node* day = row.find(key);
      if (day != nullptr && day->shape != Node::Shape::empty) static_cast<void>(read_day(row, key));
    }
    const Node* owner = row.find("owner");
    const bool is_body = duty.who.type.base == Type::Base::reference;
    if (owner != nullptr && is_body && owner->text != "unknown" && !plan_.book.vocabulary.find_body(owner->text)) {
      std::vector<std::string> known;
      for (const Body& body : plan_.book.vocabulary.bodies) known.push_back(body.id);
      differ_name("owner", owner->text, known, owner->span);
    }
    const Node* member = duty.record == no_index ? nullptr : row.find(member_name(duty.record));
    if (member != nullptr && !is_member(member->text))
      differ(member->text, "a member that the history names", "none of that name", member->span);
    if (const Node* rule = row.find("rule")) check_source(rule->text, rule->span);
  }

  void check_source(const std::string& id, Span place) {
    std::vector<std::string> known;
    for (const Source& source : plan_.book.sources) known.push_back(source.id);
    if (std::ranges::find(known, id) == known.end()) differ_name("source", id, known, place);
  }

  [[nodiscard]] bool matches(const Node& row, const DutyTrack& track) const {
    const Duty& duty = plan_.book.duties[track.duty];
    const DutyStretch& last = track.stretches.back();
    for (const Node::Entry& entry : row.entries) {
      const std::string& text = entry.value.text;
      const bool is_null = entry.value.shape == Node::Shape::empty;
      const std::string day = is_null ? "" : text;
      if (entry.key == "owner" && !owes(last.who, text)) return false;
      // The last day of what goes on is no day by which it is due.
      const std::optional<Date> due = duty.lasts() ? std::nullopt : last.due;
      if (entry.key == "due" && (is_null ? due.has_value() : !due || to_string(*due) != text)) return false;
      if (entry.key == "until" && day != end_of(track, duty)) return false;
      if (entry.key == "cancelled_on" && day != first_day_of(track, DutyState::cancelled)) return false;
      if (entry.key == "breached_from" && day != first_day_of(track, DutyState::overdue)) return false;
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

  /// One of several who owe it owes it.
  static bool owes(std::string_view who, std::string_view one) {
    const bool is_set = who.starts_with('{');
    if (!is_set) return who == one;
    const std::vector<std::string_view> all = split(who.substr(1, who.size() - 2), ',');
    return std::ranges::any_of(all, [&](std::string_view each) { return trim(each) == one; });
  }

  /// The first day on which what goes on no longer does, be it after the days looked at.
  static std::string end_of(const DutyTrack& track, const Duty& duty) {
    const DutyStretch& last = track.stretches.back();
    const bool goes_on = last.state == DutyState::going_on || last.state == DutyState::in_force;
    if (const auto after = duty.lasts() && goes_on && last.due ? add_days(*last.due, 1) : std::nullopt)
      return to_string(*after);
    std::string first;
    for (const DutyState state : {DutyState::ended, DutyState::lifted, DutyState::cancelled}) {
      const std::string day = first_day_of(track, state);
      if (!day.empty() && (first.empty() || day < first)) first = day;
    }
    return first;
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
  const Node* decided_by_;
  Date end_;
  Timeline timeline_;
  std::vector<CourseDifference> differences_;
};

}  // namespace

std::vector<CourseDifference> compare_course(const Plan& plan, const Facts& facts, const Node& expect,
                                             const Node* decided_by) {
  return Comparison(plan, facts, expect, decided_by).run();
}

}  // namespace masa
