#include "columns/cases.hpp"

#include <algorithm>

namespace masa::columns {

namespace {

constexpr std::int64_t most_codes = 250;

}  // namespace

std::optional<Lane> lane_of(const Type& type, const Vocabulary& vocabulary) {
  if (type.is_set) return std::nullopt;
  switch (type.base) {
    case Type::Base::truth:
      return Lane::truth;
    case Type::Base::word:
      return std::ssize(vocabulary.enumerations[type.enumeration].words) <= most_codes ? std::optional(Lane::codes)
                                                                                       : std::nullopt;
    case Type::Base::date:
    case Type::Base::reference:
      return Lane::days;
    case Type::Base::number:
      return Lane::numbers;
    default:
      return std::nullopt;
  }
}

std::optional<Lane> lane_of_fact(const Type& type, const Vocabulary& vocabulary) {
  if (type.base != Type::Base::number || type.is_set) return lane_of(type, vocabulary);
  if (type.low >= 0 && type.high <= most_codes) return Lane::codes;
  return type.low >= INT32_MIN && type.high <= INT32_MAX ? Lane::days : Lane::numbers;
}

Value value_of(const Type& type, std::int64_t payload) {
  switch (type.base) {
    case Type::Base::truth:
      return Value::truth(payload != 0);
    case Type::Base::word:
      return Value::word(static_cast<std::uint32_t>(payload));
    case Type::Base::date:
      return Value::date(Date{static_cast<std::int32_t>(payload)});
    case Type::Base::reference:
      return Value::reference(static_cast<std::uint32_t>(payload));
    default:
      return Value::number(payload);
  }
}

const FactColumn* Sheet::find(std::uint32_t fact) const {
  const auto found = std::ranges::find(columns, fact, &FactColumn::fact);
  return found == columns.end() ? nullptr : &*found;
}

const Members* Cases::find_list(std::uint32_t record) const {
  const auto found = std::ranges::find(lists, record, &Members::record);
  return found == lists.end() ? nullptr : &*found;
}

const Sheet& Cases::sheet(std::uint32_t record) const {
  return record == no_index ? *this : static_cast<const Sheet&>(*find_list(record));
}

std::int64_t number_at(const FactColumn& column, std::size_t row) {
  switch (column.lane) {
    case Lane::truth:
      return is_set(column.yes, row) ? 1 : 0;
    case Lane::codes:
      return static_cast<const std::uint8_t*>(column.values)[row];
    case Lane::days:
      return static_cast<const std::int32_t*>(column.values)[row];
    case Lane::numbers:
      return static_cast<const std::int64_t*>(column.values)[row];
  }
  return 0;
}

namespace {

Value value_at(const FactColumn& column, const Type& type, std::size_t row, std::uint32_t slot) {
  if (column.known != nullptr && !is_set(column.known, row)) {
    const bool is_withheld = column.withheld != nullptr && is_set(column.withheld, row);
    return Value::not_known(is_withheld ? Why::withheld : Why::asked, slot);
  }
  if (column.nothing != nullptr && is_set(column.nothing, row)) return {};
  return value_of(type, number_at(column, row));
}

}  // namespace

void put_fact(Facts& facts, const Schema& schema, const FactColumn& column, std::size_t row, std::uint32_t member) {
  const std::uint32_t slot = facts.slot(column.fact, member);
  facts.set(slot, value_at(column, schema.facts[column.fact].type, row, slot));
}

Facts facts_of_case(const Cases& cases, const Schema& schema, std::size_t row) {
  if (cases.whole) return cases.whole(row);
  std::vector<std::vector<std::string>> members(schema.records.size());
  for (const Members& list : cases.lists) {
    for (std::uint32_t m = list.begins[row]; m < list.begins[row + 1]; ++m)
      members[list.record].push_back(schema.records[list.record].name + "_" + std::to_string(m - list.begins[row] + 1));
  }
  Facts facts(schema, std::move(members));
  const auto read = [&](const Sheet& sheet, std::size_t at, std::uint32_t member) {
    for (const FactColumn& column : sheet.columns) put_fact(facts, schema, column, at, member);
  };
  read(cases, row, 0);
  for (const Members& list : cases.lists) {
    const std::uint32_t slot = facts.slot(schema.records[list.record].list_fact, 0);
    const bool is_withheld = list.withheld != nullptr && is_set(list.withheld, row);
    facts.set(slot, is_set(list.listed, row) ? Value::text("given")
                                             : Value::not_known(is_withheld ? Why::withheld : Why::asked, slot));
    for (std::uint32_t m = list.begins[row]; m < list.begins[row + 1]; ++m) read(list, m, m - list.begins[row]);
  }
  fill_absent(facts, schema);
  return facts;
}

OwnColumn OwnColumn::unset(std::uint32_t fact, Lane lane, std::size_t rows) {
  OwnColumn column(fact, Lane::truth, rows);
  column.lane_ = lane;
  return column;
}

OwnColumn::OwnColumn(std::uint32_t fact, Lane lane, std::size_t rows)
    : fact_(fact), lane_(lane), rows_(rows), known_(rows / rows_a_word + 1) {
  if (lane == Lane::truth) yes_.resize(known_.size());
  if (lane == Lane::codes) std::fill_n(values<std::uint8_t>(), rows, 0);
  if (lane == Lane::days) std::fill_n(values<std::int32_t>(), rows, 0);
  if (lane == Lane::numbers) std::fill_n(values<std::int64_t>(), rows, 0);
}

void OwnColumn::put_number(std::size_t row, std::int64_t number) {
  set(known_, row);
  switch (lane_) {
    case Lane::truth:
      if (number != 0) set(yes_, row);
      break;
    case Lane::codes:
      values<std::uint8_t>()[row] = static_cast<std::uint8_t>(number);
      break;
    case Lane::days:
      values<std::int32_t>()[row] = static_cast<std::int32_t>(number);
      break;
    case Lane::numbers:
      values<std::int64_t>()[row] = number;
      break;
  }
}

void OwnColumn::put_nothing(std::size_t row) {
  set(known_, row);
  set(nothing_, row);
}

void OwnColumn::put_as(std::size_t row, const FactColumn& other, std::size_t of) {
  if (other.known != nullptr && !is_set(other.known, of)) {
    if (other.withheld != nullptr && is_set(other.withheld, of)) put_withheld(row);
  } else if (other.nothing != nullptr && is_set(other.nothing, of)) {
    put_nothing(row);
  } else {
    put_number(row, number_at(other, of));
  }
}

FactColumn OwnColumn::column() const {
  const auto unless_empty = [](const Bits& bits) { return bits.empty() ? nullptr : bits.data(); };
  FactColumn column;
  column.fact = fact_;
  column.lane = lane_;
  column.yes = unless_empty(yes_);
  column.known = unless_empty(known_);
  column.nothing = unless_empty(nothing_);
  column.withheld = unless_empty(withheld_);
  column.values = values_;
  return column;
}

}  // namespace masa::columns
