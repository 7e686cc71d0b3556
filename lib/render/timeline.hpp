/// A timeline as JSON and as text.
#pragma once

#include <string>

#include "course/timeline.hpp"
#include "masa/masa.hpp"

namespace masa {

/// Sensitive decisions are left out unless asked for.
[[nodiscard]] std::string write_timeline_json(const Timeline& timeline, const Plan& plan, const Show& show);
[[nodiscard]] std::string write_timeline_text(const Timeline& timeline, const Plan& plan, const Show& show, int width,
                                              bool colour);
/// Drawn, with a table of the same below it: a whole page, or a fragment for a notebook.
[[nodiscard]] std::string write_timeline_html(const Timeline& timeline, const Plan& plan, const Show& show,
                                              bool as_page);

}  // namespace masa
