/// A text tree to the facts of a case.
#pragma once

#include <map>

#include "case/facts.hpp"
#include "diag/diagnostic.hpp"
#include "diag/document.hpp"

namespace masa {

/// Reads the facts of a case by the schema. Complains about names that no pack declares and values that their facts
/// cannot have; a complaint names the fact, never its value. Absent facts are not known, but where the schema says what
/// an absent record means.
[[nodiscard]] Facts read_case(const Node& document, const Schema& schema, const Vocabulary& vocabulary, Sink& sink);

/// The same, with one member more of a record, whose facts a question gives.
[[nodiscard]] Facts read_case_with(const Node& document, std::uint32_t record,
                                   const std::map<std::uint32_t, const Node*>& facts, const Schema& schema,
                                   const Vocabulary& vocabulary, Sink& sink);

/// JSON bytes to a text tree (the only user of nlohmann/json, by its event interface). Complains about double keys,
/// depth over 64, bad bytes. Empty where it is no JSON.
[[nodiscard]] std::optional<Node> read_json(const Sources& sources, std::uint32_t file, Sink& sink);

}  // namespace masa
