// A made nation: 153 authorities, 43 forces, 42 integrated care boards, 24,000 schools, 100,000 edges in table blocks.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <random>

#include "api/impl.hpp"
#include "masa/masa.hpp"

namespace masa {
namespace {

constexpr int authorities = 153, forces = 43, boards = 42, schools = 24'000, edges = 100'000;

std::string made_nation() {
  std::mt19937 random(1);
  const auto any = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
  std::string text = R"(pack: national/network
title: A made nation
layer: national
sources:
  MADE:
    title: Made
    kind: default
network:
  relations:
    authority_of: authority
    sends_to:
      to: several school
      all_listed_for: every school
    schools:
      turns_round: authority_of
  force: |
    id | name | cite
)";
  for (int f = 0; f < forces; ++f) text += fmt::format("    force_{0} | Force {0} | MADE\n", f);
  text += "  icb: |\n    id | name | cite\n";
  for (int b = 0; b < boards; ++b) text += fmt::format("    icb_{0} | Board {0} | MADE\n", b);
  text += "  authority: |\n    id | name | force | icb | cite\n";
  for (int a = 0; a < authorities; ++a)
    text +=
        fmt::format("    authority_{0} | Authority {0} | force_{1} | icb_{2} | MADE\n", a, any(forces), any(boards));
  text += "  school: |\n    id | name | cite\n";
  for (int s = 0; s < schools; ++s) text += fmt::format("    school_{0} | School {0} | MADE\n", s);
  text += "  edges:\n    authority_of: |\n      from | to | in_force | cite\n";
  for (int s = 0; s < schools; ++s) {
    text += fmt::format("      school_{} | authority_{} | until 2023-04-01 | MADE\n", s, any(authorities));
    text += fmt::format("      school_{} | authority_{} | from 2023-04-01 | MADE\n", s, any(authorities));
  }
  text += "    sends_to: |\n      from | to | cite\n";
  for (int e = 2 * schools; e < edges; ++e)
    text += fmt::format("      school_{} | school_{} | MADE\n", e % schools, (e + 1 + e / schools * 7) % schools);
  text += R"(facts:
  child:
    school:
      type: school
decisions:
  force_of_the_child:
    question: Which police force serves the child's school?
    type: force or nobody
    is: force of authority_of of child.school
    cite: MADE
  school_of_the_child:
    question: Which school is it?
    type: school
    is: child.school
    cite: MADE
)";
  return text;
}

const Input& nation() {
  static const Input input{"national.yaml", made_nation()};
  return input;
}

void load_made_nation(benchmark::State& state) {
  for (auto _ : state) {
    const auto rules = load(std::vector{nation()});
    if (!rules) state.SkipWithError("the nation does not load");
    benchmark::DoNotOptimize(rules);
  }
}
BENCHMARK(load_made_nation)->Unit(benchmark::kMillisecond);

/// A decision on one school after another.
void decide_for_each_school(benchmark::State& state, std::uint32_t decision) {
  const auto rules = load(std::vector{nation()});
  const Plan& plan = rules.value().impl().plan;
  const Facts facts(plan.book.schema, std::vector<std::vector<std::string>>(plan.book.schema.records.size()));
  const std::uint32_t slot = facts.slot(*plan.book.schema.find_fact("child.school", no_index), 0);
  const std::uint32_t first = *plan.book.vocabulary.find_body("school_0");
  const Date day = *make_date({2026, 1, 1});
  Evaluator evaluator(plan, facts, {day, day, std::nullopt});
  std::uint32_t school = 0;
  for (auto _ : state) {
    evaluator.assume(slot, Value::reference(first + school));
    benchmark::DoNotOptimize(evaluator.decision(decision, 0));
    school = (school + 7919) % schools;
  }
}

/// Two ways behind each other; less what the same costs without them, it is what two queries cost inside a rule.
void two_ways_in_a_rule(benchmark::State& state) {
  decide_for_each_school(state, 0);
}
BENCHMARK(two_ways_in_a_rule);

void no_way_in_a_rule(benchmark::State& state) {
  decide_for_each_school(state, 1);
}
BENCHMARK(no_way_in_a_rule);

/// One way, by itself.
void follow_a_way(benchmark::State& state) {
  const auto rules = load(std::vector{nation()});
  const Book& book = rules.value().impl().plan.book;
  const std::uint32_t relation = *book.network.find_relation("authority_of");
  const std::uint32_t first = *book.vocabulary.find_body("school_0");
  const Date day = *make_date({2026, 1, 1});
  std::uint32_t school = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(book.network.follow(relation, first + school, day));
    school = (school + 7919) % schools;
  }
}
BENCHMARK(follow_a_way);

}  // namespace
}  // namespace masa
