/// A case over a span of days: every answer in stretches on which it stays the same.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "course/history.hpp"

namespace masa {

/// Days from `from` to before `to`.
struct Stretch {
  Date from;
  Date to;
  Value value;         ///< of a decision; not known where that is not settled
  std::string words;   ///< as its id: `unknown` where it is not known
  std::string reason;  ///< why it is not known, in words
};

struct DecisionTrack {
  std::uint32_t decision = 0;
  std::string member;  ///< empty for the case
  std::vector<Stretch> stretches;
};

struct DutyStretch {
  Date from;
  Date to;
  DutyState state = DutyState::not_known;
  std::string who;
  std::optional<Date> due;
  bool is_due_open = false;  ///< it has a date, which is not known
  friend bool operator==(const DutyStretch&, const DutyStretch&) = default;
};

struct DutyTrack {
  std::uint32_t duty = 0;
  std::string member;
  bool has_arisen = false;             ///< it is certainly owed at some time
  std::optional<Date> arisen_on;       ///< empty: it may have arisen, or is as old as nobody knows
  std::vector<DutyStretch> stretches;  ///< from the day it arose, or the first day looked at
};

/// A warning, and the days on which it is given.
struct WarningTrack {
  std::string id;
  std::string member;  ///< empty for the case
  std::string say;
  Date from;
  Date to;
};

/// INVARIANT: the stretches of a decision cover [first, end) without a gap, and neighbours differ; on every day of a
/// stretch the answer is what deciding on that day alone gives.
struct Timeline {
  Date first;
  Date end;
  std::vector<Date> days;  ///< on which it was evaluated
  std::vector<DecisionTrack> decisions;
  std::vector<DutyTrack> duties;
  std::vector<WarningTrack> warnings;
  std::vector<std::uint32_t> left_out;  ///< packs that have nothing to say of such a case
};

/// The last day on which something of the case happens, as far as that is known; empty where nothing does.
[[nodiscard]] std::optional<Date> last_event_day(const Plan& plan, const Facts& facts);

[[nodiscard]] Timeline run_timeline(const Plan& plan, const Facts& facts, Date first, Date end, Date known_by,
                                    std::optional<Date> law_at);

}  // namespace masa
