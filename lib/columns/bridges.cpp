#include "columns/bridges.hpp"

#include "columns/run_block.hpp"

namespace masa::columns {

const FactColumn& Bridges::of(std::uint32_t step, std::uint32_t record) {
  const auto found = made_.find({step, record});
  if (found != made_.end()) return found->second->column;
  OwnColumn own = record == no_index ? over_members(step) : spread(step, *cases_.find_list(record));
  auto made = std::make_unique<Made>(Made{std::move(own), {}});
  made->column = made->own.column();
  return made_.emplace(std::pair(step, record), std::move(made)).first->second->column;
}

namespace {

/// Where the members of one case stand for a condition.
struct Standing {
  bool any_yes = false;
  bool any_no = false;
  bool any_open = false;
};

}  // namespace

/// A condition of some or every member, for each case. Of members that may be missing from the list nothing is known.
OwnColumn Bridges::over_members(std::uint32_t number) {
  const Step& step = program_.plan().steps[number];
  const Members& list = *cases_.find_list(step.index);
  const bool is_every = step.act == Act::every_member;
  std::vector<Standing> standing(cases_.rows);
  BlockRun run(*this, step.index);
  for (std::size_t first = 0; first < list.rows; first += rows_a_block) {
    run.start(first);
    const Column& column = run.column(step.kids[0]);
    for (std::size_t r = 0; r < run.rows(); ++r) {
      Standing& here = standing[list.case_of[first + r]];
      const bool is_yes = is_set(column.yes, r);
      const bool is_no = is_set(column.no, r);
      here.any_yes = here.any_yes || is_yes;
      here.any_no = here.any_no || is_no;
      here.any_open = here.any_open || (!is_yes && !is_no);
    }
  }
  OwnColumn made(no_index, Lane::truth, cases_.rows);
  for (std::size_t row = 0; row < cases_.rows; ++row) {
    const Standing& here = standing[row];
    const bool is_decided = is_every ? here.any_no : here.any_yes;  // by one member alone
    const bool is_open = here.any_open || !is_set(list.listed, row);
    if (is_decided || !is_open) made.put_number(row, is_decided != is_every ? 1 : 0);
  }
  return made;
}

/// What is so of the case, for each of its members.
OwnColumn Bridges::spread(std::uint32_t number, const Members& list) {
  const Lane lane = program_.lane(number);
  OwnColumn made(no_index, lane, list.rows);
  BlockRun run(*this, no_index);
  std::size_t member = 0;
  for (std::size_t first = 0; first < cases_.rows; first += rows_a_block) {
    run.start(first);
    const Column column = run.in_lane(number, lane);
    const ConstMask known = run.known_of(column);
    for (std::size_t r = 0; r < run.rows(); ++r) {
      for (; member < list.begins[first + r + 1]; ++member) {
        if (!is_set(known, r)) continue;
        if (column.nothing != nullptr && is_set(column.nothing, r)) {
          made.put_nothing(member);
        } else {
          made.put_number(member, lane == Lane::truth ? is_set(column.yes, r) : number_at(column, r));
        }
      }
    }
  }
  return made;
}

}  // namespace masa::columns
