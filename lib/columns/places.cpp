// Where rows stand among the cells of a table of completions.
#include <array>

#include "columns/completions.hpp"

namespace masa::columns {

Places::Places(const Sorting& by, const Cases& cases) : by_(by), place_of_row_(rows_a_block), placed_in_(rows_a_block) {
  for (const Sorted& fact : by.facts) columns_.push_back(cases.find(fact.fact));
}

namespace {

/// What each row that stands in a list adds to its place.
template <class PlaceOf>
void add_places(const Sorted& fact, const FactColumn* column, std::size_t first_row,
                const std::vector<std::uint32_t>& rows, std::vector<std::uint32_t>& places, const PlaceOf& place_of) {
  const auto stride = static_cast<std::uint32_t>(fact.stride);
  const std::uint32_t open = static_cast<std::uint32_t>(fact.classes()) * stride;
  const std::uint32_t nothing = static_cast<std::uint32_t>(fact.examples.size()) * stride;
  if (column == nullptr) {
    for (const std::uint32_t r : rows) places[r] += open;
    return;
  }
  const Word* known = column->known;
  const Word* none = column->nothing;
  if (none == nullptr && known != nullptr) {
    for (const std::uint32_t r : rows) {
      const std::uint32_t own = place_of(first_row + r);
      places[r] += is_set(known, first_row + r) ? own : open;
    }
    return;
  }
  for (const std::uint32_t r : rows) {
    const std::size_t row = first_row + r;
    const bool is_known = known == nullptr || is_set(known, row);
    const bool is_nothing = none != nullptr && is_set(none, row);
    places[r] += !is_known ? open : is_nothing ? nothing : place_of(row);
  }
}

/// The class of a date or number: how many begin at it or before it.
std::uint32_t class_among(const std::vector<std::int64_t>& begins, std::int64_t value) {
  std::uint32_t count = 0;
  for (const std::int64_t begin : begins) count += begin <= value ? 1 : 0;
  return count;
}

}  // namespace

void Places::find(std::size_t first_row, std::uint32_t block, const std::vector<std::uint32_t>& rows) {
  fresh_.clear();
  for (const std::uint32_t row : rows) {
    if (placed_in_[row] == block) continue;
    placed_in_[row] = block;
    place_of_row_[row] = 0;
    fresh_.push_back(row);
  }
  for (std::size_t f = 0; f < by_.facts.size(); ++f) {
    const Sorted& fact = by_.facts[f];
    const FactColumn* column = columns_[f];
    const auto add = [&](const auto& class_of) {
      add_places(fact, column, first_row, fresh_, place_of_row_, class_of);
    };
    const auto stride = static_cast<std::uint32_t>(fact.stride);
    const void* values = column == nullptr ? nullptr : column->values;
    const auto* codes = static_cast<const std::uint8_t*>(values);
    const auto* days = static_cast<const std::int32_t*>(values);
    const auto* numbers = static_cast<const std::int64_t*>(values);
    const bool is_listed = !fact.class_of_payload.empty();
    // Of what is not known a lane may hold any byte, so there is a place for each.
    std::array<std::uint32_t, UINT8_MAX + 1> place_of_code{};
    for (std::size_t code = 0; code < place_of_code.size() && code < fact.class_of_payload.size(); ++code)
      place_of_code[code] = fact.class_of_payload[code] * stride;
    if (fact.lane == Lane::truth) {
      add([&](std::size_t row) { return is_set(column->yes, row) ? stride : 0; });
    } else if (fact.lane == Lane::codes) {
      add([&](std::size_t row) { return place_of_code[codes[row]]; });
    } else if (fact.lane == Lane::days && is_listed) {
      add([&](std::size_t row) {
        const auto body = static_cast<std::size_t>(days[row]);
        return body < fact.class_of_payload.size() ? fact.class_of_payload[body] * stride : 0;
      });
    } else if (fact.lane == Lane::days) {
      add([&](std::size_t row) { return class_among(fact.begins, days[row]) * stride; });
    } else {
      add([&](std::size_t row) { return class_among(fact.begins, numbers[row]) * stride; });
    }
  }
}

}  // namespace masa::columns
