#include <fmt/format.h>

#include <algorithm>

#include "base/limits.hpp"
#include "render/answer.hpp"
#include "render/json.hpp"
#include "render/page.hpp"

namespace masa {

namespace {

Place make_place(const Span& span, const Sources& sources, bool is_private) {
  if (!span.is_set()) return {};
  const LineColumn begin = sources.line_column(span.file, span.begin);
  const LineColumn end = sources.line_column(span.file, std::max(span.begin, span.end));
  const std::string_view line = sources.line(span.file, begin.line);
  // Bytes that are no text are not printed back, nor is a line that nobody would read.
  const bool is_shown = !is_private && line.size() <= limits::shown_line_bytes && printable(line) == line;
  return {std::string(sources.name(span.file)), begin.line, begin.column, end.line, end.column,
          is_shown ? std::string(line) : ""};
}

std::string where(const Place& place) {
  return place.line == 0 ? place.file : fmt::format("{}:{}:{}", place.file, place.line, place.column);
}

constexpr std::size_t widest_line = 110;

/// The line of the text and carets below; of a long line, the part around the place.
void show_line(const Place& place, Page& page, Ink ink) {
  if (place.source_line.empty()) return;
  std::string line = place.source_line;
  std::replace(line.begin(), line.end(), '\t', ' ');
  const auto column = static_cast<std::size_t>(std::max(place.column, 1)) - 1;
  const std::size_t total = count_code_points(line);
  std::size_t size = place.end_line == place.line
                         ? static_cast<std::size_t>(std::max(place.end_column - place.column, 1))
                         : total - std::min(column, total);
  size = std::max<std::size_t>(size, 1);
  std::size_t cut = 0;
  if (total > widest_line && column > widest_line / 2) cut = column - widest_line / 2;
  // Cut by code points, not bytes.
  const auto byte_of = [&](std::size_t points) {
    std::size_t at = 0;
    for (std::size_t seen = 0; at < line.size(); ++at) {
      if ((static_cast<unsigned char>(line[at]) & 0xC0U) != 0x80U && seen++ == points) break;
    }
    return at;
  };
  const std::string shown = (cut > 0 ? "…" : "") +
                            line.substr(byte_of(cut), byte_of(cut + widest_line) - byte_of(cut)) +
                            (total > cut + widest_line ? "…" : "");
  const std::string number = std::to_string(place.line);
  const std::size_t offset = column - cut + (cut > 0 ? 1 : 0);
  const std::size_t room = widest_line > offset ? widest_line - offset : 1;
  page.line(fmt::format("  {} | {}", page.ink(number, Ink::dim), shown));
  page.line(fmt::format("  {} | {}{}", std::string(number.size(), ' '), std::string(offset, ' '),
                        page.ink(std::string(std::min(size, room), '^'), ink)));
}

std::string_view severity_word(Severity severity) {
  return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

Severity severity_of(Kind kind) {
  switch (level_of(kind)) {
    case Level::error:
      return Severity::error;
    case Level::warning:
      return Severity::warning;
    case Level::note:
      break;
  }
  return Severity::note;
}

void write_place(JsonWriter& json, const Place& place) {
  json.field("file", place.file).key("line").number(place.line).key("column").number(place.column);
  json.key("end_line")
      .number(place.end_line)
      .key("end_column")
      .number(place.end_column)
      .field_or_null("source_line", place.source_line);
}

}  // namespace

Diagnostic make_diagnostic(const Complaint& complaint, const Sources& sources, bool is_private) {
  Diagnostic d;
  d.code = code_of(complaint.kind);
  d.severity = severity_of(complaint.kind);
  d.message = printable(complaint.message);
  d.help = printable(complaint.help);
  d.place = make_place(complaint.span, sources, is_private);
  for (const Beside& beside : complaint.beside)
    d.related.push_back({printable(beside.message), make_place(beside.span, sources, is_private)});
  return d;
}

std::string to_text(const Diagnostic& diagnostic, bool colour) {
  constexpr int page_width = 120;
  Page page(page_width, colour);
  const Ink ink = diagnostic.severity == Severity::error ? Ink::red : Ink::yellow;
  const std::string at = where(diagnostic.place);
  page.line(fmt::format("{}{}: {} [{}]", at.empty() ? "" : at + ": ", page.ink(severity_word(diagnostic.severity), ink),
                        page.ink(diagnostic.message, Ink::bold), diagnostic.code));
  show_line(diagnostic.place, page, ink);
  for (const Related& related : diagnostic.related) {
    page.line(fmt::format("  {}: {}", where(related.place), related.message));
    show_line(related.place, page, Ink::cyan);
  }
  if (!diagnostic.help.empty()) page.line(fmt::format("  help: {}", diagnostic.help));
  return page.take();
}

std::string to_line(const Diagnostic& diagnostic) {
  const std::string at = where(diagnostic.place);
  return fmt::format("{}{}: {} [{}]{}\n", at.empty() ? "" : at + ": ", severity_word(diagnostic.severity),
                     diagnostic.message, diagnostic.code,
                     diagnostic.help.empty() ? "" : fmt::format(" / {}", diagnostic.help));
}

std::vector<DiagnosticKind> diagnostic_kinds() {
  std::vector<DiagnosticKind> kinds;
  for (const Kind kind : all_kinds()) kinds.push_back({code_of(kind), severity_of(kind), summary_of(kind)});
  return kinds;
}

std::string to_json(const Diagnostic& diagnostic) {
  JsonWriter json;
  json.begin_object()
      .field("code", diagnostic.code)
      .field("severity", severity_word(diagnostic.severity))
      .field("message", diagnostic.message)
      .field_or_null("help", diagnostic.help);
  write_place(json, diagnostic.place);
  json.key("related").begin_list();
  for (const Related& related : diagnostic.related) {
    json.begin_object().field("message", related.message);
    write_place(json, related.place);
    json.end_object();
  }
  return json.end_list().end_object().take();
}

}  // namespace masa
