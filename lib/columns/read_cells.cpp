// Whole numbers, days, bits and dictionaries of texts go over whole columns at once where every cell of them is right;
// else they are read cell by cell, which knows what is wrong.
#include "columns/read_cells.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <unordered_map>

#include "columns/each_cell.hpp"
#include "columns/fact_cells.hpp"

namespace masa::columns {

Cells cells_of(const NamedTable& table, const ArrowArray& batch, const Heading& heading) {
  const ArrowSchema& type = *table.arrow.schema->children[heading.child];
  const ArrowArray& array = *batch.children[heading.child];
  return {type.format, &array, type.dictionary, static_cast<std::size_t>(batch.length),
          static_cast<std::size_t>(array.offset + batch.offset)};
}

std::optional<std::vector<std::size_t>> ends_of_lists(const Cells& cells) {
  std::vector<std::size_t> ends;
  if (cells.rows == 0) return std::vector<std::size_t>{0};
  std::int64_t last = 0;
  for (std::size_t row = 0; row <= cells.rows; ++row) {
    const std::size_t at = row + cells.offset;
    const std::int64_t end =
        cells.format == "+l" ? cells.buffer<std::int32_t>(1)[at] : cells.buffer<std::int64_t>(1)[at];
    if (end < last || end > cells.array->children[0]->length) return std::nullopt;
    ends.push_back(static_cast<std::size_t>(end));
    last = end;
  }
  return ends;
}

void complain_about_ends(const NamedTable& table, std::string_view column, Sink& sink) {
  sink.report(Kind::wrong_shape, {},
              fmt::format("the column `{}`{} is a list of Arrow whose offsets lie outside of its items", column,
                          table.whose()));
}

namespace {

std::string_view format_of(const ArrowSchema& type) {
  return type.dictionary != nullptr ? type.dictionary->format : type.format;
}

void complain_about_type(const NamedTable& table, const Heading& heading, Sink& sink) {
  sink.report(Kind::wrong_type, {},
              fmt::format("the column `{}`{} has a type that is not read here (`{}` of Arrow)", heading.column,
                          table.whose(), format_of(*table.arrow.schema->children[heading.child])),
              "texts, whole numbers, decimals, dates, yes or no and dictionaries of texts are read");
}

/// Goes over the cells of all batches; false where their type is not read.
template <class Reader, class Put>
bool read_batches(const NamedTable& table, const Heading& heading, Reader& reader, const Put& put) {
  std::size_t first = 0;
  for (const ArrowArray* batch : table.arrow.batches) {
    const Cells cells = cells_of(table, *batch, heading);
    const bool is_read =
        for_each_cell(cells, reader, [&](std::size_t row, const auto& said) { put(first + row, said); });
    if (!is_read) return false;
    first += cells.rows;
  }
  return true;
}

/// What a cell says, as text.
struct SaidText {
  enum class How : std::uint8_t { missing, wrong, text } how = How::missing;
  std::string text;
};

class TextReader {
 public:
  [[nodiscard]] static SaidText missing() { return {}; }
  [[nodiscard]] static SaidText wrong() { return {SaidText::How::wrong, {}}; }
  [[nodiscard]] static SaidText text(std::string_view text) {
    text = trim(text);
    return text.empty() ? missing() : SaidText{SaidText::How::text, std::string(text)};
  }
  [[nodiscard]] static SaidText truth(bool yes) { return text(yes ? "yes" : "no"); }
  [[nodiscard]] static SaidText day(std::int64_t days) {
    return is_civil_day(days) ? text(to_string(Date{static_cast<std::int32_t>(days)})) : wrong();
  }
  [[nodiscard]] static SaidText number(std::int64_t number, int places) {
    for (; places < 0; ++places) {
      if (__builtin_mul_overflow(number, 10, &number)) return wrong();
    }
    return text(places > 0 ? print_decimal(number, places) : std::to_string(number));
  }
  [[nodiscard]] static SaidText real(double number) {
    if (std::isnan(number)) return missing();
    if (!std::isfinite(number)) return wrong();
    std::array<char, longest_real> digits{};
    return text(shortest(number, digits));
  }
};

}  // namespace

std::size_t NamedTable::rows() const {
  std::size_t all = 0;
  for (const ArrowArray* batch : arrow.batches) all += static_cast<std::size_t>(batch->length);
  return all;
}

std::vector<std::string> NamedTable::columns() const {
  std::vector<std::string> all;
  for (std::int64_t c = 0; c < arrow.schema->n_children; ++c) {
    const char* called = arrow.schema->children[c]->name;
    all.emplace_back(called == nullptr ? "" : called);
  }
  return all;
}

std::string NamedTable::whose() const {
  return name.empty() ? "" : " of `" + name + "`";
}

std::string NamedTable::row(std::size_t row) const {
  return fmt::format("row {}{}", row + 1, whose());
}

std::string NamedTable::place(std::size_t row, std::string_view column) const {
  return fmt::format("row {} of the column `{}`{}", row + 1, column, whose());
}

OwnColumn read_facts(const NamedTable& table, const Heading& heading, const Plan& plan, Sink& sink) {
  const FactInfo& info = plan.book.schema.facts[heading.index];
  const Lane lane = *lane_of_fact(info.type, plan.book.vocabulary);
  FactReader reader(plan, heading.index);
  if (auto column = read_at_once(table, heading, reader, lane)) return std::move(*column);
  OwnColumn column(heading.index, lane, table.rows());
  std::size_t wrong = 0;
  const bool is_read = read_batches(table, heading, reader, [&](std::size_t row, const Said& said) {
    if (said.how == Said::How::wrong && ++wrong <= most_complaints) {
      sink.report(info.type.base == Type::Base::date ? Kind::bad_date : Kind::wrong_value, {},
                  fmt::format("{} has a value that `{}` cannot have", table.place(row, heading.column), info.path),
                  fmt::format("it is {}, or missing", plan.book.vocabulary.describe(info.type)));
    }
    put(column, row, said);
  });
  if (!is_read) complain_about_type(table, heading, sink);
  return column;
}

namespace {

/// A column of lists of texts: the words of each row, as they are.
bool read_lists(const NamedTable& table, const Heading& heading, Texts& out, Sink& sink) {
  const ArrowSchema& type = *table.arrow.schema->children[heading.child];
  const std::string_view format = type.format;
  if ((format != "+l" && format != "+L") || type.n_children != 1) return false;
  std::size_t first = 0;
  for (const ArrowArray* batch : table.arrow.batches) {
    const Cells cells = cells_of(table, *batch, heading);
    const ArrowArray& below = *cells.array->children[0];
    const auto ends = ends_of_lists(cells);
    if (!ends) {
      complain_about_ends(table, heading.column, sink);
      return true;
    }
    std::vector<std::optional<std::string>> words;
    const Cells items{type.children[0]->format, &below, type.children[0]->dictionary, ends->back() - ends->front(),
                      static_cast<std::size_t>(below.offset) + ends->front()};
    TextReader reader;
    const bool is_read = for_each_cell(items, reader, [&](std::size_t, const SaidText& said) {
      words.push_back(said.how == SaidText::How::text ? std::optional(said.text) : std::nullopt);
    });
    if (!is_read) return false;
    for (std::size_t row = 0; row < cells.rows; ++row) {
      if (cells.is_missing(row)) continue;
      std::string text(1, item_mark);
      for (std::size_t w = (*ends)[row] - ends->front(); w < (*ends)[row + 1] - ends->front(); ++w) {
        if (words[w]) text += *words[w] + item_mark;
        if (!words[w])
          sink.report(Kind::wrong_value, {},
                      fmt::format("{} has an item that is missing", table.place(first + row, heading.column)),
                      "a set of which something is not known is not known as a whole: null");
      }
      out[first + row] = std::move(text);
    }
    first += cells.rows;
  }
  return true;
}

}  // namespace

Texts read_texts(const NamedTable& table, const Heading& heading, Sink& sink) {
  Texts texts(table.rows());
  if (read_lists(table, heading, texts, sink)) return texts;
  TextReader reader;
  std::size_t wrong = 0;
  const bool is_read = read_batches(table, heading, reader, [&](std::size_t row, const SaidText& said) {
    if (said.how == SaidText::How::wrong && ++wrong <= most_complaints)
      sink.report(Kind::wrong_value, {},
                  fmt::format("{} has a value that cannot stand there", table.place(row, heading.column)));
    if (said.how == SaidText::How::text) texts[row] = said.text;
  });
  if (!is_read) complain_about_type(table, heading, sink);
  return texts;
}

}  // namespace masa::columns
