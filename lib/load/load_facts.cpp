// Sources, types, facts and records.
#include <fmt/format.h>

#include "load/load_pack.hpp"

namespace masa {

FactDecl load_fact(const Name& id, const Node& node, Sink& sink) {
  const Fields fields(node, fmt::format("the fact `{}`", id.text), fact_block, sink);
  FactDecl fact;
  fact.id = id;
  fact.type = fields.name("type");
  fact.label = fields.text("label");
  fact.ask = fields.text("ask");
  fact.is_sensitive = fields.yes("sensitive");
  fact.is_secret = fields.yes("secret");
  fact.in_place_of = fields.name("in_place_of");
  fact.when_not_recorded = fields.name("when_not_recorded");
  fact.when_null = fields.name("when_null");
  fact.when_unknown = fields.name("when_unknown");
  fact.not_before = fields.names("not_before");
  fact.applies_when = fields.expression("applies_when");
  fact.formerly = fields.names("formerly");
  return fact;
}

void load_sources(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`sources`", sink, [&](const Name& id, const Node& value) {
    const Fields fields(value, fmt::format("the source `{}`", id.text), source_block, sink);
    SourceDecl source;
    source.id = id;
    source.title = fields.text("title");
    source.authority = fields.one_of<Authority>("kind").value_or(Authority::by_default);
    source.confidence = fields.one_of<Confidence>("confidence");
    source.in_force = fields.period("in_force").value_or(Period{});
    source.followed_by = fields.name("followed_by");
    source.is_read = fields.yes("read", true);
    pack.sources.push_back(std::move(source));
  });
}

void load_types(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`types`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    if (!value.is_scalar()) {
      sink.report(Kind::wrong_shape, value.span, fmt::format("the type `{}` must be a text", id.text),
                  "as in `one of excluded < suspected < known`");
      return;
    }
    pack.types.push_back({id, {value.text, value.span}});
  });
}

void load_facts(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`facts`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    if (value.find("type") != nullptr || !value.is_mapping()) {
      pack.facts.push_back(load_fact(id, value, sink));
      return;
    }
    for_each_entry(value, fmt::format("the group `{}`", id.text), sink, [&](const Name& inner, const Node& fact) {
      check_name(inner, false, sink);
      FactDecl decl = load_fact(inner, fact, sink);
      decl.group = id;
      pack.facts.push_back(std::move(decl));
    });
  });
}

void load_record(const Name& record, const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, fmt::format("the record `{}`", record.text), sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    FactDecl fact = load_fact(id, value, sink);
    fact.record = record;
    pack.facts.push_back(std::move(fact));
  });
}

}  // namespace masa
