/// Days and names as people write them.
#pragma once

#include <string>

#include "value/date.hpp"

namespace masa {

/// `Mon 10 March 2025`.
[[nodiscard]] std::string day_words(Date day);
/// `Mon 10 Mar`.
[[nodiscard]] std::string short_day(Date day);
[[nodiscard]] std::string upper(std::string text);
/// `not_required` with blanks.
[[nodiscard]] std::string spaced(std::string text);

}  // namespace masa
