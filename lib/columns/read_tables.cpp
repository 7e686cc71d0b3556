#include "columns/read_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/limits.hpp"
#include "base/suggest.hpp"
#include "columns/check_rows.hpp"

namespace masa::columns {

namespace {

constexpr std::string_view events_table = "events";
constexpr std::array<std::string_view, 4> list_states{"listed", "more possible", "unknown", "withheld"};

}  // namespace

class TablesReader {
 public:
  TablesReader(ReadTables& out, Naming& naming, Sink& sink)
      : out_(out), plan_(out.plan_), schema_(out.plan_.book.schema), naming_(naming), sink_(sink) {}

  void read(const NamedTable& cases, const std::map<std::string, ArrowTable>& lists) {
    check_rows_are_there(cases, sink_);
    for (const auto& [name, arrow] : lists) check_rows_are_there({arrow, name}, sink_);
    if (sink_.has_errors()) return;
    out_.rows_ = cases.rows();
    std::vector<std::string> columns = cases.columns();
    const std::deque<NestedList> nested = read_nested_lists(cases, schema_, naming_, sink_);
    for (const NestedList& list : nested) check_rows_are_there(named(list), sink_);
    if (sink_.has_errors()) return;
    read_keys(cases, !lists.empty() || !nested.empty());
    read_cases(cases, nested);
    for (const NestedList& list : nested) {
      const NamedTable table = named(list);
      for (const std::string& column : table.columns()) columns.push_back(column);
      read_nested(list, table, lists);
    }
    for (const auto& [name, arrow] : lists) {
      const NamedTable table{arrow, name};
      for (const std::string& column : table.columns()) columns.push_back(column);
      if (name != events_table) read_list(table);
    }
    const auto events = lists.find(std::string(events_table));
    if (events != lists.end()) read_events({events->second, events->first});
    check_naming(naming_, columns, sink_);
    if (!sink_.has_errors()) add_empty_lists();
  }

 private:
  // --- cases

  void read_keys(const NamedTable& cases, bool must_have) {
    if (naming_.key.empty()) {
      if (must_have)
        sink_.report(Kind::missing_key, {}, "nothing says to which case a row of a list belongs",
                     "name the column that tells cases apart, `key`");
      return;
    }
    const auto texts = own_column(cases, naming_.key);
    if (!texts) {
      sink_.report(Kind::missing_key, {},
                   fmt::format("the table has no column `{}`, by which cases are told apart", naming_.key),
                   did_you_mean(naming_.key, cases.columns()));
      return;
    }
    std::size_t wrong = 0;
    for (std::size_t row = 0; row < texts->size(); ++row) {
      const std::string key = (*texts)[row].value_or("");
      const bool is_new = case_by_key_.emplace(key, static_cast<std::uint32_t>(row)).second;
      if ((key.empty() || !is_new) && ++wrong <= most_complaints) {
        sink_.report(key.empty() ? Kind::missing_key : Kind::declared_twice, {},
                     fmt::format("{} {}", cases.place(row, naming_.key),
                                 key.empty() ? "is empty" : "is the same as that of another case"));
      }
      out_.keys_.push_back(key);
    }
  }

  void read_cases(const NamedTable& cases, const std::deque<NestedList>& nested) {
    std::vector<std::string> own;
    if (!naming_.key.empty()) own.push_back(naming_.key);
    for (const NestedList& list : nested) own.push_back(list.column);
    const std::vector<Heading> headings = read_headings(cases, no_index, own, plan_, naming_, sink_);
    for (const Heading& heading : headings) {
      switch (heading.gives) {
        case Heading::Gives::fact:
          out_.memory_.push_back(read_facts(cases, heading, plan_, sink_));
          break;
        case Heading::Gives::set:
          out_.sets_.emplace_back(heading.index, read_texts(cases, heading, sink_));
          out_.has_sets_ = true;
          break;
        case Heading::Gives::list_state:
          out_.list_states_[heading.index] = read_list_states(cases, heading);
          break;
        case Heading::Gives::history:
          out_.covers_ = read_texts(cases, heading, sink_);
          break;
      }
    }
    RowChecker(cases, headings, plan_, sink_).check(out_.memory_);
  }

  Texts read_list_states(const NamedTable& cases, const Heading& heading) {
    Texts texts = read_texts(cases, heading, sink_);
    std::size_t wrong = 0;
    for (std::size_t row = 0; row < texts.size(); ++row) {
      if (texts[row] == "[]") texts[row] = "listed";  // nobody
      const bool is_right = !texts[row] || std::ranges::find(list_states, *texts[row]) != list_states.end();
      if (!is_right && ++wrong <= most_complaints)
        sink_.report(Kind::wrong_value, {},
                     fmt::format("{} does not say how far the list is known", cases.place(row, heading.column)),
                     "it is `listed`, `more possible`, `unknown` or `withheld`");
    }
    return texts;
  }

  /// A column that is no fact, as texts; empty where the table has none.
  std::optional<Texts> own_column(const NamedTable& table, const std::string& name) {
    const std::vector<std::string> columns = table.columns();
    const auto found = std::ranges::find(columns, name);
    if (found == columns.end()) return std::nullopt;
    if (std::ranges::count(columns, name) > 1)
      sink_.report(Kind::declared_twice, {}, fmt::format("two columns{} are called `{}`", table.whose(), name));
    Heading heading;
    heading.column = name;
    heading.child = found - columns.begin();
    return read_texts(table, heading, sink_);
  }

  [[nodiscard]] NamedTable named(const NestedList& list) const {
    return {list.members, schema_.records[list.record].list};
  }

  // --- rows of cases

  /// By the keys of their cases; empty where one is wrong.
  std::optional<Grouped> group(const NamedTable& table, std::size_t most, std::string_view of_what) {
    if (naming_.key.empty()) return std::nullopt;
    const bool is_empty = table.rows() == 0 && table.columns().empty();
    const std::string& key = naming_.key_of(table.name);
    const auto keys = is_empty ? Texts() : own_column(table, key);
    if (!keys) {
      sink_.report(Kind::missing_key, {},
                   fmt::format("the table `{}` has no column `{}`, by which cases are told apart", table.name, key),
                   did_you_mean(key, table.columns()));
      return std::nullopt;
    }
    std::vector<std::uint32_t> case_of;
    std::size_t wrong = 0;
    for (std::size_t row = 0; row < keys->size(); ++row) {
      const auto found = case_by_key_.find((*keys)[row].value_or(""));
      if (found == case_by_key_.end() && ++wrong <= most_complaints)
        sink_.report(Kind::unknown_name, {},
                     fmt::format("{} names no case of the table of cases", table.place(row, key)));
      if (found != case_by_key_.end()) case_of.push_back(found->second);
    }
    return wrong > 0 ? std::nullopt : group(std::move(case_of), most, of_what);
  }

  /// By the case of each row; empty where a case has too many.
  std::optional<Grouped> group(std::vector<std::uint32_t> case_of, std::size_t most, std::string_view of_what) {
    Grouped grouped;
    grouped.case_of = std::move(case_of);
    grouped.begins.assign(out_.rows_ + 1, 0);
    for (const std::uint32_t whose : grouped.case_of) ++grouped.begins[whose + 1];
    std::size_t wrong = 0;
    for (std::size_t row = 0; row < out_.rows_; ++row) {
      if (grouped.begins[row + 1] > most && ++wrong <= most_complaints)
        sink_.report(Kind::too_large, {},
                     fmt::format("a case has more than {} {} (the case of row {})", most, of_what, row + 1));
      grouped.begins[row + 1] += grouped.begins[row];
    }
    grouped.order.resize(grouped.case_of.size());
    std::vector<std::uint32_t> next(grouped.begins.begin(), grouped.begins.end() - 1);
    for (std::size_t row = 0; row < grouped.case_of.size(); ++row)
      grouped.order[next[grouped.case_of[row]]++] = static_cast<std::uint32_t>(row);
    return wrong > 0 ? std::nullopt : std::optional(std::move(grouped));
  }

  void read_list(const NamedTable& table) {
    const auto record = list_called(schema_, table.name);
    if (!record) {
      std::vector<std::string> known{std::string(events_table)};
      for (const RecordInfo& one : schema_.records) {
        if (one.is_listed()) known.push_back(one.list);
      }
      sink_.report(Kind::unknown_name, {}, fmt::format("no pack declares the list `{}`", table.name),
                   did_you_mean(table.name, known));
      return;
    }
    auto grouped = group(table, limits::members, table.name);
    if (grouped) read_members(table, *record, std::move(*grouped), {naming_.key_of(table.name)});
  }

  /// A list that stands in a column of the cases.
  void read_nested(const NestedList& nested, const NamedTable& table, const std::map<std::string, ArrowTable>& lists) {
    if (nested.column != table.name) naming_.used.insert(nested.column);
    if (lists.contains(table.name) || out_.list_states_.contains(nested.record)) {
      sink_.report(
          Kind::declared_twice, {},
          fmt::format("the list `{}` is given by the column `{}` and a second time", table.name, nested.column));
      return;
    }
    out_.list_states_[nested.record] = nested.states;
    auto grouped = group(nested.case_of, limits::members, table.name);
    if (grouped) read_members(table, nested.record, std::move(*grouped), {});
  }

  /// `own`: columns that are no facts.
  void read_members(const NamedTable& table, std::uint32_t record, Grouped grouped, std::vector<std::string> own) {
    ListTable list;
    list.record = record;
    list.is_given = true;
    static_cast<Grouped&>(list) = std::move(grouped);
    std::optional<Texts> ids;
    std::string id_column;
    for (const std::string& name : {schema_.records[record].name, std::string("id")}) {
      const bool is_own = std::ranges::find(own, name) != own.end();
      if (ids || is_own || schema_.find_fact(name, list.record)) continue;
      ids = own_column(table, name);
      if (ids) own.push_back(id_column = name);
    }
    take_ids(table, ids, id_column, list);
    const std::vector<Heading> headings = read_headings(table, list.record, own, plan_, naming_, sink_);
    for (const Heading& heading : headings) {
      if (heading.gives == Heading::Gives::set) {
        list.sets.emplace_back(heading.index, read_texts(table, heading, sink_));
        out_.has_sets_ = true;
      } else {
        list.memory.push_back(read_facts(table, heading, plan_, sink_));
      }
    }
    RowChecker(table, headings, plan_, sink_)
        .check_members(list.record, list.memory, list.case_of, out_.memory_, out_.rows_);
    out_.lists_.push_back(std::move(list));
  }

  /// Of members that a table does not name: `person_1`, in the order of their case.
  void number_members(ListTable& list) const {
    list.ids.resize(list.case_of.size());
    for (std::size_t row = 0; row < out_.rows_; ++row) {
      for (std::uint32_t m = list.begins[row]; m < list.begins[row + 1]; ++m)
        list.ids[list.order[m]] = fmt::format("{}_{}", schema_.records[list.record].name, m - list.begins[row] + 1);
    }
  }

  void take_ids(const NamedTable& table, const std::optional<Texts>& ids, const std::string& column, ListTable& list) {
    if (!ids) return number_members(list);
    std::size_t wrong = 0;
    for (std::size_t row = 0; row < out_.rows_; ++row) {
      std::unordered_set<std::string_view> seen;
      for (std::uint32_t m = list.begins[row]; m < list.begins[row + 1]; ++m) {
        const std::size_t at = list.order[m];
        const std::string_view id = (*ids)[at] ? std::string_view(*(*ids)[at]) : std::string_view();
        if ((id.empty() || !seen.insert(id).second) && ++wrong <= most_complaints)
          sink_.report(id.empty() ? Kind::missing_key : Kind::repeated_person, {},
                       fmt::format("{} {}", table.place(at, column),
                                   id.empty() ? "is empty" : "names a member of its case a second time"));
      }
    }
    for (const auto& id : *ids) list.ids.push_back(id.value_or(""));
  }

  // --- what happened

  void read_events(const NamedTable& table) {
    auto grouped = group(table, limits::events, table.name);
    if (!grouped) return;
    EventTable events;
    static_cast<Grouped&>(events) = std::move(*grouped);
    const auto kinds = own_column(table, "event");
    const auto dates = own_column(table, "date");
    if (!kinds || !dates) {
      sink_.report(Kind::missing_key, {},
                   fmt::format("the table `{}` has no column `{}`", table.name, kinds ? "date" : "event"),
                   "what happened has its kind, `event`, and its day, `date`");
      return;
    }
    events.kinds = *kinds;
    events.dates = *dates;
    if (auto recorded = own_column(table, "recorded")) {
      events.recorded = std::move(*recorded);
      events.has_recorded = true;
    }
    for (const std::string& column : table.columns()) {
      const bool is_own =
          column == "event" || column == "date" || column == "recorded" || column == naming_.key_of(table.name);
      const bool is_apart = std::ranges::find(naming_.apart, column) != naming_.apart.end();
      if (is_apart) naming_.used.insert(column);
      if (!is_own && !is_apart) read_column_of_events(table, column, events);
    }
    if (sink_.has_errors()) return;
    for (const auto& [record, names] : events.owners) find_owners(table, record, names, events);
    out_.events_ = std::move(events);
  }

  void read_column_of_events(const NamedTable& table, const std::string& column, EventTable& events) {
    const auto record = schema_.find_record(column);
    if (record && schema_.records[*record].is_listed()) {
      events.owners.emplace(*record, *own_column(table, column));
      return;
    }
    std::vector<std::string> known;
    for (const FactInfo& info : schema_.facts) {
      const bool is_of_event = info.record != no_index && schema_.records[info.record].is_event && !info.is_made;
      if (is_of_event) known.push_back(info.path);
    }
    if (std::ranges::find(known, column) == known.end()) {
      sink_.report(Kind::unknown_fact, {},
                   fmt::format("the column `{}` of `{}`: no event has the fact `{}`", column, table.name, column),
                   did_you_mean(column, known));
      return;
    }
    events.facts.emplace_back(column, *own_column(table, column));
  }

  /// Who of a case each row is about. Where no table lists them, they are those that the rows name.
  void find_owners(const NamedTable& table, std::uint32_t record, const Texts& names, EventTable& events) {
    const ListTable* given = out_.find_list(record);
    std::vector<std::uint32_t>& members = events.members[record];
    members.assign(names.size(), no_index);
    ListTable made;
    made.record = record;
    made.begins.push_back(0);
    std::size_t wrong = 0;
    for (std::size_t row = 0; row < out_.rows_; ++row) {
      std::unordered_map<std::string_view, std::uint32_t> known;
      if (given != nullptr) {
        for (std::uint32_t m = given->begins[row]; m < given->begins[row + 1]; ++m)
          known.emplace(given->ids[given->order[m]], m - given->begins[row]);
      }
      for (std::uint32_t e = events.begins[row]; e < events.begins[row + 1]; ++e) {
        const std::uint32_t at = events.order[e];
        if (!names[at]) continue;
        const bool is_new = given == nullptr && !known.contains(*names[at]);
        if (is_new) {
          known.emplace(*names[at], static_cast<std::uint32_t>(known.size()));
          made.order.push_back(static_cast<std::uint32_t>(made.case_of.size()));
          made.case_of.push_back(static_cast<std::uint32_t>(row));
          made.ids.push_back(*names[at]);
        }
        const auto found = known.find(*names[at]);
        if (found != known.end()) {
          members[at] = found->second;
        } else if (++wrong <= most_complaints) {
          sink_.report(Kind::unknown_name, {},
                       fmt::format("{} names nobody whom `{}` has in that case",
                                   table.place(at, schema_.records[record].name), schema_.records[record].list));
        }
      }
      made.begins.push_back(static_cast<std::uint32_t>(made.case_of.size()));
    }
    if (given == nullptr) out_.lists_.push_back(std::move(made));
  }

  /// Lists of which only the state is told.
  void add_empty_lists() {
    for (const auto& [record, states] : out_.list_states_) {
      if (out_.find_list(record) != nullptr) continue;
      ListTable list;
      list.record = record;
      list.is_given = true;
      list.begins.assign(out_.rows_ + 1, 0);
      out_.lists_.push_back(std::move(list));
    }
  }

  ReadTables& out_;
  const Plan& plan_;
  const Schema& schema_;
  Naming& naming_;
  Sink& sink_;
  std::unordered_map<std::string, std::uint32_t> case_by_key_;
};

ReadTables::ReadTables(const Plan& plan, const NamedTable& cases, const std::map<std::string, ArrowTable>& lists,
                       Naming naming, Sink& sink)
    : plan_(plan) {
  TablesReader(*this, naming, sink).read(cases, lists);
}

}  // namespace masa::columns
