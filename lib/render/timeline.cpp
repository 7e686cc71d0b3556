#include "render/timeline.hpp"

#include "render/answer.hpp"
#include "render/json.hpp"

namespace masa {

namespace {

bool is_shown(const Decision& decision, const Show& show) {
  return show.sensitive || !decision.is_sensitive;
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
  json.end_list().key("left_out").begin_list();
  for (const std::uint32_t p : timeline.left_out) json.text(plan.book.packs[p].id);
  json.end_list().key("warnings").begin_list();
  for (const WarningTrack& track : timeline.warnings) {
    json.begin_object().field("warning", track.id).field_or_null("member", track.member);
    json.field("from", to_string(track.from)).field("to", to_string(track.to)).field("say", track.say).end_object();
  }
  return json.end_list().end_object().take();
}

}  // namespace masa
