// Three decisions in a row, 31 rules, over a million cases: in columns, and by hand. Every answer is compared before a
// time counts. Counter `ns_per_case`. What begins with `sized_` is read by tests/bench/peers.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "api/impl.hpp"
#include "chain_table.hpp"
#include "chain_simd.hpp"
#include "columns/completions.hpp"
#include "columns/outcomes.hpp"
#include "masa/masa.hpp"

namespace masa {
namespace {

using bench::ChainCases;
using bench::ChainTable;

const RuleBook& chain() {
  static const RuleBook rules = [] {
    std::ifstream file("tests/bench/chain.yaml");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::vector<Input> packs{{"chain.yaml", text}};
    auto loaded = load(packs);
    if (!loaded) throw std::runtime_error(to_text(loaded.diagnostics().front()));
    return loaded.value();
  }();
  return rules;
}

const ChainCases& cases_of(std::size_t rows) {
  static std::map<std::size_t, ChainCases> made;
  return made.try_emplace(rows, rows).first->second;
}

const ChainCases& million() {
  return cases_of(1'000'000);
}

const AskedDates dates{*make_date({2025, 3, 10}), *make_date({2025, 3, 10}), std::nullopt};

void per_case(benchmark::State& state, std::size_t rows) {
  state.counters["ns_per_case"] = benchmark::Counter(
      static_cast<double>(rows) * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void check_by_hand(const columns::Outcomes& outcomes, const ChainCases& of) {
  const auto payload = [&](std::size_t column, std::size_t row) {
    const columns::OutcomeColumn& one = outcomes.columns[column];
    return one.form == columns::OutcomeColumn::Form::numbers ? one.numbers[row] : one.answers[one.code(row)].payload();
  };
  for (std::size_t row = 0; row < of.rows(); ++row) {
    const bench::ChainAnswer hand = bench::decide_by_hand(of, row);
    if (payload(0, row) != hand.response || payload(1, row) != hand.hours || payload(2, row) != hand.lead)
      throw std::runtime_error(fmt::format("row {} is decided otherwise by hand", row));
  }
}

void decide_in_columns(benchmark::State& state, const ChainCases& of, unsigned open) {
  const Plan& plan = chain().impl().plan;
  const ChainTable table(plan, of, open);
  columns::Outcomes outcomes;
  // As `decide_table` does, which keeps both for the next table.
  const columns::Program program(plan, dates, table.cases());
  columns::Completions completions(program, columns::kernels(), {0, 1, 2});
  columns::decide_cases(program, completions, table.cases(), {0, 1, 2}, outcomes);
  if (open == 0) check_by_hand(outcomes, of);
  for (auto _ : state) {
    columns::decide_cases(program, completions, table.cases(), {0, 1, 2}, outcomes);
    benchmark::ClobberMemory();
  }
  per_case(state, of.rows());
}

/// What the first table with missing facts costs beside: the table of completions.
void chain_completed(benchmark::State& state) {
  const Plan& plan = chain().impl().plan;
  const ChainTable table(plan, cases_of(1'000), 20);
  const columns::Program program(plan, dates, table.cases());
  for (auto _ : state) {
    columns::Completions completions(program, columns::kernels(), {0, 1, 2});
    benchmark::DoNotOptimize(completions.of(0));
  }
}
BENCHMARK(chain_completed)->Unit(benchmark::kMillisecond);

void decide_each_by_hand(benchmark::State& state, const ChainCases& of) {
  std::vector<bench::ChainAnswer> answers(of.rows());
  for (auto _ : state) {
    for (std::size_t row = 0; row < of.rows(); ++row) answers[row] = bench::decide_by_hand(of, row);
    benchmark::DoNotOptimize(answers.data());
    benchmark::ClobberMemory();
  }
  per_case(state, of.rows());
}

void decide_with_vectors(benchmark::State& state, const ChainCases& of) {
  if (!bench::has_simd()) {
    state.SkipWithError("this processor has no AVX2");
    return;
  }
  bench::ChainAnswers answers(of.rows());
  bench::decide_by_simd(of, answers);
  for (std::size_t row = 0; row < of.rows(); ++row) {
    const bench::ChainAnswer hand = bench::decide_by_hand(of, row);
    if (answers.response[row] != hand.response || answers.hours[row] != hand.hours || answers.lead[row] != hand.lead)
      throw std::runtime_error(fmt::format("row {} is decided otherwise with vectors", row));
  }
  for (auto _ : state) {
    bench::decide_by_simd(of, answers);
    benchmark::DoNotOptimize(answers.response.data());
    benchmark::ClobberMemory();
  }
  per_case(state, of.rows());
}

void copy(benchmark::State& state, const ChainCases& of) {
  ChainCases copy = of;
  for (auto _ : state) {
    std::memcpy(copy.harm.data(), of.harm.data(), of.rows());
    std::memcpy(copy.setting.data(), of.setting.data(), of.rows());
    std::memcpy(copy.suspect.data(), of.suspect.data(), of.rows());
    std::memcpy(copy.age.data(), of.age.data(), of.rows());
    std::memcpy(copy.referrals.data(), of.referrals.data(), of.rows());
    std::memcpy(copy.score.data(), of.score.data(), of.rows());
    std::memcpy(copy.days_since.data(), of.days_since.data(), of.rows() * 4);
    std::memcpy(copy.repeated.data(), of.repeated.data(), of.rows() / 8);
    benchmark::ClobberMemory();
  }
  per_case(state, of.rows());
}

void chain_in_columns(benchmark::State& state) {
  decide_in_columns(state, million(), static_cast<unsigned>(state.range(0)));
}
BENCHMARK(chain_in_columns)->Arg(0)->Arg(5)->Arg(20)->Arg(50)->Unit(benchmark::kMillisecond);

void chain_by_hand(benchmark::State& state) {
  decide_each_by_hand(state, million());
}
BENCHMARK(chain_by_hand)->Unit(benchmark::kMillisecond);

void chain_with_vectors(benchmark::State& state) {
  decide_with_vectors(state, million());
}
BENCHMARK(chain_with_vectors)->Unit(benchmark::kMillisecond);

void chain_copied(benchmark::State& state) {
  copy(state, million());
}
BENCHMARK(chain_copied)->Unit(benchmark::kMillisecond);

const ChainCases& sized(const benchmark::State& state) {
  return cases_of(static_cast<std::size_t>(state.range(0)));
}

void sized_in_columns(benchmark::State& state) {
  decide_in_columns(state, sized(state), 0);
}
void sized_by_hand(benchmark::State& state) {
  decide_each_by_hand(state, sized(state));
}
void sized_with_vectors(benchmark::State& state) {
  decide_with_vectors(state, sized(state));
}
void sized_copied(benchmark::State& state) {
  copy(state, sized(state));
}
BENCHMARK(sized_in_columns)->RangeMultiplier(10)->Range(1'000, 10'000'000);
BENCHMARK(sized_by_hand)->RangeMultiplier(10)->Range(1'000, 10'000'000);
BENCHMARK(sized_with_vectors)->RangeMultiplier(10)->Range(1'000, 10'000'000);
BENCHMARK(sized_copied)->RangeMultiplier(10)->Range(1'000, 10'000'000);

}  // namespace
}  // namespace masa
