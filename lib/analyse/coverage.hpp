/// Which provisions of a document the packs hold: who cites each, and what was left out on purpose.
#pragma once

#include <string>
#include <vector>

#include "check/book.hpp"
#include "diag/document.hpp"

namespace masa {

/// One provision, as a list of provisions has it and as the packs have it.
struct ProvisionCoverage {
  enum class State : std::uint8_t { encoded, not_encoded, missing };
  std::string id;
  std::string kind;
  std::string says;
  State state = State::missing;
  std::vector<Span> places;  ///< encoded: each that cites it, in the order of files and lines
  std::string why;           ///< not encoded
  std::string owner;
};

/// `document`: `provisions`, a list of mappings with `id`, `kind` and `says`. Empty where it is no such list;
/// complained about.
[[nodiscard]] std::vector<ProvisionCoverage> cover(const Book& book, const Node& document, Sink& sink);

}  // namespace masa
