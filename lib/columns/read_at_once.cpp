// A whole column many cells at a time. Nothing is complained of here: where any cell is wrong the column is read again,
// cell by cell.
#include <algorithm>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#include "columns/each_cell.hpp"
#include "columns/fact_cells.hpp"

namespace masa::columns {

namespace {

/// The bits of so many rows from a place on, in words; behind the last they are not set. Precondition: `to` has a word
/// for each 64 rows begun, and one more.
void copy_bits(const std::uint8_t* bits, std::size_t offset, std::size_t rows, Word* to) {
  const std::size_t shift = offset % 8;
  const std::size_t bytes = (rows + shift + 7) / 8;
  std::memcpy(to, bits + offset / 8, std::min(bytes, (rows / rows_a_word + 1) * sizeof(Word)));
  if (shift != 0) {
    const std::size_t words = (rows + rows_a_word - 1) / rows_a_word;
    const std::uint8_t* from = bits + offset / 8;
    for (std::size_t w = 0; w < words; ++w) {
      const std::size_t at = w * sizeof(Word);
      const Word beyond = at + sizeof(Word) < bytes ? from[at + sizeof(Word)] : 0;
      to[w] = to[w] >> shift | beyond << (rows_a_word - shift);
    }
  }
  if (rows % rows_a_word != 0) to[rows / rows_a_word] &= (Word{1} << (rows % rows_a_word)) - 1;
}

using Bounds = std::pair<std::int64_t, std::int64_t>;

/// Whether every number that is there lies within bounds. So written that the compiler makes vectors of it.
template <class From>
bool lie_within(const From* from, std::size_t rows, Bounds bounds, const OwnColumn& column) {
  using Distance = std::make_unsigned_t<From>;
  using Limits = std::numeric_limits<From>;
  if (std::cmp_less(bounds.second, Limits::min()) || std::cmp_greater(bounds.first, Limits::max())) return false;
  const From low = std::cmp_less(bounds.first, Limits::min()) ? Limits::min() : static_cast<From>(bounds.first);
  const From high = std::cmp_greater(bounds.second, Limits::max()) ? Limits::max() : static_cast<From>(bounds.second);
  const auto distance = [low](From number) {
    return static_cast<Distance>(static_cast<Distance>(number) - static_cast<Distance>(low));
  };
  const Distance farthest = distance(high);
  for (std::size_t first = 0; first < rows; first += rows_a_block) {
    const std::size_t end = std::min(first + rows_a_block, rows);
    Distance found = 0;
    for (std::size_t row = first; row < end; ++row) found = std::max(found, distance(from[row]));
    for (std::size_t row = first; found > farthest && row < end; ++row) {
      if (column.is_known(row) && distance(from[row]) > farthest) return false;
    }
  }
  return true;
}

/// Numbers of the lane's own width are taken as they are; others are copied.
template <class From, class To>
bool read_numbers(const Cells& cells, Bounds bounds, OwnColumn& column) {
  const From* from = cells.buffer<From>(1) + cells.offset;
  if (!lie_within(from, cells.rows, bounds, column)) return false;
  if constexpr (sizeof(From) == sizeof(To)) {
    column.take(from);
  } else {
    std::transform(from, from + cells.rows, column.values<To>(), [](From number) { return static_cast<To>(number); });
  }
  return true;
}

template <class From>
bool read_numbers(const Cells& cells, Bounds bounds, OwnColumn& column) {
  switch (column.lane()) {
    case Lane::codes:
      return read_numbers<From, std::uint8_t>(cells, bounds, column);
    case Lane::days:
      return read_numbers<From, std::int32_t>(cells, bounds, column);
    case Lane::numbers:
      return read_numbers<From, std::int64_t>(cells, bounds, column);
    default:
      return false;
  }
}

/// By the places of words in a dictionary: as they are, where each word stands at its own place among all words.
template <class Place, class To>
bool read_places(const Cells& cells, const std::vector<Said>& said, OwnColumn& column) {
  const Place* places = cells.buffer<Place>(1) + cells.offset;
  if (said.empty() || !lie_within(places, cells.rows, {0, static_cast<std::int64_t>(said.size()) - 1}, column))
    return false;
  bool is_in_place = sizeof(Place) == sizeof(To);
  for (std::size_t word = 0; word < said.size(); ++word)
    is_in_place = is_in_place && said[word].payload == static_cast<std::int64_t>(word);
  if (is_in_place) {
    column.take(places);
    return true;
  }
  constexpr std::size_t most = std::size_t{1} << 16U;
  std::vector<To> codes(sizeof(Place) == 1 ? UINT8_MAX + 1 : most);  // behind the words: of rows that are not known
  if (said.size() > codes.size()) return false;
  for (std::size_t word = 0; word < said.size(); ++word) codes[word] = static_cast<To>(said[word].payload);
  To* to = column.values<To>();
  for (std::size_t row = 0; row < cells.rows; ++row)
    to[row] = codes[static_cast<std::size_t>(places[row]) % codes.size()];
  return true;
}

bool read_dictionary(const Cells& cells, FactReader& reader, OwnColumn& column) {
  const ArrowArray& words = *cells.array->dictionary;
  const Cells entries{cells.dictionary_schema->format, &words, nullptr, static_cast<std::size_t>(words.length),
                      static_cast<std::size_t>(words.offset)};
  if (!entries.is_text()) return false;
  std::vector<Said> said;
  for (std::size_t word = 0; word < entries.rows; ++word) {
    said.push_back(entries.is_missing(word) ? reader.missing() : reader.text(entries.text(word)));
    if (said.back().how != Said::How::value) return false;
  }
  const auto by = [&]<class Place>(Place) {
    if (column.lane() == Lane::codes) return read_places<Place, std::uint8_t>(cells, said, column);
    return column.lane() == Lane::days && read_places<Place, std::int32_t>(cells, said, column);
  };
  const std::string_view format = cells.format;
  if (format == "c" || format == "C") return by(std::uint8_t{});
  if (format == "s" || format == "S") return by(std::uint16_t{});
  if (format == "i" || format == "I") return by(std::uint32_t{});
  return false;
}

bool read_values(const Cells& cells, FactReader& reader, OwnColumn& column) {
  const std::string_view format = cells.format;
  if (cells.dictionary_schema != nullptr) return read_dictionary(cells, reader, column);
  if (format == "b") {
    if (column.lane() != Lane::truth || reader.type().base != Type::Base::truth) return false;
    copy_bits(cells.buffer<std::uint8_t>(1), cells.offset, cells.rows, column.yes());
    return true;
  }
  const auto bounds = reader.bounds(format == "tdD");
  if (!bounds) return false;
  if (format == "tdD" || format == "i") return read_numbers<std::int32_t>(cells, *bounds, column);
  if (format == "c") return read_numbers<std::int8_t>(cells, *bounds, column);
  if (format == "C") return read_numbers<std::uint8_t>(cells, *bounds, column);
  if (format == "s") return read_numbers<std::int16_t>(cells, *bounds, column);
  if (format == "S") return read_numbers<std::uint16_t>(cells, *bounds, column);
  if (format == "I") return read_numbers<std::uint32_t>(cells, *bounds, column);
  return format == "l" && read_numbers<std::int64_t>(cells, *bounds, column);
}

}  // namespace

std::optional<OwnColumn> read_at_once(const NamedTable& table, const Heading& heading, FactReader& reader, Lane lane) {
  if (table.arrow.batches.size() != 1 || reader.missing().how != Said::How::missing) return std::nullopt;
  const ArrowArray& batch = *table.arrow.batches.front();
  const ArrowArray& array = *batch.children[heading.child];
  const Cells cells = cells_of(table, batch, heading);
  if (cells.rows == 0 || array.n_buffers < 2) return std::nullopt;
  OwnColumn column = lane == Lane::truth ? OwnColumn(heading.index, lane, cells.rows)
                                         : OwnColumn::unset(heading.index, lane, cells.rows);
  const auto* valid = array.null_count == 0 ? nullptr : cells.buffer<std::uint8_t>(0);
  if (valid != nullptr) {
    copy_bits(valid, cells.offset, cells.rows, column.known());
  } else {
    column.set_all_known();
  }
  return read_values(cells, reader, column) ? std::optional(std::move(column)) : std::nullopt;
}

}  // namespace masa::columns
