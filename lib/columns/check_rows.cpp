#include "columns/check_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace masa::columns {

namespace {

const FactColumn* among(const std::vector<FactColumn>& all, std::uint32_t fact) {
  const auto found = std::ranges::find(all, fact, &FactColumn::fact);
  return found == all.end() ? nullptr : &*found;
}

bool has_value(const FactColumn& one, std::size_t row) {
  return (one.known == nullptr || is_set(one.known, row)) && (one.nothing == nullptr || !is_set(one.nothing, row));
}

}  // namespace

void check_rows_are_there(const NamedTable& table, Sink& sink) {
  if (table.rows() >= no_index)
    sink.report(Kind::too_large, {}, fmt::format("a table has more than {} rows", no_index));
  std::size_t first = 0;
  for (const ArrowArray* batch : table.arrow.batches) {
    const auto rows = static_cast<std::size_t>(batch->length);
    const Cells cells{"+s", batch, nullptr, rows, static_cast<std::size_t>(batch->offset)};
    const bool may_miss = batch->null_count != 0 && batch->n_buffers > 0 && batch->buffers[0] != nullptr;
    for (std::size_t row = 0; may_miss && row < rows; ++row) {
      if (!cells.is_missing(row)) continue;
      sink.report(Kind::wrong_shape, {}, fmt::format("{} is null as a whole", table.row(first + row)));
      return;
    }
    first += rows;
  }
}

void RowChecker::check(const std::deque<OwnColumn>& own) {
  for (const OwnColumn& column : own) own_.push_back(column.column());
  for (std::uint32_t fact = 0; fact < schema_.facts.size(); ++fact) {
    if (schema_.facts[fact].record == no_index) check_fact(fact);
  }
}

void RowChecker::check_members(std::uint32_t record, const std::deque<OwnColumn>& own,
                               const std::vector<std::uint32_t>& case_of, const std::deque<OwnColumn>& of_case,
                               std::size_t cases) {
  for (const OwnColumn& column : own) own_.push_back(column.column());
  for (const OwnColumn& column : of_case) of_case_.push_back(column.column());
  case_of_ = &case_of;
  cases_ = cases;
  for (std::uint32_t fact = 0; fact < schema_.facts.size(); ++fact) {
    if (schema_.facts[fact].record == record) check_fact(fact);
  }
}

void RowChecker::check_fact(std::uint32_t fact) {
  const FactInfo& info = schema_.facts[fact];
  for (const std::uint32_t earlier : info.not_before)
    compare(fact, earlier, std::less<>(), "lies before `{}`, and cannot", "one of the two is wrong");
  const auto always = [](std::int64_t, std::int64_t) { return true; };
  if (info.in_place_of != no_index)
    compare(fact, info.in_place_of, always, "stands in place of `{}`, and both are given", "");
}

template <class IsWrong>
void RowChecker::compare(std::uint32_t fact, std::uint32_t other, const IsWrong& is_wrong, std::string_view says,
                         std::string_view help) {
  const bool is_of_case = case_of_ != nullptr && schema_.facts[other].record == no_index;
  const FactColumn* given = among(own_, fact);
  const FactColumn* other_given = among(is_of_case ? of_case_ : own_, other);
  if (given == nullptr && other_given == nullptr) return;
  const OwnColumn recorded = as_recorded(fact, table_.rows());
  const OwnColumn other_recorded = as_recorded(other, is_of_case ? cases_ : table_.rows());
  const FactColumn one = given == nullptr ? recorded.column() : *given;
  const FactColumn two = other_given == nullptr ? other_recorded.column() : *other_given;
  std::size_t wrong = 0;
  for (std::size_t row = 0; row < table_.rows(); ++row) {
    const std::size_t there = is_of_case ? (*case_of_)[row] : row;
    if (!has_value(one, row) || !has_value(two, there)) continue;
    if (!is_wrong(number_at(one, row), number_at(two, there)) || ++wrong > most_complaints) continue;
    sink_.report(
        Kind::contradiction, {},
        fmt::format("{}: `{}` {}", table_.row(row), column_of(fact), fmt::format(fmt::runtime(says), column_of(other))),
        std::string(help));
  }
}

/// What every row says of a fact of which no column does.
OwnColumn RowChecker::as_recorded(std::uint32_t fact, std::size_t rows) const {
  const FactInfo& info = schema_.facts[fact];
  OwnColumn column(fact, *lane_of_fact(info.type, plan_.book.vocabulary), rows);
  const auto& recorded = info.when_not_recorded;
  const bool has_value = recorded && recorded->is_known() && !recorded->is_nothing();
  for (std::size_t row = 0; has_value && row < rows; ++row) column.put_number(row, recorded->payload());
  return column;
}

std::string RowChecker::column_of(std::uint32_t fact) const {
  const auto found = std::ranges::find_if(headings_, [&](const Heading& heading) {
    return heading.gives == Heading::Gives::fact && heading.index == fact;
  });
  return found == headings_.end() ? schema_.facts[fact].path : found->column;
}

}  // namespace masa::columns
