// Fixed work whose instructions are counted: under callgrind, by tools/count_instructions.py. From the project's
// folder:
//   masa_instructions            names all
//   masa_instructions WORKLOAD   does the work once uncounted, so that what happens once in a program's life is over,
//                                and once counted; prints what the count depends on beside the code
#include <fmt/format.h>
#include <valgrind/callgrind.h>

#include <cstdio>
#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "api/impl.hpp"
#include "api/read_text.hpp"
#include "bench/chain_table.hpp"
#include "columns/outcomes.hpp"
#include "masa/masa.hpp"
#include "masa/read_files.hpp"

namespace masa::instructions {
namespace {

void demand(bool holds, std::string_view what) {
  if (!holds) throw std::runtime_error(std::string(what));
}

template <class T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(to_text(result.diagnostics().front()));
  return std::move(result).value();
}

RuleBook shipped_rules() {
  return value_of(load(read_rules("rules")));
}

RuleBook chain() {
  return value_of(load(std::vector{read_file("tests/bench/chain.yaml")}));
}

using Work = std::function<void()>;

Work load_packs() {
  return [packs = read_rules("rules")] { demand(load(packs).ok(), "the packs are refused"); };
}

Work read_rev_01() {
  return [rules = shipped_rules(), text = read_file("examples/cases/rev_01.yaml")] {
    Sources sources;
    Sink sink;
    const auto document = read_text(sources, text, sink);
    const Book& book = rules.impl().plan.book;
    const Facts facts = read_case(*document, book.schema, book.vocabulary, sink);
    demand(!sink.has_errors() && facts.size() > 0, "the case is refused");
  };
}

/// Text to determination; `open`: whether an answer has to stay open.
Work decide_text(const char* file, const char* day, bool open) {
  return [rules = shipped_rules(), text = read_file(file), day, open] {
    const auto determination = value_of(decide(rules, text, {day, "", ""}));
    demand((determination.outcome("notify_panel", "child") == "unknown") == open, "notify_panel is another");
  };
}

Work write_rev_01() {
  const auto determination =
      value_of(decide(shipped_rules(), read_file("examples/cases/rev_01.yaml"), {"2025-03-10", "", ""}));
  return [determination] {
    const std::string json = determination.to_json({.sensitive = false, .explanation = true});
    demand(!json.empty(), "nothing is written");
  };
}

Work timeline_of_twenty_events() {
  return [rules = shipped_rules(), text = read_file("tests/instructions/history.yaml")] {
    demand(timeline(rules, text, {}).ok(), "the history is refused");
  };
}

/// The last decision of the chain, which asks for the other two, a thousand times.
Work decide_chain() {
  const Input text{"case", R"(
{harm: slight, setting: school, suspect: peer, age: 12, referrals: 1, score: 20, days_since: 400, repeated: false}
)"};
  const auto determination = value_of(decide(chain(), text, {"2025-03-10", "", ""}));
  demand(determination.outcome("lead") == "nobody_leads", "the chain is decided otherwise");
  return [determination] {
    const Determination::Impl& of = determination.impl();
    for (int times = 0; times < 1000; ++times) {
      Evaluator evaluator(of.rules->plan, of.facts, of.dates);
      demand(evaluator.decision(2, 0).is_known(), "it is not decided");
    }
  };
}

/// 100,000 rows in columns.
Work columns_of_chain(unsigned open) {
  constexpr std::size_t rows = 100'000;
  const RuleBook rules = chain();
  const auto of = std::make_shared<const bench::ChainCases>(rows);
  const auto table = std::make_shared<const bench::ChainTable>(rules.impl().plan, *of, open);
  const auto outcomes = std::make_shared<columns::Outcomes>();
  const Date day = *make_date({2025, 3, 10});
  return [rules, of, table, outcomes, dates = AskedDates{day, day, std::nullopt}] {
    columns::decide_cases(rules.impl().plan, table->cases(), dates, {0, 1, 2}, *outcomes);
    demand(outcomes->effort.row_by_row == 0, "rows are decided one by one");
  };
}

struct Workload {
  std::string_view name;
  std::function<Work()> prepare;
};

const std::vector<Workload>& workloads() {
  static const std::vector<Workload> all{
      {"load_packs", load_packs},
      {"read_case", read_rev_01},
      {"decide_rev_01", [] { return decide_text("examples/cases/rev_01.yaml", "2025-03-10", false); }},
      {"decide_rev_11", [] { return decide_text("examples/cases/rev_11.yaml", "2025-12-29", true); }},
      {"write_rev_01", write_rev_01},
      {"timeline", timeline_of_twenty_events},
      {"decide_chain", decide_chain},
      {"columns_chain", [] { return columns_of_chain(0); }},
      {"columns_chain_open", [] { return columns_of_chain(20); }},
  };
  return all;
}

std::string compiler() {
#if defined(__clang__)
  return fmt::format("clang {}.{}.{}", __clang_major__, __clang_minor__, __clang_patchlevel__);
#else
  return fmt::format("gcc {}.{}.{}", __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#endif
}

int run(std::string_view name) {
  for (const Workload& one : workloads()) {
    if (one.name != name) continue;
    const Work work = one.prepare();
    work();
    CALLGRIND_START_INSTRUMENTATION;
    work();
    CALLGRIND_STOP_INSTRUMENTATION;
    const bool wide = &columns::kernels() != &columns::baseline_kernels();
    fmt::print(R"({{"compiler": "{}", "kernels": "{}"}})"
               "\n",
               compiler(), wide ? "avx2" : "baseline");
    return 0;
  }
  fmt::print(stderr, "there is no workload {}\n", name);
  return 2;
}

}  // namespace
}  // namespace masa::instructions

int main(int count, char** words) {
  try {
    if (count == 2) return masa::instructions::run(words[1]);
    for (const auto& one : masa::instructions::workloads()) fmt::print("{}\n", one.name);
    return 0;
  } catch (const std::exception& problem) {
    fmt::print(stderr, "{}\n", problem.what());
    return 1;
  }
}
