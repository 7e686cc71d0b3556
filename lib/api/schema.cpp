#include "schema/schema.hpp"

#include "api/impl.hpp"
#include "masa/masa.hpp"

namespace masa {

std::string schema(SchemaOf what) {
  switch (what) {
    case SchemaOf::packs:
      return schema_of_packs();
    case SchemaOf::suites:
      return schema_of_suites();
    case SchemaOf::cases:
      break;
  }
  return schema_of_cases();
}

std::string schema(const RuleBook& rules) {
  const Book& book = rules.impl().plan.book;
  return schema_of_cases(book.schema, book.vocabulary);
}

}  // namespace masa
