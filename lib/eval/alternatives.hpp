/// What the unknown facts of a case may turn out to be.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "eval/breakpoints.hpp"
#include "eval/evaluate.hpp"

namespace masa {

/// Everything that a fact may be. Facts that stand in place of each other are looked at as one, since exactly one of
/// them has a value.
struct Alternatives {
  std::vector<std::uint32_t> slots;       ///< ascending
  std::vector<std::vector<Value>> cases;  ///< each with a value for each slot; empty: they cannot be listed
};

/// The alternatives of facts, listed when they are first asked for: those that make a difference to one step.
/// Enumerations, truths, references and sets of them are listed; dates and numbers as far as breakpoints.hpp goes.
class AlternativesOfFacts {
 public:
  AlternativesOfFacts(Evaluator& base, std::uint32_t step, std::uint32_t member)
      : base_(base), step_(step), member_(member) {}

  /// Those of an unknown fact; null where they cannot be listed.
  const Alternatives* of(std::uint32_t slot);
  [[nodiscard]] bool is_date_or_number(std::uint32_t slot) const;

 private:
  [[nodiscard]] std::vector<std::uint32_t> stand_ins(std::uint32_t slot) const;
  [[nodiscard]] Alternatives list(std::uint32_t slot);
  [[nodiscard]] std::vector<Value> values(std::uint32_t slot);
  const Breakpoints& breakpoints();
  [[nodiscard]] bool can_be_nothing(std::uint32_t slot) const;

  Evaluator& base_;
  std::uint32_t step_;
  std::uint32_t member_;
  std::map<std::uint32_t, Alternatives> listed_;
  std::optional<Breakpoints> breakpoints_;  ///< computed when they are first needed
};

}  // namespace masa
