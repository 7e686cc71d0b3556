/// masa: a rules engine for multi-agency safeguarding arrangements.
///
/// Text in, answers out: `load` reads and checks rule packs, `decide` answers a case under them, `explain` shows the
/// tree of reasons. Nothing here opens a file, reads a clock, a locale or the environment, or keeps global state.
/// A RuleBook and a Determination are immutable once made; share them freely between threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// On everything that a shared library hands out.
#if defined(_WIN32)
#define MASA_PUBLIC
#else
#define MASA_PUBLIC __attribute__((visibility("default")))
#endif

namespace masa {

/// A text to read, and the name under which messages speak of it (usually a path below the rules folder).
struct Input {
  std::string name;  ///< a text whose name ends in `.csv`, among packs, is a table that a pack names
  std::string text;
};

/// A place in an Input. Lines and columns count from 1; columns count code points. `line` 0: no place.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  int end_line = 0;
  int end_column = 0;
  std::string source_line;  ///< the line's text, empty where `line` is 0
};

enum class Severity : std::uint8_t { error, warning, note };

/// Another place that a Diagnostic speaks of.
struct Related {
  std::string message;
  Place place;
};

/// One complaint about a text: what was found and where, and apart from that, what to do.
struct Diagnostic {
  std::string code;  ///< stable word code, such as `unknown_name`
  Severity severity = Severity::error;
  std::string message;
  std::string help;  ///< empty where there is no advice
  Place place;
  std::vector<Related> related;
};

/// Either a value, with the warnings met on the way, or every error found, in reading order.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value, std::vector<Diagnostic> warnings = {})  // NOLINT(google-explicit-constructor)
      : value_(std::move(value)), diagnostics_(std::move(warnings)) {}
  Result(std::vector<Diagnostic> errors)  // NOLINT(google-explicit-constructor)
      : diagnostics_(std::move(errors)) {}
  [[nodiscard]] bool ok() const { return value_.has_value(); }
  explicit operator bool() const { return ok(); }
  /// Precondition: ok().
  [[nodiscard]] const T& value() const& { return value_.value(); }
  [[nodiscard]] T&& value() && { return std::move(value_).value(); }
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::optional<T> value_;
  std::vector<Diagnostic> diagnostics_;
};

/// Packs that were read and found right. A handle: copying it copies a pointer.
class MASA_PUBLIC RuleBook {
 public:
  struct Impl;
  explicit RuleBook(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  [[nodiscard]] const Impl& impl() const { return *impl_; }
  [[nodiscard]] std::shared_ptr<const Impl> shared() const { return impl_; }
  /// Ids of the packs, in alphabetical order.
  [[nodiscard]] std::vector<std::string> packs() const;
  /// Ids of the decisions, in the order of declaration.
  [[nodiscard]] std::vector<std::string> decisions() const;

 private:
  std::shared_ptr<const Impl> impl_;
};

/// The dates of a question, ISO 8601 civil days (`2025-03-10`).
struct Dates {
  std::string facts_at;  ///< the day the answer is about; required
  std::string known_by;  ///< only what was recorded by then counts; empty: the same day as facts_at
  std::string law_at;    ///< `each` or empty: every day by its own law; a date: as if the law of that day applied
};

/// How much of a determination to print. Sensitive facts are left out unless asked for.
struct Show {
  bool sensitive = false;    ///< values of facts declared sensitive
  bool explanation = false;  ///< the tree of reasons
};

/// An answer to one case: outcomes, duties with dates, warnings, conflicts, and what to ask next.
class MASA_PUBLIC Determination {
 public:
  struct Impl;
  explicit Determination(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  [[nodiscard]] const Impl& impl() const { return *impl_; }
  /// JSON by docs/determination.schema.json; `version` is additive within a major version.
  [[nodiscard]] std::string to_json(const Show& show = {}) const;
  /// Plain text for a terminal, at most `width` columns wide; `colour` adds ANSI colours.
  [[nodiscard]] std::string to_text(const Show& show = {}, int width = 100, bool colour = false) const;
  /// A page of HTML to print or to put on a table: self-contained, accessible, without script. `fragment`: as a `div`
  /// to stand in another page, as notebooks do.
  [[nodiscard]] std::string to_html(const Show& show = {}, bool fragment = false) const;
  /// The value of a decision as its id (`required`, `true`, `2025-03-10`, `{a, b}`), or `unknown`. `person` is the key
  /// of the list member, empty for a decision about the incident. Empty optional: no such decision or person.
  [[nodiscard]] std::optional<std::string> outcome(std::string_view decision, std::string_view person = {}) const;

 private:
  std::shared_ptr<const Impl> impl_;
};

/// Reads, checks and compiles rule packs (YAML; CSV beside them). All mistakes are reported, not only the first.
/// Thread-safe. Throws std::bad_alloc only.
MASA_PUBLIC Result<RuleBook> load(std::span<const Input> packs);

/// A pack, a case or a suite (YAML) in the one layout of packs: two blanks a level, columns of tables lined up,
/// comments where they stand, the words untouched. What comes out says the same, checked each time by reading both;
/// formatted again it stays as it is; and each line of it that is not empty is one line of the text, in the same order.
/// A text that is not read without a mistake is refused: names are not looked up, so a pack may be laid out before it
/// is right. Thread-safe.
MASA_PUBLIC Result<std::string> format(const Input& text);

/// Decides one case (YAML or JSON: groups of facts and lists, as the packs declare them). A case with an unknown name,
/// a wrong type or an impossible date is refused and nothing is decided; messages name the fact, never its value. Facts
/// that are absent or `unknown` are not known. `dates.facts_at` is required. Thread-safe.
MASA_PUBLIC Result<Determination> decide(const RuleBook& rules, const Input& one_case, const Dates& dates);

/// The days of a timeline, ISO 8601 civil days: from `first` to before `end`, not more than 200 years.
struct Days {
  std::string first;     ///< empty: the day of the first event
  std::string end;       ///< empty: 90 days after the last event
  std::string known_by;  ///< only what was recorded by then counts; empty: the day before `end`
  std::string law_at;    ///< as in Dates
};

/// A case over a span of days: each decision in stretches on which it stays the same, each duty from the day it arose.
class MASA_PUBLIC Course {
 public:
  struct Impl;
  explicit Course(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  [[nodiscard]] const Impl& impl() const { return *impl_; }
  /// JSON: decisions and duties, each with its stretches, [from, to).
  [[nodiscard]] std::string to_json(const Show& show = {}) const;
  [[nodiscard]] std::string to_text(const Show& show = {}, int width = 100, bool colour = false) const;
  /// HTML, self-contained and without script: the drawing, then a table of the same. `as_page`: a whole page; else a
  /// fragment for a notebook.
  [[nodiscard]] std::string to_html(const Show& show = {}, bool as_page = true) const;

 private:
  std::shared_ptr<const Impl> impl_;
};

/// Decides one case on every day of a span on which anything can change; on the days between, nothing does. What
/// `decide` says of a day is what the timeline says of it, for the same `known_by`. Thread-safe.
MASA_PUBLIC Result<Course> timeline(const RuleBook& rules, const Input& one_case, const Days& days);

/// The answer to a question that is about no case.
struct Answered {
  struct Source {
    std::string id;
    std::string title;
  };
  std::string json;                ///< truths and whole numbers as such, what is not known as null, all else as text
  std::string text;                ///< the same on one line, `unknown` for what is not known
  std::vector<Source> sources;     ///< that it rests on
  std::vector<std::string> notes;  ///< what it takes for granted, and why something is not known
};

/// Answers a question: `{what: chair, of: lspsg, date: 2026-03-01}`, YAML or JSON. `what` is a relation of the network
/// (with one body, under any key), a question that a pack declares, or one of the language: `chair` {of, date}, `rota`
/// {of, from, terms}, `cadence` {of, year, happened}, `complete` {of, has}, `figure` {of}, `conflict` {at}. `given`
/// holds what the packs leave to whoever asks: the `order` and `start` of a rota, facts. A question that cannot be read
/// is refused. Without a `date` it is answered where the answer is one and the same whenever it is known. Thread-safe.
MASA_PUBLIC Result<Answered> ask(const RuleBook& rules, const Input& question);

/// The tree of reasons as text: every rule considered, each condition's value, citation, file and line. `decision` and
/// `person` narrow it to one answer; empty: all. Thread-safe.
MASA_PUBLIC std::string explain(const Determination& determination, std::string_view decision = {},
                                std::string_view person = {}, const Show& show = {});

/// What a suite's run found: one line a failure, and the counts.
struct SuiteReport {
  struct Failure {
    std::string id;    ///< of the case
    std::string what;  ///< `child.notify_panel`, `due notify_panel child`, `warnings`
    std::string expected;
    std::string got;
    std::string rule;  ///< id, file and line of the rules that decided, where any did
  };
  std::vector<Failure> failures;
  std::vector<std::string> passed;  ///< ids of the cases that passed
  std::vector<std::string> failed;  ///< ids of the cases that failed
  std::vector<std::string> notes;  ///< differences that fail nothing, such as a rule named in `decided_by` and not used
};

/// Runs a suite of cases (`given` facts, `events`, `ask`). A suite that cannot be read is refused. Thread-safe.
MASA_PUBLIC Result<SuiteReport> run_suite(const RuleBook& rules, const Input& suite);

/// `answer`, `text`, `sources` (each with `id` and `title`) and `notes`, as one JSON object.
MASA_PUBLIC std::string to_json(const Answered& answered);

/// What a picture of the network shows. Names are those of the packs' relations and bodies.
struct GraphView {
  enum class Shape : std::uint8_t { chart, map };
  Shape shape = Shape::chart;  ///< who leads up to whom, or who adjoins whom
  std::string at;              ///< the day; required
  std::string title;
  std::string by;                  ///< the relation that makes the picture; required
  std::string beside;              ///< of a map: another relation, drawn dashed
  std::string shade;               ///< bodies are shaded by where this relation leads
  std::vector<std::string> lines;  ///< relations written below a body's name
  std::string up;                  ///< of a map: the body that lies towards the top
  std::string left;                ///< of a map: a body on the left side
};

/// Draws the network: as SVG, one file that needs nothing else, with a title and a description for screen readers; or
/// as DOT for Graphviz. Refused where a relation or a body is named that no pack declares. Thread-safe.
MASA_PUBLIC Result<std::string> graph(const RuleBook& rules, const GraphView& view, bool as_dot = false);

/// The forms in which some answers are written.
enum class Output : std::uint8_t { text, json, icalendar };

/// The partnership's year: what must have happened by which day, and who takes which chair. `form`: text, JSON, or
/// iCalendar by RFC 5545. `given`: for rotations, by id, their `order` and `start`, where the packs leave them open;
/// empty: none. What has no day is noted. Refused where `year` is not in 1 to 9999 or `given` cannot be read.
/// Thread-safe.
MASA_PUBLIC Result<std::string> calendar(const RuleBook& rules, int year, Output form = Output::text,
                                         const Input& given = {}, int width = 100, bool colour = false);

/// What bodies must or should do whatever the case: who, what, how often or by when. As text or JSON. Thread-safe.
MASA_PUBLIC std::string standing_duties(const RuleBook& rules, Output form = Output::text, int width = 100,
                                        bool colour = false);

/// The declared conflicts: where texts disagree, what each says, which is followed and why. As text or JSON.
/// Thread-safe.
MASA_PUBLIC std::string conflicts(const RuleBook& rules, Output form = Output::text, int width = 100,
                                  bool colour = false);

/// The tables that stand in a pack, by the keys that lead to each: `decisions/notify_panel/one_row_applies`. Refused
/// where the text cannot be read. Thread-safe.
MASA_PUBLIC Result<std::vector<std::string>> tables(const Input& pack);
/// One of them for a spreadsheet: comma-separated (RFC 4180), every column, the rows in their order. `table`: as above,
/// or the thing's own name where one table alone has it. Refused where there is none. Thread-safe.
MASA_PUBLIC Result<std::string> table_to_csv(const Input& pack, const std::string& table);
/// The pack, laid out as by `format`, with the rows of `csv` in the place of the table's. What the rows say is for
/// `load` to check. Refused where a row does not fit the headings. Thread-safe.
MASA_PUBLIC Result<std::string> table_from_csv(const Input& pack, const std::string& table, const Input& csv);

/// Every rule of some packs, or of all where none is named, as English sentences made from the tree that is evaluated,
/// each with the titles of its sources and how much they bind. As text or JSON. Refused where a pack is named that the
/// rule book does not hold. Thread-safe.
MASA_PUBLIC Result<std::string> read(const RuleBook& rules, const std::vector<std::string>& packs = {},
                                     Output form = Output::text, int width = 100, bool colour = false);

/// Which provisions of a document the packs hold: encoded (where), not encoded (why, who answers for it), or missing.
/// `provisions`: a text with `provisions`, a list of `id`, `kind` and `says`. As text or JSON. Thread-safe.
MASA_PUBLIC Result<std::string> coverage(const RuleBook& rules, const Input& provisions, Output form = Output::text,
                                         int width = 100, bool colour = false);

/// The texts that masa reads.
enum class SchemaOf : std::uint8_t { packs, cases, suites };

/// A JSON Schema (draft-07) by which an editor completes keys, shows what each says, and marks slips. It sees less than
/// `load` does, and refuses nothing that is right. Of cases: whatever the packs declare. Thread-safe.
MASA_PUBLIC std::string schema(SchemaOf what);
/// Of the cases of these rules: their facts, each with the question that asks for it, their events and lists.
MASA_PUBLIC std::string schema(const RuleBook& rules);

/// One diagnostic as text: message, place, the source line, a caret, help, the other places.
MASA_PUBLIC std::string to_text(const Diagnostic& diagnostic, bool colour = false);
/// The same on one line, for logs and other programs: place, severity, message, code, help.
MASA_PUBLIC std::string to_line(const Diagnostic& diagnostic);
/// The same as one JSON object.
MASA_PUBLIC std::string to_json(const Diagnostic& diagnostic);

/// A kind of complaint: its code never changes its meaning.
struct DiagnosticKind {
  std::string_view code;
  Severity severity = Severity::error;
  std::string_view summary;  ///< what it says, in one line
};
/// Every kind, in the order of docs/diagnostics.md. Thread-safe.
MASA_PUBLIC std::vector<DiagnosticKind> diagnostic_kinds();

/// `major.minor.patch` of the engine.
MASA_PUBLIC std::string_view version();

}  // namespace masa
