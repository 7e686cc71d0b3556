/// What the dates and numbers of a rule may be, as terms of the unknown facts.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "eval/evaluate.hpp"
#include "eval/term.hpp"

namespace masa {

using Terms = std::vector<Term>;  ///< in order, each once

[[nodiscard]] inline bool has_order(const Type& type) {
  return type.base == Type::Base::date || type.base == Type::Base::number;
}

/// Finds the terms of steps, as far as the facts leave them open. Keeps what it has found.
class TermFinder {
 public:
  explicit TermFinder(Evaluator& base) : base_(base), plan_(base.plan()), book_(base.plan().book) {}

  /// The terms of a step that is a date, a number, or a set of these. What can only be nothing, or never be known, has
  /// none.
  const Terms& of(std::uint32_t step, std::uint32_t member);
  [[nodiscard]] Terms of(const Typed& typed, std::uint32_t member) {
    return of(typed.step, typed.record == no_index ? 0 : member);
  }
  /// The terms of a limit's date. Days that a count leaves out make it depend on other dates in ways of their own.
  [[nodiscard]] Terms of_limit(std::uint32_t limit, std::uint32_t member);
  [[nodiscard]] Term today() const;
  /// The rules of a decision that may apply.
  [[nodiscard]] std::vector<const Rule*> rules(const Decision& decision, std::uint32_t member);
  [[nodiscard]] Terms joined(Terms one, const Terms& other);
  /// Some expression has more terms than are kept: what was found does not tell all.
  [[nodiscard]] bool are_too_many() const { return are_too_many_; }

 private:
  Terms open_terms(const Step& s, std::uint32_t step, std::uint32_t member);
  Terms counted(const Step& s, std::uint32_t step, const Terms& from, const Terms& numbers);
  Terms added(const Terms& left, const Terms& right, bool is_taken);
  Terms ages(const Terms& from, const Terms& to);
  [[nodiscard]] Terms sizes(Type one, const Terms& members) const;

  Evaluator& base_;
  const Plan& plan_;
  const Book& book_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Terms> terms_;
  bool are_too_many_ = false;
};

}  // namespace masa
