#include "network/rota.hpp"

#include <algorithm>

namespace masa {

namespace {

/// When the term begins; the first is number 0. Counted from the start, so that a term from the 31st stays one.
std::optional<Date> begin_of(const Rota& rota, std::int64_t term) {
  return add_months(rota.start, term * rota.months);
}

/// The number of the term that holds the day. Precondition: the day is not before the start.
std::int64_t term_of(const Rota& rota, Date day) {
  const YearMonthDay first = parts_of(rota.start);
  const YearMonthDay then = parts_of(day);
  constexpr std::int64_t months_in_year = 12;
  std::int64_t term = ((then.year - first.year) * months_in_year + then.month - first.month) / rota.months;
  const auto begin = begin_of(rota, term);
  return begin && day < *begin ? term - 1 : term;
}

}  // namespace

std::vector<InOffice> terms_from(const Rota& rota, Date day, std::size_t count) {
  std::vector<InOffice> terms;
  if (day < rota.start) return terms;
  for (std::int64_t number = term_of(rota, day); terms.size() < count; ++number) {
    const auto begin = begin_of(rota, number);
    const auto end = begin_of(rota, number + 1);
    if (!begin || !end) break;
    InOffice term{*begin, *end, rota.order[static_cast<std::size_t>(number) % rota.order.size()]};
    std::vector<InOffice> parts;
    for (const Rota::Change& change : rota.changes) {
      if (change.from < term.from || *end <= change.from) continue;
      if (term.from < change.from) parts.push_back({term.from, change.from, term.seat});
      term = {change.from, *end, change.seat};
    }
    parts.push_back(term);
    for (const InOffice& part : parts) {
      if (day < part.to && terms.size() < count) terms.push_back(part);
    }
  }
  return terms;
}

std::optional<InChair> in_chair_on(const Rota& rota, Date day) {
  const std::vector<InOffice> terms = terms_from(rota, day, 1);
  if (terms.empty()) return std::nullopt;
  const std::uint32_t holder = terms.front().seat;
  const auto stands_in = std::ranges::find_if(rota.substitutes, [&](const Rota::Substitute& substitute) {
    return substitute.for_seat == holder && substitute.period.holds(day);
  });
  if (stands_in == rota.substitutes.end()) return InChair{holder, std::nullopt};
  return InChair{stands_in->seat, holder};
}

}  // namespace masa
