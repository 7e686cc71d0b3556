// A narrower pack may add rules that say yes to a decision whose owner marked it `may_be_widened`. That is safe only
// where more yes never means less duty. The pass follows each such decision through everything that reads it, and keeps
// for every expression whether it grows with the decision, shrinks, or may do either:
//
//   serious ──► notify = required ──► duty        grows: the word is the strongest of its list
//   serious ──► not serious ──► duty              shrinks: refused
//
// A truth grows from no to yes, an ordered word upwards. What the pass cannot see through counts as `either`.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "check/check_model.hpp"

namespace masa {

namespace {

enum class Sign : std::uint8_t { none, grows, shrinks, either };

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

class Growth {
 public:
  Growth(const Book& book, std::uint32_t decision) : book_(book), decision_(decision) {}

  Sign of(const Typed& t) {
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
      case Act::in_force:
        return Sign::none;
      case Act::of_owner:
        return of(t.kids[0]);
      default:
        return blurred(of_all(t.kids));
    }
  }

  /// Whether the duty arises more often; either, where something else of it may change.
  Sign of_duty(std::uint32_t number) {
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
  void find_ways(std::uint32_t number, std::vector<Beside>& ways) {
    for (const auto& [read, sign] : found_) {
      const Decision& d = book_.decisions[read];
      const bool is_narrower = book_.packs[book_.duties[number].pack].layer < book_.packs[d.pack].layer;
      if (sign != Sign::none && is_narrower) ways.push_back({d.span, "by what this says"});
    }
    for (const Rule& rule : book_.decisions[decision_].rules) {
      if (rule.pack != book_.decisions[decision_].pack) ways.push_back({rule.span, "widened here"});
    }
  }

 private:
  Sign of_all(const std::vector<Typed>& kids) {
    Sign all = Sign::none;
    for (const Typed& kid : kids) all = join(all, of(kid));
    return all;
  }

  /// `notify = required`: grows with `notify` where `required` is the strongest word, shrinks where it is the weakest.
  Sign of_equality(const Typed& t) {
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

  Sign of_decision(std::uint32_t number) {
    if (number == decision_) return Sign::grows;
    const auto [entry, is_new] = found_.try_emplace(number, Sign::none);
    if (is_new) entry->second = work_out(book_.decisions[number]);
    return found_[number];
  }

  Sign work_out(const Decision& d) {
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
      case Form::strongest_of:
        return join(rests_low(d) ? when : blurred(when), then);
      default:
        return join(blurred(when), then);
    }
  }

  /// Whether what holds otherwise is no stronger than any row.
  [[nodiscard]] static bool rests_low(const Decision& d) {
    if (d.otherwise != Otherwise::value || d.otherwise_value.act != Act::constant) return false;
    return std::ranges::all_of(d.rules, [&](const Rule& rule) {
      return rule.then.act == Act::constant && d.otherwise_value.constant.payload() <= rule.then.constant.payload();
    });
  }

  const Book& book_;
  std::uint32_t decision_;
  std::map<std::uint32_t, Sign> found_;
};

}  // namespace

void check_growth(const Book& book, Sink& sink) {
  for (std::uint32_t d = 0; d < book.decisions.size(); ++d) {
    const Decision& decision = book.decisions[d];
    if (!decision.may_be_widened.is_set()) continue;
    if (decision.form != Form::yes_if) {
      sink.report(Kind::wrong_shape, decision.may_be_widened,
                  fmt::format("`{}` is no list of rules that say yes, and cannot be widened", decision.id),
                  "only a decision by `yes_if` takes more rules");
      continue;
    }
    const bool is_widened =
        std::ranges::any_of(decision.rules, [&](const Rule& rule) { return rule.pack != decision.pack; });
    for (std::uint32_t n = 0; n < book.duties.size(); ++n) {
      // What a narrower pack asks for itself is its own affair until somebody widens what it reads.
      if (!is_widened && book.packs[decision.pack].layer < book.packs[book.duties[n].pack].layer) continue;
      Growth growth(book, d);
      const Sign sign = growth.of_duty(n);
      if (sign == Sign::none || sign == Sign::grows) continue;
      std::vector<Beside> places{{book.duties[n].span, "the duty"}};
      growth.find_ways(n, places);
      sink.report(Kind::weakens_a_higher_layer, decision.may_be_widened,
                  fmt::format("`{}` may not be widened: the duty `{}` does not only grow with it", decision.id,
                              book.duties[n].id),
                  "a decision may be widened where a further yes only ever adds to duties", std::move(places));
    }
  }
}

}  // namespace masa
