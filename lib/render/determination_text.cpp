// The determination as a page for a terminal: what is decided for each person, who must do what by when and how that
// day was counted, what to look out for, what to ask next.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "render/answer.hpp"
#include "render/page.hpp"

namespace masa {

namespace {

std::string_view month_name(int month) {
  constexpr std::array<std::string_view, 12> names{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
  return names.at(static_cast<std::size_t>(month - 1));
}

/// `Mon 10 March 2025`.
std::string day_words(Date day) {
  const YearMonthDay parts = parts_of(day);
  return fmt::format("{} {} {} {}", weekday_name(weekday_of(day)).substr(0, 3), parts.day, month_name(parts.month),
                     parts.year);
}

/// `Mon 10 Mar`.
std::string short_day(Date day) {
  const YearMonthDay parts = parts_of(day);
  return fmt::format("{} {} {}", weekday_name(weekday_of(day)).substr(0, 3), parts.day,
                     month_name(parts.month).substr(0, 3));
}

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

/// `not_required` as people write it.
std::string spaced(std::string text) {
  std::ranges::replace(text, '_', ' ');
  return text;
}

class Writer {
 public:
  Writer(const Answer& answer, const Show& show, int width, bool colour)
      : answer_(answer), book_(answer.book()), show_(show), page_(width, colour) {}

  std::string run() {
    const AskedDates& dates = answer_.dates;
    std::string about = fmt::format("As of {}", day_words(dates.facts_at));
    if (dates.known_by != dates.facts_at) about += fmt::format(", known by {}", day_words(dates.known_by));
    if (dates.law_at) about += fmt::format(", as if by the law of {}", day_words(*dates.law_at));
    page_.line(page_.ink(about, Ink::bold));
    page_.line(page_.ink("This supports a decision; it does not replace one.", Ink::dim));
    outcomes();
    duties();
    warnings();
    conflicts();
    questions();
    return page_.take();
  }

 private:
  [[nodiscard]] std::string fact_name(std::uint32_t slot) const {
    const std::string member = answer_.fact_member(slot);
    const std::string& path = answer_.fact(slot).path;
    return member.empty() ? path : fmt::format("{} of {}", path, member);
  }

  [[nodiscard]] std::string print(const Value& value, const Type& type) const {
    if (value.tag() == Value::Tag::truth) return value.is_yes() ? "yes" : "no";
    if (value.tag() == Value::Tag::set) {
      if (value.members().empty()) return "nobody";
      std::vector<std::string> words;
      for (const Value& member : value.members()) words.push_back(print(member, type));
      return list_words(words);
    }
    if (value.tag() == Value::Tag::reference) return book_.vocabulary.bodies[value.as_index()].name;
    if (value.tag() == Value::Tag::date) return day_words(value.as_date());
    return value.is_known() ? spaced(book_.vocabulary.print(value, type)) : "not known";
  }

  // --- outcomes
  void outcomes() {
    std::uint32_t shown = no_index - 1;  // neither the case nor a member
    std::vector<const OutcomeAnswer*> ordered;
    for (const OutcomeAnswer& o : answer_.determined.outcomes) ordered.push_back(&o);
    std::ranges::stable_sort(ordered, {},
                             [](const OutcomeAnswer* o) { return o->member == no_index ? 0 : o->member + 1; });
    for (const OutcomeAnswer* o : ordered) {
      if (o->member != shown) {
        shown = o->member;
        const Decision& decision = book_.decisions[o->decision];
        page_.heading(shown == no_index ? "THE INCIDENT"
                                        : fmt::format("{}: {}", upper(book_.schema.records[decision.record].name),
                                                      answer_.member(decision.record, shown)));
      }
      outcome(*o);
    }
  }

  void outcome(const OutcomeAnswer& o) {
    const Decision& decision = book_.decisions[o.decision];
    if (decision.is_working) return;
    std::string answer;
    Ink ink = Ink::plain;
    if (decision.is_sensitive && !show_.sensitive) {
      answer = "(sensitive, not shown)";
      ink = Ink::dim;
    } else if (o.value.is_known()) {
      answer = print(o.value, decision.type);
      if (answer == "required" || answer == "should") ink = Ink::bold;
      std::vector<std::string> marks;
      if (o.grounds.confidence != Confidence::certain)
        marks.emplace_back(o.grounds.confidence == Confidence::memory ? "not verified" : word_of(o.grounds.confidence));
      if (!o.grounds.as_recorded.empty() || !o.grounds.histories.empty()) marks.emplace_back("as far as recorded");
      if (o.judgement != nullptr) {
        const bool agrees = o.rules_say == o.value;
        marks = {fmt::format("decided by {} on {}: {}; the rules say {}", o.judgement->by, day_words(o.judgement->on),
                             o.judgement->why, agrees ? "the same" : print(o.rules_say, decision.type))};
      }
      if (!marks.empty()) answer += fmt::format("  ({})", join(marks, ", "));
    } else {
      answer = open_words(o, decision);
      ink = Ink::yellow;
    }
    two_columns(fmt::format("{} [{}]", decision.question, decision.id), answer, ink);
  }

  /// A question and its answer side by side, each wrapped in its own column.
  void two_columns(const std::string& question, const std::string& answer, Ink ink) {
    const std::size_t left = page_.width() * 5 / 9;
    const std::size_t right = page_.width() - left;
    const auto questions = wrap(question, left - 4);
    const auto answers = wrap(answer, right);
    for (std::size_t l = 0; l < std::max(questions.size(), answers.size()); ++l) {
      const std::string q = l < questions.size() ? questions[l] : "";
      const std::string a = l < answers.size() ? answers[l] : "";
      const std::size_t used = count_code_points(q) + 2;
      if (!a.empty() && used >= left) {  // a long id pushes its answer to a line of its own
        page_.line("  " + q);
        page_.line(fmt::format("{}{}", std::string(left, ' '), page_.ink(a, ink)));
        continue;
      }
      const std::string gap(used < left ? left - used : 0, ' ');
      page_.line(a.empty() ? "  " + q : fmt::format("  {}{}{}", q, gap, page_.ink(a, ink)));
    }
  }

  /// Why an answer is not known, what it can still be, and what would settle it.
  [[nodiscard]] std::string open_words(const OutcomeAnswer& o, const Decision& decision) const {
    constexpr std::size_t most_listed = 6;
    std::string text = "not known";
    std::vector<std::string> possible;
    for (const Value& v : o.possible.values) {
      if (v.is_known()) possible.push_back(print(v, decision.type));
    }
    if (decision.type != Type{} && possible.size() > 1 && possible.size() <= most_listed && o.possible.is_complete)
      text += fmt::format(", may be {}", list_words(possible, "or"));
    std::vector<std::string> ask;
    for (const std::uint32_t slot : o.possible.settle) ask.push_back(fact_name(slot));
    if (!ask.empty()) return text + fmt::format("; settled by {}", list_words(ask));
    return o.value.reasons().empty() ? text : text + fmt::format(": {}", words_of(o.value.reasons().front().why));
  }

  // --- duties
  void duties() {
    page_.heading("DUTIES");
    if (answer_.determined.duties.empty()) page_.line("  none has arisen");
    for (const DutyAnswer& d : answer_.determined.duties) duty(d);
  }

  void duty(const DutyAnswer& d) {
    const Duty& duty = book_.duties[d.duty];
    const std::string member = answer_.member(duty.record, d.member);
    const std::string whose = member.empty() ? "" : fmt::format(" ({})", member);
    Ink ink = Ink::plain;
    const std::string state = state_words(d, ink);
    page_.line(fmt::format("  {}{}", page_.ink(duty.id, Ink::bold), whose));
    for (const std::string& line : wrap(state, page_.width() - 4)) page_.line("    " + page_.ink(line, ink));
    const std::string who = d.who.is_known() ? print(d.who, duty.who.type) : "whoever it falls to (not known)";
    const std::string_view provided = d.applies.is_known() ? "" : "if it has arisen, ";
    page_.wrapped("    ", 4,
                  fmt::format("{}{} {} {}  [{}]", provided, who, verb_words(duty.verb, d.grounds.confidence), duty.text,
                              join(answer_.cites(duty.cite), ", ")),
                  4);
    for (const LimitAnswer& limit : d.limits) this->limit(limit);
  }

  [[nodiscard]] std::string state_words(const DutyAnswer& d, Ink& ink) const {
    const bool stands_still = std::ranges::any_of(d.limits, &LimitAnswer::stands_still);
    std::string by = d.due.tag() == Value::Tag::date ? day_words(d.due.as_date())
                     : stands_still                  ? "no day while the count is suspended"
                     : !d.due.is_known()             ? "on a day that is not known"
                                                     : "no date";
    if (d.may_be_earlier) by += " at the latest";
    const bool is_prohibition = book_.duties[d.duty].verb == Verb::must_not;
    const std::string_view trust = !d.is_done_unrecorded ? ""
                                   : is_prohibition      ? ", not breached as far as recorded"
                                                         : ", not done as far as recorded";
    ink = Ink::yellow;
    switch (d.state) {
      case DutyState::due:
        return fmt::format("due {}{}", by, trust);
      case DutyState::overdue:
        ink = Ink::red;
        return fmt::format("OVERDUE since {}{}", by, trust);
      case DutyState::done:
        ink = Ink::green;
        return fmt::format("{}, due {}", d.done_on ? fmt::format("done {}", day_words(*d.done_on)) : "done", by);
      case DutyState::done_late:
        ink = Ink::red;
        return fmt::format("done late {}, due {}", day_words(*d.done_on), by);
      case DutyState::going_on:
        return d.due.tag() == Value::Tag::date ? fmt::format("going on to {}", by) : "going on";
      case DutyState::ended:
        return fmt::format("ended {}", by);
      case DutyState::in_force:
        return d.due.tag() == Value::Tag::date ? fmt::format("in force until {}{}", by, trust)
                                               : fmt::format("in force{}", trust);
      case DutyState::breached:
        ink = Ink::red;
        return d.done_on ? fmt::format("BREACHED {}", day_words(*d.done_on)) : "BREACHED";
      case DutyState::lifted:
        return fmt::format("lifted after {}", by);
      case DutyState::cancelled:
        return fmt::format("cancelled{}, would be due {}", d.cancelled_on ? " " + day_words(*d.cancelled_on) : "", by);
      case DutyState::not_known:
        return fmt::format("not known whether it has arisen; if it has, due {}", by);
      case DutyState::not_arisen:
        return "not arisen";
    }
    return "";
  }

  /// `; not before Mon 3 Mar 2025, not after Mon 10 Mar 2025`: what is certain of a date that is not known.
  [[nodiscard]] static std::string certain_words(const DateBounds& bounds) {
    std::string words;
    if (bounds.first) words += fmt::format("; not before {}", day_words(*bounds.first));
    if (bounds.last) words += fmt::format("{} not after {}", bounds.first ? "," : ";", day_words(*bounds.last));
    return words;
  }

  void limit(const LimitAnswer& l) {
    const Limit& limit = book_.limits[l.limit];
    if (l.stands_still)
      page_.wrapped(
          "    ", 4,
          fmt::format("{}: suspended until further notice  [{}]", limit.id, join(answer_.cites(limit.cite), ", ")), 6);
    if (l.due.is_nothing()) return;
    const std::string note = limit.kind == LimitKind::shown_only ? ", shown only" : "";
    if (!l.due.is_known()) {
      const Reason& reason = l.due.reasons().front();
      const std::string why = is_about_a_fact(reason.why)
                                  ? fmt::format("{} is {}", fact_name(reason.subject), words_of(reason.why))
                                  : std::string(words_of(reason.why));
      page_.wrapped("    ", 4,
                    fmt::format("{}: date not known, {}{}  [{}]", limit.id, why, certain_words(l.bounds),
                                join(answer_.cites(limit.cite), ", ")),
                    6);
      return;
    }
    std::string text = fmt::format("{}: {}", limit.id, day_words(l.due.as_date()));
    if (l.from.tag() == Value::Tag::date)
      text += fmt::format(", {} {}", Answer::count_words(l), day_words(l.from.as_date()));
    text += fmt::format("{}  [{}]", note, join(answer_.cites(limit.cite), ", "));
    page_.wrapped("    ", 4, text, 6);
    if (limit.kind != LimitKind::shown_only) account(l);
  }

  /// The count, day by day, neighbours together: `days 1 to 4: Tue 4 Mar to Fri 7 Mar; not Sat 8 Mar, Sun 9 Mar; day 5:
  /// Mon 10 Mar`.
  void account(const LimitAnswer& l) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < l.days.size();) {
      std::size_t end = i + 1;
      while (end < l.days.size() && (l.days[end].number > 0) == (l.days[i].number > 0)) ++end;
      if (l.days[i].number > 0) {
        const bool is_one = end == i + 1;
        parts.push_back(is_one ? fmt::format("day {}: {}", l.days[i].number, short_day(l.days[i].day))
                               : fmt::format("days {} to {}: {} to {}", l.days[i].number, l.days[end - 1].number,
                                             short_day(l.days[i].day), short_day(l.days[end - 1].day)));
      } else {
        std::vector<std::string> off;
        for (std::size_t d = i; d < end; ++d) {
          const bool is_weekend = l.days[d].why == weekday_name(weekday_of(l.days[d].day));
          off.push_back(is_weekend ? short_day(l.days[d].day)
                                   : fmt::format("{} ({})", short_day(l.days[d].day), l.days[d].why));
        }
        parts.push_back(fmt::format("not {}", join(off, ", ")));
      }
      i = end;
    }
    if (parts.empty()) return;
    for (const std::string& line : wrap(join(parts, "; "), page_.width() - 8))
      page_.line("        " + page_.ink(line, Ink::dim));
  }

  // --- the rest
  void warnings() {
    if (answer_.determined.warnings.empty()) return;
    page_.heading("WARNINGS");
    for (const WarningAnswer& w : answer_.determined.warnings) {
      const std::string member = answer_.member(w.record, w.member);
      page_.line(
          fmt::format("  {}{}", page_.ink(w.id, Ink::yellow), member.empty() ? "" : fmt::format(" ({})", member)));
      page_.wrapped("    ", 4, fmt::format("{}  [{}]", w.say, join(answer_.cites(w.cite), ", ")), 4);
    }
  }

  void conflicts() {
    if (answer_.determined.conflicts.empty()) return;
    page_.heading("DECLARED CONFLICTS");
    for (std::uint32_t number = 0; number < book_.conflicts.size(); ++number) conflict(number);
  }

  /// Members for whom it comes to the same share a line.
  void conflict(std::uint32_t number) {
    const Conflict& conflict = book_.conflicts[number];
    page_.line("  " + page_.ink(conflict.id, Ink::cyan));
    page_.wrapped("    ", 4,
                  fmt::format("{}: followed is {}, because {}", conflict.at, conflict.readings[conflict.chosen].id,
                              conflict.because),
                  4);
    std::map<std::string_view, std::vector<std::string>> members;
    for (const ConflictAnswer& c : answer_.determined.conflicts) {
      const std::string_view here = !c.differs.is_known() ? "not known whether it matters here"
                                    : c.differs.is_yes()  ? "it matters here"
                                                          : "it makes no difference here";
      if (c.conflict == number) {
        members[here].push_back(answer_.member(book_.decisions[conflict.about].record, c.member));
      }
    }
    for (const auto& [here, whose] : members) {
      page_.wrapped("    ", 4,
                    whose.front().empty() ? std::string(here) : fmt::format("{} ({})", here, list_words(whose)), 4);
    }
  }

  void questions() {
    if (answer_.determined.ask_next.empty()) return;
    page_.heading("ASK NEXT");
    std::size_t number = 0;
    for (const Question& q : answer_.determined.ask_next) {
      const FactInfo& fact = answer_.fact(q.slot);
      const std::string member = answer_.fact_member(q.slot);
      const std::string ask = fmt::format("{}{}", member.empty() ? "" : fmt::format("({}) ", member),
                                          fact.ask.empty() ? fact_name(q.slot) : fact.ask);
      std::vector<std::string> outcomes;
      for (const std::size_t o : q.outcomes)
        outcomes.push_back(book_.decisions[answer_.determined.outcomes[o].decision].id);
      std::ranges::sort(outcomes);
      const auto repeated = std::ranges::unique(outcomes);
      outcomes.erase(repeated.begin(), repeated.end());
      const std::string head = fmt::format("  {}. ", ++number);
      page_.wrapped(head, head.size(), ask, head.size());
      page_.wrapped("", 0, fmt::format("{} bears on {}", fact_name(q.slot), list_words(outcomes)), head.size());
    }
  }

  const Answer& answer_;
  const Book& book_;
  const Show& show_;
  Page page_;
};

}  // namespace

std::string write_text(const Answer& answer, const Show& show, int width, bool colour) {
  return Writer(answer, show, width, colour).run();
}

}  // namespace masa
