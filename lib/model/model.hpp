/// A pack as its author wrote it: names unresolved, every node with its place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/governance_decl.hpp"
#include "model/network_decl.hpp"

namespace masa {

/// How much a text binds, strongest first.
enum class Authority : std::uint8_t { statute, statutory_guidance, national_practice, regional, local, by_default };
enum class Confidence : std::uint8_t { certain, likely, policy, memory };
enum class Layer : std::uint8_t { national, regional, local };

struct SourceDecl {
  Name id;
  std::string title;
  Authority authority = Authority::by_default;
  std::optional<Confidence> confidence;
  Period in_force;
  Name followed_by;
  bool is_read = true;
};

struct TypeDecl {
  Name id;
  Name text;
};

struct FactDecl {
  Name id;      ///< `place`, below its group
  Name group;   ///< `incident`; empty for a fact of its own, or for a fact of a record
  Name record;  ///< `person`; empty for a fact of the case
  Name type;
  std::string label;
  std::string ask;
  bool is_sensitive = false;
  bool is_secret = false;
  Name in_place_of;
  Name when_not_recorded;
  Name when_null;
  Name when_unknown;
  Written applies_when;          ///< where it is no, the fact is not applicable
  std::vector<Name> not_before;  ///< dates than which it is not earlier
  std::vector<Name> formerly;
};

/// What can happen, to whom, and what is recorded of it.
struct EventDecl {
  Name id;
  Name of;  ///< the record of whose members it happens; not set: of the case
  std::string label;
  std::vector<FactDecl> fields;  ///< their `record` is the event
  std::vector<Name> chain;       ///< two fields: the events of one day go on from each other
};

/// One of the rules of a `yes_if` or `no_if` list.
struct RuleDecl {
  Name id;
  bool answer = true;  ///< what it says where it holds
  Written when;
  std::vector<Name> overrides;  ///< rules of the same decision that give way to it
  Citations cite;
  std::string because;
};

struct TableDecl {
  struct Heading {
    Name text;
    Written expr;  ///< set where the heading reads as an expression
  };
  struct Row {
    Span span;
    Name id;
    std::vector<Written> cells;  ///< one for each heading
    Written when;                ///< the column `when`, an expression
    Written then;
    std::vector<Name> overrides;
    Citations cite;
    std::string because;
  };
  std::vector<Heading> headings;
  std::vector<Row> rows;
  Span span;
};

enum class Form : std::uint8_t {
  is,
  yes_if,
  no_if,
  one_row_applies,
  rows_agree,
  first_row,
  strongest_of,
  all_rows,
  from_to,  ///< a state that events begin and end
};
/// What holds where no rule applies.
enum class Otherwise : std::uint8_t { gap, value, ask_a_person };

/// The owner's leave that a narrower pack replaces a decision.
struct VariedDecl {
  Name layer;
  Citations cite;
  std::string because;
};

struct DecisionDecl {
  Name id;
  std::string question;
  std::string label;
  Name for_each;
  Name type;  ///< not set: a truth
  Form form = Form::is;
  Span form_span;
  Written is;
  std::vector<RuleDecl> rules;
  TableDecl table;
  Otherwise otherwise = Otherwise::gap;
  Written otherwise_value;
  std::vector<Name> formerly;
  bool a_person_may_decide = false;
  bool is_sensitive = false;
  bool is_working = false;
  bool is_checked_when_run = false;  ///< whether rows stand apart is not proved at load
  Name may_be_widened;               ///< set where narrower packs may add rules that say yes
  std::optional<VariedDecl> may_be_varied;
  Written whose;  ///< the body whose case it is: what a narrower pack adds counts where it binds that body
  Citations cite;
  std::string because;
  std::vector<Name> never_reads;  ///< what it may not rest on, whoever adds to it
};

enum class Verb : std::uint8_t { must, should, may, must_not, must_go_on };
/// What a date of a duty is: a limit that binds so, a date only shown, or the last day of what goes on.
enum class LimitKind : std::uint8_t { must, should, may, shown_only, last_day };

/// Days that a limit's count leaves out.
struct SuspensionDecl {
  Written from;
  Written until;
  Citations cite;
  std::string because;
  Span span;
};

struct LimitDecl {
  Name id;  ///< not set: the duty's own
  LimitKind kind = LimitKind::must;
  Written date;
  std::vector<SuspensionDecl> suspensions;
  Citations cite;
  std::string because;
  Span span;
};

struct DutyDecl {
  Name id;
  Name for_each;
  Name stands_for;  ///< the duty that this one is, seen from other facts
  Verb verb = Verb::must;
  std::string text;
  Written when;
  Written who;
  bool is_who_kept = false;  ///< `who_at_first`: who owed it when it arose goes on owing it
  Written whom;
  std::vector<LimitDecl> limits;
  Written done_when;  ///< of what must not be: when it was breached
  Written cancelled_when;
  Citations cancelled_cite;
  Name transition;  ///< by which day's law it goes on
  Citations transition_cite;
  Citations cite;
  std::string because;
  std::vector<Name> never_reads;
};

/// How events become a fact: by an expression, or from a beginning to an end.
struct StateDecl {
  Name id;
  std::string question;
  std::string label;
  Name for_each;
  Name type;
  Written is;
  Written begins;
  Written ends;
  Written ends_when;
  Written with;
  bool is_kept = false;  ///< `with_at_first`: what begins again while it lasts changes nothing
  Citations cite;
  bool is_sensitive = false;
  bool is_working = false;
  std::vector<Name> never_reads;
};

/// A part of a process that has a name and a value: a role, a milestone, or a step of its working.
struct PartDecl {
  Name id;
  Name type;  ///< of a milestone none: a date
  Written value;
};

/// What begins, collects milestones, and ends in exactly one way.
struct ProcessDecl {
  Name id;
  std::string about;
  Name for_each;
  Name holder;  ///< the type of who holds what the process is about
  Written begins;
  std::vector<PartDecl> roles;
  std::vector<PartDecl> milestones;
  std::vector<PartDecl> working;
  bool begins_each_time = false;  ///< also while one is open
  bool is_first_row = false;      ///< `ends_by_first_row`: of two rows that hold the first is the end
  TableDecl ends;                 ///< its `rule` is the outcome, its `then` the holder from that day
  Written at_first;               ///< the holder before any process has ended
  Written until_then;             ///< the holder while it is open
  Written resets_when;
  Citations cite;
  std::vector<Name> never_reads;
};

/// What a narrower pack adds to a duty: dates, and one more body to which it is owed.
struct TightenDecl {
  Name duty;
  std::vector<LimitDecl> limits;
  Written whom;
  Citations cite;
  std::vector<Name> forbidden;  ///< keys that would change the duty
};

/// Rules that a narrower pack adds to a decision which its owner marked `may_be_widened`.
struct WidenDecl {
  Name decision;
  std::vector<RuleDecl> rules;
};

/// A decision of a wider pack as a narrower pack makes it for those that it binds.
struct ReplaceDecl {
  DecisionDecl decision;
};

/// A value that narrower packs may set within bounds.
struct ParameterDecl {
  Name id;
  std::string question;
  std::string label;
  Name for_each;
  Name type;
  Written value;
  Written at_least;
  Written at_most;
  Written whose;  ///< the body whose setting counts
  Citations cite;
  std::string because;
};

struct SettingDecl {
  Name parameter;
  Written value;
  Citations cite;
  std::string because;
};

/// What a pack leaves out on purpose.
struct NotEncodedDecl {
  Name provision;
  std::string why;
  std::string owner;
};

struct WarningDecl {
  Name id;
  Name for_each;
  Written when;
  std::string say;
  Citations cite;
};

struct ReadingDecl {
  Name id;
  std::string says;
  Written would_be;
  Citations cite;
};

struct ConflictDecl {
  Name id;
  Name number;  ///< under which some list has it
  Name about;
  Name at;
  std::vector<ReadingDecl> readings;
  Name chosen;
  std::string because;
};

struct HolidayDecl {
  Date day;
  std::optional<Date> instead_of;  ///< in an overlay: a holiday that becomes a working day
  std::string title;
  Span span;
};

struct CalendarDecl {
  Name id;
  std::string title;
  Name adds_to;  ///< the calendar that this one corrects, where it is an overlay
  Citations cite;
  Period covers;  ///< `end` is the last day covered
  std::vector<HolidayDecl> holidays;
};

struct ChangeDecl {
  Name date;
  std::string what;
  std::string why;
  std::string agreed_by;
};

struct Pack {
  Name id;
  std::string title;
  Layer layer = Layer::local;
  Name binds;               ///< the text
  Name binds_relation;      ///< `procedures` of `authorities whose procedures are tees`; not set: the body's kind
  Name binds_body;          ///< the body whose authorities are bound; not set: everybody
  std::vector<Name> about;  ///< groups and lists of facts: of a case that gives none of them it says nothing
  Written whose_case;       ///< the bodies whose case it is: decisions and warnings speak where one of them is bound
  Name calendar;
  std::vector<Name> uses;
  std::vector<SourceDecl> sources;
  std::vector<TypeDecl> types;
  std::vector<FactDecl> facts;
  std::vector<EventDecl> events;
  std::vector<StateDecl> states;
  std::vector<ProcessDecl> processes;
  std::vector<DecisionDecl> decisions;
  std::vector<DutyDecl> duties;
  std::vector<TightenDecl> tightened;
  std::vector<WidenDecl> widened;
  std::vector<ReplaceDecl> replaced;
  std::vector<ParameterDecl> parameters;
  std::vector<SettingDecl> settings;
  std::vector<WarningDecl> warnings;
  std::vector<ConflictDecl> conflicts;
  std::vector<CalendarDecl> calendars;
  std::vector<Name> kinds;
  std::vector<RelationDecl> relations;
  std::vector<BodiesDecl> bodies;
  std::vector<EdgesDecl> edges;
  std::vector<RotationDecl> rotations;
  std::vector<StandingDutyDecl> standing_duties;
  std::vector<ContentDecl> contents;
  std::vector<FigureDecl> figures;
  Name figures_record;  ///< of whose members figures are decided; not set: it has none
  std::vector<QuestionDecl> questions;
  std::vector<ChangeDecl> changes;
  std::vector<NotEncodedDecl> not_encoded;
};

struct Model {
  std::vector<Pack> packs;
};

}  // namespace masa
