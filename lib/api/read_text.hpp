/// A case or a suite, in JSON or YAML, to a text tree.
#pragma once

#include <optional>

#include "case/read_case.hpp"
#include "load/read_yaml.hpp"
#include "masa/masa.hpp"

namespace masa {

/// A text that starts with `{` and then `"` or `}` is JSON, every other is YAML, which may begin with `{` as well.
inline std::optional<Node> read_text(Sources& sources, const Input& input, Sink& sink) {
  const std::uint32_t file = sources.add(input.name, input.text);
  const std::string_view text = sources.text(file);
  constexpr std::string_view blank = " \t\r\n\xEF\xBB\xBF";  // and a byte order mark
  const auto first = text.find_first_not_of(blank);
  const bool is_object = first != std::string_view::npos && text[first] == '{';
  const auto next = is_object ? text.find_first_not_of(blank, first + 1) : std::string_view::npos;
  const bool is_json = is_object && (next == std::string_view::npos || text[next] == '"' || text[next] == '}');
  return is_json ? read_json(sources, file, sink) : read_yaml(sources, file, sink);
}

}  // namespace masa
