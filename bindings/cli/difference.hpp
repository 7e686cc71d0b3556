/// The difference between a text and the same text laid out anew, as `diff -u` and patch programs have it.
#pragma once

#include <string>
#include <string_view>

namespace masa::cli {

/// Empty where the two are the same. They must have the same lines in the same order but for blanks and empty lines, as
/// masa::format gives them; so each line has its counterpart, and nothing is searched.
[[nodiscard]] std::string difference(std::string_view name, std::string_view before, std::string_view after);

}  // namespace masa::cli
