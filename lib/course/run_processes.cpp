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
#include <utility>

namespace masa {

namespace {

/// One time that it began.
struct Run {
  Date began;
  std::optional<Date> ended;
  bool is_end_certain = true;  ///< not where it may have ended before, in another way
  Value outcome;               ///< nothing while it is open; not known where it may have ended, or ended in two ways
  bool is_stuck = false;
  std::vector<const Rule*> may_have_ended;  ///< rows of ends that were not known on a day
  bool may_be_followed = false;             ///< it may have ended, and the next begun
  Value why = Value::truth(true);           ///< not known then: why
  std::vector<Value> roles;
  std::vector<Value> seen_anew;
};

/// One process of one member, from day to day.
class Runner {
 public:
  Runner(Evaluator& evaluator, const Process& process, std::uint32_t member)
      : evaluator_(evaluator),
        process_(process),
        member_(member),
        days_(evaluator.days_of(process.owner, member, Date{INT32_MAX})) {
    if (const auto& covered_from = evaluator.facts().covered().first) days_.insert(*covered_from);
    if (days_.empty()) return;
    const std::set<Date>& law_days = evaluator.plan().law.days();
    const std::set<Date>& network_days = evaluator.plan().network_days;
    const Date first = *days_.begin();
    days_.insert(law_days.upper_bound(first), law_days.end());
    days_.insert(network_days.upper_bound(first), network_days.end());
  }

  /// On from the day up to which it was run last. `thresholds`, where given, gains the days on which one of its
  /// conditions changes with the passing of time alone.
  void run_to(Date last, std::set<Date>* thresholds) {
    evaluator_.note_thresholds(&noted_);
    while (!days_.empty() && *days_.begin() <= last) {
      const Date day = *days_.begin();
      if (day == evaluator_.facts().covered().first) doubt_what_came_before();
      on(day);
      days_.erase(days_.begin());
      days_.insert(noted_.upper_bound(day), noted_.end());
    }
    evaluator_.note_thresholds(thresholds);
    for (Run& run : runs_) {
      if (!run.ended) see(last, &run);
    }
    see(last, open());
    holder_at_last_ = holder();
    evaluator_.note_thresholds(nullptr);
    if (thresholds != nullptr) thresholds->insert(noted_.begin(), noted_.end());
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
    const bool has_open_days = evaluator_.has_open_days(process_.owner, member_, day);
    if (!has_open_days && !is_begin_doubt_lasting_) begin_doubt_ = Value::truth(true);
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
      is_begin_doubt_lasting_ = false;
    } else if (!resets.is_known() && (held_ || open() != nullptr)) {
      doubt_ = not_known_for_both(doubt_, resets);
    }
    if (Run* run = open(); run != nullptr && !process_.begins_each_time) {
      run->may_be_followed = run->may_be_followed || may_be_followed(*run, day);
      return;
    }
    see(day, nullptr);
    const Value begun = begins(day);
    if (!begun.is_known()) {
      begin_doubt_ = not_known_for_both(begin_doubt_, begun);
      is_begin_doubt_lasting_ = is_begin_doubt_lasting_ || !has_open_days;
    }
    if (!begun.is_yes()) return;
    begin(day);
    advance(runs_.back(), day);
  }

  /// In the frame that is set.
  Value begins(Date day) {
    evaluator_.look({day, day});
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
      found = found || !begins(day).is_no();
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
    run.outcome = is_certain ? Value::word(static_cast<std::uint32_t>(&row - process_.ends.data())) : run.why;
    run.ended = day;
    run.is_end_certain = is_certain;
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
  std::set<Date> days_;   ///< still to come, on which something of it may change
  std::set<Date> noted_;  ///< on which its conditions change with the passing of time, as far as they have been asked
  std::vector<Run> runs_;
  std::optional<Value> held_;               ///< since the last end
  Value doubt_ = Value::truth(true);        ///< not known where what came before is
  Value begin_doubt_ = Value::truth(true);  ///< not known where it may have begun
  bool is_begin_doubt_lasting_ = false;     ///< also once no day of an event is open any more
  Value holder_at_last_;
};

/// What the runs of one process come to.
struct Made {
  std::vector<std::string> names;
  std::vector<std::uint32_t> owners;
  std::vector<Run> runs;
  std::vector<Value> holders;         ///< of each member of the owner
  std::vector<Value> all_have_begun;  ///< of each too
  void add(const Runner& runner, std::uint32_t owner, const std::string& owner_name) {
    for (const Run& run : runner.runs()) {
      names.push_back(fmt::format("{}_{}", owner_name, std::ranges::count(owners, owner) + 1));
      owners.push_back(owner);
      runs.push_back(run);
    }
    holders.push_back(runner.holder_at_last());
    all_have_begun.push_back(runner.all_have_begun());
  }
};

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
    const Value ended = run.ended ? Value::date(*run.ended) : Value();
    set(process.ended_fact, r, may_have_ended || !run.is_end_certain ? run.why : ended);
    set(process.outcome_fact, r, run.outcome);
    for (std::size_t k = 0; k < run.roles.size(); ++k) set(process.roles[k].fact, r, run.roles[k]);
    for (std::size_t k = 0; k < run.seen_anew.size(); ++k) set(process.seen_anew[k].fact, r, run.seen_anew[k]);
  }
}

/// Whether of some event it is not known on which day it happened. Once that may be settled, earlier days look
/// different.
bool has_days_between(const Schema& schema, const Facts& facts) {
  for (std::uint32_t r = 0; r < schema.records.size(); ++r) {
    if (!schema.records[r].is_event) continue;
    for (std::uint32_t e = 0; e < facts.member_count(r); ++e) {
      if (facts.happened(r, e).first < facts.happened(r, e).last) return true;
    }
  }
  return false;
}

}  // namespace

// Processes rest on events and states, and on no other process: one evaluator sees them all.
struct Processes::Running {
  Running(const Plan& plan, const Facts& facts, const AskedDates& dates)
      : evaluator(plan, facts, dates), last(dates.facts_at) {
    evaluator.follow_law();
    for (const Process& process : plan.book.processes) {
      auto& of_members = runners.emplace_back();
      for (std::uint32_t m = 0; m < facts.member_count(process.owner); ++m)
        of_members.emplace_back(evaluator, process, m);
    }
  }

  Evaluator evaluator;
  std::vector<std::vector<Runner>> runners;  ///< by process and member
  Date last;
};

Processes::Processes(const Plan& plan, const Facts& facts, Date known_by, std::optional<Date> law_at)
    : plan_(plan),
      facts_(facts),
      known_by_(known_by),
      law_at_(law_at),
      may_go_on_(!has_days_between(plan.book.schema, facts)) {}
Processes::~Processes() = default;

Facts Processes::on(Date day, std::set<Date>* thresholds) {
  const std::vector<Process>& processes = plan_.book.processes;
  if (processes.empty()) return facts_;
  if (!running_ || !may_go_on_ || day < running_->last) {
    const Date horizon = may_go_on_ ? *make_date({9999, 12, 31}) : day;
    running_ = std::make_unique<Running>(plan_, facts_, AskedDates{horizon, known_by_, law_at_});
  }
  running_->last = day;
  std::vector<Made> made(processes.size());
  Facts::Members members;
  for (std::size_t p = 0; p < processes.size(); ++p) {
    for (std::uint32_t m = 0; m < running_->runners[p].size(); ++m) {
      Runner& runner = running_->runners[p][m];
      runner.run_to(day, thresholds);
      made[p].add(runner, m, facts_.members(processes[p].owner)[m]);
    }
    members[processes[p].record] = made[p].names;
  }
  Facts found = facts_.with_members(plan_.book.schema, members);
  for (std::size_t p = 0; p < processes.size(); ++p) set_facts(found, facts_, processes[p], made[p]);
  return found;
}

}  // namespace masa
