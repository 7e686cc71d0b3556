#include "course/left_out.hpp"

#include <algorithm>

namespace masa {

namespace {

/// Whether the case says anything of it, be it that it is not known.
bool is_given(const Facts& facts, std::uint32_t fact, std::uint32_t member) {
  const std::uint32_t slot = facts.slot(fact, member);
  const Value& value = facts.at(slot);
  const bool is_absent = !value.is_known() && value.reasons().front().why == Why::not_asked;
  return !is_absent && !facts.is_as_recorded(slot);
}

bool is_mentioned(const Book& book, const Facts& facts, std::uint32_t fact) {
  if (is_given(facts, fact, 0)) return true;
  const auto list = std::ranges::find(book.schema.records, fact, &RecordInfo::list_fact);
  if (list == book.schema.records.end()) return false;
  return facts.member_count(static_cast<std::uint32_t>(list - book.schema.records.begin())) > 0;
}

}  // namespace

std::vector<bool> packs_left_out(const Book& book, const Facts& facts) {
  std::vector<bool> is_silent(book.packs.size());
  bool speaks_any = false;
  for (std::size_t p = 0; p < book.packs.size(); ++p) {
    const std::vector<std::uint32_t>& about = book.packs[p].about_facts;
    const bool is_about_it = std::ranges::any_of(about, [&](std::uint32_t f) { return is_mentioned(book, facts, f); });
    speaks_any = speaks_any || is_about_it;
    is_silent[p] = !about.empty() && !is_about_it;
  }
  if (!speaks_any) is_silent.assign(is_silent.size(), false);  // of an empty case nothing is left out
  return is_silent;
}

}  // namespace masa
