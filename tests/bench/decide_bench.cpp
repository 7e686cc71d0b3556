// How long the engine takes over the shipped rules. Run from the project's folder:
//   masa_bench --benchmark_counters_tabular=true
//
// Counters: `allocated` is the bytes that one round takes from the heap, `json` the size of what it writes.
#include <benchmark/benchmark.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "api/impl.hpp"
#include "eval/complete.hpp"
#include "masa/masa.hpp"
#include "masa/read_files.hpp"

namespace {
std::atomic<std::size_t> allocated_bytes{0};
}

// Every allocation of the program is counted; nothing else changes.
[[gnu::noinline]] void* operator new(std::size_t size) {
  allocated_bytes.fetch_add(size, std::memory_order_relaxed);
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace masa {
namespace {

/// REV-01 of the conformance suite: everything known, one child, three clocks.
constexpr const char* rev_01 = R"(
incident: {date: 2025-03-02, place: darlington, authority_aware_on: 2025-03-03}
people:
- {id: child, born: 2024-12-01, home: darlington, died: false, serious_physical_harm: true, abuse_or_neglect: suspected, suspected_by: [darlington, cddft]}
review: {panel_notified_on: 2025-03-10}
)";

/// REV-11: an unexplained death, abuse neither known nor excluded, so what must be done is open.
constexpr const char* rev_11 = R"(
incident: {date: 2025-12-27, place: darlington, authority_aware_on: 2025-12-27}
people:
- {id: child, born: 2025-08-01, home: darlington, died: true, died_on: 2025-12-27, abuse_or_neglect: unknown, suicide_or_unexplained: true, open_to_social_care: true, looked_after_by: none, care_leaver_of: none}
)";

const std::vector<Input>& packs() {
  static const std::vector<Input> all = read_rules("rules");
  return all;
}

const RuleBook& rules() {
  static const RuleBook book = load(packs()).value();
  return book;
}

Determination decided(const char* one_case, const char* day) {
  auto result = decide(rules(), {"case.yaml", one_case}, {day, "", ""});
  if (!result) throw std::runtime_error(to_text(result.diagnostics().front()));
  return result.value();
}

/// Runs the loop and says what one round took from the heap.
template <class Round>
void measure(benchmark::State& state, const Round& round) {
  const std::size_t before = allocated_bytes.load();
  for (auto _ : state) round();
  state.counters["allocated"] =
      benchmark::Counter(static_cast<double>(allocated_bytes.load() - before), benchmark::Counter::kAvgIterations);
}

/// Text to a rule book: read, checked, compiled.
void load_all_packs(benchmark::State& state) {
  std::size_t bytes = 0;
  for (const Input& input : packs()) bytes += input.text.size();
  measure(state, [] {
    auto loaded = load(packs());
    benchmark::DoNotOptimize(loaded);
  });
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}
BENCHMARK(load_all_packs)->Unit(benchmark::kMillisecond);

/// A case's text to its determination: no explanation, nothing written.
void decide_rev_01(benchmark::State& state) {
  measure(state, [] {
    auto determination = decided(rev_01, "2025-03-10");
    benchmark::DoNotOptimize(determination);
  });
}
BENCHMARK(decide_rev_01)->Unit(benchmark::kMicrosecond);

void decide_and_write_rev_01(benchmark::State& state, bool explanation) {
  std::size_t bytes = 0;
  measure(state, [&] {
    const std::string json = decided(rev_01, "2025-03-10").to_json({.sensitive = false, .explanation = explanation});
    bytes = json.size();
    benchmark::DoNotOptimize(bytes);
  });
  state.counters["json"] = static_cast<double>(bytes);
}
BENCHMARK_CAPTURE(decide_and_write_rev_01, without_explanation, false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(decide_and_write_rev_01, with_explanation, true)->Unit(benchmark::kMicrosecond);

/// One answer of a case that is already read: its rules evaluated, nothing else.
void evaluate_notify_panel_rev_01(benchmark::State& state) {
  const Determination determination = decided(rev_01, "2025-03-10");
  const Plan& plan = rules().impl().plan;
  std::uint32_t number = 0;
  while (plan.book.decisions[number].id != "notify_panel") ++number;
  measure(state, [&] {
    Evaluator evaluator(plan, determination.impl().facts, determination.impl().dates);
    benchmark::DoNotOptimize(evaluator.decision(number, 0));
  });
}
BENCHMARK(evaluate_notify_panel_rev_01)->Unit(benchmark::kMicrosecond);

/// What `notify_panel` can still be and what would settle it: all completions of the unknown facts.
void possible_values_of_notify_panel_rev_11(benchmark::State& state) {
  const Determination determination = decided(rev_11, "2025-12-29");
  const Plan& plan = rules().impl().plan;
  std::uint32_t number = 0;
  while (plan.book.decisions[number].id != "notify_panel") ++number;
  std::size_t values = 0;
  measure(state, [&] {
    Evaluator evaluator(plan, determination.impl().facts, determination.impl().dates);
    const Possible possible = possible_values(evaluator, plan.decision_steps[number], 0);
    values = possible.values.size();
    benchmark::DoNotOptimize(values);
  });
  if (values != 2) state.SkipWithError("notify_panel of REV-11 has two values, required and not_required");
}
BENCHMARK(possible_values_of_notify_panel_rev_11)->Unit(benchmark::kMicrosecond);

void decide_rev_11(benchmark::State& state) {
  measure(state, [] {
    auto determination = decided(rev_11, "2025-12-29");
    benchmark::DoNotOptimize(determination);
  });
}
BENCHMARK(decide_rev_11)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace masa
