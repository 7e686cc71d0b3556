#include "api/questions.hpp"
#include "format/format_text.hpp"
#include "masa/masa.hpp"

namespace masa {

namespace {

/// Whether a text that may not even be YAML is meant for a pack. Of every other, complaints quote no line: it may hold
/// facts of a case.
bool is_pack(std::string_view text) {
  return text.starts_with("pack:") || text.find("\npack:") != std::string_view::npos;
}

}  // namespace

Result<std::string> format(const Input& text) {
  Sources sources;
  Sink sink;
  auto written = format_text(sources, sources.add(text.name, text.text), sink);
  if (!written) return diagnostics_of(sink, sources, !is_pack(text.text));
  return {std::move(*written), {}};
}

}  // namespace masa
