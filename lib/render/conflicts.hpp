/// The declared conflicts of a rule book: where texts disagree, what each says, and which is followed.
#pragma once

#include <string>

#include "check/book.hpp"

namespace masa {

[[nodiscard]] std::string write_conflicts_text(const Book& book, int width, bool colour);
[[nodiscard]] std::string write_conflicts_json(const Book& book);

}  // namespace masa
