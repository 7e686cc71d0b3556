#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <iostream>
#include <memory>
#include <ranges>

#include "common.hpp"
#include "decide_table.hpp"
#include "verbs.hpp"

namespace masa::cli {

namespace {

struct Asked {
  std::vector<std::string> rules;
  Dates dates;
  bool why = false;
  std::string decision;  // empty: all
  std::string person;    // empty: all
  Format format = Format::text;
  bool html = false;
  bool show_sensitive = false;
  std::string one_case;
  TableAsked table;
};

/// A narrowing of `--why` that matches nothing would print nothing, which reads as "no reasons".
void check_narrowing(const Asked& asked, const RuleBook& rules, const Determination& answer) {
  const std::vector<std::string> decisions = rules.decisions();
  if (!asked.decision.empty() && std::ranges::find(decisions, asked.decision) == decisions.end()) {
    const std::string near = nearest(asked.decision, decisions);
    throw UsageError{fmt::format("--why: no pack declares a decision `{}`{}", asked.decision,
                                 near.empty() ? "" : fmt::format("; did you mean `{}`?", near))};
  }
  if (asked.person.empty()) return;
  const auto is_about_them = [&](const std::string& decision) {
    return (asked.decision.empty() || decision == asked.decision) && answer.outcome(decision, asked.person).has_value();
  };
  if (std::ranges::none_of(decisions, is_about_them)) {
    throw UsageError{fmt::format("--person: the answer holds nothing about `{}`{}", asked.person,
                                 asked.decision.empty() ? "" : fmt::format(" under `{}`", asked.decision))};
  }
}

Status decide_many(const Asked& asked) {
  if (!asked.one_case.empty()) throw UsageError{"a case and a table: one of them"};
  const std::optional<RuleBook> rules = load_rules(asked.rules, asked.format);
  if (!rules) return found;
  return decide_tables(asked.table, *rules, asked.dates, asked.show_sensitive, asked.format);
}

Status decide(const Asked& asked) {
  const Input one_case = read_input(asked.one_case);
  const std::optional<RuleBook> rules = load_rules(asked.rules, asked.format);
  if (!rules) return found;
  const Result<Determination> answer = masa::decide(*rules, one_case, asked.dates);
  if (!answer) return refuse(answer.diagnostics(), asked.format);
  if (asked.why) check_narrowing(asked, *rules, answer.value());

  const Show show{.sensitive = asked.show_sensitive, .explanation = asked.why};
  if (asked.format == Format::json) {
    std::cout << answer.value().to_json(show) << '\n';
    return all_well;
  }
  if (asked.html) {
    std::cout << answer.value().to_html(show) << '\n';
    return all_well;
  }
  std::cout << answer.value().to_text(show, width_of_output(), has_colour(Stream::out));
  if (asked.why) std::cout << "\nREASONS\n" << explain(answer.value(), asked.decision, asked.person, show);
  return all_well;
}

void add_dates(CLI::App& verb, Dates& dates) {
  const CLI::Validator is_day(complain_of_day, "");
  const CLI::Validator is_law(complain_of_law, "");
  verb.add_option("--at", dates.facts_at, "the day the answer is about; no rule reads a clock")
      ->required()
      ->type_name("DATE")
      ->check(is_day);
  verb.add_option("--known-by", dates.known_by, "count only what was recorded by this day (default: --at)")
      ->type_name("DATE")
      ->check(is_day);
  verb.add_option("--law-at", dates.law_at, "as if the law of this day applied (default: `each`, by its own)")
      ->type_name("DATE")
      ->check(is_law);
}

}  // namespace

void add_decide(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("decide", "decide one case: what follows, who must do what by when");
  verb->group("Verbs");
  const auto asked = std::make_shared<Asked>();
  add_rules(*verb, asked->rules);
  add_dates(*verb, asked->dates);
  CLI::Option* why =
      verb->add_option("--why", asked->decision, "print the reasons too: of every decision, or of this one")
          ->type_name("[DECISION]")
          ->expected(0, 1);
  verb->add_option("--person", asked->person, "the reasons about this person only, by the id in the case")
      ->type_name("ID")
      ->needs(why);
  add_format(*verb, asked->format);
  verb->add_flag("--html", asked->html, "print one self-contained page of HTML, for a browser or paper")->excludes(why);
  verb->add_flag("--show-sensitive", asked->show_sensitive, "print the values of sensitive facts too");
  CLI::Option* one_case =
      verb->add_option("CASE", asked->one_case, "the facts, a YAML or JSON file, or - for standard input")
          ->required()
          ->type_name("");
  const CLI::Option* table = add_table_options(*verb, asked->table, [one_case] { one_case->required(false); });
  verb->footer(
      "A case with an unknown fact, a wrong type or an impossible date is refused: the exit status is 1\n"
      "and nothing is decided. Complaints go to standard error, and with --format json as a list to\n"
      "standard output. The JSON holds the reasons of every decision where --why is given.\n\n"
      "Example:\n  masa decide --rules rules --at 2025-03-10 --why notify_panel examples/cases/rev_01.yaml");
  verb->callback([asked, why, table, &status] {
    asked->why = why->count() > 0;
    status = table->count() > 0 ? decide_many(*asked) : decide(*asked);
  });
}

}  // namespace masa::cli
