#include "case/read_judgements.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "case/case_keys.hpp"

namespace masa {

void JudgementReader::read(const Node& list, Facts& facts) {
  if (!list.is_list()) {
    sink_.report(Kind::wrong_shape, list.span, "`judgements` must be a list");
    return;
  }
  for (const Node& item : list.items) read_one(item, facts);
}

std::string JudgementReader::text(const Node& item, std::string_view key) {
  const Node* value = item.find(key);
  if (value != nullptr && value->is_scalar() && !value->text.empty()) return value->text;
  sink_.report(Kind::missing_key, item.span, fmt::format("a judgement needs `{}`", key),
               "a person's decision is kept with who took it, when and why");
  return "";
}

std::optional<Value> JudgementReader::read_value(const Node& node, const Type& type) const {
  if (type.is_set != node.is_list()) return std::nullopt;
  if (!type.is_set) return node.is_scalar() ? vocabulary_.read(node.text, type) : std::nullopt;
  Type one = type;
  one.is_set = false;
  std::vector<Value> members;
  for (const Node& item : node.items) {
    auto member = item.is_scalar() ? vocabulary_.read(item.text, one) : std::nullopt;
    if (!member) return std::nullopt;
    members.push_back(std::move(*member));
  }
  return Value::set(std::move(members));
}

void JudgementReader::read_one(const Node& item, Facts& facts) {
  const std::string name = text(item, "decision");
  const Node* value_node = item.find("value");
  if (value_node == nullptr || !value_node->is_list()) static_cast<void>(text(item, "value"));
  Judgement judgement;
  judgement.by = text(item, "by");
  judgement.why = text(item, "why");
  const std::string on = text(item, "date");
  // Two local packs may each have a decision of that name: the one that lets a person decide is meant, or the case says
  // whose.
  const Node* pack = item.find("pack");
  const auto is_named = [&](const JudgedInfo& info) {
    return info.decision == name && (pack == nullptr || info.pack == pack->text);
  };
  const auto is_meant = [&](const JudgedInfo& info) { return is_named(info) && info.is_allowed; };
  auto decision = std::ranges::find_if(schema_.judged, is_meant);
  if (const auto second = std::ranges::count_if(schema_.judged, is_meant); second > 1) {
    std::vector<std::string> packs;
    for (const JudgedInfo& info : schema_.judged) {
      if (is_meant(info)) packs.push_back(fmt::format("`pack: {}`", info.pack));
    }
    sink_.report(Kind::unsettled_name, item.span, fmt::format("{} packs let a person decide `{}`", second, name),
                 fmt::format("say which one: {}", fmt::join(packs, " or ")));
    return;
  }
  if (decision == schema_.judged.end()) decision = std::ranges::find_if(schema_.judged, is_named);
  if (decision == schema_.judged.end()) {
    std::vector<std::string> known;
    for (const JudgedInfo& info : schema_.judged) known.push_back(info.decision);
    sink_.report(Kind::unknown_name, item.span, fmt::format("no pack declares the decision `{}`", name),
                 did_you_mean(name, known));
    return;
  }
  if (!decision->is_allowed) {
    sink_.report(Kind::wrong_value, item.span, fmt::format("no person may decide `{}` in place of the rules", name),
                 "only a decision marked `a_person_may_decide` may be judged");
  }
  judgement.decision = static_cast<std::uint32_t>(decision - schema_.judged.begin());
  std::string_view member_key;
  if (decision->record != no_index) {
    const std::string& record = schema_.records[decision->record].name;
    member_key = record;
    const std::string key = text(item, record);
    const auto& members = facts.members(decision->record);
    const auto member = std::ranges::find(members, key);
    if (member == members.end()) {
      sink_.report(Kind::unknown_name, item.span, fmt::format("the case has no {} of that name", record));
    } else {
      judgement.member = static_cast<std::uint32_t>(member - members.begin());
    }
  }
  for (const Node::Entry& entry : item.entries) {
    if (judgement_block.find(entry.key) == nullptr && entry.key != member_key) {
      sink_.report(Kind::unknown_key, entry.key_span, fmt::format("a judgement has no key `{}`", entry.key));
    }
  }
  const auto day = parse_date(on);
  if (!day && !on.empty())
    sink_.report(Kind::bad_date, item.span, "`date` of a judgement is not a date of the calendar");
  judgement.on = day.value_or(Date{});
  const auto value = value_node == nullptr ? std::nullopt : read_value(*value_node, decision->type);
  if (!value) {
    sink_.report(Kind::wrong_value, item.span,
                 fmt::format("the judgement of `{}` has a value that it cannot have", name),
                 fmt::format("it is {}", vocabulary_.describe(decision->type)));
    return;
  }
  judgement.value = *value;
  const bool is_second = std::ranges::any_of(facts.judgements(), [&](const Judgement& other) {
    return other.decision == judgement.decision && other.member == judgement.member;
  });
  if (is_second) {
    sink_.report(Kind::contradiction, item.span, fmt::format("`{}` is judged twice", name), "keep the one that stands");
    return;
  }
  facts.add(std::move(judgement));
}

}  // namespace masa
