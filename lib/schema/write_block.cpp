#include "schema/write_block.hpp"

#include <fmt/format.h>

namespace masa {

namespace {

constexpr std::string_view path_pattern = "^[A-Za-z][A-Za-z0-9_]*([.][A-Za-z][A-Za-z0-9_]*)?$";
constexpr std::string_view day_pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
constexpr std::string_view truths = R"({"enum":["yes","no",true,false,"true","false"]})";
constexpr std::string_view list_of_scalars =
    R"({"type":["string","number","boolean","array"],"items":{"type":["string","number","boolean"]}})";

std::string text_like(std::string_view pattern, std::string_view types = R"("string")") {
  JsonWriter json;
  json.begin_object().key("type").raw(types).field("pattern", pattern).end_object();
  return json.take();
}

std::string either(std::string_view first, std::string_view second) {
  return fmt::format(R"({{"anyOf":[{},{}]}})", first, second);
}

std::string words_of(const KeyShape& shape) {
  JsonWriter json;
  json.begin_object().key("enum").begin_list();
  for (const std::string_view word : shape.words) {
    if (!word.empty()) json.text(word);
  }
  json.end_list().end_object();
  return json.take();
}

/// One value of the shape, whatever it is held in.
std::string value_of(const KeyShape& shape) {
  switch (shape.written) {
    case WrittenAs::text:
    case WrittenAs::expression:
    case WrittenAs::sources:
      return std::string(any_scalar);
    case WrittenAs::names:
      return std::string(list_of_scalars);
    case WrittenAs::truth:
      return std::string(truths);
    case WrittenAs::date:
      return std::string(any_date);
    case WrittenAs::period:
      return text_like(fmt::format(R"(^\s*((from|until)\s+{0}|{0}\s+to\s+{0})\s*$)", day_pattern));
    case WrittenAs::days:
      return text_like(fmt::format(R"(^\s*{0}\s+to\s+{0}\s*$)", day_pattern));
    case WrittenAs::day_or_days:
      return text_like(fmt::format(R"(^\s*({0}(\s+to\s+{0})?|unknown)?\s*$)", day_pattern), R"(["string","null"])");
    case WrittenAs::word:
      return words_of(shape);
    case WrittenAs::table:
      return R"({"type":"string"})";
    case WrittenAs::anything:
      return "{}";
    case WrittenAs::block:
      return reference_to(shape.block->id);
    case WrittenAs::block_or_text:
      return either(any_scalar, reference_to(shape.block->id));
    case WrittenAs::block_or_nothing:
      return either(reference_to(shape.block->id), R"({"type":"null"})");
    case WrittenAs::fact_or_group:
      return fmt::format(R"({{"type":"object","if":{{"required":["type"]}},"then":{0},)"
                         R"("else":{{"propertyNames":{{"pattern":"{1}"}},"additionalProperties":{0}}}}})",
                         reference_to(shape.block->id), name_pattern);
    case WrittenAs::asked_or_own_block:
      return fmt::format(R"({{"type":"object","if":{{"required":["about"]}},"then":{},"else":{}}})",
                         reference_to(shape.block->id), reference_to(shape.other_block->id));
  }
  return "{}";
}

std::string keyed_by(std::string_view pattern, std::string_view value) {
  JsonWriter json;
  json.begin_object().field("type", "object");
  if (!pattern.empty()) json.key("propertyNames").begin_object().field("pattern", pattern).end_object();
  json.key("additionalProperties").raw(value).end_object();
  return json.take();
}

std::string schema_of(const KeyShape& shape) {
  const std::string value = value_of(shape);
  const std::string list = fmt::format(R"({{"type":"array","items":{}}})", value);
  switch (shape.held) {
    case Held::alone:
      return value;
    case Held::in_a_list:
      return list;
    case Held::in_a_list_or_not:
      return fmt::format(R"({{"type":["array","null"],"items":{}}})", value);
    case Held::by_name:
      return keyed_by(name_pattern, value);
    case Held::by_path:
      return keyed_by(path_pattern, value);
    case Held::by_id:
      return keyed_by("", value);
  }
  return "{}";
}

/// A schema with a line on what it says. Beside a reference nothing else may stand, so that goes behind `allOf`.
std::string described(std::string_view says, const std::string& schema) {
  if (schema.starts_with("{\"$ref\""))
    return fmt::format(R"({{"description":{},"allOf":[{}]}})", json_quote(says), schema);
  return fmt::format(R"({{"description":{}{}{})", json_quote(says), schema == "{}" ? "" : ",", schema.substr(1));
}

/// `{"required":["a","b"]}`
std::string has(std::span<const std::string_view> keys) {
  JsonWriter json;
  json.begin_object().key("required").begin_list();
  for (const std::string_view key : keys) json.text(key);
  json.end_list().end_object();
  return json.take();
}

/// `{"oneOf":[{"required":["a"]},…]}`
std::string one_of_these(std::string_view how, std::span<const std::string_view> keys, std::string_view last = {}) {
  JsonWriter json;
  json.begin_object().key(how).begin_list();
  for (const std::string_view& key : keys) json.raw(has({&key, 1}));
  if (!last.empty()) json.raw(last);
  json.end_list().end_object();
  return json.take();
}

/// `{"dependencies":{"a":["b","c"]}}`
std::string needs(std::string_view key, std::span<const std::string_view> others) {
  JsonWriter json;
  json.begin_object().key("dependencies").begin_object().key(key).begin_list();
  for (const std::string_view other : others) json.text(other);
  json.end_list().end_object().end_object();
  return json.take();
}

std::string schema_of(const KeyTie& tie) {
  const std::span<const std::string_view> keys = tie.keys();
  const std::span<const std::string_view> rest = keys.subspan(1);
  switch (tie.kind) {
    case KeyTie::Kind::exactly_one:
      return one_of_these("oneOf", keys);
    case KeyTie::Kind::one_or_last_two:
      return one_of_these("oneOf", keys.first(keys.size() - 2), one_of_these("anyOf", keys.last(2)));
    case KeyTie::Kind::at_most_one:
      return fmt::format(R"({{"not":{}}})", has(keys));
    case KeyTie::Kind::at_least_one:
      return one_of_these("anyOf", keys);
    case KeyTie::Kind::first_needs:
      return needs(keys.front(), rest);
    case KeyTie::Kind::first_excludes:
      return fmt::format(R"({{"if":{},"then":{{"not":{}}}}})", has(keys.first(1)), one_of_these("anyOf", rest));
    case KeyTie::Kind::without_first:
      return fmt::format(R"({{"if":{},"else":{}}})", has(keys.first(1)), has(rest));
  }
  return "{}";
}

void write_other_keys(const Block& block, JsonWriter& json) {
  if (block.takes_other_keys) return;
  if (block.others == nullptr) {
    json.key("additionalProperties").truth(false);
    return;
  }
  const std::string value = described(block.others->says, schema_of(block.others->shape));
  if (block.others->prefix.empty()) {
    json.key("propertyNames").begin_object().field("pattern", name_pattern).end_object();
    json.key("additionalProperties").raw(value);
  } else {
    const std::string pattern = fmt::format("^{}{}", block.others->prefix, name_pattern.substr(1));
    json.key("patternProperties").begin_object().key(pattern).raw(value).end_object();
    json.key("additionalProperties").truth(false);
  }
}

void write_definition(const Block& block, JsonWriter& json) {
  json.key(block.id).begin_object().field("description", block.says).field("type", "object");
  json.key("properties").begin_object();
  write_properties(block, json);
  json.end_object();
  write_required(block, json);
  write_other_keys(block, json);
  if (!block.ties.empty()) {
    json.key("allOf").begin_list();
    for (const KeyTie& tie : block.ties) json.raw(schema_of(tie));
    json.end_list();
  }
  json.end_object();
}

}  // namespace

std::string reference_to(std::string_view id) {
  return fmt::format(R"({{"$ref":"#/definitions/{}"}})", id);
}

void begin_schema(JsonWriter& json, std::string_view title) {
  json.begin_object().field("$schema", "http://json-schema.org/draft-07/schema#").field("title", title);
}

void write_definitions(const Block& block, JsonWriter& json, std::set<std::string_view>& written) {
  if (!written.insert(block.id).second) return;
  write_definition(block, json);
  const auto within = [&](const KeyShape& shape) {
    for (const Block* inner : {shape.block, shape.other_block}) {
      if (inner != nullptr) write_definitions(*inner, json, written);
    }
  };
  for (const Key& key : block.keys) {
    if (key.need != KeyNeed::refused) within(key.shape);
  }
  if (block.others != nullptr) within(block.others->shape);
}

void write_properties(const Block& block, JsonWriter& json) {
  for (const Key& key : block.keys) {
    if (key.need != KeyNeed::refused) json.key(key.name).raw(described(key.says, schema_of(key.shape)));
  }
}

void write_required(const Block& block, JsonWriter& json) {
  std::vector<std::string> needed;
  for (const Key& key : block.keys) {
    if (key.need == KeyNeed::required) needed.emplace_back(key.name);
  }
  if (!needed.empty()) json.key("required").texts(needed);
}

}  // namespace masa
