/// What an answer can still be, and which facts would settle it.
#pragma once

#include <cstdint>
#include <vector>

#include "eval/evaluate.hpp"

namespace masa {

struct Possible {
  std::vector<Value> values;          ///< in order; an unknown among them: with these facts, no rule decides
  std::vector<std::uint32_t> settle;  ///< slots of facts of which some value can change the answer, most useful first
  bool is_complete = true;            ///< every completion was considered; false: `not tried`
  std::size_t tried = 0;              ///< how many were looked at

  /// What every completion of the unknown facts gives: that is the answer. Null where there are several, or may be.
  [[nodiscard]] const Value* only_value() const { return is_complete && values.size() == 1 ? values.data() : nullptr; }
};

/// Every value that the step takes under some completion of the unknown facts that it reads. Enumerations, truths,
/// references and sets are completed; dates and numbers where a few of their values stand for all (breakpoints.hpp);
/// texts are not. Of a set that gathers rows and has more than six possible members, the smallest and the largest are
/// listed. At most `most_completions` are tried.
[[nodiscard]] Possible possible_values(Evaluator& evaluator, std::uint32_t step, std::uint32_t member);

}  // namespace masa
