#include "columns/rows.hpp"

#include <algorithm>

#include "course/left_out.hpp"
#include "course/run_processes.hpp"
#include "eval/complete.hpp"

namespace masa::columns {

namespace {

constexpr std::size_t most_kept = 200'000;

Facts with_processes(const Plan& plan, Facts own, const AskedDates& dates) {
  if (plan.book.processes.empty()) return own;
  return Processes(plan, own, dates.known_by, dates.law_at).on(dates.facts_at);
}

void append(std::string& key, std::int64_t number) {
  key.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

/// What a row says, so that rows that say the same are the same.
void append(std::string& key, const std::vector<const FactColumn*>& columns, std::size_t row) {
  for (const FactColumn* column : columns) {
    const bool is_known = column->known == nullptr || is_set(column->known, row);
    const bool is_nothing = column->nothing != nullptr && is_set(column->nothing, row);
    const bool is_withheld = column->withheld != nullptr && is_set(column->withheld, row);
    const char how = !is_known ? (is_withheld ? 'w' : 'u') : is_nothing ? 'n' : 'v';
    key += how;
    if (how == 'v') append(key, number_at(*column, row));
  }
}

}  // namespace

Rows::Case::Case(const Plan& plan, Facts own, const AskedDates& dates)
    : facts(with_processes(plan, std::move(own), dates)),
      evaluator(plan, facts, dates),
      is_left_out(packs_left_out(plan.book, facts)) {}

Rows::Rows(const Program& program, const Cases& cases, bool with_facts)
    : program_(program), plan_(program.plan()), cases_(cases), with_facts_(with_facts) {}

const Rows::ReadColumns& Rows::columns_of(std::uint32_t decision) {
  const auto [found, is_new] = columns_of_.try_emplace(decision);
  if (!is_new) return found->second;
  ReadColumns& columns = found->second;
  const Reads reads = read_by(plan_, decision);
  const auto add = [&](const Sheet& sheet, std::vector<const FactColumn*>& read) {
    for (const FactColumn& column : sheet.columns) {
      if (reads.all || reads.facts.contains(column.fact)) read.push_back(&column);
    }
  };
  add(cases_, columns.of_case);
  const std::uint32_t record = plan_.book.decisions[decision].record;
  if (record != no_index) add(cases_.sheet(record), columns.of_member);
  for (const Members& list : cases_.lists) {
    if (!reads.all && !reads.lists.contains(list.record)) continue;
    columns.of_lists.push_back({&list, {}});
    add(list, columns.of_lists.back().columns);
  }
  const auto has_lane = [&](std::uint32_t fact) {
    const FactInfo& info = plan_.book.schema.facts[fact];
    return !info.is_made && lane_of_fact(info.type, plan_.book.vocabulary).has_value();
  };
  columns.is_told = !cases_.whole || (!reads.all && std::ranges::all_of(reads.facts, has_lane));
  return columns;
}

std::pair<std::size_t, std::uint32_t> Rows::place_of(std::uint32_t decision, std::size_t row) const {
  const std::uint32_t record = plan_.book.decisions[decision].record;
  if (record == no_index) return {row, 0};
  const Members& list = *cases_.find_list(record);
  const std::size_t whose = list.case_of[row];
  return {whose, static_cast<std::uint32_t>(row - list.begins[whose])};
}

std::string Rows::key_of(std::uint32_t decision, std::size_t row) {
  std::string key;
  const ReadColumns& columns = columns_of(decision);
  const auto [whose, member] = place_of(decision, row);
  if (!columns.is_told) append(key, static_cast<std::int64_t>(whose));
  if (!columns.is_told || with_facts_ || !columns.of_lists.empty()) append(key, member);
  append(key, columns.of_case, whose);
  append(key, columns.of_member, row);
  for (const auto& [list, read] : columns.of_lists) {
    const bool is_withheld = list->withheld != nullptr && is_set(list->withheld, whose);
    key += is_set(list->listed, whose) ? 'l' : is_withheld ? 'w' : 'u';
    append(key, static_cast<std::int64_t>(list->begins[whose + 1] - list->begins[whose]));
    for (std::uint32_t m = list->begins[whose]; m < list->begins[whose + 1]; ++m) append(key, read, m);
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

Rows::Case& Rows::at(std::size_t row) {
  if (row_ != row || at_row_ == nullptr) {
    at_row_ = std::make_unique<Case>(plan_, facts_of_case(cases_, plan_.book.schema, row), program_.dates());
    row_ = row;
  }
  return *at_row_;
}

RowAnswer Rows::ask(std::uint32_t decision, std::size_t row) {
  Case& here = at(place_of(decision, row).first);
  const std::uint32_t number = plan_.book.decisions[decision].pack;
  const PackInfo& pack = plan_.book.packs[number];
  const bool is_silent = here.is_left_out[number] || (pack.has_case && here.evaluator.at(pack.whose_case, 0).is_no());
  return is_silent ? RowAnswer{Value(), State::silent, {}} : by_the_rules(decision, row);
}

RowAnswer Rows::by_the_rules(std::uint32_t decision, std::size_t row) {
  ++asked_;
  const auto [whose, member] = place_of(decision, row);
  Case& here = at(whose);
  RowAnswer answer;
  answer.value = here.evaluator.decision(decision, member);
  if (!answer.value.is_known()) {
    const Possible possible = possible_values(here.evaluator, plan_.decision_steps[decision], member);
    if (const Value* only = possible.only_value()) answer.value = *only;
    for (std::size_t s = 0; with_facts_ && s < possible.settle.size(); ++s) {
      const std::uint32_t slot = possible.settle[s];
      answer.settled_by.push_back({here.facts.fact_of(slot), here.facts.member_of(slot)});
    }
  }
  answer.state = state_of(answer.value);
  if (answer.state == State::decided) answer.settled_by.clear();
  return answer;
}

}  // namespace masa::columns
