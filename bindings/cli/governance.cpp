// How a partnership runs: its year, its standing duties, the provisions that the packs hold, where texts disagree.
#include <iostream>
#include <memory>

#include "common.hpp"
#include "verbs.hpp"

namespace masa::cli {

namespace {

struct Asked {
  std::vector<std::string> rules;
  Format format = Format::text;
  int year = 0;
  bool is_standing = true;
  std::string form = "table";
  std::string given;
  std::string provisions;
  std::vector<std::string> packs;
};

Output output_of(Format format) {
  return format == Format::json ? Output::json : Output::text;
}

Status show(const Result<std::string>& written, Format format, std::string_view end) {
  if (!written) return refuse(written.diagnostics(), format);
  std::cout << written.value() << end;
  return all_well;
}

Status calendar(const Asked& asked) {
  const Input given = asked.given.empty() ? Input{} : read_input(asked.given);
  const Format format = asked.form == "json" ? Format::json : Format::text;
  const std::optional<RuleBook> rules = load_rules(asked.rules, format);
  if (!rules) return found;
  const Output form = asked.form == "ics" ? Output::icalendar : output_of(format);
  return show(masa::calendar(*rules, asked.year, form, given, width_of_output(), has_colour(Stream::out)), format,
              form == Output::json ? "\n" : "");
}

/// What a rule book holds, whatever the case.
using Listing = std::string (*)(const RuleBook&, Output, int, bool);
Status list(const Asked& asked, Listing write) {
  const std::optional<RuleBook> rules = load_rules(asked.rules, asked.format);
  if (!rules) return found;
  std::cout << write(*rules, output_of(asked.format), width_of_output(), has_colour(Stream::out));
  if (asked.format == Format::json) std::cout << '\n';
  return all_well;
}

Status coverage(const Asked& asked) {
  const Input provisions = read_input(asked.provisions);
  const std::optional<RuleBook> rules = load_rules(asked.rules, asked.format);
  if (!rules) return found;
  return show(masa::coverage(*rules, provisions, output_of(asked.format), width_of_output(), has_colour(Stream::out)),
              asked.format, asked.format == Format::json ? "\n" : "");
}

Status read_aloud(const Asked& asked) {
  const std::optional<RuleBook> rules = load_rules(asked.rules, asked.format);
  if (!rules) return found;
  return show(masa::read(*rules, asked.packs, output_of(asked.format), width_of_output(), has_colour(Stream::out)),
              asked.format, asked.format == Format::json ? "\n" : "");
}

}  // namespace

void add_calendar(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("calendar", "the partnership's year: what by which day, who takes which chair");
  verb->group("Verbs");
  const auto asked = std::make_shared<Asked>();
  add_rules(*verb, asked->rules);
  verb->add_option("--year", asked->year, "the year")->required()->type_name("YEAR");
  verb->add_option("--format", asked->form, "table (the default), ics for a calendar program, or json")
      ->type_name("")
      ->check(CLI::IsMember({"table", "ics", "json"}));
  verb->add_option("--given", asked->given,
                   "a file with order and start of rotations, by id, where the packs leave them open")
      ->type_name("FILE");
  verb->callback([asked, &status] { status = calendar(*asked); });
}

void add_duties(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("duties", "what must be done whatever the case: by a day, so often, all along");
  verb->group("Verbs");
  const auto asked = std::make_shared<Asked>();
  add_rules(*verb, asked->rules);
  add_format(*verb, asked->format);
  verb->add_flag("--standing", asked->is_standing,
                 "those that no case brings about; what cases bring about is for `masa decide`");
  verb->callback([asked, &status] { status = list(*asked, standing_duties); });
}

void add_conflicts(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("conflicts", "where texts disagree, what each says, which is followed and why");
  verb->group("Verbs");
  const auto asked = std::make_shared<Asked>();
  add_rules(*verb, asked->rules);
  add_format(*verb, asked->format);
  verb->callback([asked, &status] { status = list(*asked, conflicts); });
}

void add_read(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("read", "every rule as English sentences, with what it rests on");
  verb->group("Verbs");
  const auto asked = std::make_shared<Asked>();
  verb->add_option("PACK", asked->packs, "packs, by the name that each gives itself; all, where none is named")
      ->type_name("");
  add_rules(*verb, asked->rules);
  add_format(*verb, asked->format);
  verb->callback([asked, &status] { status = read_aloud(*asked); });
}

void add_coverage(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("coverage", "which provisions of a document the packs hold, and where");
  verb->group("Verbs");
  const auto asked = std::make_shared<Asked>();
  add_rules(*verb, asked->rules);
  add_format(*verb, asked->format);
  verb->add_option("--provisions", asked->provisions, "a file with `provisions`, a list of id, kind and says")
      ->required()
      ->type_name("FILE");
  verb->callback([asked, &status] { status = coverage(*asked); });
}

}  // namespace masa::cli
