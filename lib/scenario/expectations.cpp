#include "scenario/expectations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/suggest.hpp"
#include "base/text.hpp"

namespace masa {

namespace {

std::string date_words(const Value& value) {
  return value.tag() == Value::Tag::date ? to_string(value.as_date()) : value.is_known() ? "none" : "unknown";
}

}  // namespace

std::vector<std::string> texts_of(const Node& node) {
  if (node.is_scalar()) return {node.text};
  std::vector<std::string> texts;
  for (const Node& item : node.items) texts.push_back(item.text);
  return texts;
}

std::string set_words(std::vector<std::string> words) {
  std::ranges::sort(words);
  return "{" + join(words, ", ") + "}";
}

void Expectations::fail(std::string what, std::string expected, std::string got, std::string rule) {
  failures_.push_back({id_, std::move(what), std::move(expected), std::move(got), std::move(rule)});
}

void Expectations::fail_name(const Span& span, std::string_view sort, std::string_view name,
                             const std::vector<std::string>& known) {
  const std::string near = did_you_mean(name, known);
  fail(fmt::format("{}: {} `{}`", suite_.file_line(span), sort, name), "a name that a pack declares",
       near.empty() ? "none is declared" : near);
}

std::optional<std::uint32_t> Expectations::find_member(std::uint32_t record, std::string_view key) const {
  const auto& members = answer_.facts.members(record);
  const auto found = std::ranges::find(members, key);
  if (found == members.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - members.begin());
}

const OutcomeAnswer* Expectations::find_outcome(std::string_view decision, std::uint32_t member) const {
  for (const OutcomeAnswer& outcome : answer_.determined.outcomes) {
    if (outcome.member == member && book_.decisions[outcome.decision].id == decision) return &outcome;
  }
  return nullptr;
}

std::vector<std::string> Expectations::decision_ids(std::uint32_t record) const {
  std::vector<std::string> ids;
  for (const Decision& decision : book_.decisions) {
    if (decision.record == record) ids.push_back(decision.id);
  }
  return ids;
}

std::string Expectations::rules_of(const OutcomeAnswer& outcome) const {
  std::vector<std::string> rules;
  for (const RuleRef& ref : outcome.grounds.own) {
    const Rule& rule = book_.decisions[ref.decision].rules[ref.rule];
    rules.push_back(fmt::format("{}, {}", rule.id, book_.sources_text.file_line(rule.span)));
  }
  constexpr std::size_t most_listed = 3;
  if (rules.size() > most_listed)
    rules = {fmt::format("none of the {} rules of {}", rules.size(), book_.decisions[outcome.decision].id)};
  return join(rules, "; ");
}

void Expectations::compare(const Node& expect) {
  if (!expect.is_mapping() || expect.entries.empty()) {
    fail("expect", "a mapping of what is expected", "something else", suite_.file_line(expect.span));
    return;
  }
  for (const Node::Entry& entry : expect.entries) {
    const auto record = std::ranges::find(book_.schema.records, entry.key, &RecordInfo::list);
    if (entry.key == "due") {
      due(entry.value);
    } else if (entry.key == "settled_by") {
      settled_by(entry.value);
    } else if (entry.key == "warnings") {
      warnings(entry.value);
    } else if (record != book_.schema.records.end()) {
      members(entry.value, static_cast<std::uint32_t>(record - book_.schema.records.begin()));
    } else if (std::ranges::find(book_.schema.groups, entry.key) != book_.schema.groups.end()) {
      outcomes(entry.value, no_index, no_index, entry.key + ".");
    } else {
      std::vector<std::string> known = book_.schema.groups;
      for (const RecordInfo& r : book_.schema.records) known.push_back(r.list);
      known.insert(known.end(), {"due", "settled_by", "warnings"});
      fail_name(entry.key_span, "expectation", entry.key, known);
    }
  }
}

void Expectations::members(const Node& block, std::uint32_t record) {
  for (const Node::Entry& entry : block.entries) {
    const auto member = find_member(record, entry.key);
    if (!member) {
      fail_name(entry.key_span, book_.schema.records[record].name, entry.key, answer_.facts.members(record));
      continue;
    }
    outcomes(entry.value, record, *member, entry.key + ".");
  }
}

void Expectations::outcomes(const Node& block, std::uint32_t record, std::uint32_t member, const std::string& prefix) {
  for (const Node::Entry& entry : block.entries) {
    const OutcomeAnswer* outcome = find_outcome(entry.key, member);
    if (outcome == nullptr) {
      fail_name(entry.key_span, "decision", entry.key, decision_ids(record));
      continue;
    }
    compare_value(entry.value, *outcome, prefix + entry.key);
  }
}

void Expectations::compare_value(const Node& expected, const OutcomeAnswer& outcome, const std::string& what) {
  const Decision& decision = book_.decisions[outcome.decision];
  const std::string got = book_.vocabulary.print(outcome.value, decision.type);
  Type one = decision.type;
  one.is_set = false;
  const auto is_value = [&](const Node& node) {
    if (node.text == "unknown" || book_.vocabulary.read(node.text, one)) return true;
    fail_name(node.span, fmt::format("value of {}", decision.id), node.text, book_.vocabulary.words_of_type(one));
    return false;
  };
  if (const Node* one_of = expected.find("one_of")) {
    std::vector<std::string> allowed;
    for (const Node& item : one_of->items) {
      if (!is_value(item)) return;
      const auto value = book_.vocabulary.read(item.text, one);
      allowed.push_back(value ? book_.vocabulary.print(*value, one) : item.text);
    }
    if (std::ranges::find(allowed, got) == allowed.end())
      fail(what, "one of " + set_words(allowed), got, rules_of(outcome));
    return;
  }
  if (decision.type.is_set && expected.is_list()) {
    std::vector<Value> values;
    for (const Node& item : expected.items) {
      if (!is_value(item)) return;
      if (const auto value = book_.vocabulary.read(item.text, one)) values.push_back(*value);
    }
    const Value wanted = Value::set(std::move(values));
    if (!(wanted == outcome.value)) fail(what, book_.vocabulary.print(wanted, decision.type), got, rules_of(outcome));
    return;
  }
  if (!expected.is_scalar()) {
    fail(what, "a value that it can have", got, suite_.file_line(expected.span));
    return;
  }
  if (!is_value(expected)) return;
  const auto value = expected.text == "unknown" ? std::nullopt : book_.vocabulary.read(expected.text, one);
  const std::string wanted = value ? book_.vocabulary.print(*value, one) : "unknown";
  if (wanted != got) fail(what, wanted, got, rules_of(outcome));
}

void Expectations::settled_by(const Node& block) {
  for (const Node::Entry& entry : block.entries) {
    if (std::ranges::find(book_.schema.groups, entry.key) != book_.schema.groups.end()) {
      settled_one(entry.value, no_index, entry.key + ".");
      continue;
    }
    bool is_found = false;
    std::vector<std::string> known = book_.schema.groups;
    for (std::uint32_t r = 0; r < book_.schema.records.size(); ++r) {
      const auto member = find_member(r, entry.key);
      known.insert(known.end(), answer_.facts.members(r).begin(), answer_.facts.members(r).end());
      if (!member || is_found) continue;
      is_found = true;
      settled_one(entry.value, *member, entry.key + ".");
    }
    if (!is_found) fail_name(entry.key_span, "member", entry.key, known);
  }
}

/// A fact as the suite writes it: bare where it is of the member asked about, `incident.place`, `other.fact`.
std::string Expectations::fact_name(std::uint32_t slot, std::uint32_t member) const {
  const FactInfo& fact = answer_.fact(slot);
  const std::uint32_t of = answer_.facts.member_of(slot);
  if (fact.record == no_index || of == member) return fact.path;
  return answer_.member(fact.record, of) + "." + fact.path;
}

void Expectations::settled_one(const Node& block, std::uint32_t member, const std::string& prefix) {
  for (const Node::Entry& entry : block.entries) {
    const OutcomeAnswer* outcome = find_outcome(entry.key, member);
    if (outcome == nullptr) {
      fail_name(entry.key_span, "decision", entry.key, decision_ids(member == no_index ? no_index : 0));
      continue;
    }
    std::vector<std::string> got;
    for (const std::uint32_t slot : outcome->possible.settle) got.push_back(fact_name(slot, member));
    const std::string expected = set_words(texts_of(entry.value));
    const std::string found = set_words(std::move(got));
    if (expected != found) fail("settled_by " + prefix + entry.key, expected, found, rules_of(*outcome));
  }
}

void Expectations::due(const Node& rows) {
  if (!rows.is_list()) fail("due", "a list of rows", "something else", suite_.file_line(rows.span));
  for (const Node& row : rows.items) {
    const Node* id = row.find("id");
    if (id == nullptr) {
      fail(suite_.file_line(row.span), "a row of `due` with an `id`", "none");
      continue;
    }
    std::string member;
    std::vector<std::string> keys{"id", "from", "count", "due"};
    for (const RecordInfo& record : book_.schema.records) keys.push_back(record.name);
    for (const Node::Entry& entry : row.entries) {
      if (std::ranges::find(keys, entry.key) == keys.end()) fail_name(entry.key_span, "key", entry.key, keys);
    }
    for (const RecordInfo& record : book_.schema.records) {
      if (const Node* named = row.find(record.name)) member = named->text;
    }
    const bool is_declared = std::ranges::any_of(book_.limits, [&](const Limit& l) { return l.id == id->text; });
    if (!is_declared) {
      std::vector<std::string> known;
      for (const Limit& limit : book_.limits) known.push_back(limit.id);
      fail_name(id->span, "date of a duty", id->text, known);
      continue;
    }
    const std::string what =
        member.empty() ? fmt::format("due {}", id->text) : fmt::format("due {} {}", id->text, member);
    const LimitAnswer* found = nullptr;
    for (const DutyAnswer& duty : answer_.determined.duties) {
      if (answer_.member(book_.duties[duty.duty].record, duty.member) != member) continue;
      for (const LimitAnswer& limit : duty.limits) {
        if (book_.limits[limit.limit].id == id->text && !limit.due.is_nothing()) found = &limit;
      }
    }
    if (found == nullptr) {
      fail(what, "a date", "no such duty has arisen");
      continue;
    }
    const std::string rule = book_.sources_text.file_line(book_.limits[found->limit].span);
    if (const Node* from = row.find("from");
        from != nullptr && from->is_scalar() && from->text != date_words(found->from))
      fail(what + " from", from->text, date_words(found->from), rule);
    if (const Node* date = row.find("due");
        date != nullptr && date->is_scalar() && date->text != date_words(found->due))
      fail(what, date->text, date_words(found->due), rule);
  }
}

void Expectations::warnings(const Node& list) {
  std::vector<std::string> known;
  for (const std::string_view own :
       {due_on_day_off, does_not_apply, text_not_verified, ends_in_two_ways, may_have_begun})
    known.emplace_back(own);
  for (const Warning& warning : book_.warnings) known.push_back(warning.id);
  for (const Conflict& conflict : book_.conflicts) known.push_back(conflict.id);
  if (!list.is_list()) fail("warnings", "a list", "something else", suite_.file_line(list.span));
  for (const Node& item : list.items) {
    if (std::ranges::find(known, item.text) == known.end()) {
      fail_name(item.span, "warning", item.text, known);
      continue;
    }
    const bool is_given =
        std::ranges::any_of(answer_.determined.warnings, [&](const WarningAnswer& w) { return w.id == item.text; });
    if (is_given) continue;
    std::vector<std::string> given;
    for (const WarningAnswer& w : answer_.determined.warnings) given.push_back(w.id);
    fail("warnings", item.text, given.empty() ? "no warning" : join(given, ", "));
  }
}

std::vector<std::string> Expectations::compare_sources(const Node& decided_by) {
  std::set<std::string> cited;
  const auto add = [&](std::uint32_t source) { cited.insert(book_.sources[source].id); };
  for (const OutcomeAnswer& outcome : answer_.determined.outcomes) std::ranges::for_each(outcome.grounds.sources, add);
  for (const DutyAnswer& duty : answer_.determined.duties) std::ranges::for_each(duty.grounds.sources, add);
  for (const WarningAnswer& warning : answer_.determined.warnings) {
    for (const Citation& cite : warning.cite) add(cite.source);
  }
  for (const Conflict& conflict : book_.conflicts) {
    for (const Reading& reading : conflict.readings) {
      for (const Citation& cite : reading.cite) add(cite.source);
    }
  }
  return compare_with_cited(book_, suite_, id_, cited, decided_by, failures_);
}

std::vector<std::string> compare_with_cited(const Book& book, const Sources& suite, const std::string& id,
                                            const std::set<std::string>& cited, const Node& decided_by,
                                            std::vector<SuiteReport::Failure>& failures) {
  std::vector<std::string> known;
  for (const Source& source : book.sources) known.push_back(source.id);
  std::vector<std::string> notes;
  for (const std::string& named : texts_of(decided_by)) {
    if (cited.contains(named)) continue;
    if (std::ranges::find(known, named) != known.end()) {
      notes.push_back(fmt::format("{}: decided_by names `{}`, and the answer does not rest on it", id, named));
      continue;
    }
    const std::string near = did_you_mean(named, known);
    failures.push_back({id,
                        fmt::format("{}: source `{}`", suite.file_line(decided_by.span), named),
                        "a name that a pack declares",
                        near.empty() ? "none is declared" : near,
                        {}});
  }
  return notes;
}

}  // namespace masa
