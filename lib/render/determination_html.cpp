// The determination as a page to put on a table: who must do what by when, what to look out for, what to ask, then the
// answers. Notebooks show the same as a fragment.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.hpp"
#include "render/answer.hpp"
#include "render/digest.hpp"
#include "render/html.hpp"
#include "render/svg.hpp"
#include "render/words.hpp"

namespace masa {

namespace {

using html::Row;

struct Tag {
  std::string_view css_class;
  std::string_view words;
  std::string_view before_day;
};

Tag tag_of(DutyState state) {
  switch (state) {
    case DutyState::due:
      return {"masa-amber", "due", "by"};
    case DutyState::overdue:
      return {"masa-red", "overdue", "since"};
    case DutyState::done:
      return {"masa-green", "done", "by"};
    case DutyState::done_late:
      return {"masa-red", "done late", "by"};
    case DutyState::going_on:
      return {"masa-amber", "going on", "to"};
    case DutyState::ended:
      return {"masa-grey", "ended", "on"};
    case DutyState::in_force:
      return {"masa-amber", "in force", "to"};
    case DutyState::breached:
      return {"masa-red", "breached", "by"};
    case DutyState::lifted:
      return {"masa-grey", "lifted", "after"};
    case DutyState::cancelled:
      return {"masa-grey", "cancelled", "by"};
    case DutyState::not_arisen:
      return {"masa-grey", "not arisen", "by"};
    case DutyState::not_known:
      break;
  }
  return {"masa-open", "not known", "by"};
}

constexpr std::string_view note = "masa-note";

class HtmlWriter {
 public:
  HtmlWriter(const Answer& answer, const Show& show) : answer_(answer), book_(answer.book()), show_(show) {}

  std::string fragment(bool with_heading) {
    out_ = fmt::format(R"(<div class="masa"><style>{}</style>)", html::style());
    if (with_heading) out_ += html::paragraph(fmt::format("<strong>{}</strong>", answer_.as_of()));
    out_ += html::paragraph("This supports a decision; it does not replace one.", note);
    duties();
    warnings();
    outcomes();
    questions();
    conflicts();
    const std::string left_out = left_out_words(book_, answer_.determined.left_out);
    if (!left_out.empty()) out_ += html::paragraph(escape_xml(left_out), note);
    sources();
    return out_ + "</div>";
  }

 private:
  [[nodiscard]] static std::string about(const std::string& member) {
    return member.empty() ? "the incident" : escape_xml(member);
  }

  [[nodiscard]] std::string value_words(const Value& value, const Type& type) const {
    if (value.tag() == Value::Tag::date) return html::day(value.as_date());
    return escape_xml(answer_.words(value, type));
  }

  [[nodiscard]] std::string cite(const std::vector<Citation>& cites) {
    std::vector<std::string> marks;
    for (const Citation& citation : answer_.in_force(cites)) {
      const Source& source = book_.sources[citation.source];
      cited_.insert(citation.source);
      marks.push_back(fmt::format(R"(<abbr title="{}">{}</abbr>)", escape_xml(source.title),
                                  html::code(source.id + citation.pinpoint)));
    }
    return join(marks, " ");
  }

  // --- duties
  void duties() {
    std::vector<Row> rows;
    for (const DutyAnswer* d : duties_in_order(answer_)) {
      const Duty& duty = book_.duties[d->duty];
      rows.push_back({state(*d), text_of(*d), about(answer_.member(duty.record, d->member)), cite(duty.cite)});
    }
    if (rows.empty()) {
      out_ += html::paragraph("No duty has arisen.");
      return;
    }
    out_ += html::table("Who must do what by when",
                        {{"State", 18}, {"Who must do what", 56}, {"About", 11}, {"Source", 15}}, rows, 1);
  }

  [[nodiscard]] static std::string state(const DutyAnswer& d) {
    const Tag tag = tag_of(d.state);
    std::string text = fmt::format(R"(<span class="masa-tag {}">{}</span>)", tag.css_class, tag.words);
    if (d.done_on) {
      text += fmt::format("<br/>on {}", html::day(*d.done_on));
    } else if (!d.due.is_known()) {
      text += "<br/>date not known";
    } else if (d.due.tag() == Value::Tag::date) {
      text += fmt::format("<br/>{} {}{}", tag.before_day, html::day(d.due.as_date()),
                          d.may_be_earlier ? " at the latest" : "");
    }
    if (!d.applies.is_known()) text += "<br/>if it has arisen";
    if (d.is_done_unrecorded) text += "<br/>not done, as far as recorded";
    return text;
  }

  [[nodiscard]] std::string text_of(const DutyAnswer& d) {
    const Duty& duty = book_.duties[d.duty];
    const std::string who = d.who.is_known() ? fmt::format("<strong>{}</strong>", value_words(d.who, duty.who.type))
                                             : std::string("Who owes it is not known:");
    const std::string whom = d.whom.is_known() && !d.whom.is_nothing() && duty.has_whom
                                 ? fmt::format(", to {}", value_words(d.whom, duty.whom.type))
                                 : "";
    std::string text = html::paragraph(
        fmt::format("{}{} {} {}{}", d.applies.is_known() ? "" : "If it has arisen: ", who,
                    escape_xml(verb_words(duty.verb, d.grounds.confidence)), escape_xml(duty.text), whom));
    for (const LimitAnswer& limit : d.limits) text += date_of(limit);
    return text;
  }

  [[nodiscard]] std::string date_of(const LimitAnswer& l) {
    const Limit& limit = book_.limits[l.limit];
    const std::string kind = limit.kind == LimitKind::shown_only ? "shown only, binds nobody: "
                             : limit.kind == LimitKind::last_day ? "last day: "
                                                                 : "";
    if (l.stands_still)
      return html::paragraph(fmt::format("{}suspended until further notice {}", kind, cite(limit.cite)));
    if (l.due.is_nothing()) return "";
    if (!l.due.is_known()) {
      std::set<std::string> why;
      for (const Reason& reason : l.due.reasons()) {
        const std::string words(words_of(reason.why));
        why.insert(is_about_a_fact(reason.why) ? fmt::format("{} is {}", answer_.fact_name(reason.subject), words)
                                               : words);
      }
      const std::vector<std::string> all(why.begin(), why.end());
      return html::paragraph(
          fmt::format("{}date not known ({}) {}", kind, escape_xml(join(all, ", ")), cite(limit.cite)));
    }
    std::string line = fmt::format("{}by {}", kind, html::day(l.due.as_date()));
    if (l.from.tag() == Value::Tag::date)
      line += fmt::format(", {} {}", escape_xml(Answer::count_words(l)), html::day(l.from.as_date()));
    line += " " + cite(limit.cite);
    const std::string because = limit.because.empty() ? "" : html::paragraph(escape_xml(limit.because), note);
    if (l.days.empty()) return html::paragraph(line) + because;
    std::string days;
    for (const CountedDay& day : l.days) days += fmt::format("<li>{}</li>", counted(day));
    return fmt::format(R"(<details><summary>{}</summary><ul class="masa-days">{}</ul></details>{})", line, days,
                       because);
  }

  [[nodiscard]] static std::string counted(const CountedDay& day) {
    const std::string shown = html::dated(day.day, short_day(day.day));
    if (day.number > 0) return fmt::format("{}: day {}", shown, day.number);
    const bool is_weekend = day.why == weekday_name(weekday_of(day.day));
    return is_weekend ? fmt::format("{}: not counted", shown)
                      : fmt::format("{}: not counted, {}", shown, escape_xml(day.why));
  }

  // --- what to look at, what to ask
  void warnings() {
    std::vector<Row> rows;
    for (const WarningAnswer& w : answer_.determined.warnings)
      rows.push_back({about(answer_.member(w.record, w.member)), escape_xml(w.say), cite(w.cite)});
    if (!rows.empty())
      out_ += html::table("Warnings", {{"About", 11}, {"What to look out for", 74}, {"Source", 15}}, rows, 1);
  }

  void questions() {
    std::vector<Row> rows;
    for (const Question& q : answer_.determined.ask_next) {
      const FactInfo& fact = answer_.fact(q.slot);
      std::set<std::string> ids;
      for (const std::size_t o : q.outcomes)
        ids.insert(html::code(book_.decisions[answer_.determined.outcomes[o].decision].id));
      const std::string ask =
          fact.ask.empty() ? html::code(fact.path) : fmt::format("{} {}", escape_xml(fact.ask), html::code(fact.path));
      rows.push_back({about(answer_.fact_member(q.slot)), ask, join({ids.begin(), ids.end()}, " ")});
    }
    if (!rows.empty())
      out_ +=
          html::table("Ask next, most useful first", {{"About", 11}, {"Question", 54}, {"It bears on", 35}}, rows, 1);
  }

  // --- outcomes
  void outcomes() {
    for (const OutcomeGroup& group : group_outcomes(answer_, show_)) {
      const std::string member = answer_.member(group.record, group.member);
      std::vector<Row> rows;
      for (const auto* list : {&group.answers, &group.open}) {
        for (const OutcomeAnswer* o : *list) rows.push_back(outcome(*o));
      }
      const std::string caption = "Answers about " + about(member);
      if (!rows.empty()) out_ += answers(caption, rows);
      std::vector<Row> quiet;
      for (const auto* list : {&group.quiet, &group.aside}) {
        for (const OutcomeAnswer* o : *list) quiet.push_back(outcome(*o));
      }
      if (quiet.empty()) continue;
      out_ += fmt::format(
          R"(<details><summary class="{}">What does not apply, or is not required: {}</summary>{}</details>)", note,
          quiet.size(), answers(caption + ": what does not apply", quiet));
    }
  }

  [[nodiscard]] static std::string answers(const std::string& caption, const std::vector<Row>& rows) {
    return html::table(caption, {{"Question", 42}, {"Answer", 31}, {"How sure", 12}, {"Source", 15}}, rows, 0);
  }

  Row outcome(const OutcomeAnswer& o) {
    const Decision& decision = book_.decisions[o.decision];
    const std::string question = fmt::format("{} {}", escape_xml(decision.question), html::code(decision.id));
    if (decision.is_sensitive && !show_.sensitive)
      return {question, fmt::format(R"(<span class="{}">sensitive, not shown</span>)", note), "", ""};
    std::string text = o.value.is_known()
                           ? fmt::format(R"(<span class="masa-value">{}</span>)", value_words(o.value, decision.type))
                           : R"(<span class="masa-tag masa-open">not known</span>)";
    for (const std::string& line : notes(o, decision)) text += fmt::format(R"(<div class="{}">{}</div>)", note, line);
    if (!o.value.is_known()) return {question, text, "", ""};
    const bool is_memory = o.grounds.confidence == Confidence::memory;
    return {question, text, is_memory ? "not verified" : std::string(word_of(o.grounds.confidence)),
            cite(sources_of(o))};
  }

  [[nodiscard]] std::vector<std::string> notes(const OutcomeAnswer& o, const Decision& decision) const {
    constexpr std::size_t most_listed = 6;
    std::vector<std::string> lines;
    if (!o.value.is_known()) {
      std::vector<std::string> possible;
      for (const Value& value : o.possible.values) {
        if (value.is_known()) possible.push_back(value_words(value, decision.type));
      }
      if (!possible.empty() && o.possible.is_complete)
        lines.push_back(fmt::format("still possible: {}", possible.size() <= most_listed
                                                              ? join(possible, ", ")
                                                              : fmt::format("{} answers", possible.size())));
      std::vector<std::string> ask;
      for (const std::uint32_t slot : o.possible.settle) ask.push_back(answer_.fact_name(slot));
      if (!ask.empty()) {
        lines.push_back("settled by " + escape_xml(join(ask, ", ")));
      } else if (!o.value.reasons().empty()) {
        lines.push_back(escape_xml(words_of(o.value.reasons().front().why)));
      }
    }
    if (o.judgement != nullptr) {
      const bool is_same = o.rules_say.is_known() && o.rules_say == o.value;
      lines.push_back(fmt::format(
          "decided by {} on {}: {}; {}", escape_xml(o.judgement->by), html::day(o.judgement->on),
          escape_xml(o.judgement->why),
          is_same ? "the rules say the same" : "the rules say: " + value_words(o.rules_say, decision.type)));
    }
    if (!o.grounds.as_recorded.empty() || !o.grounds.histories.empty()) lines.emplace_back("as far as recorded");
    return lines;
  }

  /// Those of the rules that decided.
  [[nodiscard]] std::vector<Citation> sources_of(const OutcomeAnswer& o) const {
    std::vector<Citation> all;
    for (const RuleRef& ref : o.grounds.own) {
      for (const Citation& citation : book_.decisions[ref.decision].rules[ref.rule].cite) {
        const auto is_same = [&](const Citation& c) {
          return c.source == citation.source && c.pinpoint == citation.pinpoint;
        };
        if (std::ranges::none_of(all, is_same)) all.push_back(citation);
      }
    }
    return all;
  }

  // --- conflicts and sources
  void conflicts() {
    const std::vector<const ConflictAnswer*> matter = conflicts_that_matter(answer_);
    std::vector<Row> rows;
    for (const ConflictAnswer* c : matter) {
      const Conflict& conflict = book_.conflicts[c->conflict];
      const std::string member = answer_.member(book_.decisions[conflict.about].record, c->member);
      rows.push_back({about(member), readings(*c),
                      c->differs.is_yes() ? "<strong>matters</strong>" : "not known whether it matters"});
    }
    if (!rows.empty())
      out_ += html::table("Texts that disagree", {{"About", 11}, {"What they say", 69}, {"Here", 20}}, rows, 1);
    const auto others = answer_.determined.conflicts.size() - matter.size();
    if (others > 0)
      out_ += html::paragraph(fmt::format("{} more declared conflicts make no difference here.", others), note);
  }

  std::string readings(const ConflictAnswer& c) {
    const Conflict& conflict = book_.conflicts[c.conflict];
    const Decision& decision = book_.decisions[conflict.about];
    const bool is_shown = !decision.is_sensitive || show_.sensitive;
    std::string text;
    for (std::size_t r = 0; r < conflict.readings.size(); ++r) {
      const Reading& reading = conflict.readings[r];
      const std::string first = r == conflict.chosen ? "<strong>followed</strong>: " : "";
      const std::string would_be =
          is_shown ? fmt::format("; the answer is {}", value_words(c.would_be[r], decision.type)) : "";
      text += html::paragraph(fmt::format("{}{}{} {}", first, escape_xml(reading.says), would_be, cite(reading.cite)));
    }
    return text + html::paragraph("because " + escape_xml(conflict.because), note);
  }

  void sources() {
    if (cited_.empty()) return;
    std::vector<Row> rows;
    for (const std::uint32_t source : cited_) {
      const Source& s = book_.sources[source];
      rows.push_back({escape_xml(s.id), escape_xml(s.title), escape_xml(spaced(std::string(word_of(s.authority))))});
    }
    out_ += fmt::format(R"(<details style="margin-top:1.1em"><summary>Sources: {}</summary>{}</details>)", rows.size(),
                        html::table("Sources", {{"Id", 16}, {"Title", 64}, {"Kind", 20}}, rows, 0));
  }

  const Answer& answer_;
  const Book& book_;
  const Show& show_;
  std::set<std::uint32_t> cited_;
  std::string out_;
};

}  // namespace

std::string write_html_fragment(const Answer& answer, const Show& show) {
  return HtmlWriter(answer, show).fragment(true);
}

std::string write_html_page(const Answer& answer, const Show& show) {
  return html::page(answer.as_of(), HtmlWriter(answer, show).fragment(false));
}

}  // namespace masa
