/// A date or number of a rule as it depends on one unknown fact: `15 working days after incident.date`, `years from
/// born to 2025-03-10`.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "plan/plan.hpp"

namespace masa {

/// A count from a day; the step says of what, and by which calendar.
struct Count {
  std::uint32_t step = 0;
  std::int64_t number = 0;
  friend auto operator<=>(const Count&, const Count&) = default;
};

/// What one side of a comparison may be. Days are numbers, counted from 1970-01-01.
struct Term {
  enum class Years : std::uint8_t { none, from_other, to_other };
  std::uint32_t slot = no_index;  ///< the unknown fact; no_index: the value is known, or nothing can be said
  bool is_listable = true;        ///< false: it depends on the fact in a way of which nothing is said here
  std::int64_t value = 0;         ///< where it is known; of a number that is not, what is added to it
  std::vector<Count> counts;      ///< from the day of the fact, in their order
  Years years = Years::none;      ///< whether it is an age: the years between that day and `other`
  std::int64_t other = 0;
  friend auto operator<=>(const Term&, const Term&) = default;
};

/// From `first` to `last`, both in it; empty where `last` comes before `first`.
struct Range {
  std::int64_t first = 0;
  std::int64_t last = 0;
  [[nodiscard]] bool is_empty() const { return last < first; }
};

[[nodiscard]] Date day_of(std::int64_t number);
/// The days of the years 1 to 9999.
[[nodiscard]] Range all_days();

/// Where counts lead, from each day. Never back: a later day leads no less far.
class CountCourse {
 public:
  CountCourse(const Plan& plan, std::vector<Count> counts);

  /// Days from which the years 1 to 9999 are not left, as far as no calendar ends before.
  [[nodiscard]] const Range& within_years() const { return within_years_; }
  /// Days on which a calendar begins or ceases to say where the counts lead.
  [[nodiscard]] const std::vector<std::int64_t>& ends_of_calendars() const { return ends_; }
  /// Where it leads from a day; empty where a calendar or the years do not reach.
  [[nodiscard]] std::optional<std::int64_t> lead(std::int64_t day) const;

  /// How many days it leads on at least and at most: a month counts 28 to 31, a year 365 or 366, working days as the
  /// calendar has them.
  [[nodiscard]] Range reach() const;

  /// How many days it always leads on; empty where that depends on the day.
  [[nodiscard]] std::optional<std::int64_t> distance() const;
  /// The days on which the comparison of a term of this course with a value turns: the first on which it no longer has
  /// its first answer, and the first on which it has its last.
  [[nodiscard]] std::vector<std::int64_t> turns(const Term& term, std::int64_t value) const;

 private:
  [[nodiscard]] std::optional<std::int64_t> count_on(const Count& count, std::int64_t day) const;
  [[nodiscard]] std::int64_t days_of(const Count& count) const;
  [[nodiscard]] Range counted_from(const Count& count) const;
  [[nodiscard]] std::int64_t lead(std::int64_t day, std::size_t counts) const;

  const Plan& plan_;
  std::vector<Count> counts_;
  Range defined_;
  Range within_years_;
  std::vector<std::int64_t> ends_;
};

}  // namespace masa
