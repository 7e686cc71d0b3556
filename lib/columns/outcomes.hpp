/// Decisions of every case, and of every member of a list, a column each.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "columns/kernels.hpp"
#include "columns/program.hpp"

namespace masa::columns {

/// Why a row has the answer that it has. Where several reasons hold, the first of these.
enum class State : std::uint8_t {
  decided,
  fact,        ///< a fact is missing that could change it
  clash,       ///< two rules, two values
  gap,         ///< no rule applies
  no_rule,     ///< none is in force
  calendar,    ///< a count of working days leaves the published years
  arithmetic,  ///< a result out of range
  network,     ///< it does not say which body it is
  events,      ///< events of one day contradict each other
  history,     ///< it does not cover that day
  silent,      ///< the pack has nothing to say of such a case
};
[[nodiscard]] std::string_view word_of(State state);
[[nodiscard]] State state_of(const Value& value);

/// A fact of a member (of the case: 0).
struct FactOf {
  std::uint32_t fact = 0;
  std::uint32_t member = 0;
};

/// One decision, a row a case or a row a member. What has few answers is coded: the place of the value in `answers`, in
/// which one may be nothing. Of a row that is not decided the code or the number means nothing.
struct OutcomeColumn {
  std::uint32_t decision = 0;
  enum class Form : std::uint8_t { bytes, codes, numbers } form = Form::bytes;
  std::vector<Value> answers;
  UnsetVector<std::uint8_t> bytes;    ///< up to 256 answers
  UnsetVector<std::uint32_t> codes;   ///< more answers
  UnsetVector<std::int64_t> numbers;  ///< dates and numbers that rules work out
  std::vector<Word> has_value;        ///< decided, and not nothing: bits of rows
  UnsetVector<State> states;
  struct Settles {
    std::size_t row = 0;
    FactOf fact;
  };
  std::vector<Settles> settled_by;  ///< where that is asked, row after row: facts that could change it

  /// Precondition: it is coded.
  [[nodiscard]] std::uint32_t code(std::size_t row) const { return form == Form::bytes ? bytes[row] : codes[row]; }
  /// From bytes to codes, of so many rows that are filled; the others are left unset.
  void widen(std::size_t filled);
};

/// How a table was decided.
struct Effort {
  std::size_t in_columns = 0;  ///< answers that columns settled
  std::size_t row_by_row = 0;  ///< answers that were asked of the evaluator of single cases
};

struct Outcomes {
  std::vector<OutcomeColumn> columns;
  Effort effort;
};

class Completions;

/// Every case decided on one day: what `determine` says of each. The memory of `outcomes` is used again. `with_facts`:
/// what would settle an answer is told too. Other threads may decide other cases by the same program and completions.
void decide_cases(const Program& program, Completions& completions, const Cases& cases,
                  const std::vector<std::uint32_t>& decisions, Outcomes& outcomes, bool with_facts = false,
                  const Kernels& by = kernels());

/// The same, where nothing is asked twice.
void decide_cases(const Plan& plan, const Cases& cases, const AskedDates& dates,
                  const std::vector<std::uint32_t>& decisions, Outcomes& outcomes, const Kernels& by = kernels());

}  // namespace masa::columns
