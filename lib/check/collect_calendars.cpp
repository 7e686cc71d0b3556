// Calendars, what adds to them, and which pack counts by which.
#include <fmt/format.h>

#include <algorithm>

#include "check/check_model.hpp"

namespace masa {

namespace {

class Collector {
 public:
  Collector(const Model& model, Book& book, Names& names, Sink& sink)
      : model_(model), book_(book), names_(names), sink_(sink) {}

  void run() {
    each_pack(model_, [this](const Pack& pack, std::uint32_t p) { calendars(pack, p); });
    each_pack(model_, [this](const Pack& pack, std::uint32_t p) { overlays(pack, p); });
    each_pack(model_, [this](const Pack& pack, std::uint32_t p) { calendar_of(pack, p); });
  }

 private:
  void unknown(const Name& name, std::uint32_t p) {
    complain_about_unknown("calendar", name, names_.calendars.all(p), sink_);
  }

  void calendars(const Pack& pack, std::uint32_t p) {
    for (const CalendarDecl& decl : pack.calendars) {
      if (decl.adds_to.is_set()) continue;
      if (!names_.calendars.declare(decl.id, static_cast<std::uint32_t>(book_.calendars.size()), pack, p, sink_))
        continue;
      Calendar calendar;
      calendar.id = decl.id.text;
      calendar.title = decl.title;
      if (!decl.covers.first || !decl.covers.end) continue;  // complained about when it was read
      calendar.first = *decl.covers.first;
      calendar.last = *decl.covers.end;
      for (const HolidayDecl& holiday : decl.holidays) {
        if (!calendar.covers(holiday.day))
          sink_.report(Kind::wrong_order, holiday.span, "this holiday is outside the years that the calendar covers");
        if (!calendar.holidays.emplace(holiday.day, holiday.title).second)
          sink_.report(Kind::declared_twice, holiday.span, "this day stands twice in the calendar");
      }
      const auto cites = resolve_citations(decl.cite, names_, p, sink_);
      book_.calendars.push_back(std::move(calendar));
      book_.calendar_cites.push_back(cites);
    }
  }

  /// Days proclaimed after a calendar was published. They bind as much as the calendar does, by a text as strong as its
  /// own.
  void overlays(const Pack& pack, std::uint32_t p) {
    for (const CalendarDecl& decl : pack.calendars) {
      if (!decl.adds_to.is_set()) continue;
      const Declared* found = names_.calendars.find(decl.adds_to.text, p);
      if (found == nullptr || found->index >= book_.calendars.size()) {
        if (found == nullptr) unknown(decl.adds_to, p);
        continue;
      }
      Calendar& calendar = book_.calendars[found->index];
      std::vector<Citation>& known = book_.calendar_cites[found->index];
      const auto cites = resolve_citations(decl.cite, names_, p, sink_);
      if (found->layer < pack.layer) {
        sink_.report(Kind::weakens_a_higher_layer, decl.id.span,
                     fmt::format("`{}` would put off the days of a wider pack", decl.id.text),
                     "a further holiday is added by a pack of the calendar's own layer",
                     {{found->span, "the calendar"}});
        continue;
      }
      if (!cites.empty() && !known.empty() && strongest_of(cites, book_) > strongest_of(known, book_)) {
        sink_.report(Kind::weakens_a_higher_layer, decl.id.span,
                     fmt::format("`{}` rests on a weaker text than the calendar that it adds to", decl.id.text),
                     "a further holiday puts dates off; it needs a text as strong as the calendar's own",
                     {{found->span, "the calendar"}});
        continue;
      }
      for (const HolidayDecl& holiday : decl.holidays) add_day(holiday, calendar);
      known.insert(known.end(), cites.begin(), cites.end());
    }
  }

  void add_day(const HolidayDecl& holiday, Calendar& calendar) {
    if (!calendar.covers(holiday.day))
      sink_.report(Kind::wrong_order, holiday.span, "this holiday is outside the years that the calendar covers");
    if (holiday.instead_of && calendar.holidays.erase(*holiday.instead_of) == 0) {
      sink_.report(Kind::unknown_name, holiday.span,
                   fmt::format("{} is no holiday of `{}`", to_string(*holiday.instead_of), calendar.id),
                   "under `instead_of` stands a holiday that becomes a working day");
    }
    if (!calendar.holidays.emplace(holiday.day, holiday.title).second)
      sink_.report(Kind::declared_twice, holiday.span, "this day stands twice in the calendar");
  }

  void calendar_of(const Pack& pack, std::uint32_t p) {
    std::uint32_t index = no_index;
    if (pack.calendar.is_set()) {
      const Declared* calendar = names_.calendars.find(pack.calendar.text, p);
      if (calendar == nullptr) {
        unknown(pack.calendar, p);
        index = 0;  // so that counts of working days are not complained about as well
      } else {
        index = calendar->index;
      }
    }
    book_.packs[names_.calendar_of_pack.size()].calendar = index;
    names_.calendar_of_pack.push_back(index);
  }

  const Model& model_;
  Book& book_;
  Names& names_;
  Sink& sink_;
};

}  // namespace

void collect_calendars(const Model& model, Book& book, Names& names, Sink& sink) {
  Collector(model, book, names, sink).run();
}

}  // namespace masa
