// The schemas that no rule book has a part in.
#include "case/case_keys.hpp"
#include "load/keys.hpp"
#include "scenario/suite_keys.hpp"
#include "schema/schema.hpp"
#include "schema/write_block.hpp"

namespace masa {

namespace {

std::string schema_of(const Block& root, std::string_view title) {
  JsonWriter json;
  begin_schema(json, title);
  json.key("allOf").begin_list().raw(reference_to(root.id)).end_list();
  json.key("definitions").begin_object();
  std::set<std::string_view> written;
  write_definitions(root, json, written);
  json.end_object().end_object();
  return lay_out_json(json.take());
}

}  // namespace

std::string schema_of_packs() {
  return schema_of(pack_block, "a pack of rules, as masa reads it");
}

std::string schema_of_cases() {
  return schema_of(case_block, "a case, whatever the packs declare");
}

std::string schema_of_suites() {
  return schema_of(suite_block, "a suite of cases, as masa reads it");
}

}  // namespace masa
