// A whole column many cells at a time. Nothing is complained of here: where any cell is wrong the column is read again,
// cell by cell.
#include <algorithm>
#include <cstring>

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

/// Numbers into a narrower lane, as long as each that is there lies within bounds.
template <class From, class To>
bool copy_numbers(const Cells& cells, std::pair<std::int64_t, std::int64_t> bounds, const Word* known, To* to) {
  const From* from = cells.buffer<From>(1) + cells.offset;
  for (std::size_t first = 0; first < cells.rows; first += rows_a_word) {
    const std::size_t end = std::min(first + rows_a_word, cells.rows);
    unsigned beyond = 0;
    for (std::size_t row = first; row < end; ++row) {
      const auto number = static_cast<std::int64_t>(from[row]);
      beyond |= static_cast<unsigned>(number < bounds.first) | static_cast<unsigned>(number > bounds.second);
      to[row] = static_cast<To>(from[row]);
    }
    for (std::size_t row = first; beyond != 0 && row < end; ++row) {
      const auto number = static_cast<std::int64_t>(from[row]);
      if (is_set(known, row) && (number < bounds.first || number > bounds.second)) return false;
    }
  }
  return true;
}

template <class From>
bool copy_to(OwnColumn& column, const Cells& cells, std::pair<std::int64_t, std::int64_t> bounds) {
  switch (column.lane()) {
    case Lane::codes:
      return copy_numbers<From>(cells, bounds, column.known(), column.codes());
    case Lane::days:
      return copy_numbers<From>(cells, bounds, column.known(), column.days());
    case Lane::numbers:
      return copy_numbers<From>(cells, bounds, column.known(), column.numbers());
    default:
      return false;
  }
}

/// By the numbers of words that a dictionary has.
template <class Place, class To>
bool copy_words(const Cells& cells, const std::vector<Said>& said, OwnColumn& column, To* to) {
  const Place* places = cells.buffer<Place>(1) + cells.offset;
  std::vector<To> codes;
  for (const Said& word : said) codes.push_back(static_cast<To>(word.payload));
  if (codes.empty()) codes.push_back(0);
  const auto last = codes.size() - 1;
  std::size_t beyond = 0;
  for (std::size_t row = 0; row < cells.rows; ++row) {
    const auto place = static_cast<std::size_t>(places[row]);
    beyond |= static_cast<std::size_t>(place > last && is_set(column.known(), row));
    to[row] = codes[std::min(place, last)];
  }
  return beyond == 0;
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
    if (column.lane() == Lane::codes) return copy_words<Place>(cells, said, column, column.codes());
    return column.lane() == Lane::days && copy_words<Place>(cells, said, column, column.days());
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
  if (format == "tdD" || format == "i") return copy_to<std::int32_t>(column, cells, *bounds);
  if (format == "c") return copy_to<std::int8_t>(column, cells, *bounds);
  if (format == "C") return copy_to<std::uint8_t>(column, cells, *bounds);
  if (format == "s") return copy_to<std::int16_t>(column, cells, *bounds);
  if (format == "S") return copy_to<std::uint16_t>(column, cells, *bounds);
  if (format == "I") return copy_to<std::uint32_t>(column, cells, *bounds);
  return format == "l" && copy_to<std::int64_t>(column, cells, *bounds);
}

}  // namespace

std::optional<OwnColumn> read_at_once(const NamedTable& table, const Heading& heading, FactReader& reader, Lane lane) {
  if (table.arrow.batches.size() != 1 || reader.missing().how != Said::How::missing) return std::nullopt;
  const ArrowArray& batch = *table.arrow.batches.front();
  const ArrowSchema& type = *table.arrow.schema->children[heading.child];
  const ArrowArray& array = *batch.children[heading.child];
  const Cells cells{type.format, &array, type.dictionary, static_cast<std::size_t>(batch.length),
                    static_cast<std::size_t>(array.offset + batch.offset)};
  if (cells.rows == 0 || array.n_buffers < 2) return std::nullopt;
  OwnColumn column(heading.index, lane, cells.rows);
  const auto* valid = array.null_count == 0 ? nullptr : cells.buffer<std::uint8_t>(0);
  if (valid != nullptr) {
    copy_bits(valid, cells.offset, cells.rows, column.known());
  } else {
    column.set_all_known();
  }
  return read_values(cells, reader, column) ? std::optional(std::move(column)) : std::nullopt;
}

}  // namespace masa::columns
