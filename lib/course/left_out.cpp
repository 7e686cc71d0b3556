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

bool is_mentioned(const Book& book, const Facts& facts, const std::string& about) {
  for (std::uint32_t f = 0; f < book.schema.facts.size(); ++f) {
    const FactInfo& info = book.schema.facts[f];
    if (info.record != no_index || !(info.path == about || info.path.starts_with(about + "."))) continue;
    if (is_given(facts, f, 0)) return true;
  }
  for (std::uint32_t r = 0; r < book.schema.records.size(); ++r) {
    if (book.schema.records[r].list == about && facts.member_count(r) > 0) return true;
  }
  return false;
}

}  // namespace

std::vector<bool> packs_left_out(const Book& book, const Facts& facts) {
  std::vector<bool> is_silent(book.packs.size());
  bool speaks_any = false;
  for (std::size_t p = 0; p < book.packs.size(); ++p) {
    const std::vector<std::string>& about = book.packs[p].about;
    const bool is_about_it =
        std::ranges::any_of(about, [&](const std::string& name) { return is_mentioned(book, facts, name); });
    speaks_any = speaks_any || is_about_it;
    is_silent[p] = !about.empty() && !is_about_it;
  }
  if (!speaks_any) is_silent.assign(is_silent.size(), false);  // of an empty case nothing is left out
  return is_silent;
}

}  // namespace masa
