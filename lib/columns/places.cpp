// Where rows stand among the cells of a table of completions.
#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "columns/completions.hpp"

namespace masa::columns {

namespace {

/// Classes of rows in bits: a mask for each bit of the number of a class.
class Classes {
 public:
  static constexpr std::size_t most_bits = 8;

  /// Rows of a mask go to a class; they were in the first until now.
  void put(const Block& rows, std::size_t number) {
    each_bit(number, [&](std::size_t bit) { for_words([&](std::size_t w) { bits_[bit][w] |= rows[w]; }); });
  }
  /// Rows of a mask go to a class, wherever they were.
  void move(const Block& rows, std::size_t number) {
    for (std::size_t b = 0; b < count_; ++b) for_words([&](std::size_t w) { bits_[b][w] &= ~rows[w]; });
    put(rows, number);
  }
  /// Rows of a mask go to the next class.
  void advance(Block rows) {
    for (std::size_t b = 0; b < most_bits; ++b) {
      Word any = 0;
      for_words([&](std::size_t w) {
        const Word carried = bits_[b][w] & rows[w];
        bits_[b][w] ^= rows[w];
        rows[w] = carried;
        any |= carried;
      });
      count_ = std::max(count_, b + 1);
      if (any == 0) break;
    }
  }
  void write(const Kernels& kernels, std::uint8_t* out) const {
    std::array<ConstMask, most_bits> masks{};
    for (std::size_t b = 0; b < count_; ++b) masks.at(b) = bits_[b].data();
    kernels.from_bits(masks.data(), count_, out);
  }

 private:
  template <class Visit>
  void each_bit(std::size_t number, const Visit& visit) {
    for (std::size_t bit = 0; bit < most_bits; ++bit) {
      if ((number >> bit & 1U) == 0) continue;
      visit(bit);
      count_ = std::max(count_, bit + 1);
    }
  }
  std::array<Block, most_bits> bits_{};
  std::size_t count_ = 0;
};

constexpr std::size_t most_classes = UINT8_MAX;  ///< so that one more, of what is not known, is a byte too
constexpr std::size_t most_comparisons = 32;     ///< as many cost what a row by itself does

bool can_be_found_at_once(const Sorted& fact) {
  const auto others = std::ranges::count_if(fact.class_of_payload, [](std::uint16_t number) { return number != 0; });
  const std::size_t comparisons = fact.begins.empty() ? static_cast<std::size_t>(others) : fact.begins.size();
  return fact.classes() < most_classes && comparisons <= most_comparisons;
}

template <class T>
void put_values(const Sorted& fact, const Comparers<T>& compare, const T* values, Classes& classes) {
  using Limits = std::numeric_limits<T>;
  Block rows;
  for (const std::int64_t begin : fact.begins) {
    if (begin > Limits::max()) break;  // none comes so far
    compare.less_than(values, static_cast<T>(std::max<std::int64_t>(begin, Limits::min())), rows.data());
    for (Word& word : rows) word = ~word;
    classes.advance(rows);
  }
  for (std::size_t word = 0; fact.begins.empty() && word < fact.class_of_payload.size(); ++word) {
    if (fact.class_of_payload[word] == 0) continue;
    compare.equal_to(values, static_cast<T>(word), rows.data());
    classes.put(rows, fact.class_of_payload[word]);
  }
}

}  // namespace

Places::Places(const Sorting& by, const Cases& cases, const Kernels& kernels)
    : by_(by),
      rows_(cases.rows),
      kernels_(kernels),
      can_find_all_(std::ranges::all_of(by.facts, can_be_found_at_once)),
      place_of_row_(rows_a_block),
      placed_in_(rows_a_block) {
  for (const Sorted& fact : by.facts) columns_.push_back(cases.find(fact.fact));
}

/// All rows of a whole block, many at a time.
void Places::find_all(std::size_t first_row) {
  std::ranges::fill(place_of_row_, 0);
  std::array<std::uint8_t, rows_a_block> bytes;  // NOLINT(cppcoreguidelines-pro-type-member-init): all are written
  for (std::size_t f = 0; f < by_.facts.size(); ++f) {
    const Sorted& fact = by_.facts[f];
    const FactColumn* column = columns_[f];
    const auto stride = static_cast<std::uint32_t>(fact.stride);
    if (column == nullptr) {
      for (std::uint32_t& place : place_of_row_) place += static_cast<std::uint32_t>(fact.classes()) * stride;
      continue;
    }
    const auto block_of = [&](const Word* bits) {
      Block block;
      std::copy_n(bits + first_row / rows_a_word, words_a_block, block.begin());
      return block;
    };
    Classes classes;
    if (fact.lane == Lane::truth) classes.put(block_of(column->yes), 1);
    if (fact.lane == Lane::codes)
      put_values(fact, kernels_.codes, static_cast<const std::uint8_t*>(column->values) + first_row, classes);
    if (fact.lane == Lane::days)
      put_values(fact, kernels_.days, static_cast<const std::int32_t*>(column->values) + first_row, classes);
    if (fact.lane == Lane::numbers)
      put_values(fact, kernels_.numbers, static_cast<const std::int64_t*>(column->values) + first_row, classes);
    if (column->nothing != nullptr) classes.move(block_of(column->nothing), fact.examples.size());
    if (column->known != nullptr) {
      Block open = block_of(column->known);
      for (Word& word : open) word = ~word;
      classes.move(open, fact.classes());
    }
    classes.write(kernels_, bytes.data());
    kernels_.add_places(bytes.data(), stride, place_of_row_.data());
  }
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

void Places::find(std::size_t first_row, std::uint32_t block, const Block& rows) {
  constexpr std::size_t worth_all = rows_a_block / 16;
  if (all_in_ == block) return;
  std::size_t count = 0;
  for (const Word word : rows) count += static_cast<std::size_t>(std::popcount(word));
  if (can_find_all_ && count >= worth_all && first_row + rows_a_block <= rows_) {
    find_all(first_row);
    all_in_ = block;
    return;
  }
  fresh_.clear();
  for (std::size_t w = 0; w < words_a_block; ++w) {
    for_bits(rows[w], [&](std::size_t bit) {
      const std::size_t row = w * rows_a_word + bit;
      if (placed_in_[row] != block) fresh_.push_back(static_cast<std::uint32_t>(row));
    });
  }
  for (const std::uint32_t row : fresh_) {
    placed_in_[row] = block;
    place_of_row_[row] = 0;
  }
  find_each(first_row, fresh_);
}

void Places::find_each(std::size_t first_row, const std::vector<std::uint32_t>& rows) {
  for (std::size_t f = 0; f < by_.facts.size(); ++f) {
    const Sorted& fact = by_.facts[f];
    const FactColumn* column = columns_[f];
    const auto add = [&](const auto& class_of) { add_places(fact, column, first_row, rows, place_of_row_, class_of); };
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
