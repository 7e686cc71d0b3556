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

const FactColumn* Cases::find(std::uint32_t fact) const {
  const auto found = std::ranges::find(columns, fact, &FactColumn::fact);
  return found == columns.end() ? nullptr : &*found;
}

Value value_at(const FactColumn& column, const Type& type, Lane lane, std::size_t row, std::uint32_t slot) {
  if (column.known != nullptr && !is_set(column.known, row)) {
    const bool is_withheld = column.withheld != nullptr && is_set(column.withheld, row);
    return Value::not_known(is_withheld ? Why::withheld : Why::asked, slot);
  }
  if (column.nothing != nullptr && is_set(column.nothing, row)) return {};
  switch (lane) {
    case Lane::truth:
      return Value::truth(is_set(column.yes, row));
    case Lane::codes:
      return value_of(type, static_cast<const std::uint8_t*>(column.values)[row]);
    case Lane::numbers:
      return Value::number(static_cast<const std::int64_t*>(column.values)[row]);
    case Lane::days: {
      const std::int32_t number = static_cast<const std::int32_t*>(column.values)[row];
      return value_of(type, number);
    }
  }
  return {};
}

Facts facts_of_row(const Cases& cases, const Schema& schema, const Vocabulary& vocabulary, std::size_t row) {
  Facts facts(schema, std::vector<std::vector<std::string>>(schema.records.size()));
  for (const FactColumn& column : cases.columns) {
    const FactInfo& info = schema.facts[column.fact];
    const std::uint32_t slot = facts.slot(column.fact, 0);
    facts.set(slot, value_at(column, info.type, *lane_of_fact(info.type, vocabulary), row, slot));
  }
  for (std::uint32_t f = 0; f < schema.facts.size(); ++f) {
    const FactInfo& info = schema.facts[f];
    if (info.record == no_index && info.when_not_recorded && cases.find(f) == nullptr)
      facts.set_as_recorded(facts.slot(f, 0), *info.when_not_recorded);
  }
  return facts;
}

}  // namespace masa::columns
