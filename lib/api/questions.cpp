#include "api/questions.hpp"

#include <fmt/format.h>

#include "render/answer.hpp"

namespace masa {

Date read_day(std::string_view name, const std::string& text, Sink& sink) {
  const auto date = parse_date(text);
  if (!date)
    sink.report(Kind::bad_date, {}, no_date(name),
                "dates are year-month-day, as in 2025-03-10");
  return date.value_or(Date{});
}

std::optional<Date> read_law_at(const std::string& text, Sink& sink) {
  if (text.empty() || text == "each") return std::nullopt;
  return read_day("law_at", text, sink);
}

std::vector<Diagnostic> diagnostics_of(const Sink& sink, const Sources& sources, bool is_private) {
  std::vector<Diagnostic> diagnostics;
  for (const Complaint& complaint : sink.sorted())
    diagnostics.push_back(make_diagnostic(complaint, sources, is_private));
  return diagnostics;
}

}  // namespace masa
