// Cases are decided in parts of some thousands, each by one thread: what columns and lists say of it, row by row what
// they leave open, and its duties.
#include <fmt/format.h>

#include <algorithm>

#include "api/impl.hpp"
#include "api/questions.hpp"
#include "api/table_question.hpp"
#include "columns/completions.hpp"
#include "columns/write_arrow.hpp"

namespace masa {

namespace {

class TableDecider {
 public:
  TableDecider(const RuleBook::Impl& rules, const TableQuestion& question, const TableView& view,
               const AskedDates& dates)
      : plan_(rules.plan),
        programs_(*rules.prepared),
        question_(question),
        tables_(question.tables()),
        view_(view),
        dates_(dates),
        decisions_(question.decisions()),
        threads_(question.threads()) {
    const std::size_t rows_a_part = part_size();
    for (std::size_t first = 0; first == 0 || first < tables_.rows(); first += rows_a_part) {
      Written& part = parts_.emplace_back();
      part.first = first;
      part.rows = std::min(rows_a_part, tables_.rows() - first);
    }
  }

  /// Complains of what no part can have; else decides all.
  DecidedTable decide(Sink& sink) {
    question_.check(part_size(), sink);
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

  void decide(Written& part, columns::Prepared& prepared) {
    const auto taken = question_.part(part.first, part.rows);
    columns::decide_cases(prepared.program, prepared.completions, taken->cases, decisions_, part.outcomes,
                          view_.settled_by);
    const columns::MemberName name = [&](std::size_t row, std::uint32_t record, std::uint32_t member) {
      return question_.name_of(row, record, member);
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
        const std::string known = question_.name_of(whose, of, member);
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
  const TableQuestion& question_;
  const columns::ReadTables& tables_;
  const TableView& view_;
  AskedDates dates_;
  const std::vector<std::uint32_t>& decisions_;
  unsigned threads_;
  columns::OneAtATime progress_;
  std::vector<Written> parts_;
};

}  // namespace

Result<DecidedTable> decide_table(const RuleBook& rules, const ArrowTable& cases, const TableView& view,
                                  const Dates& dates) {
  Sources sources;
  Sink sink;
  return unless_too_many(sink, sources, true, [&]() -> Result<DecidedTable> {
    const Plan& plan = rules.impl().plan;
    const auto asked = read_dates(dates, sink);
    const std::vector<std::string> own = view.duties ? DutiesTable::columns() : std::vector<std::string>();
    const TableQuestion question(plan, cases, view, own, sink);
    if (sink.has_errors() || !asked) return diagnostics_of(sink, sources, true);
    question.tables().add_sources(sources);
    DecidedTable decided = TableDecider(rules.impl(), question, view, *asked).decide(sink);
    if (sink.has_errors()) return diagnostics_of(sink, sources, true);
    return {std::move(decided), {}};
  });
}

}  // namespace masa
