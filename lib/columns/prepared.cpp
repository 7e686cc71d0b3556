#include "columns/prepared.hpp"

#include <algorithm>

namespace masa::columns {

namespace {

constexpr std::size_t most_kept = 4;

/// All that a program depends on.
std::vector<std::int64_t> key_of(const AskedDates& dates, const Cases& like,
                                 const std::vector<std::uint32_t>& decisions) {
  constexpr std::int64_t end = -1;
  std::vector<std::int64_t> key{dates.facts_at.days, dates.known_by.days, dates.law_at ? 1 : 0,
                                dates.law_at ? dates.law_at->days : 0};
  const auto add = [&](const Sheet& sheet) {
    std::vector<std::int64_t> facts;
    for (const FactColumn& column : sheet.columns) facts.push_back(column.fact);
    std::ranges::sort(facts);
    key.insert(key.end(), facts.begin(), facts.end());
    key.push_back(end);
  };
  add(like);
  for (const Members& list : like.lists) {
    key.push_back(list.record);
    add(list);
  }
  key.push_back(end);
  key.insert(key.end(), decisions.begin(), decisions.end());
  return key;
}

}  // namespace

std::shared_ptr<Prepared> PreparedPrograms::of(const Plan& plan, const AskedDates& dates, const Cases& like,
                                               const std::vector<std::uint32_t>& decisions) {
  std::vector<std::int64_t> key = key_of(dates, like, decisions);
  return one_at_a_time_.run([&] {
    const auto found = std::ranges::find(kept_, key, &Kept::key);
    if (found != kept_.end()) {
      std::rotate(kept_.begin(), found, found + 1);
    } else {
      kept_.push_front({std::move(key), std::make_shared<Prepared>(plan, dates, like, decisions)});
      if (kept_.size() > most_kept) kept_.pop_back();
    }
    return kept_.front().prepared;
  });
}

}  // namespace masa::columns
