// The operators that make a value other than a truth: choices, ways through the network, counts of days, sets, due
// dates.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "check/resolve.hpp"

namespace masa {

namespace {

Type type_of(Type::Base base, bool or_nothing = false) {
  Type type;
  type.base = base;
  type.or_nothing = or_nothing;
  return type;
}

std::string advice_on_calendar(const std::vector<std::string>& known) {
  const std::string which = known.empty() ? "none is loaded: load a pack that has `calendars:`"
                                          : fmt::format("loaded: {}", list_words(known, "and"));
  return fmt::format(
      "name a list of bank holidays: below the line `layer: …` add `calendar: …` ({}); or count `days`, "
      "which counts weekends too, and so changes the date",
      which);
}

const Type truth_type{};

bool is_date(const Type& type) {
  return type.base == Type::Base::date && !type.is_set;
}

}  // namespace

std::optional<Typed> Resolver::conditional(const Expr& e, const Type* expected) {
  auto condition = as_truth(e.kids[0]);
  auto yes = resolve(e.kids[1], expected);
  if (!condition || !yes || !check_not_turned(e.kids[0], *condition)) return std::nullopt;
  auto no = resolve(e.kids[2], expected != nullptr ? expected : &yes->type);
  if (!no || !check_comparable(e, *yes, *no)) return std::nullopt;
  Type type = yes->type.base == Type::Base::nothing ? no->type : yes->type;
  type.kinds = yes->type.kinds | no->type.kinds;
  type.or_nothing = yes->type.or_nothing || no->type.or_nothing;
  std::vector<Typed> kids;
  for (auto* part : {&condition, &yes, &no}) kids.push_back(std::move(**part));
  return make(Act::conditional, e, type, std::move(kids));
}

std::optional<Typed> Resolver::follow(const Expr& e) {
  const auto relation = book_.network.find_relation(e.text);
  if (!relation) {
    const std::vector<std::string> known = names_of(book_.network.relations());
    sink_.report(Kind::unknown_name, written_->at(e), fmt::format("the network has no relation `{}`", e.text),
                 did_you_mean(e.text, known));
    return std::nullopt;
  }
  auto kid = resolve(e.kids[0], nullptr);
  if (!kid) return std::nullopt;
  if (kid->type.is_set || (kid->type.base != Type::Base::reference && kid->type.base != Type::Base::nothing)) {
    wrong_type(e.kids[0], kid->type, "a body of the network");
    return std::nullopt;
  }
  const Relation& way = book_.network.relations()[*relation];
  Type type = way.target;
  const bool may_be_nobody = way.target.base == Type::Base::reference || way.target.or_nothing;
  type.or_nothing = !way.leads_to_several && (may_be_nobody || kid->type.or_nothing);
  type.is_set = way.leads_to_several;
  Typed t = make(Act::follow, e, type, {std::move(*kid)});
  t.index = *relation;
  return t;
}

std::optional<Typed> Resolver::counted(const Expr& e) {
  auto kid = resolve(e.kids[0], nullptr);
  if (!kid) return std::nullopt;
  if (!is_date(kid->type)) {
    wrong_type(e.kids[0], kid->type, "a date");
    return std::nullopt;
  }
  Typed t = make(Act::count, e, type_of(Type::Base::date, kid->type.or_nothing), {std::move(*kid)});
  if (e.kids.size() > 1) {
    auto number = resolve(e.kids[1], nullptr);
    if (!number) return std::nullopt;
    const Type& type = number->type;
    if (type.base != Type::Base::number || type.is_set || type.places > 0 || type.is_money) {
      wrong_type(e.kids[1], type, "a whole number");
      return std::nullopt;
    }
    if (number->record != no_index) t.record = number->record;
    t.type.or_nothing = t.type.or_nothing || type.or_nothing;
    t.kids.push_back(std::move(*number));
  }
  t.number = e.number;
  t.unit = e.unit;
  t.start = e.start;
  constexpr std::int64_t hours_in_day = 24;
  if (e.unit == Unit::hours && (e.kids.size() > 1 || e.number % hours_in_day != 0)) {
    sink_.report(
        Kind::wrong_type, written_->at(e),
        e.kids.size() > 1 ? "hours are counted by a plain number" : fmt::format("{} hours are no whole days", e.number),
        "hours are counted in whole days; write a multiple of 24");
    return std::nullopt;
  }
  if (e.unit == Unit::working_days) {
    t.index = names_.calendar_of_pack[scope_.pack];
    if (t.index == no_index) {
      sink_.report(Kind::missing_key, written_->at(e),
                   "working days are counted, and the pack does not say by which calendar",
                   advice_on_calendar(names_.calendars.all(scope_.pack)));
      return std::nullopt;
    }
  }
  return t;
}

std::optional<Typed> Resolver::years(const Expr& e) {
  std::vector<Typed> kids;
  for (const Expr& kid : e.kids) {
    auto typed = resolve(kid, nullptr);
    if (!typed) return std::nullopt;
    if (!is_date(typed->type)) {
      wrong_type(kid, typed->type, "a date");
      return std::nullopt;
    }
    kids.push_back(std::move(*typed));
  }
  return make(Act::years, e, type_of(Type::Base::number, true), std::move(kids));
}

std::optional<Typed> Resolver::extreme(const Expr& e) {
  const bool counts = e.op == Op::number_of;
  auto kid = resolve(e.kids[0], nullptr);
  if (!kid) return std::nullopt;
  if (!kid->type.is_set || (!counts && kid->type.base != Type::Base::date)) {
    wrong_type(e.kids[0], kid->type, counts ? "a list" : "a list of dates");
    return std::nullopt;
  }
  const Act act = counts ? Act::number_of : e.op == Op::earliest ? Act::earliest : Act::latest;
  return make(act, e, counts ? type_of(Type::Base::number) : type_of(Type::Base::date, true), {std::move(*kid)});
}

std::optional<Typed> Resolver::list(const Expr& e, const Type* expected) {
  Type one;
  if (expected != nullptr) one = *expected;
  one.is_set = false;
  std::vector<Typed> kids;
  for (const Expr& kid : e.kids) {
    const auto typical = std::ranges::find_if(kids, [](const Typed& t) { return t.type.base != Type::Base::nothing; });
    auto typed = resolve(kid, expected != nullptr ? &one : typical == kids.end() ? nullptr : &typical->type);
    if (!typed) return std::nullopt;
    Typed sample = *typed;
    sample.type.is_set = false;
    if (typical != kids.end()) {
      Typed first = *typical;
      first.type.is_set = false;
      if (!check_comparable(kid, first, sample)) return std::nullopt;
    }
    kids.push_back(std::move(*typed));
  }
  Type type = kids.front().type;
  for (const Typed& kid : kids) {
    if (type.base == Type::Base::nothing) type = kid.type;  // nothing adds no member, and has no type of its own
    type.kinds |= kid.type.kinds;
  }
  type.is_set = true;
  type.or_nothing = false;
  return make(Act::make_set, e, type, std::move(kids));
}

std::optional<Typed> Resolver::without(const Expr& e, const Type* expected) {
  auto left = resolve(e.kids[0], expected);
  if (!left) return std::nullopt;
  if (!left->type.is_set) {
    wrong_type(e.kids[0], left->type, "a list");
    return std::nullopt;
  }
  Type one = left->type;
  one.is_set = false;
  auto right = resolve(e.kids[1], &one);
  if (!right) return std::nullopt;
  Typed sample;
  sample.type = right->type;
  sample.type.is_set = false;
  Typed first;
  first.type = one;
  if (!check_comparable(e, first, sample)) return std::nullopt;
  const Type type = left->type;
  std::vector<Typed> kids;
  for (auto* part : {&left, &right}) kids.push_back(std::move(**part));
  return make(Act::without, e, type, std::move(kids));
}

/// A number takes the places of what it stands beside: `3` is 3.00 beside an amount of money.
std::optional<Typed> Resolver::number(const Expr& e, const Type* expected) {
  Type type = type_of(Type::Base::number);
  if (expected != nullptr && expected->base == Type::Base::number) {
    type.places = expected->places;
    type.is_money = expected->is_money;
  } else {
    type.places = static_cast<std::int8_t>(e.places);
  }
  const auto number = read_decimal(print_decimal(e.number, e.places), type.places);
  if (!number) {
    sink_.report(
        Kind::wrong_type, written_->at(e),
        fmt::format("`{}` does not fit {}", print_decimal(e.number, e.places), book_.vocabulary.describe(type)));
    return std::nullopt;
  }
  Typed t = make(Act::constant, e, type);
  t.constant = Value::number(*number);
  return t;
}

std::optional<Typed> Resolver::arithmetic(const Expr& e, const Type* expected) {
  const bool is_product = e.op == Op::product;
  const bool is_number_first = e.kids[0].op == Op::number;
  // A plain number takes the places of its neighbour, whichever stands first.
  const Expr& leading = is_number_first ? e.kids[1] : e.kids[0];
  const Expr& other = is_number_first ? e.kids[0] : e.kids[1];
  auto first = resolve(leading, is_product ? nullptr : expected);
  if (!first) return std::nullopt;
  auto second = resolve(other, is_product ? nullptr : &first->type);
  if (!second) return std::nullopt;
  for (const auto& [part, typed] : {std::pair{&leading, &*first}, {&other, &*second}}) {
    if (typed->type.base == Type::Base::number && !typed->type.is_set) continue;
    wrong_type(*part, typed->type, "a number");
    return std::nullopt;
  }
  if (is_product ? first->type.places > 0 && second->type.places > 0 : !check_comparable(e, *first, *second)) {
    if (is_product)
      sink_.report(Kind::wrong_type, written_->at(e), "of two numbers that are multiplied one is a whole number",
                   "the product would have more decimal places than either");
    return std::nullopt;
  }
  Type type = first->type.places >= second->type.places ? first->type : second->type;
  type.or_nothing = first->type.or_nothing || second->type.or_nothing;
  std::vector<Typed> kids;
  for (auto* part : is_number_first ? std::array{&second, &first} : std::array{&first, &second})
    kids.push_back(std::move(**part));
  const Act act = is_product ? Act::product : e.op == Op::sum ? Act::sum : Act::difference;
  return make(act, e, type, std::move(kids));
}

/// `round(a / b, 2)`: half a unit of the last place is rounded away from nought.
std::optional<Typed> Resolver::rounded(const Expr& e) {
  std::vector<Typed> kids;
  for (const Expr& kid : e.kids) {
    auto typed = resolve(kid, nullptr);
    if (!typed) return std::nullopt;
    if (typed->type.base != Type::Base::number || typed->type.is_set) {
      wrong_type(kid, typed->type, "a number");
      return std::nullopt;
    }
    kids.push_back(std::move(*typed));
  }
  Type type = type_of(Type::Base::number, kids[0].type.or_nothing || kids[1].type.or_nothing);
  type.places = static_cast<std::int8_t>(e.number);
  type.is_money = type.places == 2 && kids[0].type.is_money && !kids[1].type.is_money;
  const std::int64_t power = e.number + kids[1].type.places - kids[0].type.places;
  Typed t = make(Act::rounded, e, type, std::move(kids));
  t.number = power;
  return t;
}

std::optional<Typed> Resolver::has_come(const Expr& e) {
  auto kid = resolve(e.kids[0], nullptr);
  if (!kid) return std::nullopt;
  if (!is_date(kid->type)) {
    wrong_type(e.kids[0], kid->type, "a date");
    return std::nullopt;
  }
  return make(Act::has_come, e, truth_type, {std::move(*kid)});
}

std::optional<Typed> Resolver::due(const Expr& e) {
  if (!check_course(e, !scope_.is_course, "is a duty")) return std::nullopt;
  const Declared* limit = names_.limits.find(e.text, scope_.pack);
  const Declared* duty = names_.duties.find(e.text, scope_.pack);
  if (limit != nullptr && !is_visible(limit->pack)) limit = nullptr;
  if (duty != nullptr && !is_visible(duty->pack)) duty = nullptr;
  if (limit == nullptr && duty == nullptr) {
    std::vector<std::string> known = names_.limits.all(scope_.pack);
    const std::vector<std::string> duties = names_.duties.all(scope_.pack);
    known.insert(known.end(), duties.begin(), duties.end());
    unknown_name(e, "duty", std::move(known));
    return std::nullopt;
  }
  const std::uint32_t owner = limit != nullptr ? book_.limits[limit->index].duty : duty->index;
  const std::uint32_t record = book_.duties[owner].record;
  if (record != no_index && record != scope_.record) {
    sink_.report(Kind::wrong_type, written_->at(e),
                 fmt::format("`{}` is due for each {}", e.text, book_.schema.records[record].name),
                 fmt::format("write `each {}'s due of {}`", book_.schema.records[record].name, e.text));
    return std::nullopt;
  }
  Typed t = make(limit != nullptr ? Act::due : Act::due_of_duty, e, type_of(Type::Base::date, true));
  t.index = limit != nullptr ? limit->index : owner;
  t.number = scope_.pack;  // dates that this pack does not see do not count for it
  t.record = record;
  return t;
}

std::optional<Typed> Resolver::overdue(const Expr& e) {
  if (!check_course(e, !scope_.is_course, "is a duty")) return std::nullopt;
  const Declared* duty = names_.duties.find(e.text, scope_.pack);
  if (duty == nullptr || !is_visible(duty->pack)) {
    unknown_name(e, "duty", names_.duties.all(scope_.pack));
    return std::nullopt;
  }
  const std::uint32_t record = book_.duties[duty->index].record;
  if (record != no_index && record != scope_.record) {
    sink_.report(Kind::wrong_type, written_->at(e),
                 fmt::format("`{}` is owed for each {}", e.text, book_.schema.records[record].name),
                 fmt::format("write `some {} has {} is overdue`", book_.schema.records[record].name, e.text));
    return std::nullopt;
  }
  Typed t = make(Act::overdue, e, truth_type);
  t.index = duty->index;
  t.number = scope_.pack;
  t.record = record;
  return t;
}

}  // namespace masa
