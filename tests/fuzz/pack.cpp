// Packs from any bytes: refused with complaints that can be printed, or loaded, asked and printed.
//
// A line `#=== NAME` begins a further text, a pack or, where the name ends in `.csv`, a table.
#include <string>

#include "printed.hpp"

namespace masa {
namespace {

std::vector<Input> split_inputs(std::string_view all) {
  constexpr std::string_view mark = "#=== ";
  std::vector<Input> inputs{{"pack.yaml", ""}};
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    const std::string_view line = all.substr(at, end - at);
    if (line.starts_with(mark)) {
      inputs.push_back({std::string(line.substr(mark.size())), ""});
    } else {
      inputs.back().text.append(all.substr(at, end - at + 1));
    }
    at = end + 1;
  }
  return inputs;
}

void ask_all(const RuleBook& rules) {
  fuzz::check_printed(standing_duties(rules, Output::json));
  fuzz::check_printed(conflicts(rules, Output::text));
  const auto answer = decide(rules, {"case.yaml", "{}"}, {"2025-06-14", "", ""});
  fuzz::check_complaints(answer.diagnostics());
  if (answer) fuzz::check_answer(answer.value());
}

}  // namespace
}  // namespace masa

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto inputs = masa::split_inputs(masa::fuzz::text_of(data, size));
  const auto rules = masa::load(inputs);
  masa::fuzz::check_complaints(rules.diagnostics());
  if (rules) masa::ask_all(rules.value());
  return 0;
}
