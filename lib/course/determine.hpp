/// The whole answer to one case on one day: outcomes, duties, warnings, conflicts, what to ask next.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "course/owed.hpp"
#include "eval/date_bounds.hpp"
#include "eval/grounds.hpp"

namespace masa {

/// A decision for a member (or for the case: member no_index).
struct OutcomeAnswer {
  std::uint32_t decision = 0;
  std::uint32_t member = no_index;
  Value value;        ///< not known where completions differ
  Possible possible;  ///< where the value is not known
  Grounds grounds;
  const Judgement* judgement = nullptr;  ///< a person's, in place of the rules; it lives with the facts
  Value rules_say;                       ///< where a person judged
};

/// How a duty stands on the day asked about.
enum class DutyState : std::uint8_t {
  not_arisen,
  due,
  overdue,
  done,
  done_late,
  not_known,
  going_on,
  ended,
  in_force,  ///< a prohibition
  breached,
  lifted,
  cancelled,
};

/// One date of a duty.
struct LimitAnswer {
  std::uint32_t limit = 0;
  Value from;  ///< the day counted from; nothing where the date is no count
  std::int64_t count = 0;
  Unit unit = Unit::days;
  Start start = Start::after;
  std::uint32_t calendar = no_index;
  Value due;
  DateBounds bounds;             ///< what is certain of a date that is not known
  bool stands_still = false;     ///< suspended until further notice
  std::vector<CountedDay> days;  ///< the account, for days and working days
  bool is_on_day_off = false;    ///< falls on no working day, and does not roll
};

struct DutyAnswer {
  std::uint32_t duty = 0;
  std::uint32_t member = no_index;
  DutyState state = DutyState::not_known;
  Value applies;      ///< yes, no, or not known: then the dates are provisional
  Possible possible;  ///< of its condition, where that is not known
  Value who;
  Value whom;
  Value whom_as_well;                ///< by narrower packs, where `whom` is not known; nothing where there is none
  Value due;                         ///< the earliest of the known dates that bind it
  bool may_be_earlier = false;       ///< a further date that binds it is not known
  std::optional<Date> arisen_on;     ///< where the case is seen over time
  std::optional<Date> cancelled_on;  ///< likewise
  std::optional<Date> done_on;
  bool is_done_unrecorded = false;  ///< not done, as far as recorded
  std::vector<LimitAnswer> limits;
  Grounds grounds;
};

/// Warnings that no pack declares.
inline constexpr std::string_view due_on_day_off = "due_on_non_working_day";
inline constexpr std::string_view does_not_apply = "fact_does_not_apply";
inline constexpr std::string_view text_not_verified = "guidance_text_not_verified";
inline constexpr std::string_view ends_in_two_ways = "process_ends_in_two_ways";
inline constexpr std::string_view may_have_begun = "process_may_have_begun";

struct WarningAnswer {
  std::string id;
  std::uint32_t record = no_index;
  std::uint32_t member = no_index;
  std::string say;
  std::vector<Citation> cite;
  Span span;
};

/// A declared conflict, and whether its readings differ here.
struct ConflictAnswer {
  std::uint32_t conflict = 0;
  std::uint32_t member = no_index;
  std::vector<Value> would_be;  ///< for each reading; the decision's own value for one without `would_be`
  Value differs;
};

/// An unknown fact that would settle something, and what.
struct Question {
  std::uint32_t slot = 0;
  std::vector<std::size_t> outcomes;  ///< numbers of the outcomes that it bears on
};

struct Determined {
  std::vector<OutcomeAnswer> outcomes;
  std::vector<DutyAnswer> duties;  ///< those that have arisen or may have
  std::vector<WarningAnswer> warnings;
  std::vector<ConflictAnswer> conflicts;
  std::vector<Question> ask_next;       ///< most useful first
  std::vector<std::uint32_t> left_out;  ///< packs that have nothing to say of such a case
};

/// Decides everything that the plan holds. `owed`: what arose before and stays; it gains what arises now. Null where
/// the case is seen on one day only.
[[nodiscard]] Determined determine(Evaluator& evaluator, Owed* owed = nullptr);

/// The duties alone.
[[nodiscard]] std::vector<DutyAnswer> determine_duties(Evaluator& evaluator, Owed* owed);

/// One duty for a member. `applies`: whether it is owed, as far as that can be known. `who`: who owed it at first,
/// where it stays with that body and that is known; else null.
[[nodiscard]] DutyAnswer run_duty(Evaluator& evaluator, std::uint32_t duty, std::uint32_t member, const Value& applies,
                                  const Value* who = nullptr);

}  // namespace masa
