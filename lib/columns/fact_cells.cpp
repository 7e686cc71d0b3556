#include "columns/fact_cells.hpp"

#include <charconv>
#include <cmath>

#include "base/text.hpp"

namespace masa::columns {

namespace {

Said said_by(const Value& value) {
  if (!value.is_known())
    return {value.reasons().front().why == Why::withheld ? Said::How::withheld : Said::How::missing};
  if (value.is_nothing()) return {Said::How::nothing};
  return {Said::How::value, value.payload()};
}

constexpr std::size_t most_kept = 10'000;

std::pair<std::int64_t, std::int64_t> civil_days() {
  static const std::pair<std::int64_t, std::int64_t> days{make_date({1, 1, 1})->days, make_date({9999, 12, 31})->days};
  return days;
}

}  // namespace

void put(OwnColumn& column, std::size_t row, const Said& said) {
  if (said.how == Said::How::value) column.put_number(row, said.payload);
  if (said.how == Said::How::nothing) column.put_nothing(row);
  if (said.how == Said::How::withheld) column.put_withheld(row);
}

bool is_civil_day(std::int64_t days) {
  return days >= civil_days().first && days <= civil_days().second;
}

std::string_view shortest(double number, std::array<char, longest_real>& digits) {
  const auto [end, error] =
      std::to_chars(digits.data(), digits.data() + longest_real, number, std::chars_format::fixed);
  return error == std::errc() ? std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data()))
                              : std::string_view();
}

FactReader::FactReader(const Plan& plan, std::uint32_t fact)
    : info_(plan.book.schema.facts[fact]), vocabulary_(plan.book.vocabulary), type_(info_.type) {
  type_.or_nothing = info_.can_be_nothing();
  if (info_.when_null) missing_ = said_by(*info_.when_null);
}

Said FactReader::text(std::string_view text) {
  const auto found = read_.find(text);
  if (found != read_.end()) return found->second;
  const Said said = read(trim(text));
  if (read_.size() < most_kept) {
    texts_.push_back(std::make_unique<std::string>(text));
    read_.emplace(*texts_.back(), said);
  }
  return said;
}

Said FactReader::read(std::string_view text) const {
  if (text.empty()) return missing();
  if (text == "unknown") return info_.when_unknown ? said_by(*info_.when_unknown) : Said{};
  if (text == "withheld") return {Said::How::withheld};
  const auto value = vocabulary_.read(text, type_);
  return value ? said_by(*value) : wrong();
}

Said FactReader::truth(bool yes) const {
  return type_.base == Type::Base::truth ? Said{Said::How::value, yes ? 1 : 0} : wrong();
}

Said FactReader::day(std::int64_t days) const {
  return type_.base == Type::Base::date && is_civil_day(days) ? Said{Said::How::value, days} : wrong();
}

Said FactReader::number(std::int64_t number, int places) const {
  if (type_.base != Type::Base::number) return wrong();
  for (; places < type_.places; ++places) {
    if (__builtin_mul_overflow(number, 10, &number)) return wrong();
  }
  for (; places > type_.places; --places) {
    if (number % 10 != 0) return wrong();
    number /= 10;
  }
  return number >= type_.low && number <= type_.high ? Said{Said::How::value, number} : wrong();
}

Said FactReader::real(double number) const {
  if (std::isnan(number)) return missing();
  if (type_.base != Type::Base::number || !std::isfinite(number)) return wrong();
  constexpr double exact = 9007199254740992.0;  // up to here each whole number is itself
  if (std::trunc(number) == number && std::abs(number) <= exact)
    return this->number(static_cast<std::int64_t>(number), 0);
  std::array<char, longest_real> digits{};
  const auto value = vocabulary_.read(shortest(number, digits), type_);
  return value && !value->is_nothing() ? said_by(*value) : wrong();
}

std::optional<std::pair<std::int64_t, std::int64_t>> FactReader::bounds(bool of_days) const {
  if (of_days) return type_.base == Type::Base::date ? std::optional(civil_days()) : std::nullopt;
  if (type_.base != Type::Base::number || type_.places > 0) return std::nullopt;
  return std::pair(type_.low, type_.high);
}

}  // namespace masa::columns
