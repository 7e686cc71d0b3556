/// What every question has that is put to a rule book: its days, and what is complained of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "masa/masa.hpp"
#include "eval/evaluate.hpp"
#include "value/date.hpp"

namespace masa {

/// A day as the caller gives it. Complains where it is none; then it is the first of 1970.
[[nodiscard]] Date read_day(std::string_view name, const std::string& text, Sink& sink);
/// The day whose law counts; empty for `each`, and for no text.
[[nodiscard]] std::optional<Date> read_law_at(const std::string& text, Sink& sink);

/// The three days of a question about a case; empty where one of them is none.
[[nodiscard]] std::optional<AskedDates> read_dates(const Dates& dates, Sink& sink);

/// The complaints in their public form. `is_private`: the texts hold facts, and their lines are left out.
[[nodiscard]] std::vector<Diagnostic> diagnostics_of(const Sink& sink, const Sources& sources, bool is_private);

/// What `work` gives; where it meets more mistakes than anybody reads, the complaints so far.
template <class Work>
auto unless_too_many(Sink& sink, const Sources& sources, bool is_private, const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const TooManyMistakes&) {
    // In a suite each case has a sink of its own.
    if (!sink.has_errors()) sink.report(Kind::too_large, {0, 0, 0}, "a case of this text has too many mistakes");
    return diagnostics_of(sink, sources, is_private);
  }
}

}  // namespace masa
