// A process is run day by day, over the days on which something happened or a date comes, for each member that it may
// be about. On each day: does what is open end; is what went before forgotten; does it begin.
//
//   holder   a ─────────────────────────┐ b ─────────────
//   open          begins ── told ── conferred, agreed: handed over
//
// It ends in one way or not at all: two ends of one day are a clash, and what is open stays open until a person
// decides.
#include "course/run_processes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace masa {

namespace {

/// One time that it began.
struct Run {
  Date began;
  std::optional<Date> ended;
  Value outcome;  ///< nothing while it is open; not known where it may have ended, or ended in two ways
  bool is_stuck = false;
  std::vector<const Rule*> may_have_ended;  ///< rows of ends that were not known on a day
  bool may_be_followed = false;             ///< it may have ended, and the next begun
  Value why = Value::truth(true);           ///< not known then: why
  std::vector<Value> roles;
  std::vector<Value> seen_anew;
};

class Runner {
 public:
  Runner(Evaluator& evaluator, const Process& process, std::uint32_t member, Date last)
      : evaluator_(evaluator), process_(process), member_(member), last_(last) {}

  void run(std::set<Date>* thresholds) {
    std::set<Date> days = evaluator_.days_of(process_.owner, member_, last_);
    const auto& covered_from = evaluator_.facts().covered().first;
    if (covered_from && *covered_from <= last_) days.insert(*covered_from);
    std::set<Date> noted;
    evaluator_.note_thresholds(&noted);
    for (auto day = days.begin(); day != days.end(); ++day) {
      if (*day == covered_from) doubt_what_came_before();
      on(*day);
      for (const Date threshold : noted) {
        if (*day < threshold && threshold <= last_) days.insert(threshold);
      }
    }
    for (Run& run : runs_) {
      if (!run.ended) see(last_, &run);
    }
    see(last_, open());
    holder_at_last_ = holder();
    evaluator_.note_thresholds(nullptr);
    if (thresholds != nullptr) thresholds->insert(noted.begin(), noted.end());
  }

  [[nodiscard]] const std::vector<Run>& runs() const { return runs_; }
  [[nodiscard]] const Value& holder_at_last() const { return holder_at_last_; }
  /// Known where no run has begun but those that are listed.
  [[nodiscard]] Value all_have_begun() const {
    if (!begin_doubt_.is_known()) return begin_doubt_;
    const bool may_be_more = !runs_.empty() && !runs_.back().ended && runs_.back().may_be_followed;
    return may_be_more ? runs_.back().why : Value::truth(true);
  }

 private:
  [[nodiscard]] Run* open() { return runs_.empty() || runs_.back().ended ? nullptr : &runs_.back(); }

  /// Before the first day covered it may have begun, and what had begun may have ended.
  void doubt_what_came_before() {
    doubt_ = Value::not_known(Why::outside_history);
    if (Run* run = open()) {
      run->outcome = doubt_;
      run->is_stuck = true;
    }
  }

  void on(Date day) {
    // What may have begun on any of several days has, or has not, once that is no longer open.
    if (!begin_doubt_.is_known() && !evaluator_.has_open_days(process_.owner, member_, day))
      begin_doubt_ = Value::truth(true);
    for (Run& run : runs_) {
      if (!run.ended) advance(run, day);
    }
    see(day, open());
    const Value resets = process_.has_reset ? value(process_.resets_when) : Value::truth(false);
    if (resets.is_yes()) {
      for (Run& run : runs_) run.ended = run.ended.value_or(day);
      held_.reset();
      doubt_ = Value::truth(true);
      begin_doubt_ = Value::truth(true);
    } else if (!resets.is_known() && (held_ || open() != nullptr)) {
      doubt_ = not_known_for_both(doubt_, resets);
    }
    if (Run* run = open(); run != nullptr && !process_.begins_each_time) {
      run->may_be_followed = run->may_be_followed || may_be_followed(*run, day);
      return;
    }
    see(day, nullptr);
    Value begun = begins(day, day);
    if (open() != nullptr && begun.is_yes() && begins(add_days(day, 1).value_or(day), day).is_yes())
      begun = Value::truth(false);
    if (!begun.is_known()) begin_doubt_ = not_known_for_both(begin_doubt_, begun);
    if (!begun.is_yes()) return;
    begin(day);
    advance(runs_.back(), day);
  }

  /// In the frame that is set, of what happened from a day to another. From the day after it: of nothing.
  Value begins(Date first, Date day) {
    evaluator_.look({day, first});
    Value begun = value(process_.begins);
    evaluator_.look({day, std::nullopt});
    return begun;
  }

  /// Whether it may have ended by that day, and the next begun.
  bool may_be_followed(Run& run, Date day) {
    bool found = false;
    for (const Rule* row : run.may_have_ended) {
      see(day, &run);
      const Value then = value(row->then);
      evaluator_.set_frame({then, Value()});
      found = found || !begins(day, day).is_no();
    }
    see(day, &run);
    return found;
  }

  void begin(Date day) {
    std::vector<Value> frame{holder(), Value::date(day)};
    Run run;
    run.began = day;
    for (const Process::Part& role : process_.roles) {
      evaluator_.set_frame(frame);
      run.roles.push_back(value(role.value));
      frame.push_back(run.roles.back());
    }
    runs_.push_back(std::move(run));
  }

  /// The milestones that it has come to, and whether it ends.
  void advance(Run& run, Date day) {
    see(day, &run);
    if (run.is_stuck) return;
    std::vector<const Rule*> ends;
    Value open = Value::truth(true);
    for (const Rule& row : process_.ends) {
      if (evaluator_.force_of(row.cite) == Force::not_in_force) continue;
      const Value when = value(row.when);
      if (when.is_yes()) ends.push_back(&row);
      if (!when.is_known()) {
        open = not_known_for_both(open, when);
        run.why = not_known_for_both(run.why, when);
      }
      // Of a row that holds below one that may, it is as little known whether it is the end.
      if ((when.is_yes() && process_.is_first_row && !open.is_known()) || !when.is_known()) note(run, row);
      if (when.is_yes() && process_.is_first_row) break;
    }
    if (ends.size() > 1) {
      run.outcome = Value::not_known(Why::clash, process_.outcome_fact, member_);
      run.is_stuck = true;
    } else if (!open.is_known()) {
      run.outcome = open;
    } else if (ends.size() == 1) {
      end(run, *ends.front(), day);
    } else if (run.may_have_ended.empty()) {
      run.outcome = Value();
    }
  }

  static void note(Run& run, const Rule& may_have_ended) {
    auto& all = run.may_have_ended;
    if (std::ranges::find(all, &may_have_ended) == all.end()) all.push_back(&may_have_ended);
  }

  /// What may have ended in another way before has, or has not.
  void end(Run& run, const Rule& row, Date day) {
    const bool is_certain = std::ranges::all_of(run.may_have_ended, [&](const Rule* other) { return other == &row; });
    if (!is_certain) doubt_ = not_known_for_both(doubt_, run.why);
    run.outcome = Value::word(static_cast<std::uint32_t>(&row - process_.ends.data()));
    run.ended = day;
    held_ = value(row.then);
  }

  /// Looks at a day with the parts of a run in the frame; of none, with the holder alone.
  void see(Date day, Run* run) {
    evaluator_.look({day, std::nullopt});
    if (run == nullptr) {
      evaluator_.set_frame({Value(), Value()});
      evaluator_.set_frame({holder(), Value()});
      return;
    }
    // Who held it when it began is what the roles say; while it is open, `holder` is who holds it until then.
    std::vector<Value> frame{Value(), Value::date(run->began)};
    frame.insert(frame.end(), run->roles.begin(), run->roles.end());
    evaluator_.set_frame(frame);
    frame.front() = value(process_.until_then);
    run->seen_anew.clear();
    for (const Process::Part& part : process_.seen_anew) {
      evaluator_.set_frame(frame);
      run->seen_anew.push_back(value(part.value));
      frame.push_back(run->seen_anew.back());
    }
    evaluator_.set_frame(std::move(frame));
  }

  /// Who holds it on the day that is being looked at.
  Value holder() {
    if (!doubt_.is_known()) return doubt_;
    if (!begin_doubt_.is_known()) return begin_doubt_;
    if (const Run* run = open()) return while_open(*run);
    return held_ ? *held_ : value(process_.at_first);
  }

  /// Until it ends; where it may have, what both say.
  Value while_open(const Run& run) {
    Value until = value(process_.until_then);
    if (run.is_stuck) return until;
    if (run.may_be_followed) return run.why;
    for (const Rule* row : run.may_have_ended) {
      const Value& then = value(row->then);
      if (!(then.is_known() && until.is_known() && then == until))
        until = not_known_for_both(run.why, not_known_for_both(until, then));
    }
    return until;
  }

  Value value(const Typed& typed) { return evaluator_.at(typed, member_); }

  Evaluator& evaluator_;
  const Process& process_;
  std::uint32_t member_;
  Date last_;
  std::vector<Run> runs_;
  std::optional<Value> held_;               ///< since the last end
  Value doubt_ = Value::truth(true);        ///< not known where what came before is
  Value begin_doubt_ = Value::truth(true);  ///< not known where it may have begun
  Value holder_at_last_;
};

/// What the runs of one process come to.
struct Made {
  std::vector<std::string> names;
  std::vector<std::uint32_t> owners;
  std::vector<Run> runs;
  std::vector<Value> holders;         ///< of each member of the owner
  std::vector<Value> all_have_begun;  ///< of each too
};

Made run_process(Evaluator& evaluator, const Process& process, Date last, std::set<Date>* thresholds) {
  const Facts& facts = evaluator.facts();
  Made made;
  for (std::uint32_t m = 0; m < facts.member_count(process.owner); ++m) {
    Runner runner(evaluator, process, m, last);
    runner.run(thresholds);
    for (const Run& run : runner.runs()) {
      const auto number = std::ranges::count(made.owners, m) + 1;
      made.names.push_back(fmt::format("{}_{}", facts.members(process.owner)[m], number));
      made.owners.push_back(m);
      made.runs.push_back(run);
    }
    made.holders.push_back(runner.holder_at_last());
    made.all_have_begun.push_back(runner.all_have_begun());
  }
  return made;
}

void set_facts(Facts& facts, const Facts& before, const Process& process, const Made& made) {
  const auto set = [&](std::uint32_t fact, std::uint32_t member, const Value& value) {
    facts.set(facts.slot(fact, member), facts.moved_here(value, before));
  };
  facts.set_owners(process.record, made.owners);
  for (std::uint32_t m = 0; process.has_holder() && m < made.holders.size(); ++m)
    set(process.holder_fact, m, made.holders[m]);
  for (std::uint32_t m = 0; m < made.all_have_begun.size(); ++m) {
    const Value& all = made.all_have_begun[m];
    if (!all.is_known()) facts.set_may_have_begun(process.record, m, facts.moved_here(all, before));
  }
  for (std::uint32_t r = 0; r < made.runs.size(); ++r) {
    const Run& run = made.runs[r];
    set(process.began_fact, r, Value::date(run.began));
    const bool may_have_ended = !run.ended && !run.is_stuck && !run.may_have_ended.empty();
    set(process.ended_fact, r, run.ended ? Value::date(*run.ended) : may_have_ended ? run.why : Value());
    set(process.outcome_fact, r, run.outcome);
    for (std::size_t k = 0; k < run.roles.size(); ++k) set(process.roles[k].fact, r, run.roles[k]);
    for (std::size_t k = 0; k < run.seen_anew.size(); ++k) set(process.seen_anew[k].fact, r, run.seen_anew[k]);
  }
}

}  // namespace

// Processes rest on events and states, and on no other process: one evaluator sees them all.
Facts run_processes(const Plan& plan, const Facts& facts, const AskedDates& dates, std::set<Date>* thresholds) {
  const std::vector<Process>& processes = plan.book.processes;
  if (processes.empty()) return facts;
  Evaluator evaluator(plan, facts, dates);
  std::vector<Made> made;
  Facts::Members members;
  for (const Process& process : processes) {
    made.push_back(run_process(evaluator, process, dates.facts_at, thresholds));
    members[process.record] = made.back().names;
  }
  Facts found = facts.with_members(plan.book.schema, members);
  for (std::size_t p = 0; p < processes.size(); ++p) set_facts(found, facts, processes[p], made[p]);
  return found;
}

}  // namespace masa
