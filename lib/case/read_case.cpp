#include "case/read_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/limits.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"
#include "case/case_keys.hpp"
#include "case/read_events.hpp"
#include "case/read_judgements.hpp"

namespace masa {

namespace {

constexpr std::string_view member_key = "id";
constexpr std::string_view judgements_key = "judgements";
constexpr std::string_view events_key = "events";
constexpr std::string_view history_key = "history";

class CaseReader {
 public:
  CaseReader(const Schema& schema, const Vocabulary& vocabulary, Sink& sink)
      : schema_(schema), vocabulary_(vocabulary), sink_(sink) {}

  /// A member that a question makes up, the last of its record.
  void ask_about(std::uint32_t record, const std::map<std::uint32_t, const Node*>& facts) {
    asked_record_ = record;
    asked_ = &facts;
  }

  Facts read(const Node& document) {
    if (!document.is_mapping() && document.shape != Node::Shape::empty) {
      sink_.report(Kind::wrong_shape, document.span, "a case must be a mapping of facts, `incident: …`");
      return Facts(schema_, std::vector<std::vector<std::string>>(schema_.records.size()));
    }
    place_ = document.span;
    std::vector<std::vector<std::string>> members = read_members(document);
    if (asked_ != nullptr) members[asked_record_].emplace_back("asked");
    const bool has_events = std::ranges::any_of(schema_.records, &RecordInfo::is_event);
    EventReader events(schema_, sink_);
    if (has_events) events.read(document.find(events_key), document.find(history_key), is_listed_, members);
    Facts facts(schema_, std::move(members));
    if (has_events) read_events(events, facts);
    for (const Node::Entry& entry : document.entries) {
      if (has_events && (entry.key == events_key || entry.key == history_key)) continue;
      if (entry.key == judgements_key) {
        JudgementReader(schema_, vocabulary_, sink_).read(entry.value, facts);
      } else {
        read_entry(entry, facts);
      }
    }
    if (asked_ != nullptr) read_asked(facts);
    fill_absent(facts, schema_);
    check_stand_ins(facts);
    check_orders(facts);
    return facts;
  }

 private:
  void read_asked(Facts& facts) {
    const std::uint32_t list = schema_.records[asked_record_].list_fact;
    if (list != no_index) facts.set(facts.slot(list, 0), Value::text("given"));
    for (const auto& [fact, node] : *asked_) read_fact(fact, facts.member_count(asked_record_) - 1, *node, facts);
  }

  [[nodiscard]] std::optional<std::uint32_t> record_listed_as(std::string_view list) const {
    const auto found =
        std::ranges::find_if(schema_.records, [&](const RecordInfo& r) { return r.is_listed() && r.list == list; });
    if (found == schema_.records.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - schema_.records.begin());
  }

  /// The keys of the members of each list; complains about double and missing ones.
  std::vector<std::vector<std::string>> read_members(const Node& document) {
    std::vector<std::vector<std::string>> members(schema_.records.size());
    is_listed_.assign(schema_.records.size(), false);
    for (std::uint32_t r = 0; r < schema_.records.size(); ++r) {
      const RecordInfo& record = schema_.records[r];
      const Node* list = record.is_listed() ? document.find(record.list) : nullptr;
      if (list == nullptr || is_unknown(*list) || (list->is_scalar() && list->text == "withheld")) continue;
      is_listed_[r] = true;
      if (!list->is_list()) {
        sink_.report(Kind::wrong_shape, list->span, fmt::format("`{}` must be a list", record.list));
        continue;
      }
      if (list->items.size() > limits::members) {
        const Node& first = list->items[limits::members];
        sink_.report(Kind::too_large, first.span,
                     fmt::format("`{}` has more than {} members", record.list, limits::members));
        continue;
      }
      std::unordered_map<std::string, Span> seen;
      for (const Node& item : list->items) {
        if (is_mark_of_more(item)) continue;
        const Node* key = item.find(member_key);
        if (key == nullptr || !key->is_scalar() || !is_name(key->text)) {
          sink_.report(Kind::missing_key, item.span,
                       fmt::format("a {} of `{}` needs an `{}` that is a name", record.name, record.list, member_key));
          members[r].push_back(fmt::format("{}_{}", record.name, members[r].size() + 1));
          continue;
        }
        const auto [first, is_new] = seen.emplace(key->text, key->span);
        if (!is_new) {
          sink_.report(Kind::repeated_person, key->span,
                       fmt::format("two members of `{}` have one `{}`", record.list, member_key), "",
                       {{first->second, "the first"}});
        }
        members[r].push_back(key->text);
      }
    }
    return members;
  }

  void read_entry(const Node::Entry& entry, Facts& facts) {
    if (const auto record = record_listed_as(entry.key)) {
      const bool is_withheld = entry.value.is_scalar() && entry.value.text == "withheld";
      if (is_withheld || is_unknown(entry.value)) {
        const std::uint32_t list = facts.slot(schema_.records[*record].list_fact, 0);
        facts.set(list, Value::not_known(is_withheld ? Why::withheld : Why::asked, list));
        return;
      }
      const std::uint32_t list = facts.slot(schema_.records[*record].list_fact, 0);
      facts.set(list, Value::text("given"));
      std::uint32_t m = 0;
      for (const Node& item : entry.value.items) {
        if (is_mark_of_more(item)) {
          facts.set(list, Value::not_known(Why::asked, list));
          continue;
        }
        if (m == facts.member_count(*record)) break;
        here_ = fmt::format(" of number {} of `{}`", m + 1, schema_.records[*record].list);
        read_block(item, "", *record, m++, facts);
      }
      here_.clear();
    } else if (std::ranges::find(schema_.groups, entry.key) != schema_.groups.end()) {
      read_block(entry.value, entry.key + ".", no_index, 0, facts);
    } else if (const auto fact = schema_.find_fact(entry.key, no_index)) {
      read_fact(*fact, 0, entry.value, facts);
    } else {
      std::vector<std::string> known = schema_.groups;
      for (const RecordInfo& info : schema_.records) {
        if (info.is_listed()) known.push_back(info.list);
      }
      complain_about_name(entry, entry.key, known);
    }
  }

  /// `- more: possible` says that the list may lack somebody.
  static bool is_mark_of_more(const Node& item) {
    const Node* more = item.find("more");
    return more != nullptr && item.entries.size() == 1 && more->is_scalar() && more->text == "possible";
  }

  void read_events(const EventReader& events, Facts& facts) {
    events.fill(facts);
    for (std::uint32_t r = 0; r < schema_.records.size(); ++r) {
      const RecordInfo& record = schema_.records[r];
      std::uint32_t m = 0;
      here_ = fmt::format(" of an event `{}`", record.name);
      for (const EventReader::Event* event : events.of(r)) read_event(events, *event, m++, facts);
      // Those whose list the case does not give are those that the history names.
      if (record.is_listed() && !is_listed_[r] && facts.member_count(r) > 0)
        facts.set(facts.slot(record.list_fact, 0), Value::text("given"));
    }
    here_.clear();
  }

  void read_event(const EventReader& events, const EventReader::Event& event, std::uint32_t member, Facts& facts) {
    for (const Node::Entry& entry : event.node->entries) {
      if (events.is_own_key(event.record, entry.key)) continue;
      const std::uint32_t day = schema_.records[event.record].day;
      if (day != no_index && entry.key == schema_.facts[day].path) {
        sink_.report(Kind::unknown_fact, entry.key_span, fmt::format("an event has no `{}` of its own", entry.key),
                     "the day it happened is its `date`");
        continue;
      }
      if (const auto fact = schema_.find_fact(entry.key, event.record)) {
        read_fact(*fact, member, entry.value, facts);
      } else {
        complain_about_name(entry, entry.key, paths_of(event.record, ""));
      }
    }
  }

  [[nodiscard]] std::vector<std::string> paths_of(std::uint32_t record, std::string_view prefix) const {
    std::vector<std::string> paths;
    for (const FactInfo& f : schema_.facts) {
      if (f.record == record && f.path.starts_with(prefix)) paths.push_back(f.path);
    }
    return paths;
  }

  void read_block(const Node& block, const std::string& prefix, std::uint32_t record, std::uint32_t member,
                  Facts& facts) {
    if (!block.is_mapping()) {
      if (block.shape != Node::Shape::empty)
        sink_.report(Kind::wrong_shape, block.span, "facts must stand in a mapping, `name: value`");
      return;
    }
    for (const Node::Entry& entry : block.entries) {
      if (record != no_index && entry.key == member_key) continue;
      if (const auto fact = schema_.find_fact(prefix + entry.key, record)) {
        read_fact(*fact, member, entry.value, facts);
        continue;
      }
      complain_about_name(entry, prefix + entry.key, paths_of(record, prefix));
    }
  }

  void complain_about_name(const Node::Entry& entry, const std::string& name, const std::vector<std::string>& known) {
    std::string help = did_you_mean(name, known);
    for (const FactInfo& fact : schema_.facts) {
      if (std::ranges::find(fact.formerly, entry.key) != fact.formerly.end())
        help = fmt::format("it is now called `{}`", fact.path);
    }
    sink_.report(Kind::unknown_fact, entry.key_span, fmt::format("no pack declares the fact `{}`{}", name, here_),
                 std::move(help));
  }

  /// A value, or a block of the value and who said so: `{value: suspected, from: the health visitor}`.
  void read_fact(std::uint32_t fact, std::uint32_t member, const Node& whole, Facts& facts) {
    const FactInfo& info = schema_.facts[fact];
    const Node* inner = whole.is_mapping() ? whole.find("value") : nullptr;
    if (inner != nullptr) read_said_by(whole, facts.slot(fact, member), facts);
    const Node& node = inner != nullptr ? *inner : whole;
    if (info.is_made) {
      sink_.report(Kind::unknown_fact, node.span,
                   fmt::format("`{}` comes from a process, and no case gives it", info.path),
                   "give the events from which it follows");
      return;
    }
    const std::uint32_t slot = facts.slot(fact, member);
    if (info.when_null && node.shape == Node::Shape::empty) {
      facts.set(slot, *info.when_null);
      return;
    }
    if (info.when_unknown && node.is_scalar() && node.text == "unknown") {
      facts.set(slot, *info.when_unknown);
      return;
    }
    if (is_unknown(node)) {
      facts.set(slot, Value::not_known(Why::asked, slot));
      return;
    }
    if (node.is_scalar() && node.text == "withheld") {
      facts.set(slot, Value::not_known(Why::withheld, slot));
      return;
    }
    if (info.type.is_set != node.is_list()) {
      sink_.report(Kind::wrong_value, node.span,
                   fmt::format("`{}`{} must be {}", info.path, here_,
                               info.type.is_set ? "a list, `[a, b]`" : vocabulary_.describe(info.type)));
      return;
    }
    if (!info.type.is_set) {
      if (const auto value = read_value(info, node)) facts.set(slot, *value);
      return;
    }
    std::vector<Value> values;
    for (const Node& item : node.items) {
      if (const auto value = read_value(info, item)) values.push_back(*value);
    }
    facts.set(slot, Value::set(std::move(values)));
  }

  void read_said_by(const Node& whole, std::uint32_t slot, Facts& facts) {
    for (const Node::Entry& entry : whole.entries) {
      if (entry.key == "value") continue;
      if (said_block.find(entry.key) == nullptr || !entry.value.is_scalar()) {
        sink_.report(Kind::unknown_fact, entry.key_span,
                     fmt::format("beside `value` stands `from`, a text, not `{}`", entry.key),
                     "it says who said so, and when");
        continue;
      }
      facts.set_said_by(slot, entry.value.text);
    }
  }

  static bool is_unknown(const Node& node) {
    return node.shape == Node::Shape::empty || (node.is_scalar() && node.text == "unknown");
  }

  std::optional<Value> read_value(const FactInfo& info, const Node& node) {
    Type type = info.type;
    type.or_nothing = info.can_be_nothing();
    if (node.is_scalar()) {
      if (auto value = vocabulary_.read(node.text, type)) return value;
    }
    if (info.type.base == Type::Base::date && node.is_scalar()) {
      sink_.report(Kind::bad_date, node.span, fmt::format("`{}`{} is not a date of the calendar", info.path, here_),
                   "dates are year-month-day, as in 2025-03-10");
    } else {
      sink_.report(Kind::wrong_value, node.span,
                   fmt::format("`{}`{} has a value that it cannot have", info.path, here_),
                   fmt::format("it is {}, or `unknown`", vocabulary_.describe(info.type)));
    }
    return std::nullopt;
  }

  template <class Visit>
  void for_each_slot(const Facts& facts, const Visit& visit) const {
    for (std::uint32_t f = 0; f < schema_.facts.size(); ++f) {
      for (std::uint32_t m = 0; m < facts.member_count(schema_.facts[f].record); ++m) visit(schema_.facts[f], f, m);
    }
  }

  /// Dates that cannot come in that order. Their values are not said.
  void check_orders(const Facts& facts) {
    const auto name = [&](std::uint32_t slot) {
      const FactInfo& info = schema_.facts[facts.fact_of(slot)];
      return info.record == no_index
                 ? fmt::format("`{}`", info.path)
                 : fmt::format("`{}` of `{}`", info.path, facts.members(info.record)[facts.member_of(slot)]);
    };
    for_each_slot(facts, [&](const FactInfo& info, std::uint32_t f, std::uint32_t m) {
      const std::uint32_t mine = facts.slot(f, m);
      for (const std::uint32_t earlier : info.not_before) {
        const std::uint32_t other = facts.slot(earlier, schema_.facts[earlier].record == no_index ? 0 : m);
        if (has_value(facts.at(mine)) && has_value(facts.at(other)) && facts.at(mine) < facts.at(other))
          sink_.report(Kind::contradiction, place_,
                       fmt::format("{} lies before {}, and cannot", name(mine), name(other)),
                       "one of the two is wrong");
      }
    });
  }

  [[nodiscard]] static bool has_value(const Value& value) { return value.is_known() && !value.is_nothing(); }

  /// Two facts that stand instead of each other, both with a value.
  void check_stand_ins(const Facts& facts) {
    for_each_slot(facts, [&](const FactInfo& info, std::uint32_t f, std::uint32_t m) {
      if (info.in_place_of == no_index) return;
      if (has_value(facts.at(facts.slot(f, m))) && has_value(facts.at(facts.slot(info.in_place_of, m)))) {
        sink_.report(Kind::contradiction, place_,
                     fmt::format("`{}` stands in place of `{}`, and the case gives both", info.path,
                                 schema_.facts[info.in_place_of].path));
      }
    });
  }

  const Schema& schema_;
  const Vocabulary& vocabulary_;
  Sink& sink_;
  Span place_;                   ///< of the whole case
  std::vector<bool> is_listed_;  ///< for each record whether the case gives its list
  std::string here_;             ///< the member being read, for messages
  std::uint32_t asked_record_ = no_index;
  const std::map<std::uint32_t, const Node*>* asked_ = nullptr;  ///< facts of a member that a question makes up
};

}  // namespace

Facts read_case(const Node& document, const Schema& schema, const Vocabulary& vocabulary, Sink& sink) {
  return CaseReader(schema, vocabulary, sink).read(document);
}

Facts read_case_with(const Node& document, std::uint32_t record, const std::map<std::uint32_t, const Node*>& facts,
                     const Schema& schema, const Vocabulary& vocabulary, Sink& sink) {
  CaseReader reader(schema, vocabulary, sink);
  reader.ask_about(record, facts);
  return reader.read(document);
}

}  // namespace masa
