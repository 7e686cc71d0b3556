/// The tree of reasons: each rule considered, each condition's value and verdict. Made from what was evaluated, after
/// the event: asking why changes no answer.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "eval/evaluate.hpp"

namespace masa {

struct ReasonNode {
  enum class Kind : std::uint8_t { decision, rule, condition, fact, otherwise };
  Kind kind = Kind::condition;
  std::uint32_t index = no_index;   ///< of the decision or the fact
  std::uint32_t member = no_index;  ///< the list member it is about; no_index: the case
  std::string text;                 ///< the id, or the condition as written
  Value value;
  Type type;
  Force force = Force::in_force;  ///< rule: whether it was looked at
  bool is_sensitive = false;
  bool is_shown_before = false;  ///< decision: its reasons stand higher up in this tree
  std::vector<Citation> cite;
  std::string because;
  std::string said_by;  ///< fact: who said so, as the case has it
  Span span;
  std::vector<ReasonNode> kids;
};

/// Decisions whose reasons have been told, each with its member: they are told once.
using Told = std::set<std::pair<std::uint32_t, std::uint32_t>>;

/// The reasons of a decision for a member.
[[nodiscard]] ReasonNode reasons_of(Evaluator& evaluator, std::uint32_t decision, std::uint32_t member, Told& told);

}  // namespace masa
