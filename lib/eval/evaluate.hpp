/// Plan and facts to values: one case, on one day.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "case/facts.hpp"
#include "plan/plan.hpp"

namespace masa {

/// The three dates of a question.
struct AskedDates {
  Date facts_at;
  Date known_by;
  std::optional<Date> law_at;  ///< empty: every day by its own law
  [[nodiscard]] Date law() const { return law_at.value_or(facts_at); }
};

/// What is certain of a date, be it known or not.
struct DateBounds {
  std::optional<Date> first;  ///< not before this day
  std::optional<Date> last;   ///< not after it
};

struct Possible;
struct Trial;

/// Evaluates steps for one case. Keeps what it has found, so asking again is cheap. One thread at a time; the plan and
/// the facts must outlive it.
class Evaluator {
 public:
  Evaluator(const Plan& plan, const Facts& facts, const AskedDates& dates);

  [[nodiscard]] const Plan& plan() const { return plan_; }
  [[nodiscard]] const Facts& facts() const { return facts_; }
  [[nodiscard]] const AskedDates& dates() const { return dates_; }

  /// The value of a step for a member (0 for the case). Not known where Kleene's rules do not settle it.
  const Value& at(std::uint32_t step, std::uint32_t member);
  const Value& at(const Typed& typed, std::uint32_t member) {
    return at(typed.step, typed.record == no_index ? 0 : member);
  }
  const Value& decision(std::uint32_t decision, std::uint32_t member);

  /// What a value that is not known can still be, as far as rules tell without a look into facts: of a decision that is
  /// the strongest of its rows, or of whose rows one always applies. Empty: it cannot be listed.
  std::optional<std::vector<Value>> still_said(std::uint32_t step, std::uint32_t member);
  /// What the rules say, whatever a person decided in their place.
  Value by_the_rules(std::uint32_t decision, std::uint32_t member);
  /// The judgement that stands in place of a decision on the day by which things were known; null where there is none.
  [[nodiscard]] const Judgement* judgement(std::uint32_t decision, std::uint32_t member) const;

  /// Whether a rule with these citations is in force: one of them is. No citation: always.
  [[nodiscard]] Force force_of(const std::vector<Citation>& cite) const;
  /// The same of a rule of a decision; one that widens it is in force only for those who see its pack.
  [[nodiscard]] Force force_of(const Rule& rule) const;
  /// The same case, of which nothing has been found yet.
  [[nodiscard]] Evaluator afresh() const;
  /// The same case, as the packs have it that one pack sees: what others widen is left out.
  [[nodiscard]] Evaluator narrowed(std::uint32_t pack) const;
  /// The same case by the law of another day.
  [[nodiscard]] Evaluator by_law_of(Date day) const;
  /// Where the value of a step stands among all, and how many places there are.
  [[nodiscard]] std::uint32_t place(const Step& step, std::uint32_t member) const {
    const Places& about = places_[step.record + 1];  // no_index + 1 is 0
    return about.first + step.among * about.members + (step.record == no_index ? 0 : member);
  }
  [[nodiscard]] std::size_t places() const { return found_at_.size(); }
  [[nodiscard]] bool is_narrowed() const { return seen_by_ != no_index; }
  [[nodiscard]] std::uint32_t seen_by() const { return seen_by_; }
  /// Whether the same texts are in force as on another day.
  [[nodiscard]] bool has_law_of(Date day) const;
  [[nodiscard]] Force force_of_source(std::uint32_t source) const { return (*force_)[source]; }
  /// Whether the duty is owed: its condition, and that the body that owes it is bound by the pack.
  Value duty_applies(std::uint32_t duty, std::uint32_t member);
  /// Whether a pack binds a body, or one of a set of bodies.
  [[nodiscard]] Value is_bound(std::uint32_t pack, const Value& who) const;
  /// Whether the pack of the duty binds the body that owes it.
  Value duty_binds(std::uint32_t duty, std::uint32_t member);
  /// Whether the duty has been done by the day asked about, as far as recorded.
  Value duty_done(std::uint32_t duty, std::uint32_t member);
  /// The number of units that a date is counted by; not known or nothing where that is.
  Value counted_by(const Typed& count, std::uint32_t member);
  /// The days on which a limit's count stood still; not known where one of their dates is.
  struct Pauses {
    std::vector<Pause> pauses;
    Value unknown = Value::truth(true);
  };
  Pauses pauses_of(const Limit& limit, std::uint32_t member);
  /// The dates by which a `due of` or `is overdue` reads a duty: those that count for it, and that the asking pack
  /// sees.
  [[nodiscard]] std::vector<std::uint32_t> limits_read_by(const Step& step) const;
  /// What is certain of a limit's date, where it binds this body.
  DateBounds bounds_of(std::uint32_t limit, std::uint32_t member);
  /// Whether a limit's date was certainly before a day, known or not.
  bool has_passed(std::uint32_t limit, std::uint32_t member, Date day);
  /// A limit's date, whether or not the duty has arisen; nothing where the limit does not bind this body.
  Value limit_date(std::uint32_t limit, std::uint32_t member);

  // --- time: see events.cpp
  /// Looks at things as they stand on a day; with a window, at what happened from its first day to that day only.
  /// Forgets nothing of other views.
  struct View {
    Date day;
    std::optional<Date> window;
  };
  [[nodiscard]] View view() const { return {dates_.facts_at, window_}; }
  void look(const View& view);
  /// From here on, of whatever day is looked at, the law of that day counts, if no day was given for it.
  void follow_law() { follows_law_ = !dates_.law_at; }
  /// Whether an event or a process (`other`, of `record`) is about the member of `scope` that is spoken of. Spoken of
  /// the case, or of others than those to whom such things happen, all are.
  [[nodiscard]] bool is_about(std::uint32_t scope, std::uint32_t record, std::uint32_t other,
                              std::uint32_t member) const;
  /// The parts of the process that is being run.
  void set_frame(std::vector<Value> frame);
  /// The days up to `last` on which something happened to a member (or to the case), as far as the days are known.
  [[nodiscard]] std::set<Date> days_of(std::uint32_t record, std::uint32_t member, Date last) const;
  /// Until it is called again: whoever owes the duty is that body, whatever its rule says today. Null: as its rule
  /// says.
  void set_bearer(std::uint32_t duty, const Value* who) {
    bearer_of_ = duty;
    bearer_ = who;
  }
  /// Whoever owes a duty.
  [[nodiscard]] const Value& bearer(std::uint32_t duty, std::uint32_t member);
  /// Whether of something that may have happened by that day it is still open on which day it did.
  [[nodiscard]] bool has_open_days(std::uint32_t record, std::uint32_t member, Date day) const;
  /// Keeps the days on which `has come` will change its answer, in a set of the caller's; null: no longer.
  void note_thresholds(std::set<Date>* days) { thresholds_ = days; }
  /// Keeps one, if it is the case's own: what is tried in place of an unknown date or number makes none.
  void note_threshold(std::optional<Date> day);

  // --- completions: see complete.hpp
  /// Takes a value for an unknown fact. What was found stays, but for what rests on the fact and is not known.
  void assume(std::uint32_t slot, const Value& value);
  /// Takes the last value back that was taken and not yet taken back. What was found stands as it did before it.
  void forget();
  /// What is assumed of a fact, or what the case says of it, whether or not the fact applies.
  [[nodiscard]] const Value& given(std::uint32_t slot) const {
    const auto assumed = assumed_.find(slot);
    return assumed != assumed_.end() ? assumed->second : facts_.at(slot);
  }
  /// What a step can still be, kept for those that ask again of the same case and day: see complete.cpp. Null: not yet.
  [[nodiscard]] std::shared_ptr<const Possible>& kept_possible(std::uint32_t step, std::uint32_t member) {
    return possible_[{generation_, step, member}];
  }
  /// `may be` and `is known` ask about what is known of the case itself, whatever is being assumed: the evaluator
  /// without assumptions.
  void set_base(Evaluator* base) { base_ = base; }
  /// What completions of this case and day are tried with, kept for the next one: see trial.hpp.
  [[nodiscard]] std::shared_ptr<Trial>& kept_trial() { return trial_; }
  /// Equal where what is looked at is: the same day, window and parts of a process.
  [[nodiscard]] std::uint32_t view_number() const { return generation_; }

 private:
  struct Found {
    Value value;
    std::uint32_t generation = 0;
  };
  /// Values in the order in which they were found, from number 1 on. They stay where they are while more are added.
  class FoundValues {
   public:
    std::uint32_t add() {
      if (++count_ / a_chunk == chunks_.size()) chunks_.push_back(std::make_unique<Chunk>());
      return count_;
    }
    Found& operator[](std::uint32_t number) { return (*chunks_[number / a_chunk])[number % a_chunk]; }

   private:
    static constexpr std::uint32_t a_chunk = 64;
    using Chunk = std::array<Found, a_chunk>;
    std::vector<std::unique_ptr<Chunk>> chunks_;
    std::uint32_t count_ = 0;
  };
  /// What an assumption took from found_, to be put back.
  struct Undone {
    std::uint32_t place = 0;
    Found found;
  };
  struct Assumption {
    std::uint32_t slot = 0;
    bool is_of_order = false;  ///< a date or a number
    std::size_t undone = 0;    ///< how many were undone before it
  };

  void forget_other_views();
  [[nodiscard]] static std::uint64_t key_of(const View& view);
  [[nodiscard]] std::uint32_t number_of(const Step& step) const {
    return static_cast<std::uint32_t>(&step - plan_.steps.data());
  }
  Value compute(const Step& step, std::uint32_t member);
  Value connective(const Step& step, std::uint32_t member);
  Value compare(const Step& step, std::uint32_t member);
  Value over_members(const Step& step, std::uint32_t member);
  Value has_come(const Step& step, std::uint32_t member);
  Value pick(const Step& step, std::uint32_t member);
  Value has_happened(std::uint32_t record, std::uint32_t event);
  [[nodiscard]] Happened when(std::uint32_t record, std::uint32_t event) const;
  [[nodiscard]] Value covers_this_day() const;
  [[nodiscard]] Value all_have_begun(const Step& step, std::uint32_t member) const;
  [[nodiscard]] Value covers_the_past() const;
  struct Candidate {
    std::uint32_t record = 0;
    std::uint32_t event = 0;
    std::uint32_t field = 0;
    Happened happened;
    Value counts;  ///< whether it happened and the condition holds
  };
  [[nodiscard]] Value before_the_first_covered(const std::vector<Candidate>& all, bool latest) const;
  [[nodiscard]] Value asks_day(std::uint32_t record, std::uint32_t event) const;
  [[nodiscard]] bool is_chained(const Candidate& candidate) const;
  std::vector<Candidate> candidates_of_all_days(const Step& step, std::uint32_t member);
  std::vector<Candidate> candidates(const Step& step, std::uint32_t member, bool only_latest);
  Value settle(const Step& step, std::uint32_t member, const std::vector<Candidate>& last, bool latest);
  Value end_of_chain(const std::vector<Candidate>& day, const std::vector<Candidate>& all);
  Value by_state(std::uint32_t decision, std::uint32_t member);
  const std::vector<Date>& state_days(std::uint32_t record, std::uint32_t member);
  [[nodiscard]] Facts::Range events_in_view(std::uint32_t record) const;
  Value make_set(const Step& step, std::uint32_t member);
  Value count(const Step& step, std::uint32_t member);
  Value arithmetic(const Step& step, std::uint32_t member);
  Value paused_date(const Limit& limit, std::uint32_t member);
  Value extreme(const Step& step, std::uint32_t member);
  Value may_be(const Step& step, std::uint32_t member);
  Value due(std::uint32_t duty, const std::vector<std::uint32_t>& limits, std::uint32_t member);
  Value overdue(const Step& step, std::uint32_t member);
  [[nodiscard]] bool is_seen(const Step& step, const Limit& limit) const;
  void take_law();
  [[nodiscard]] bool is_day_of_event(const Step& step) const;
  const Value& fact(std::uint32_t fact, std::uint32_t member);
  Value conditional_fact(std::uint32_t fact, std::uint32_t member);

  // decide.cpp
  Value decide(std::uint32_t decision, std::uint32_t member);
  Value by_rules(std::uint32_t decision, std::uint32_t member, bool answer);
  Value by_rows(std::uint32_t decision, std::uint32_t member);
  Value by_all_rows(std::uint32_t decision, std::uint32_t member);
  Value by_strongest(std::uint32_t decision, std::uint32_t member);
  Value otherwise(std::uint32_t decision, std::uint32_t member);
  [[nodiscard]] bool has_row_that_applies(const Decision& d) const;

  const Plan& plan_;
  std::uint32_t bearer_of_ = no_index;
  const Value* bearer_ = nullptr;
  const Facts& facts_;
  AskedDates dates_;
  const std::vector<Force>* force_ = nullptr;
  bool follows_law_ = false;
  struct Places {
    std::uint32_t first = 0;
    std::uint32_t members = 0;
  };
  std::vector<Places> places_;           ///< of the steps of the case, then of each record
  std::vector<std::uint32_t> found_at_;  ///< for each place its number in found_; 0: nothing was found yet
  FoundValues found_;
  std::uint32_t generation_ = 1;
  std::unordered_map<std::uint32_t, Value> assumed_;
  std::vector<Assumption> assumptions_;  ///< one upon the other
  std::vector<Undone> undone_;
  std::size_t of_order_ = 0;  ///< how many assumptions are dates or numbers
  Evaluator* base_ = nullptr;
  Date horizon_;  ///< the day asked about, whatever day is being looked at
  std::optional<Date> window_;
  std::uint32_t last_generation_ = 1;
  std::unordered_map<std::uint64_t, std::uint32_t> generation_of_;  ///< by day and window, in the frame that is set
  std::vector<Value> frame_;
  std::set<Date>* thresholds_ = nullptr;
  struct StateSoFar {
    std::size_t days_passed = 0;
    Value is_on;
    Value with;
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, StateSoFar> states_so_far_;  ///< by decision and member
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Date>> state_days_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::shared_ptr<const Possible>> possible_;
  std::shared_ptr<Trial> trial_;
  std::uint32_t seen_by_ = no_index;  ///< a pack that sees no more than some of the rules
};

}  // namespace masa
