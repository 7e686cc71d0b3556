#include "check/growth.hpp"

#include <algorithm>

namespace masa {

namespace {

Sign opposite(Sign s) {
  return s == Sign::grows ? Sign::shrinks : s == Sign::shrinks ? Sign::grows : s;
}
Sign join(Sign a, Sign b) {
  if (a == Sign::none || a == b) return b;
  return b == Sign::none ? a : Sign::either;
}
/// Where it depends at all, in a way that nothing is known of.
Sign blurred(Sign s) {
  return s == Sign::none ? Sign::none : Sign::either;
}

/// Whether what holds otherwise is no stronger than any row.
bool rests_low(const Decision& d) {
  if (d.otherwise != Otherwise::value || d.otherwise_value.act != Act::constant) return false;
  return std::ranges::all_of(d.rules, [&](const Rule& rule) {
    return rule.then.act == Act::constant && d.otherwise_value.constant.payload() <= rule.then.constant.payload();
  });
}

}  // namespace

/// Where a constant stands in its order; empty where it has none.
std::optional<std::int64_t> Growth::rank(const Typed& t) const {
  const bool is_ordered =
      t.type.base == Type::Base::truth ||
      (t.type.base == Type::Base::word && book_.vocabulary.enumerations[t.type.enumeration].is_ordered);
  if (t.act != Act::constant || !is_ordered || t.type.is_set || t.constant.is_nothing()) return std::nullopt;
  return t.constant.payload();
}

Sign Growth::of(const Typed& t) {
  switch (t.act) {
    case Act::decision:
      return of_decision(t.index);
    case Act::negation:
      return opposite(of(t.kids[0]));
    case Act::conjunction:
    case Act::disjunction:
    case Act::some_member:
    case Act::every_member:
    case Act::make_set:
    case Act::each_member:
      return of_all(t.kids);
    case Act::less:
    case Act::at_most: {
      // Nothing is neither more nor less: what may be nothing does not only grow.
      const Sign sign = join(opposite(of(t.kids[0])), of(t.kids[1]));
      return t.kids[0].type.or_nothing || t.kids[1].type.or_nothing ? blurred(sign) : sign;
    }
    case Act::equal:
      return of_equality(t);
    case Act::conditional: {
      const Sign branches = join(of(t.kids[1]), of(t.kids[2]));
      return of(t.kids[0]) == Sign::none ? branches : Sign::either;
    }
    case Act::due:
      return blurred(of_duty(book_.limits[t.index].duty));
    case Act::due_of_duty:
      return blurred(of_duty(t.index));
    case Act::overdue:
      return of_duty(t.index);
    case Act::member:
      return of(t.kids[0]) == Sign::none ? of(t.kids[1]) : Sign::either;
    case Act::without:
      return join(of(t.kids[0]), opposite(of(t.kids[1])));
    case Act::in_force:
      return Sign::none;
    case Act::may_be:
      return decision_ ? blurred(of_all(t.kids)) : Sign::grows;
    case Act::of_owner:
    case Act::number_of:
      return of(t.kids[0]);
    default:
      return blurred(of_all(t.kids));
  }
}

/// Whether the duty arises more often; either, where something else of it may change.
Sign Growth::of_duty(std::uint32_t number) {
  const Duty& duty = book_.duties[number];
  Sign rest = join(join(of(duty.who), of(duty.whom)), join(of(duty.done_when), of(duty.cancelled_when)));
  for (const std::uint32_t limit : duty.limits) {
    if (book_.limits[limit].pack != duty.pack) continue;  // what a narrower pack adds, wider ones do not see
    rest = join(rest, of(book_.limits[limit].date));
    for (const Suspension& s : book_.limits[limit].suspensions) rest = join(rest, join(of(s.from), of(s.until)));
  }
  return join(of(duty.when), blurred(rest));
}

/// The places in narrower packs by which the duty reads the decision.
void Growth::find_ways(std::uint32_t number, std::vector<Beside>& ways) const {
  for (const auto& [read, sign] : found_) {
    const Decision& d = book_.decisions[read];
    const bool is_narrower = book_.packs[book_.duties[number].pack].layer < book_.packs[d.pack].layer;
    if (sign != Sign::none && is_narrower) ways.push_back({d.span, "by what this says"});
  }
  if (!decision_) return;
  const Decision& decision = book_.decisions[*decision_];
  for (const Rule& rule : decision.rules) {
    if (rule.pack != decision.pack) ways.push_back({rule.span, "widened here"});
  }
}

Sign Growth::of_all(const std::vector<Typed>& kids) {
  Sign all = Sign::none;
  for (const Typed& kid : kids) all = join(all, of(kid));
  return all;
}

/// `notify = required`: grows with `notify` where `required` is the strongest word, shrinks where it is the weakest.
Sign Growth::of_equality(const Typed& t) {
  const Sign left = of(t.kids[0]);
  const Sign right = of(t.kids[1]);
  if (left == Sign::none && right == Sign::none) return Sign::none;
  const Typed& word = left == Sign::none ? t.kids[0] : t.kids[1];
  const Sign other = left == Sign::none ? right : left;
  const Typed& read = left == Sign::none ? t.kids[1] : t.kids[0];
  if (read.type.or_nothing) return Sign::either;  // from nothing to the weakest word is growth too
  if (word.act != Act::constant || word.type.base != Type::Base::word || word.constant.tag() != Value::Tag::word)
    return Sign::either;
  const Enumeration& words = book_.vocabulary.enumerations[word.type.enumeration];
  if (!words.is_ordered) return Sign::either;
  if (word.constant.as_index() + 1 == words.words.size()) return other;
  return word.constant.as_index() == 0 ? opposite(other) : Sign::either;
}

Sign Growth::of_decision(std::uint32_t number) {
  if (number == decision_) return Sign::grows;
  const auto [entry, is_new] = found_.try_emplace(number, Sign::none);
  if (!is_new) return entry->second;
  const std::size_t turned_before = turned_.size();
  const Sign sign = work_out(book_.decisions[number]);
  const bool is_turned_here = sign != Sign::none && sign != Sign::grows && turned_.size() == turned_before;
  if (is_turned_here) turned_.push_back(number);
  return found_[number] = sign;
}

Sign Growth::work_out(const Decision& d) {
  Sign when = Sign::none;
  Sign then = of(d.otherwise_value);
  for (const Rule& rule : d.rules) {
    const bool says_no = rule.then.act == Act::constant && rule.then.constant.is_no();
    when = join(when, says_no ? opposite(of(rule.when)) : of(rule.when));
    then = join(then, of(rule.then));
  }
  switch (d.form) {
    case Form::is:
      return then;
    case Form::yes_if:
    case Form::no_if:
      return join(when, then);
    case Form::all_rows:  // what holds otherwise would go as soon as a row applies
      return join(d.otherwise == Otherwise::value ? blurred(when) : when, then);
    case Form::strongest_of:
      return join(rests_low(d) ? when : blurred(when), then);
    case Form::one_row_applies:
    case Form::rows_agree:
    case Form::first_row:
      return join(of_rows(d), then);
    default:
      return join(blurred(when), then);
  }
}

/// Rows that come to apply say no less than those that apply in their place until then, and rows that cease no more
/// than those that do thereafter.
Sign Growth::of_rows(const Decision& d) {
  const bool rests = d.otherwise == Otherwise::value;
  // A widened decision may not leave what was certain open; with what may be nothing is certain to begin with.
  const bool is_left_open = decision_ && !rests && !d.is_total;
  Sign all = Sign::none;
  for (std::size_t r = 0; r < d.rules.size(); ++r) {
    const Sign sign = of(d.rules[r].when);
    if (sign == Sign::none) continue;
    const auto mine = rank(d.rules[r].then);
    bool is_monotone = mine && sign != Sign::either && !(sign == Sign::shrinks && is_left_open);
    const auto meets = [&](const std::optional<std::int64_t>& other) {
      is_monotone = is_monotone && other && (sign == Sign::grows ? *other <= *mine : *mine <= *other);
    };
    if (rests) meets(rank(d.otherwise_value));
    for (std::size_t o = 0; o < d.rules.size(); ++o) {
      // The first of several takes the place of whatever stands below it; of rows that are apart only those that move.
      const bool takes_turns = d.form == Form::first_row ? r < o : r != o && of(d.rules[o].when) != Sign::none;
      if (takes_turns) meets(rank(d.rules[o].then));
    }
    if (!is_monotone) return Sign::either;
    all = Sign::grows;
  }
  return all;
}

}  // namespace masa
