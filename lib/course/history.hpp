/// A case over time: the days on which anything can change, and the duties that have arisen by each.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "course/determine.hpp"
#include "course/run_processes.hpp"

namespace masa {

/// Looks at a case on one day after another, from the first day on which anything of it has come: see Owed.
///
/// INVARIANT: on the days between two neighbours of `days_from` nothing changes.
class History {
 public:
  /// `known_by` counts on every day; `law_at`, where given, too. The plan and the facts must outlive it.
  History(const Plan& plan, const Facts& facts, Date known_by, std::optional<Date> law_at);

  /// The answer on a day, all that arose on the days that matter before it included. Ask for days in order.
  [[nodiscard]] Determined on(Date day);
  /// The duties alone, of one day: it is the last that is asked for.
  [[nodiscard]] std::vector<DutyAnswer> duties_on(Date day);
  /// The facts as they stand on the day that was asked for last, what processes make of them included.
  [[nodiscard]] const Facts& facts() const { return facts_now_; }
  [[nodiscard]] Facts take_facts() { return std::move(facts_now_); }
  [[nodiscard]] const AskedDates& dates() const { return dates_; }
  /// The next day after the last one asked for, and before `end`, on which anything can change; empty where none can.
  [[nodiscard]] std::optional<Date> next_day(Date end);

 private:
  Evaluator look_at(Date day);
  Evaluator come_to(Date day);
  [[nodiscard]] std::optional<Date> first_day_up_to(Date day) const;
  void stand_before(Date day);
  void walk_to(Date day);
  void begin_law(const Evaluator& evaluator);
  void note_days(const Determined& determined);

  const Plan& plan_;
  Processes processes_;
  Facts facts_now_;
  Date before_;                        ///< the day before anything of the case has come
  std::optional<Facts> facts_before_;  ///< as they stood then
  AskedDates dates_;
  std::set<Date> days_;      ///< on which something of the case comes, as far as is known
  std::set<Date> law_days_;  ///< on which texts come into force or end
  std::optional<Date> last_;
  std::optional<Date> law_day_;  ///< the first day seen by the law that counts
  Owed owed_;
};

/// The answer to a case on a day, and the facts with what processes make of them.
struct Decided {
  Facts facts;
  Determined determined;
};
[[nodiscard]] Decided decide_facts(const Plan& plan, const Facts& facts, const AskedDates& dates);

}  // namespace masa
