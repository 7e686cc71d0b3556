// Block by block: what the program settles goes out as it is; of the rest each row is asked for.
#include "columns/outcomes.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <map>

#include "columns/look_up.hpp"
#include "columns/run_block.hpp"
#include "course/left_out.hpp"

namespace masa::columns {

std::string_view word_of(State state) {
  constexpr std::array<std::string_view, 11> words{"decided",    "fact",    "clash",  "gap",     "no_rule", "calendar",
                                                   "arithmetic", "network", "events", "history", "silent"};
  return words.at(static_cast<std::size_t>(state));
}

namespace {

State state_of(Why why) {
  switch (why) {
    case Why::clash:
      return State::clash;
    case Why::gap:
      return State::gap;
    case Why::no_rule_in_force:
      return State::no_rule;
    case Why::calendar_ends:
      return State::calendar;
    case Why::arithmetic:
      return State::arithmetic;
    case Why::network_silent:
      return State::network;
    case Why::events_differ:
      return State::events;
    case Why::outside_history:
      return State::history;
    default:
      return State::fact;
  }
}

}  // namespace

State state_of(const Value& value) {
  if (value.is_known()) return State::decided;
  State first = State::silent;
  for (const Reason& reason : value.reasons()) first = std::min(first, state_of(reason.why));
  return first;
}

void OutcomeColumn::widen(std::size_t filled) {
  form = Form::codes;
  codes.resize(bytes.size());
  std::copy_n(bytes.begin(), filled, codes.begin());
  bytes.clear();
}

namespace {

constexpr std::size_t most_bytes = 255;

/// Decisions about rows of one kind.
class Decider {
 public:
  Decider(Bridges& bridges, std::uint32_t record, Completions& completions, Rows& rows)
      : program_(bridges.program()),
        plan_(program_.plan()),
        sheet_(bridges.cases().sheet(record)),
        run_(bridges, record),
        by_(bridges.kernels()),
        rows_(rows),
        cases_(bridges.cases()),
        completions_(completions),
        lookups_(bridges.cases(), bridges.kernels()) {
    if (cases_.rows > 0) is_left_out_ = packs_left_out(plan_.book, facts_of_case(cases_, plan_.book.schema, 0));
  }

  /// `columns`: to be filled. Gives how many answers were asked one by one.
  std::size_t decide(const std::vector<OutcomeColumn*>& columns) {
    for (OutcomeColumn* column : columns) begin(*column);
    for (std::size_t first = 0; first < sheet_.rows; first += rows_a_block) {
      run_.start(first);
      for (OutcomeColumn* column : columns) fill(*column);
    }
    return by_rows_;
  }

 private:
  void begin(OutcomeColumn& column) {
    const std::uint32_t decision = column.decision;
    column.settled_by.clear();
    column.form = OutcomeColumn::Form::bytes;
    column.answers.clear();
    column.codes.clear();
    column.numbers.clear();
    const Type& type = plan_.book.decisions[decision].type;
    const bool is_counted = type.base == Type::Base::date || type.base == Type::Base::number;
    const Vocabulary& vocabulary = plan_.book.vocabulary;
    if (is_counted && !type.is_set && !program_.says_constants(decision)) {
      column.form = OutcomeColumn::Form::numbers;
      column.bytes.clear();
      column.numbers.resize(sheet_.rows);
    } else {
      column.bytes.resize(sheet_.rows);
      // What a lane holds is its code.
      const std::size_t known_beforehand = type.is_set                      ? 0
                                           : type.base == Type::Base::truth ? 2
                                           : type.base == Type::Base::word
                                               ? vocabulary.enumerations[type.enumeration].words.size()
                                           : type.base == Type::Base::reference ? vocabulary.bodies.size()
                                                                                : 0;
      for (std::size_t payload = 0; payload < known_beforehand; ++payload)
        column.answers.push_back(value_of(type, static_cast<std::int64_t>(payload)));
      if (column.answers.size() > most_bytes) column.widen(0);
    }
    column.has_value.assign((sheet_.rows + rows_a_word - 1) / rows_a_word, 0);
    column.states.resize(sheet_.rows);
  }

  void begin_block(OutcomeColumn& column) {
    const auto set = [&](auto& values, auto value) {
      if (!values.empty())
        std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(run_.first_row()), run_.rows(), value);
    };
    set(column.states, State::decided);
    set(column.bytes, std::uint8_t{0});
    set(column.codes, std::uint32_t{0});
    set(column.numbers, std::int64_t{0});
  }

  std::uint32_t code_of(OutcomeColumn& column, const Value& value) {
    const bool is_its_own =
        value.tag() == Value::Tag::truth || value.tag() == Value::Tag::word || value.tag() == Value::Tag::reference;
    if (is_its_own && !column.answers.empty()) return static_cast<std::uint32_t>(value.payload());
    const auto [found, is_new] =
        code_of_[&column].try_emplace(value, static_cast<std::uint32_t>(column.answers.size()));
    if (!is_new) return found->second;
    column.answers.push_back(value);
    if (column.answers.size() > most_bytes && column.form == OutcomeColumn::Form::bytes)
      column.widen(run_.first_row() + run_.rows());
    return found->second;
  }

  std::uint32_t code_of_number(OutcomeColumn& column, const Type& type, std::int64_t number) {
    const auto [found, is_new] = code_of_number_[&column].try_emplace(number);
    if (is_new) found->second = code_of(column, value_of(type, number));
    return found->second;
  }

  static void set_code(OutcomeColumn& column, std::size_t row, std::uint32_t code) {
    if (column.form == OutcomeColumn::Form::bytes) {
      column.bytes[row] = static_cast<std::uint8_t>(code);
    } else {
      column.codes[row] = code;
    }
  }

  void fill(OutcomeColumn& out) {
    const std::uint32_t step = plan_.decision_steps[out.decision];
    const std::size_t first = run_.first_row();
    const std::uint32_t pack = plan_.book.decisions[out.decision].pack;
    const PackInfo& info = plan_.book.packs[pack];
    Open& open = open_of_[out.decision];
    if (open.blocks_to_look_up > 0 && !info.has_case && run_.rows() == rows_a_block) {
      // So many rows miss something that columns are not worth running: what is looked up is the same.
      --open.blocks_to_look_up;
      open_.fill(~Word{0});
      look_up(out, *open.completed);
      return ask_open(out);
    }
    begin_block(out);
    if (is_left_out_[pack]) {
      std::fill_n(out.states.begin() + static_cast<std::ptrdiff_t>(first), run_.rows(), State::silent);
      return;
    }
    if (!program_.runs(step) || (info.has_case && !program_.runs(info.whose_case.step))) {
      for (std::size_t row = first; row < first + run_.rows(); ++row) ask(out, row);
      return;
    }
    const ConstMask silent = info.has_case ? run_.column(info.whose_case.step).no : nullptr;
    const Column column = run_.column(step);
    const ConstMask known = spoken(run_.known_of(column), silent);
    copy_values(out, column, known);
    const std::size_t words = (run_.rows() + rows_a_word - 1) / rows_a_word;
    open_.fill(0);
    for (std::size_t w = 0; w < words; ++w) {
      const std::size_t rows = std::min(rows_a_word, run_.rows() - w * rows_a_word);
      const Word live = rows == rows_a_word ? ~Word{0} : (Word{1} << rows) - 1;
      const Word nothing = column.none_at(w);
      out.has_value[first / rows_a_word + w] = known[w] & ~nothing & live;
      const Word unspoken = silent == nullptr ? 0 : silent[w] & live;
      for_bits(unspoken, [&](std::size_t bit) { out.states[first + w * rows_a_word + bit] = State::silent; });
      open_[w] = ~known[w] & live & ~unspoken;
    }
    settle(out);
  }

  /// Rows that columns leave open: looked up where that is worth the table, asked one by one where it is not.
  void settle(OutcomeColumn& out) {
    constexpr std::size_t worth_a_table = 64;
    std::size_t count = 0;
    for (const Word word : open_) count += static_cast<std::size_t>(std::popcount(word));
    if (count == 0) return;
    Open& open = open_of_[out.decision];
    open.rows += count;
    if (open.rows >= worth_a_table) open.completed = completions_.of(out.decision);
    if (open.completed != nullptr) look_up(out, *open.completed);
    if (open.completed != nullptr && count >= rows_a_block / 4) open.blocks_to_look_up = 16;
    ask_open(out);
  }

  void ask_open(OutcomeColumn& out) {
    for (std::size_t w = 0; w < words_a_block; ++w) {
      for_bits(open_[w], [&](std::size_t bit) { ask(out, run_.first_row() + w * rows_a_word + bit); });
    }
  }

  void look_up(OutcomeColumn& out, const Completed& completed) {
    std::vector<Cell>& cells = lookups_.cells(completed);
    if (cells.empty()) fill_cells(cells, out, completed);
    lookups_.answer(out, completed, run_.first_row(), run_.block(), open_);
  }

  void fill_cells(std::vector<Cell>& cells, OutcomeColumn& out, const Completed& completed) {
    cells.resize((completed.narrow_cells.empty() ? std::size_t{UINT16_MAX} : std::size_t{UINT8_MAX}) + 1);
    for (std::size_t a = 0; a < completed.answers.size(); ++a) {
      const RowAnswer& answer = completed.answers[a];
      cells[a] = {0, answer.state, answer.has_value(), false};
      if (out.form == OutcomeColumn::Form::numbers) {
        cells[a].number = answer.has_value() ? answer.value.payload() : 0;
      } else if (answer.state == State::decided) {
        cells[a].number = code_of(out, answer.value);
      }
    }
    Cell& several = cells.back();
    Cell& ask = cells[cells.size() - 2];
    several.is_asked = rows_.with_facts();
    ask.is_asked = true;
  }

  /// What is known, where the pack speaks.
  ConstMask spoken(ConstMask known, ConstMask silent) {
    if (silent == nullptr) return known;
    for_words([&](std::size_t w) { spoken_[w] = known[w] & ~silent[w]; });
    return spoken_.data();
  }

  void copy_values(OutcomeColumn& out, const Column& column, ConstMask known) {
    if (out.form == OutcomeColumn::Form::numbers) return copy_numbers(out, column);
    if (column.lane == Lane::truth) {
      copy_ways(out, {{0, column.no}, {1, column.yes}});
    } else if (column.values == nullptr) {
      std::vector<std::pair<std::uint32_t, ConstMask>> ways;
      for (const Way& way : column.ways) {
        if (!way.value.is_nothing()) ways.emplace_back(code_of(out, way.value), way.rows);
      }
      copy_ways(out, ways);
    } else {
      const Type& type = plan_.book.decisions[out.decision].type;
      const bool is_its_own = type.base == Type::Base::word || type.base == Type::Base::reference;
      for (std::size_t r = 0; r < run_.rows(); ++r) {
        if (!is_set(known, r)) continue;
        const std::int64_t payload = number_at(column, r);
        const std::size_t row = run_.first_row() + r;
        set_code(out, row, is_its_own ? static_cast<std::uint32_t>(payload) : code_of_number(out, type, payload));
      }
    }
    if (column.nothing == nullptr || is_empty(column.nothing)) return;
    const std::uint32_t none = code_of(out, Value());
    for (std::size_t r = 0; r < run_.rows(); ++r) {
      if (is_set(column.nothing, r)) set_code(out, run_.first_row() + r, none);
    }
  }

  void copy_numbers(OutcomeColumn& out, const Column& column) {
    const Column filled = run_.with_values(column);
    for (std::size_t r = 0; r < run_.rows(); ++r) out.numbers[run_.first_row() + r] = number_at(filled, r);
  }

  /// Codes bit by bit: each bit is a mask of the rows that have it.
  void copy_ways(OutcomeColumn& out, const std::vector<std::pair<std::uint32_t, ConstMask>>& ways) {
    if (out.form == OutcomeColumn::Form::codes) {
      for (const auto& [code, rows] : ways) {
        for (std::size_t w = 0; w * rows_a_word < run_.rows(); ++w) {
          for_bits(rows[w], [&](std::size_t bit) {
            const std::size_t r = w * rows_a_word + bit;
            if (r < run_.rows()) out.codes[run_.first_row() + r] = code;
          });
        }
      }
      return;
    }
    constexpr std::size_t most_bits = 8;
    std::array<std::array<Word, words_a_block>, most_bits> bits{};
    std::array<ConstMask, most_bits> masks{};
    std::size_t count = 0;
    for (const auto& [code, rows] : ways) {
      for (std::size_t b = 0; b < most_bits; ++b) {
        if ((code >> b & 1U) == 0) continue;
        count = std::max(count, b + 1);
        for_words([&](std::size_t w) { bits[b][w] |= rows[w]; });
      }
    }
    for (std::size_t b = 0; b < count; ++b) masks[b] = bits[b].data();
    if (run_.rows() == rows_a_block) {
      by_.from_bits(masks.data(), count, out.bytes.data() + run_.first_row());
    } else {
      std::array<std::uint8_t, rows_a_block> padded{};
      by_.from_bits(masks.data(), count, padded.data());
      std::copy_n(padded.begin(), run_.rows(), out.bytes.begin() + static_cast<std::ptrdiff_t>(run_.first_row()));
    }
  }

  void ask(OutcomeColumn& out, std::size_t row) {
    ++by_rows_;
    keep(out, row, rows_.answer(out.decision, row));
  }

  void keep(OutcomeColumn& out, std::size_t row, const RowAnswer& answer) {
    out.states[row] = answer.state;
    for (const FactOf& fact : answer.settled_by) out.settled_by.push_back({row, fact});
    if (answer.has_value()) out.has_value[row / rows_a_word] |= Word{1} << (row % rows_a_word);
    if (answer.state != State::decided) return;
    if (out.form == OutcomeColumn::Form::numbers) {
      out.numbers[row] = answer.has_value() ? answer.value.payload() : 0;
    } else {
      set_code(out, row, code_of(out, answer.value));
    }
  }

  const Program& program_;
  const Plan& plan_;
  const Sheet& sheet_;
  BlockRun run_;
  const Kernels& by_;
  Rows& rows_;
  const Cases& cases_;
  Completions& completions_;
  std::unordered_map<const OutcomeColumn*, std::map<Value, std::uint32_t>>
      code_of_;  ///< those that have been asked for
  std::unordered_map<const OutcomeColumn*, std::unordered_map<std::int64_t, std::uint32_t>> code_of_number_;
  Block open_{};  ///< rows of the block that are still to be settled
  /// Of a decision what columns left open until now.
  struct Open {
    std::size_t rows = 0;
    const Completed* completed = nullptr;
    std::size_t blocks_to_look_up = 0;  ///< of which columns are not asked
  };
  std::unordered_map<std::uint32_t, Open> open_of_;
  LookUps lookups_;
  std::vector<bool> is_left_out_;  ///< packs: the same of every row, for a column says something of each
  std::array<Word, words_a_block> spoken_{};
  std::size_t by_rows_ = 0;
};

}  // namespace

void decide_cases(const Program& program, Completions& completions, const Cases& cases,
                  const std::vector<std::uint32_t>& decisions, Outcomes& outcomes, bool with_facts, const Kernels& by) {
  Bridges bridges(program, cases, by);
  Rows rows(program, cases, with_facts);
  outcomes.columns.resize(decisions.size());
  std::map<std::uint32_t, std::vector<OutcomeColumn*>> columns_of;  // by the record that they are about
  std::size_t answers = 0;
  for (std::size_t d = 0; d < decisions.size(); ++d) {
    const std::uint32_t record = program.plan().book.decisions[decisions[d]].record;
    outcomes.columns[d].decision = decisions[d];
    columns_of[record].push_back(&outcomes.columns[d]);
    answers += cases.sheet(record).rows;
  }
  std::size_t by_rows = 0;
  for (const auto& [record, columns] : columns_of)
    by_rows += Decider(bridges, record, completions, rows).decide(columns);
  outcomes.effort = {answers - by_rows, rows.asked()};
}

void decide_cases(const Plan& plan, const Cases& cases, const AskedDates& dates,
                  const std::vector<std::uint32_t>& decisions, Outcomes& outcomes, const Kernels& by) {
  const Program program(plan, dates, cases);
  Completions completions(program, by, decisions);
  decide_cases(program, completions, cases, decisions, outcomes, false, by);
}

}  // namespace masa::columns
