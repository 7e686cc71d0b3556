#include <fmt/format.h>

#include <algorithm>

#include "api/impl.hpp"
#include "api/questions.hpp"
#include "base/suggest.hpp"
#include "columns/read_arrow.hpp"
#include "columns/write_arrow.hpp"

namespace masa {

namespace {

/// The decisions that are asked for, or all that a table may show: about the case, and not sensitive unless asked.
std::vector<std::uint32_t> read_decisions(const Plan& plan, const TableView& view, Sink& sink) {
  const std::vector<Decision>& all = plan.book.decisions;
  std::vector<std::uint32_t> found;
  std::vector<std::string> known;
  for (std::uint32_t d = 0; d < all.size(); ++d) {
    const bool is_shown = all[d].record == no_index && (view.sensitive || !all[d].is_sensitive);
    if (is_shown) known.push_back(all[d].id);
    if (is_shown && view.decisions.empty() && !all[d].is_working) found.push_back(d);
  }
  for (const std::string& name : view.decisions) {
    const auto decision = std::ranges::find(all, name, &Decision::id);
    if (decision != all.end() && std::ranges::find(known, name) != known.end()) {
      found.push_back(static_cast<std::uint32_t>(decision - all.begin()));
    } else if (decision == all.end()) {
      sink.report(Kind::unknown_name, {}, fmt::format("no pack declares the decision `{}`", name),
                  did_you_mean(name, known));
    } else if (decision->record != no_index) {
      sink.report(Kind::unknown_name, {},
                  fmt::format("`{}` is decided of each {}, and a row is a case", name,
                              plan.book.schema.records[decision->record].name));
    } else {
      sink.report(Kind::unknown_name, {}, fmt::format("`{}` is sensitive", name), "ask for sensitive decisions");
    }
  }
  return found;
}

}  // namespace

Result<TableEffort> decide_table(const RuleBook& rules, const ArrowSchema& schema, const ArrowArray& batch,
                                 const TableView& view, const Dates& dates, ArrowSchema& out_schema, ArrowArray& out) {
  Sources sources;
  Sink sink;
  return unless_too_many(sink, sources, true, [&]() -> Result<TableEffort> {
    const Plan& plan = rules.impl().plan;
    const auto asked = read_dates(dates, sink);
    const bool is_table = schema.format != nullptr && std::string_view(schema.format) == "+s";
    if (!is_table) sink.report(Kind::wrong_shape, {}, "a table is needed here, a struct with a child for each column");
    if (!is_table || !asked) return diagnostics_of(sink, sources, true);
    const std::vector<std::uint32_t> decisions = read_decisions(plan, view, sink);
    const auto headings = columns::read_headings(schema, view.facts, view.apart, plan, sink);
    if (sink.has_errors()) return diagnostics_of(sink, sources, true);
    const columns::ReadCases read = columns::read_cases(schema, batch, headings, plan, view.first_row, sink);
    if (sink.has_errors()) return diagnostics_of(sink, sources, true);
    columns::Outcomes outcomes;
    columns::decide_cases(plan, read.cases, *asked, decisions, outcomes);
    columns::write_arrow(plan, outcomes, read.cases.rows, out_schema, out);
    return TableEffort{outcomes.effort.in_columns, outcomes.effort.row_by_row};
  });
}

}  // namespace masa
