// Block by block: what the program settles goes out as it is; of the rest each row is asked for.
#include "columns/outcomes.hpp"

#include <algorithm>
#include <array>

#include "columns/completions.hpp"
#include "columns/run_block.hpp"
#include "course/left_out.hpp"

namespace masa::columns {

std::string_view word_of(State state) {
  constexpr std::array<std::string_view, 11> words{"decided",    "fact",    "clash",  "gap",     "no_rule", "calendar",
                                                   "arithmetic", "network", "events", "history", "silent"};
  return words.at(static_cast<std::size_t>(state));
}

State state_of(const Value& value) {
  if (value.is_known()) return State::decided;
  State first = State::silent;
  for (const Reason& reason : value.reasons()) {
    State one = State::fact;
    switch (reason.why) {
      case Why::clash:
        one = State::clash;
        break;
      case Why::gap:
        one = State::gap;
        break;
      case Why::no_rule_in_force:
        one = State::no_rule;
        break;
      case Why::calendar_ends:
        one = State::calendar;
        break;
      case Why::arithmetic:
        one = State::arithmetic;
        break;
      case Why::network_silent:
        one = State::network;
        break;
      case Why::events_differ:
        one = State::events;
        break;
      case Why::outside_history:
        one = State::history;
        break;
      default:
        break;
    }
    first = std::min(first, one);
  }
  return first;
}

namespace {

class Decider {
 public:
  Decider(const Plan& plan, const Cases& cases, const AskedDates& dates, const Kernels& by)
      : plan_(plan),
        cases_(cases),
        program_(plan, dates, cases),
        run_(program_, by),
        rows_(plan, cases, dates),
        completions_(plan, cases, dates) {
    if (cases.rows > 0)
      is_left_out_ = packs_left_out(plan.book, facts_of_row(cases, plan.book.schema, plan.book.vocabulary, 0));
  }

  Outcomes decide(const std::vector<std::uint32_t>& decisions) {
    for (const std::uint32_t decision : decisions) outcomes_.columns.push_back(blank(decision));
    for (std::size_t first = 0; first < cases_.rows; first += rows_a_block) {
      run_.start(first);
      for (OutcomeColumn& column : outcomes_.columns) fill(column);
    }
    outcomes_.effort.row_by_row = rows_.asked();
    outcomes_.effort.in_columns = cases_.rows * decisions.size() - by_rows_;
    return std::move(outcomes_);
  }

 private:
  OutcomeColumn blank(std::uint32_t decision) {
    OutcomeColumn column;
    column.decision = decision;
    const Type& type = plan_.book.decisions[decision].type;
    const auto lane = lane_of(type, plan_.book.vocabulary);
    const bool is_counted = type.base == Type::Base::date || type.base == Type::Base::number;
    column.is_coded = !lane || !is_counted;
    if (column.is_coded) {
      column.codes.assign(cases_.rows, -1);
    } else {
      column.numbers.assign(cases_.rows, 0);
    }
    column.has_value.assign((cases_.rows + rows_a_word - 1) / rows_a_word, 0);
    column.states.assign(cases_.rows, State::decided);
    return column;
  }

  static std::int32_t code_of(OutcomeColumn& column, const Value& value) {
    const auto found = std::ranges::find(column.answers, value);
    if (found != column.answers.end()) return static_cast<std::int32_t>(found - column.answers.begin());
    column.answers.push_back(value);
    return static_cast<std::int32_t>(column.answers.size() - 1);
  }

  void fill(OutcomeColumn& out) {
    const std::uint32_t step = plan_.decision_steps[out.decision];
    const std::size_t first = run_.first_row();
    const std::uint32_t pack = plan_.book.decisions[out.decision].pack;
    const PackInfo& info = plan_.book.packs[pack];
    if (is_left_out_[pack]) {
      std::fill_n(out.states.begin() + static_cast<std::ptrdiff_t>(first), run_.rows(), State::silent);
      return;
    }
    if (!program_.runs(step) || (info.has_case && !program_.runs(info.whose_case.step))) {
      for (std::size_t row = first; row < first + run_.rows(); ++row) ask(out, row);
      return;
    }
    const ConstMask silent = info.has_case ? run_.column(info.whose_case.step).no : nullptr;
    const Column column = run_.with_values(step);
    const ConstMask known = spoken(run_.known_of(column), silent);
    const std::size_t words = (run_.rows() + rows_a_word - 1) / rows_a_word;
    for (std::size_t w = 0; w < words; ++w) {
      const std::size_t rows = std::min(rows_a_word, run_.rows() - w * rows_a_word);
      const Word live = rows == rows_a_word ? ~Word{0} : (Word{1} << rows) - 1;
      const Word nothing = column.nothing == nullptr ? 0 : column.nothing[w];
      out.has_value[first / rows_a_word + w] = known[w] & ~nothing & live;
      const Word unspoken = silent == nullptr ? 0 : silent[w] & live;
      for (Word left = unspoken; left != 0; left &= left - 1)
        out.states[first + w * rows_a_word + static_cast<std::size_t>(__builtin_ctzll(left))] = State::silent;
      for (Word left = ~known[w] & live & ~unspoken; left != 0; left &= left - 1) {
        const std::size_t row = first + w * rows_a_word + static_cast<std::size_t>(__builtin_ctzll(left));
        const RowAnswer* found = completions_.answer(out.decision, row);
        found != nullptr ? keep(out, row, *found) : ask(out, row);
      }
    }
    copy_values(out, column, known);
  }

  /// What is known, where the pack speaks.
  ConstMask spoken(ConstMask known, ConstMask silent) {
    if (silent == nullptr) return known;
    for_words([&](std::size_t w) { spoken_[w] = known[w] & ~silent[w]; });
    return spoken_.data();
  }

  void copy_values(OutcomeColumn& out, const Column& column, ConstMask known) {
    const std::size_t first = run_.first_row();
    const bool is_truth = column.lane == Lane::truth;
    const std::int32_t yes = is_truth ? code_of(out, Value::truth(true)) : -1;
    const std::int32_t no = is_truth ? code_of(out, Value::truth(false)) : -1;
    std::int32_t none = -1;
    std::vector<std::int32_t> code_of_payload;
    for (std::size_t r = 0; r < run_.rows(); ++r) {
      if (!is_set(known, r)) continue;
      if (column.nothing != nullptr && is_set(column.nothing, r)) {
        if (out.is_coded && none < 0) none = code_of(out, Value());
        if (out.is_coded) out.codes[first + r] = none;
        continue;
      }
      if (is_truth) {
        out.codes[first + r] = is_set(column.yes, r) ? yes : no;
        continue;
      }
      const std::int64_t payload = column.lane == Lane::codes  ? column.as<std::uint8_t>()[r]
                                   : column.lane == Lane::days ? column.as<std::int32_t>()[r]
                                                               : column.as<std::int64_t>()[r];
      if (!out.is_coded) {
        out.numbers[first + r] = payload;
        continue;
      }
      const auto place = static_cast<std::size_t>(payload);
      if (place >= code_of_payload.size()) code_of_payload.resize(place + 1, -1);
      if (code_of_payload[place] < 0) {
        code_of_payload[place] =
            code_of(out, column.lane == Lane::codes ? Value::word(static_cast<std::uint32_t>(payload))
                                                    : Value::reference(static_cast<std::uint32_t>(payload)));
      }
      out.codes[first + r] = code_of_payload[place];
    }
  }

  void ask(OutcomeColumn& out, std::size_t row) {
    ++by_rows_;
    keep(out, row, rows_.answer(out.decision, row));
  }

  void keep(OutcomeColumn& out, std::size_t row, const RowAnswer& answer) {
    out.states[row] = answer.state;
    const bool has_value = answer.state == State::decided && !answer.value.is_nothing();
    if (has_value) out.has_value[row / rows_a_word] |= Word{1} << (row % rows_a_word);
    if (answer.state != State::decided) return;
    if (out.is_coded) out.codes[row] = code_of(out, answer.value);
    if (!out.is_coded && has_value) out.numbers[row] = answer.value.payload();
  }

  const Plan& plan_;
  const Cases& cases_;
  Program program_;
  BlockRun run_;
  Rows rows_;
  Completions completions_;
  Outcomes outcomes_;
  std::vector<bool> is_left_out_;  ///< packs: the same of every row, for a column says something of each
  std::array<Word, words_a_block> spoken_{};
  std::size_t by_rows_ = 0;
};

}  // namespace

Outcomes decide_cases(const Plan& plan, const Cases& cases, const AskedDates& dates,
                      const std::vector<std::uint32_t>& decisions, const Kernels& by) {
  return Decider(plan, cases, dates, by).decide(decisions);
}

}  // namespace masa::columns
