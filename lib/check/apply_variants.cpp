// What a narrower pack says of a wider one, as rules of the wider one that count for those whom the narrower pack
// binds:
//
//   set, replace   rule        | when                                  | then
//                  shires      | the pack binds the body whose case it is | its answer
//                  as_declared | no such pack binds it                 | the owner's answer
//   widen          a rule that says yes, where the pack binds the body whose case it is
//   tighten        whom: one more body, where the pack binds the body that owes the duty
//
// Two packs that bind one body and differ make a clash: nobody is preferred in silence.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/suggest.hpp"
#include "check/check_model.hpp"
#include "check/rule_checker.hpp"

namespace masa {

namespace {

class Variants {
 public:
  Variants(const Model& model, Book& book, const Names& names, Sink& sink)
      : model_(model), book_(book), names_(names), sink_(sink), checker_(book, names, sink) {}

  void run() {
    each(&Pack::parameters, [this](const ParameterDecl& decl, std::uint32_t) { parameter(decl); });
    each(&Pack::settings, [this](const SettingDecl& decl, std::uint32_t p) { set(decl, p); });
    each(&Pack::replaced, [this](const ReplaceDecl& decl, std::uint32_t p) { replace(decl, p); });
    for (auto& [decision, ways] : ways_) apply(decision, ways);
    each(&Pack::widened, [this](const WidenDecl& decl, std::uint32_t p) { widen(decl, p); });
    each(&Pack::tightened, [this](const TightenDecl& decl, std::uint32_t p) { one_more_body(decl, p); });
    for (std::uint32_t p = 0; p < model_.packs.size(); ++p) whose_case(model_.packs[p], p);
  }

 private:
  /// One pack's way of making a decision: a row of the table above.
  struct Way {
    std::uint32_t pack = 0;
    Typed binds;  ///< a constant yes where the pack binds everybody
    Typed then;
    std::vector<Citation> cite;
    std::string because;
    Span span;
  };

  template <class T, class Visit>
  void each(std::vector<T> Pack::* part, const Visit& visit) {
    for (std::uint32_t p = 0; p < model_.packs.size(); ++p) {
      for (const T& decl : model_.packs[p].*part) visit(decl, p);
    }
  }

  void complain(const Name& name, std::string message, std::string help, const Decision& decision) {
    sink_.report(Kind::weakens_a_higher_layer, name.span, std::move(message), std::move(help),
                 {{decision.span, "declared here"}});
  }

  /// The decision that a narrower pack speaks about; null where there is none that it sees.
  const Declared* find(const Name& name, std::uint32_t p) {
    const Declared* found = names_.decisions.find(name.text);
    if (found != nullptr && names_.sees[p][found->pack]) return found;
    sink_.report(Kind::unknown_name, name.span,
                 fmt::format("no pack that this one uses declares the decision `{}`", name.text),
                 did_you_mean(name.text, names_.decisions.all()));
    return nullptr;
  }

  /// Whether the pack binds the body whose case it is. `owner`: by whose expression that body is found.
  std::optional<Typed> binds(const Written& whose, std::uint32_t owner, std::uint32_t p, const Name& name,
                             const Decision& decision) {
    Typed all;
    all.constant = Value::truth(true);
    if (!whose.is_set()) {
      if (book_.packs[p].binds_body == no_index) return all;
      sink_.report(Kind::missing_key, name.span,
                   fmt::format("`{}` binds `{}` only, and nothing says whose case it is", model_.packs[p].id.text,
                               model_.packs[p].binds.text),
                   "add `whose: …`, the body whose case it is", {{decision.span, "the decision"}});
      return std::nullopt;
    }
    auto body = checker_.resolver().value(whose, {owner, decision.record, false});
    if (!body || !check_body(whose, *body)) return std::nullopt;
    return bound(std::move(*body), p);
  }

  [[nodiscard]] Typed bound(Typed body, std::uint32_t p) const {
    Typed t;
    t.constant = Value::truth(true);
    if (book_.packs[p].binds_body == no_index) return t;
    t.act = Act::bound;
    t.index = p;
    t.record = body.record;
    t.span = body.span;
    t.text = fmt::format("{} binds {}", book_.packs[p].id, body.text);
    t.kids.push_back(std::move(body));
    return t;
  }

  bool check_body(const Written& whose, const Typed& body) {
    if (body.type.base == Type::Base::reference || body.type.base == Type::Base::nothing) return true;
    sink_.report(Kind::wrong_type, whose.span(),
                 fmt::format("`{}` is {}, and a body of the network is due here", whose.text,
                             book_.vocabulary.describe(body.type)));
    return false;
  }

  // --- parameters
  void parameter(const ParameterDecl& decl) {
    const Declared* found = names_.decisions.find(decl.id.text);
    if (found == nullptr || found->span != decl.id.span) return;
    parameter_of_[found->index] = &decl;
    const Decision& decision = book_.decisions[found->index];
    Way way;
    way.pack = found->pack;
    way.binds.constant = Value::truth(true);
    way.cite = resolve_citations(decl.cite, names_, sink_);
    way.because = decl.because;
    way.span = decl.value.is_set() ? decl.value.span() : decl.id.span;
    if (auto value = constant(decl.value, decision, found->pack)) way.then = std::move(*value);
    check_bounds(decl, decl.value, way.then, decision, found->pack, Kind::wrong_order);
    ways_[found->index].push_back(std::move(way));
  }

  std::optional<Typed> constant(const Written& written, const Decision& decision, std::uint32_t p) {
    auto value = checker_.resolver().value(written, {p, decision.record, false}, &decision.type);
    if (value && value->act != Act::constant) {
      sink_.report(Kind::wrong_type, written.span(), fmt::format("`{}` is no plain value", written.text),
                   "a parameter is a number, a date or a word");
      return std::nullopt;
    }
    return value;
  }

  void check_bounds(const ParameterDecl& decl, const Written& written, const Typed& value, const Decision& decision,
                    std::uint32_t p, Kind kind) {
    for (const bool is_least : {true, false}) {
      const Written& bound = is_least ? decl.at_least : decl.at_most;
      if (!bound.is_set()) continue;
      const auto limit = constant(bound, decision, names_.decisions.find(decl.id.text)->pack);
      if (!limit || limit->constant.is_nothing() || value.constant.is_nothing()) continue;
      const bool is_ordered = decision.type.base == Type::Base::number || decision.type.base == Type::Base::date ||
                              (decision.type.base == Type::Base::word &&
                               book_.vocabulary.enumerations[decision.type.enumeration].is_ordered);
      if (!is_ordered) {
        sink_.report(
            Kind::wrong_type, bound.span(),
            fmt::format("`{}` is {}, which has no order", decl.id.text, book_.vocabulary.describe(decision.type)));
        return;
      }
      const std::int64_t v = value.constant.payload();
      const std::int64_t l = limit->constant.payload();
      if (is_least ? v >= l : v <= l) continue;
      sink_.report(
          kind, written.span(),
          fmt::format("`{}` of `{}` is {} {}", written.text, decl.id.text, is_least ? "under" : "over", bound.text), "",
          {{bound.span(),
            book_.packs[p].id == book_.packs[decision.pack].id ? "its bound" : "the bound that its owner gave"}});
    }
  }

  void set(const SettingDecl& decl, std::uint32_t p) {
    const Declared* found = find(decl.parameter, p);
    if (found == nullptr) return;
    const Decision& decision = book_.decisions[found->index];
    const auto owner = parameter_of_.find(found->index);
    if (owner == parameter_of_.end()) {
      complain(decl.parameter, fmt::format("`{}` is no parameter", decl.parameter.text),
               "only what its owner declared under `parameters` can be set", decision);
      return;
    }
    auto where = binds(owner->second->whose, found->pack, p, decl.parameter, decision);
    auto value = constant(decl.value, decision, p);
    if (!where || !value) return;
    check_bounds(*owner->second, decl.value, *value, decision, p, Kind::weakens_a_higher_layer);
    ways_[found->index].push_back({p, std::move(*where), std::move(*value), resolve_citations(decl.cite, names_, sink_),
                                   decl.because, decl.value.span()});
  }

  // --- replacing
  [[nodiscard]] const DecisionDecl* declaration(const Declared& found) const {
    const auto& all = model_.packs[found.pack].decisions;
    const auto decl = std::ranges::find(all, found.span, [](const DecisionDecl& d) { return d.id.span; });
    return decl == all.end() ? nullptr : &*decl;
  }

  /// Whether the decision is our own choice where the texts are silent, or its owner lets this layer vary it.
  bool check_leave(const ReplaceDecl& decl, const Declared& found, std::uint32_t p) {
    const Decision& decision = book_.decisions[found.index];
    const DecisionDecl* owner = declaration(found);
    if (owner == nullptr) {
      complain(decl.decision.id, fmt::format("`{}` is a parameter", decision.id), "it can be `set`", decision);
      return false;
    }
    if (owner->may_be_varied) {
      const Name& layer = owner->may_be_varied->layer;
      const std::string_view own = book_.packs[p].layer == Layer::local      ? "local"
                                   : book_.packs[p].layer == Layer::regional ? "regional"
                                                                             : "national";
      if (layer.text == own) return true;
    }
    const bool is_default = std::ranges::all_of(decision.rules, [&](const Rule& rule) {
      return !rule.cite.empty() && std::ranges::all_of(rule.cite, [&](const Citation& cite) {
        return book_.sources[cite.source].authority == Authority::by_default;
      });
    });
    if (is_default) return true;
    complain(decl.decision.id, fmt::format("`{}` rests on a text of its own, and may not be replaced", decision.id),
             "what rests on a source of kind `default` may be, or what its owner marked `may_be_varied_by`", decision);
    return false;
  }

  void replace(const ReplaceDecl& decl, std::uint32_t p) {
    const Declared* found = find(decl.decision.id, p);
    if (found == nullptr || !check_leave(decl, *found, p)) return;
    auto where = binds(decl.whose, p, p, decl.decision.id, book_.decisions[found->index]);
    if (!where) return;
    if (!ways_.contains(found->index)) set_apart_the_owners(found->index);
    const Decision& owner = book_.decisions[found->index];
    Decision own = blank_copy(owner, p, decl.decision.id.span);
    own.form = decl.decision.form;
    own.otherwise = decl.decision.otherwise;
    checker_.fill(decl.decision, own, p);
    const std::uint32_t number = add(std::move(own));
    ways_[found->index].push_back(
        {p, std::move(*where), read(number), cites_of(number), decl.decision.because, decl.decision.id.span});
  }

  /// The owner's rules as a decision of their own, so that the decision itself can choose between them and others.
  void set_apart_the_owners(std::uint32_t decision) {
    Decision owners =
        blank_copy(book_.decisions[decision], book_.decisions[decision].pack, book_.decisions[decision].span);
    Decision& left = book_.decisions[decision];
    owners.form = left.form;
    owners.rules = std::move(left.rules);
    owners.otherwise = left.otherwise;
    owners.otherwise_value = std::move(left.otherwise_value);
    left.rules.clear();
    left.form = Form::rows_agree;
    left.otherwise = Otherwise::gap;
    left.otherwise_value = {};
    const std::uint32_t number = add(std::move(owners));
    Way way;
    way.pack = book_.decisions[number].pack;
    way.binds.constant = Value::truth(true);
    way.then = read(number);
    way.cite = cites_of(number);
    way.span = book_.decisions[number].span;
    ways_[decision].push_back(std::move(way));
  }

  [[nodiscard]] Decision blank_copy(const Decision& decision, std::uint32_t p, Span span) const {
    Decision copy;
    copy.id = fmt::format("{} by {}", decision.id, book_.packs[p].id);
    copy.question = decision.question;
    copy.record = decision.record;
    copy.type = decision.type;
    copy.is_sensitive = decision.is_sensitive;
    copy.is_working = true;
    copy.pack = p;
    copy.span = span;
    return copy;
  }

  std::uint32_t add(Decision decision) {
    book_.schema.judged.push_back({decision.id, decision.type, decision.record, false});
    book_.decisions.push_back(std::move(decision));
    return static_cast<std::uint32_t>(book_.decisions.size() - 1);
  }

  [[nodiscard]] Typed read(std::uint32_t decision) const {
    Typed t;
    t.act = Act::decision;
    t.index = decision;
    t.type = book_.decisions[decision].type;
    t.record = book_.decisions[decision].record;
    t.text = book_.decisions[decision].id;
    t.span = book_.decisions[decision].span;
    return t;
  }

  [[nodiscard]] std::vector<Citation> cites_of(std::uint32_t decision) const {
    std::vector<Citation> cites;
    for (const Rule& rule : book_.decisions[decision].rules)
      cites.insert(cites.end(), rule.cite.begin(), rule.cite.end());
    return cites;
  }

  // --- the table
  /// The first way is the owner's: it stands where no other pack binds the body.
  void apply(std::uint32_t number, std::vector<Way>& ways) {
    Decision& decision = book_.decisions[number];
    std::vector<Typed> others;
    for (std::size_t w = 1; w < ways.size(); ++w) {
      others.push_back(ways[w].binds);
      add_row(decision, ways[w], book_.packs[ways[w].pack].id);
    }
    Way& owners = ways.front();
    if (!others.empty()) {
      Typed any = std::move(others.front());
      if (others.size() > 1) {
        others.front() = std::move(any);
        any = {};
        any.act = Act::disjunction;
        any.record = decision.record;
        any.kids = std::move(others);
      }
      Typed none;
      none.act = Act::negation;
      none.record = any.record;
      none.text = "no other pack binds";
      none.span = owners.span;
      none.kids.push_back(std::move(any));
      owners.binds = std::move(none);
    }
    add_row(decision, owners, "as_declared");
  }

  static void add_row(Decision& decision, Way& way, std::string id) {
    Rule rule;
    rule.id = std::move(id);
    rule.when = std::move(way.binds);
    rule.then = std::move(way.then);
    rule.cite = std::move(way.cite);
    rule.because = std::move(way.because);
    rule.span = way.span;
    decision.rules.push_back(std::move(rule));
  }

  // --- widening
  void widen(const WidenDecl& decl, std::uint32_t p) {
    const Declared* found = find(decl.decision, p);
    if (found == nullptr) return;
    Decision& decision = book_.decisions[found->index];
    if (!decision.may_be_widened.is_set()) {
      complain(decl.decision, fmt::format("`{}` may not be widened", decision.id),
               "only a decision that its owner marked `may_be_widened` takes rules of other packs", decision);
      return;
    }
    const auto where = binds(decl.whose, p, p, decl.decision, decision);
    if (!where) return;
    for (const RuleDecl& rule : decl.rules) {
      for (const Name& name : rule.overrides) {
        complain(name, fmt::format("`{}` would override a rule of a wider pack", rule.id.text),
                 "what widens a decision only adds to it", decision);
      }
    }
    const std::size_t first = decision.rules.size();
    checker_.rules(decl.rules, decision, {p, decision.record, false}, {});
    for (std::size_t r = first; r < decision.rules.size(); ++r) {
      Rule& rule = decision.rules[r];
      rule.overrides.clear();
      std::vector<Typed> both;
      if (where->act != Act::constant) both.push_back(*where);
      both.push_back(std::move(rule.when));
      rule.when = all_of(std::move(both), rule.span);
    }
  }

  // --- duties and packs
  void one_more_body(const TightenDecl& decl, std::uint32_t p) {
    const Declared* found = names_.duties.find(decl.duty.text);
    if (!decl.whom.is_set() || found == nullptr || !names_.sees[p][found->pack]) return;
    Duty& duty = book_.duties[found->index];
    auto body = checker_.resolver().value(decl.whom, {p, duty.record, false});
    if (!body || !check_body(decl.whom, *body)) return;
    Type one = body->type;
    one.is_set = false;
    one.or_nothing = true;
    if (const Typed where = bound(duty.who, p); where.act != Act::constant) {
      Typed nothing;
      nothing.type = one;
      nothing.constant = body->type.is_set ? Value::set({}) : Value();
      Typed choice;
      choice.act = Act::conditional;
      choice.type = body->type;
      choice.record = duty.record;
      choice.span = body->span;
      choice.kids.push_back(where);
      choice.kids.push_back(std::move(*body));
      choice.kids.push_back(std::move(nothing));
      body = std::move(choice);
    }
    Typed all;
    all.act = Act::make_set;
    all.type = one;
    all.type.is_set = true;
    all.type.or_nothing = false;
    all.record = duty.record;
    all.span = decl.whom.span();
    if (duty.has_whom) {
      all.type.kinds |= duty.whom.type.kinds;
      all.kids.push_back(std::move(duty.whom));
    }
    all.kids.push_back(std::move(*body));
    duty.has_whom = true;
    duty.whom = std::move(all);
    const auto cite = resolve_citations(decl.cite, names_, sink_);
    duty.whom_cite.insert(duty.whom_cite.end(), cite.begin(), cite.end());
  }

  void whose_case(const Pack& pack, std::uint32_t p) {
    if (!pack.whose_case.is_set()) return;
    auto body = checker_.resolver().value(pack.whose_case, {p, no_index, false});
    if (!body || !check_body(pack.whose_case, *body)) return;
    book_.packs[p].has_case = true;
    book_.packs[p].whose_case = bound(std::move(*body), p);
  }

  const Model& model_;
  Book& book_;
  const Names& names_;
  Sink& sink_;
  RuleChecker checker_;
  std::map<std::uint32_t, const ParameterDecl*> parameter_of_;
  std::map<std::uint32_t, std::vector<Way>> ways_;  ///< for a decision: the owner's first
};

}  // namespace

void apply_variants(const Model& model, Book& book, const Names& names, Sink& sink) {
  Variants(model, book, names, sink).run();
}

}  // namespace masa
