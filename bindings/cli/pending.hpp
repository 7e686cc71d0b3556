/// The list of cases that cannot be decided yet, each with its reason.
#pragma once

#include <string>
#include <vector>

#include "masa/masa.hpp"

namespace masa::cli {

struct Pending {
  std::string id;
  std::string why;
};

/// Reads lines of `ID: reason`; blank lines and lines that begin with `#` are passed over. Throws UsageError, with file
/// and line, for any other line, a missing reason, or an id that stands twice.
[[nodiscard]] std::vector<Pending> read_pending(const Input& list);

}  // namespace masa::cli
