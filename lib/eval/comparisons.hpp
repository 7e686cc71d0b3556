/// Which dates and numbers an answer compares with which.
#pragma once

#include <cstdint>
#include <set>
#include <utility>

#include "eval/evaluate.hpp"
#include "eval/term.hpp"

namespace masa {

struct Comparisons {
  std::set<std::pair<Term, Term>> pairs;  ///< two terms that are compared; at most one of them is known
  std::set<Term> counted;                 ///< terms that count on from an unknown fact, or reckon with it
  std::set<std::uint32_t> facts;          ///< slots of the unknown facts that the answer may rest on
  std::set<std::uint32_t> left_out;       ///< those of whose values nothing is said: they can be the answer, or are
                                          ///< read by events and states
  std::set<std::pair<Term, std::int64_t>> with_today;  ///< terms of unknown facts, and how many days after they come
                                                       ///< the answer can change
  bool are_too_many = false;                           ///< the list was cut off
};

/// All that a step compares, as far as the facts leave it open.
[[nodiscard]] Comparisons comparisons_of(Evaluator& base, std::uint32_t step, std::uint32_t member);

}  // namespace masa
