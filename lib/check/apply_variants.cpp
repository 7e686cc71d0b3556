// What a narrower pack says of a wider one, as rules of the wider one that count for those whom the narrower pack
// binds:
//
//   set, replace   rule        | when                                  | then
//                  shires      | the pack binds the body whose case it is | its answer
//                  as_declared | no such pack binds it                 | the owner's answer
//   widen          a rule that says yes, where the pack binds the body whose case it is
//
// Two packs that bind one body and differ make a clash: nobody is preferred in silence.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/suggest.hpp"
#include "check/check_model.hpp"
#include "check/rule_checker.hpp"
#include "check/variant_rows.hpp"

namespace masa {

namespace {

class Variants {
 public:
  Variants(const Model& model, Book& book, const Names& names, Sink& sink)
      : model_(model), book_(book), names_(names), sink_(sink), checker_(book, names, sink) {}

  void run() {
    each(&Pack::parameters, [this](const ParameterDecl& decl, std::uint32_t p) { parameter(decl, p); });
    each(&Pack::settings, [this](const SettingDecl& decl, std::uint32_t p) { set(decl, p); });
    find_defaults();
    each(&Pack::replaced, [this](const ReplaceDecl& decl, std::uint32_t p) { replace(decl, p); });
    for (auto& [decision, ways] : ways_) make_rows(book_, decision, ways);
    each(&Pack::widened, [this](const WidenDecl& decl, std::uint32_t p) { widen(decl, p); });
  }

 private:
  template <class T, class Visit>
  void each(std::vector<T> Pack::* part, const Visit& visit) {
    for (std::uint32_t p = 0; p < model_.packs.size(); ++p) {
      for (const T& decl : model_.packs[p].*part) visit(decl, p);
    }
  }

  void complain(const Name& name, std::string message, std::string help, const Decision& decision) {
    sink_.report({Kind::weakens_a_higher_layer,
                  name.span,
                  std::move(message),
                  std::move(help),
                  {{decision.span, "declared here"}}});
  }

  /// The decision that a narrower pack speaks about; null where there is none that it sees.
  const Declared* find(const Name& name, std::uint32_t p) {
    const Declared* found = names_.decisions.find(name.text, p);
    if (found != nullptr && names_.sees[p][found->pack]) return found;
    complain_about_unseen("decision", name, names_.decisions, book_, p, sink_);
    return nullptr;
  }

  /// Whether the pack binds the body whose case it is, which the owner of the decision says.
  std::optional<Typed> binds(const Decision& decision, std::uint32_t p, const Name& name, bool is_added) {
    Typed all;
    all.constant = Value::truth(true);
    if (book_.packs[p].binds_body == no_index) return all;
    if (decision.has_whose && (is_added || !decision.whose.type.is_set)) return bound_by(book_, decision.whose, p);
    if (decision.has_whose) {  // of whom each could be bound by another pack, and there is one answer
      complain(name,
               fmt::format("`{}` may not be given another answer: its case may be that of several bodies", name.text),
               "the owner's `whose` must be one body", decision);
      return std::nullopt;
    }
    sink_.report(Kind::missing_key, name.span,
                 fmt::format("`{}` binds `{}` only, and the owner of `{}` does not say whose case it is",
                             model_.packs[p].id.text, model_.packs[p].binds.text, decision.id),
                 "the owner adds `whose: …`, the body whose case it is", {{decision.span, "declared here"}});
    return std::nullopt;
  }

  /// Complains where a pack that binds some of the same bodies has spoken already.
  bool check_only_one(const std::vector<Way>& ways, std::uint32_t p, const Name& name) {
    for (std::size_t w = 1; w < ways.size(); ++w) {
      const auto body = bound_by_both(book_, ways[w].pack, p);
      if (!body) continue;
      sink_.report(Kind::declared_twice, name.span,
                   fmt::format("two packs say what `{}` is for `{}`", name.text, *body), "",
                   {{ways[w].span, "the other"}});
      return false;
    }
    return true;
  }

  // --- parameters
  void parameter(const ParameterDecl& decl, std::uint32_t p) {
    const Declared* found = names_.decisions.find(decl.id.text, p);
    if (found == nullptr || found->span != decl.id.span) return;
    parameter_of_[found->index] = &decl;
    Decision& decision = book_.decisions[found->index];
    if (decl.whose.is_set()) {
      if (auto whose = checker_.resolver().value(decl.whose, {p, decision.record, false});
          whose && checker_.check_body(decl.whose, *whose)) {
        decision.has_whose = true;
        decision.whose = std::move(*whose);
      }
    }
    Way way;
    way.pack = found->pack;
    way.binds.constant = Value::truth(true);
    way.cite = resolve_citations(decl.cite, names_, p, sink_);
    way.because = decl.because;
    way.span = decl.value.is_set() ? decl.value.span() : decl.id.span;
    if (auto value = constant(decl.value, decision, found->pack)) way.then = std::move(*value);
    decision.at_least = bound(decl.at_least, decision);
    decision.at_most = bound(decl.at_most, decision);
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
    if (value && value->constant.is_nothing()) {
      sink_.report(Kind::wrong_type, written.span(),
                   fmt::format("`{}` is {}, and not nothing", decision.id, book_.vocabulary.describe(decision.type)));
      return std::nullopt;
    }
    return value;
  }

  /// A bound that the owner gave; nothing where none is given or it is amiss.
  std::optional<Value> bound(const Written& written, const Decision& decision) {
    if (!written.is_set()) return std::nullopt;
    const auto limit = constant(written, decision, decision.pack);
    if (!limit || limit->constant.is_nothing()) return std::nullopt;
    const bool is_ordered =
        decision.type.base == Type::Base::number || decision.type.base == Type::Base::date ||
        (decision.type.base == Type::Base::word && book_.vocabulary.enumerations[decision.type.enumeration].is_ordered);
    if (is_ordered) return limit->constant;
    sink_.report(Kind::wrong_type, written.span(),
                 fmt::format("`{}` is {}, which has no order", decision.id, book_.vocabulary.describe(decision.type)));
    return std::nullopt;
  }

  void check_bounds(const ParameterDecl& decl, const Written& written, const Typed& value, const Decision& decision,
                    std::uint32_t p, Kind kind) {
    if (value.constant.is_nothing()) return;
    for (const bool is_least : {true, false}) {
      const Written& bound = is_least ? decl.at_least : decl.at_most;
      const std::optional<Value>& limit = is_least ? decision.at_least : decision.at_most;
      if (!limit) continue;
      const std::int64_t v = value.constant.payload();
      if (is_least ? v >= limit->payload() : v <= limit->payload()) continue;
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
    auto where = binds(decision, p, decl.parameter, false);
    auto value = constant(decl.value, decision, p);
    if (!where || !value) return;
    check_bounds(*owner->second, decl.value, *value, decision, p, Kind::weakens_a_higher_layer);
    if (!check_only_one(ways_[found->index], p, decl.parameter)) return;
    ways_[found->index].push_back({p, std::move(*where), std::move(*value),
                                   resolve_citations(decl.cite, names_, p, sink_), decl.because, decl.value.span()});
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
      complain(decl.decision.id, fmt::format("`{}` is no decision that can be replaced", decision.id),
               "a parameter can be `set`; a state is what events make of it", decision);
      return false;
    }
    constexpr std::array<std::string_view, 3> words{"national", "regional", "local"};
    const std::string_view own = words.at(static_cast<std::size_t>(book_.packs[p].layer));
    if (owner->may_be_varied && owner->may_be_varied->layer.text == own) return true;
    if (is_default_.at(found.index)) return true;
    complain(
        decl.decision.id, fmt::format("`{}` rests on a text of its own, and may not be replaced", decision.id),
        owner->may_be_varied
            ? fmt::format("its owner lets a {} pack vary it, and this one is {}", owner->may_be_varied->layer.text, own)
            : "what rests on a source of kind `default` may be, or what its owner marked `may_be_varied_by`",
        decision);
    return false;
  }

  /// Which decisions are our own choice where the texts are silent.
  void find_defaults() {
    for (const Decision& decision : book_.decisions) {
      is_default_.push_back(!decision.rules.empty() && std::ranges::all_of(decision.rules, [&](const Rule& rule) {
        return !rule.cite.empty() && std::ranges::all_of(rule.cite, [&](const Citation& cite) {
          return book_.sources[cite.source].authority == Authority::by_default;
        });
      }));
    }
  }

  void replace(const ReplaceDecl& decl, std::uint32_t p) {
    const Declared* found = find(decl.decision.id, p);
    if (found == nullptr || !check_leave(decl, *found, p)) return;
    auto where = binds(book_.decisions[found->index], p, decl.decision.id, false);
    if (!where) return;
    if (!ways_.contains(found->index)) set_apart_the_owners(found->index);
    if (!check_only_one(ways_[found->index], p, decl.decision.id)) return;
    const Decision& owner = book_.decisions[found->index];
    Decision own = blank_copy(owner, p, decl.decision.id.span);
    own.form = decl.decision.form;
    own.otherwise = decl.decision.otherwise;
    check_form(decl.decision, own, book_.vocabulary, sink_);
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
    copy.is_of_one_pack = true;
    copy.pack = p;
    copy.span = span;
    return copy;
  }

  std::uint32_t add(Decision decision) {
    book_.schema.judged.push_back(
        {decision.id, decision.type, decision.record, false, {}, book_.packs[decision.pack].id});
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
    const auto where = binds(decision, p, decl.decision, true);
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
      rule.widens = true;
      std::vector<Typed> both;
      if (where->act != Act::constant) both.push_back(*where);
      both.push_back(std::move(rule.when));
      rule.when = all_of(std::move(both), rule.span);
    }
  }

  const Model& model_;
  Book& book_;
  const Names& names_;
  Sink& sink_;
  RuleChecker checker_;
  std::vector<bool> is_default_;
  std::map<std::uint32_t, const ParameterDecl*> parameter_of_;
  std::map<std::uint32_t, std::vector<Way>> ways_;  ///< for a decision: the owner's first
};

}  // namespace

void apply_variants(const Model& model, Book& book, const Names& names, Sink& sink) {
  Variants(model, book, names, sink).run();
}

}  // namespace masa
