// The one writer of a determination's JSON. Keys are only ever added within a major version.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "render/answer.hpp"
#include "render/json.hpp"
#include "value/date.hpp"

namespace masa {

namespace {

constexpr std::string_view format_version = "1.0";

class Writer {
 public:
  Writer(const Answer& answer, const Show& show) : answer_(answer), book_(answer.book()), show_(show) {}

  std::string run() {
    json_.begin_object();
    json_.field("masa", "determination").field("version", format_version).field("engine", version());
    std::vector<std::string> packs;
    for (const PackInfo& pack : book_.packs) packs.push_back(pack.id);
    json_.key("packs").texts(packs);
    json_.key("dates")
        .begin_object()
        .field("facts_at", to_string(answer_.dates.facts_at))
        .field("known_by", to_string(answer_.dates.known_by));
    json_.field("law_at", answer_.dates.law_at ? to_string(*answer_.dates.law_at) : "each").end_object();
    list("outcomes", answer_.determined.outcomes, [this](const OutcomeAnswer& o) { outcome(o); });
    list("duties", answer_.determined.duties, [this](const DutyAnswer& d) { duty(d); });
    list("warnings", answer_.determined.warnings, [this](const WarningAnswer& w) { warning(w); });
    list("conflicts", answer_.determined.conflicts, [this](const ConflictAnswer& c) { conflict(c); });
    list("ask_next", answer_.determined.ask_next, [this](const Question& q) { question(q); });
    list("left_out", answer_.determined.left_out, [this](std::uint32_t p) {
      json_.begin_object().field("pack", book_.packs[p].id).key("about").texts(book_.packs[p].about).end_object();
    });
    if (show_.explanation) explanation();
    sources();
    names();
    return json_.end_object().take();
  }

 private:
  template <class T, class Visit>
  void list(std::string_view key, const std::vector<T>& items, const Visit& visit) {
    json_.key(key).begin_list();
    for (const T& item : items) visit(item);
    json_.end_list();
  }

  void value(const Value& v, const Type& type) {
    switch (v.tag()) {
      case Value::Tag::not_known:
        json_.null();
        break;
      case Value::Tag::truth:
        json_.truth(v.is_yes());
        break;
      case Value::Tag::number:
        if (type.places > 0) {
          json_.text(print_decimal(v.payload(), type.places));
        } else {
          json_.number(v.payload());
        }
        break;
      case Value::Tag::reference:
        named_.insert(v.as_index());
        json_.text(book_.vocabulary.bodies[v.as_index()].id);
        break;
      case Value::Tag::set:
        json_.begin_list();
        for (const Value& member : v.members()) value(member, type);
        json_.end_list();
        break;
      default:
        json_.text(book_.vocabulary.print(v, type));
    }
  }

  /// What a value is to a reader of the JSON: `date`, `truth`, `word`, `body`, `number`, `text`, or a set of these.
  static std::string type_word(const Type& type) {
    static constexpr std::array<std::string_view, 7> words{"truth", "number", "date",   "text",
                                                           "word",  "body",   "nothing"};
    const std::string word(type.is_money     ? "money"
                           : type.places > 0 ? "decimal"
                                             : words.at(static_cast<std::size_t>(type.base)));
    return type.is_set ? "set of " + word : word;
  }

  void cite(const std::vector<Citation>& cite) {
    for (const Citation& citation : answer_.in_force(cite)) cited_.insert(citation.source);
    json_.key("cite").texts(answer_.cites(cite));
  }

  void place(const Span& span) {
    if (!span.is_set()) {
      json_.key("file").null().key("line").null();
      return;
    }
    json_.field("file", book_.sources_text.name(span.file))
        .key("line")
        .number(book_.sources_text.line_column(span.file, span.begin).line);
  }

  void about(std::uint32_t record, std::uint32_t member) {
    json_.field_or_null("record", record == no_index ? "" : book_.schema.records[record].name);
    json_.field_or_null("member", answer_.member(record, member));
  }

  void settled_by(const std::vector<std::uint32_t>& slots) {
    json_.key("settled_by").begin_list();
    for (const std::uint32_t slot : slots) {
      const FactInfo& fact = answer_.fact(slot);
      json_.begin_object()
          .field("fact", fact.path)
          .field_or_null("member", answer_.fact_member(slot))
          .field("ask", fact.ask)
          .end_object();
    }
    json_.end_list();
  }

  void reasons(const Value& v) {
    std::vector<std::string> words;
    if (!v.is_known()) {
      for (const Reason& reason : v.reasons()) {
        const std::string word(words_of(reason.why));
        if (std::ranges::find(words, word) == words.end()) words.push_back(word);
      }
    }
    json_.key("reasons").texts(words);
  }

  void outcome(const OutcomeAnswer& o) {
    const Decision& decision = book_.decisions[o.decision];
    const bool hidden = decision.is_sensitive && !show_.sensitive;
    json_.begin_object().field("decision", decision.id).field("pack", book_.packs[decision.pack].id);
    about(decision.record, o.member);
    json_.field("question", decision.question).field("type", type_word(decision.type));
    json_.key("working").truth(decision.is_working).key("value");
    if (hidden) {
      json_.null();
    } else {
      value(o.value, decision.type);
    }
    json_.field("state", hidden ? "not_shown" : o.value.is_known() ? "decided" : "not_known");
    reasons(o.value);
    json_.key("possible").begin_list();
    if (!hidden && !o.value.is_known()) {
      for (const Value& v : o.possible.values) value(v, decision.type);
    }
    json_.end_list().key("is_complete").truth(o.possible.is_complete);
    settled_by(o.possible.settle);
    json_.key("judgement");
    if (o.judgement == nullptr) {
      json_.null();
    } else {
      json_.begin_object().field("by", o.judgement->by).field("on", to_string(o.judgement->on));
      json_.field("why", o.judgement->why).key("rules_say");
      value(hidden ? Value::not_known(Why::withheld) : o.rules_say, decision.type);
      json_.end_object();
    }
    json_.field("confidence", word_of(o.grounds.confidence));
    std::vector<std::string> trusted;
    for (const std::uint32_t slot : o.grounds.as_recorded) trusted.push_back(answer_.fact(slot).path);
    for (const std::uint32_t record : o.grounds.histories) trusted.push_back(book_.schema.records[record].name);
    json_.key("as_far_as_recorded").texts(trusted);
    json_.key("rules").begin_list();
    for (const RuleRef& ref : hidden ? std::vector<RuleRef>{} : o.grounds.own) {
      const Rule& rule = book_.decisions[ref.decision].rules[ref.rule];
      json_.begin_object().field("decision", decision.id).field("rule", rule.id);
      place(rule.span);
      cite(rule.cite);
      json_.end_object();
    }
    json_.end_list().end_object();
    for (const std::uint32_t source : o.grounds.sources) cited_.insert(source);
  }

  void duty(const DutyAnswer& d) {
    const Duty& duty = book_.duties[d.duty];
    json_.begin_object().field("duty", duty.id).field("pack", book_.packs[duty.pack].id);
    about(duty.record, d.member);
    json_.field("verb", word_of(duty.verb))
        .field("words", verb_words(duty.verb, d.grounds.confidence))
        .field("text", duty.text)
        .key("who");
    value(d.who, duty.who.type);
    if (duty.has_whom || !d.whom.is_nothing()) {
      json_.key("whom");
      value(d.whom, duty.has_whom ? duty.whom.type : duty.one_more.front().whom.type);
    }
    if (!d.whom_as_well.is_nothing()) {
      json_.key("whom_as_well");
      value(d.whom_as_well, duty.one_more.front().whom.type);
    }
    json_.field("state", word_of(d.state)).key("is_provisional").truth(!d.applies.is_known());
    json_.key("due");
    if (d.due.tag() == Value::Tag::date) {
      json_.text(to_string(d.due.as_date()));
    } else {
      json_.null();
    }
    json_.key("may_be_earlier").truth(d.may_be_earlier);
    json_.field_or_null("arisen_on", d.arisen_on ? to_string(*d.arisen_on) : "");
    json_.field_or_null("cancelled_on", d.cancelled_on ? to_string(*d.cancelled_on) : "");
    json_.field_or_null("done_on", d.done_on ? to_string(*d.done_on) : "");
    json_.key("is_done_unrecorded").truth(d.is_done_unrecorded);
    settled_by(d.possible.settle);
    json_.field("confidence", word_of(d.grounds.confidence));
    cite(duty.cite);
    list("dates", d.limits, [this](const LimitAnswer& l) { limit(l); });
    place(duty.span);
    json_.end_object();
  }

  void limit(const LimitAnswer& l) {
    const Limit& limit = book_.limits[l.limit];
    const auto date = [this](std::string_view key, const Value& v) {
      json_.field_or_null(key, v.tag() == Value::Tag::date ? to_string(v.as_date()) : "");
    };
    json_.begin_object().field("id", limit.id).field("kind", word_of(limit.kind));
    date("from", l.from);
    json_.field_or_null("count", Answer::count_words(l));
    date("due", l.due);
    json_.field_or_null("not_before", l.bounds.first ? to_string(*l.bounds.first) : "");
    json_.field_or_null("not_after", l.bounds.last ? to_string(*l.bounds.last) : "");
    json_.key("suspended").truth(l.stands_still);
    json_.key("on_day_off").truth(l.is_on_day_off);
    reasons(l.due);
    cite(limit.cite);
    json_.field_or_null("because", limit.because);
    json_.key("days").begin_list();
    for (const CountedDay& day : l.days) {
      json_.begin_object().field("date", to_string(day.day));
      if (day.number > 0) {
        json_.key("number").number(day.number);
      } else {
        json_.field("why", day.why);
      }
      json_.end_object();
    }
    json_.end_list();
    place(limit.span);
    json_.end_object();
  }

  void warning(const WarningAnswer& w) {
    json_.begin_object()
        .field("id", w.id)
        .field_or_null("member", answer_.member(w.record, w.member))
        .field("text", w.say);
    cite(w.cite);
    place(w.span);
    json_.end_object();
  }

  void conflict(const ConflictAnswer& c) {
    const Conflict& conflict = book_.conflicts[c.conflict];
    const Decision& decision = book_.decisions[conflict.about];
    json_.begin_object().field("id", conflict.id).field("about", decision.id).field_or_null("at", conflict.at);
    about(decision.record, c.member);
    json_.key("differs");
    if (c.differs.is_known()) {
      json_.truth(c.differs.is_yes());
    } else {
      json_.null();
    }
    json_.field("chosen", conflict.readings[conflict.chosen].id)
        .field("because", conflict.because)
        .key("readings")
        .begin_list();
    for (std::size_t r = 0; r < conflict.readings.size(); ++r) {
      const Reading& reading = conflict.readings[r];
      json_.begin_object().field("id", reading.id).field("says", reading.says).key("would_be");
      value(decision.is_sensitive && !show_.sensitive ? Value::not_known(Why::withheld) : c.would_be[r], decision.type);
      cite(reading.cite);
      json_.end_object();
    }
    json_.end_list().end_object();
  }

  void question(const Question& q) {
    const FactInfo& fact = answer_.fact(q.slot);
    json_.begin_object()
        .field("fact", fact.path)
        .field_or_null("member", answer_.fact_member(q.slot))
        .field("ask", fact.ask)
        .key("bears_on")
        .begin_list();
    for (const std::size_t o : q.outcomes) {
      const OutcomeAnswer& outcome = answer_.determined.outcomes[o];
      const Decision& decision = book_.decisions[outcome.decision];
      json_.begin_object()
          .field("decision", decision.id)
          .field_or_null("member", answer_.member(decision.record, outcome.member))
          .end_object();
    }
    json_.end_list().end_object();
  }

  void explanation() {
    Evaluator evaluator(answer_.plan, answer_.facts, answer_.dates);
    Told told;
    json_.key("explanation").begin_list();
    for (const OutcomeAnswer& o : answer_.determined.outcomes)
      node(reasons_of(evaluator, o.decision, o.member == no_index ? 0 : o.member, told));
    json_.end_list();
  }

  void node(const ReasonNode& n) {
    static constexpr std::array<std::string_view, 5> kinds{"decision", "rule", "condition", "fact", "otherwise"};
    const bool is_decision = n.kind == ReasonNode::Kind::decision;
    const std::uint32_t record = is_decision                        ? book_.decisions[n.index].record
                                 : n.kind == ReasonNode::Kind::fact ? book_.schema.facts[n.index].record
                                                                    : no_index;
    const bool hidden = !show_.sensitive && (n.is_sensitive || (is_decision && book_.decisions[n.index].is_sensitive));
    json_.begin_object()
        .field("kind", kinds.at(static_cast<std::size_t>(n.kind)))
        .field("text", n.text)
        .field_or_null("member", answer_.member(record, n.member));
    json_.key("value");
    if (hidden || n.kind == ReasonNode::Kind::rule) {
      json_.null();
    } else {
      value(n.value, n.type);
    }
    json_.field("verdict", n.force == Force::not_in_force ? "not in force"
                           : hidden                       ? "not shown"
                           : !n.value.is_known()          ? "open"
                           : n.value.is_no()              ? "no"
                                                          : "yes");
    cite(n.cite);
    json_.field_or_null("because", n.because).field_or_null("from", hidden ? "" : n.said_by);
    place(n.span);
    json_.key("shown_before").truth(n.is_shown_before);
    list("kids", hidden && is_decision ? std::vector<ReasonNode>{} : n.kids,
         [this](const ReasonNode& kid) { node(kid); });
    json_.end_object();
  }

  void sources() {
    json_.key("sources").begin_object();
    for (const std::uint32_t s : cited_) {
      const Source& source = book_.sources[s];
      json_.key(source.id)
          .begin_object()
          .field("title", source.title)
          .field("kind", word_of(source.authority))
          .field("confidence", word_of(source.confidence))
          .end_object();
    }
    json_.end_object();
  }

  void names() {
    json_.key("names").begin_object();
    for (const std::uint32_t body : named_) {
      json_.field(book_.vocabulary.bodies[body].id, book_.vocabulary.bodies[body].name);
    }
    json_.end_object();
  }

  const Answer& answer_;
  const Book& book_;
  const Show& show_;
  JsonWriter json_;
  std::set<std::uint32_t> cited_;
  std::set<std::uint32_t> named_;  ///< bodies that the answer speaks of
};

}  // namespace

std::string write_json(const Answer& answer, const Show& show) {
  return Writer(answer, show).run();
}

}  // namespace masa
