#include "ask/records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/suggest.hpp"
#include "case/read_case.hpp"

namespace masa {

namespace {

void cite(Reply& reply, const std::vector<Citation>& citations) {
  for (const Citation& citation : citations) reply.sources.insert(citation.source);
}

/// The items of a list; empty where it is none, complained about.
std::optional<std::vector<const Node*>> items_of(const Node* node, std::string_view word, Sink& sink) {
  if (node == nullptr) return std::nullopt;
  std::vector<const Node*> items;
  for (const Node& item : node->items) items.push_back(&item);
  if (node->is_list()) return items;
  sink.report(Kind::wrong_shape, node->span, fmt::format("`{}` must be a list", word));
  return std::nullopt;
}

}  // namespace

std::optional<Reply> ask_cadence(const Book& book, Arguments arguments, Sink& sink) {
  constexpr std::int64_t months_in_year = 12;
  const StandingDuty* duty = named(book.governance.standing_duties, arguments.require("of"), "standing duty", sink);
  const auto year = arguments.number("year", 1, 9999);
  const auto happened = items_of(arguments.require("happened"), "happened", sink);
  if (duty == nullptr || !year || !happened || !arguments.finish()) return std::nullopt;
  Reply reply;
  cite(reply, duty->cite);
  if (duty->times == 0) {
    reply.notes.push_back(fmt::format("`{}` does not say how often", duty->id));
    reply.answer = scalar_node("unknown");
    return reply;
  }
  std::set<Date> days;
  for (const Node* item : *happened) {
    const auto day = read_day(*item, sink);
    if (!day) return std::nullopt;
    if (parts_of(*day).year == *year) days.insert(*day);
  }
  std::int64_t short_by = 0;
  for (std::int64_t first = 0; first < months_in_year; first += duty->months) {
    const std::int64_t held = std::ranges::count_if(days, [&](Date day) {
      const std::int64_t month = parts_of(day).month - 1;
      return first <= month && month < first + duty->months;
    });
    short_by += std::max<std::int64_t>(0, duty->times - held);
  }
  add_entry(reply.answer, "required", scalar_node(std::to_string(duty->times * (months_in_year / duty->months))));
  add_entry(reply.answer, "held", scalar_node(std::to_string(days.size())));
  add_entry(reply.answer, "met", scalar_node(short_by == 0 ? "true" : "false"));
  add_entry(reply.answer, "short_by", scalar_node(std::to_string(short_by)));
  return reply;
}

std::optional<Reply> ask_complete(const Book& book, Arguments arguments, Sink& sink) {
  const Content* content = named(book.governance.contents, arguments.require("of"), "content", sink);
  const auto has = items_of(arguments.require("has"), "has", sink);
  if (content == nullptr || !has || !arguments.finish()) return std::nullopt;
  std::set<std::string> there;
  std::vector<std::string> known;
  for (const auto& [part, says] : content->parts) known.push_back(part);
  for (const Node* item : *has) {
    if (std::ranges::find(known, item->text) == known.end()) {
      sink.report(Kind::unknown_name, item->span, fmt::format("`{}` has no part `{}`", content->id, item->text),
                  did_you_mean(item->text, known));
      return std::nullopt;
    }
    there.insert(item->text);
  }
  std::vector<std::string> missing;
  std::ranges::copy_if(known, std::back_inserter(missing),
                       [&](const std::string& part) { return !there.contains(part); });
  Reply reply;
  reply.answer = list_of(missing);
  cite(reply, content->cite);
  return reply;
}

std::optional<Reply> ask_conflict(const Book& book, Arguments arguments, Sink& sink) {
  const Node* at = arguments.require("at");
  if (at == nullptr || !arguments.finish()) return std::nullopt;
  const auto found = std::ranges::find_if(
      book.conflicts, [&](const Conflict& conflict) { return conflict.at == at->text || conflict.id == at->text; });
  if (found == book.conflicts.end()) {
    std::vector<std::string> known;
    for (const Conflict& conflict : book.conflicts) known.push_back(conflict.at.empty() ? conflict.id : conflict.at);
    sink.report(Kind::unknown_name, at->span, fmt::format("no pack declares a conflict at `{}`", at->text),
                did_you_mean(at->text, known));
    return std::nullopt;
  }
  Reply reply;
  std::vector<std::string> readings;
  for (const Reading& reading : found->readings) readings.push_back(reading.id);
  const Reading& chosen = found->readings[found->chosen];
  std::vector<std::string> because;
  for (const Citation& citation : chosen.cite) because.push_back(book.sources[citation.source].id);
  add_entry(reply.answer, "readings", list_of(readings));
  add_entry(reply.answer, "chosen", scalar_node(chosen.id));
  add_entry(reply.answer, "because", list_of(because));
  for (const Reading& reading : found->readings) cite(reply, reading.cite);
  const auto source = std::ranges::find(book.sources, found->at, &Source::id);
  if (source != book.sources.end()) reply.sources.insert(static_cast<std::uint32_t>(source - book.sources.begin()));
  reply.notes.push_back(found->because);
  return reply;
}

const OutcomeAnswer* DecidedAsked::find(std::uint32_t decision) const {
  const auto found = std::ranges::find(outcomes, decision, &OutcomeAnswer::decision);
  return found == outcomes.end() ? nullptr : &*found;
}

std::optional<DecidedAsked> decide_asked(const Plan& plan, const AskedMember& member, const Node* given, Date date,
                                         Sink& sink) {
  const Node none;
  const std::size_t before = sink.sorted().size();
  const Facts facts = read_case_with(given == nullptr ? none : *given, member.record, member.facts, plan.book.schema,
                                     plan.book.vocabulary, sink);
  if (sink.sorted().size() != before) return std::nullopt;
  Decided decided = decide_facts(plan, facts, {date, date, std::nullopt});
  DecidedAsked found{facts, {}};
  const std::uint32_t last = facts.member_count(member.record) - 1;
  for (OutcomeAnswer& outcome : decided.determined.outcomes) {
    if (plan.book.decisions[outcome.decision].record == member.record && outcome.member == last)
      found.outcomes.push_back(std::move(outcome));
  }
  return found;
}

}  // namespace masa
