#include "render/conflicts.hpp"

#include <fmt/format.h>

#include "render/json.hpp"
#include "render/page.hpp"

namespace masa {

namespace {

std::vector<std::string> source_ids(const std::vector<Citation>& cites, const Book& book) {
  std::vector<std::string> ids;
  for (const Citation& cite : cites) ids.push_back(book.sources[cite.source].id + cite.pinpoint);
  return ids;
}

}  // namespace

std::string write_conflicts_text(const Book& book, int width, bool colour) {
  Page page(width, colour);
  constexpr std::string_view followed = "    followed: ";
  constexpr std::string_view other = "          not: ";
  constexpr std::string_view because = "     because: ";
  for (const Conflict& conflict : book.conflicts) {
    std::string head =
        page.ink(conflict.number.empty() ? conflict.id : conflict.number + "  " + conflict.id, Ink::bold);
    if (!conflict.at.empty()) head += ", at " + conflict.at;
    if (!conflict.about_name.empty()) head += ", about " + conflict.about_name;
    page.line(head);
    for (std::size_t r = 0; r < conflict.readings.size(); ++r) {
      const Reading& reading = conflict.readings[r];
      const std::string text =
          fmt::format("{} ({}) [{}]", reading.says, reading.id, join(source_ids(reading.cite, book), ", "));
      page.wrapped(r == conflict.chosen ? followed : other, followed.size(), text, followed.size());
    }
    page.wrapped(because, because.size(), conflict.because, because.size());
    page.line(page.ink(fmt::format("    {}", book.sources_text.file_line(conflict.span)), Ink::dim));
    page.blank();
  }
  page.line(fmt::format("{} declared conflicts", book.conflicts.size()));
  return page.take();
}

std::string write_conflicts_json(const Book& book) {
  JsonWriter json;
  json.begin_object().key("conflicts").begin_list();
  for (const Conflict& conflict : book.conflicts) {
    json.begin_object().field("id", conflict.id).field_or_null("number", conflict.number);
    json.field("pack", book.packs[conflict.pack].id).field_or_null("about", conflict.about_name);
    json.field_or_null("at", conflict.at).key("readings").begin_list();
    for (const Reading& reading : conflict.readings) {
      json.begin_object().field("id", reading.id).field("says", reading.says);
      json.key("cite").texts(source_ids(reading.cite, book)).end_object();
    }
    json.end_list().field("chosen", conflict.readings[conflict.chosen].id).field("because", conflict.because);
    json.field("declared_at", book.sources_text.file_line(conflict.span)).end_object();
  }
  json.end_list().end_object();
  return json.take();
}

}  // namespace masa
