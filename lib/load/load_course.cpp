// What happens over time: events, the states that they bring about, and processes.
#include <fmt/format.h>

#include <algorithm>

#include "expr/parse_expr.hpp"
#include "load/load_pack.hpp"
#include "load/read_table.hpp"

namespace masa {

namespace {

/// A field: its type, or a block as a fact has.
FactDecl load_field(const Name& event, const Name& id, const Node& node, Sink& sink) {
  FactDecl field;
  if (node.is_mapping()) {
    field = load_fact(id, node, sink);
  } else {
    field.id = id;
    if (node.is_scalar()) field.type = {node.text, node.span};
    if (!node.is_scalar())
      sink.report(Kind::wrong_shape, node.span,
                  fmt::format("the field `{}` must be a type, or a block with one", id.text));
  }
  if (!may_name_a_field(id.text)) check_name(id, false, sink);
  if (id.text == "day" || id.text == "recorded")
    sink.report(Kind::bad_name, id.span, fmt::format("every event has a `{}` already", id.text), "choose another name");
  field.record = event;
  return field;
}

void load_milestones(const Node& node, std::vector<PartDecl>& parts, Sink& sink) {
  for_each_entry(node, "`milestones`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    if (!value.is_scalar()) {
      sink.report(Kind::wrong_shape, value.span, fmt::format("`{}` must be an expression", id.text));
      return;
    }
    parts.push_back({id, {}, read_expression(std::make_shared<const Node>(value), 0, value.text.size(), sink)});
  });
}

/// Roles, or the steps of the working: each a type and a value.
void load_parts(const Node& node, std::string_view key, std::vector<PartDecl>& parts, Sink& sink) {
  for_each_entry(node, fmt::format("`{}`", key), sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    const Fields fields(value, fmt::format("`{}` of `{}`", id.text, key), part_block, sink);
    parts.push_back({id, fields.name("type"), fields.expression("is")});
  });
}

}  // namespace

void load_events(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`events`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    EventDecl event;
    event.id = id;
    if (value.shape != Node::Shape::empty) {
      const Fields fields(value, fmt::format("the event `{}`", id.text), event_block, sink);
      event.of = fields.name("of");
      event.label = fields.text("label");
      event.chain = fields.names("chain");
      if (const Node* inner = fields.find("fields")) {
        for_each_entry(*inner, "`fields`", sink, [&](const Name& field, const Node& type) {
          event.fields.push_back(load_field(id, field, type, sink));
        });
      }
      if (fields.has("chain") && event.chain.size() != 2)
        sink.report(Kind::wrong_shape, fields.find("chain")->span, "a chain has two fields: from where, and to where");
    }
    pack.events.push_back(std::move(event));
  });
}

void load_states(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`states`", sink, [&](const Name& id, const Node& value) {
    check_name(id, true, sink);
    const Fields fields(value, fmt::format("the state `{}`", id.text), state_block, sink);
    StateDecl state;
    state.id = id;
    state.question = fields.text("question");
    state.label = fields.text("label");
    state.for_each = fields.name("for_each");
    state.type = fields.name("type");
    state.is = fields.expression("is");
    state.begins = fields.expression("begins");
    state.ends = fields.expression("ends");
    state.ends_when = fields.expression("ends_when");
    state.is_kept = fields.has("with_at_first");
    state.with = fields.expression(state.is_kept ? "with_at_first" : "with");
    if (state.is_kept && fields.has("with"))
      sink.report(Kind::wrong_shape, fields.find("with")->span,
                  fmt::format("the state `{}` has `with` or `with_at_first`, not both", id.text));
    state.cite = fields.citations();
    state.is_sensitive = fields.yes("sensitive");
    state.is_working = fields.yes("working");
    state.never_reads = fields.names("never_reads");
    if (fields.has("is") == fields.has("begins")) {
      sink.report(fields.has("is") ? Kind::wrong_shape : Kind::missing_key, id.span,
                  fmt::format("the state `{}` needs `is` or `begins`, one of them", id.text));
    }
    for (const std::string_view key : {"ends", "ends_when", "with", "with_at_first"}) {
      if (fields.has(key) && fields.has("is"))
        sink.report(Kind::wrong_shape, fields.find(key)->span,
                    fmt::format("`{}` goes with `begins`, not with `is`", key));
    }
    pack.states.push_back(std::move(state));
  });
}

void load_processes(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`processes`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    const Fields fields(value, fmt::format("the process `{}`", id.text), process_block, sink);
    const std::string_view ends_key = fields.has("ends_by_first_row") ? "ends_by_first_row" : "ends";
    fields.require(ends_key);
    if (fields.has("ends") && fields.has("ends_by_first_row"))
      sink.report(Kind::wrong_shape, fields.find("ends")->span,
                  fmt::format("the process `{}` has `ends` or `ends_by_first_row`, not both", id.text));
    // Without a holder it is an episode: it begins and ends, and nobody holds anything by it.
    for (const std::string_view key : {"at_first", "until_then"}) {
      if (fields.has("holder")) fields.require(key);
      if (!fields.has("holder") && fields.has(key))
        sink.report(Kind::wrong_shape, fields.find(key)->span,
                    fmt::format("`{}` says who holds it, and the process `{}` has no `holder`", key, id.text));
    }
    ProcessDecl process;
    process.id = id;
    process.about = fields.text("about");
    process.for_each = fields.name("for_each");
    process.begins = fields.expression("begins");
    process.holder = fields.name("holder");
    if (const Node* roles = fields.find("roles")) load_parts(*roles, "roles", process.roles, sink);
    if (const Node* milestones = fields.find("milestones")) load_milestones(*milestones, process.milestones, sink);
    if (const Node* working = fields.find("working")) load_parts(*working, "working", process.working, sink);
    process.is_first_row = ends_key == "ends_by_first_row";
    if (const Node* ends = fields.find(ends_key)) process.ends = read_table(*ends, sink, fields.has("holder"));
    process.begins_each_time = fields.yes("begins_each_time");
    if (process.begins_each_time && fields.has("holder"))
      sink.report(
          Kind::wrong_shape, fields.find("begins_each_time")->span,
          fmt::format("the process `{}` has a holder, and of what has one holder only one can be open", id.text));
    process.at_first = fields.expression("at_first");
    process.until_then = fields.expression("until_then");
    process.resets_when = fields.expression("resets_when");
    process.cite = fields.citations();
    process.never_reads = fields.names("never_reads");
    pack.processes.push_back(std::move(process));
  });
}

}  // namespace masa
