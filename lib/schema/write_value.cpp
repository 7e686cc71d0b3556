#include "schema/write_value.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "case/case_keys.hpp"
#include "schema/write_block.hpp"

namespace masa {

namespace {

/// Numbers as such or as text; bounds are told of those without places, as which a value is kept.
std::string number_of(const Type& type) {
  JsonWriter json;
  json.begin_object().key("anyOf").begin_list().begin_object();
  json.field("type", type.places == 0 ? "integer" : "number");
  if (type.places == 0 && type.low != INT64_MIN) json.key("minimum").number(type.low);
  if (type.places == 0 && type.high != INT64_MAX) json.key("maximum").number(type.high);
  json.end_object().begin_object().field("type", "string").field("pattern", "^[-+]?[0-9.]+$").end_object();
  json.end_list().end_object();
  return json.take();
}

const std::vector<std::string> words_for_nothing{"none", "nobody", "not yet", "not applicable"};

}  // namespace

std::string ValueSchema::use(const std::string& stem, std::string definition) {
  std::string id = stem;
  for (int number = 2;; ++number) {
    const auto found = std::ranges::find(used_, id, &std::pair<std::string, std::string>::first);
    if (found == used_.end()) break;
    if (found->second == definition) return reference_to(id);
    id = fmt::format("{}_{}", stem, number);
  }
  used_.emplace_back(id, std::move(definition));
  return reference_to(id);
}

std::string ValueSchema::words(const Type& type) {
  JsonWriter json;
  json.begin_object().key("enum").texts(vocabulary_.enumerations[type.enumeration].words).end_object();
  return use(stem_of(type), json.take());
}

/// Each body with its name, which an editor shows beside its id.
std::string ValueSchema::bodies(const Type& type) {
  JsonWriter json;
  json.begin_object().key("oneOf").begin_list();
  for (const Body& body : vocabulary_.bodies) {
    if ((type.kinds >> body.kind & 1U) != 0)
      json.begin_object().field("const", body.id).field("description", body.name).end_object();
  }
  json.end_list().end_object();
  return use(stem_of(type), json.take());
}

/// `date`, `belief`, `authority_or_elsewhere`: under which its definition stands.
std::string ValueSchema::stem_of(const Type& type) const {
  std::vector<std::string> kinds;
  switch (type.base) {
    case Type::Base::truth:
      return "truth";
    case Type::Base::number:
      return "number";
    case Type::Base::date:
      return "date";
    case Type::Base::word: {
      const Enumeration& all = vocabulary_.enumerations[type.enumeration];
      return all.name.empty() ? "one_of_" + join(all.words, "_") : "type_" + all.name;
    }
    case Type::Base::reference:
      for (std::size_t k = 0; k < vocabulary_.kinds.size(); ++k) {
        if ((type.kinds >> k & 1U) != 0) kinds.push_back(vocabulary_.kinds[k]);
      }
      return "body_" + join(kinds, "_or_");
    case Type::Base::text:
    case Type::Base::nothing:
      break;
  }
  return "text";
}

std::string ValueSchema::one_of(const Type& type) {
  switch (type.base) {
    case Type::Base::truth:
      return R"({"enum":["yes","no",true,false,"true","false"]})";
    case Type::Base::number:
      return number_of(type);
    case Type::Base::date:
      return std::string(any_date);
    case Type::Base::word:
      return words(type);
    case Type::Base::reference:
      return bodies(type);
    case Type::Base::text:
    case Type::Base::nothing:
      break;
  }
  return std::string(any_scalar);
}

std::string ValueSchema::value_of(const Type& type) {
  std::string one = one_of(type);
  if (type.or_nothing) {
    JsonWriter nothing;
    nothing.begin_object().key("enum").texts(words_for_nothing).end_object();
    one = fmt::format(R"({{"anyOf":[{},{}]}})", one, nothing.take());
  }
  return type.is_set ? fmt::format(R"({{"type":"array","items":{}}})", one) : one;
}

std::string ValueSchema::fact_of(const FactInfo& fact) {
  Type type = fact.type;
  type.or_nothing = fact.can_be_nothing();
  JsonWriter open;
  open.begin_object().field("description", "not known: asked and not known, or withheld");
  open.key("enum").begin_list().text("unknown").text("withheld").null().end_list().end_object();
  const std::string plain = fmt::format("{},{}", value_of(type), use("not_known", open.take()));
  JsonWriter said;
  said.begin_object().field("description", said_block.says).field("type", "object");
  said.key("properties").begin_object().key("value").begin_object();
  said.field("description", said_block.find("value")->says).key("anyOf").raw("[" + plain + "]").end_object();
  said.key("from").begin_object().field("description", said_block.find("from")->says);
  said.key("type").texts({"string", "number", "boolean"}).end_object().end_object();
  write_required(said_block, said);
  said.key("additionalProperties").truth(false).end_object();
  const std::string stem =
      fmt::format("fact_{}{}{}", type.is_set ? "list_of_" : "", stem_of(type), type.or_nothing ? "_or_nothing" : "");
  return use(stem, fmt::format(R"({{"anyOf":[{},{}]}})", plain, said.take()));
}

}  // namespace masa
