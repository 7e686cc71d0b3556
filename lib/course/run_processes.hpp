/// Processes over time: which have begun, how far they have come, how they ended, and who holds what they are about.
#pragma once

#include <memory>
#include <set>

#include "eval/evaluate.hpp"

namespace masa {

/// Runs the processes of a case from day to day: each goes on from where it was. The plan and the facts must outlive
/// it.
class Processes {
 public:
  Processes(const Plan& plan, const Facts& facts, Date known_by, std::optional<Date> law_at);
  Processes(const Processes&) = delete;
  Processes& operator=(const Processes&) = delete;
  ~Processes();

  /// The facts, and those that processes make of them up to a day. `thresholds`, where given, gains the days on which
  /// one of their conditions changes with the passing of time alone. Cheap where days are asked for in order.
  [[nodiscard]] Facts on(Date day, std::set<Date>* thresholds = nullptr);

 private:
  struct Running;
  const Plan& plan_;
  const Facts& facts_;
  Date known_by_;
  std::optional<Date> law_at_;
  bool may_go_on_;
  std::unique_ptr<Running> running_;
};

}  // namespace masa
