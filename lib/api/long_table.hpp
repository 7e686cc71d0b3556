/// Long tables of answers about many cases: rows, of which each column is worked out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "columns/arrow_writer.hpp"

namespace masa {

/// Writes columns of rows, one behind the other.
template <class Row>
class LongTable {
 public:
  LongTable(const std::vector<Row>& rows, ArrowSchema& schema, ArrowArray& array)
      : rows_(rows), table_(columns::ArrowWriter::table(schema, array, rows.size())) {}

  /// `text` gives an optional text, `word` the place among the words, `day` an optional date, `truth` a truth.
  template <class Text>
  void texts(const std::string& name, const Text& text) {
    std::vector<std::optional<std::string>> all;
    for (const Row& row : rows_) all.push_back(text(row));
    table_.add_texts(name, all);
  }
  template <class Word>
  void words(const std::string& name, const Word& word, const std::vector<std::string>& all_words) {
    std::vector<std::uint8_t> all;
    for (const Row& row : rows_) all.push_back(static_cast<std::uint8_t>(word(row)));
    table_.add_words(name, all, all_words);
  }
  template <class Day>
  void days(const std::string& name, const Day& day) {
    std::vector<std::optional<std::int32_t>> all;
    for (const Row& row : rows_) {
      const std::optional<Date> date = day(row);
      all.push_back(date ? std::optional(date->days) : std::nullopt);
    }
    table_.add_dates(name, all);
  }
  template <class Truth>
  void truths(const std::string& name, const Truth& truth) {
    std::vector<bool> all;
    for (const Row& row : rows_) all.push_back(truth(row));
    table_.add_truths(name, all);
  }
  /// The key of the case of each row; where there is none, the row of the case, from 1.
  void cases(const std::string& key, const std::vector<std::string>& keys) {
    texts(key.empty() ? "row" : key, [&](const Row& row) {
      return std::optional<std::string>(keys.empty() ? std::to_string(row.row + 1) : keys[row.row]);
    });
  }

 private:
  const std::vector<Row>& rows_;
  columns::ArrowWriter table_;
};

/// The names of all words of an enumeration from 0 to `last`, in their order.
template <class Enumeration>
std::vector<std::string> words_to(Enumeration last) {
  std::vector<std::string> words;
  for (int one = 0; one <= static_cast<int>(last); ++one) words.emplace_back(word_of(static_cast<Enumeration>(one)));
  return words;
}

}  // namespace masa
