/// The rows of a decision of which packs differ: each pack's answer, and for whom it holds.
#pragma once

#include <string>
#include <vector>

#include "check/book.hpp"

namespace masa {

/// One pack's way of making a decision: a row of its table.
struct Way {
  std::uint32_t pack = 0;
  Typed binds;  ///< a constant yes where the pack binds everybody
  Typed then;
  std::vector<Citation> cite;
  std::string because;
  Span span;
};

/// Makes the ways the rows of the decision. The first is the owner's: it stands where no other that is in force binds
/// the body, so that one of the rows always applies.
void make_rows(Book& book, std::uint32_t decision, std::vector<Way>& ways);

}  // namespace masa
