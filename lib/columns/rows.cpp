#include "columns/rows.hpp"

#include <algorithm>
#include <set>

#include "columns/dependencies.hpp"
#include "course/left_out.hpp"
#include "eval/complete.hpp"

namespace masa::columns {

namespace {

constexpr std::size_t most_kept = 200'000;

}  // namespace

Rows::Row::Row(const Plan& plan, Facts own, const AskedDates& dates)
    : facts(std::move(own)), evaluator(plan, facts, dates), is_left_out(packs_left_out(plan.book, facts)) {}

Rows::Rows(const Program& program) : program_(program), plan_(program.plan()) {}

const std::vector<const FactColumn*>& Rows::read_by(std::uint32_t decision) {
  const auto [found, is_new] = read_by_.try_emplace(decision);
  if (!is_new) return found->second;
  const std::set<std::uint32_t> facts = facts_read_by(plan_, decision);
  for (const FactColumn& column : program_.cases().columns) {
    if (facts.contains(column.fact)) found->second.push_back(&column);
  }
  return found->second;
}

std::string Rows::key_of(std::uint32_t decision, std::size_t row) {
  std::string key;
  for (const FactColumn* column : read_by(decision)) {
    const bool is_known = column->known == nullptr || is_set(column->known, row);
    const bool is_nothing = column->nothing != nullptr && is_set(column->nothing, row);
    const bool is_withheld = column->withheld != nullptr && is_set(column->withheld, row);
    const char how = !is_known ? (is_withheld ? 'w' : 'u') : is_nothing ? 'n' : 'v';
    key += how;
    if (how != 'v') continue;
    const std::int64_t number = number_at(*column, row);
    key.append(reinterpret_cast<const char*>(&number), sizeof(number));
  }
  return key;
}

const RowAnswer& Rows::answer(std::uint32_t decision, std::size_t row) {
  auto& known = answers_[decision];
  std::string key = key_of(decision, row);
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  if (known.size() >= most_kept) known.clear();
  return known.emplace(std::move(key), ask(decision, row)).first->second;
}

Rows::Row& Rows::at(std::size_t row) {
  if (row_ != row || at_row_ == nullptr) {
    at_row_ = std::make_unique<Row>(plan_, facts_of_row(program_.cases(), plan_.book.schema, row), program_.dates());
    row_ = row;
  }
  return *at_row_;
}

RowAnswer Rows::ask(std::uint32_t decision, std::size_t row) {
  Row& here = at(row);
  const std::uint32_t number = plan_.book.decisions[decision].pack;
  const PackInfo& pack = plan_.book.packs[number];
  const bool is_silent = here.is_left_out[number] || (pack.has_case && here.evaluator.at(pack.whose_case, 0).is_no());
  return is_silent ? RowAnswer{Value(), State::silent} : by_the_rules(decision, row);
}

RowAnswer Rows::by_the_rules(std::uint32_t decision, std::size_t row) {
  ++asked_;
  Evaluator& evaluator = at(row).evaluator;
  Value value = evaluator.decision(decision, 0);
  if (!value.is_known()) {
    const Possible possible = possible_values(evaluator, plan_.decision_steps[decision], 0);
    if (const Value* only = possible.only_value()) value = *only;
  }
  return {value, state_of(value)};
}

}  // namespace masa::columns
