#include "render/governance.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "render/json.hpp"
#include "render/page.hpp"

namespace masa {

namespace {

std::string source_ids(const std::vector<std::uint32_t>& sources, const Book& book) {
  std::vector<std::string> ids;
  for (const std::uint32_t source : sources) ids.push_back(book.sources[source].id);
  return join(ids, ", ");
}

std::vector<std::uint32_t> sources_of(const std::vector<Citation>& cites) {
  std::vector<std::uint32_t> sources;
  for (const Citation& cite : cites) sources.push_back(cite.source);
  return sources;
}

void put_sources(JsonWriter& json, const std::vector<std::uint32_t>& sources, const Book& book) {
  json.key("cite").begin_list();
  for (const std::uint32_t source : sources) json.text(book.sources[source].id);
  json.end_list();
}

void put_bodies(JsonWriter& json, std::string_view key, const std::vector<std::uint32_t>& bodies, const Book& book) {
  json.key(key).begin_list();
  for (const std::uint32_t body : bodies) json.text(book.vocabulary.bodies[body].id);
  json.end_list();
}

std::string_view state_word(ProvisionCoverage::State state) {
  switch (state) {
    case ProvisionCoverage::State::encoded:
      return "encoded";
    case ProvisionCoverage::State::not_encoded:
      return "not encoded";
    case ProvisionCoverage::State::missing:
      break;
  }
  return "missing";
}

std::vector<std::string> places_of(const ProvisionCoverage& one, const Book& book) {
  std::vector<std::string> places;
  for (const Span& span : one.places) places.push_back(book.sources_text.file_line(span));
  return places;
}

}  // namespace

std::string write_year_text(const Year& year, const Book& book, int width, bool colour) {
  Page page(width, colour);
  page.line(page.ink(fmt::format("The year {}", year.year), Ink::bold));
  int month = 0;
  for (const YearEntry& entry : year.entries) {
    const YearMonthDay parts = parts_of(entry.day);
    if (month != 0 && parts.month != month) page.blank();
    month = parts.month;
    const std::string day = fmt::format("{}  ", to_string(entry.day));
    page.wrapped(day, day.size(), fmt::format("{} [{}]", entry.summary, source_ids(entry.sources, book)), day.size());
    if (!entry.because.empty()) page.wrapped(std::string(day.size(), ' '), day.size(), entry.because, day.size());
  }
  if (year.entries.empty()) page.line("Nothing falls in this year.");
  if (!year.notes.empty()) page.heading("WITHOUT A DAY");
  for (const std::string& note : year.notes) page.wrapped("  ", 2, note, 2);
  return page.take();
}

std::string write_year_json(const Year& year, const Book& book) {
  JsonWriter json;
  json.begin_object().key("year").number(year.year).key("entries").begin_list();
  for (const YearEntry& entry : year.entries) {
    json.begin_object().field("day", to_string(entry.day)).field("id", entry.id).field("summary", entry.summary);
    put_sources(json, entry.sources, book);
    json.field_or_null("because", entry.because).end_object();
  }
  json.end_list().key("notes").texts(year.notes).end_object();
  return json.take();
}

std::string write_standing_text(const Book& book, int width, bool colour) {
  Page page(width, colour);
  std::vector<const StandingDuty*> duties;
  for (const StandingDuty& duty : book.governance.standing_duties) duties.push_back(&duty);
  // By the day first, then what is counted, then what goes on.
  std::ranges::stable_sort(duties, {}, [](const StandingDuty* duty) { return duty->by ? 0 : duty->times > 0 ? 1 : 2; });
  std::string group;
  for (const StandingDuty* duty : duties) {
    const std::string here = duty->by ? "BY A DAY" : duty->times > 0 ? "SO OFTEN" : "ALL ALONG";
    if (here != group) page.heading(group = here);
    std::string text = fmt::format("{} {}", names_of(book, duty->who), words_of(*duty));
    if (!duty->whom.empty()) text += fmt::format(" (to {})", names_of(book, duty->whom));
    if (duty->by || duty->times > 0) text += fmt::format(", {}", how_often(*duty));
    page.wrapped("  ", 2, fmt::format("{} [{}]", text, source_ids(sources_of(duty->cite), book)), 4);
    if (!duty->because.empty()) page.wrapped("    ", 4, duty->because, 4);
  }
  if (duties.empty()) page.line("No pack declares a standing duty.");
  return page.take();
}

std::string write_standing_json(const Book& book) {
  JsonWriter json;
  json.begin_object().key("standing_duties").begin_list();
  for (const StandingDuty& duty : book.governance.standing_duties) {
    json.begin_object().field("id", duty.id).field("verb", duty.is_should ? "should" : "must").field("text", duty.text);
    put_bodies(json, "who", duty.who, book);
    put_bodies(json, "whom", duty.whom, book);
    if (duty.times > 0) {
      json.key("times").number(duty.times).key("in_each_months").number(duty.months);
    } else {
      json.key("times").null().key("in_each_months").null();
    }
    json.field_or_null("by", duty.by ? to_string(*duty.by) : "");
    put_sources(json, sources_of(duty.cite), book);
    json.field_or_null("because", duty.because).end_object();
  }
  json.end_list().end_object();
  return json.take();
}

std::string write_coverage_text(const std::vector<ProvisionCoverage>& all, const Book& book, int width, bool colour) {
  Page page(width, colour);
  using State = ProvisionCoverage::State;
  for (const ProvisionCoverage& one : all) {
    const Ink ink = one.state == State::encoded ? Ink::green : one.state == State::missing ? Ink::red : Ink::yellow;
    const std::string state(state_word(one.state));
    const std::string first =
        fmt::format("{:<7} {:<10} {}", one.id, one.kind, page.ink(fmt::format("{:<11}", state), ink));
    constexpr std::size_t first_width = 7 + 1 + 10 + 1 + 11;
    std::string where;
    if (one.state == State::encoded) {
      where = book.sources_text.file_line(one.places.front());
      if (one.places.size() > 1) where += fmt::format(" and {} more", one.places.size() - 1);
    } else if (one.state == State::not_encoded) {
      where = fmt::format("{} ({})", one.why, one.owner);
    } else {
      where = one.says;
    }
    page.wrapped(first + " ", first_width + 1, where, first_width + 1);
  }
  const auto count = [&](State state) { return std::ranges::count(all, state, &ProvisionCoverage::state); };
  page.blank();
  page.line(fmt::format("{} provisions: {} encoded, {} not encoded, {} missing", all.size(), count(State::encoded),
                        count(State::not_encoded), count(State::missing)));
  return page.take();
}

std::string write_coverage_json(const std::vector<ProvisionCoverage>& all, const Book& book) {
  JsonWriter json;
  json.begin_object().key("provisions").begin_list();
  for (const ProvisionCoverage& one : all) {
    std::string state(state_word(one.state));
    std::ranges::replace(state, ' ', '_');
    json.begin_object().field("id", one.id).field("kind", one.kind).field("says", one.says).field("state", state);
    json.key("places").texts(places_of(one, book));
    json.field_or_null("why", one.why).field_or_null("owner", one.owner).end_object();
  }
  json.end_list().end_object();
  return json.take();
}

}  // namespace masa
