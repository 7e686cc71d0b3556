/// Arrow arrays in the making: what is written is owned by the array, until it is released.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "columns/cases.hpp"
#include "masa/arrow.h"

namespace masa::columns {

struct HeldArray;
struct HeldSchema;

/// An array of so many rows and the schema beside it.
class ArrowWriter {
 public:
  ArrowWriter(ArrowSchema& schema, ArrowArray& array, std::string format, std::string name, std::size_t rows);
  /// A table of so many rows.
  static ArrowWriter table(ArrowSchema& schema, ArrowArray& array, std::size_t rows);

  void buffer(const void* bytes, std::size_t count);
  template <class T>
  void values(const std::vector<T>& all) {
    buffer(all.data(), all.size() * sizeof(T));
  }
  /// The same without a copy.
  template <class T, class Memory>
  void take(std::vector<T, Memory>&& all) {
    const auto held = std::make_shared<const std::vector<T, Memory>>(std::move(all));
    keep(held, held->data());
  }
  /// Which rows are there.
  void validity(std::vector<Word> bits);
  void no_validity();
  ArrowWriter child(std::string format, std::string name, std::size_t rows);
  void dictionary(const std::vector<std::string>& words);

  /// A column of a table: texts, empty where there is none.
  void add_texts(const std::string& name, const std::vector<std::optional<std::string>>& texts);
  /// Texts of which there are few: the place of each among the words.
  void add_words(const std::string& name, const std::vector<std::uint8_t>& places,
                 const std::vector<std::string>& words);
  void add_dates(const std::string& name, const std::vector<std::optional<std::int32_t>>& days);
  void add_truths(const std::string& name, const std::vector<bool>& truths);
  /// Lists of texts; `ends`: for each row where its texts end.
  void add_lists(const std::string& name, const std::vector<std::int32_t>& ends, const std::vector<std::string>& texts);

 private:
  void keep(std::shared_ptr<const void> held, const void* memory);
  void close();
  void texts(const std::vector<std::string>& all);

  ArrowSchema& schema_;
  ArrowArray& array_;
  std::size_t rows_;
  HeldArray* held_;
  HeldSchema* names_;
};

}  // namespace masa::columns
