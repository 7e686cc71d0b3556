#include <iostream>
#include <memory>

#include "common.hpp"
#include "verbs.hpp"

namespace masa::cli {

namespace {

struct Asked {
  std::string of = "pack";
  std::vector<std::string> rules;
};

Status print_schema(const Asked& asked) {
  if (!asked.rules.empty() && asked.of != "case")
    throw UsageError{"--rules goes with `case`: a pack and a suite are written alike for all rules"};
  if (asked.rules.empty()) {
    std::cout << schema(asked.of == "pack"    ? SchemaOf::packs
                        : asked.of == "suite" ? SchemaOf::suites
                                              : SchemaOf::cases);
    return all_well;
  }
  const std::optional<RuleBook> rules = load_rules(asked.rules, Format::text);
  if (!rules) return found;
  std::cout << schema(*rules);
  return all_well;
}

}  // namespace

void add_schema(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("schema", "print a JSON Schema, by which an editor completes and explains");
  verb->group("Verbs");
  const auto asked = std::make_shared<Asked>();
  verb->add_option("OF", asked->of, "what is edited: pack (the default), case or suite")
      ->type_name("")
      ->check(CLI::IsMember({"pack", "case", "suite"}));
  verb->add_option("--rules", asked->rules, "of a case: the packs whose facts and events it may hold")
      ->type_name("PATH");
  verb->footer(
      "The schema (draft-07) refuses nothing that masa takes; masa refuses more.\n"
      "For example:\n"
      "  masa schema pack > docs/schemas/pack.schema.json\n"
      "  masa schema case --rules rules > case.schema.json");
  verb->callback([asked, &status] { status = print_schema(*asked); });
}

}  // namespace masa::cli
