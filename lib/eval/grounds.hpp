/// What an answer rests on: the rules that decided it, their sources, and the records that it takes on trust.
#pragma once

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "eval/evaluate.hpp"

namespace masa {

/// A rule of a decision, by number.
struct RuleRef {
  std::uint32_t decision = 0;
  std::uint32_t rule = 0;
  friend auto operator<=>(const RuleRef&, const RuleRef&) = default;
};

struct Grounds {
  std::vector<RuleRef> own;         ///< rules of the decision itself that decided, or could have decided otherwise
  std::set<RuleRef> rules;          ///< those, and the rules behind the decisions that they read
  std::set<std::uint32_t> sources;  ///< cited by them
  std::set<std::uint32_t> carried_sources;  ///< of those, replaced by a text that nobody has read
  std::set<std::uint32_t> as_recorded;      ///< slots that hold what an absent record means
  std::set<std::uint32_t> histories;        ///< kinds of event: what was not recorded of them did not happen
  Confidence confidence = Confidence::certain;
};

/// The grounds of a decision's answer for a member.
[[nodiscard]] Grounds grounds_of_decision(Evaluator& evaluator, std::uint32_t decision, std::uint32_t member);

/// The grounds of expressions, with the citations of the block that they stand in. `aside`: what narrower packs added
/// to it, which makes it no less firm.
[[nodiscard]] Grounds grounds_of(Evaluator& evaluator, const std::vector<const Typed*>& parts,
                                 const std::vector<Citation>& cite, const std::vector<Citation>& aside,
                                 std::uint32_t member);

}  // namespace masa
