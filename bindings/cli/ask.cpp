#include <fmt/format.h>

#include <iostream>
#include <memory>

#include "common.hpp"
#include "verbs.hpp"

namespace masa::cli {

namespace {

struct Asked {
  std::vector<std::string> rules;
  Format format = Format::text;
  std::string what;
  std::vector<std::string> arguments;
};

/// `of=lspsg` as a line of YAML.
std::string line_of(const std::string& argument) {
  const auto sign = argument.find('=');
  if (sign == std::string::npos || sign == 0)
    throw UsageError{fmt::format("`{}` is no argument; write `name=value`, as in of=darlington", argument)};
  return argument.substr(0, sign) + ": " + argument.substr(sign + 1) + "\n";
}

Status ask(const Asked& asked) {
  std::string question = "what: " + asked.what + "\n";
  for (const std::string& argument : asked.arguments) question += line_of(argument);
  const std::optional<RuleBook> rules = load_rules(asked.rules, asked.format);
  if (!rules) return found;
  const Result<Answered> reply = masa::ask(*rules, {"question", question});
  if (!reply) return refuse(reply.diagnostics(), asked.format);
  const Answered& answered = reply.value();
  if (asked.format == Format::json) {
    std::cout << to_json(answered) << '\n';
    return all_well;
  }
  std::cout << answered.text << '\n';
  for (const Answered::Source& source : answered.sources)
    std::cout << "  " << source.id << "  " << source.title << '\n';
  for (const std::string& note : answered.notes) std::cout << "  note: " << note << '\n';
  return all_well;
}

}  // namespace

void add_ask(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("ask", "ask who serves, who chairs, how often, what adds up: about no case");
  verb->group("Verbs");
  const auto asked = std::make_shared<Asked>();
  add_rules(*verb, asked->rules);
  add_format(*verb, asked->format);
  verb->add_option("WHAT", asked->what,
                   "a relation, a question of a pack, or chair, rota, cadence, complete, figure, conflict")
      ->required()
      ->type_name("");
  verb->add_option("ARGUMENT", asked->arguments, "name=value, the value as YAML: of=lspsg date=2026-03-01")
      ->type_name("");
  verb->footer(
      "For example:\n"
      "  masa ask --rules rules police_force of=darlington\n"
      "  masa ask --rules rules rota of=lspsg from=2025-01-01 terms=4 \\\n"
      "    'given={order: [lsp_local_authority, lsp_health, lsp_police], start: 2025-01-01}'");
  verb->callback([asked, &status] { status = ask(*asked); });
}

}  // namespace masa::cli
