/// A checked rule book: every name resolved, every expression typed. A book that exists holds no mistake.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "calendar/calendar.hpp"
#include "case/schema.hpp"
#include "check/citation.hpp"
#include "check/governance.hpp"
#include "diag/diagnostic.hpp"
#include "model/model.hpp"
#include "network/network.hpp"
#include "value/vocabulary.hpp"

namespace masa {

/// What a typed expression does. Operands are `kids`; `index` is what the act is about.
enum class Act : std::uint8_t {
  constant,
  fact,      ///< index: the fact
  decision,  ///< index: the decision
  conjunction,
  disjunction,
  negation,
  equal,
  less,  ///< numbers, dates, ordered words
  at_most,
  member,  ///< kids: a value, a set
  is_known,
  applies,
  may_be,       ///< kids: an expression, constants
  some_member,  ///< index: the record
  every_member,
  each_member,
  conditional,
  follow,  ///< index: the relation
  years,
  count,  ///< number, unit; index: the calendar
  earliest,
  latest,
  number_of,
  without,
  make_set,
  due,          ///< index: the limit
  due_of_duty,  ///< index: the duty; the earliest of its limits
  overdue,      ///< index: the duty
  bound,        ///< index: the pack; whether it binds the body, or one of them
  in_force,     ///< index: the decision; number: the rule
  sum,
  difference,
  product,
  rounded,   ///< a quotient; number: the power of ten by which it is multiplied first
  of_owner,  ///< what is said of the member that an event or a process is about; index: the event's or process's record
  pick,  ///< a field of the first or latest (number: 1) of some events; kids: the conditions, one for each of `events`
  role,  ///< index: the place in the frame of the process that is being run
  has_come,  ///< kids: a date; whether it is the day asked about, or before
};

/// A kind of event, and a field of it.
struct EventField {
  std::uint32_t record = 0;
  std::uint32_t field = 0;  ///< the fact
  friend bool operator==(const EventField&, const EventField&) = default;
};

struct Typed {
  Act act = Act::constant;
  Type type;
  Value constant;
  std::uint32_t index = no_index;
  std::int64_t number = 0;
  Unit unit = Unit::days;
  Start start = Start::after;
  std::uint32_t record = no_index;  ///< the record whose member it is about; no_index: the case
  std::vector<EventField> events;   ///< of a pick
  std::vector<Typed> kids;
  Span span;
  std::string text;               ///< as the author wrote it
  std::uint32_t step = no_index;  ///< in the plan; set by compile
};

struct Source {
  std::string id;
  std::string title;
  Authority authority = Authority::by_default;
  Confidence confidence = Confidence::certain;
  Period in_force;
  std::uint32_t followed_by = no_index;
  bool is_read = true;
  std::uint32_t pack = 0;
  Span span;
};

/// A rule of a decision: a row of a table, or an item of a list.
struct Rule {
  std::string id;
  Typed when;  ///< with what it gives way to: `not overridden by …`
  Typed then;
  std::vector<std::uint32_t> overrides;  ///< rules of the same decision that give way to it
  std::uint32_t pack = 0;                ///< whose rule it is: not the decision's own where a narrower pack widened it
  bool widens = false;                   ///< a narrower pack's, added to a decision that may be widened
  std::vector<Citation> cite;
  std::string because;
  Span span;
};

struct Decision {
  std::string id;
  std::string question;
  std::string label;
  std::uint32_t record = no_index;
  Type type;
  Form form = Form::is;
  std::vector<Rule> rules;
  Otherwise otherwise = Otherwise::gap;
  Typed otherwise_value;
  bool a_person_may_decide = false;
  bool is_sensitive = false;  ///< its value says as much as a sensitive fact
  bool is_working = false;    ///< a step towards others: shown among the reasons, not among the outcomes
  bool is_state = false;      ///< what events make of the case: the only way they become facts
  bool is_kept = false;       ///< a state keeps the value that it had at first, while it lasts
  bool is_step = false;       ///< a state that is a step only: no timeline draws it
  bool is_total = false;      ///< of its rows one always applies, if the last of them is in force
  bool is_parameter = false;
  std::optional<Value> at_least;  ///< the bounds of a parameter
  std::optional<Value> at_most;
  bool is_of_one_pack = false;  ///< what one pack says of a decision that narrower packs replace
  bool has_whose = false;
  Typed whose;          ///< the body whose case it is
  Span may_be_widened;  ///< where its owner allows narrower packs to add rules that say yes
  std::uint32_t pack = 0;
  Span span;
};

/// Days that a count leaves out, by a text of its own.
struct Suspension {
  Typed from;
  Typed until;  ///< the day from which days count again; nothing: it goes on
  std::vector<Citation> cite;
  std::string because;
};

struct Limit {
  std::string id;
  LimitKind kind = LimitKind::must;
  Typed date;
  std::vector<Suspension> suspensions;
  std::vector<Citation> cite;
  std::string because;
  std::uint32_t duty = 0;
  std::uint32_t pack = 0;
  Span span;
  /// Whether it bounds the duty: it counts when the earliest is taken.
  [[nodiscard]] bool binds() const { return kind != LimitKind::shown_only && kind != LimitKind::last_day; }
};

struct Duty {
  std::string id;
  std::string stands_for;  ///< the duty that this one is, seen from other facts; empty: itself
  std::uint32_t record = no_index;
  /// Whether that name means this duty.
  [[nodiscard]] bool is_called(std::string_view name) const { return id == name || stands_for == name; }
  Verb verb = Verb::must;
  std::string text;
  Typed when;
  Typed who;
  bool is_who_kept = false;  ///< who owed it when it arose goes on owing it
  bool has_whom = false;
  Typed whom;
  struct OneMore {
    Typed whom;
    std::vector<Citation> cite;
    std::uint32_t pack = 0;
  };
  std::vector<OneMore> one_more;  ///< to whom it is owed as well, by narrower packs
  std::vector<std::uint32_t> limits;
  bool has_cancelled = false;
  Typed cancelled_when;  ///< what ends it once it has arisen
  std::vector<Citation> cancelled_cite;
  bool follows_law = false;  ///< it goes on by the law of each day, not of the day on which it arose
  std::vector<Citation> transition_cite;
  bool has_done = false;
  Typed done_when;  ///< a truth, or the date on which it was done; of what must not be: breached
  std::vector<Citation> cite;
  std::string because;
  std::uint32_t pack = 0;
  /// Where rules that its own pack does not see let it arise more often: that pack, and each other whose own reading of
  /// the rules is not that of all.
  std::vector<std::uint32_t> read_by;
  Span span;
  /// Whether it goes on until a last day, rather than being done by one.
  [[nodiscard]] bool lasts() const { return verb == Verb::must_go_on || verb == Verb::must_not; }
  /// Whether one of its dates counts: the last day of what goes on, a day by which of what is to be done.
  [[nodiscard]] bool counts(const Limit& limit) const {
    return lasts() ? limit.kind == LimitKind::last_day : limit.binds();
  }
};

/// What begins, collects milestones and ends in one way. Each time it begins makes a member of its record; its parts
/// are facts of that member. While it is run they stand in a frame: the holder, the day it began, roles, milestones,
/// and the steps of its working.
struct Process {
  struct Part {
    std::uint32_t fact = 0;
    Typed value;
  };
  std::string id;
  std::string about;
  std::uint32_t record = 0;  ///< its own
  std::uint32_t owner = 0;   ///< of whose members it is one
  Typed begins;
  std::vector<Part> roles;
  std::vector<Part> seen_anew;  ///< milestones and working, on each day
  bool begins_each_time = false;
  bool is_first_row = false;  ///< of two ends that hold the first is the one
  std::vector<Rule> ends;     ///< `id` is the outcome, `then` who holds it from that day
  Typed at_first;
  Typed until_then;
  bool has_reset = false;
  Typed resets_when;
  std::uint32_t holder_fact = no_index;  ///< of the owner; no_index: nobody holds anything by it
  [[nodiscard]] bool has_holder() const { return holder_fact != no_index; }
  std::uint32_t began_fact = 0;
  std::uint32_t ended_fact = 0;
  std::uint32_t outcome_fact = 0;
  std::uint32_t pack = 0;
  Span span;
};

struct Warning {
  std::string id;
  std::uint32_t record = no_index;
  Typed when;
  std::string say;
  std::vector<Citation> cite;
  std::uint32_t pack = 0;
  Span span;
};

struct Reading {
  std::string id;
  std::string says;
  bool has_value = false;
  Typed would_be;
  std::vector<Citation> cite;
};

struct Conflict {
  std::string id;
  std::string number;              ///< under which some list has it; may be empty
  std::string about_name;          ///< of the decision, duty, rotation or standing duty; empty: of none of them
  std::uint32_t about = no_index;  ///< the decision; no_index: it is about something else
  std::string at;
  std::vector<Reading> readings;
  std::uint32_t chosen = 0;
  std::string because;
  std::uint32_t pack = 0;
  Span span;
};

/// A row of the network, a body's or an edge's, and what it rests on.
struct CitedRow {
  std::vector<std::uint32_t> sources;
  Span span;
};

/// What a pack leaves out on purpose.
struct NotEncoded {
  std::string provision;
  std::string why;
  std::string owner;
  std::uint32_t pack = 0;
};

struct PackInfo {
  std::string id;
  std::string title;
  Layer layer = Layer::local;
  std::string binds;
  std::uint32_t binds_body = no_index;
  std::uint32_t binds_relation = no_index;  ///< the way from a bound body to `binds_body`
  bool has_case = false;
  Typed whose_case;                   ///< its decisions, warnings and conflicts speak where it binds one of these
  std::uint32_t calendar = no_index;  ///< by which its working days are counted
  std::vector<std::string> about;     ///< groups and lists of facts: of a case that gives none of them it says nothing
  std::vector<std::uint32_t> about_facts;  ///< of these groups; and the lists
  std::vector<std::uint32_t> about_lists;  ///< the records of these
};

struct Book {
  Sources sources_text;
  std::vector<PackInfo> packs;
  std::vector<std::vector<bool>> sees;  ///< [pack][other pack]
  Vocabulary vocabulary;
  Schema schema;
  std::vector<Typed> applies_when;  ///< for each fact; a constant yes where it always applies
  Network network;
  std::vector<CitedRow> network_rows;
  std::vector<Calendar> calendars;
  std::vector<std::vector<Citation>> calendar_cites;  ///< for each calendar; those of its overlays behind its own
  std::vector<Source> sources;
  std::vector<Decision> decisions;
  std::vector<Process> processes;
  std::vector<Duty> duties;
  std::vector<Limit> limits;
  std::vector<Warning> warnings;
  std::vector<Conflict> conflicts;
  Governance governance;
  std::vector<NotEncoded> not_encoded;
  /// Decisions and duties in an order in which each comes after what it depends on; a duty is decisions.size() + its
  /// number.
  std::vector<std::uint32_t> order;
};

}  // namespace masa
