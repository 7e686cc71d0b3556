#include "columns/write_arrow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <string>

namespace masa::columns {

namespace {

/// What one array holds on to: its buffers, and the arrays below it.
struct Held {
  std::deque<std::vector<std::byte>> memory;
  std::vector<const void*> buffers;
  std::deque<ArrowArray> below;
  std::vector<ArrowArray*> children;
};

struct HeldNames {
  std::string format;
  std::string name;
  std::deque<ArrowSchema> below;
  std::vector<ArrowSchema*> children;
};

template <class Struct>
void release_below(Struct& of) {
  for (std::int64_t c = 0; c < of.n_children; ++c) {
    if (of.children[c]->release != nullptr) of.children[c]->release(of.children[c]);
  }
  if (of.dictionary != nullptr && of.dictionary->release != nullptr) of.dictionary->release(of.dictionary);
}

void release(ArrowArray* array) {
  release_below(*array);
  delete static_cast<Held*>(array->private_data);  // NOLINT(cppcoreguidelines-owning-memory)
  array->release = nullptr;
}

void release(ArrowSchema* schema) {
  release_below(*schema);
  delete static_cast<HeldNames*>(schema->private_data);  // NOLINT(cppcoreguidelines-owning-memory)
  schema->release = nullptr;
}

/// An array of so many rows and the schema beside it.
class Writer {
 public:
  Writer(ArrowSchema& schema, ArrowArray& array, std::string format, std::string name, std::size_t rows)
      : schema_(schema), array_(array), held_(new Held), names_(new HeldNames) {  // NOLINT
    names_->format = std::move(format);
    names_->name = std::move(name);
    schema = {names_->format.c_str(),
              names_->name.c_str(),
              nullptr,
              ARROW_FLAG_NULLABLE,
              0,
              nullptr,
              nullptr,
              [](ArrowSchema* s) { release(s); },
              names_};
    array = {static_cast<std::int64_t>(rows),   0,    0, 0, 0, nullptr, nullptr, nullptr,
             [](ArrowArray* a) { release(a); }, held_};
  }

  void buffer(const void* bytes, std::size_t count) {
    constexpr std::size_t padding = 64;
    std::vector<std::byte>& memory = held_->memory.emplace_back((count + padding) / padding * padding);
    const auto* from = static_cast<const std::byte*>(bytes);
    if (count > 0) std::copy_n(from, count, memory.begin());
    held_->buffers.push_back(memory.data());
    close();
  }

  template <class T>
  void values(const std::vector<T>& all) {
    buffer(all.data(), all.size() * sizeof(T));
  }

  /// Which rows are there.
  void validity(const std::vector<Word>& bits, std::size_t rows) {
    std::size_t missing = rows;
    for (std::size_t row = 0; row < rows; ++row) missing -= is_set(bits.data(), row) ? 1 : 0;
    array_.null_count = static_cast<std::int64_t>(missing);
    values(bits);
  }

  void no_validity() {
    held_->buffers.push_back(nullptr);
    close();
  }

  Writer child(std::string format, std::string name, std::size_t rows) {
    ArrowSchema& schema = names_->below.emplace_back();
    ArrowArray& array = held_->below.emplace_back();
    names_->children.push_back(&schema);
    held_->children.push_back(&array);
    close();
    return {schema, array, std::move(format), std::move(name), rows};
  }

  void dictionary(const std::vector<std::string>& words) {
    ArrowSchema& schema = names_->below.emplace_back();
    ArrowArray& array = held_->below.emplace_back();
    schema_.dictionary = &schema;
    array_.dictionary = &array;
    Writer texts(schema, array, "u", "", words.size());
    texts.no_validity();
    std::vector<std::int32_t> ends{0};
    std::string all;
    for (const std::string& word : words) {
      all += word;
      ends.push_back(static_cast<std::int32_t>(all.size()));
    }
    texts.values(ends);
    texts.buffer(all.data(), all.size());
  }

 private:
  void close() {
    array_.n_buffers = static_cast<std::int64_t>(held_->buffers.size());
    array_.buffers = held_->buffers.data();
    array_.n_children = schema_.n_children = static_cast<std::int64_t>(held_->children.size());
    array_.children = held_->children.data();
    schema_.children = names_->children.data();
  }

  ArrowSchema& schema_;
  ArrowArray& array_;
  Held* held_;
  HeldNames* names_;
};

std::int64_t number_of(const OutcomeColumn& column, std::size_t row) {
  if (column.form == OutcomeColumn::Form::numbers) return column.numbers[row];
  return is_set(column.has_value.data(), row) ? column.answers[column.code(row)].payload() : 0;
}

void write_truths(Writer& writer, const OutcomeColumn& column, std::size_t rows) {
  std::vector<Word> bits(rows / rows_a_word + 1);
  for (std::size_t row = 0; row < rows; ++row)
    bits[row / rows_a_word] |= Word{column.code(row) == 1} << (row % rows_a_word);
  writer.values(bits);
}

void write_dates(Writer& writer, const OutcomeColumn& column, std::size_t rows) {
  std::vector<std::int32_t> days(rows);
  for (std::size_t row = 0; row < rows; ++row) days[row] = static_cast<std::int32_t>(number_of(column, row));
  writer.values(days);
}

void write_numbers(Writer& writer, const OutcomeColumn& column, const Type& type, std::size_t rows) {
  const std::size_t halves = type.places > 0 ? 2 : 1;
  std::vector<std::int64_t> numbers(rows * halves);
  for (std::size_t row = 0; row < rows; ++row) {
    numbers[row * halves] = number_of(column, row);
    if (halves == 2) numbers[row * halves + 1] = numbers[row * halves] < 0 ? -1 : 0;
  }
  writer.values(numbers);
}

void write_words(Writer& writer, const OutcomeColumn& column, const Type& type, const Vocabulary& vocabulary) {
  std::vector<std::string> words;
  for (const Value& answer : column.answers) words.push_back(vocabulary.print(answer, type));
  if (column.form == OutcomeColumn::Form::bytes) {
    writer.values(column.bytes);
  } else {
    writer.values(column.codes);
  }
  writer.dictionary(words);
}

std::string format_of(const OutcomeColumn& column, const Type& type) {
  constexpr int digits = 19;  // of 64 bits
  if (!type.is_set && type.base == Type::Base::truth) return "b";
  if (!type.is_set && type.base == Type::Base::date) return "tdD";
  if (!type.is_set && type.base == Type::Base::number)
    return type.places > 0 ? fmt::format("d:{},{}", digits, type.places) : "l";
  return column.form == OutcomeColumn::Form::bytes ? "C" : "I";
}

}  // namespace

void write_arrow(const Plan& plan, const Outcomes& outcomes, std::size_t rows, ArrowSchema& schema, ArrowArray& array) {
  Writer table(schema, array, "+s", "", rows);
  schema.flags = 0;
  table.no_validity();
  std::vector<std::string> states;
  for (std::size_t s = 0; s <= static_cast<std::size_t>(State::silent); ++s)
    states.emplace_back(word_of(static_cast<State>(s)));
  for (const OutcomeColumn& column : outcomes.columns) {
    const Decision& decision = plan.book.decisions[column.decision];
    const std::string format = format_of(column, decision.type);
    Writer values = table.child(format, decision.id, rows);
    values.validity(column.has_value, rows);
    if (format == "b") {
      write_truths(values, column, rows);
    } else if (format == "tdD") {
      write_dates(values, column, rows);
    } else if (format == "l" || format.starts_with("d:")) {
      write_numbers(values, column, decision.type, rows);
    } else {
      write_words(values, column, decision.type, plan.book.vocabulary);
    }
    Writer state = table.child("C", decision.id + ".state", rows);
    state.no_validity();
    state.values(column.states);
    state.dictionary(states);
  }
}

}  // namespace masa::columns
