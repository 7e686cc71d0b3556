#include "case/read_events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/limits.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"
#include "case/case_keys.hpp"

namespace masa {

namespace {

constexpr std::string_view kind_key = "event";
constexpr std::string_view date_key = "date";
constexpr std::string_view recorded_key = "recorded";

/// All that a node says, whatever the order of its keys.
std::string whole_text(const Node& node) {
  std::vector<std::string> parts;
  for (const Node::Entry& entry : node.entries) parts.push_back(entry.key + ":" + whole_text(entry.value));
  std::ranges::sort(parts);
  for (const Node& item : node.items) parts.push_back(whole_text(item));
  return node.text + "{" + join(parts, ",") + "}";
}

}  // namespace

void EventReader::read(const Node* events, const Node* history, const std::vector<bool>& is_listed,
                       std::vector<std::vector<std::string>>& members) {
  if (history != nullptr) read_coverage(*history);
  if (events == nullptr || events->shape == Node::Shape::empty) return;
  if (!events->is_list()) {
    sink_.report(Kind::wrong_shape, events->span, "`events` must be a list, each event behind a dash");
    return;
  }
  if (events->items.size() > limits::events) {
    sink_.report(Kind::too_large, events->items[limits::events].span,
                 fmt::format("the case has more than {} events", limits::events));
    return;
  }
  for (const Node& item : events->items) read_one(item, is_listed, members);
  const auto all_of_it = [](const Event& e) {
    return std::tuple(e.record, e.happened.first, e.happened.last, e.owner, e.text);
  };
  std::ranges::sort(events_, {}, all_of_it);
  const auto repeated = std::ranges::unique(events_, {}, all_of_it);
  events_.erase(repeated.begin(), repeated.end());
  for (const Event& event : events_) {
    auto& all = members[event.record];
    all.push_back(fmt::format("{}_{}", schema_.records[event.record].name, all.size() + 1));
  }
}

void EventReader::read_coverage(const Node& history) {
  for (const Node::Entry& entry : history.entries) {
    if (history_block.find(entry.key) == nullptr)
      sink_.report(Kind::unknown_fact, entry.key_span, fmt::format("a history has no `{}`", entry.key),
                   "it says which days it `covers`");
  }
  const Node* covers = history.find("covers");
  if (covers == nullptr || !covers->is_scalar()) {
    sink_.report(Kind::wrong_shape, history.span,
                 "`history` says which days it covers, `covers: 2025-01-01 to 2026-01-01`");
    return;
  }
  const std::string_view text = trim(covers->text);
  const auto to = text.find(" to ");
  const bool is_open = text.starts_with("from ");
  covered_.first = parse_date(trim(is_open ? text.substr(5) : text.substr(0, to)));
  if (to != std::string_view::npos) covered_.end = parse_date(trim(text.substr(to + 4)));
  const bool has_end = is_open || (covered_.end && covered_.first && *covered_.first < *covered_.end);
  if (!covered_.first || !has_end) {
    sink_.report(Kind::bad_date, covers->span, "`covers` is no period of the calendar",
                 "write `2025-01-01 to 2026-01-01` (the last day is not in it), or `from 2025-01-01`");
  }
}

void EventReader::read_one(const Node& item, const std::vector<bool>& is_listed,
                           std::vector<std::vector<std::string>>& members) {
  const Node* kind = item.find(kind_key);
  if (kind == nullptr || !kind->is_scalar()) {
    sink_.report(Kind::missing_key, item.span, "an event needs its kind, `event: …`");
    return;
  }
  const auto record = schema_.find_record(kind->text);
  if (!record || !schema_.records[*record].is_event) {
    std::vector<std::string> known;
    for (const RecordInfo& info : schema_.records) {
      if (info.is_event) known.push_back(info.name);
    }
    sink_.report(Kind::unknown_fact, kind->span, fmt::format("no pack declares the event `{}`", kind->text),
                 did_you_mean(kind->text, known));
    return;
  }
  Event event;
  event.record = *record;
  event.node = &item;
  event.text = whole_text(item);
  read_day(item, event);
  if (read_owner(item, event, is_listed, members)) events_.push_back(std::move(event));
}

bool EventReader::read_owner(const Node& item, Event& event, const std::vector<bool>& is_listed,
                             std::vector<std::vector<std::string>>& members) {
  const std::uint32_t owner = schema_.records[event.record].owner;
  if (owner == no_index) return true;
  const std::string& name = schema_.records[owner].name;
  const Node* whose = item.find(name);
  if (whose == nullptr || !whose->is_scalar() || !is_name(whose->text)) {
    sink_.report(
        Kind::missing_key, item.span,
        fmt::format("`{}` happens to a {}, and nothing says to which", schema_.records[event.record].name, name));
    return false;
  }
  auto& all = members[owner];
  auto found = std::ranges::find(all, whose->text);
  if (found == all.end() && is_listed[owner]) {
    sink_.report(Kind::unknown_fact, whose->span, fmt::format("the case lists no {} of that name", name));
    return false;
  }
  if (found == all.end() && all.size() >= limits::members) {
    sink_.report(
        Kind::too_large, whose->span,
        fmt::format("the events name more than {} members of `{}`", limits::members, schema_.records[owner].list));
    return false;
  }
  if (found == all.end()) found = all.insert(all.end(), whose->text);
  event.owner = static_cast<std::uint32_t>(found - all.begin());
  return true;
}

void EventReader::read_day(const Node& item, Event& event) {
  const Node* date = item.find(date_key);
  const std::string_view text = date != nullptr && date->is_scalar() ? trim(date->text) : std::string_view();
  const auto to = text.find(" to ");
  if (date == nullptr) {
    sink_.report(Kind::missing_key, item.span, "an event needs its `date`", "`unknown` where nobody knows it");
  } else if (date->is_list() || date->is_mapping()) {
    sink_.report(Kind::wrong_shape, date->span, "the `date` of an event must be a day, or two and the word `to`",
                 "write 2025-03-10, `2025-03-01 to 2025-03-10` for a day between two, or `unknown`");
  } else if (text.empty() || text == "unknown") {
    event.happened = {*make_date({1, 1, 1}), *make_date({9999, 12, 31}), std::nullopt};
    event.has_day = false;
  } else {
    const auto first = parse_date(trim(text.substr(0, to)));
    const auto last = to == std::string_view::npos ? first : parse_date(trim(text.substr(to + 4)));
    if (!first || !last || *last < *first) {
      sink_.report(Kind::bad_date, date->span, "the `date` of an event is no day of the calendar",
                   "write 2025-03-10, `2025-03-01 to 2025-03-10` for a day between two, or `unknown`");
      return;
    }
    event.happened = {*first, *last, std::nullopt};
    event.has_day = *first == *last;
  }
  if (const Node* recorded = item.find(recorded_key)) {
    event.happened.recorded = recorded->is_scalar() ? parse_date(trim(recorded->text)) : std::nullopt;
    if (!event.happened.recorded)
      sink_.report(Kind::bad_date, recorded->span,
                   "the day on which an event was `recorded` is no day of the calendar");
  } else if (event.has_day) {
    event.happened.recorded = event.happened.first;
  }
}

std::vector<const EventReader::Event*> EventReader::of(std::uint32_t record) const {
  std::vector<const Event*> found;
  for (const Event& event : events_) {
    if (event.record == record) found.push_back(&event);
  }
  return found;
}

bool EventReader::is_own_key(std::uint32_t record, std::string_view key) const {
  if (event_of_case_block.find(key) != nullptr) return true;
  const std::uint32_t owner = schema_.records[record].owner;
  return owner != no_index && key == schema_.records[owner].name;
}

void EventReader::fill(Facts& facts) const {
  facts.set_covered(covered_);
  for (std::uint32_t r = 0; r < schema_.records.size(); ++r) {
    if (!schema_.records[r].is_event) continue;
    std::vector<std::uint32_t> owners;
    std::vector<Happened> happened;
    for (const Event* event : of(r)) {
      const std::uint32_t slot = facts.slot(schema_.records[r].day, static_cast<std::uint32_t>(owners.size()));
      facts.set(slot, event->has_day ? Value::date(event->happened.first) : Value::not_known(Why::asked, slot));
      owners.push_back(event->owner);
      happened.push_back(event->happened);
    }
    facts.set_owners(r, std::move(owners));
    facts.set_happened(r, std::move(happened));
  }
}

}  // namespace masa
