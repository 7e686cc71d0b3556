// Some of the cases of tables. Columns of cases are taken as they stand; the members of lists are put in the order of
// their cases.
#include <algorithm>

#include "columns/read_tables.hpp"

namespace masa::columns {

namespace {

/// The same column from a row on. Precondition: the row is a multiple of 64.
FactColumn from_row(FactColumn column, std::size_t first) {
  for (const Word** bits : {&column.yes, &column.known, &column.nothing, &column.withheld}) {
    if (*bits != nullptr) *bits += first / rows_a_word;
  }
  if (column.lane == Lane::codes) column.values = static_cast<const std::uint8_t*>(column.values) + first;
  if (column.lane == Lane::days) column.values = static_cast<const std::int32_t*>(column.values) + first;
  if (column.lane == Lane::numbers) column.values = static_cast<const std::int64_t*>(column.values) + first;
  return column;
}

void set(std::vector<Word>& bits, std::size_t row) {
  bits[row / rows_a_word] |= Word{1} << (row % rows_a_word);
}

}  // namespace

const ListTable* ReadTables::find_list(std::uint32_t record) const {
  const auto found = std::ranges::find(lists_, record, &ListTable::record);
  return found == lists_.end() ? nullptr : &*found;
}

std::optional<std::string> ReadTables::state_of_list(std::uint32_t record, std::size_t row) const {
  const auto states = list_states_.find(record);
  return states == list_states_.end() ? std::nullopt : states->second[row];
}

std::unique_ptr<Part> ReadTables::part(std::size_t first, std::size_t rows) const {
  auto part = std::make_unique<Part>();
  part->cases.rows = rows;
  for (const OwnColumn& column : memory_) part->cases.columns.push_back(from_row(column.column(), first));
  for (const ListTable& list : lists_) {
    Grouped& own = part->lists.emplace_back();
    const std::uint32_t begin = list.begins[first];
    for (std::size_t row = 0; row <= rows; ++row) own.begins.push_back(list.begins[first + row] - begin);
    for (std::uint32_t m = begin; m < list.begins[first + rows]; ++m)
      own.case_of.push_back(static_cast<std::uint32_t>(list.case_of[list.order[m]] - first));
    auto& listed = part->bits.emplace_back(rows / rows_a_word + 1);
    auto& withheld = part->bits.emplace_back(rows / rows_a_word + 1);
    for (std::size_t row = 0; row < rows; ++row) {
      const bool has_any = own.begins[row] < own.begins[row + 1];
      const auto said = state_of_list(list.record, first + row);
      if (said ? *said == "listed" : has_any) set(listed, row);
      if (said == "withheld") set(withheld, row);
    }
    Members members;
    members.rows = own.case_of.size();
    members.record = list.record;
    members.begins = own.begins.data();
    members.case_of = own.case_of.data();
    members.listed = listed.data();
    members.withheld = withheld.data();
    for (const OwnColumn& whole : list.memory) {
      const FactColumn column = whole.column();
      OwnColumn& taken = part->memory.emplace_back(column.fact, column.lane, members.rows);
      for (std::size_t m = 0; m < members.rows; ++m) taken.put_as(m, column, list.order[begin + m]);
      members.columns.push_back(taken.column());
    }
    part->cases.lists.push_back(std::move(members));
  }
  return part;
}

}  // namespace masa::columns
