// One case of a table by itself, to see why it is decided so.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "api/impl.hpp"
#include "api/questions.hpp"
#include "api/table_question.hpp"
#include "course/history.hpp"

namespace masa {

namespace {

/// By its key; where a table has none, by its number, from 1. Complains where there is no such row.
std::optional<std::size_t> find_row(const columns::ReadTables& tables, const std::string& which, Sink& sink) {
  const std::vector<std::string>& keys = tables.keys();
  if (!keys.empty()) {
    const auto found = std::ranges::find(keys, which);
    if (found != keys.end()) return static_cast<std::size_t>(found - keys.begin());
    sink.report(Kind::unknown_name, {}, "no case of the table has that key");
    return std::nullopt;
  }
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(which.data(), which.data() + which.size(), number);
  const bool is_number = error == std::errc() && end == which.data() + which.size();
  if (is_number && number >= 1 && number <= tables.rows()) return number - 1;
  sink.report(Kind::wrong_value, {}, fmt::format("the table has rows from 1 to {}", tables.rows()),
              "name its number, or the key of its case where the table has a column of keys");
  return std::nullopt;
}

}  // namespace

Result<Determination> decide_row(const RuleBook& rules, const ArrowTable& cases, const TableView& view,
                                 const std::string& which, const Dates& dates) {
  Sources sources;
  Sink sink;
  return unless_too_many(sink, sources, true, [&]() -> Result<Determination> {
    const Plan& plan = rules.impl().plan;
    const auto asked = read_dates(dates, sink);
    const TableQuestion question(plan, cases, view, {}, sink);
    const auto row = sink.has_errors() ? std::nullopt : find_row(question.tables(), which, sink);
    if (!row || !asked) return diagnostics_of(sink, sources, true);
    question.tables().add_sources(sources);
    const Facts facts = question.tables().whole(*row, sink);
    if (sink.has_errors()) return diagnostics_of(sink, sources, true);
    auto decided = decide_facts(plan, facts, *asked);
    return Determination(std::make_shared<const Determination::Impl>(
        Determination::Impl{rules.shared(), std::move(decided.facts), *asked, std::move(decided.determined)}));
  });
}

}  // namespace masa
