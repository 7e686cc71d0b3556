// Decisions and their forms.
#include <fmt/format.h>

#include <array>

#include "load/load_pack.hpp"
#include "load/read_table.hpp"

namespace masa {

namespace {

constexpr std::array<std::pair<std::string_view, Form>, 8> forms{{{"is", Form::is},
                                                                  {"yes_if", Form::yes_if},
                                                                  {"no_if", Form::no_if},
                                                                  {"one_row_applies", Form::one_row_applies},
                                                                  {"rows_agree", Form::rows_agree},
                                                                  {"first_row", Form::first_row},
                                                                  {"strongest_of", Form::strongest_of},
                                                                  {"all_rows", Form::all_rows}}};

void load_rules(const Node& node, const Name& decision, bool answer, std::vector<RuleDecl>& rules, Sink& sink) {
  for_each_item(node, fmt::format("the rules of `{}`", decision.text), sink, [&](const Node& item) {
    const Fields fields(item, "a rule", rule_block, sink);
    RuleDecl rule{fields.name("rule"),       answer,
                  fields.expression("when"), fields.names("overrides"),
                  fields.citations(),        fields.text("because")};
    if (rule.id.is_set()) check_name(rule.id, false, sink);
    rules.push_back(std::move(rule));
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

/// The one key that says how the decision is made; `yes_if` and `no_if` may stand together.
void load_form(const Fields& fields, DecisionDecl& decision, Sink& sink) {
  const Node* found = nullptr;
  for (const auto& [key, form] : forms) {
    const Node* node = fields.find(key);
    if (node == nullptr) continue;
    const bool is_list = form == Form::yes_if || form == Form::no_if;
    if (found != nullptr && !(form == Form::no_if && decision.form == Form::yes_if)) {
      sink.report(Kind::wrong_shape, node->span, fmt::format("`{}` is decided in two ways", decision.id.text),
                  "keep one of them", {{found->span, "the first"}});
      return;
    }
    decision.form = found == nullptr ? form : Form::rows_agree;
    found = node;
    decision.form_span = node->span;
    if (form == Form::is) {
      decision.is = fields.expression("is");
    } else if (is_list) {
      load_rules(*node, decision.id, form == Form::yes_if, decision.rules, sink);
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

namespace {

/// What a decision and the one that replaces it have in common.
DecisionDecl load_decision(const Name& id, const Fields& fields, Sink& sink) {
  DecisionDecl decision;
  decision.id = id;
  decision.question = fields.text("question");
  decision.label = fields.text("label");
  decision.is_working = fields.yes("working");
  decision.never_reads = fields.names("never_reads");
  decision.is_checked_when_run = fields.yes("checked_when_run");
  decision.cite = fields.citations();
  decision.because = fields.text("because");
  load_form(fields, decision, sink);
  load_otherwise(fields, decision);
  const bool is_yes_or_no = decision.form == Form::yes_if || decision.form == Form::no_if;
  if (is_yes_or_no && !fields.has("otherwise")) {
    sink.report(
        Kind::no_otherwise, decision.form_span,
        fmt::format("where none of these rules applies, `{}` has no answer", id.text),
        fmt::format("after the last rule, in line with `{}`, add `otherwise: {}`; or `otherwise: gap`, if your policy "
                    "does not say",
                    decision.form == Form::yes_if ? "yes_if" : "no_if", decision.form == Form::yes_if ? "no" : "yes"));
  }
  return decision;
}

std::optional<VariedDecl> load_varied(const Fields& decision, Sink& sink) {
  const Node* node = decision.find("may_be_varied_by");
  if (node == nullptr) return std::nullopt;
  const Fields fields(*node, "`may_be_varied_by`", varied_block, sink);
  [[maybe_unused]] const auto known = fields.place_of_word("layer");
  return VariedDecl{fields.name("layer"), fields.citations(), fields.text("because")};
}

}  // namespace

void load_decisions(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`decisions`", sink, [&](const Name& id, const Node& value) {
    check_name(id, true, sink);
    const Fields fields(value, fmt::format("the decision `{}`", id.text), decision_block, sink);
    DecisionDecl decision = load_decision(id, fields, sink);
    decision.for_each = fields.name("for_each");
    decision.type = fields.name("type");
    decision.a_person_may_decide = fields.yes("a_person_may_decide");
    decision.is_sensitive = fields.yes("sensitive");
    if (fields.yes("may_be_widened")) decision.may_be_widened = fields.name("may_be_widened");
    decision.may_be_varied = load_varied(fields, sink);
    decision.whose = fields.expression("whose");
    decision.formerly = fields.names("formerly");
    pack.decisions.push_back(std::move(decision));
  });
}

DecisionDecl load_asked_decision(const Name& id, const Node& node, Sink& sink) {
  const Fields fields(node, fmt::format("the question `{}`", id.text), own_question_block, sink);
  DecisionDecl decision = load_decision(id, fields, sink);
  decision.type = fields.name("type");
  return decision;
}

void load_widened(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`widen`", sink, [&](const Name& id, const Node& value) {
    const Fields fields(value, fmt::format("what widens `{}`", id.text), widened_block, sink);
    WidenDecl widen{id, {}};
    if (const Node* rules = fields.find("yes_if")) load_rules(*rules, id, true, widen.rules, sink);
    pack.widened.push_back(std::move(widen));
  });
}

void load_replaced(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`replace`", sink, [&](const Name& id, const Node& value) {
    const Fields fields(value, fmt::format("what replaces `{}`", id.text), replaced_block, sink);
    pack.replaced.push_back({load_decision(id, fields, sink)});
  });
}

}  // namespace masa
