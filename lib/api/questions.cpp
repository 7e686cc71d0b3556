#include "api/questions.hpp"

#include <fmt/format.h>

#include "render/answer.hpp"

namespace masa {

Date read_day(std::string_view name, const std::string& text, Sink& sink) {
  const auto date = parse_date(text);
  if (!date) sink.report(Kind::bad_date, {}, no_date(name), "dates are year-month-day, as in 2025-03-10");
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

std::optional<AskedDates> read_dates(const Dates& dates, Sink& sink) {
  AskedDates asked;
  if (dates.facts_at.empty()) {
    sink.report(Kind::missing_date, {}, "the question has no day: `facts_at` is missing",
                "no rule reads a clock; say on which day the facts stand");
    return std::nullopt;
  }
  asked.facts_at = read_day("facts_at", dates.facts_at, sink);
  asked.known_by = dates.known_by.empty() ? asked.facts_at : read_day("known_by", dates.known_by, sink);
  asked.law_at = read_law_at(dates.law_at, sink);
  if (sink.has_errors()) return std::nullopt;
  return asked;
}

}  // namespace masa
