/// What every fuzz target asks of a text that the engine prints, whatever it was given.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/text.hpp"
#include "masa/masa.hpp"

namespace masa::fuzz {

[[noreturn]] inline void found(std::string_view what) {
  std::fprintf(stderr, "found: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

/// Printed text is UTF-8 and holds nothing by which a terminal, a browser or a reader's eye could be led astray.
inline void check_printed(std::string_view text) {
  if (const auto bad = find_bad_byte(text)) found(bad->what);
}

inline void check_complaints(const std::vector<Diagnostic>& complaints) {
  for (const Diagnostic& complaint : complaints) {
    check_printed(to_text(complaint));
    check_printed(to_json(complaint));
  }
}

inline void check_answer(const Determination& answer) {
  const Show all{true, true};
  check_printed(answer.to_text(all));
  check_printed(answer.to_json(all));
  check_printed(answer.to_html(all));
  check_printed(explain(answer, "", "", all));
}

inline std::string_view text_of(const unsigned char* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
}

}  // namespace masa::fuzz
