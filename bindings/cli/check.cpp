#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <set>

#include "common.hpp"
#include "verbs.hpp"

namespace masa::cli {

namespace {

struct Asked {
  std::vector<std::string> paths;
  Format format = Format::text;
  bool shows_notes = false;
};

std::string summary(const Result<RuleBook>& rules, std::size_t hidden_notes) {
  if (rules) {
    const std::string notes =
        hidden_notes == 0 ? "" : fmt::format("; {}, shown with --notes", count(hidden_notes, "note"));
    return fmt::format("{}, {}: no mistakes{}\n", count(rules.value().packs().size(), "pack"),
                       count(rules.value().decisions().size(), "decision"), notes);
  }
  std::set<std::string> files;
  std::size_t mistakes = 0;
  for (const Diagnostic& diagnostic : rules.diagnostics()) {
    if (diagnostic.severity != Severity::error) continue;
    ++mistakes;
    files.insert(diagnostic.place.file);
  }
  return fmt::format("{} in {}\n", count(mistakes, "mistake"), count(files.size(), "file"));
}

Status check(const Asked& asked) {
  const Result<RuleBook> rules = load(read_rules(asked.paths));
  std::vector<Diagnostic> shown = rules.diagnostics();
  const auto is_hidden = [&](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::note && !asked.shows_notes && asked.format != Format::json;
  };
  const std::size_t hidden = std::erase_if(shown, is_hidden);
  std::cout << print(shown, asked.format, has_colour(Stream::out));
  if (asked.format == Format::text) std::cout << summary(rules, hidden);
  return rules ? all_well : found;
}

}  // namespace

void add_check(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("check", "read rule packs and report every mistake in them");
  verb->group("Verbs");
  const auto asked = std::make_shared<Asked>();
  verb->add_option("RULES", asked->paths, "folders of rule packs, or single packs")->required()->type_name("");
  add_format(*verb, asked->format, true);
  verb->add_flag("--notes", asked->shows_notes, "print notes too: what is right and may still want a look");
  verb->footer(
      "Packs that use one another are given together. All mistakes are reported in one run, each\n"
      "with its file, line and column. With --format json: one list, empty where all is well.\n\n"
      "Example:\n  masa check rules");
  verb->callback([asked, &status] { status = check(*asked); });
}

}  // namespace masa::cli
