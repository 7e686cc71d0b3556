/// A table of keys to the JSON of a schema.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "diag/keys.hpp"
#include "render/json.hpp"

namespace masa {

/// Any scalar: what is meant by it is said by its place.
constexpr std::string_view any_scalar = R"({"type":["string","number","boolean"]})";
constexpr std::string_view any_date = R"({"type":"string","pattern":"^\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\\s*$"})";
constexpr std::string_view name_pattern = "^[A-Za-z][A-Za-z0-9_]*$";

/// `{"$ref":"#/definitions/ID"}`
[[nodiscard]] std::string reference_to(std::string_view id);

/// The head of a schema, to be followed by what its root must be: `$schema` and `title`.
void begin_schema(JsonWriter& json, std::string_view title);

/// The definitions of a block and of all that stand within it, as fields of an open object.
void write_definitions(const Block& block, JsonWriter& json, std::set<std::string_view>& written);

/// The keys of a block as fields of an open object `properties`, each with what it says.
void write_properties(const Block& block, JsonWriter& json);

/// The keys that a block always needs, as the field `required`; none where it needs none.
void write_required(const Block& block, JsonWriter& json);

/// JSON laid out for a reader: an object or a list on one line where it fits.
[[nodiscard]] std::string lay_out_json(std::string_view json);

}  // namespace masa
