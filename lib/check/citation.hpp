/// What a rule rests on.
#pragma once

#include <cstdint>
#include <string>

namespace masa {

/// A citation: a source, with a pinpoint where the author gave one.
struct Citation {
  std::uint32_t source = 0;
  std::string pinpoint;
};

}  // namespace masa
