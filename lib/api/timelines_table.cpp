// Each case is looked at on every day on which anything of it can change; what stays the same from day to day is a row.
#include <algorithm>

#include "api/impl.hpp"
#include "api/long_table.hpp"
#include "api/questions.hpp"
#include "api/table_question.hpp"
#include "api/timeline_days.hpp"
#include "columns/outcomes.hpp"
#include "render/answer.hpp"

namespace masa {

namespace {

/// Whom of a case it is about: the name of the record, and the member as its table has it.
struct Whose {
  std::optional<std::string> about;
  std::optional<std::string> member;
};

struct DecisionRow {
  std::size_t row = 0;
  std::uint32_t decision = 0;
  Whose whose;
  Date first;
  Date end;
  std::optional<std::string> value;
  columns::State state{};
};

struct DutyRow {
  std::size_t row = 0;
  std::uint32_t duty = 0;
  Whose whose;
  std::optional<Date> arisen_on;
  DutyStretch stretch;
};

class TimelinesDecider {
 public:
  TimelinesDecider(const Plan& plan, const TableQuestion& question, const TableView& view, const AskedDays& days)
      : plan_(plan), question_(question), view_(view), days_(days) {}

  TimelineTables decide(Sink& sink) {
    constexpr std::size_t rows_a_part = 64;
    question_.check(rows_a_part, sink);
    if (sink.has_errors()) return {};
    std::vector<Part> parts(std::max<std::size_t>(1, (question_.tables().rows() + rows_a_part - 1) / rows_a_part));
    std::size_t done = 0;
    columns::in_threads(parts.size(), question_.threads(), [&](std::size_t p) {
      const std::size_t first = p * rows_a_part;
      const std::size_t rows = std::min(rows_a_part, question_.tables().rows() - first);
      decide(first, rows, parts[p]);
      if (view_.progress) progress_.run([&] { view_.progress(done += rows); });
    });
    TimelineTables out;
    for (Part& part : parts) {
      out.decisions.push_back(std::move(part.decisions_batch));
      out.duties.push_back(std::move(part.duties_batch));
    }
    return out;
  }

 private:
  struct Part {
    std::vector<DecisionRow> decisions;
    std::vector<DutyRow> duties;
    ArrowBatch decisions_batch;
    ArrowBatch duties_batch;
  };

  void decide(std::size_t first, std::size_t rows, Part& part) const {
    const auto taken = question_.part(first, rows);
    for (std::size_t row = 0; row < rows; ++row)
      add(first + row, columns::facts_of_case(taken->cases, plan_.book.schema, row), part);
    part.decisions_batch =
        batch_of([&](ArrowSchema& schema, ArrowArray& array) { write(part.decisions, schema, array); });
    part.duties_batch = batch_of([&](ArrowSchema& schema, ArrowArray& array) { write(part.duties, schema, array); });
    part.decisions = {};
    part.duties = {};
  }

  void add(std::size_t row, const Facts& facts, Part& part) const {
    const Timeline timeline = run_timeline(plan_, facts, days_.first, days_.end, days_.known_by, days_.law_at);
    const std::vector<std::uint32_t>& wanted = question_.decisions();
    for (const DecisionTrack& track : timeline.decisions) {
      if (std::ranges::find(wanted, track.decision) == wanted.end()) continue;
      const Whose whose = whose_is(row, facts, plan_.book.decisions[track.decision].record, track.member);
      for (const Stretch& stretch : track.stretches) {
        const bool has_value = stretch.value.is_known() && !stretch.value.is_nothing();
        part.decisions.push_back({row, track.decision, whose, stretch.from, stretch.to,
                                  has_value ? std::optional(stretch.words) : std::nullopt,
                                  columns::state_of(stretch.value)});
      }
    }
    for (const DutyTrack& track : timeline.duties) {
      const Whose whose = whose_is(row, facts, plan_.book.duties[track.duty].record, track.member);
      for (const DutyStretch& stretch : track.stretches)
        part.duties.push_back({row, track.duty, whose, track.arisen_on, stretch});
    }
  }

  /// `member`: its key among the facts; of a list, the table has its name.
  [[nodiscard]] Whose whose_is(std::size_t row, const Facts& facts, std::uint32_t record,
                               const std::string& member) const {
    if (record == no_index) return {};
    const std::vector<std::string>& keys = facts.members(record);
    const auto place = std::ranges::find(keys, member) - keys.begin();
    const std::string called = question_.name_of(row, record, static_cast<std::uint32_t>(place));
    return {plan_.book.schema.records[record].name, called.empty() ? member : called};
  }

  template <class Row, class Name>
  void write_cases(LongTable<Row>& table, const std::string& what, const Name& name) const {
    table.cases(view_.key, question_.tables().keys());
    table.texts(what, [&](const Row& row) { return std::optional(name(row)); });
    table.texts("about", [](const Row& row) { return row.whose.about; });
    table.texts("member", [](const Row& row) { return row.whose.member; });
  }

  void write(const std::vector<DecisionRow>& rows, ArrowSchema& schema, ArrowArray& array) const {
    LongTable table(rows, schema, array);
    write_cases(table, "decision", [&](const DecisionRow& row) { return plan_.book.decisions[row.decision].id; });
    table.days("first", [](const DecisionRow& row) { return std::optional(row.first); });
    table.days("end", [](const DecisionRow& row) { return std::optional(row.end); });
    table.texts("value", [](const DecisionRow& row) { return row.value; });
    table.words("state", [](const DecisionRow& row) { return row.state; }, words_to(columns::State::silent));
  }

  void write(const std::vector<DutyRow>& rows, ArrowSchema& schema, ArrowArray& array) const {
    LongTable table(rows, schema, array);
    const auto duty = [&](const DutyRow& row) -> const Duty& { return plan_.book.duties[row.duty]; };
    write_cases(table, "duty", [&](const DutyRow& row) { return duty(row).id; });
    table.days("first", [](const DutyRow& row) { return std::optional(row.stretch.from); });
    table.days("end", [](const DutyRow& row) { return std::optional(row.stretch.to); });
    table.words("verb", [&](const DutyRow& row) { return duty(row).verb; }, words_to(Verb::must_go_on));
    table.words("state", [](const DutyRow& row) { return row.stretch.state; }, words_to(DutyState::cancelled));
    table.texts("who", [](const DutyRow& row) { return std::optional(row.stretch.who); });
    table.days("due", [](const DutyRow& row) { return row.stretch.due; });
    table.truths("is_due_known", [](const DutyRow& row) { return !row.stretch.is_due_open; });
    table.days("arisen_on", [](const DutyRow& row) { return row.arisen_on; });
  }

  const Plan& plan_;
  const TableQuestion& question_;
  const TableView& view_;
  AskedDays days_;
  columns::OneAtATime progress_;
};

/// The names of its columns, but for the key.
const std::vector<std::string>& columns_of_timelines() {
  static const std::vector<std::string> names{"decision", "duty",         "about",    "member", "first",
                                              "end",      "value",        "verb",     "state",  "who",
                                              "due",      "is_due_known", "arisen_on"};
  return names;
}

}  // namespace

Result<TimelineTables> timeline_table(const RuleBook& rules, const ArrowTable& cases, const TableView& view,
                                      const Days& days) {
  Sources sources;
  Sink sink;
  return unless_too_many(sink, sources, true, [&]() -> Result<TimelineTables> {
    const Plan& plan = rules.impl().plan;
    if (days.first.empty() || days.end.empty())
      sink.report(Kind::missing_key, {}, "timelines of many cases need the days of all of them",
                  "say from which day, `first`, and to which, `end`");
    const auto asked = sink.has_errors() ? std::nullopt : read_days(days, {}, sink);
    const TableQuestion question(plan, cases, view, columns_of_timelines(), sink);
    if (sink.has_errors() || !asked) return diagnostics_of(sink, sources, true);
    question.tables().add_sources(sources);
    TimelineTables decided = TimelinesDecider(plan, question, view, *asked).decide(sink);
    if (sink.has_errors()) return diagnostics_of(sink, sources, true);
    return {std::move(decided), {}};
  });
}

}  // namespace masa
