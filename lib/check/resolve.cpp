// Names, constants and cells: what a word means where it stands. The operators are in resolve_operators.cpp.
//
// A word is, in this order: yes, no or nothing; a value of the type that is expected here; a fact of the member, then
// of the case; a decision; a body of the network. Where two of these fit and are of one type, the author must say which
// is meant.
#include "check/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "expr/advice.hpp"

namespace masa {

std::optional<Typed> Resolver::value(const Written& written, const Scope& scope, const Type* expected) {
  if (!written.is_set()) return std::nullopt;  // complained about when it was read
  scope_ = scope;
  written_ = &written;
  auto typed = resolve(written.expr, expected);
  if (typed && expected != nullptr && !check_fits(written.expr, *typed, *expected)) return std::nullopt;
  return typed;
}

std::optional<Typed> Resolver::truth(const Written& written, const Scope& scope) {
  const Type type;
  return value(written, scope, &type);
}

std::optional<Typed> Resolver::heading(const TableDecl::Heading& heading, const Scope& scope) {
  scope_ = scope;
  std::vector<Typed> fitting;
  const auto leaf = [&](Act act, std::size_t index, const Type& type, std::uint32_t record) {
    Typed t;
    t.act = act;
    t.type = type;
    t.index = static_cast<std::uint32_t>(index);
    t.record = record;
    t.span = heading.text.span;
    t.text = heading.text.text;
    fitting.push_back(std::move(t));
  };
  for (std::size_t f = 0; f < book_.schema.facts.size(); ++f) {
    const FactInfo& fact = book_.schema.facts[f];
    const bool in_reach = fact.record == no_index || fact.record == scope.record;
    if (fact.label != heading.text.text || !in_reach || !is_visible(names_.pack_of_fact[f])) continue;
    if (fact.is_secret) {
      sink_.report(Kind::secret_read, heading.text.span, fmt::format("`{}` is secret, no rule may read it", fact.path),
                   "", {{fact.span, "declared secret here"}});
      return std::nullopt;
    }
    leaf(Act::fact, f, fact.type, fact.record);
  }
  for (std::size_t d = 0; d < book_.decisions.size(); ++d) {
    const Decision& decision = book_.decisions[d];
    const bool in_reach = decision.record == no_index || decision.record == scope.record;
    if (decision.label == heading.text.text && in_reach && is_visible(decision.pack))
      leaf(Act::decision, d, decision.type, decision.record);
  }
  if (fitting.size() == 1) return std::move(fitting.front());
  if (fitting.size() > 1) {
    sink_.report(Kind::unsettled_name, heading.text.span,
                 fmt::format("the label `{}` belongs to more than one fact or decision", heading.text.text),
                 "write the name of the one that is meant");
    return std::nullopt;
  }
  if (heading.expr.is_set()) return value(heading.expr, scope);
  std::vector<std::string> labels;
  for (const FactInfo& fact : book_.schema.facts) labels.push_back(fact.label);
  for (const Decision& decision : book_.decisions) labels.push_back(decision.label);
  sink_.report(Kind::unknown_name, heading.text.span,
               fmt::format("`{}` is no label of a fact or decision, and no expression", heading.text.text),
               did_you_mean(heading.text.text, labels));
  return std::nullopt;
}

std::optional<Typed> Resolver::cell(const Written& written, const Typed& subject, const Scope& scope) {
  subject_ = &subject;
  auto typed = truth(written, scope);
  subject_ = nullptr;
  return typed;
}

Typed Resolver::make(Act act, const Expr& e, Type type, std::vector<Typed> kids) const {
  Typed t;
  t.act = act;
  t.type = type;
  t.kids = std::move(kids);
  t.span = written_->at(e);
  t.text = written_->text.substr(e.begin, e.end - e.begin);
  for (const Typed& kid : t.kids) {
    if (kid.record != no_index) t.record = kid.record;
  }
  return t;
}

std::optional<Typed> Resolver::constant_of(std::string_view text, const Type& type, const Expr& e) {
  const auto value = book_.vocabulary.read(text, type);
  if (!value) return std::nullopt;
  // A body that only a pack declares which this one does not see is no word here, but where nothing else could be
  // meant.
  if (value->tag() == Value::Tag::reference && names_.bodies.find(text, scope_.pack) == nullptr &&
      may_be_fact_or_decision(e)) {
    return std::nullopt;
  }
  if (value->tag() == Value::Tag::reference) check_area(e, value->as_index());
  Type one = type;
  one.is_set = false;
  Typed t = make(Act::constant, e, one);
  t.constant = *value;
  return t;
}

std::uint32_t Resolver::owner_of(std::uint32_t record) const {
  return record == no_index ? no_index : book_.schema.records[record].owner;
}

/// What is said of a child, seen from an event or a process of that child.
Typed Resolver::seen_from_here(Typed leaf, const Expr& e) const {
  if (leaf.record == no_index || leaf.record == scope_.record) return leaf;
  const Type type = leaf.type;
  Typed t = make(Act::of_owner, e, type, {std::move(leaf)});
  t.index = scope_.record;
  t.record = scope_.record;
  t.text.clear();  // the leaf says it
  return t;
}

/// States rest on events and states, processes on both, and decisions on what these make of them.
bool Resolver::check_course(const Expr& e, bool is_allowed, std::string_view what) {
  if (is_allowed) return true;
  sink_.report(Kind::wrong_order, written_->at(e), fmt::format("`{}` {}", e.text, what),
               scope_.is_course ? "states rest on events and states, processes on these; decisions come after"
                                : "a state makes a fact of it, `states: …`");
  return false;
}

std::optional<Typed> Resolver::role(const Expr& e) {
  for (std::uint32_t k = 0; scope_.frame != nullptr && k < scope_.frame->size(); ++k) {
    if ((*scope_.frame)[k].first != e.text) continue;
    Typed t = make(Act::role, e, (*scope_.frame)[k].second);
    t.index = k;
    return t;
  }
  return std::nullopt;
}

std::optional<Typed> Resolver::fact_or_decision(const Expr& e) {
  const std::uint32_t owner = owner_of(scope_.record);
  bool is_first = true;
  for (const std::uint32_t record : {scope_.record, owner, no_index}) {
    // A field of the event in hand comes before a part of the process, and that before everything else.
    if (!is_first || scope_.record == no_index || book_.schema.records[scope_.record].is_listed()) {
      if (auto part = role(e)) return part;
    }
    is_first = false;
    const auto fact = book_.schema.find_fact(e.text, record);
    if (!fact || !is_visible(names_.pack_of_fact[*fact])) continue;
    const FactInfo& info = book_.schema.facts[*fact];
    if (info.is_secret) {
      sink_.report(Kind::secret_read, written_->at(e), fmt::format("`{}` is secret, no rule may read it", e.text), "",
                   {{info.span, "declared secret here"}});
      return std::nullopt;
    }
    if (!check_course(e, !scope_.is_course || !info.is_made, "comes from a process")) return std::nullopt;
    Typed t = make(Act::fact, e, info.type);
    t.type.or_nothing = t.type.or_nothing || (info.is_conditional && !info.type.is_set);
    t.index = *fact;
    t.record = record;
    return seen_from_here(std::move(t), e);
  }
  const Declared* declared = names_.decisions.find(e.text, scope_.pack);
  if (declared == nullptr || !is_visible(declared->pack)) return std::nullopt;
  const Decision& decision = book_.decisions[declared->index];
  if (decision.record != no_index && decision.record != scope_.record && decision.record != owner) return std::nullopt;
  if (!check_course(e, !scope_.is_course || decision.is_state, "is a decision")) return std::nullopt;
  Typed t = make(Act::decision, e, decision.type);
  t.index = declared->index;
  t.record = decision.record;
  return seen_from_here(std::move(t), e);
}

std::optional<Typed> Resolver::body(const Expr& e) {
  auto found = find_body(e.text, names_, book_, scope_.pack);  // an id, or a name such as `England`
  if (!found) found = book_.vocabulary.find_body(e.text);
  if (!found) return std::nullopt;
  check_area(e, *found);
  Type type;
  type.base = Type::Base::reference;
  type.kinds = std::uint64_t{1} << book_.vocabulary.bodies[*found].kind;
  Typed t = make(Act::constant, e, type);
  t.constant = Value::reference(*found);
  return t;
}

bool Resolver::may_be_fact_or_decision(const Expr& e) const {
  for (const std::uint32_t record : {scope_.record, owner_of(scope_.record), no_index}) {
    const auto fact = book_.schema.find_fact(e.text, record);
    if (fact && is_visible(names_.pack_of_fact[*fact])) return true;
  }
  return names_.decisions.find(e.text, scope_.pack) != nullptr;
}

/// A pack that speaks for a wide area names no body that only a narrower pack declares.
void Resolver::check_area(const Expr& e, std::uint32_t body) {
  const Declared* declared = names_.bodies.find_anywhere(book_.vocabulary.bodies[body].id);
  if (declared == nullptr || book_.packs[declared->pack].layer <= book_.packs[scope_.pack].layer) return;
  sink_.report(Kind::names_one_area, written_->at(e),
               fmt::format("`{}` belongs to one area, and this pack speaks for more", e.text),
               "ask the network for it, as in `partnership of home`", {{declared->span, "declared here"}});
}

std::optional<Typed> Resolver::name(const Expr& e, const Type* expected) {
  Type truth;
  if (e.text == "yes" || e.text == "no" || e.text == "true" || e.text == "false") return constant_of(e.text, truth, e);
  const bool is_own_word = expected != nullptr && expected->base == Type::Base::word &&
                           book_.vocabulary.enumerations[expected->enumeration].find(e.text).has_value();
  if (is_word_for_nothing(e.text) && !is_own_word) {
    Type nothing;
    nothing.base = Type::Base::nothing;
    nothing.or_nothing = true;
    return make(Act::constant, e, nothing);
  }
  const std::size_t complaints = sink_.error_count();
  auto named = fact_or_decision(e);
  if (!named && sink_.error_count() > complaints) return std::nullopt;  // it is known, and may not stand here
  if (expected != nullptr && (expected->base == Type::Base::word || expected->base == Type::Base::reference)) {
    if (auto constant = constant_of(e.text, *expected, e)) {
      const bool same_type = named && named->type.base == expected->base &&
                             named->type.enumeration == expected->enumeration && named->type.kinds == expected->kinds;
      if (!same_type) return constant;
      sink_.report(Kind::unsettled_name, written_->at(e),
                   fmt::format("`{}` is a value here, and a fact or decision of the same type", e.text),
                   "rename one of them");
      return std::nullopt;
    }
  }
  if (named) return named;
  if (auto found = body(e)) return found;
  const Declared* decision = names_.decisions.find(e.text, scope_.pack);
  const Declared* other = names_.decisions.find_anywhere(e.text);
  if (decision == nullptr && other != nullptr && !is_visible(other->pack)) decision = other;
  if (decision != nullptr && !is_visible(decision->pack)) {
    sink_.report(Kind::unknown_name, written_->at(e),
                 fmt::format("`{}` belongs to the pack `{}`, which this pack does not use", e.text,
                             book_.packs[decision->pack].id),
                 fmt::format("add `uses: {}`", book_.packs[decision->pack].id), {{decision->span, "declared here"}});
  } else if (decision != nullptr && book_.decisions[decision->index].record != no_index) {
    sink_.report(Kind::wrong_type, written_->at(e),
                 fmt::format("`{}` is decided for each {}", e.text,
                             book_.schema.records[book_.decisions[decision->index].record].name),
                 fmt::format("say for whom, as in `some {0} has …` or `each {0}'s {1}`",
                             book_.schema.records[book_.decisions[decision->index].record].name, e.text),
                 {{decision->span, "decided here"}});
  } else {
    const bool is_word = expected != nullptr && expected->base == Type::Base::word;
    unknown_name(e, is_word ? "value, fact or decision" : "fact, decision or body", known_names(expected),
                 is_word ? list_of_values(*expected) : advice_for_number(e.text));
  }
  return std::nullopt;
}

/// `its values are a, b and c`, where they are few.
std::string Resolver::list_of_values(const Type& type) const {
  constexpr std::size_t most = 12;
  const std::vector<std::string> words = book_.vocabulary.words_of_type(type);
  return words.empty() || words.size() > most ? "" : fmt::format("the values here are {}", list_words(words));
}

std::vector<std::string> Resolver::known_names(const Type* expected) const {
  std::vector<std::string> known;
  if (expected != nullptr) known = book_.vocabulary.words_of_type(*expected);
  for (const FactInfo& fact : book_.schema.facts) {
    if (fact.record == no_index || fact.record == scope_.record) known.push_back(fact.path);
  }
  for (const Decision& decision : book_.decisions) known.push_back(decision.id);
  constexpr std::size_t most_bodies = 2'000;  // of more a slip is not looked for: it would take long
  if (book_.vocabulary.bodies.size() <= most_bodies) {
    for (const Body& one : book_.vocabulary.bodies) known.push_back(one.id);
  }
  return known;
}

void Resolver::unknown_name(const Expr& e, std::string_view what, std::vector<std::string> known,
                            std::string otherwise) {
  const Name name{e.text, written_->at(e)};
  for (const NameTable* table : {&names_.decisions, &names_.duties, &names_.limits}) {
    if (table->complain_if_two(name, scope_.pack, sink_)) return;
  }
  std::string help = did_you_mean(e.text, known);
  for (const FactInfo& fact : book_.schema.facts) {
    if (help.empty() && std::ranges::find(fact.formerly, e.text) != fact.formerly.end())
      help = fmt::format("it is now called `{}`", fact.path);
  }
  for (const JudgedInfo& decision : book_.schema.judged) {
    if (std::ranges::find(decision.formerly, e.text) != decision.formerly.end())
      help = fmt::format("it is now called `{}`", decision.decision);
  }
  // Perhaps only the group was left out: `place` for `incident.place`.
  for (const std::string& path : known) {
    if (help.empty() && path.ends_with("." + e.text)) help = fmt::format("did you mean `{}`?", path);
  }
  sink_.report(Kind::unknown_name, written_->at(e), fmt::format("no pack declares a {} `{}`", what, e.text),
               help.empty() ? std::move(otherwise) : std::move(help));
}

namespace {

/// What makes a condition of a value that is none.
std::string how_to_compare(std::string_view text, const Type& type) {
  if (type.is_set) return fmt::format("ask whether something is in it, as in `x in {}`", text);
  if (type.base == Type::Base::date)
    return fmt::format("compare it with another date, as in `{0} before 2025-01-01` or `{0} on or after 2025-01-01`",
                       text);
  if (type.base == Type::Base::number)
    return fmt::format("compare it with a number, as in `{0} at least 3` or `{0} under 18`", text);
  return fmt::format("say what it must be, as in `{} = …`", text);
}

}  // namespace

void Resolver::wrong_type(const Expr& e, const Type& found, std::string_view wanted) {
  sink_.report(Kind::wrong_type, written_->at(e),
               fmt::format("`{}` is {}, and {} is needed here", written_->text.substr(e.begin, e.end - e.begin),
                           book_.vocabulary.describe(found), wanted),
               wanted == "yes or no" ? how_to_compare(written_->text.substr(e.begin, e.end - e.begin), found) : "");
}

bool Resolver::check_fits(const Expr& e, const Typed& found, const Type& wanted) {
  const Type& type = found.type;
  const bool is_nothing = type.base == Type::Base::nothing && wanted.or_nothing;
  const bool may_be_nothing = !type.or_nothing || wanted.or_nothing || wanted.is_set ||
                              wanted.base == Type::Base::date || wanted.base == Type::Base::number;
  const bool fits = type.base == wanted.base && type.is_set == wanted.is_set && may_be_nothing &&
                    (type.base != Type::Base::word || type.enumeration == wanted.enumeration) &&
                    type.places == wanted.places && type.is_money == wanted.is_money &&
                    (type.base != Type::Base::reference || (type.kinds & ~wanted.kinds) == 0);
  if (fits || is_nothing) return true;
  wrong_type(e, type, book_.vocabulary.describe(wanted));
  return false;
}

}  // namespace masa
