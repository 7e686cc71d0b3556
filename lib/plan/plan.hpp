/// What runs: every expression of a book as numbered steps, each written once.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "plan/law.hpp"

namespace masa {

/// One step. INVARIANT: its kids have smaller numbers.
struct Step {
  Act act = Act::constant;
  Type type;
  Value constant;
  std::uint32_t index = no_index;
  std::int64_t number = 0;
  Unit unit = Unit::days;
  Start start = Start::after;
  std::uint32_t record = no_index;
  std::uint32_t among = 0;  ///< its number among the steps of its record
  std::vector<EventField> events;
  std::vector<std::uint32_t> kids;
};

/// How a set-valued fact is read: by one test of membership, whatever else is known, or in some other way.
enum class SetUse : std::uint8_t { never, one_membership, one_of_what_may_differ, several };

/// A plan that exists can run. Immutable.
struct Plan {
  Book book;  ///< its expressions carry the numbers of their steps
  std::vector<Step> steps;
  std::vector<std::uint32_t> decision_steps;  ///< for each decision the step that answers it
  std::vector<SetUse> set_use;                ///< for each fact
  /// For each fact the steps whose value may rest on it, be it by way of others; ascending.
  std::vector<std::vector<std::uint32_t>> readers;
  std::set<Date> network_days;  ///< on which the network changes where rules ask it
  Law law;
  std::vector<std::uint32_t> steps_about;  ///< how many steps are of the case, then of each record
};

/// Lowers a checked book to steps: equal parts are shared, constant parts are folded.
[[nodiscard]] Plan compile(Book book);

}  // namespace masa
