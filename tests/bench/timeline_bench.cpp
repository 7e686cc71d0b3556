// Histories of a child who moves, twenty events each, under all shipped rules: timelines with every decision and duty.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <random>
#include <string>
#include <vector>

#include "masa/masa.hpp"
#include "masa/read_files.hpp"

namespace masa {
namespace {

constexpr int events_of_each = 20;

const RuleBook& rules() {
  static const RuleBook book = load(read_rules("rules")).value();
  return book;
}

std::string date(int day) {
  constexpr int days_of_month = 28;
  return fmt::format("2025-{:02}-{:02}", 1 + day / days_of_month, 1 + day % days_of_month);
}

/// A child with a plan goes between three authorities; each time the next is told, confers and accepts.
std::string made_history(unsigned seed) {
  std::mt19937 dice(seed);
  const std::vector<std::string> places{"darlington", "stockton_on_tees", "county_durham", "gateshead", "sunderland"};
  std::size_t holder = dice() % places.size();
  int day = static_cast<int>(dice() % 20);
  std::string events = fmt::format(
      "events:\n- {{date: {0}, event: located, child: c1, in: {1}}}\n"
      "- {{date: {0}, event: plan_opened, child: c1, plan: child_protection_plan, by: {1}}}\n",
      date(day), places[holder]);
  for (int made = 2; made + 3 < events_of_each + 1; made += 3) {
    const std::size_t next = (holder + 1 + dice() % (places.size() - 1)) % places.size();
    const std::string& from = places[holder];
    const std::string& to = places[next];
    events += fmt::format("- {{date: {}, event: moved, child: c1, from: {}, to: {}, stay: permanent}}\n",
                          date(day += 1 + static_cast<int>(dice() % 20)), from, to);
    events += fmt::format("- {{date: {}, event: notified, child: c1, from: {}, to: {}, about: move, form: written}}\n",
                          date(day += 1), from, to);
    events += fmt::format("- {{date: {}, event: conference_held, child: c1, by: {}, kind: transfer, outcome: plan}}\n",
                          date(day += static_cast<int>(dice() % 16)), to);
    if (made + 3 >= events_of_each) break;
    events += fmt::format(
        "- {{date: {}, event: acceptance_received, child: c1, from: {}, to: {}, plans: [child_protection_plan]}}\n",
        date(day += 1), to, from);
    ++made;
    holder = next;
  }
  return events;
}

/// Text of a case to its timeline; `items` are events.
void timeline_of_twenty_events(benchmark::State& state) {
  constexpr unsigned histories = 200;
  std::vector<std::string> texts;
  for (unsigned seed = 0; seed < histories; ++seed) texts.push_back(made_history(seed));
  std::size_t next = 0;
  std::int64_t events = 0;
  for (auto _ : state) {
    const std::string& text = texts[next++ % texts.size()];
    const auto course = timeline(rules(), {"history", text}, {});
    if (!course) state.SkipWithError("the history was refused");
    benchmark::DoNotOptimize(course);
    events += events_of_each;
  }
  state.SetItemsProcessed(events);
}
BENCHMARK(timeline_of_twenty_events)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace masa
