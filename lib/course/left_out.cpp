#include "course/left_out.hpp"

#include <algorithm>

namespace masa {

namespace {

/// Whether the case says anything of it, be it that it is not known.
bool is_given(const Facts& facts, std::uint32_t fact) {
  const std::uint32_t slot = facts.slot(fact, 0);
  const Value& value = facts.at(slot);
  const bool is_absent = !value.is_known() && value.reasons().front().why == Why::not_asked;
  return !is_absent && !facts.is_as_recorded(slot);
}

}  // namespace

std::vector<bool> packs_left_out(const Book& book, const Facts& facts) {
  std::vector<bool> is_silent(book.packs.size());
  bool speaks_any = false;
  for (std::size_t p = 0; p < book.packs.size(); ++p) {
    const PackInfo& pack = book.packs[p];
    const std::vector<std::uint32_t>& about = pack.about_facts;
    const bool is_about_it =
        std::ranges::any_of(pack.about_lists, [&](std::uint32_t list) { return facts.member_count(list) > 0; }) ||
        std::ranges::any_of(about, [&](std::uint32_t fact) { return is_given(facts, fact); });
    speaks_any = speaks_any || is_about_it;
    is_silent[p] = !about.empty() && !is_about_it;
  }
  if (!speaks_any) is_silent.assign(is_silent.size(), false);  // of an empty case nothing is left out
  return is_silent;
}

}  // namespace masa
