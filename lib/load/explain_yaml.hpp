/// Why a text is not YAML, in words for somebody who writes rules and does not know YAML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace masa {

struct YamlSlip {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string message;
  std::string help;
};

/// `at`: where the parser stopped, a byte of the text; `said`: what it says of it.
[[nodiscard]] YamlSlip explain_yaml(std::string_view text, std::size_t at, std::string_view said);

}  // namespace masa
