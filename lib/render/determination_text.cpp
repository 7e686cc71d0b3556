// The determination as a page for a terminal: what is decided for each person, who must do what by when and how that
// day was counted, what to look out for, what to ask next.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "render/answer.hpp"
#include "render/digest.hpp"
#include "render/page.hpp"
#include "render/words.hpp"

namespace masa {

namespace {

class Writer {
 public:
  Writer(const Answer& answer, const Show& show, int width, bool colour)
      : answer_(answer), book_(answer.book()), show_(show), page_(width, colour) {}

  std::string run() {
    page_.line(page_.ink(answer_.as_of(), Ink::bold));
    page_.line(page_.ink("This supports a decision; it does not replace one.", Ink::dim));
    duties();
    warnings();
    outcomes();
    questions();
    conflicts();
    return page_.take();
  }

 private:
  // --- outcomes
  void outcomes() {
    for (const OutcomeGroup& group : group_outcomes(answer_, show_)) {
      const std::string member = answer_.member(group.record, group.member);
      page_.heading(member.empty() ? "THE INCIDENT"
                                   : fmt::format("{}: {}", upper(book_.schema.records[group.record].name), member));
      for (const OutcomeAnswer* o : group.answers) outcome(*o);
      for (const OutcomeAnswer* o : group.open) outcome(*o);
      quiet(group.quiet);
      if (!group.aside.empty())
        page_.line(page_.ink(fmt::format("  {} answers more about these, in the JSON", group.aside.size()), Ink::dim));
    }
  }

  /// Those with one answer in one paragraph: `not applicable: sar, dhr`.
  void quiet(const std::vector<const OutcomeAnswer*>& outcomes) {
    std::map<std::string, std::vector<std::string>> by_answer;
    for (const OutcomeAnswer* o : outcomes) {
      const Decision& decision = book_.decisions[o->decision];
      const std::string mark = o->grounds.confidence == Confidence::memory ? " (not verified)" : "";
      by_answer[is_hidden(decision) ? "sensitive, not shown" : answer_.words(o->value, decision.type)].push_back(
          decision.id + mark);
    }
    for (const auto& [said, ids] : by_answer) page_.wrapped("  ", 2, fmt::format("{}: {}", said, join(ids, ", ")), 4);
  }

  [[nodiscard]] bool is_hidden(const Decision& decision) const { return decision.is_sensitive && !show_.sensitive; }

  /// How far the answer can be trusted.
  [[nodiscard]] std::vector<std::string> marks_of(const OutcomeAnswer& o, const Decision& decision) const {
    if (o.judgement != nullptr) {
      const bool agrees = o.rules_say == o.value;
      return {fmt::format("decided by {} on {}: {}; the rules say {}", o.judgement->by, day_words(o.judgement->on),
                          o.judgement->why, agrees ? "the same" : answer_.words(o.rules_say, decision.type))};
    }
    std::vector<std::string> marks;
    if (o.grounds.confidence != Confidence::certain)
      marks.emplace_back(o.grounds.confidence == Confidence::memory ? "not verified" : word_of(o.grounds.confidence));
    if (!o.grounds.as_recorded.empty() || !o.grounds.histories.empty()) marks.emplace_back("as far as recorded");
    return marks;
  }

  void outcome(const OutcomeAnswer& o) {
    const Decision& decision = book_.decisions[o.decision];
    std::string answer;
    Ink ink = Ink::plain;
    if (is_hidden(decision)) {
      answer = "(sensitive, not shown)";
      ink = Ink::dim;
    } else if (o.value.is_known()) {
      answer = answer_.words(o.value, decision.type);
      if (answer == "required" || answer == "should") ink = Ink::bold;
      const std::vector<std::string> marks = marks_of(o, decision);
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
    if (std::ranges::any_of(answers, [&](const std::string& line) { return count_code_points(line) > right; })) {
      for (const std::string& line : wrap(question, page_.width() - 2)) page_.line("  " + line);  // one below the other
      for (const std::string& line : wrap(answer, page_.width() - 6)) page_.line("      " + page_.ink(line, ink));
      return;
    }
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
      if (v.is_known()) possible.push_back(answer_.words(v, decision.type));
    }
    if (decision.type != Type{} && possible.size() > 1 && possible.size() <= most_listed && o.possible.is_complete)
      text += fmt::format(", may be {}", list_words(possible, "or"));
    std::vector<std::string> ask;
    for (const std::uint32_t slot : o.possible.settle) ask.push_back(answer_.fact_name(slot));
    if (!ask.empty()) return text + fmt::format("; settled by {}", list_words(ask));
    return o.value.reasons().empty() ? text : text + fmt::format(": {}", words_of(o.value.reasons().front().why));
  }

  // --- duties
  void duties() {
    page_.heading("DUTIES");
    if (answer_.determined.duties.empty()) page_.line("  none has arisen");
    for (const DutyAnswer* d : duties_in_order(answer_)) duty(*d);
  }

  void duty(const DutyAnswer& d) {
    const Duty& duty = book_.duties[d.duty];
    const std::string member = answer_.member(duty.record, d.member);
    const std::string whose = member.empty() ? "" : fmt::format(" ({})", member);
    Ink ink = Ink::plain;
    const std::string state = state_words(d, ink);
    page_.line(fmt::format("  {}{}", page_.ink(duty.id, Ink::bold), whose));
    for (const std::string& line : wrap(state, page_.width() - 4)) page_.line("    " + page_.ink(line, ink));
    const std::string who = d.who.is_known() ? answer_.words(d.who, duty.who.type) : "whoever it falls to (not known)";
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
                                  ? fmt::format("{} is {}", answer_.fact_name(reason.subject), words_of(reason.why))
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

  // --- conflicts: those that matter here; the others are for `masa conflicts`
  void conflicts() {
    const std::vector<const ConflictAnswer*> matter = conflicts_that_matter(answer_);
    if (!matter.empty()) page_.heading("TEXTS THAT DISAGREE");
    for (const ConflictAnswer* c : matter) conflict(*c);
    const auto others = answer_.determined.conflicts.size() - matter.size();
    const std::string left_out = left_out_words(book_, answer_.determined.left_out);
    if (others > 0 || !left_out.empty()) page_.blank();
    if (others > 0)
      page_.wrapped("  ", 2,
                    fmt::format("{} more declared conflicts make no difference here: `masa conflicts`", others), 2);
    if (!left_out.empty()) page_.wrapped("  ", 2, left_out, 2);
  }

  void conflict(const ConflictAnswer& c) {
    const Conflict& conflict = book_.conflicts[c.conflict];
    const std::string member = answer_.member(book_.decisions[conflict.about].record, c.member);
    page_.line(
        fmt::format("  {}{}", page_.ink(conflict.id, Ink::cyan), member.empty() ? "" : fmt::format(" ({})", member)));
    page_.wrapped("    ", 4,
                  fmt::format("{}: {}; followed is {}, because {}", conflict.at,
                              c.differs.is_yes() ? "it matters here" : "not known whether it matters here",
                              conflict.readings[conflict.chosen].id, conflict.because),
                  4);
  }

  void questions() {
    if (answer_.determined.ask_next.empty()) return;
    page_.heading("ASK NEXT");
    std::size_t number = 0;
    for (const Question& q : answer_.determined.ask_next) {
      const FactInfo& fact = answer_.fact(q.slot);
      const std::string member = answer_.fact_member(q.slot);
      const std::string ask = fmt::format("{}{}", member.empty() ? "" : fmt::format("({}) ", member),
                                          fact.ask.empty() ? answer_.fact_name(q.slot) : fact.ask);
      std::vector<std::string> outcomes;
      for (const std::size_t o : q.outcomes)
        outcomes.push_back(book_.decisions[answer_.determined.outcomes[o].decision].id);
      std::ranges::sort(outcomes);
      const auto repeated = std::ranges::unique(outcomes);
      outcomes.erase(repeated.begin(), repeated.end());
      const std::string head = fmt::format("  {}. ", ++number);
      page_.wrapped(head, head.size(), ask, head.size());
      page_.wrapped("", 0, fmt::format("{} bears on {}", answer_.fact_name(q.slot), list_words(outcomes)), head.size());
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
