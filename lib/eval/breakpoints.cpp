// A date that is compared with constants cuts the days at a few turns. Between two turns all days are alike, so the
// last day before each turn, and one after the last turn, stand for all:
//
//   x before 1 March, x after 9 March         ───────────┬────────┬──────────
//                                                     28 Feb    9 Mar  10 Mar
//
// Dates that are compared with each other at a distance of days are tied: x before y, y before 9 March. An answer that
// some days give puts each comparison as =, < or >, that is, bounds each date from above by a constant or by another
// date: x <= y - 1, y <= 8 March. If any days keep all bounds, the latest that do so keep them as well, and those lie
// on a chain of bounds that starts at a constant:
//
//   8 March ◄── y ◄── x                y = 8 March, x = 7 March
//
// So the values of a date are the starts of all chains, moved on along the ties, each time by the distance or one day
// less. A chain passes each date once, and one date twice where its own weight is looked at. A late day stands as an
// upper bound where there is no other; it is so late that no chain down from it reaches a turn.
#include "eval/breakpoints.hpp"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "eval/comparisons.hpp"

namespace masa {

namespace {

constexpr std::size_t most_values = 300;
constexpr std::int64_t largest_number = std::int64_t{1} << 62;

/// `one` is compared with `other` + `distance`.
struct Tie {
  std::uint32_t one = 0;
  std::uint32_t other = 0;
  std::int64_t distance = 0;
  friend auto operator<=>(const Tie&, const Tie&) = default;
};

/// What is known of a slot before its values are listed.
struct Slot {
  bool is_date = false;
  bool is_left_out = false;
  Range range;
  std::set<std::int64_t> turns;
};

class Search {
 public:
  Search(Evaluator& base, const Comparisons& found) : base_(base), found_(found) {
    for (const std::uint32_t slot : found.facts) {
      const Type& type = fact_info(slot).type;
      if (type.is_set || (type.base != Type::Base::date && type.base != Type::Base::number)) continue;
      Slot& s = slots_[slot];
      s.is_date = type.base == Type::Base::date;
      s.is_left_out = found.are_too_many || found.left_out.contains(slot);
      s.range =
          s.is_date ? all_days() : Range{std::max(type.low, -largest_number), std::min(type.high, largest_number)};
    }
  }

  std::map<std::uint32_t, std::vector<std::int64_t>> run() {
    for (const Term& term : found_.counted) read(term);
    for (const auto& [one, other] : found_.pairs) compare(one, other);
    drop_what_is_left_out();
    leave_out_what_overtakes();
    drop_what_is_left_out();
    note_days_to_come();
    for (const auto& [term, days_after] : found_.with_today) compare(today(), term);
    drop_what_is_left_out();
    for (auto& [slot, s] : slots_) {
      if (!s.is_left_out && !values_.contains(slot)) list_values(tied_to(slot));
    }
    return std::move(values_);
  }

 private:
  using Places = std::map<std::uint32_t, std::set<std::int64_t>>;

  [[nodiscard]] const FactInfo& fact_info(std::uint32_t slot) const {
    return base_.plan().book.schema.facts[base_.facts().fact_of(slot)];
  }

  /// Of two facts that stand in place of each other at most one has a value, so nothing compares them.
  [[nodiscard]] bool are_apart(std::uint32_t one, std::uint32_t other) const {
    const Facts& facts = base_.facts();
    if (facts.member_of(one) != facts.member_of(other)) return false;
    return fact_info(one).in_place_of == facts.fact_of(other) || fact_info(other).in_place_of == facts.fact_of(one);
  }

  const CountCourse& course_of(const Term& term) {
    return courses_.try_emplace(term.counts, base_.plan(), term.counts).first->second;
  }

  [[nodiscard]] Term today() const {
    Term today;
    today.value = base_.dates().facts_at.days;
    return today;
  }

  void drop_what_is_left_out() {
    std::erase_if(ties_, [&](const Tie& t) { return slots_[t.one].is_left_out || slots_[t.other].is_left_out; });
  }

  void leave_out(const Term& term) {
    if (term.slot != no_index) slots_[term.slot].is_left_out = true;
  }

  void read(const Term& term) {
    if (!term.is_listable) return leave_out(term);
    const CountCourse& course = course_of(term);
    Slot& slot = slots_[term.slot];
    slot.range.first = std::max(slot.range.first, course.within_years().first);
    slot.range.last = std::min(slot.range.last, course.within_years().last);
    slot.turns.insert(course.ends_of_calendars().begin(), course.ends_of_calendars().end());
  }

  void compare(const Term& one, const Term& other) {
    if (!one.is_listable || !other.is_listable) {
      leave_out(one);
      leave_out(other);
    } else if (one.slot == no_index) {
      turn(other, one.value);
    } else if (other.slot == no_index) {
      turn(one, other.value);
    } else if (one != other && !are_apart(one.slot, other.slot)) {
      tie(one, other);
    }
  }

  void turn(const Term& term, std::int64_t value) {
    Slot& slot = slots_[term.slot];
    const bool is_out_of_reach = value <= -largest_number || value >= largest_number;
    if (is_out_of_reach && slot.is_date) return;  // no day and no age comes so far
    if (is_out_of_reach) return leave_out(term);
    value -= term.value;
    if (slot.is_date) {
      for (const std::int64_t day : course_of(term).turns(term, value)) slot.turns.insert(day);
    } else if (value <= -largest_number || value >= largest_number) {
      leave_out(term);
    } else {
      slot.turns.insert({value, value + 1});
    }
  }

  void tie(const Term& one, const Term& other) {
    const bool are_ages = one.years != Term::Years::none || other.years != Term::Years::none;
    const auto from_one = course_of(one).distance();
    const auto from_other = course_of(other).distance();
    if (are_ages || !from_one || !from_other) {
      leave_out(one);
      leave_out(other);
    } else if (one.slot != other.slot) {  // a date before itself is so or not, whichever day it is
      ties_.insert({one.slot, other.slot, *from_other + other.value - *from_one - one.value});
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> tied_to(std::uint32_t slot) const {
    std::vector<std::uint32_t> all{slot};
    const auto add = [&](std::uint32_t next) {
      if (std::ranges::find(all, next) == all.end()) all.push_back(next);
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (const Tie& t : ties_) {
        if (t.one == all[i]) add(t.other);
        if (t.other == all[i]) add(t.one);
      }
    }
    return all;
  }

  /// Two counts from one date, or from two that are tied, each move on with today at their own pace. Where one may
  /// overtake the other (a month and 30 days), answers come and go on days that no date says: nothing is tried.
  void leave_out_what_overtakes() {
    for (auto one = found_.with_today.begin(); one != found_.with_today.end(); ++one) {
      for (auto other = std::next(one); other != found_.with_today.end(); ++other) {
        const Term& a = one->first;
        const Term& b = other->first;
        if (!a.is_listable || !b.is_listable || are_apart(a.slot, b.slot)) continue;
        const bool is_same = a.slot == b.slot;
        if (!is_same && !is_tied(a.slot, b.slot)) continue;
        if (course_of(a).distance() && course_of(b).distance()) continue;
        const auto reach_of = [&](const Term& term, std::int64_t days_after) {
          const Range reach = course_of(term).reach();
          return Range{reach.first + days_after, reach.last + days_after};
        };
        const Range ahead = reach_of(a, one->second);
        const Range behind = reach_of(b, other->second);
        if (is_same && (ahead.last < behind.first || behind.last < ahead.first)) continue;
        leave_out(a);
        leave_out(b);
      }
    }
  }

  /// What waits for a date that may be on any of several days can become certain as time goes by: of the turns of the
  /// date, one moves on with today, and where it comes to one that stays, some answers go.
  void note_days_to_come() {
    Places places;
    for (const auto& [term, days_after] : found_.with_today) {
      if (!term.is_listable || slots_[term.slot].is_left_out) continue;
      if (!places.contains(term.slot) && !move_turns_on(tied_to(term.slot), places)) continue;
      for (const std::int64_t place : places.at(term.slot)) {
        if (const auto day = course_of(term).lead(place)) base_.note_threshold(add_days(day_of(*day), days_after));
      }
    }
  }

  /// Both sides of the turns of slots that are tied to each other, moved on. Where these are too many, nothing is
  /// tried: not on some days what is not on others.
  bool move_turns_on(const std::vector<std::uint32_t>& tied, Places& places) {
    Places found;
    for (const std::uint32_t slot : tied) {
      for (const std::int64_t turn : slots_[slot].turns) found[slot].insert({turn - 1, turn});
    }
    const bool are_few = move_on_along_ties(found, tied, {-1, 0, 1});
    for (const std::uint32_t slot : tied) {
      slots_[slot].is_left_out = !are_few;
      if (are_few) places[slot] = std::move(found[slot]);
    }
    return are_few;
  }

  [[nodiscard]] bool is_tied(std::uint32_t one, std::uint32_t other) const {
    const std::vector<std::uint32_t> tied = tied_to(one);
    return std::ranges::find(tied, other) != tied.end();
  }

  /// The values of slots that are tied to each other.
  void list_values(const std::vector<std::uint32_t>& tied) {
    Places values;
    const std::int64_t late = late_value(tied);
    for (const std::uint32_t slot : tied) {
      for (const std::int64_t turn : slots_[slot].turns) values[slot].insert(turn - 1);
      values[slot].insert(std::min(late, slots_[slot].range.last));
    }
    if (!move_on_along_ties(values, tied, {-1, 0})) return;
    for (const std::uint32_t slot : tied) {
      const Range& range = slots_[slot].range;
      std::vector<std::int64_t> kept;
      for (const std::int64_t value : values[slot]) {
        if (range.first <= value && value <= range.last) kept.push_back(value);
      }
      if (!kept.empty() && kept.size() <= most_values) values_[slot] = std::move(kept);
    }
  }

  /// Chains start at some places, and move on along each tie to those that are so near to its distance. False where
  /// these are too many.
  bool move_on_along_ties(Places& places, const std::vector<std::uint32_t>& tied,
                          std::initializer_list<std::int64_t> near) const {
    for (std::size_t step = 0; step < steps_along(tied); ++step) {
      const Places before = places;
      const auto move_on = [&](std::uint32_t from, std::uint32_t to, std::int64_t distance) {
        if (!before.contains(from)) return;
        for (const std::int64_t place : before.at(from)) {
          for (const std::int64_t by : near) places[to].insert(place + distance + by);
        }
      };
      for (const Tie& t : ties_) {
        if (std::ranges::find(tied, t.one) == tied.end()) continue;
        move_on(t.other, t.one, t.distance);
        move_on(t.one, t.other, -t.distance);
      }
      if (std::ranges::any_of(places, [](const auto& p) { return p.second.size() > most_values; })) return false;
    }
    return true;
  }

  static std::size_t steps_along(const std::vector<std::uint32_t>& tied) { return tied.size() == 1 ? 0 : tied.size(); }

  /// After every turn, and so far after it that a chain of bounds ends before it comes down to one.
  [[nodiscard]] std::int64_t late_value(const std::vector<std::uint32_t>& tied) const {
    std::optional<std::int64_t> last;
    std::int64_t first = -largest_number;
    for (const std::uint32_t slot : tied) {
      const Slot& s = slots_.at(slot);
      first = std::max(first, s.range.first);
      if (!s.turns.empty()) last = std::max(last.value_or(*s.turns.rbegin()), *s.turns.rbegin());
    }
    std::int64_t farthest = 0;
    for (const Tie& t : ties_) {
      if (std::ranges::find(tied, t.one) != tied.end()) farthest = std::max(farthest, std::abs(t.distance) + 1);
    }
    const std::int64_t anywhere = slots_.at(tied.front()).is_date ? base_.dates().facts_at.days : 0;
    return std::max(first, last.value_or(anywhere)) + static_cast<std::int64_t>(steps_along(tied)) * farthest;
  }

  Evaluator& base_;
  const Comparisons& found_;
  std::map<std::uint32_t, Slot> slots_;
  std::set<Tie> ties_;
  std::map<std::vector<Count>, CountCourse> courses_;
  std::map<std::uint32_t, std::vector<std::int64_t>> values_;
};

}  // namespace

Breakpoints breakpoints_of(Evaluator& base, std::uint32_t step, std::uint32_t member) {
  Comparisons found = comparisons_of(base, step, member);
  auto values = Search(base, found).run();
  return {std::move(found.facts), std::move(values)};
}

}  // namespace masa
