#include <iostream>
#include <memory>

#include "common.hpp"
#include "verbs.hpp"

namespace masa::cli {

namespace {

struct Asked {
  std::vector<std::string> rules;
  Days days;
  Format format = Format::text;
  bool html = false;
  std::string why;  // a day to be explained
  bool show_sensitive = false;
  std::string one_case;
};

Status timeline(const Asked& asked) {
  const Input one_case = read_input(asked.one_case);
  const std::optional<RuleBook> rules = load_rules(asked.rules, asked.format);
  if (!rules) return found;
  if (!asked.why.empty()) {
    const Result<Determination> answer =
        masa::decide(*rules, one_case, {asked.why, asked.days.known_by, asked.days.law_at});
    if (!answer) return refuse(answer.diagnostics(), asked.format);
    const Show show{.sensitive = asked.show_sensitive, .explanation = true};
    std::cout << (asked.format == Format::json
                      ? answer.value().to_json(show) + "\n"
                      : answer.value().to_text(show, width_of_output(), has_colour(Stream::out)));
    return all_well;
  }
  const Result<Course> course = masa::timeline(*rules, one_case, asked.days);
  if (!course) return refuse(course.diagnostics(), asked.format);
  const Show show{.sensitive = asked.show_sensitive, .explanation = false};
  if (asked.html) {
    std::cout << course.value().to_html(show) << '\n';
  } else if (asked.format == Format::json) {
    std::cout << course.value().to_json(show) << '\n';
  } else {
    std::cout << course.value().to_text(show, width_of_output(), has_colour(Stream::out));
  }
  return all_well;
}

}  // namespace

void add_timeline(CLI::App& app, int& status) {
  CLI::App* verb =
      app.add_subcommand("timeline", "decide one case day by day: who is responsible when, what falls due");
  verb->group("Verbs");
  const auto asked = std::make_shared<Asked>();
  add_rules(*verb, asked->rules);
  const CLI::Validator is_day(complain_of_day, "");
  verb->add_option("--from", asked->days.first, "the first day (default: that of the first event)")
      ->type_name("DATE")
      ->check(is_day);
  verb->add_option("--to", asked->days.end, "the day before which it ends (default: 90 days after the last event)")
      ->type_name("DATE")
      ->check(is_day);
  verb->add_option("--why", asked->why,
                   "explain this day, as known by then or by --known-by: every answer with its reasons")
      ->type_name("DATE")
      ->check(is_day);
  verb->add_option("--known-by", asked->days.known_by,
                   "count only what was recorded by this day (default: the last day)")
      ->type_name("DATE")
      ->check(is_day);
  const CLI::Validator is_law(complain_of_law, "");
  verb->add_option("--law-at", asked->days.law_at, "as if the law of this day applied (default: `each`, by its own)")
      ->type_name("DATE")
      ->check(is_law);
  add_format(*verb, asked->format);
  verb->add_flag("--html", asked->html, "print one self-contained page: the drawing, and a table of the same");
  verb->add_flag("--show-sensitive", asked->show_sensitive, "print sensitive decisions too");
  verb->add_option("CASE", asked->one_case, "the facts and events, a YAML or JSON file, or - for standard input")
      ->required()
      ->type_name("");
  verb->callback([asked, &status] { status = timeline(*asked); });
}

}  // namespace masa::cli
