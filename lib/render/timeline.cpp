#include "render/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "render/answer.hpp"
#include "render/json.hpp"
#include "render/page.hpp"

namespace masa {

namespace {

bool is_shown(const Decision& decision, const Show& show) {
  return show.sensitive || !decision.is_sensitive;
}

std::string span_words(Date from, Date to, const Timeline& timeline) {
  return fmt::format("{} to {}", to_string(from), to == timeline.end ? "…" : to_string(to));
}

}  // namespace

std::string write_timeline_json(const Timeline& timeline, const Plan& plan, const Show& show) {
  JsonWriter json;
  json.begin_object().field("masa", "timeline").field("version", "1.0");
  json.field("from", to_string(timeline.first)).field("to", to_string(timeline.end));
  json.key("decisions").begin_list();
  for (const DecisionTrack& track : timeline.decisions) {
    const Decision& decision = plan.book.decisions[track.decision];
    if (!is_shown(decision, show)) continue;
    json.begin_object()
        .field("decision", decision.id)
        .field_or_null("member", track.member)
        .key("stretches")
        .begin_list();
    for (const Stretch& stretch : track.stretches) {
      json.begin_object().field("from", to_string(stretch.from)).field("to", to_string(stretch.to));
      json.field_or_null("value", stretch.value.is_known() ? stretch.words : "")
          .field_or_null("reason", stretch.reason);
      json.end_object();
    }
    json.end_list().end_object();
  }
  json.end_list().key("duties").begin_list();
  for (const DutyTrack& track : timeline.duties) {
    json.begin_object().field("duty", plan.book.duties[track.duty].id).field_or_null("member", track.member);
    json.field_or_null("arisen_on", track.arisen_on ? to_string(*track.arisen_on) : "").key("stretches").begin_list();
    for (const DutyStretch& stretch : track.stretches) {
      json.begin_object().field("from", to_string(stretch.from)).field("to", to_string(stretch.to));
      json.field("state", word_of(stretch.state)).field("who", stretch.who);
      json.field_or_null("due", stretch.due ? to_string(*stretch.due) : "");
      json.key("is_due_open").truth(stretch.is_due_open).end_object();
    }
    json.end_list().end_object();
  }
  return json.end_list().end_object().take();
}

std::string write_timeline_text(const Timeline& timeline, const Plan& plan, const Show& show, int width, bool colour) {
  Page page(width, colour);
  page.line(fmt::format("From {} to before {}", to_string(timeline.first), to_string(timeline.end)));
  page.heading("DECISIONS");
  for (const DecisionTrack& track : timeline.decisions) {
    const Decision& decision = plan.book.decisions[track.decision];
    if (!is_shown(decision, show) || (decision.is_working && !decision.is_state)) continue;
    const std::string whose = track.member.empty() ? "" : fmt::format(" of {}", track.member);
    page.line(fmt::format("  {}{}", page.ink(decision.id, Ink::bold), whose));
    for (const Stretch& stretch : track.stretches) {
      const std::string words =
          stretch.value.is_known() ? stretch.words : page.ink("not known: " + stretch.reason, Ink::yellow);
      page.line(fmt::format("    {}  {}", span_words(stretch.from, stretch.to, timeline), words));
    }
  }
  page.heading("DUTIES");
  if (timeline.duties.empty()) page.line("  none has arisen");
  for (const DutyTrack& track : timeline.duties) {
    const std::string whose = track.member.empty() ? "" : fmt::format(" ({})", track.member);
    page.line(fmt::format("  {}{}{}", page.ink(plan.book.duties[track.duty].id, Ink::bold), whose,
                          track.arisen_on ? fmt::format(", arisen on {}", to_string(*track.arisen_on)) : ""));
    for (const DutyStretch& stretch : track.stretches) {
      const bool is_late = stretch.state == DutyState::overdue || stretch.state == DutyState::breached;
      std::string state(word_of(stretch.state));
      std::ranges::replace(state, '_', ' ');
      page.line(fmt::format("    {}  {} for {}{}", span_words(stretch.from, stretch.to, timeline),
                            page.ink(state, is_late ? Ink::red : Ink::plain), stretch.who,
                            stretch.due           ? fmt::format(", due {}", to_string(*stretch.due))
                            : stretch.is_due_open ? ", due on a day that is not known"
                                                  : ""));
    }
  }
  return page.take();
}

}  // namespace masa
