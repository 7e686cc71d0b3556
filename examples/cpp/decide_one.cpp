// Reads the rules, decides one case, and prints what follows from it and why. Run from the top of the repository:
//
//   decide_one [CASE [DATE]]
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "masa/masa.hpp"
#include "masa/read_files.hpp"

namespace {

/// The rules or the case were refused: every mistake is listed with its place.
int refuse(const std::vector<masa::Diagnostic>& diagnostics) {
  for (const masa::Diagnostic& diagnostic : diagnostics) std::cerr << masa::to_text(diagnostic);
  return 1;
}

int decide_one(const std::string& case_path, const std::string& day) {
  const masa::Result<masa::RuleBook> rules = masa::load(masa::read_rules("rules"));
  if (!rules) return refuse(rules.diagnostics());

  // The engine reads no clock: the day the answer is about is part of the question.
  const masa::Result<masa::Determination> answer =
      masa::decide(rules.value(), masa::read_file(case_path), {.facts_at = day, .known_by = {}, .law_at = {}});
  if (!answer) return refuse(answer.diagnostics());

  // One answer by its name: the key of the person is the `id` in the case.
  std::cout << "Must the Panel be notified? " << answer.value().outcome("notify_panel", "child").value_or("-")
            << "\n\n";
  // The whole determination: every outcome, the duties with their dates, warnings, what to ask next.
  std::cout << answer.value().to_text() << '\n';
  // And the reasons for that one answer: rules, conditions, citations.
  std::cout << masa::explain(answer.value(), "notify_panel", "child");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return decide_one(argc > 1 ? argv[1] : "examples/cases/rev_01.yaml", argc > 2 ? argv[2] : "2025-03-10");
  } catch (const std::exception& error) {  // a file that cannot be read, or no memory
    std::cerr << "decide_one: " << error.what() << '\n';
    return 2;
  }
}
