// What the cases of a rule book may hold: each fact with the question that asks for it, each event with its fields.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "case/case_keys.hpp"
#include "schema/schema.hpp"
#include "schema/write_block.hpp"
#include "schema/write_value.hpp"

namespace masa {

namespace {

/// A name is text, and to some readers `true` is none.
const std::vector<std::string> name_types{"string", "boolean"};

class CaseSchema {
 public:
  CaseSchema(const Schema& schema, const Vocabulary& vocabulary)
      : schema_(schema), vocabulary_(vocabulary), values_(vocabulary) {}

  std::string write() {
    begin_schema(json_, "a case of these rules");
    json_.field("description", case_block.says).key("type").texts({"object", "null"});
    json_.key("properties").begin_object();
    write_groups();
    write_lone_facts();
    write_lists();
    write_history();
    write_judgements();
    json_.end_object().key("additionalProperties").truth(false);
    write_definitions_used();
    json_.end_object();
    return lay_out_json(json_.take());
  }

 private:
  /// What an editor shows of a fact: the question that asks for it, and in brackets its name, its type, and how it is
  /// kept. Words need not be told: the editor lists them.
  [[nodiscard]] std::string says_of(const FactInfo& fact) const {
    std::vector<std::string> beside;
    if (!fact.ask.empty() && !fact.label.empty()) beside.push_back(fact.label);
    if (fact.type.base != Type::Base::word) beside.push_back(vocabulary_.describe(fact.type));
    if (fact.when_not_recorded)
      beside.push_back("where it is left out, " + vocabulary_.print(*fact.when_not_recorded, fact.type));
    if (fact.is_secret) {
      beside.emplace_back("secret: no rule reads it and nothing prints it");
    } else if (fact.is_sensitive) {
      beside.emplace_back("sensitive: shown only on request");
    }
    const std::string& says = !fact.ask.empty() ? fact.ask : !fact.label.empty() ? fact.label : fact.path;
    return beside.empty() ? says : fmt::format("{} ({})", says, join(beside, "; "));
  }

  void write_fact(std::string_view key, const FactInfo& fact, JsonWriter& json) {
    json.key(key).begin_object().field("description", says_of(fact));
    json.key("allOf").begin_list().raw(values_.fact_of(fact)).end_list().end_object();
  }

  template <class Visit>
  void for_each_given(std::uint32_t record, const Visit& visit) const {
    for (std::uint32_t f = 0; f < schema_.facts.size(); ++f) {
      const FactInfo& fact = schema_.facts[f];
      const bool is_own_day = record != no_index && schema_.records[record].day == f;
      const bool is_list = std::ranges::find(schema_.records, f, &RecordInfo::list_fact) != schema_.records.end();
      if (fact.record == record && !fact.is_made && !is_own_day && !is_list) visit(fact);
    }
  }

  void write_groups() {
    for (const std::string& group : schema_.groups) {
      json_.key(group).begin_object().field("description", fmt::format("the facts of `{}`", group));
      json_.key("type").texts({"object", "null"}).key("properties").begin_object();
      for_each_given(no_index, [&](const FactInfo& fact) {
        if (fact.path.starts_with(group + ".")) write_fact(fact.path.substr(group.size() + 1), fact, json_);
      });
      json_.end_object().key("additionalProperties").truth(false).end_object();
    }
  }

  void write_lone_facts() {
    for_each_given(no_index, [&](const FactInfo& fact) {
      if (fact.path.find('.') == std::string::npos) write_fact(fact.path, fact, json_);
    });
  }

  /// `people`: its members, and perhaps the mark that there may be more of them.
  void write_lists() {
    const std::string more =
        values_.use("more", R"({"type":"object","additionalProperties":false,"properties":)"
                            R"({"more":{"enum":["possible"],"description":"there may be others"}}})");
    for (std::uint32_t r = 0; r < schema_.records.size(); ++r) {
      const RecordInfo& record = schema_.records[r];
      if (!record.is_listed()) continue;
      json_.key(record.list).begin_object();
      json_.field("description",
                  fmt::format("each {} of the case; the list is complete, but for `more: possible`", record.name));
      json_.key("anyOf").begin_list();
      json_.raw(fmt::format(
          R"({{"type":"array","items":{{"if":{{"required":["more"],"maxProperties":1}},"then":{},"else":{}}}}})", more,
          values_.use("member_" + record.name, member_of(r))));
      json_.raw(R"({"enum":["unknown","withheld",null]})").end_list().end_object();
    }
  }

  std::string member_of(std::uint32_t record) {
    JsonWriter json;
    json.begin_object().field("description", fmt::format("one {}", schema_.records[record].name));
    json.field("type", "object").key("properties").begin_object();
    json.key("id").begin_object().field("description", "a name for this member, once in the case");
    json.key("type").texts(name_types).field("pattern", name_pattern).end_object();
    for_each_given(record, [&](const FactInfo& fact) { write_fact(fact.path, fact, json); });
    json.end_object().key("required").texts({"id"}).key("additionalProperties").truth(false).end_object();
    return json.take();
  }

  /// What an item is, by what stands under one of its keys: an editor then completes the keys of that.
  static std::string which(std::string_view key, const std::string& word, const std::string& then) {
    return fmt::format(R"({{"if":{{"required":["{0}"],"properties":{{"{0}":{{"const":"{1}"}}}}}},"then":{2}}})", key,
                       word, then);
  }

  /// Items of which the keys of a block say what they are.
  void write_items(const Block& block, std::string_view key, const std::vector<std::string>& words,
                   const std::vector<std::string>& kinds) {
    json_.key("items").begin_object().field("type", "object").key("properties").begin_object();
    json_.key(key).begin_object().field("description", block.find(key)->says).key("enum").texts(words).end_object();
    json_.end_object();
    write_required(block, json_);
    json_.key("allOf").begin_list();
    for (const std::string& kind : kinds) json_.raw(kind);
    json_.end_list().end_object();
  }

  void write_history() {
    std::vector<std::string> names;
    std::vector<std::string> kinds;
    for (std::uint32_t r = 0; r < schema_.records.size(); ++r) {
      const std::string& name = schema_.records[r].name;
      if (!schema_.records[r].is_event) continue;
      names.push_back(name);
      kinds.push_back(which("event", name, values_.use("event_" + name, event_of(r))));
    }
    if (names.empty()) return;
    json_.key("events").begin_object().field("description", case_block.find("events")->says);
    json_.key("type").texts({"array", "null"});
    write_items(event_of_case_block, "event", names, kinds);
    json_.end_object().key("history").begin_object().field("description", case_block.find("history")->says);
    json_.key("allOf").begin_list().raw(reference_to(history_block.id)).end_list().end_object();
  }

  std::string event_of(std::uint32_t number) {
    const RecordInfo& event = schema_.records[number];
    JsonWriter json;
    json.begin_object().key("properties").begin_object();
    write_properties(event_of_case_block, json);
    std::vector<std::string> needed;
    if (event.owner != no_index) {
      needed.push_back(schema_.records[event.owner].name);
      json.key(needed.back()).begin_object().field("description", "to whom it happened");
      json.key("type").texts(name_types).field("pattern", name_pattern).end_object();
    }
    for_each_given(number, [&](const FactInfo& fact) { write_fact(fact.path, fact, json); });
    json.end_object().key("required").texts(needed).key("additionalProperties").truth(false).end_object();
    return json.take();
  }

  /// Only decisions that let a person decide.
  void write_judgements() {
    std::vector<std::string> names;
    std::vector<std::string> kinds;
    for (const JudgedInfo& judged : schema_.judged) {
      const std::string& name = judged.decision;
      if (!judged.is_allowed || std::ranges::find(names, name) != names.end()) continue;
      names.push_back(name);
      kinds.push_back(which("decision", name, values_.use("judged_" + name, judgement_of(judged))));
    }
    json_.key("judgements").begin_object().field("description", case_block.find("judgements")->says);
    json_.field("type", "array");
    if (names.empty()) {
      json_.key("maxItems").number(0);
    } else {
      write_items(judgement_block, "decision", names, kinds);
    }
    json_.end_object();
  }

  /// Two packs may have a decision of that name, each of its own: then only what all judgements have is said.
  std::string judgement_of(const JudgedInfo& judged) {
    const auto same = [&](const JudgedInfo& other) { return other.is_allowed && other.decision == judged.decision; };
    if (std::ranges::count_if(schema_.judged, same) > 1) return reference_to(judgement_block.id);
    JsonWriter json;
    json.begin_object().key("properties").begin_object();
    write_properties(judgement_block, json);
    std::vector<std::string> needed;
    if (judged.record != no_index) {
      needed.push_back(schema_.records[judged.record].name);
      json.key(needed.back()).begin_object().field("description", "whose answer it is");
      json.key("type").texts({"string", "number", "boolean"}).end_object();
    }
    json.end_object().key("required").texts(needed).key("additionalProperties").truth(false);
    json.key("allOf").begin_list().begin_object().key("properties").begin_object();
    json.key("value").raw(values_.value_of(judged.type)).end_object().end_object().end_list().end_object();
    return json.take();
  }

  void write_definitions_used() {
    json_.key("definitions").begin_object();
    std::set<std::string_view> written;
    write_definitions(history_block, json_, written);
    write_definitions(judgement_block, json_, written);
    for (const auto& [id, definition] : values_.used()) json_.key(id).raw(definition);
    json_.end_object();
  }

  const Schema& schema_;
  const Vocabulary& vocabulary_;
  ValueSchema values_;
  JsonWriter json_;
};

}  // namespace

std::string schema_of_cases(const Schema& schema, const Vocabulary& vocabulary) {
  return CaseSchema(schema, vocabulary).write();
}

}  // namespace masa
