#include "render/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "render/words.hpp"

namespace masa {

std::string Answer::member(std::uint32_t record, std::uint32_t member) const {
  return record == no_index || member == no_index ? "" : facts.members(record)[member];
}

std::string Answer::as_of() const {
  std::string about = fmt::format("As of {}", day_words(dates.facts_at));
  if (dates.known_by != dates.facts_at) about += fmt::format(", known by {}", day_words(dates.known_by));
  if (dates.law_at) about += fmt::format(", as if by the law of {}", day_words(*dates.law_at));
  return about;
}

std::string Answer::fact_name(std::uint32_t slot) const {
  const std::string whose = fact_member(slot);
  const std::string& path = fact(slot).path;
  return whose.empty() ? path : fmt::format("{} of {}", path, whose);
}

std::string value_words(const Book& book, const Value& value, const Type& type) {
  if (value.tag() == Value::Tag::truth) return value.is_yes() ? "yes" : "no";
  if (value.tag() == Value::Tag::set) {
    if (value.members().empty()) return type.base == Type::Base::reference ? "nobody" : "none";
    std::vector<std::string> all;
    for (const Value& member : value.members()) all.push_back(value_words(book, member, type));
    return list_words(all);
  }
  if (value.tag() == Value::Tag::reference) return book.vocabulary.bodies[value.as_index()].name;
  if (value.tag() == Value::Tag::date) return day_words(value.as_date());
  return value.is_known() ? spaced(book.vocabulary.print(value, type)) : "not known";
}

std::string left_out_words(const Book& book, const std::vector<std::uint32_t>& packs) {
  std::vector<std::string> about;
  std::vector<std::string> names;
  for (const std::uint32_t p : packs) {
    names.push_back(book.packs[p].id);
    for (const std::string& name : book.packs[p].about) {
      if (std::ranges::find(about, name) == about.end()) about.push_back(name);
    }
  }
  if (names.empty()) return "";
  return fmt::format("Left out, as the case says nothing of {}: {}.", list_words(about, "or"), list_words(names));
}

std::vector<Citation> Answer::in_force(const std::vector<Citation>& cite) const {
  std::vector<Citation> standing;
  for (const Citation& citation : cite) {
    if (force_on(book(), book().sources[citation.source], dates.law()) != Force::not_in_force)
      standing.push_back(citation);
  }
  return standing.empty() ? cite : standing;
}

std::vector<std::string> Answer::cites(const std::vector<Citation>& cite) const {
  std::vector<std::string> ids;
  for (const Citation& citation : in_force(cite)) ids.push_back(book().sources[citation.source].id + citation.pinpoint);
  return ids;
}

std::string Answer::count_words(const LimitAnswer& limit) {
  if (limit.count == 0) return limit.from.tag() == Value::Tag::date ? "at once after" : "";
  const std::int64_t size = limit.count < 0 ? -limit.count : limit.count;
  return fmt::format("{} {}", words_of(limit.unit, size),
                     limit.count < 0                        ? "before"
                     : limit.start == Start::beginning_with ? "beginning with"
                                                            : "after");
}

std::string_view word_of(Confidence confidence) {
  constexpr std::array<std::string_view, 4> words{"certain", "likely", "policy", "memory"};
  return words.at(static_cast<std::size_t>(confidence));
}

std::string_view word_of(DutyState state) {
  constexpr std::array<std::string_view, 12> words{"not_arisen", "due",       "overdue",  "done",
                                                   "done_late",  "not_known", "going_on", "ended",
                                                   "in_force",   "breached",  "lifted",   "cancelled"};
  return words.at(static_cast<std::size_t>(state));
}

std::string_view word_of(Verb verb) {
  constexpr std::array<std::string_view, 5> words{"must", "should", "may", "must_not", "must_go_on"};
  return words.at(static_cast<std::size_t>(verb));
}

std::string_view word_of(LimitKind kind) {
  constexpr std::array<std::string_view, 5> words{"must", "should", "may", "shown_only", "last_day"};
  return words.at(static_cast<std::size_t>(kind));
}

std::string_view word_of(Authority authority) {
  constexpr std::array<std::string_view, 6> words{
      "statute", "statutory_guidance", "national_practice", "regional", "local", "default"};
  return words.at(static_cast<std::size_t>(authority));
}

std::string verb_words(Verb verb, Confidence confidence) {
  constexpr std::array<std::string_view, 5> words{"must", "should", "may", "must not", "must go on to"};
  const std::string_view word = words.at(static_cast<std::size_t>(verb));
  const bool binds = verb == Verb::must || verb == Verb::must_not || verb == Verb::must_go_on;
  return binds && confidence == Confidence::memory ? fmt::format("{} (not verified)", word) : std::string(word);
}

}  // namespace masa
