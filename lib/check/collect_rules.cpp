// Decisions, duties, dates, warnings and conflicts by name, type and member, so that expressions can speak of them.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/suggest.hpp"
#include "check/check_model.hpp"
#include "check/rule_checker.hpp"

namespace masa {

namespace {

class Collector {
 public:
  Collector(Book& book, Names& names, Sink& sink) : book_(book), names_(names), sink_(sink) {}

  void decisions(const Pack& pack, std::uint32_t p) {
    for (const DecisionDecl& decl : pack.decisions) {
      auto decision = begin(decl, pack, p);
      if (!decision) continue;
      decision->form = decl.form;
      decision->otherwise = decl.otherwise;
      decision->a_person_may_decide = decl.a_person_may_decide;
      decision->is_sensitive = decl.is_sensitive;
      decision->is_working = decl.is_working;
      decision->may_be_widened = decl.may_be_widened.span;
      check_form(decl, *decision, book_.vocabulary, sink_);
      add(std::move(*decision));
      for (const Name& old : decl.formerly) book_.schema.judged.back().formerly.push_back(old.text);
    }
  }

  /// A state is a decision that reads events.
  void states(const Pack& pack, std::uint32_t p) {
    for (const StateDecl& decl : pack.states) {
      auto decision = begin(decl, pack, p);
      if (!decision) continue;
      if (decision->question.empty()) decision->question = decision->id;
      decision->form = decl.is.is_set() ? Form::is : Form::from_to;
      if (decl.with.is_set()) decision->type.or_nothing = true;
      decision->is_working = true;
      decision->is_state = true;
      decision->is_step = decl.is_working;
      decision->is_sensitive = decl.is_sensitive;
      if (decl.with.is_set() != decl.type.is_set() && !decl.is.is_set()) {
        sink_.report(Kind::missing_key, decl.id.span,
                     fmt::format("the state `{}` needs both `type` and `with`, or neither", decl.id.text),
                     "without them it is yes or no");
      }
      add(std::move(*decision));
    }
  }

  /// A parameter is a decision that its settings make: see apply_variants.cpp.
  void parameters(const Pack& pack, std::uint32_t p) {
    for (const ParameterDecl& decl : pack.parameters) {
      auto decision = begin(decl, pack, p);
      if (!decision) continue;
      decision->form = Form::rows_agree;
      decision->is_working = true;
      decision->is_parameter = true;
      add(std::move(*decision));
    }
  }

  void duties(const Pack& pack, std::uint32_t p) {
    for (const DutyDecl& decl : pack.duties) {
      const auto number = static_cast<std::uint32_t>(book_.duties.size());
      if (!names_.duties.declare(decl.id, number, pack, p, sink_)) continue;
      Duty duty;
      duty.id = decl.id.text;
      duty.record = record_of(decl.for_each);
      duty.verb = decl.verb;
      duty.text = decl.text;
      duty.because = decl.because;
      duty.pack = p;
      duty.span = decl.id.span;
      book_.duties.push_back(std::move(duty));
      limits(decl.limits, number, pack, p);
    }
  }

  /// A lower pack adds dates to a duty that it did not declare; the earliest counts, so a duty only comes sooner.
  void tightened(const Pack& pack, std::uint32_t p) {
    for (const TightenDecl& decl : pack.tightened) {
      const Declared* duty = names_.duties.find(decl.duty.text, p);
      if (duty == nullptr || !names_.sees[p][duty->pack]) {
        complain_about_unseen("duty", decl.duty, names_.duties, book_, p, sink_);
        continue;
      }
      const bool is_wider = book_.packs[duty->pack].layer < pack.layer;
      for (const Name& key : decl.forbidden) {
        sink_.report(is_wider ? Kind::weakens_a_higher_layer : Kind::unknown_key, key.span,
                     fmt::format("`{}` of `{}` would be changed", key.text, decl.duty.text),
                     "what tightens a duty adds dates under `by`, or one more body under `whom`",
                     {{duty->span, "the duty"}});
      }
      for (const LimitDecl& limit : decl.limits) {
        if (limit.kind == LimitKind::last_day) {
          sink_.report(Kind::weakens_a_higher_layer, limit.span,
                       fmt::format("`{}` is given a last day", decl.duty.text),
                       "a lower pack may only add dates by which it must be done", {{duty->span, "the duty"}});
        }
      }
      limits(decl.limits, duty->index, pack, p);
    }
  }

  void warnings(const Pack& pack, std::uint32_t p) {
    for (const WarningDecl& decl : pack.warnings) {
      if (!notices_.declare(decl.id, 0, pack, p, sink_)) continue;
      Warning warning;
      warning.id = decl.id.text;
      warning.record = record_of(decl.for_each);
      warning.say = decl.say;
      warning.pack = p;
      warning.span = decl.id.span;
      book_.warnings.push_back(std::move(warning));
    }
  }

  void conflicts(const Pack& pack, std::uint32_t p) {
    for (const ConflictDecl& decl : pack.conflicts) {
      if (!notices_.declare(decl.id, 0, pack, p, sink_)) continue;
      Conflict conflict;
      conflict.id = decl.id.text;
      conflict.number = decl.number.text;
      conflict.about_name = decl.about.text;
      conflict.at = decl.at.text;
      conflict.because = decl.because;
      conflict.pack = p;
      conflict.span = decl.id.span;
      book_.conflicts.push_back(std::move(conflict));
    }
  }

 private:
  /// What every declaration of a decision says; empty where its name is taken.
  template <class Decl>
  std::unique_ptr<Decision> begin(const Decl& decl, const Pack& pack, std::uint32_t p) {
    if (!names_.decisions.declare(decl.id, static_cast<std::uint32_t>(book_.decisions.size()), pack, p, sink_))
      return nullptr;
    auto decision = std::make_unique<Decision>();
    decision->id = decl.id.text;
    decision->question = decl.question;
    decision->label = decl.label;
    decision->record = record_of(decl.for_each);
    if (decl.type.is_set()) decision->type = type_of(decl.type, p);
    decision->pack = p;
    decision->span = decl.id.span;
    return decision;
  }

  void add(Decision decision) {
    book_.schema.judged.push_back(
        {decision.id, decision.type, decision.record, decision.a_person_may_decide, {}, book_.packs[decision.pack].id});
    book_.decisions.push_back(std::move(decision));
  }

  Type type_of(const Name& name, std::uint32_t p) {
    if (const auto type = resolve_type(name, names_, p, book_.vocabulary, sink_)) return *type;
    return {};
  }

  std::uint32_t record_of(const Name& for_each) {
    if (!for_each.is_set()) return no_index;
    if (const auto record = book_.schema.find_record(for_each.text); record && !book_.schema.records[*record].is_event)
      return *record;
    std::vector<std::string> known;
    for (const RecordInfo& record : book_.schema.records) known.push_back(record.name);
    sink_.report(Kind::unknown_name, for_each.span, fmt::format("no pack declares a record `{}`", for_each.text),
                 did_you_mean(for_each.text, known));
    return no_index;
  }

  /// What goes on and what is forbidden end on a last day; what is to be done has a day by which. A power of a wider
  /// pack may not be cut short.
  void check_verb(const LimitDecl& decl, const Duty& duty, const Pack& pack) {
    const bool lasts = duty.verb == Verb::must_go_on || duty.verb == Verb::must_not;
    if (lasts && decl.kind != LimitKind::last_day && decl.kind != LimitKind::shown_only) {
      sink_.report(Kind::wrong_shape, decl.span,
                   fmt::format("`{}` goes on until a last day, and has no day by which", duty.id), "write `last_day`",
                   {{duty.span, "the duty"}});
    }
    if (!lasts && decl.kind == LimitKind::last_day && book_.packs[duty.pack].layer == pack.layer) {
      sink_.report(Kind::wrong_shape, decl.span,
                   fmt::format("`{}` is to be done by a day, and does not go on", duty.id),
                   "write `must`, `should` or `may`", {{duty.span, "the duty"}});
    }
    if (duty.verb == Verb::may && book_.packs[duty.pack].layer < pack.layer && decl.kind != LimitKind::shown_only) {
      sink_.report(Kind::weakens_a_higher_layer, decl.span, fmt::format("the power `{}` would end sooner", duty.id),
                   "what a wider pack lets somebody do, a narrower one does not cut short", {{duty.span, "the power"}});
    }
  }

  void limits(const std::vector<LimitDecl>& decls, std::uint32_t duty, const Pack& pack, std::uint32_t p) {
    for (const LimitDecl& decl : decls) {
      const auto number = static_cast<std::uint32_t>(book_.limits.size());
      Limit limit;
      const bool is_own = book_.duties[duty].pack == p;
      limit.id = decl.id.is_set() ? decl.id.text
                 : is_own         ? book_.duties[duty].id
                                  : fmt::format("{} by {}", book_.duties[duty].id, pack.id.text);
      limit.kind = decl.kind;
      check_verb(decl, book_.duties[duty], pack);
      limit.because = decl.because;
      limit.duty = duty;
      limit.pack = p;
      limit.span = decl.span;
      if (decl.id.is_set()) {
        names_.limits.declare(decl.id, number, pack, p, sink_);
      } else {
        for (const std::uint32_t other : book_.duties[duty].limits) {
          if (book_.limits[other].id != limit.id) continue;
          sink_.report(Kind::missing_key, decl.span, fmt::format("`{}` has two dates without an `id`", limit.id),
                       "name the second one", {{book_.limits[other].span, "the first"}});
        }
      }
      book_.duties[duty].limits.push_back(number);
      book_.limits.push_back(std::move(limit));
    }
  }

  Book& book_;
  Names& names_;
  Sink& sink_;
  NameTable notices_{"warning or conflict", names_.shares};
};

}  // namespace

void collect_rules(const Model& model, Book& book, Names& names, Sink& sink) {
  Collector collector(book, names, sink);
  const auto each_pack = [&](const auto& visit) {
    // Wider packs first: what a lower pack says about a duty needs the duty.
    for (const Layer layer : {Layer::national, Layer::regional, Layer::local}) {
      for (std::uint32_t p = 0; p < model.packs.size(); ++p) {
        if (model.packs[p].layer == layer) visit(model.packs[p], p);
      }
    }
  };
  each_pack([&](const Pack& pack, std::uint32_t p) {
    collector.states(pack, p);
    collector.parameters(pack, p);
    collector.decisions(pack, p);
  });
  each_pack([&](const Pack& pack, std::uint32_t p) { collector.duties(pack, p); });
  each_pack([&](const Pack& pack, std::uint32_t p) { collector.tightened(pack, p); });
  each_pack([&](const Pack& pack, std::uint32_t p) { collector.warnings(pack, p); });
  each_pack([&](const Pack& pack, std::uint32_t p) { collector.conflicts(pack, p); });
}

}  // namespace masa
