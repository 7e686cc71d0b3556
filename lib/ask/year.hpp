/// A year of a partnership: what must have happened by which day, and who takes which chair.
#pragma once

#include <string>
#include <vector>

#include "ask/ask.hpp"

namespace masa {

struct YearEntry {
  Date day;
  std::string id;       ///< of the standing duty or the rotation
  std::string summary;  ///< one line
  std::vector<std::uint32_t> sources;
  std::string because;  ///< how the text was read; empty where that needs no word
};

struct Year {
  int year = 0;
  std::vector<YearEntry> entries;  ///< in the order of their days
  std::vector<std::string> notes;  ///< what has no day, and why
};

/// `given`: for rotations, by id, their `order` and `start`; null: none. Entries whose sources are all out of force on
/// their day are left out. Complains where what is given cannot be read.
[[nodiscard]] Year year_of(const Plan& plan, int year, const Node* given, Sink& sink);

/// `three times in each year`, `by 31 March 2025`, `all along`.
[[nodiscard]] std::string how_often(const StandingDuty& duty);
/// Names of bodies: `A, B and C`.
[[nodiscard]] std::string names_of(const Book& book, const std::vector<std::uint32_t>& bodies);
/// `must meet`, `should report`.
[[nodiscard]] std::string words_of(const StandingDuty& duty);

}  // namespace masa
