/// Which texts are in force on which day.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "check/book.hpp"

namespace masa {

/// How a source stands on the day whose law counts.
enum class Force : std::uint8_t { in_force, carried_forward, not_in_force };

/// How a source stands on a day.
[[nodiscard]] Force force_on(const Book& book, const Source& source, Date day);

/// How all sources stand, from each day of change to the next. Immutable.
class Law {
 public:
  Law() = default;
  explicit Law(const Book& book);

  /// On which texts come into force or end.
  [[nodiscard]] const std::set<Date>& days() const { return days_; }
  /// By source. Days between which nothing changes have one list.
  [[nodiscard]] const std::vector<Force>& on(Date day) const;

 private:
  std::set<Date> days_;
  std::vector<Date> turns_;                ///< the same, to be searched
  std::vector<std::vector<Force>> force_;  ///< before the first of them, and from each on
};

}  // namespace masa
