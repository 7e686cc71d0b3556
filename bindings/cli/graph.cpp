#include <iostream>
#include <memory>

#include "common.hpp"
#include "verbs.hpp"

namespace masa::cli {

namespace {

struct Asked {
  std::vector<std::string> rules;
  GraphView view;
  std::string shape = "chart";
  std::string form = "svg";
};

Status graph(Asked& asked) {
  const bool is_map = asked.shape == "map";
  GraphView& view = asked.view;
  view.shape = is_map ? GraphView::Shape::map : GraphView::Shape::chart;
  if (view.by.empty()) view.by = is_map ? "adjoins_by_land" : "reports_to";
  if (view.title.empty()) view.title = (is_map ? "Who adjoins whom, on " : "Who reports to whom, on ") + view.at;
  if (is_map && view.beside.empty()) view.beside = "adjoins_by_water";
  if (is_map && view.shade.empty()) view.shade = "police_force";
  if (!is_map && view.lines.empty()) view.lines = {"chair", "joint_with"};
  const std::optional<RuleBook> rules = load_rules(asked.rules, Format::text);
  if (!rules) return found;
  const Result<std::string> drawn = masa::graph(*rules, view, asked.form == "dot");
  if (!drawn) return refuse(drawn.diagnostics(), Format::text);
  std::cout << drawn.value();
  return all_well;
}

}  // namespace

void add_graph(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("graph", "draw the network: who reports to whom, who adjoins whom");
  verb->group("Verbs");
  const auto asked = std::make_shared<Asked>();
  add_rules(*verb, asked->rules);
  verb->add_option("SHAPE", asked->shape, "chart (the default) or map")
      ->type_name("")
      ->check(CLI::IsMember({"chart", "map"}));
  const CLI::Validator is_day(complain_of_day, "");
  verb->add_option("--at", asked->view.at, "the day that is shown")->required()->type_name("DATE")->check(is_day);
  verb->add_option("--format", asked->form, "svg (the default) or dot")
      ->type_name("")
      ->check(CLI::IsMember({"svg", "dot"}));
  verb->add_option("--by", asked->view.by, "the relation that makes it (reports_to; adjoins_by_land)")->type_name("");
  verb->add_option("--beside", asked->view.beside, "of a map: another relation, dashed (adjoins_by_water)")
      ->type_name("");
  verb->add_option("--shade", asked->view.shade, "shade bodies by where this relation leads (map: police_force)")
      ->type_name("");
  verb->add_option("--line", asked->view.lines, "a relation to write below each name (chart: chair, joint_with)")
      ->type_name("");
  verb->add_option("--title", asked->view.title, "the title")->type_name("");
  verb->add_option("--up", asked->view.up, "of a map: the body that lies towards the top")->type_name("");
  verb->add_option("--left", asked->view.left, "of a map: a body on the left side")->type_name("");
  verb->footer(
      "For example:\n"
      "  masa graph chart --rules rules --at 2026-01-01 > groups.svg\n"
      "  masa graph map --rules rules --at 2026-01-01 --up northumberland --left cumberland > region.svg");
  verb->callback([asked, &status] { status = graph(*asked); });
}

}  // namespace masa::cli
