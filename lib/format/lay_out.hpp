/// A YAML text, line by line, in the one layout of packs. Knows nothing of rules but where their tables stand.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace masa {

/// The text laid out, or the byte at which something stands that cannot be laid out, and what it is.
struct LaidOut {
  std::string text;
  std::string trouble;  ///< empty: all well
  std::size_t at = 0;
};

/// Takes a text that `read_yaml` accepts; of every other, what comes out is some text.
[[nodiscard]] LaidOut lay_out(std::string_view text);

}  // namespace masa
