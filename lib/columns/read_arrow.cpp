// A column of Arrow is taken as it is where its memory is what a lane holds (whole numbers of the right width, bits,
// days); a dictionary is read once, a word after the other; all else is read cell by cell.
#include "columns/read_arrow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "base/text.hpp"
#include "columns/cells.hpp"

namespace masa::columns {

namespace {

constexpr std::size_t most_complaints = 20;  ///< of cells of one column

const FactInfo& info_of(const Plan& plan, std::uint32_t fact) {
  return plan.book.schema.facts[fact];
}

/// What a cell says.
struct Said {
  enum class How : std::uint8_t { value, nothing, missing, withheld, wrong } how = How::missing;
  std::int64_t payload = 0;
};

Said said_by(const Value& value) {
  if (!value.is_known())
    return {value.reasons().front().why == Why::withheld ? Said::How::withheld : Said::How::missing};
  if (value.is_nothing()) return {Said::How::nothing};
  return {Said::How::value, value.payload()};
}

/// How cells of one fact are read.
class FactReader {
 public:
  FactReader(const Plan& plan, std::uint32_t fact)
      : info_(info_of(plan, fact)), vocabulary_(plan.book.vocabulary), type_(info_.type) {
    type_.or_nothing = info_.can_be_nothing();
  }

  /// Nothing is said: what the fact makes of that.
  [[nodiscard]] Said missing() const { return info_.when_null ? said_by(*info_.when_null) : Said{}; }

  [[nodiscard]] Said text(std::string_view text) const {
    text = trim(text);
    if (text.empty()) return missing();
    if (text == "unknown") return info_.when_unknown ? said_by(*info_.when_unknown) : Said{};
    if (text == "withheld") return {Said::How::withheld};
    const auto value = vocabulary_.read(text, type_);
    return value ? said_by(*value) : Said{Said::How::wrong};
  }

  [[nodiscard]] Said truth(bool yes) const {
    return type_.base == Type::Base::truth ? Said{Said::How::value, yes ? 1 : 0} : Said{Said::How::wrong};
  }

  [[nodiscard]] Said day(std::int64_t days) const {
    const bool is_day = days >= make_date({1, 1, 1})->days && days <= make_date({9999, 12, 31})->days;
    return type_.base == Type::Base::date && is_day ? Said{Said::How::value, days} : Said{Said::How::wrong};
  }

  /// A whole number of so many decimal places.
  [[nodiscard]] Said number(std::int64_t number, int places = 0) const {
    if (type_.base != Type::Base::number) return {Said::How::wrong};
    for (; places < type_.places; ++places) {
      if (__builtin_mul_overflow(number, 10, &number)) return {Said::How::wrong};
    }
    for (; places > type_.places; --places) {
      if (number % 10 != 0) return {Said::How::wrong};
      number /= 10;
    }
    return number >= type_.low && number <= type_.high ? Said{Said::How::value, number} : Said{Said::How::wrong};
  }

  /// As it is printed shortest: 12.5 is a number of one place, however the machine holds it.
  [[nodiscard]] Said real(double number) const {
    if (std::isnan(number)) return missing();
    constexpr std::size_t longest = 400;
    std::array<char, longest> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + longest, number, std::chars_format::fixed);
    const bool is_number = type_.base == Type::Base::number && error == std::errc() && std::isfinite(number);
    if (!is_number) return {Said::How::wrong};
    const auto value = vocabulary_.read({digits.data(), static_cast<std::size_t>(end - digits.data())}, type_);
    return value && !value->is_nothing() ? said_by(*value) : Said{Said::How::wrong};
  }

 private:
  const FactInfo& info_;
  const Vocabulary& vocabulary_;
  Type type_;
};

void put(OwnColumn& column, std::size_t row, const Said& said) {
  if (said.how == Said::How::value) column.put_number(row, said.payload);
  if (said.how == Said::How::nothing) column.put_nothing(row);
  if (said.how == Said::How::withheld) column.put_withheld(row);
}

class BatchReader {
 public:
  BatchReader(const Plan& plan, std::size_t first_row, Sink& sink) : plan_(plan), first_row_(first_row), sink_(sink) {}

  void read(const Heading& heading, const Cells& cells, ReadCases& out) {
    const FactReader reader(plan_, heading.fact);
    const Lane lane = *lane_of_fact(info_of(plan_, heading.fact).type, plan_.book.vocabulary);
    const auto made = std::make_shared<OwnColumn>(heading.fact, lane, cells.rows);
    wrong_ = 0;
    const bool is_read = for_each_cell(cells, reader, [&](std::size_t row, const Said& said) {
      if (said.how == Said::How::wrong) complain(heading, row);
      put(*made, row, said);
    });
    if (!is_read) {
      sink_.report(Kind::wrong_type, {},
                   fmt::format("the column `{}` has a type that `{}` is not read from (`{}` of Arrow)", heading.column,
                               info_of(plan_, heading.fact).path, cells.format),
                   "texts, whole numbers, decimals, dates, yes or no and dictionaries of texts are read");
      return;
    }
    out.cases.columns.push_back(made->column());
    out.memory.push_back(made);
  }

 private:
  void complain(const Heading& heading, std::size_t row) {
    if (++wrong_ > most_complaints) return;
    const Type& type = info_of(plan_, heading.fact).type;
    sink_.report(type.base == Type::Base::date ? Kind::bad_date : Kind::wrong_value, {},
                 fmt::format("row {} of the column `{}` has a value that `{}` cannot have", first_row_ + row + 1,
                             heading.column, info_of(plan_, heading.fact).path),
                 fmt::format("it is {}, or missing", plan_.book.vocabulary.describe(type)));
  }

  /// What each cell says. False where cells of such a format are not read.
  template <class Put>
  bool for_each_cell(const Cells& cells, const FactReader& reader, const Put& put) {
    const auto each = [&](const auto& read) {
      for (std::size_t row = 0; row < cells.rows; ++row)
        put(row, cells.is_missing(row) ? reader.missing() : read(row + cells.offset));
      return true;
    };
    const auto whole = [&](auto zero) {
      const auto* numbers = cells.buffer<decltype(zero)>(1);
      return each([&, numbers](std::size_t at) {
        if constexpr (sizeof(zero) == 8 && std::is_unsigned_v<decltype(zero)>) {
          if (numbers[at] > INT64_MAX) return Said{Said::How::wrong};
        }
        return reader.number(static_cast<std::int64_t>(numbers[at]));
      });
    };
    const std::string_view format = cells.format;
    if (cells.rows == 0) return true;  // a stream may have no batch, and then there is no dictionary either
    if (cells.dictionary_schema != nullptr) return each_of_dictionary(cells, reader, put);
    if (format == "n") {
      for (std::size_t row = 0; row < cells.rows; ++row) put(row, reader.missing());
      return true;
    }
    if (cells.is_text()) {
      for (std::size_t row = 0; row < cells.rows; ++row)
        put(row, cells.is_missing(row) ? reader.missing() : text(cells.text(row), reader));
      return true;
    }
    if (format == "b") {
      const auto* bits = cells.buffer<std::uint8_t>(1);
      return each([&, bits](std::size_t at) { return reader.truth((bits[at / 8] >> (at % 8) & 1U) != 0); });
    }
    if (format == "c") return whole(std::int8_t{});
    if (format == "C") return whole(std::uint8_t{});
    if (format == "s") return whole(std::int16_t{});
    if (format == "S") return whole(std::uint16_t{});
    if (format == "i") return whole(std::int32_t{});
    if (format == "I") return whole(std::uint32_t{});
    if (format == "l") return whole(std::int64_t{});
    if (format == "L") return whole(std::uint64_t{});
    if (format == "f") {
      const auto* numbers = cells.buffer<float>(1);
      return each([&, numbers](std::size_t at) { return reader.real(static_cast<double>(numbers[at])); });
    }
    if (format == "g") {
      const auto* numbers = cells.buffer<double>(1);
      return each([&, numbers](std::size_t at) { return reader.real(numbers[at]); });
    }
    if (format == "tdD") {
      const auto* days = cells.buffer<std::int32_t>(1);
      return each([&, days](std::size_t at) { return reader.day(days[at]); });
    }
    if (format == "tdm") return each_moment(cells, reader, each, 86'400'000);
    const bool has_zone = format.starts_with("ts") && !format.ends_with(':');
    if (has_zone) return false;  // at midnight of one zone it is another day elsewhere
    if (format.starts_with("tss")) return each_moment(cells, reader, each, 86'400);
    if (format.starts_with("tsm")) return each_moment(cells, reader, each, 86'400'000);
    if (format.starts_with("tsu")) return each_moment(cells, reader, each, 86'400'000'000);
    if (format.starts_with("tsn")) return each_moment(cells, reader, each, 86'400'000'000'000);
    if (format.starts_with("d:")) return each_decimal(cells, reader, each);
    return false;
  }

  /// A moment is a day where it is midnight; what has a time of day is no civil day.
  template <class Each>
  bool each_moment(const Cells& cells, const FactReader& reader, const Each& each, std::int64_t a_day) {
    const auto* moments = cells.buffer<std::int64_t>(1);
    return each([&, moments, a_day](std::size_t at) {
      if (moments[at] == INT64_MIN) return reader.missing();  // NaT
      return moments[at] % a_day == 0 ? reader.day(moments[at] / a_day) : Said{Said::How::wrong};
    });
  }

  /// `d:precision,scale`, of 128 bits.
  template <class Each>
  bool each_decimal(const Cells& cells, const FactReader& reader, const Each& each) {
    const std::vector<std::string_view> parts = split(cells.format.substr(2), ',');
    int scale = 0;
    if (parts.size() != 2) return false;
    const auto [end, error] = std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), scale);
    if (error != std::errc() || end != parts[1].data() + parts[1].size()) return false;
    const auto* halves = cells.buffer<std::int64_t>(1);
    return each([&, halves, scale](std::size_t at) {
      const std::int64_t low = halves[2 * at];
      const bool fits = halves[2 * at + 1] == (low < 0 ? -1 : 0);
      return fits ? reader.number(low, scale) : Said{Said::How::wrong};
    });
  }

  /// Texts repeat: each is read once.
  Said text(std::string_view text, const FactReader& reader) {
    constexpr std::size_t most_kept = 10'000;
    const auto found = read_.find(text);
    if (found != read_.end()) return found->second;
    const Said said = reader.text(text);
    if (read_.size() < most_kept) {
      texts_.push_back(std::make_unique<std::string>(text));
      read_.emplace(*texts_.back(), said);
    }
    return said;
  }

  template <class Put>
  bool each_of_dictionary(const Cells& cells, const FactReader& reader, const Put& put) {
    const ArrowArray& words = *cells.array->dictionary;
    const Cells entries{cells.dictionary_schema->format, &words, nullptr, static_cast<std::size_t>(words.length),
                        static_cast<std::size_t>(words.offset)};
    std::vector<Said> said;
    if (!entries.is_text() || cells.dictionary_schema->dictionary != nullptr) return false;
    for (std::size_t word = 0; word < entries.rows; ++word)
      said.push_back(entries.is_missing(word) ? reader.missing() : reader.text(entries.text(word)));
    const auto by_index = [&](auto zero) {
      const auto* places = cells.buffer<decltype(zero)>(1);
      for (std::size_t row = 0; row < cells.rows; ++row) {
        const auto place = static_cast<std::size_t>(places[row + cells.offset]);
        put(row, cells.is_missing(row) || place >= said.size() ? reader.missing() : said[place]);
      }
      return true;
    };
    const std::string_view format = cells.format;
    if (format == "c" || format == "C") return by_index(std::uint8_t{});
    if (format == "s" || format == "S") return by_index(std::uint16_t{});
    if (format == "i" || format == "I") return by_index(std::uint32_t{});
    if (format == "l" || format == "L") return by_index(std::uint64_t{});
    return false;
  }

  const Plan& plan_;
  std::size_t first_row_;
  Sink& sink_;
  std::size_t wrong_ = 0;
  std::vector<std::unique_ptr<std::string>> texts_;
  std::unordered_map<std::string_view, Said> read_;
};

/// Dates that cannot come in that order.
void check_orders(const ReadCases& read, const std::vector<Heading>& headings, const Plan& plan, std::size_t first_row,
                  Sink& sink) {
  const auto column_of = [&](std::uint32_t fact) { return std::ranges::find(headings, fact, &Heading::fact)->column; };
  for (const FactColumn& column : read.cases.columns) {
    for (const std::uint32_t earlier : info_of(plan, column.fact).not_before) {
      const FactColumn* other = read.cases.find(earlier);
      if (other == nullptr) continue;
      std::size_t wrong = 0;
      for (std::size_t row = 0; row < read.cases.rows; ++row) {
        const auto has_value = [&](const FactColumn& one) {
          return is_set(one.known, row) && (one.nothing == nullptr || !is_set(one.nothing, row));
        };
        if (!has_value(column) || !has_value(*other) || number_at(column, row) >= number_at(*other, row)) continue;
        if (++wrong > most_complaints) break;
        sink.report(Kind::contradiction, {},
                    fmt::format("row {}: `{}` lies before `{}`, and cannot", first_row + row + 1,
                                column_of(column.fact), column_of(earlier)),
                    "one of the two is wrong");
      }
    }
  }
}

}  // namespace

ReadCases read_cases(const ArrowSchema& schema, const ArrowArray& batch, const std::vector<Heading>& headings,
                     const Plan& plan, std::size_t first_row, Sink& sink) {
  ReadCases read;
  read.cases.rows = static_cast<std::size_t>(batch.length);
  for (const Heading& heading : headings) {
    for (std::int64_t c = 0; c < schema.n_children; ++c) {
      const ArrowSchema& type = *schema.children[c];
      if (type.name == nullptr || heading.column != type.name) continue;
      const ArrowArray& array = *batch.children[c];
      const Cells cells{type.format, &array, type.dictionary, read.cases.rows,
                        static_cast<std::size_t>(array.offset + batch.offset)};
      BatchReader(plan, first_row, sink).read(heading, cells, read);
    }
  }
  if (!sink.has_errors()) check_orders(read, headings, plan, first_row, sink);
  return read;
}

}  // namespace masa::columns
