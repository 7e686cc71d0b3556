/// What is left of a step once some of its unknown facts have a value. Two branches of a completion with the same rest
/// have the same answers below them.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "eval/evaluate.hpp"

namespace masa {

class RestFinder {
 public:
  /// `base`: the case itself; `evaluator`: with what is assumed. Both must outlive this.
  RestFinder(Evaluator& base, Evaluator& evaluator);

  struct Rest {
    bool is_told = true;                ///< false: events are read, of which a rest does not tell all
    std::vector<std::uint64_t> key;     ///< equal where what is left is
    std::vector<std::uint32_t> unread;  ///< slots of the facts that are unknown, in the order in which rules read them
  };
  [[nodiscard]] Rest of(const std::vector<std::uint32_t>& steps, std::uint32_t member);

 private:
  void visit(const Typed& typed, std::uint32_t member);
  void visit(std::uint32_t step, std::uint32_t member);
  void visit_kids(const Step& step, std::uint32_t member);
  void visit_decision(std::uint32_t decision, std::uint32_t member);
  void visit_duty(std::uint32_t duty, const std::vector<std::uint32_t>& limits, std::uint32_t member);
  [[nodiscard]] std::uint64_t number_of(const Value& value);

  Evaluator& base_;
  Evaluator& evaluator_;
  const Plan& plan_;
  std::vector<std::uint32_t> visited_;
  std::uint32_t walk_ = 0;
  std::map<Value, std::uint64_t> numbers_;
  Rest rest_;
};

}  // namespace masa
