// The forms of a decision over a block. What the rows settle by themselves is known; the rest is left open, whatever
// the reason.
#include <algorithm>
#include <map>

#include "columns/run_block.hpp"

namespace masa::columns {

class DecisionRun {
 public:
  DecisionRun(BlockRun& run, std::uint32_t decision, Lane lane)
      : run_(run),
        program_(run.program_),
        decision_(decision),
        d_(program_.plan().book.decisions[decision]),
        rules_(program_.rules(decision)),
        lane_(lane) {}

  Column compute() {
    if (!program_.has_own_rule_in_force(decision_)) return only_widened();
    switch (d_.form) {
      case Form::is:
        return run_.in_lane(rules_.front()->then.step, lane_);
      case Form::yes_if:
        return by_rules(true);
      case Form::no_if:
        return by_rules(false);
      case Form::strongest_of:
        return by_strongest();
      default:
        if (lane_ == Lane::truth || !program_.says_constants(decision_)) return by_rows();
        return program_.row_index(decision_) != nullptr ? by_index(*program_.row_index(decision_)) : by_constant_rows();
    }
  }

 private:
  /// Rules that a narrower pack added say yes where they hold; of the rest nothing is known.
  Column only_widened() {
    if (lane_ != Lane::truth) return run_.blank(lane_);
    const Mask yes = run_.filled(0);
    for (const Rule* rule : rules_) {
      const Column& when = run_.column(rule->when.step);
      for_words([&](std::size_t w) { yes[w] |= when.yes[w]; });
    }
    return run_.truth(yes, run_.none_);
  }

  Column by_rules(bool answer) {
    const Mask any = run_.filled(0);
    const Mask none = run_.filled(~Word{0});
    for (const Rule* rule : rules_) {
      const Column& when = run_.column(rule->when.step);
      for_words([&](std::size_t w) {
        any[w] |= when.yes[w];
        none[w] &= when.no[w];
      });
    }
    const Mask says = run_.arena_.mask();
    const Mask denies = run_.arena_.mask();
    Column rest = otherwise();
    for_words([&](std::size_t w) {
      const Word rest_says = answer ? rest.yes[w] : rest.no[w];
      const Word rest_denies = answer ? rest.no[w] : rest.yes[w];
      says[w] = any[w] | rest_says;  // where a row is open, the rest says the same
      denies[w] = none[w] & rest_denies;
    });
    if (rest.nothing != nullptr) {
      const Mask nothing = run_.arena_.mask();
      for_words([&](std::size_t w) { nothing[w] = none[w] & rest.nothing[w]; });
      rest.nothing = nothing;
    }
    Column column = run_.truth(answer ? says : denies, answer ? denies : says);
    column.nothing = rest.nothing;
    return column;
  }

  Column otherwise() {
    return d_.otherwise == Otherwise::value ? run_.in_lane(d_.otherwise_value.step, lane_) : run_.blank(lane_);
  }

  struct Answer {
    Value value;
    Mask fired = nullptr;
    Mask open = nullptr;
  };

  /// A column of some values, each with its rows.
  Column of_ways(std::vector<Way> ways) {
    const Mask known = run_.filled(0);
    Column column;
    column.lane = lane_;
    column.known = known;
    std::vector<Way>& kept = run_.ways_[program_.plan().decision_steps[decision_]];
    kept = std::move(ways);
    for (const Way& way : kept) {
      for_words([&](std::size_t w) { known[w] |= way.rows[w]; });
      if (way.value.is_nothing()) column.nothing = way.rows;
    }
    column.ways = kept;
    return column;
  }

  /// Rows that say constants: for each of these, where it is said and where it may be.
  Column by_constant_rows() {
    const bool is_first_row = d_.form == Form::first_row;
    const Program::Answers& all = program_.answers(decision_);
    std::vector<Answer> answers;  // those that some row may have
    std::vector<std::uint32_t> place_of(all.values.size(), no_index);
    const Mask left = run_.filled(~Word{0});  // rows that nothing has decided yet
    for (std::size_t r = 0; r < rules_.size(); ++r) {
      const Column& when = run_.column(rules_[r]->when.step);
      Word may_apply = 0;
      for_words([&](std::size_t w) { may_apply |= ~when.no[w]; });
      if (may_apply == 0) continue;
      std::uint32_t& place = place_of[all.of_rule[r]];
      if (place == no_index) {
        place = static_cast<std::uint32_t>(answers.size());
        answers.push_back({all.values[all.of_rule[r]], run_.filled(0), run_.filled(0)});
      }
      const Answer& answer = answers[place];
      Word any_left = 0;
      for_words([&](std::size_t w) {
        const Word among = is_first_row ? left[w] : ~Word{0};
        answer.fired[w] |= among & when.yes[w];
        answer.open[w] |= among & ~when.yes[w] & ~when.no[w];
        left[w] &= ~when.yes[w];
        any_left |= left[w];
      });
      if (is_first_row && any_left == 0) break;
    }
    const Mask any_open = run_.filled(0);
    for (const Answer& answer : answers) for_words([&](std::size_t w) { any_open[w] |= answer.open[w]; });
    std::vector<Way> ways;
    const bool is_said = program_.has_row_that_applies(decision_);
    const Mask one = run_.filled(0);  // rows of which an answer is said, or may be
    const Mask two = run_.filled(0);
    for (const Answer& answer : answers) {
      for_words([&](std::size_t w) {
        const Word here = answer.fired[w] | answer.open[w];
        two[w] |= one[w] & here;
        one[w] |= here;
      });
    }
    for (const Answer& answer : answers) {
      const Mask rows = run_.arena_.mask();
      for_words([&](std::size_t w) {
        const Word may_be = is_said ? answer.fired[w] | answer.open[w] : answer.fired[w];
        rows[w] = may_be & ~two[w];
      });
      ways.push_back({answer.value, rows});
    }
    if (d_.otherwise == Otherwise::value) {
      for_words([&](std::size_t w) { any_open[w] |= ~left[w]; });
      add(ways, *program_.constant(d_.otherwise_value), any_open);
    }
    return of_ways(std::move(ways));
  }

  /// Case by case, among the rows that can apply by one value of it. Where that is not known, nothing is.
  Column by_index(const RowIndex& index) {
    Column column;
    column.lane = lane_;
    const Mask known = run_.filled(0);
    const Mask nothing = run_.filled(0);
    column.known = known;
    column.nothing = nothing;
    const Column key = run_.with_values(index.key());
    const ConstMask told = run_.known_of(key);
    const auto fill = [&]<class T>(T* values) {
      std::fill_n(values, rows_a_block, T{});
      for (std::size_t row = 0; row < run_.rows(); ++row) {
        if (!is_set(told, row)) continue;
        const bool has_value = key.nothing == nullptr || !is_set(key.nothing, row);
        const Value* said = among(index, has_value ? index.rows_at(number_at(key, row)) : index.rows_at_nothing(), row);
        if (said == nullptr) continue;
        const Word bit = Word{1} << row % rows_a_word;
        known[row / rows_a_word] |= bit;
        if (said->is_nothing()) {
          nothing[row / rows_a_word] |= bit;
        } else {
          values[row] = static_cast<T>(said->payload());
        }
      }
      column.values = values;
    };
    if (lane_ == Lane::codes) fill(run_.arena_.values<std::uint8_t>());
    if (lane_ == Lane::days) fill(run_.arena_.values<std::int32_t>());
    if (lane_ == Lane::numbers) fill(run_.arena_.values<std::int64_t>());
    return column;
  }

  /// What the rules say of a case, if that is certain.
  const Value* among(const RowIndex& index, std::span<const std::uint32_t> rules, std::size_t row) {
    const Program::Answers& answers = program_.answers(decision_);
    std::uint32_t said = no_index;
    bool is_certain = program_.has_row_that_applies(decision_);
    for (const std::uint32_t rule : rules) {
      bool applies = true;
      bool may_apply = true;
      for (const std::uint32_t truth : index.rest_of(rule)) {
        const Column& holds = run_.column(truth);
        applies = applies && is_set(holds.yes, row);
        may_apply = !is_set(holds.no, row);
        if (!may_apply) break;
      }
      if (!may_apply) continue;
      if (said != no_index && said != answers.of_rule[rule]) return nullptr;
      said = answers.of_rule[rule];
      is_certain = is_certain || applies;
      if (applies && d_.form == Form::first_row) break;
    }
    if (said != no_index) return is_certain ? &answers.values[said] : nullptr;
    return d_.otherwise == Otherwise::value ? program_.constant(d_.otherwise_value) : nullptr;
  }

  /// Of the rows that apply the strongest, where none that may apply is stronger.
  Column by_strongest() {
    std::map<Value, Answer> answers;
    for (const Rule* rule : rules_) {
      const Column& when = run_.column(rule->when.step);
      const Value& then = *program_.constant(rule->then);
      auto [found, is_new] = answers.try_emplace(then);
      if (is_new) found->second = {then, run_.filled(0), run_.filled(0)};
      Answer& answer = found->second;
      for_words([&](std::size_t w) {
        answer.fired[w] |= when.yes[w];
        answer.open[w] |= ~when.yes[w] & ~when.no[w];
      });
    }
    const Mask stronger = run_.filled(0);  // rows of which a stronger answer holds, or may
    std::vector<Way> ways;
    for (auto strongest = answers.rbegin(); strongest != answers.rend(); ++strongest) {
      const Answer& answer = strongest->second;
      const Mask rows = run_.arena_.mask();
      for_words([&](std::size_t w) {
        rows[w] = answer.fired[w] & ~stronger[w];
        stronger[w] |= answer.fired[w] | answer.open[w];
      });
      ways.push_back({answer.value, rows});
    }
    if (lane_ != Lane::truth) {
      const Value* rest = d_.otherwise == Otherwise::value ? program_.constant(d_.otherwise_value) : nullptr;
      if (rest != nullptr || d_.otherwise != Otherwise::value) {
        if (rest != nullptr) add(ways, *rest, stronger);
        return of_ways(std::move(ways));
      }
    }
    return joined(ways, stronger);
  }

  /// One more answer, for the rows that nothing decides.
  void add(std::vector<Way>& ways, const Value& rest, ConstMask decided) {
    const Mask rows = run_.arena_.mask();
    for_words([&](std::size_t w) { rows[w] = ~decided[w]; });
    const auto same = std::ranges::find(ways, rest, &Way::value);
    if (same == ways.end()) {
      ways.push_back({rest, rows});
    } else {
      for_words([&](std::size_t w) { same->rows[w] |= rows[w]; });
    }
  }

  /// Constants where one was decided, and what is written for the rest where none was.
  Column joined(const std::vector<Way>& ways, ConstMask decided) {
    const Column rest = otherwise();
    if (lane_ == Lane::truth) {
      const Mask yes = run_.arena_.mask();
      const Mask no = run_.arena_.mask();
      for_words([&](std::size_t w) {
        yes[w] = ~decided[w] & rest.yes[w];
        no[w] = ~decided[w] & rest.no[w];
      });
      for (const Way& way : ways) {
        const Mask here = way.value.is_yes() ? yes : no;
        for_words([&](std::size_t w) { here[w] |= way.rows[w]; });
      }
      Column column = run_.truth(yes, no);
      if (rest.nothing != nullptr) {
        const Mask nothing = run_.arena_.mask();
        for_words([&](std::size_t w) { nothing[w] = ~decided[w] & rest.nothing[w]; });
        column.nothing = nothing;
      }
      return column;
    }
    const Column said = run_.with_values(of_ways(ways));
    const Mask known = run_.arena_.mask();
    for_words([&](std::size_t w) { known[w] = said.known[w] | (~decided[w] & rest.known[w]); });
    return run_.blend(said.known, said, rest, known);
  }

  /// Rows whose answers are worked out. Of a row that is open and says what was decided it does not matter whether it
  /// applies; where an answer that counts is not known, nothing is.
  Column by_rows() {
    const bool is_first_row = d_.form == Form::first_row;
    const Mask decided = run_.filled(0);
    const Mask known = run_.filled(0);  // decided, by answers that are known and agree
    const Mask clash = run_.filled(0);  // decided by two that are not both known and the same
    Column value = run_.blank(lane_);
    struct Open {
      Mask rows;
      std::uint32_t then;
    };
    std::vector<Open> open;
    const Mask any_open = run_.filled(0);
    for (const Rule* rule : rules_) {
      const Column& when = run_.column(rule->when.step);
      const Mask fires = run_.arena_.mask();
      const Mask may = run_.arena_.mask();
      Word any_may = 0;
      for_words([&](std::size_t w) {
        const Word among = is_first_row ? ~decided[w] : ~Word{0};
        fires[w] = among & when.yes[w];
        may[w] = among & ~when.yes[w] & ~when.no[w];
        any_open[w] |= may[w];
        any_may |= may[w];
      });
      if (any_may != 0) open.push_back({may, rule->then.step});
      if (is_empty(fires)) continue;
      const Column then = run_.in_lane(rule->then.step, lane_);
      const ConstMask then_known = run_.known_of(then);
      const Mask agrees = run_.agreement(value, then);
      const Mask fresh = run_.arena_.mask();
      for_words([&](std::size_t w) {
        fresh[w] = fires[w] & ~decided[w];
        clash[w] |= fires[w] & decided[w] & ~agrees[w];
        known[w] |= fresh[w] & then_known[w];
        decided[w] |= fires[w];
      });
      value = run_.blend(fresh, then, value, run_.copy(known));
    }
    for (const Open& one : open) {
      const Mask agrees = run_.agreement(value, run_.in_lane(one.then, lane_));
      for_words([&](std::size_t w) { clash[w] |= one.rows[w] & ~agrees[w]; });
    }
    const Column rest = otherwise();
    const ConstMask rest_known = run_.known_of(rest);
    const Mask settled = run_.arena_.mask();
    for_words(
        [&](std::size_t w) { settled[w] = (known[w] & ~clash[w]) | (~decided[w] & ~any_open[w] & rest_known[w]); });
    return run_.blend(decided, value, rest, settled);
  }

  BlockRun& run_;
  const Program& program_;
  std::uint32_t decision_;
  const Decision& d_;
  const std::vector<const Rule*>& rules_;
  Lane lane_;
};

Column BlockRun::decision(std::uint32_t decision, Lane lane) {
  return DecisionRun(*this, decision, lane).compute();
}

}  // namespace masa::columns
