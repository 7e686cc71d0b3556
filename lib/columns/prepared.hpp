/// What is worked out for tables of one kind, kept for the next of that kind.
#pragma once

#include <deque>
#include <memory>

#include "columns/completions.hpp"
#include "columns/threads.hpp"

namespace masa::columns {

/// A program and the completions of its decisions; for any cases that say something of the same facts and lists.
struct Prepared {
  Program program;
  Completions completions;

  Prepared(const Plan& plan, const AskedDates& dates, const Cases& like, const std::vector<std::uint32_t>& decisions)
      : program(plan, dates, like), completions(program, kernels(), decisions) {}
};

/// The last few that were asked for. Thread-safe; the plan must outlive it.
class PreparedPrograms {
 public:
  std::shared_ptr<Prepared> of(const Plan& plan, const AskedDates& dates, const Cases& like,
                               const std::vector<std::uint32_t>& decisions);

 private:
  struct Kept {
    std::vector<std::int64_t> key;
    std::shared_ptr<Prepared> prepared;
  };
  OneAtATime one_at_a_time_;
  std::deque<Kept> kept_;  ///< the last one asked for first
};

}  // namespace masa::columns
