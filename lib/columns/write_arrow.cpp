#include "columns/write_arrow.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "columns/arrow_writer.hpp"

namespace masa::columns {

namespace {

/// The number of each row; of one that has none, any.
template <class Put>
void each_number(const OutcomeColumn& column, std::size_t rows, const Put& put) {
  if (column.form == OutcomeColumn::Form::numbers) {
    for (std::size_t row = 0; row < rows; ++row) put(row, column.numbers[row]);
    return;
  }
  // Of a row without a value the code is any that a byte holds, or 0.
  std::vector<std::int64_t> numbers(std::max<std::size_t>(column.answers.size(), UINT8_MAX + 1));
  for (std::size_t code = 0; code < column.answers.size(); ++code) numbers[code] = column.answers[code].payload();
  if (column.form == OutcomeColumn::Form::bytes) {
    for (std::size_t row = 0; row < rows; ++row) put(row, numbers[column.bytes[row]]);
  } else {
    for (std::size_t row = 0; row < rows; ++row) put(row, numbers[column.codes[row]]);
  }
}

void write_truths(ArrowWriter& writer, const OutcomeColumn& column, std::size_t rows) {
  std::vector<Word> bits(rows / rows_a_word + 1);
  for (std::size_t row = 0; row < rows; ++row)
    bits[row / rows_a_word] |= Word{column.code(row) == 1} << (row % rows_a_word);
  writer.take(std::move(bits));
}

void write_dates(ArrowWriter& writer, const OutcomeColumn& column, std::size_t rows) {
  UnsetVector<std::int32_t> days(rows);
  each_number(column, rows, [&](std::size_t row, std::int64_t day) { days[row] = static_cast<std::int32_t>(day); });
  writer.take(std::move(days));
}

void write_numbers(ArrowWriter& writer, const OutcomeColumn& column, const Type& type, std::size_t rows) {
  if (type.places > 0) {  // of 128 bits
    UnsetVector<std::int64_t> halves(rows * 2);
    each_number(column, rows, [&](std::size_t row, std::int64_t number) {
      halves[row * 2] = number;
      halves[row * 2 + 1] = number < 0 ? -1 : 0;
    });
    return writer.take(std::move(halves));
  }
  UnsetVector<std::int64_t> numbers(rows);
  each_number(column, rows, [&](std::size_t row, std::int64_t number) { numbers[row] = number; });
  writer.take(std::move(numbers));
}

void write_words(ArrowWriter& writer, OutcomeColumn& column, const Type& type, const Vocabulary& vocabulary) {
  std::vector<std::string> words;
  for (const Value& answer : column.answers) words.push_back(vocabulary.print(answer, type));
  if (column.form == OutcomeColumn::Form::bytes) {
    writer.take(std::move(column.bytes));
  } else {
    writer.take(std::move(column.codes));
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

/// Local packs may use one name: then the pack's is part of it.
std::string column_name(const Plan& plan, const Decision& decision) {
  const auto is_called_so = [&](const Decision& other) { return other.id == decision.id; };
  const bool is_alone = std::ranges::count_if(plan.book.decisions, is_called_so) == 1;
  return is_alone ? decision.id : fmt::format("{} ({})", decision.id, plan.book.packs[decision.pack].id);
}

/// What would settle each open answer: the paths of facts, of members with whose they are.
void write_facts(ArrowWriter& table, const OutcomeColumn& column, const Plan& plan, const MemberName& name_of,
                 std::size_t rows) {
  std::vector<std::int32_t> ends(rows);
  std::vector<std::string> texts;
  std::size_t next = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    for (; next < column.settled_by.size() && column.settled_by[next].row == row; ++next) {
      const FactOf& fact = column.settled_by[next].fact;
      const FactInfo& info = plan.book.schema.facts[fact.fact];
      const std::string whose = info.record == no_index ? "" : name_of(row, info.record, fact.member);
      texts.push_back(whose.empty() ? info.path : fmt::format("{} of {}", info.path, whose));
    }
    ends[row] = static_cast<std::int32_t>(texts.size());
  }
  table.add_lists(column_name(plan, plan.book.decisions[column.decision]) + ".settled_by", ends, texts);
}

}  // namespace

void write_columns(const Plan& plan, const std::vector<OutcomeColumn*>& columns, std::size_t rows,
                   const MemberName& name_of, ArrowWriter& table) {
  std::vector<std::string> states;
  for (std::size_t s = 0; s <= static_cast<std::size_t>(State::silent); ++s)
    states.emplace_back(word_of(static_cast<State>(s)));
  for (OutcomeColumn* one : columns) {
    OutcomeColumn& column = *one;
    const Decision& decision = plan.book.decisions[column.decision];
    const std::string name = column_name(plan, decision);
    const std::string format = format_of(column, decision.type);
    ArrowWriter values = table.child(format, name, rows);
    values.validity(std::move(column.has_value));
    if (format == "b") {
      write_truths(values, column, rows);
    } else if (format == "tdD") {
      write_dates(values, column, rows);
    } else if (format == "l" || format.starts_with("d:")) {
      write_numbers(values, column, decision.type, rows);
    } else {
      write_words(values, column, decision.type, plan.book.vocabulary);
    }
    ArrowWriter state = table.child("C", name + ".state", rows);
    state.no_validity();
    state.take(std::move(column.states));
    state.dictionary(states);
    if (name_of) write_facts(table, column, plan, name_of, rows);
  }
}

}  // namespace masa::columns
