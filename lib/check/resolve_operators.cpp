// The operators that make a truth: what their operands must be. Those that make other values are in resolve_values.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/suggest.hpp"
#include "check/resolve.hpp"

namespace masa {

namespace {

Type type_of(Type::Base base) {
  Type type;
  type.base = base;
  return type;
}

const Type truth_type{};

std::vector<Typed> pair_of(Typed first, Typed second) {
  std::vector<Typed> kids;
  kids.push_back(std::move(first));
  kids.push_back(std::move(second));
  return kids;
}

}  // namespace

std::optional<Typed> Resolver::resolve(const Expr& e, const Type* expected) {
  switch (e.op) {
    case Op::number:
      return number(e, expected);
    case Op::date: {
      Typed t = make(Act::constant, e, type_of(Type::Base::date));
      t.constant = Value::date(e.date);
      return t;
    }
    case Op::any: {
      Typed t = make(Act::constant, e, truth_type);
      t.constant = Value::truth(true);
      return t;
    }
    case Op::subject:
      return *subject_;
    case Op::name:
      return name(e, expected);
    case Op::conjunction:
    case Op::disjunction:
    case Op::negation:
      return connective(e);
    case Op::equal:
    case Op::unequal:
    case Op::less:
    case Op::at_most:
    case Op::more:
    case Op::at_least:
      return comparison(e);
    case Op::among:
    case Op::not_among:
      return among(e);
    case Op::is_known:
    case Op::is_unknown:
      return ask_known(e);
    case Op::applies: {
      auto kid = resolve(e.kids[0], nullptr);
      if (!kid) return std::nullopt;
      return make(Act::applies, e, truth_type, {std::move(*kid)});
    }
    case Op::may_be:
      return may_be(e);
    case Op::some_member:
    case Op::every_member:
    case Op::no_member:
    case Op::each_member:
      return members(e);
    case Op::is_overdue:
      return overdue(e);
    case Op::list:
      return list(e, expected);
    case Op::conditional:
      return conditional(e, expected);
    case Op::follow:
      return follow(e);
    case Op::years:
      return years(e);
    case Op::count:
      return counted(e);
    case Op::earliest:
    case Op::latest:
    case Op::number_of:
      return extreme(e);
    case Op::without:
      return without(e, expected);
    case Op::due:
      return due(e);
    case Op::sum:
    case Op::difference:
    case Op::product:
      return arithmetic(e, expected);
    case Op::rounded:
      return rounded(e);
    case Op::has_come:
      return has_come(e);
    case Op::pick:
      return pick(e);
  }
  return std::nullopt;
}

std::optional<Typed> Resolver::as_truth(const Expr& e) {
  auto typed = resolve(e, &truth_type);
  if (typed && !check_fits(e, *typed, truth_type)) return std::nullopt;
  return typed;
}

Typed Resolver::negated(const Expr& e, Typed kid) const {
  return make(Act::negation, e, truth_type, {std::move(kid)});
}

bool asks_what_may_be(const Typed& typed) {
  return typed.act == Act::may_be || std::ranges::any_of(typed.kids, asks_what_may_be);
}

/// What is still possible may add a precaution, never take one away.
bool Resolver::check_not_turned(const Expr& e, const Typed& typed) {
  if (!asks_what_may_be(typed)) return true;
  sink_.report(Kind::decided_by_ignorance, written_->at(e), "this turns round what may be",
               "what is still possible may add a precaution, never take one away");
  return false;
}

std::optional<Typed> Resolver::connective(const Expr& e) {
  std::vector<Typed> kids;
  for (const Expr& kid : e.kids) {
    if (auto typed = as_truth(kid)) kids.push_back(std::move(*typed));
  }
  if (kids.size() != e.kids.size()) return std::nullopt;
  if (e.op == Op::negation && !check_not_turned(e, kids.front())) return std::nullopt;
  if (e.op == Op::negation) return negated(e, std::move(kids.front()));
  return make(e.op == Op::conjunction ? Act::conjunction : Act::disjunction, e, truth_type, std::move(kids));
}

bool Resolver::check_comparable(const Expr& e, const Typed& left, const Typed& right) {
  const Type& a = left.type;
  const Type& b = right.type;
  const bool with_nothing = a.base == Type::Base::nothing || b.base == Type::Base::nothing;
  const bool same = a.base == b.base && a.is_set == b.is_set &&
                    (a.base != Type::Base::word || a.enumeration == b.enumeration) && a.places == b.places &&
                    a.is_money == b.is_money && (a.base != Type::Base::reference || (a.kinds & b.kinds) != 0);
  if (with_nothing || same) return true;
  const bool two_lists = a.base == Type::Base::word && b.base == Type::Base::word && a.is_set == b.is_set;
  sink_.report(Kind::wrong_type, written_->at(e),
               fmt::format("{} cannot be compared with {}", book_.vocabulary.describe(a), book_.vocabulary.describe(b)),
               two_lists ? "these are two lists of values; name one of them under `types:` and use it for both" : "");
  return false;
}

std::optional<Typed> Resolver::comparison(const Expr& e) {
  auto left = resolve(e.kids[0], nullptr);
  if (!left) return std::nullopt;
  auto right = resolve(e.kids[1], &left->type);
  if (!right || !check_comparable(e, *left, *right)) return std::nullopt;
  if (e.op == Op::equal || e.op == Op::unequal) {
    // A truth compared with yes or no is the truth itself, or its opposite: `stillborn = no`, and every yes and no in a
    // table.
    if (left->type == truth_type && right->act == Act::constant && right->constant.tag() == Value::Tag::truth) {
      const bool is_opposite = right->constant.is_no() != (e.op == Op::unequal);
      if (is_opposite && !check_not_turned(e, *left)) return std::nullopt;
      return is_opposite ? negated(e, std::move(*left)) : std::move(*left);
    }
    Typed equal = make(Act::equal, e, truth_type, pair_of(std::move(*left), std::move(*right)));
    return e.op == Op::equal ? std::move(equal) : negated(e, std::move(equal));
  }
  const Type& type = left->type;
  const bool ordered =
      !type.is_set && (type.base == Type::Base::number || type.base == Type::Base::date ||
                       (type.base == Type::Base::word && book_.vocabulary.enumerations[type.enumeration].is_ordered));
  if (!ordered) {
    wrong_type(e.kids[0], type, "a number, a date or a value of an ordered list");
    return std::nullopt;
  }
  const Act act = e.op == Op::less || e.op == Op::more ? Act::less : Act::at_most;
  const bool swapped = e.op == Op::more || e.op == Op::at_least;
  if (swapped) std::swap(*left, *right);
  return make(act, e, truth_type, pair_of(std::move(*left), std::move(*right)));
}

std::optional<Typed> Resolver::among(const Expr& e) {
  const Expr& right = e.kids[1];
  // A value may stand first: `physical in harms`. What it is a value of, the list says.
  std::optional<Typed> members;
  Type one;
  if (right.op != Op::list && !(right.op == Op::name && body(right))) {
    members = resolve(right, nullptr);
    if (!members) return std::nullopt;
    one = members->type;
    one.is_set = false;
  }
  auto left = resolve(e.kids[0], members ? &one : nullptr);
  if (!left) return std::nullopt;
  std::optional<Typed> inside;
  if (right.op == Op::name && left->type.base == Type::Base::reference) {
    // `place in England`: the way named after England's kind leads to it.
    if (auto area = body(right)) {
      const std::uint32_t kind = book_.vocabulary.bodies[area->constant.as_index()].kind;
      const auto relation = book_.network.find_relation(book_.vocabulary.kinds[kind]);
      if (!relation) return std::nullopt;
      Type target = area->type;
      target.or_nothing = true;
      Typed followed = make(Act::follow, e, target, {std::move(*left)});
      followed.index = *relation;
      followed.text.clear();  // what is said is said by the whole: no line of its own among the reasons
      inside = make(Act::equal, e, truth_type, pair_of(std::move(followed), std::move(*area)));
    }
  }
  if (!inside) {
    Type set = left->type;
    set.is_set = true;
    if (!members) members = right.op == Op::list ? list(right, &set) : resolve(right, &set);
    if (!members) return std::nullopt;
    if (!members->type.is_set) {
      wrong_type(right, members->type, "a list");
      return std::nullopt;
    }
    one = members->type;
    one.is_set = false;
    Typed sample;
    sample.type = one;
    if (!check_comparable(e, *left, sample)) return std::nullopt;
    inside = make(Act::member, e, truth_type, pair_of(std::move(*left), std::move(*members)));
  }
  return e.op == Op::among ? std::move(inside) : std::optional(negated(e, std::move(*inside)));
}

std::optional<Typed> Resolver::ask_known(const Expr& e) {
  if (!scope_.may_ask_what_is_known) {
    sink_.report(Kind::decided_by_ignorance, written_->at(e), "a rule may not rest on whether something is known",
                 "take `is known` away, so that the rule rests on the answer itself; it may stand in warnings");
    return std::nullopt;
  }
  auto kid = resolve(e.kids[0], nullptr);
  if (!kid) return std::nullopt;
  Typed known = make(Act::is_known, e, truth_type, {std::move(*kid)});
  return e.op == Op::is_known ? std::move(known) : negated(e, std::move(known));
}

std::optional<Typed> Resolver::may_be(const Expr& e) {
  auto kid = resolve(e.kids[0], nullptr);
  if (!kid) return std::nullopt;
  const Type type = kid->type;
  std::vector<Typed> kids;
  kids.push_back(std::move(*kid));
  const std::vector<Expr> values = e.kids[1].op == Op::list ? e.kids[1].kids : std::vector<Expr>{e.kids[1]};
  for (const Expr& value : values) {
    auto typed = resolve(value, &type);
    if (!typed || !check_fits(value, *typed, type)) return std::nullopt;
    if (typed->act != Act::constant) {
      sink_.report(Kind::wrong_type, written_->at(value), "`may be` goes with values, not with facts or decisions");
      return std::nullopt;
    }
    kids.push_back(std::move(*typed));
  }
  return make(Act::may_be, e, truth_type, std::move(kids));
}

std::optional<Typed> Resolver::members(const Expr& e) {
  const auto record = book_.schema.find_record(e.text);
  if (!record) {
    std::vector<std::string> known;
    for (const RecordInfo& info : book_.schema.records) known.push_back(info.name);
    sink_.report(Kind::unknown_name, written_->at(e), fmt::format("no pack declares a record `{}`", e.text),
                 did_you_mean(e.text, known));
    return std::nullopt;
  }
  const RecordInfo& info = book_.schema.records[*record];
  if (info.is_event && !is_visible(names_.pack_of_fact[info.day])) {
    sink_.report(Kind::unknown_name, written_->at(e),
                 fmt::format("the event `{}` belongs to the pack `{}`, which this pack does not use", e.text,
                             book_.packs[names_.pack_of_fact[info.day]].id));
    return std::nullopt;
  }
  if (info.is_event && !check_course(e, scope_.is_course, "is an event, and rules read no events")) return std::nullopt;
  if (info.is_process && !check_course(e, !scope_.is_course, "is a process")) return std::nullopt;
  // Of one child's events and processes, where it is about that child; of everybody's, where it is about the case.
  const bool is_own = info.owner != no_index && info.owner == scope_.record;
  const std::uint32_t outer = std::exchange(scope_.record, *record);
  auto kid = e.op == Op::each_member ? resolve(e.kids[0], nullptr) : as_truth(e.kids[0]);
  scope_.record = outer;
  if (!kid || (e.op == Op::no_member && !check_not_turned(e, *kid))) return std::nullopt;
  Type type = truth_type;
  if (e.op == Op::each_member) {
    type = kid->type;
    type.is_set = true;
  }
  const Act act = e.op == Op::each_member    ? Act::each_member
                  : e.op == Op::every_member ? Act::every_member
                                             : Act::some_member;
  Typed t = make(act, e, type, {std::move(*kid)});
  t.index = *record;
  t.record = is_own ? outer : no_index;
  return e.op == Op::no_member ? negated(e, std::move(t)) : std::move(t);
}

}  // namespace masa
