// Questions and figures. Each makes decisions for a record of its own, of which a case has no member until it is asked.
#include <fmt/format.h>

#include <array>

#include "load/load_pack.hpp"

namespace masa {

namespace {

constexpr std::string_view own_prefix = "asked.";

std::vector<QuestionDecl::Argument> load_arguments(const Node* given, Sink& sink) {
  std::vector<QuestionDecl::Argument> arguments;
  if (given == nullptr) return arguments;
  for_each_entry(*given, "`given`", sink, [&](const Name& word, const Node& type) {
    if (type.is_scalar()) {
      arguments.push_back({word, {type.text, type.span}});
    } else {
      sink.report(Kind::wrong_shape, type.span, fmt::format("`{}` must be the name of a type or of a fact", word.text));
    }
  });
  return arguments;
}

/// A question about a record that cases list: what is given are facts of it, what is answered are decisions for each.
QuestionDecl load_about(const Name& id, const Node& node, Sink& sink) {
  const Fields fields(node, fmt::format("the question `{}`", id.text), question_about_block, sink);
  QuestionDecl question{id, fields.name("about"), {}, load_arguments(fields.find("given"), sink), {}};
  if (const Node* answers = fields.find("answers")) {
    for_each_entry(*answers, "`answers`", sink, [&](const Name& word, const Node& decision) {
      question.answers.push_back({word, {decision.text, decision.span}});
    });
  }
  return question;
}

/// A question of its own: its arguments are facts `asked.…`, and it is decided as a decision is.
QuestionDecl load_own(const Name& id, const Node& node, Pack& pack, Sink& sink) {
  QuestionDecl question{id, {}, {fmt::format("question {} of {}", id.text, pack.id.text), id.span}, {}, {{{}, id}}};
  DecisionDecl decision = load_asked_decision(id, node, sink);
  decision.for_each = question.record;
  pack.decisions.push_back(std::move(decision));
  question.given = load_arguments(node.find("given"), sink);
  for (const QuestionDecl::Argument& argument : question.given) {
    FactDecl fact;
    fact.id = {std::string(own_prefix) + argument.word.text, argument.word.span};
    fact.record = question.record;
    fact.type = argument.type;
    pack.facts.push_back(std::move(fact));
  }
  return question;
}

DecisionDecl figure_decision(Name id, const Fields& fields, std::string_view key, const Name& record) {
  DecisionDecl decision;
  decision.id = std::move(id);
  decision.question = fields.text("what");
  decision.for_each = record;
  decision.type = fields.name("type");
  decision.form = Form::is;
  decision.is = fields.expression(key);
  decision.form_span = decision.id.span;
  decision.cite = fields.citations();
  decision.because = fields.text("because");
  return decision;
}

}  // namespace

void load_questions(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`questions`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    if (!value.is_mapping()) {
      sink.report(Kind::wrong_shape, value.span, fmt::format("the question `{}` must be a mapping", id.text));
      return;
    }
    pack.questions.push_back(value.find("about") != nullptr ? load_about(id, value, sink)
                                                            : load_own(id, value, pack, sink));
  });
}

void load_figures(const Node& node, Pack& pack, Sink& sink) {
  pack.figures_record = {fmt::format("figures of {}", pack.id.text), node.span};
  for_each_entry(node, "`figures`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    const Fields fields(value, fmt::format("the figure `{}`", id.text), figure_block, sink);
    const bool is_check = fields.has("left") || fields.has("right");
    if (is_check == fields.has("is") || fields.has("left") != fields.has("right"))
      sink.report(Kind::wrong_shape, value.span,
                  fmt::format("the figure `{}` needs `is`, or `left` and `right`", id.text),
                  "a figure is a number, or two that must be the same");
    pack.figures.push_back({id, fields.text("what"), is_check});
    if (!is_check) pack.decisions.push_back(figure_decision(id, fields, "is", pack.figures_record));
    for (const std::string_view side : {"left", "right"}) {
      if (is_check)
        pack.decisions.push_back(
            figure_decision({fmt::format("{}.{}", id.text, side), id.span}, fields, side, pack.figures_record));
    }
  });
}

}  // namespace masa
