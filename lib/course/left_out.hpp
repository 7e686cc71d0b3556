/// Which packs have nothing to say of a case.
#pragma once

#include <vector>

#include "case/facts.hpp"
#include "check/book.hpp"

namespace masa {

/// For each pack whether it is left out: it is about facts of which the case gives none, and the case is about what
/// another pack is about.
[[nodiscard]] std::vector<bool> packs_left_out(const Book& book, const Facts& facts);

}  // namespace masa
