#include "columns/look_up.hpp"

namespace masa::columns {

namespace {

template <class Place, class Number>
void answer_rows(const Place* table, const Cell* cells, const std::uint32_t* places, Number* numbers, State* states,
                 Word* has_value, Block& rows) {
  for (std::size_t w = 0; w < words_a_block;
       ++w, places += rows_a_word, numbers += rows_a_word, states += rows_a_word) {
    Word valued = 0;
    Word asked = 0;
    const auto answer = [&](std::size_t row) -> const Cell& {
      const Cell& cell = cells[table[places[row]]];
      states[row] = cell.state;
      numbers[row] = static_cast<Number>(cell.number);
      return cell;
    };
    if (rows[w] == ~Word{0}) {
      for (std::size_t row = 0; row < rows_a_word; ++row) {
        const Cell& cell = answer(row);
        valued = valued >> 1U | Word{cell.has_value} << (rows_a_word - 1);
        asked = asked >> 1U | Word{cell.is_asked} << (rows_a_word - 1);
      }
    } else {
      for_bits(rows[w], [&](std::size_t row) {
        const Cell& cell = answer(row);
        valued |= Word{cell.has_value} << row;
        asked |= Word{cell.is_asked} << row;
      });
    }
    if (rows[w] != 0) has_value[w] = (has_value[w] & ~rows[w]) | valued;
    rows[w] = asked;
  }
}

}  // namespace

void LookUps::answer(OutcomeColumn& out, const Completed& completed, std::size_t first_row, std::uint32_t block,
                     Block& rows) {
  Places& places = places_.try_emplace(completed.by.get(), *completed.by, cases_, kernels_).first->second;
  places.find(first_row, block, rows);
  const auto into = [&](auto* numbers) {
    State* states = out.states.data() + first_row;
    Word* has_value = out.has_value.data() + first_row / rows_a_word;
    const auto by = [&](const auto* table) {
      answer_rows(table, cells_[&completed].data(), places.of_rows(), numbers + first_row, states, has_value, rows);
    };
    if (completed.narrow_cells.empty()) return by(completed.cells.data());
    by(completed.narrow_cells.data());
  };
  if (out.form == OutcomeColumn::Form::numbers) return into(out.numbers.data());
  if (out.form == OutcomeColumn::Form::codes) return into(out.codes.data());
  into(out.bytes.data());
}

}  // namespace masa::columns
