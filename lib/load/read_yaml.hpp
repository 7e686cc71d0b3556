/// YAML bytes to a text tree. The only user of yaml-cpp, by its event interface: `Load` drops what it does not like.
#pragma once

#include <cstdint>
#include <optional>

#include "diag/diagnostic.hpp"
#include "diag/document.hpp"

namespace masa {

/// Whether a text may be read at all: not too large, no line too long, and no byte in it that no text may hold.
/// Complains otherwise.
[[nodiscard]] bool check_text(const Sources& sources, std::uint32_t file, std::size_t most_bytes, Sink& sink);

/// Reads text `file` of the sources. Complains about everything that a rule file or a case may not hold: bad bytes,
/// double keys, aliases, anchors, tags, a second document, what goes beyond limits.hpp, a key without a value in
/// braces. Empty where nothing can be made of it.
[[nodiscard]] std::optional<Node> read_yaml(const Sources& sources, std::uint32_t file, Sink& sink);

}  // namespace masa
