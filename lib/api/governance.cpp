#include <fmt/format.h>

#include <algorithm>

#include "analyse/coverage.hpp"
#include "api/impl.hpp"
#include "api/questions.hpp"
#include "api/read_text.hpp"
#include "ask/year.hpp"
#include "base/suggest.hpp"
#include "masa/masa.hpp"
#include "render/conflicts.hpp"
#include "render/governance.hpp"
#include "render/icalendar.hpp"
#include "render/pictures.hpp"
#include "render/reading.hpp"

namespace masa {

Result<std::string> calendar(const RuleBook& rules, int year, Output form, const Input& given, int width, bool colour) {
  Sources sources;
  Sink sink;
  constexpr int last_year = 9999;
  return unless_too_many(sink, sources, false, [&]() -> Result<std::string> {
    if (year < 1 || year > last_year) sink.report(Kind::wrong_value, {}, "a year is a number from 1 to 9999");
    const auto settings = given.text.empty() ? std::nullopt : read_text(sources, given, sink);
    if (sink.has_errors()) return diagnostics_of(sink, sources, false);
    const Plan& plan = rules.impl().plan;
    const Year found = year_of(plan, year, settings ? &*settings : nullptr, sink);
    if (sink.has_errors()) return diagnostics_of(sink, sources, false);
    switch (form) {
      case Output::icalendar:
        return write_icalendar(found, plan.book);
      case Output::json:
        return write_year_json(found, plan.book);
      case Output::text:
        break;
    }
    return write_year_text(found, plan.book, width, colour);
  });
}

std::string standing_duties(const RuleBook& rules, Output form, int width, bool colour) {
  const Book& book = rules.impl().plan.book;
  return form == Output::json ? write_standing_json(book) : write_standing_text(book, width, colour);
}

std::string conflicts(const RuleBook& rules, Output form, int width, bool colour) {
  const Book& book = rules.impl().plan.book;
  return form == Output::json ? write_conflicts_json(book) : write_conflicts_text(book, width, colour);
}

Result<std::string> read(const RuleBook& rules, const std::vector<std::string>& packs, Output form, int width,
                         bool colour) {
  const Book& book = rules.impl().plan.book;
  Sources sources;
  Sink sink;
  std::vector<std::uint32_t> wanted;
  for (const std::string& name : packs) {
    const auto pack = std::ranges::find(book.packs, name, &PackInfo::id);
    if (pack != book.packs.end()) {
      wanted.push_back(static_cast<std::uint32_t>(pack - book.packs.begin()));
      continue;
    }
    std::vector<std::string> known;
    for (const PackInfo& one : book.packs) known.push_back(one.id);
    sink.report(Kind::unknown_pack, {}, fmt::format("the rule book holds no pack `{}`", name),
                did_you_mean(name, known));
  }
  if (sink.has_errors()) return diagnostics_of(sink, sources, false);
  const std::vector<ReadRule> found = read_aloud(book, wanted);
  return form == Output::json ? write_reading_json(book, found) : write_reading_text(book, found, width, colour);
}

Result<std::string> coverage(const RuleBook& rules, const Input& provisions, Output form, int width, bool colour) {
  Sources sources;
  Sink sink;
  return unless_too_many(sink, sources, false, [&]() -> Result<std::string> {
    const auto document = read_text(sources, provisions, sink);
    if (!document && !sink.has_errors())
      sink.report(Kind::missing_key, {0, 0, 0}, "the text is empty, and a list of provisions is needed here");
    const Book& book = rules.impl().plan.book;
    const std::vector<ProvisionCoverage> all =
        document ? cover(book, *document, sink) : std::vector<ProvisionCoverage>{};
    if (sink.has_errors()) return diagnostics_of(sink, sources, false);
    return form == Output::json ? write_coverage_json(all, book) : write_coverage_text(all, book, width, colour);
  });
}

Result<std::string> graph(const RuleBook& rules, const GraphView& view, bool as_dot) {
  Sources sources;
  Sink sink;
  const Book& book = rules.impl().plan.book;
  const Shown shown{view.shape == GraphView::Shape::chart,
                    view.title,
                    view.by,
                    view.beside,
                    view.shade,
                    view.lines,
                    view.up,
                    view.left,
                    read_day("at", view.at, sink)};
  const auto picture = picture_of(book, shown, sink);
  if (!picture || sink.has_errors()) return diagnostics_of(sink, sources, false);
  return as_dot ? write_dot(*picture, book) : write_svg(*picture, book);
}

}  // namespace masa
