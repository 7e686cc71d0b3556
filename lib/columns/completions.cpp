// A decision that reads facts only by comparing them with constants knows each fact by a few classes of its values:
//
//   age < 18, age >= 21:     under 18 │ 18 to 20 │ 21 and more
//
// So it is worked out once for every choice of classes, in columns. Where facts are missing the answer is what all
// choices of their classes agree on; that is filled in along one fact after the other:
//
//                 under 18   18 to 20   21 and more │ not known
//   placed: yes       a          a           a      │     a
//           no        b          b           c      │  several
//   ────────────────────────────────────────────────┼──────────
//   not known      several    several     several   │  several
//
// The evaluator of single cases looks for the same by trying values one at a time, and gives up after so many. Where of
// a case of which nothing is known it comes anywhere near that, it is asked row by row.
#include "columns/completions.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "columns/run_block.hpp"
#include "eval/complete.hpp"

namespace masa::columns {

namespace {

constexpr std::size_t most_known_cells = std::size_t{1} << 19U;
constexpr std::size_t most_cells = std::size_t{1} << 22U;
constexpr std::size_t most_unsettled = 2'000;
constexpr std::size_t most_tried = 5'000;  ///< half of what it tries before it gives up
constexpr std::uint16_t several = Completed::several;
constexpr std::uint16_t ask = Completed::ask;
constexpr std::uint16_t most_answers = UINT16_MAX - 2;

/// Two answers that may be: the same, or several.
std::uint16_t joined(std::uint16_t a, std::uint16_t b, const std::vector<RowAnswer>& answers) {
  if (a == b) return a;
  const auto is_open = [&](std::uint16_t cell) {
    return cell == ask || (cell != several && answers[cell].state != State::decided);
  };
  return is_open(a) && is_open(b) ? ask : several;  // not known for other reasons: which of them is for others to say
}

bool are_alike(const std::vector<Sorted>& one, const std::vector<Sorted>& other) {
  return std::ranges::equal(one, other, [](const Sorted& a, const Sorted& b) {
    return a.fact == b.fact && a.begins == b.begins && a.examples == b.examples;
  });
}

}  // namespace

Completions::Completions(const Program& program, const Kernels& kernels, std::vector<std::uint32_t> decisions)
    : program_(program), plan_(program.plan()), kernels_(kernels), decisions_(std::move(decisions)) {}

const Completed* Completions::of(std::uint32_t decision) {
  return one_at_a_time_.run([&]() -> const Completed* {
    if (!made_.contains(decision)) make(decision);
    return made_[decision].get();
  });
}

const std::shared_ptr<const Sorting>& Completions::sorting(std::uint32_t decision) {
  const auto [found, is_new] = sortings_.try_emplace(decision);
  if (is_new) found->second = sort(decision);
  return found->second;
}

std::shared_ptr<const Sorting> Completions::sort(std::uint32_t decision) {
  if (!program_.runs(plan_.decision_steps[decision])) return nullptr;
  auto facts = sort_facts(decision, program_);
  if (!facts || facts->empty() || !is_within_reach(decision)) return nullptr;
  auto by = std::make_shared<Sorting>();
  by->facts = std::move(*facts);
  std::size_t known = 1;
  for (Sorted& fact : by->facts) {
    fact.stride = by->cells;
    known *= fact.classes();
    by->cells *= fact.classes() + 1;
    if (known > most_known_cells || by->cells > most_cells) return nullptr;
  }
  return by;
}

/// Decisions that read the same facts are worked out together.
void Completions::make(std::uint32_t decision) {
  const std::shared_ptr<const Sorting> by = sorting(decision);
  made_[decision] = nullptr;
  if (!by) return;
  std::vector<std::uint32_t> alike{decision};
  for (const std::uint32_t other : decisions_) {
    const bool is_open = !made_.contains(other) && sorting(other) != nullptr;
    if (is_open && are_alike(sorting(other)->facts, by->facts)) alike.push_back(other);
  }
  fill_known(alike, by);
}

/// Whether the evaluator of single cases tries all that can be tried, even where nothing is known.
bool Completions::is_within_reach(std::uint32_t decision) {
  const Book& book = plan_.book;
  const Facts nothing_known(book.schema, std::vector<std::vector<std::string>>(book.schema.records.size()));
  Evaluator evaluator(plan_, nothing_known, program_.dates());
  return possible_values(evaluator, plan_.decision_steps[decision], 0).tried <= most_tried;
}

namespace {

/// Every choice of a class of each fact, as cases.
class Grid {
 public:
  explicit Grid(const std::vector<Sorted>& facts) : facts_(facts) {
    cases_.rows = 1;
    for (const Sorted& fact : facts) cases_.rows *= fact.classes();
    std::size_t repeats = 1;
    for (const Sorted& fact : facts) {
      add(fact, repeats);
      repeats *= fact.classes();
    }
  }
  [[nodiscard]] const Cases& cases() const { return cases_; }
  /// Where the choices of each row stand in the whole table.
  [[nodiscard]] std::vector<std::uint32_t> places() const {
    std::vector<std::uint32_t> all{0};
    all.reserve(cases_.rows);
    for (const Sorted& fact : facts_) {
      const std::size_t before = all.size();
      for (std::size_t c = 1; c < fact.classes(); ++c) {
        for (std::size_t k = 0; k < before; ++k) all.push_back(all[k] + static_cast<std::uint32_t>(c * fact.stride));
      }
    }
    return all;
  }

 private:
  void add(const Sorted& fact, std::size_t repeats) {
    OwnColumn& column = *columns_.emplace_back(std::make_unique<OwnColumn>(fact.fact, fact.lane, cases_.rows));
    std::size_t choice = 0;
    std::size_t left = repeats;  // rows that make the same choice
    for (std::size_t row = 0; row < cases_.rows; ++row, --left) {
      if (left == 0) {
        choice = choice + 1 == fact.classes() ? 0 : choice + 1;
        left = repeats;
      }
      if (choice == fact.examples.size()) {
        column.put_nothing(row);
      } else {
        column.put_number(row, fact.examples[choice]);
      }
    }
    cases_.columns.push_back(column.column());
  }

  const std::vector<Sorted>& facts_;
  Cases cases_;
  std::vector<std::unique_ptr<OwnColumn>> columns_;
};

}  // namespace

/// The cells in which every fact is known. A decision of which too many have no answer is not kept.
void Completions::fill_known(const std::vector<std::uint32_t>& decisions, const std::shared_ptr<const Sorting>& by) {
  const Grid grid(by->facts);
  const Program program(plan_, program_.dates(), grid.cases());
  Bridges bridges(program, grid.cases(), kernels_);
  BlockRun run(bridges, no_index);
  Rows rows(program, grid.cases());
  struct Making {
    std::unique_ptr<Completed> completed;
    std::size_t unsettled = 0;
    std::map<std::int64_t, std::uint16_t> place_of;  ///< among the answers, of values that are there
  };
  std::vector<Making> making(decisions.size());
  for (Making& one : making) {
    one.completed = std::make_unique<Completed>();
    one.completed->by = by;
    one.completed->cells.assign(by->cells, ask);
  }
  const std::vector<std::uint32_t> places = grid.places();
  /// The place of an answer among those of a decision.
  const auto place_among = [](std::vector<RowAnswer>& answers, RowAnswer answer) {
    const auto same = std::ranges::find_if(answers, [&](const RowAnswer& a) {
      return a.state == answer.state && (a.state != State::decided || a.value == answer.value);
    });
    const auto place = static_cast<std::uint16_t>(same - answers.begin());
    if (same == answers.end()) answers.push_back(std::move(answer));
    return place;
  };
  for (std::size_t first = 0; first < grid.cases().rows; first += rows_a_block) {
    run.start(first);
    for (std::size_t d = 0; d < decisions.size(); ++d) {
      Making& one = making[d];
      const Column column = run.with_values(plan_.decision_steps[decisions[d]]);
      const ConstMask known = run.known_of(column);
      const Type& type = plan_.book.decisions[decisions[d]].type;
      for (std::size_t r = 0; r < run.rows() && one.completed; ++r) {
        std::vector<RowAnswer>& answers = one.completed->answers;
        std::uint16_t& cell = one.completed->cells[places[first + r]];
        if (!is_set(known, r)) {
          cell = place_among(answers, rows.by_the_rules(decisions[d], first + r));
          ++one.unsettled;
        } else if (column.nothing != nullptr && is_set(column.nothing, r)) {
          cell = place_among(answers, {Value(), State::decided, {}});
        } else {
          const std::int64_t number = column.lane == Lane::truth ? is_set(column.yes, r) : number_at(column, r);
          const auto [found, is_new] = one.place_of.try_emplace(number);
          if (is_new) found->second = place_among(answers, {value_of(type, number), State::decided, {}});
          cell = found->second;
        }
        if (one.unsettled > most_unsettled || answers.size() > most_answers) one.completed = nullptr;
      }
    }
  }
  for (std::size_t d = 0; d < decisions.size(); ++d) {
    if (making[d].completed) {
      fill_open(*making[d].completed);
      narrow(*making[d].completed);
    }
    made_[decisions[d]] = std::move(making[d].completed);
  }
}

void Completions::fill_open(Completed& completed) {
  std::vector<std::uint16_t>& cells = completed.cells;
  for (const Sorted& fact : completed.by->facts) {
    const std::size_t span = fact.stride * (fact.classes() + 1);
    const std::size_t open_classes = fact.examples.size() + (fact.nothing_is_open ? 1 : 0);
    for (std::size_t begin = 0; begin < cells.size(); begin += span) {
      for (std::size_t at = begin; at < begin + fact.stride; ++at) {
        std::uint16_t all = cells[at];
        for (std::size_t c = 1; c < open_classes; ++c)
          all = joined(all, cells[at + c * fact.stride], completed.answers);
        cells[at + fact.classes() * fact.stride] = all;
      }
    }
  }
}

/// `several` and `ask` are the greatest numbers of bytes, too.
void Completions::narrow(Completed& completed) {
  if (completed.answers.size() > UINT8_MAX - 1) return;
  completed.narrow_cells.assign(completed.cells.begin(), completed.cells.end());
  completed.cells = {};
}

}  // namespace masa::columns
