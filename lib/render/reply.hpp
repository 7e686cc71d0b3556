/// The answer to a question, as text for programs and for people.
#pragma once

#include <string>

#include "diag/document.hpp"

namespace masa {

/// JSON: truths and whole numbers as such, what is not known as null, all else as text.
[[nodiscard]] std::string answer_json(const Node& answer);

}  // namespace masa
