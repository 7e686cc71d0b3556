// Cases are decided in parts of some thousands, each by one thread: what columns and lists say of it, row by row what
// they leave open, and its duties.
#include <fmt/format.h>

#include <algorithm>

#include "api/duties_table.hpp"
#include "api/impl.hpp"
#include "api/questions.hpp"
#include "base/suggest.hpp"
#include "columns/completions.hpp"
#include "columns/read_tables.hpp"
#include "columns/threads.hpp"
#include "columns/write_arrow.hpp"

namespace masa {

namespace {

bool is_in_a_table(const Decision& decision, const columns::ReadTables& tables) {
  return decision.record == no_index || tables.find_list(decision.record) != nullptr;
}

/// The decisions that are asked for, or all that a table may show: not sensitive unless asked.
std::vector<std::uint32_t> read_decisions(const Plan& plan, const TableView& view, const columns::ReadTables& tables,
                                          Sink& sink) {
  const std::vector<Decision>& all = plan.book.decisions;
  std::vector<std::uint32_t> found;
  std::vector<std::string> known;
  for (std::uint32_t d = 0; d < all.size(); ++d) {
    const bool is_shown = is_in_a_table(all[d], tables) && (view.sensitive || !all[d].is_sensitive);
    if (is_shown) known.push_back(all[d].id);
    if (is_shown && view.decisions.empty() && !all[d].is_working) found.push_back(d);
  }
  for (const std::string& name : view.decisions) {
    const auto decision = std::ranges::find(all, name, &Decision::id);
    if (decision != all.end() && std::ranges::find(known, name) != known.end()) {
      const auto number = static_cast<std::uint32_t>(decision - all.begin());
      if (std::ranges::find(found, number) == found.end()) found.push_back(number);
    } else if (decision == all.end()) {
      sink.report(Kind::unknown_name, {}, fmt::format("no pack declares the decision `{}`", name),
                  did_you_mean(name, known));
    } else if (!is_in_a_table(*decision, tables)) {
      const RecordInfo& record = plan.book.schema.records[decision->record];
      sink.report(Kind::unknown_name, {},
                  fmt::format("`{}` is decided of each {}, and a row is a case", name, record.name),
                  record.is_listed() ? fmt::format("give a table `{}` in `lists`", record.list) : "");
    } else {
      sink.report(Kind::unknown_name, {}, fmt::format("`{}` is sensitive", name), "ask for sensitive decisions");
    }
  }
  return found;
}

/// The key stands beside the answers, and must not be called like one of them.
void check_key(const Plan& plan, const TableView& view, const std::vector<std::uint32_t>& decisions, Sink& sink) {
  const bool is_an_answer = std::ranges::any_of(decisions, [&](std::uint32_t d) {
    const Decision& decision = plan.book.decisions[d];
    const bool is_a_member = decision.record != no_index && plan.book.schema.records[decision.record].name == view.key;
    return is_a_member || view.key == decision.id || view.key == decision.id + ".state" ||
           view.key == decision.id + ".settled_by";
  });
  const std::vector<std::string>& own = DutiesTable::columns();
  const bool is_of_duties = view.duties && std::ranges::find(own, view.key) != own.end();
  if (is_an_answer || is_of_duties)
    sink.report(Kind::declared_twice, {},
                fmt::format("the key column `{}` is called like a column of the answers", view.key), "rename it");
}

template <class Write>
ArrowBatch batch_of(const Write& write) {
  const auto released = [](auto* one) {
    if (one->release != nullptr) one->release(one);
    delete one;  // NOLINT(cppcoreguidelines-owning-memory): made below
  };
  const std::shared_ptr<ArrowSchema> schema(new ArrowSchema{}, released);
  const std::shared_ptr<ArrowArray> array(new ArrowArray{}, released);
  write(*schema, *array);
  return {schema, array};
}

constexpr unsigned most_threads = 256;

class TableDecider {
 public:
  TableDecider(const RuleBook::Impl& rules, const columns::ReadTables& tables, const TableView& view,
               const AskedDates& dates, std::vector<std::uint32_t> decisions)
      : plan_(rules.plan),
        programs_(*rules.prepared),
        tables_(tables),
        view_(view),
        dates_(dates),
        decisions_(std::move(decisions)),
        threads_(std::min(most_threads, view.threads > 0 ? view.threads : columns::threads_of_machine())) {
    const std::size_t rows_a_part = part_size();
    for (std::size_t first = 0; first == 0 || first < tables.rows(); first += rows_a_part) {
      Written& part = parts_.emplace_back();
      part.first = first;
      part.rows = std::min(rows_a_part, tables.rows() - first);
    }
  }

  /// Complains of what no part can have; else decides all.
  DecidedTable decide(Sink& sink) {
    check(sink);
    if (sink.has_errors()) return {};
    const auto like = tables_.part(0, 0);  // a program asks for columns and lists, not for rows
    const auto prepared = programs_.of(plan_, dates_, like->cases, decisions_);
    std::size_t done = 0;
    columns::in_threads(parts_.size(), threads_, [&](std::size_t p) {
      decide(parts_[p], *prepared);
      if (view_.progress) progress_.run([&] { view_.progress(done += parts_[p].rows); });
    });
    unify();
    columns::in_threads(parts_.size(), threads_, [&](std::size_t p) { write(parts_[p]); });
    DecidedTable out;
    for (Written& part : parts_) {
      out.cases.push_back(std::move(part.cases));
      for (auto& [list, batch] : part.members) out.members[list].push_back(std::move(batch));
      if (view_.duties) out.duties.push_back(std::move(part.duties_batch));
      out.effort.in_columns += part.outcomes.effort.in_columns;
      out.effort.row_by_row += part.outcomes.effort.row_by_row;
    }
    return out;
  }

 private:
  struct Written {
    std::size_t first = 0;
    std::size_t rows = 0;
    columns::Outcomes outcomes;
    DutiesTable duties;
    ArrowBatch cases;
    std::map<std::string, ArrowBatch> members;
    ArrowBatch duties_batch;
  };

  /// So many that threads have several each, and that what is made for a part is little beside it.
  [[nodiscard]] std::size_t part_size() const {
    const bool is_heavy = view_.duties || tables_.has_more_than_columns();
    const std::size_t least = is_heavy ? 64 : 16'384;
    const std::size_t most = !view_.progress ? 262'144 : is_heavy ? 4'096 : 65'536;
    const std::size_t fair = tables_.rows() / (std::size_t{4} * threads_) + 1;
    const std::size_t size = threads_ == 1 ? most : std::clamp(fair, least, most);
    return (size + columns::rows_a_word - 1) / columns::rows_a_word * columns::rows_a_word;
  }

  /// What happened is read once for its mistakes, so that nothing is decided where there is one.
  void check(Sink& sink) {
    if (!tables_.has_more_than_columns()) return;
    std::vector<Sink> sinks(parts_.size());
    columns::in_threads(parts_.size(), threads_, [&](std::size_t p) {
      try {
        for (std::size_t row = parts_[p].first; row < parts_[p].first + parts_[p].rows; ++row)
          static_cast<void>(tables_.whole(row, sinks[p]));
      } catch (const TooManyMistakes&) {  // those so far are told
      }
    });
    for (const Sink& one : sinks) {
      for (Complaint& complaint : one.sorted()) sink.report(std::move(complaint));
    }
  }

  /// The facts of a case of a part.
  [[nodiscard]] Facts whole(const Written& part, std::size_t row) const {
    Sink none;
    return tables_.whole(part.first + row, none);
  }

  void decide(Written& part, columns::Prepared& prepared) {
    const auto taken = tables_.part(part.first, part.rows);
    if (tables_.has_more_than_columns())
      taken->cases.whole = [this, &part](std::size_t row) { return whole(part, row); };
    columns::decide_cases(prepared.program, prepared.completions, taken->cases, decisions_, part.outcomes,
                          view_.settled_by);
    const columns::MemberName name = [&](std::size_t row, std::uint32_t record, std::uint32_t member) {
      return name_of(row, record, member);
    };
    for (std::size_t row = 0; view_.duties && row < part.rows; ++row)
      part.duties.add(plan_, columns::facts_of_case(taken->cases, plan_.book.schema, row), dates_, part.first + row,
                      name);
  }

  /// All batches of a table are of one form.
  void unify() {
    for (std::size_t d = 0; d < decisions_.size(); ++d) {
      const auto is_wide = [&](const Written& part) {
        return part.outcomes.columns[d].form == columns::OutcomeColumn::Form::codes;
      };
      if (std::ranges::none_of(parts_, is_wide)) continue;
      for (Written& part : parts_) {
        if (!is_wide(part)) part.outcomes.columns[d].widen(part.outcomes.columns[d].bytes.size());
      }
    }
  }

  /// A member of a case; empty where no table names it.
  [[nodiscard]] std::string name_of(std::size_t row, std::uint32_t record, std::uint32_t member) const {
    const columns::ListTable* list = tables_.find_list(record);
    if (list == nullptr || list->begins[row] + member >= list->begins[row + 1]) return "";
    return list->ids[list->order[list->begins[row] + member]];
  }

  [[nodiscard]] std::vector<columns::OutcomeColumn*> columns_about(Written& part, std::uint32_t record) const {
    std::vector<columns::OutcomeColumn*> all;
    for (columns::OutcomeColumn& column : part.outcomes.columns) {
      if (plan_.book.decisions[column.decision].record == record) all.push_back(&column);
    }
    return all;
  }

  void write(Written& part) const {
    const auto write_table = [&](std::uint32_t record, const std::vector<std::size_t>& case_of,
                                 const std::vector<std::optional<std::string>>* ids, std::size_t rows) {
      const columns::MemberName name = [&](std::size_t row, std::uint32_t of, std::uint32_t member) {
        const std::size_t whose = record == no_index ? part.first + row : case_of[row];
        const std::string known = name_of(whose, of, member);
        return known.empty() ? fmt::format("{} {}", plan_.book.schema.records[of].name, member + 1) : known;
      };
      return batch_of([&](ArrowSchema& schema, ArrowArray& array) {
        columns::ArrowWriter table = columns::ArrowWriter::table(schema, array, rows);
        if (!view_.key.empty()) {
          std::vector<std::optional<std::string>> keys;
          for (std::size_t row = 0; row < rows; ++row)
            keys.emplace_back(tables_.keys()[record == no_index ? part.first + row : case_of[row]]);
          table.add_texts(view_.key, keys);
        }
        if (ids != nullptr) table.add_texts(plan_.book.schema.records[record].name, *ids);
        columns::write_columns(plan_, columns_about(part, record), rows,
                               view_.settled_by ? name : columns::MemberName(), table);
      });
    };
    part.cases = write_table(no_index, {}, nullptr, part.rows);
    for (const columns::ListTable& list : tables_.lists()) {
      std::vector<std::size_t> case_of;
      std::vector<std::optional<std::string>> ids;
      for (std::uint32_t m = list.begins[part.first]; m < list.begins[part.first + part.rows]; ++m) {
        case_of.push_back(list.case_of[list.order[m]]);
        ids.emplace_back(list.ids[list.order[m]]);
      }
      part.members.emplace(plan_.book.schema.records[list.record].list,
                           write_table(list.record, case_of, &ids, case_of.size()));
    }
    if (view_.duties)
      part.duties_batch = batch_of([&](ArrowSchema& schema, ArrowArray& array) {
        part.duties.write(plan_, view_.key, tables_.keys(), schema, array);
      });
  }

  const Plan& plan_;
  columns::PreparedPrograms& programs_;
  const columns::ReadTables& tables_;
  const TableView& view_;
  AskedDates dates_;
  std::vector<std::uint32_t> decisions_;
  unsigned threads_;
  columns::OneAtATime progress_;
  std::vector<Written> parts_;
};

bool is_table(const ArrowTable& table) {
  return table.schema != nullptr && table.schema->format != nullptr && std::string_view(table.schema->format) == "+s";
}

}  // namespace

Result<DecidedTable> decide_table(const RuleBook& rules, const ArrowTable& cases, const TableView& view,
                                  const Dates& dates) {
  Sources sources;
  Sink sink;
  return unless_too_many(sink, sources, true, [&]() -> Result<DecidedTable> {
    const Plan& plan = rules.impl().plan;
    const auto asked = read_dates(dates, sink);
    const auto are_tables = [](const auto& list) { return is_table(list.second); };
    if (!is_table(cases) || !std::ranges::all_of(view.lists, are_tables))
      sink.report(Kind::wrong_shape, {}, "a table is needed here, a struct with a child for each column");
    if (sink.has_errors() || !asked) return diagnostics_of(sink, sources, true);
    const columns::ReadTables tables(plan, {cases, ""}, view.lists, {view.facts, view.apart, view.key, {}}, sink);
    std::vector<std::uint32_t> decisions = read_decisions(plan, view, tables, sink);
    check_key(plan, view, decisions, sink);
    if (sink.has_errors()) return diagnostics_of(sink, sources, true);
    tables.add_sources(sources);
    DecidedTable decided = TableDecider(rules.impl(), tables, view, *asked, std::move(decisions)).decide(sink);
    if (sink.has_errors()) return diagnostics_of(sink, sources, true);
    return {std::move(decided), {}};
  });
}

}  // namespace masa
