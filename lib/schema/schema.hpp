/// JSON Schemas (draft-07) for editors: what completes, what is shown of a key, what is marked as a mistake.
///
/// They are written from the tables of keys that the readers use, and, of a case, from what the packs declare. A schema
/// sees one file and no expressions, so it finds some mistakes only; what the engine takes, it takes (but for blanks
/// about a quoted `yes` or a word of a closed list).
///
/// Truths may be written yes and no, and come as text from readers of YAML 1.2 and as truths from those of 1.1; dates
/// come as text; a text that looks like a number comes as one.
#pragma once

#include <string>

#include "case/schema.hpp"

namespace masa {

[[nodiscard]] std::string schema_of_packs();
/// Of any case, whatever the packs declare.
[[nodiscard]] std::string schema_of_cases();
/// Of the cases of a rule book: its very facts, events and decisions that a person may take.
[[nodiscard]] std::string schema_of_cases(const Schema& schema, const Vocabulary& vocabulary);
[[nodiscard]] std::string schema_of_suites();

}  // namespace masa
