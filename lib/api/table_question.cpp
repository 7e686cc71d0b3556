#include "api/table_question.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"

namespace masa {

namespace {

constexpr unsigned most_threads = 256;

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
void check_key(const Plan& plan, const TableView& view, const std::vector<std::uint32_t>& decisions,
               const std::vector<std::string>& own, Sink& sink) {
  const bool is_an_answer = std::ranges::any_of(decisions, [&](std::uint32_t d) {
    const Decision& decision = plan.book.decisions[d];
    const bool is_a_member = decision.record != no_index && plan.book.schema.records[decision.record].name == view.key;
    return is_a_member || view.key == decision.id || view.key == decision.id + ".state" ||
           view.key == decision.id + ".settled_by";
  });
  if (is_an_answer || std::ranges::find(own, view.key) != own.end())
    sink.report(Kind::declared_twice, {},
                fmt::format("the key column `{}` is called like a column of the answers", view.key), "rename it");
}

bool is_table(const ArrowTable& table) {
  return table.schema != nullptr && table.schema->format != nullptr && std::string_view(table.schema->format) == "+s";
}

}  // namespace

TableQuestion::TableQuestion(const Plan& plan, const ArrowTable& cases, const TableView& view,
                             const std::vector<std::string>& own, Sink& sink)
    : threads_(std::min(most_threads, view.threads > 0 ? view.threads : columns::threads_of_machine())) {
  const auto are_tables = [](const auto& list) { return is_table(list.second); };
  if (!is_table(cases) || !std::ranges::all_of(view.lists, are_tables))
    sink.report(Kind::wrong_shape, {}, "a table is needed here, a struct with a child for each column");
  if (sink.has_errors()) return;
  const columns::NamedTable named{cases, ""};
  tables_ = std::make_unique<columns::ReadTables>(
      plan, named, view.lists, columns::Naming{view.facts, view.apart, view.key, view.list_keys, {}}, sink);
  decisions_ = read_decisions(plan, view, *tables_, sink);
  check_key(plan, view, decisions_, own, sink);
}

std::string TableQuestion::name_of(std::size_t row, std::uint32_t record, std::uint32_t member) const {
  const columns::ListTable* list = tables_->find_list(record);
  if (list == nullptr || list->begins[row] + member >= list->begins[row + 1]) return "";
  return list->ids[list->order[list->begins[row] + member]];
}

std::unique_ptr<columns::Part> TableQuestion::part(std::size_t first, std::size_t rows) const {
  auto taken = tables_->part(first, rows);
  if (tables_->has_more_than_columns()) {
    taken->cases.whole = [this, first](std::size_t row) {
      Sink none;
      return tables_->whole(first + row, none);
    };
  }
  return taken;
}

void TableQuestion::check(std::size_t rows_a_part, Sink& sink) const {
  if (!tables_->has_more_than_columns()) return;
  std::vector<Sink> sinks((tables_->rows() + rows_a_part - 1) / rows_a_part);
  columns::in_threads(sinks.size(), threads_, [&](std::size_t p) {
    try {
      for (std::size_t row = p * rows_a_part; row < std::min((p + 1) * rows_a_part, tables_->rows()); ++row)
        static_cast<void>(tables_->whole(row, sinks[p]));
    } catch (const TooManyMistakes&) {  // those so far are told
    }
  });
  for (const Sink& one : sinks) {
    for (Complaint& complaint : one.sorted()) sink.report(std::move(complaint));
  }
}

ArrowBatch batch_of(const std::function<void(ArrowSchema&, ArrowArray&)>& write) {
  const auto released = [](auto* one) {
    if (one->release != nullptr) one->release(one);
    delete one;  // NOLINT(cppcoreguidelines-owning-memory): made below
  };
  const std::shared_ptr<ArrowSchema> schema(new ArrowSchema{}, released);
  const std::shared_ptr<ArrowArray> array(new ArrowArray{}, released);
  write(*schema, *array);
  return {schema, array};
}

}  // namespace masa
