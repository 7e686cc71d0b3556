/// A pack, a case or a suite in the one layout.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "diag/diagnostic.hpp"

namespace masa {

/// Text `file` of the sources, laid out. Empty where it cannot be read, which is complained of.
/// INVARIANT: what comes out is read as the same tree with the same comments; otherwise nothing comes out.
[[nodiscard]] std::optional<std::string> format_text(const Sources& sources, std::uint32_t file, Sink& sink);

}  // namespace masa
