/// What every question has that is put to a rule book: its days, and what is complained of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "masa/masa.hpp"
#include "value/date.hpp"

namespace masa {

/// A day as the caller gives it. Complains where it is none; then it is the first of 1970.
[[nodiscard]] Date read_day(std::string_view name, const std::string& text, Sink& sink);
/// The day whose law counts; empty for `each`, and for no text.
[[nodiscard]] std::optional<Date> read_law_at(const std::string& text, Sink& sink);

/// The complaints in their public form. `is_private`: the texts hold facts, and their lines are left out.
[[nodiscard]] std::vector<Diagnostic> diagnostics_of(const Sink& sink, const Sources& sources, bool is_private);

}  // namespace masa
