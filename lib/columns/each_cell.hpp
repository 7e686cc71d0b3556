/// The cells of an Arrow column of any type, one after the other.
#pragma once

#include <array>
#include <charconv>
#include <functional>
#include <type_traits>
#include <vector>

#include "base/text.hpp"
#include "columns/cells.hpp"

namespace masa::columns {

/// Goes over the cells of one column. `Reader` says what a cell of each kind is: `missing`, `wrong`, `text`, `truth`,
/// `day` (since 1970), `number` (so many, of so many decimal places), `real`. `Put` takes the row and what it is.
template <class Reader, class Put>
class EachCell {
 public:
  EachCell(const Cells& cells, Reader& reader, const Put& put) : cells_(cells), reader_(reader), put_(put) {}

  /// False where cells of such a type are not read.
  bool read() {
    const std::string_view format = cells_.format;
    if (cells_.rows == 0) return true;  // a stream may have no batch, and then there is no dictionary either
    if (cells_.dictionary_schema != nullptr) return read_dictionary();
    if (format == "n") return each([&](std::size_t) { return reader_.missing(); }, true);
    if (cells_.is_text()) {
      for (std::size_t row = 0; row < cells_.rows; ++row)
        put_(row, cells_.is_missing(row) ? reader_.missing() : reader_.text(cells_.text(row)));
      return true;
    }
    if (format == "b") {
      const auto* bits = cells_.buffer<std::uint8_t>(1);
      return each([&, bits](std::size_t at) { return reader_.truth((bits[at / 8] >> (at % 8) & 1U) != 0); });
    }
    if (format == "c") return read_whole<std::int8_t>();
    if (format == "C") return read_whole<std::uint8_t>();
    if (format == "s") return read_whole<std::int16_t>();
    if (format == "S") return read_whole<std::uint16_t>();
    if (format == "i") return read_whole<std::int32_t>();
    if (format == "I") return read_whole<std::uint32_t>();
    if (format == "l") return read_whole<std::int64_t>();
    if (format == "L") return read_whole<std::uint64_t>();
    if (format == "f") {
      const auto* numbers = cells_.buffer<float>(1);
      return each([&, numbers](std::size_t at) { return reader_.real(as_printed(numbers[at])); });
    }
    if (format == "g") {
      const auto* numbers = cells_.buffer<double>(1);
      return each([&, numbers](std::size_t at) { return reader_.real(numbers[at]); });
    }
    if (format == "tdD") {
      const auto* days = cells_.buffer<std::int32_t>(1);
      return each([&, days](std::size_t at) { return reader_.day(days[at]); });
    }
    if (format == "tdm") return read_moments(86'400'000);
    const bool has_zone = format.starts_with("ts") && !format.ends_with(':');
    if (has_zone) return false;  // at midnight of one zone it is another day elsewhere
    if (format.starts_with("tss")) return read_moments(86'400);
    if (format.starts_with("tsm")) return read_moments(86'400'000);
    if (format.starts_with("tsu")) return read_moments(86'400'000'000);
    if (format.starts_with("tsn")) return read_moments(86'400'000'000'000);
    if (format.starts_with("d:")) return read_decimals();
    return false;
  }

 private:
  /// The number that is printed as this one is: 1.6 of 32 bits is 1.6.
  static double as_printed(float number) {
    std::array<char, 64> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    double printed = static_cast<double>(number);
    std::from_chars(digits.data(), written.ptr, printed);
    return printed;
  }

  template <class Read>
  bool each(const Read& read, bool all_missing = false) {
    for (std::size_t row = 0; row < cells_.rows; ++row)
      put_(row, all_missing || cells_.is_missing(row) ? reader_.missing() : read(row + cells_.offset));
    return true;
  }

  template <class T>
  bool read_whole() {
    const auto* numbers = cells_.buffer<T>(1);
    return each([&, numbers](std::size_t at) {
      if constexpr (sizeof(T) == 8 && std::is_unsigned_v<T>) {
        if (numbers[at] > INT64_MAX) return reader_.wrong();
      }
      return reader_.number(static_cast<std::int64_t>(numbers[at]), 0);
    });
  }

  /// A moment is a day where it is midnight; what has a time of day is no civil day.
  bool read_moments(std::int64_t a_day) {
    const auto* moments = cells_.buffer<std::int64_t>(1);
    return each([&, moments, a_day](std::size_t at) {
      if (moments[at] == INT64_MIN) return reader_.missing();  // NaT
      return moments[at] % a_day == 0 ? reader_.day(moments[at] / a_day) : reader_.wrong();
    });
  }

  /// `d:precision,scale`, of 128 bits.
  bool read_decimals() {
    const std::vector<std::string_view> parts = split(cells_.format.substr(2), ',');
    int scale = 0;
    if (parts.size() != 2) return false;
    const auto [end, error] = std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), scale);
    if (error != std::errc() || end != parts[1].data() + parts[1].size()) return false;
    const auto* halves = cells_.buffer<std::int64_t>(1);
    return each([&, halves, scale](std::size_t at) {
      const std::int64_t low = halves[2 * at];
      const bool fits = halves[2 * at + 1] == (low < 0 ? -1 : 0);
      return fits ? reader_.number(low, scale) : reader_.wrong();
    });
  }

  /// Each word is read once.
  bool read_dictionary() {
    const ArrowArray& words = *cells_.array->dictionary;
    const Cells entries{cells_.dictionary_schema->format, &words, nullptr, static_cast<std::size_t>(words.length),
                        static_cast<std::size_t>(words.offset)};
    if (cells_.dictionary_schema->dictionary != nullptr) return false;
    std::vector<decltype(reader_.missing())> said;
    using Said = decltype(reader_.missing());
    const std::function<void(std::size_t, const Said&)> keep = [&](std::size_t, const Said& one) {
      said.push_back(one);
    };
    if (!EachCell<Reader, std::function<void(std::size_t, const Said&)>>(entries, reader_, keep).read()) return false;
    const auto by_index = [&](auto zero) {
      const auto* places = cells_.buffer<decltype(zero)>(1);
      for (std::size_t row = 0; row < cells_.rows; ++row) {
        const auto place = static_cast<std::size_t>(places[row + cells_.offset]);
        const bool is_missing = cells_.is_missing(row);
        put_(row, is_missing ? reader_.missing() : place < said.size() ? said[place] : reader_.wrong());
      }
      return true;
    };
    const std::string_view format = cells_.format;
    if (format == "c" || format == "C") return by_index(std::uint8_t{});
    if (format == "s" || format == "S") return by_index(std::uint16_t{});
    if (format == "i" || format == "I") return by_index(std::uint32_t{});
    if (format == "l" || format == "L") return by_index(std::uint64_t{});
    return false;
  }

  const Cells& cells_;
  Reader& reader_;
  const Put& put_;
};

template <class Reader, class Put>
bool for_each_cell(const Cells& cells, Reader& reader, const Put& put) {
  return EachCell<Reader, Put>(cells, reader, put).read();
}

}  // namespace masa::columns
