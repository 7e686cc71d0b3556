#include <fmt/format.h>

#include <algorithm>

#include "api/impl.hpp"
#include "api/questions.hpp"
#include "api/read_text.hpp"
#include "ask/ask.hpp"
#include "base/limits.hpp"
#include "case/read_case.hpp"
#include "check/check_model.hpp"
#include "course/history.hpp"
#include "load/load_pack.hpp"
#include "load/read_csv.hpp"
#include "load/read_yaml.hpp"
#include "masa/masa.hpp"
#include "scenario/run_suite.hpp"

namespace masa {

std::string_view version() {
  return "0.1.0";
}

std::vector<std::string> RuleBook::packs() const {
  std::vector<std::string> ids;
  for (const PackInfo& pack : impl_->plan.book.packs) ids.push_back(pack.id);
  std::ranges::sort(ids);
  return ids;
}

std::vector<std::string> RuleBook::decisions() const {
  std::vector<std::string> ids;
  for (const Decision& decision : impl_->plan.book.decisions) ids.push_back(decision.id);
  return ids;
}

namespace {

/// Whether so many texts may be loaded together, and of that size.
bool check_amount(std::span<const Input> inputs, Sink& sink) {
  std::size_t bytes = 0;
  for (const Input& input : inputs) bytes += input.text.size();
  if (inputs.size() > limits::texts)
    sink.report(Kind::too_large, {}, fmt::format("{} texts were given, more than {}", inputs.size(), limits::texts));
  if (bytes > limits::all_bytes)
    sink.report(Kind::too_large, {}, fmt::format("the texts have {} bytes, more than {}", bytes, limits::all_bytes));
  return !sink.has_errors();
}

/// Reads every text. Empty where one of them is no pack: each would echo through the others as a missing name.
std::optional<Model> read_packs(std::span<const Input> inputs, Sources& sources, Sink& sink) {
  Model model;
  std::vector<CsvText> tables;
  for (const Input& input : inputs) {
    if (is_csv_name(input.name)) tables.push_back({input.name, sources.add(input.name, input.text)});
  }
  for (const Input& input : inputs) {
    if (is_csv_name(input.name)) continue;
    const std::uint32_t file = sources.add(input.name, input.text);
    const std::size_t before = sink.error_count();
    auto document = read_yaml(sources, file, sink);
    if (document) {
      attach_tables(*document, input.name, tables, sources, sink);
      model.packs.push_back(load_pack(*document, sink));
    } else if (sink.error_count() == before) {
      sink.report(Kind::missing_key, {file, 0, 0}, "the text is empty, and a pack is needed here");
    }
  }
  for (const CsvText& table : tables) {
    if (!table.is_used)
      sink.report(Kind::unused_table, {table.file, 0, 0}, fmt::format("no pack names the table `{}`", table.name));
  }
  const bool all_read = model.packs.size() + tables.size() == inputs.size() &&
                        std::ranges::all_of(model.packs, [](const Pack& pack) { return pack.id.is_set(); });
  return all_read ? std::optional(std::move(model)) : std::nullopt;
}

}  // namespace

Result<RuleBook> load(std::span<const Input> packs) {
  Sources sources;
  Sink sink;
  return unless_too_many(sink, sources, false, [&]() -> Result<RuleBook> {
    std::optional<Book> book;
    if (check_amount(packs, sink)) {
      auto model = read_packs(packs, sources, sink);
      if (model) book = check_model(std::move(*model), sources, sink);
    }
    if (!book || sink.has_errors()) return diagnostics_of(sink, sources, false);
    Plan plan = compile(std::move(*book));
    check_figures(plan, sink);
    return {RuleBook(std::make_shared<const RuleBook::Impl>(RuleBook::Impl{.plan = std::move(plan)})),
            diagnostics_of(sink, sources, false)};
  });
}

Result<Determination> decide(const RuleBook& rules, const Input& one_case, const Dates& dates) {
  Sources sources;
  Sink sink;
  return unless_too_many(sink, sources, true, [&]() -> Result<Determination> {
    const auto asked = read_dates(dates, sink);
    const auto document = read_text(sources, one_case, sink);
    const Plan& plan = rules.impl().plan;
    if (!document && !sink.has_errors()) {
      sink.report(Kind::missing_key, {0, 0, 0}, "the text is empty, and a case is needed here");
    }
    if (!document) return diagnostics_of(sink, sources, true);
    Facts facts = read_case(*document, plan.book.schema, plan.book.vocabulary, sink);
    if (!asked || sink.has_errors()) return diagnostics_of(sink, sources, true);
    auto answered = decide_facts(plan, facts, *asked);
    return Determination(std::make_shared<const Determination::Impl>(
        Determination::Impl{rules.shared(), std::move(answered.facts), *asked, std::move(answered.determined)}));
  });
}

std::string Determination::to_json(const Show& show) const {
  return write_json(impl_->answer(), show);
}

std::string Determination::to_text(const Show& show, int width, bool colour) const {
  return write_text(impl_->answer(), show, width, colour);
}

std::string Determination::to_html(const Show& show, bool fragment) const {
  return fragment ? write_html_fragment(impl_->answer(), show) : write_html_page(impl_->answer(), show);
}

std::optional<std::string> Determination::outcome(std::string_view decision, std::string_view person) const {
  const Answer answer = impl_->answer();
  for (const OutcomeAnswer& o : impl_->determined.outcomes) {
    const Decision& d = answer.book().decisions[o.decision];
    if (d.id == decision && answer.member(d.record, o.member) == person)
      return answer.book().vocabulary.print(o.value, d.type);
  }
  return std::nullopt;
}

std::string explain(const Determination& determination, std::string_view decision, std::string_view person,
                    const Show& show) {
  return write_reasons(determination.impl().answer(), decision, person, show);
}

Result<SuiteReport> run_suite(const RuleBook& rules, const Input& suite) {
  Sources sources;
  Sink sink;
  return unless_too_many(sink, sources, false, [&]() -> Result<SuiteReport> {
    SuiteReport report;
    if (const auto document = read_text(sources, suite, sink)) {
      report = run_suite(rules.impl().plan, *document, sources, sink);
    } else if (!sink.has_errors()) {
      sink.report(Kind::bad_suite, {0, 0, 0}, "the text is empty, and a suite is needed here");
    }
    if (sink.has_errors()) return diagnostics_of(sink, sources, false);
    return {std::move(report), diagnostics_of(sink, sources, false)};
  });
}

}  // namespace masa
