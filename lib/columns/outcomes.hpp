/// Decisions of every case, a column each.
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

/// One decision. Truths, words, bodies and sets are coded: the place of the value in `answers`. A row that is not known
/// has the code -1, or a number that means nothing.
struct OutcomeColumn {
  std::uint32_t decision = 0;
  bool is_coded = true;
  std::vector<Value> answers;         ///< of coded ones; a value that is nothing may stand among them
  std::vector<std::int32_t> codes;    ///< of coded ones
  std::vector<std::int64_t> numbers;  ///< of dates and numbers
  std::vector<Word> has_value;        ///< known, and not nothing: bits of rows
  std::vector<State> states;
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

/// Every case decided on one day: what `determine` says of each. `decisions`: about the case, not about members of
/// lists.
[[nodiscard]] Outcomes decide_cases(const Plan& plan, const Cases& cases, const AskedDates& dates,
                                    const std::vector<std::uint32_t>& decisions, const Kernels& by = kernels());

}  // namespace masa::columns
