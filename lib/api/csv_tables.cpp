// Tables of cases that come and go as comma-separated text: for those who have no Arrow.
#include <fmt/format.h>

#include <array>
#include <deque>

#include "api/questions.hpp"
#include "columns/cells.hpp"
#include "columns/masks.hpp"
#include "format/tables.hpp"
#include "load/read_csv.hpp"
#include "load/read_yaml.hpp"
#include "masa/tables.hpp"
#include "value/vocabulary.hpp"

namespace masa {

namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 31U;

/// A column of texts in the making, and as Arrow has it.
struct TextColumn {
  std::string name;
  std::string all;
  std::vector<std::int64_t> ends{0};
  std::array<const void*, 3> buffers{};
  ArrowSchema schema{};
  ArrowArray array{};

  void add(std::string_view cell) {
    all += cell;
    ends.push_back(static_cast<std::int64_t>(all.size()));
  }
};

/// A comma-separated text as columns of texts; an empty cell is an empty text, which is missing.
class CsvTable {
 public:
  CsvTable(const Input& input, Sources& sources, Sink& sink) {
    const std::uint32_t file = sources.add(input.name, input.text);
    if (!check_text(sources, file, most_bytes, sink)) return;
    std::size_t number = 0;
    std::size_t empty = 0;  // lines, of which a table of one column may mean a case; those at its end are none
    for_each_csv_row(csv_node(sources, file), sink, [&](const std::vector<Name>& row) {
      if (row.size() == 1 && row.front().text.empty()) {
        empty += columns_.size() == 1 ? 1 : 0;
        return;
      }
      for (; empty > 0; --empty, ++number) columns_.front().add("");
      if (number++ == 0) {
        for (const Name& cell : row) columns_.emplace_back().name = cell.text;
        return;
      }
      if (row.size() != columns_.size()) {
        sink.report(Kind::table_shape, row.front().span,
                    fmt::format("the row has {} cells, and the table {} columns", row.size(), columns_.size()));
        return;
      }
      for (std::size_t c = 0; c < row.size(); ++c) columns_[c].add(row[c].text);
    });
    if (number == 0) sink.report(Kind::table_shape, {file, 0, 0}, "a table needs a line of headings");
    close(number == 0 ? 0 : number - 1);
  }

  [[nodiscard]] ArrowTable table() const { return {&schema_, {&array_}}; }

 private:
  void close(std::size_t rows) {
    for (TextColumn& column : columns_) {
      column.buffers = {nullptr, column.ends.data(), column.all.data()};
      column.schema.format = "U";
      column.schema.name = column.name.c_str();
      column.array.length = static_cast<std::int64_t>(rows);
      column.array.n_buffers = 3;
      column.array.buffers = column.buffers.data();
      schemas_.push_back(&column.schema);
      arrays_.push_back(&column.array);
    }
    schema_.format = "+s";
    schema_.n_children = array_.n_children = static_cast<std::int64_t>(columns_.size());
    schema_.children = schemas_.data();
    array_.children = arrays_.data();
    array_.length = static_cast<std::int64_t>(rows);
  }

  std::deque<TextColumn> columns_;
  std::vector<ArrowSchema*> schemas_;
  std::vector<ArrowArray*> arrays_;
  ArrowSchema schema_{};
  ArrowArray array_{};
};

/// One column of an answer, whose formats are those that the engine writes.
class AnswerColumn {
 public:
  AnswerColumn(const ArrowSchema& schema, const ArrowArray& array)
      : format_(schema.format), cells_{format_, &array, schema.dictionary, static_cast<std::size_t>(array.length), 0} {
    if (array.dictionary != nullptr)
      words_ = {"U", array.dictionary, nullptr, static_cast<std::size_t>(array.dictionary->length), 0};
    if (format_ == "+l")
      words_ = {"U", array.children[0], nullptr, static_cast<std::size_t>(array.children[0]->length), 0};
  }

  [[nodiscard]] bool is_number() const { return format_ == "l" || format_.starts_with("d:"); }

  [[nodiscard]] std::string text(std::size_t row) const {
    if (cells_.is_missing(row)) return "";
    if (format_ == "b") return (cells_.buffer<std::uint8_t>(1)[row / 8] >> (row % 8) & 1U) != 0 ? "yes" : "no";
    if (format_ == "C") return std::string(words_.text(cells_.buffer<std::uint8_t>(1)[row]));
    if (format_ == "I") return std::string(words_.text(cells_.buffer<std::uint32_t>(1)[row]));
    if (format_ == "U") return std::string(cells_.text(row));
    if (format_ == "tdD") return to_string(Date{cells_.buffer<std::int32_t>(1)[row]});
    if (format_ == "l") return std::to_string(cells_.buffer<std::int64_t>(1)[row]);
    if (format_ == "+l") {
      const auto* ends = cells_.buffer<std::int32_t>(1);
      std::string all;
      for (auto item = ends[row]; item < ends[row + 1]; ++item)
        all += (all.empty() ? "" : ";") + std::string(words_.text(static_cast<std::size_t>(item)));
      return all;
    }
    const int places = std::stoi(std::string(format_.substr(format_.find(',') + 1)));
    return print_decimal(cells_.buffer<std::int64_t>(1)[2 * row], places);
  }

 private:
  std::string_view format_;
  columns::Cells cells_;
  columns::Cells words_;
};

std::string write_csv(const std::vector<ArrowBatch>& batches) {
  std::string out;
  for (std::size_t b = 0; b < batches.size(); ++b) {
    const ArrowSchema& schema = *batches[b].schema;
    const ArrowArray& array = *batches[b].array;
    std::vector<AnswerColumn> columns;
    for (std::int64_t c = 0; c < schema.n_children; ++c) {
      if (b == 0) out += (c > 0 ? "," : "") + csv_cell(schema.children[c]->name);
      columns.emplace_back(*schema.children[c], *array.children[c]);
    }
    if (b == 0) out += "\n";
    for (std::size_t row = 0; row < static_cast<std::size_t>(array.length); ++row) {
      for (std::size_t c = 0; c < columns.size(); ++c) {
        if (c > 0) out += ',';
        const std::string text = columns[c].text(row);
        out += columns[c].is_number() ? text : csv_cell(text);  // a minus is no formula
      }
      out += "\n";
    }
  }
  return out;
}

}  // namespace

Result<CsvTables> decide_csv(const RuleBook& rules, const Input& cases, const std::map<std::string, Input>& lists,
                             TableView view, const Dates& dates) {
  Sources sources;
  Sink sink;
  return unless_too_many(sink, sources, true, [&]() -> Result<CsvTables> {
    const CsvTable table(cases, sources, sink);
    std::deque<CsvTable> further;
    view.lists.clear();
    for (const auto& [name, input] : lists)
      view.lists.emplace(name, further.emplace_back(input, sources, sink).table());
    if (sink.has_errors()) return diagnostics_of(sink, sources, true);
    auto decided = decide_table(rules, table.table(), view, dates);
    if (!decided) return decided.diagnostics();
    CsvTables out;
    out.cases = write_csv(decided.value().cases);
    for (const auto& [list, batches] : decided.value().members) out.members[list] = write_csv(batches);
    out.duties = write_csv(decided.value().duties);
    out.effort = decided.value().effort;
    return {std::move(out), {}};
  });
}

}  // namespace masa
