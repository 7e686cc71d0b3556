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

/// One decision. What has few answers is coded: the place of the value in `answers`, in which one may be nothing. Of a
/// row that is not decided the code or the number means nothing.
struct OutcomeColumn {
  std::uint32_t decision = 0;
  enum class Form : std::uint8_t { bytes, codes, numbers } form = Form::bytes;
  std::vector<Value> answers;
  std::vector<std::uint8_t> bytes;    ///< up to 256 answers
  std::vector<std::uint32_t> codes;   ///< more answers
  std::vector<std::int64_t> numbers;  ///< dates and numbers that rules work out
  std::vector<Word> has_value;        ///< decided, and not nothing: bits of rows
  std::vector<State> states;

  /// Precondition: it is coded.
  [[nodiscard]] std::uint32_t code(std::size_t row) const { return form == Form::bytes ? bytes[row] : codes[row]; }
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
/// lists. The memory of `outcomes` is used again.
void decide_cases(const Plan& plan, const Cases& cases, const AskedDates& dates,
                  const std::vector<std::uint32_t>& decisions, Outcomes& outcomes, const Kernels& by = kernels());

}  // namespace masa::columns
