// Values of a block: what is chosen, looked up, counted and worked out, row by row where no vector does it.
#include <algorithm>

#include "columns/run_block.hpp"
#include "eval/arithmetic.hpp"

namespace masa::columns {

/// The values of one where a bit is set, of the other where it is not.
Column BlockRun::blend(ConstMask which, const Column& a, const Column& b, ConstMask known) {
  Column column;
  column.lane = a.lane;
  if (a.nothing != nullptr || b.nothing != nullptr) {
    const Mask nothing = arena_.mask();
    for_words([&](std::size_t w) { nothing[w] = known[w] & ((which[w] & a.none_at(w)) | (~which[w] & b.none_at(w))); });
    column.nothing = nothing;
  }
  if (a.lane == Lane::truth) {
    const Mask yes = arena_.mask();
    const Mask no = arena_.mask();
    for_words([&](std::size_t w) {
      yes[w] = known[w] & ((which[w] & a.yes[w]) | (~which[w] & b.yes[w]));
      no[w] = known[w] & ((which[w] & a.no[w]) | (~which[w] & b.no[w]));
    });
    column.yes = yes;
    column.no = no;
    return column;
  }
  column.known = known;
  const auto mix = [&]<class T>(const T* of_a, const T* of_b) {
    T* mixed = arena_.values<T>();
    for (std::size_t row = 0; row < rows_a_block; ++row) mixed[row] = is_set(which, row) ? of_a[row] : of_b[row];
    column.values = mixed;
  };
  if (a.lane == Lane::codes) mix(a.as<std::uint8_t>(), b.as<std::uint8_t>());
  if (a.lane == Lane::days) mix(a.as<std::int32_t>(), b.as<std::int32_t>());
  if (a.lane == Lane::numbers) mix(a.as<std::int64_t>(), b.as<std::int64_t>());
  return column;
}

Column BlockRun::conditional(const Step& step) {
  const Column condition = column(step.kids[0]);
  const Lane lane = *lane_of(step.type, plan_.book.vocabulary);
  const Column yes = in_lane(step.kids[1], lane);
  const Column no = in_lane(step.kids[2], lane);
  const ConstMask yes_known = known_of(yes);
  const ConstMask no_known = known_of(no);
  const ConstMask are_same = agreement(yes, no);
  const Mask known = arena_.mask();
  for_words([&](std::size_t w) {
    known[w] = (condition.yes[w] & yes_known[w]) | (condition.no[w] & no_known[w]) | are_same[w];
  });
  return blend(condition.yes, yes, no, known);
}

namespace {

template <class T>
T* fill_values(Arena& arena, const Column& column) {
  T* values = arena.values<T>();
  std::fill_n(values, rows_a_block, T{});
  for (const Way& way : column.ways) {
    if (way.value.is_nothing()) continue;
    const T value = static_cast<T>(way.value.payload());
    for (std::size_t w = 0; w < words_a_block; ++w) {
      for_bits(way.rows[w], [&](std::size_t bit) { values[w * rows_a_word + bit] = value; });
    }
  }
  return values;
}

}  // namespace

Column BlockRun::with_values(Column column) {
  if (column.lane == Lane::truth || column.values != nullptr) return column;
  if (column.lane == Lane::codes) column.values = fill_values<std::uint8_t>(arena_, column);
  if (column.lane == Lane::days) column.values = fill_values<std::int32_t>(arena_, column);
  if (column.lane == Lane::numbers) column.values = fill_values<std::int64_t>(arena_, column);
  return column;
}

const Column& BlockRun::with_values(std::uint32_t step) {
  columns_[step] = with_values(column(step));
  return columns_[step];
}

Column BlockRun::blank(Lane lane) {
  Column column;
  column.lane = lane;
  column.yes = column.no = column.known = none_;
  return with_values(column);
}

Column BlockRun::widened(const Column& column) {
  if (column.lane == Lane::numbers || column.lane == Lane::truth) return column;
  Column wide = column;
  auto* numbers = arena_.values<std::int64_t>();
  if (column.lane == Lane::codes) std::copy_n(column.as<std::uint8_t>(), rows_a_block, numbers);
  if (column.lane == Lane::days) std::copy_n(column.as<std::int32_t>(), rows_a_block, numbers);
  wide.lane = Lane::numbers;
  wide.values = numbers;
  return wide;
}

Column BlockRun::in_lane(std::uint32_t step, Lane lane) {
  const Column found = with_values(step);
  if (found.lane == lane) return found;
  if (lane == Lane::numbers && found.lane != Lane::truth) return widened(found);
  if (found.lane == Lane::numbers) {  // a constant
    Column narrow = found;
    narrow.lane = lane;
    narrow.values = nullptr;
    return with_values(narrow);
  }
  Column none = blank(lane);  // it is `none`, which is of no type
  none.known = none.nothing = all_;
  return none;
}

/// By a table: of bodies, what each leads to or is bound by.
Column BlockRun::look_up(std::uint32_t number, const Step& step) {
  const Column from = with_values(step.kids[0]);
  const Table& table = *program_.table(number);
  const auto* bodies = from.as<std::int32_t>();
  const Mask have = valued(from);
  const Mask known = arena_.mask();
  const Mask nothing = arena_.mask();
  std::int32_t* found = arena_.values<std::int32_t>();
  for (std::size_t w = 0; w < words_a_block; ++w) {
    Word silent = 0;
    Word none = 0;
    for (std::size_t bit = 0; bit < rows_a_word; ++bit) {
      const std::size_t row = w * rows_a_word + bit;
      const bool has = (have[w] >> bit & 1U) != 0;
      const std::int32_t entry = has ? table.entries[static_cast<std::size_t>(bodies[row])] : Table::is_nothing;
      silent |= static_cast<Word>(entry == Table::is_not_known) << bit;
      none |= static_cast<Word>(entry == Table::is_nothing) << bit;
      found[row] = entry;
    }
    const Word given_nothing = from.none_at(w);
    known[w] = (have[w] & ~silent) | given_nothing;
    nothing[w] = (have[w] & none) | given_nothing;
  }
  Column column;
  if (step.act == Act::bound) {  // a case that is nobody's is none of those that a pack binds
    const Mask yes = filled(0);
    for (std::size_t row = 0; row < rows_a_block; ++row) {
      if (is_set(have, row) && found[row] == 1) yes[row / rows_a_word] |= Word{1} << (row % rows_a_word);
    }
    const Mask no = arena_.mask();
    for_words([&](std::size_t w) { no[w] = known[w] & ~yes[w]; });
    return truth(yes, no);
  }
  column.lane = Lane::days;
  column.known = known;
  column.nothing = nothing;
  column.values = found;
  return column;
}

/// Row by row, of values that are all there; `work_out` gives none where the result is out of range.
template <class WorkOut>
Column BlockRun::work_out(const Step& step, const WorkOut& work_out) {
  const Column a = with_values(step.kids[0]);
  const bool has_two = step.kids.size() > 1;
  const Column b = has_two ? with_values(step.kids[1]) : a;
  const Mask a_has = valued(a);
  const Mask b_has = valued(b);
  const Mask known = arena_.mask();
  const Mask nothing = arena_.mask();
  Column column;
  column.lane = *lane_of(step.type, plan_.book.vocabulary);
  auto* days = column.lane == Lane::days ? arena_.values<std::int32_t>() : nullptr;
  auto* numbers = column.lane == Lane::numbers ? arena_.values<std::int64_t>() : nullptr;
  for (std::size_t w = 0; w < words_a_block; ++w) {
    nothing[w] = a.none_at(w) | b.none_at(w);
    known[w] = nothing[w];
    for (std::size_t bit = 0; bit < rows_a_word; ++bit) {
      const std::size_t row = w * rows_a_word + bit;
      std::optional<std::int64_t> result;
      if ((a_has[w] & b_has[w]) >> bit & 1U) result = work_out(number_at(a, row), has_two ? number_at(b, row) : 0);
      if (days != nullptr) days[row] = static_cast<std::int32_t>(result.value_or(0));
      if (numbers != nullptr) numbers[row] = result.value_or(0);
      if (result) known[w] |= Word{1} << bit;
    }
  }
  column.known = known;
  column.nothing = nothing;
  column.values = days != nullptr ? static_cast<const void*>(days) : numbers;
  return column;
}

/// The first or last of several, those that have no value left out.
Column BlockRun::extreme(const Step& step) {
  const Step& set = plan_.steps[step.kids[0]];
  const bool is_earliest = step.act == Act::earliest;
  const Mask known = filled(~Word{0});
  const Mask has_any = filled(0);
  std::int64_t* best = arena_.values<std::int64_t>();
  std::fill_n(best, rows_a_block, is_earliest ? INT64_MAX : INT64_MIN);
  Column column;
  column.lane = *lane_of(step.type, plan_.book.vocabulary);
  for (const std::uint32_t k : set.kids) {
    const Column kid = with_values(k);
    const ConstMask kid_known = known_of(kid);
    const Mask has = valued(kid);
    for_words([&](std::size_t w) {
      known[w] &= kid_known[w];
      has_any[w] |= has[w];
    });
    for (std::size_t row = 0; row < rows_a_block; ++row) {
      if (!is_set(has, row)) continue;
      const std::int64_t value = number_at(kid, row);
      best[row] = is_earliest ? std::min(best[row], value) : std::max(best[row], value);
    }
  }
  const Mask nothing = arena_.mask();
  for_words([&](std::size_t w) { nothing[w] = known[w] & ~has_any[w]; });
  column.known = known;
  column.nothing = nothing;
  if (column.lane == Lane::numbers) {
    column.values = best;
  } else if (column.lane == Lane::days) {
    auto* days = arena_.values<std::int32_t>();
    for (std::size_t row = 0; row < rows_a_block; ++row)
      days[row] = is_set(has_any, row) ? static_cast<std::int32_t>(best[row]) : 0;
    column.values = days;
  } else {
    auto* codes = arena_.values<std::uint8_t>();
    for (std::size_t row = 0; row < rows_a_block; ++row)
      codes[row] = is_set(has_any, row) ? static_cast<std::uint8_t>(best[row]) : 0;
    column.values = codes;
  }
  return column;
}

Column BlockRun::compute(std::uint32_t number) {
  const Step& step = plan_.steps[number];
  const bool is_over_members = step.act == Act::some_member || step.act == Act::every_member;
  const bool is_of_no_row = step.act == Act::constant || step.act == Act::in_force;
  if (is_over_members || (step.record != record_ && !is_of_no_row)) return given(bridges_.of(number, record_));
  switch (step.act) {
    case Act::constant:
      return constant(number, step.constant, program_.lane(number));
    case Act::in_force: {
      const bool is_so = program_.in_force(step);
      return truth(is_so ? all_ : none_, is_so ? none_ : all_);
    }
    case Act::fact:
      return fact(number, step);
    case Act::decision:
      return decision(step.index, program_.lane(number));
    case Act::conjunction:
    case Act::disjunction:
    case Act::negation:
      return connective(step);
    case Act::equal:
    case Act::less:
    case Act::at_most:
      return compare(step);
    case Act::member:
      return member(step);
    case Act::applies:
      return applies(step);
    case Act::conditional:
      return conditional(step);
    case Act::earliest:
    case Act::latest:
      return extreme(step);
    case Act::follow:
    case Act::bound:
      return look_up(number, step);
    case Act::has_come: {
      const Column date = column(step.kids[0]);
      const Mask has_come = arena_.mask();
      relate(Act::at_most, date, Value::date(program_.dates().facts_at), false, has_come);
      const Mask has = valued(date);
      const Mask yes = arena_.mask();
      const Mask no = arena_.mask();
      for_words([&](std::size_t w) {
        yes[w] = has[w] & has_come[w];
        no[w] = (has[w] & ~has_come[w]) | date.none_at(w);
      });
      return truth(yes, no);
    }
    case Act::years:
      return work_out(step, [](std::int64_t from, std::int64_t to) {
        return std::optional(
            std::int64_t{years_between(Date{static_cast<std::int32_t>(from)}, Date{static_cast<std::int32_t>(to)})});
      });
    case Act::count: {
      const Calendar* calendar = step.unit == Unit::working_days ? &plan_.book.calendars[step.index] : nullptr;
      const bool is_counted_by_value = step.kids.size() > 1;
      return work_out(step, [&](std::int64_t from, std::int64_t count) -> std::optional<std::int64_t> {
        if (is_counted_by_value && count < 0) return std::nullopt;
        const std::int64_t so_many = !is_counted_by_value ? step.number : step.number < 0 ? -count : count;
        const auto day = count_from(calendar, Date{static_cast<std::int32_t>(from)}, so_many, step.unit, step.start);
        return day ? std::optional(std::int64_t{day->days}) : std::nullopt;
      });
    }
    default:  // sum, difference, product, rounded
      return work_out(step, [&](std::int64_t a, std::int64_t b) { return masa::work_out(step, a, b); });
  }
}

}  // namespace masa::columns
