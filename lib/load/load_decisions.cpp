// Decisions and their forms.
#include <fmt/format.h>

#include <array>

#include "load/load_pack.hpp"
#include "load/read_table.hpp"

namespace masa {

namespace {

constexpr std::array<std::string_view, 19> decision_keys{
    "question",        "label",      "for_each",         "type",         "is",       "yes_if",    "no_if",
    "one_row_applies", "rows_agree", "first_row",        "strongest_of", "all_rows", "otherwise", "a_person_may_decide",
    "sensitive",       "working",    "checked_when_run", "cite",         "because"};
constexpr std::array<std::string_view, 4> rule_keys{"rule", "when", "cite", "because"};
constexpr std::array<std::pair<std::string_view, Form>, 8> forms{{{"is", Form::is},
                                                                  {"yes_if", Form::yes_if},
                                                                  {"no_if", Form::no_if},
                                                                  {"one_row_applies", Form::one_row_applies},
                                                                  {"rows_agree", Form::rows_agree},
                                                                  {"first_row", Form::first_row},
                                                                  {"strongest_of", Form::strongest_of},
                                                                  {"all_rows", Form::all_rows}}};

void load_rules(const Node& node, DecisionDecl& decision, Sink& sink) {
  for_each_item(node, fmt::format("the rules of `{}`", decision.id.text), sink, [&](const Node& item) {
    const Fields fields(item, "a rule", rule_keys, sink);
    for (const std::string_view key : {"rule", "when", "cite"}) fields.require(key);
    RuleDecl rule{fields.name("rule"), fields.expression("when"), fields.citations(), fields.text("because")};
    if (rule.id.is_set()) check_name(rule.id, false, sink);
    decision.rules.push_back(std::move(rule));
  });
}

void load_otherwise(const Fields& fields, DecisionDecl& decision) {
  const Name otherwise = fields.name("otherwise");
  if (!otherwise.is_set() || otherwise.text == "gap") return;
  if (otherwise.text == "ask a person") {
    decision.otherwise = Otherwise::ask_a_person;
    return;
  }
  decision.otherwise = Otherwise::value;
  decision.otherwise_value = fields.expression("otherwise");
}

/// The one key that says how the decision is made.
void load_form(const Fields& fields, DecisionDecl& decision, Sink& sink) {
  const Node* found = nullptr;
  for (const auto& [key, form] : forms) {
    const Node* node = fields.find(key);
    if (node == nullptr) continue;
    if (found != nullptr) {
      sink.report(Kind::wrong_shape, node->span, fmt::format("`{}` is decided in two ways", decision.id.text),
                  "keep one of them", {{found->span, "the first"}});
      return;
    }
    found = node;
    decision.form = form;
    decision.form_span = node->span;
    if (form == Form::is) {
      decision.is = fields.expression("is");
    } else if (form == Form::yes_if || form == Form::no_if) {
      load_rules(*node, decision, sink);
    } else {
      decision.table = read_table(*node, sink);
    }
  }
  if (found == nullptr) {
    sink.report(Kind::missing_key, decision.id.span, fmt::format("nothing says how `{}` is decided", decision.id.text),
                "give it `is`, `yes_if`, `no_if`, or a table such as `one_row_applies`");
  }
}

}  // namespace

void load_decisions(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`decisions`", sink, [&](const Name& id, const Node& value) {
    check_name(id, true, sink);
    const Fields fields(value, fmt::format("the decision `{}`", id.text), decision_keys, sink);
    fields.require("question");
    DecisionDecl decision;
    decision.id = id;
    decision.question = fields.text("question");
    decision.label = fields.text("label");
    decision.for_each = fields.name("for_each");
    decision.type = fields.name("type");
    decision.a_person_may_decide = fields.yes("a_person_may_decide");
    decision.is_sensitive = fields.yes("sensitive");
    decision.is_working = fields.yes("working");
    decision.is_checked_when_run = fields.yes("checked_when_run");
    decision.cite = fields.citations();
    decision.because = fields.text("because");
    load_form(fields, decision, sink);
    load_otherwise(fields, decision);
    pack.decisions.push_back(std::move(decision));
  });
}

}  // namespace masa
