// Duties, their dates, what a lower layer adds to them; warnings and conflicts.
#include <fmt/format.h>

#include "base/text.hpp"
#include "load/load_pack.hpp"

namespace masa {

namespace {

/// The one of some keys that stands in the block; complains where none or two do. The enumerators of T stand in the
/// order of the keys.
template <class T>
std::optional<std::pair<std::string_view, T>> one_key(const Fields& fields, const KeyTie& tie, Span span,
                                                      std::string_view what, std::string_view example, Sink& sink) {
  std::optional<std::pair<std::string_view, T>> found;
  const auto keys = tie.keys();
  for (std::size_t k = 0; k < keys.size(); ++k) {
    if (!fields.has(keys[k])) continue;
    if (found)
      sink.report(Kind::wrong_shape, fields.find(keys[k])->span,
                  fmt::format("{} has both `{}` and `{}`", what, found->first, keys[k]));
    found = {keys[k], static_cast<T>(k)};
  }
  const bool is_misspelt = std::ranges::any_of(keys, [&](std::string_view key) { return fields.is_misspelt(key); });
  if (!found && !is_misspelt) {
    std::vector<std::string> others;
    for (const std::string_view key : keys) others.push_back(fmt::format("`{}: …`", key));
    sink.report(Kind::missing_key, span, fmt::format("{} has no line {}", what, list_words(others, "or")),
                fmt::format("add one of these lines below it, two spaces further in, such as `{}`", example));
  }
  return found;
}

void load_suspensions(const Node& node, LimitDecl& limit, Sink& sink) {
  for_each_item(node, "`suspended`", sink, [&](const Node& item) {
    const Fields fields(item, "a suspension", suspension_block, sink);
    limit.suspensions.push_back(
        {fields.expression("from"), fields.expression("until"), fields.citations(), fields.text("because"), item.span});
  });
}

void load_limits(const Node& node, std::vector<LimitDecl>& limits, Sink& sink) {
  for_each_item(node, "`by`", sink, [&](const Node& item) {
    const Fields fields(item, "a date of a duty", limit_block, sink);
    LimitDecl limit;
    limit.span = item.span;
    limit.id = fields.name("id");
    if (limit.id.is_set()) check_name(limit.id, false, sink);
    if (const auto kind = one_key<LimitKind>(fields, limit_block.ties[0], item.span, "a date of a duty",
                                             "must: 15 days after incident.date", sink)) {
      limit.kind = kind->second;
      limit.date = fields.expression(kind->first);
    }
    limit.cite = fields.citations();
    limit.because = fields.text("because");
    if (const Node* suspended = fields.find("suspended")) load_suspensions(*suspended, limit, sink);
    limits.push_back(std::move(limit));
  });
}

}  // namespace

void load_duties(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`duties`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    const Fields fields(value, fmt::format("the duty `{}`", id.text), duty_block, sink);
    if (!fields.has("who_at_first")) fields.require("who");
    if (fields.has("who_at_first") && fields.has("who"))
      sink.report(Kind::wrong_shape, fields.find("who")->span,
                  fmt::format("the duty `{}` has `who` or `who_at_first`, not both", id.text));
    DutyDecl duty;
    duty.id = id;
    duty.for_each = fields.name("for_each");
    duty.stands_for = fields.name("stands_for");
    duty.never_reads = fields.names("never_reads");
    if (const auto verb = one_key<Verb>(fields, duty_block.ties[0], id.span, fmt::format("the duty `{}`", id.text),
                                        "must: send the report", sink)) {
      duty.verb = verb->second;
      duty.text = fields.text(verb->first);
    }
    duty.when = fields.expression("when");
    duty.is_who_kept = fields.has("who_at_first");
    duty.who = fields.expression(duty.is_who_kept ? "who_at_first" : "who");
    duty.whom = fields.expression("whom");
    const bool is_prohibition = duty.verb == Verb::must_not;
    duty.done_when = fields.expression(is_prohibition ? "breached_when" : "done_when");
    if (const Node* wrong = fields.find(is_prohibition ? "done_when" : "breached_when")) {
      sink.report(Kind::wrong_shape, wrong->span,
                  is_prohibition ? "what must not be done is not done, but breached" : "a duty is done, not breached",
                  is_prohibition ? "write `breached_when`" : "write `done_when`");
    }
    duty.cancelled_when = fields.expression("cancelled_when");
    if (fields.has("cancelled_when")) fields.require("cancelled_cite");
    if (fields.has("cancelled_cite")) fields.require("cancelled_when");
    duty.cancelled_cite = fields.citations("cancelled_cite");
    duty.transition = fields.name("transition");
    if (fields.has("transition")) fields.require("transition_cite");
    if (fields.has("transition_cite")) fields.require("transition");
    duty.transition_cite = fields.citations("transition_cite");
    duty.cite = fields.citations();
    duty.because = fields.text("because");
    for (const std::string_view key : {"by", "until"}) {
      if (const Node* limits = fields.find(key)) load_limits(*limits, duty.limits, sink);
    }
    pack.duties.push_back(std::move(duty));
  });
}

void load_tightened(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`tighten`", sink, [&](const Name& id, const Node& value) {
    const Fields fields(value, fmt::format("what tightens `{}`", id.text), tightened_block, sink);
    TightenDecl tighten;
    tighten.duty = id;
    if (const Node* limits = fields.find("by")) load_limits(*limits, tighten.limits, sink);
    tighten.whom = fields.expression("whom");
    if (fields.has("whom")) fields.require("cite");
    tighten.cite = fields.citations();
    for (const Node::Entry& entry : value.entries) {
      const Key* key = tightened_block.find(entry.key);
      if (key == nullptr || key->need == KeyNeed::refused) tighten.forbidden.push_back({entry.key, entry.key_span});
    }
    if (tighten.limits.empty() && !tighten.whom.is_set() && tighten.forbidden.empty()) fields.require("by");
    pack.tightened.push_back(std::move(tighten));
  });
}

void load_warnings(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`warnings`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    const Fields fields(value, fmt::format("the warning `{}`", id.text), warning_block, sink);
    pack.warnings.push_back(
        {id, fields.name("for_each"), fields.expression("when"), fields.text("say"), fields.citations()});
  });
}

void load_conflicts(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`conflicts`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    const Fields fields(value, fmt::format("the conflict `{}`", id.text), conflict_block, sink);
    ConflictDecl conflict{id, fields.name("number"), fields.name("about"),  fields.name("at"),
                          {}, fields.name("chosen"), fields.text("because")};
    if (const Node* readings = fields.find("readings")) {
      for_each_item(*readings, "`readings`", sink, [&](const Node& item) {
        const Fields reading(item, "a reading", reading_block, sink);
        conflict.readings.push_back(
            {reading.name("reading"), reading.text("says"), reading.expression("would_be"), reading.citations()});
      });
    }
    pack.conflicts.push_back(std::move(conflict));
  });
}

}  // namespace masa
