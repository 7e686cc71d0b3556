#include "render/reading.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "render/answer.hpp"
#include "render/json.hpp"
#include "render/page.hpp"
#include "render/words.hpp"

namespace masa {

namespace {

/// `statute`, `statutory guidance, known from memory`.
std::string strength_of(const Source& source) {
  std::string words = spaced(std::string(word_of(source.authority)));
  if (source.confidence != Confidence::certain) words += fmt::format(", {}", word_of(source.confidence));
  const auto& period = source.in_force;
  if (period.first) words += fmt::format(", in force from {}", to_string(*period.first));
  if (period.end) words += fmt::format(", {}until {}", period.first ? "" : "in force ", to_string(*period.end));
  return words;
}

}  // namespace

std::string write_reading_text(const Book& book, const std::vector<ReadRule>& rules, int width, bool colour) {
  Page page(width, colour);
  std::uint32_t pack = no_index;
  for (const ReadRule& rule : rules) {
    if (rule.pack != pack) {
      if (pack != no_index) page.blank();
      pack = rule.pack;
      page.line(page.ink(fmt::format("# {}", book.packs[pack].title), Ink::bold));
      const std::string& binds = book.packs[pack].binds;
      page.line(
          page.ink(fmt::format("pack {}{}", book.packs[pack].id, binds.empty() ? "" : ", binds " + binds), Ink::dim));
    }
    page.blank();
    page.line(page.ink(fmt::format("## {} `{}`", rule.sort, rule.id), Ink::bold));
    page.blank();
    for (const ReadRule::Line& line : rule.lines) {
      const std::string mark = line.deep == 0 ? "" : std::string((line.deep - 1) * 2, ' ') + "- ";
      page.wrapped(mark, mark.size(), line.text, mark.size());
    }
    if (!rule.sources.empty()) page.blank();
    for (const std::uint32_t number : rule.sources) {
      const Source& source = book.sources[number];
      page.wrapped("  ", 2, fmt::format("{}: {} ({})", source.id, source.title, strength_of(source)), 2);
    }
  }
  return page.take();
}

std::string write_reading_json(const Book& book, const std::vector<ReadRule>& rules) {
  JsonWriter json;
  json.begin_object().key("rules").begin_list();
  for (const ReadRule& rule : rules) {
    json.begin_object().field("pack", book.packs[rule.pack].id).field("sort", rule.sort).field("id", rule.id);
    json.key("lines").begin_list();
    for (const ReadRule::Line& line : rule.lines)
      json.begin_object()
          .key("deep")
          .number(static_cast<std::int64_t>(line.deep))
          .field("text", line.text)
          .end_object();
    json.end_list().key("sources").begin_list();
    for (const std::uint32_t number : rule.sources) {
      const Source& source = book.sources[number];
      json.begin_object().field("id", source.id).field("title", source.title);
      json.field("kind", word_of(source.authority)).field("confidence", word_of(source.confidence)).end_object();
    }
    json.end_list().end_object();
  }
  json.end_list().end_object();
  return json.take();
}

}  // namespace masa
