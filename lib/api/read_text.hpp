/// A case or a suite, in JSON or YAML, to a text tree.
#pragma once

#include <optional>

#include "case/read_case.hpp"
#include "load/read_yaml.hpp"
#include "masa/masa.hpp"

namespace masa {

/// A text that starts with `{` is JSON, every other is YAML.
inline std::optional<Node> read_text(Sources& sources, const Input& input, Sink& sink) {
  const std::uint32_t file = sources.add(input.name, input.text);
  const std::string_view text = sources.text(file);
  const auto first = text.find_first_not_of(" \t\r\n");
  const bool is_json = first != std::string_view::npos && text[first] == '{';
  return is_json ? read_json(sources, file, sink) : read_yaml(sources, file, sink);
}

}  // namespace masa
