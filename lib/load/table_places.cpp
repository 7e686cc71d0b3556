#include "load/table_places.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace masa {

namespace {

struct Place {
  std::string_view part;  ///< of the pack
  std::string_view key;   ///< of one that is declared there
};

constexpr std::array<std::string_view, 5> row_forms{"one_row_applies", "rows_agree", "first_row", "all_rows",
                                                    "strongest_of"};
constexpr std::array<std::string_view, 3> parts_with_rows{"decisions", "replace", "questions"};
constexpr std::array<Place, 5> others{{{"calendars", "holidays"},
                                       {"processes", "ends"},
                                       {"processes", "ends_by_first_row"},
                                       {"rotations", "changes"},
                                       {"rotations", "substitutes"}}};

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

bool is_table_place(std::span<const std::string> keys) {
  if (keys.size() == 2) return keys[0] == "network";  // the bodies of a kind
  if (keys.size() != 3) return false;
  if (keys[0] == "network") return keys[1] == "edges";
  if (holds(parts_with_rows, keys[0])) return holds(row_forms, keys[2]);
  return std::ranges::any_of(others, [&](const Place& place) { return keys[0] == place.part && keys[2] == place.key; });
}

}  // namespace masa
