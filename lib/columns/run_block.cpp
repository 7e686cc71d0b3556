// Each step is worked out for a whole block when it is first asked for, as the evaluator of single cases does for one
// case; so what nobody asks for costs nothing. Not known is what is in neither mask.
#include "columns/run_block.hpp"

#include <algorithm>
#include <cstring>

namespace masa::columns {

BlockRun::BlockRun(Bridges& bridges, std::uint32_t record)
    : bridges_(bridges),
      program_(bridges.program()),
      plan_(program_.plan()),
      kernels_(bridges.kernels()),
      record_(record),
      sheet_(bridges.cases().sheet(record)),
      columns_(plan_.steps.size()),
      computed_in_(plan_.steps.size()),
      ways_(plan_.steps.size()) {}

void BlockRun::start(std::size_t first_row) {
  ++block_;
  first_row_ = first_row;
  rows_ = std::min(rows_a_block, sheet_.rows - first_row);
  arena_.clear();
  all_ = filled(~Word{0});
  none_ = filled(0);
}

const Column& BlockRun::column(std::uint32_t step) {
  if (computed_in_[step] != block_) {
    columns_[step] = compute(step);
    computed_in_[step] = block_;
  }
  return columns_[step];
}

std::int64_t number_at(const Column& column, std::size_t row) {
  switch (column.lane) {
    case Lane::codes:
      return column.as<std::uint8_t>()[row];
    case Lane::days:
      return column.as<std::int32_t>()[row];
    default:
      return column.as<std::int64_t>()[row];
  }
}

Mask BlockRun::filled(Word word) {
  const Mask mask = arena_.mask();
  std::fill_n(mask, words_a_block, word);
  return mask;
}

Mask BlockRun::copy(ConstMask mask) {
  const Mask copied = arena_.mask();
  std::copy_n(mask, words_a_block, copied);
  return copied;
}

ConstMask BlockRun::known_of(const Column& column) {
  if (column.lane != Lane::truth) return column.known;
  const Mask known = arena_.mask();
  for_words([&](std::size_t w) { known[w] = column.yes[w] | column.no[w] | column.none_at(w); });
  return known;
}

/// Known to have a value.
Mask BlockRun::valued(const Column& column) {
  const ConstMask known = known_of(column);
  const Mask mask = arena_.mask();
  for_words([&](std::size_t w) { mask[w] = known[w] & ~column.none_at(w); });
  return mask;
}

Column BlockRun::truth(ConstMask yes, ConstMask no) {
  Column column;
  column.yes = yes;
  column.no = no;
  return column;
}

// --- what is given

/// The last block is copied: behind its last row there may be no memory.
template <class T>
const T* BlockRun::loaded(const void* values) {
  const T* here = static_cast<const T*>(values) + first_row_;
  if (rows_ == rows_a_block) return here;
  T* padded = arena_.values<T>();
  std::memcpy(padded, here, rows_ * sizeof(T));
  std::memset(padded + rows_, 0, (rows_a_block - rows_) * sizeof(T));
  return padded;
}

ConstMask BlockRun::loaded_bits(const Word* bits, Word beyond) {
  const Word* here = bits + first_row_ / rows_a_word;
  if (rows_ == rows_a_block) return here;
  const Mask padded = filled(beyond);
  const std::size_t whole = rows_ / rows_a_word;
  std::copy_n(here, whole, padded);
  if (const std::size_t left = rows_ % rows_a_word; left != 0) {
    const Word of_rows = (Word{1} << left) - 1;
    padded[whole] = (here[whole] & of_rows) | (beyond & ~of_rows);
  }
  return padded;
}

Column BlockRun::constant(std::uint32_t number, const Value& value, Lane lane) {
  Column column;
  column.lane = lane;
  if (!value.is_known()) {
    column.yes = column.no = column.known = none_;
  } else if (value.is_nothing()) {
    column.yes = column.no = none_;
    column.known = column.nothing = all_;
  } else if (lane == Lane::truth) {
    return truth(value.is_yes() ? all_ : none_, value.is_yes() ? none_ : all_);
  } else {
    ways_[number].assign(1, {value, all_});
    column.known = all_;
    column.ways = ways_[number];
  }
  return column;
}

Column BlockRun::given(const FactColumn& given) {
  Column column;
  column.lane = given.lane;
  column.known = given.known == nullptr ? all_ : loaded_bits(given.known, ~Word{0});
  column.nothing = given.nothing == nullptr ? nullptr : loaded_bits(given.nothing, 0);
  if (given.lane == Lane::truth) {
    const ConstMask yes = loaded_bits(given.yes, 0);
    const Mask certain = arena_.mask();
    const Mask no = arena_.mask();
    for_words([&](std::size_t w) {
      const Word has_value = column.known[w] & ~column.none_at(w);
      certain[w] = yes[w] & has_value;
      no[w] = ~yes[w] & has_value;
    });
    column.yes = certain;
    column.no = no;
  } else if (given.lane == Lane::codes) {
    column.values = loaded<std::uint8_t>(given.values);
  } else if (given.lane == Lane::days) {
    column.values = loaded<std::int32_t>(given.values);
  } else {
    column.values = loaded<std::int64_t>(given.values);
  }
  return column;
}

/// A fact of which no column says anything. Where one that stands in its place has a value, there is none.
Column BlockRun::absent(std::uint32_t number, const FactInfo& info, const Step& step, Lane lane) {
  Column column = constant(number, info.when_not_recorded.value_or(Value::not_known(Why::not_asked)), lane);
  if (info.when_not_recorded) return column;
  for (const std::uint32_t other : plan_.book.schema.stand_ins(step.index)) {
    const FactColumn* stands = sheet_.find(other);
    if (stands == nullptr) continue;
    const Mask has_none = valued(given(*stands));
    if (column.nothing != nullptr) for_words([&](std::size_t w) { has_none[w] |= column.nothing[w]; });
    column.known = column.nothing = has_none;
  }
  return column;
}

Column BlockRun::fact(std::uint32_t number, const Step& step) {
  const FactInfo& info = plan_.book.schema.facts[step.index];
  const FactColumn* said = sheet_.find(step.index);
  const Lane lane = *lane_of_fact(info.type, plan_.book.vocabulary);
  Column column = said == nullptr ? absent(number, info, step, lane) : given(*said);
  if (!info.is_conditional) return column;
  // Where it does not apply there is none; where that is not known, only what is given as nothing is known.
  const Column& applies = this->column(plan_.book.applies_when[step.index].step);
  const ConstMask known = known_of(column);
  const Mask nothing = arena_.mask();
  const Mask still_known = arena_.mask();
  for_words([&](std::size_t w) {
    const Word given_nothing = column.none_at(w);
    still_known[w] = applies.no[w] | (applies.yes[w] & known[w]) | given_nothing;
    nothing[w] = applies.no[w] | given_nothing;
  });
  column.known = still_known;
  column.nothing = nothing;
  if (lane == Lane::truth) {
    const Mask yes = arena_.mask();
    const Mask no = arena_.mask();
    for_words([&](std::size_t w) {
      yes[w] = column.yes[w] & applies.yes[w];
      no[w] = column.no[w] & applies.yes[w];
    });
    column.yes = yes;
    column.no = no;
  }
  return column;
}

// --- truths

Column BlockRun::connective(const Step& step) {
  if (step.act == Act::negation) {
    const Column& kid = column(step.kids[0]);
    return truth(kid.no, kid.yes);
  }
  const bool is_and = step.act == Act::conjunction;
  const Mask yes = filled(is_and ? ~Word{0} : 0);
  const Mask no = filled(is_and ? 0 : ~Word{0});
  for (const std::uint32_t k : step.kids) {
    const Column& kid = column(k);
    Word undecided = 0;
    for_words([&](std::size_t w) {
      yes[w] = is_and ? yes[w] & kid.yes[w] : yes[w] | kid.yes[w];
      no[w] = is_and ? no[w] | kid.no[w] : no[w] & kid.no[w];
      undecided |= is_and ? ~no[w] : ~yes[w];
    });
    if (undecided == 0) break;  // every row is decided by it alone
  }
  return truth(yes, no);
}

namespace {

template <class T>
void relate_values(const Comparers<T>& compare, Act act, const T* values, T constant, bool is_turned, Mask out) {
  if (act == Act::equal) return compare.equal_to(values, constant, out);
  const bool is_less = act == Act::less;
  // value <= c is no value > c; turned, c <= value is no value < c.
  const bool is_over = is_less == is_turned;
  (is_over ? compare.greater_than : compare.less_than)(values, constant, out);
  if (!is_less) for_words([&](std::size_t w) { out[w] = ~out[w]; });
}

bool holds(Act act, std::int64_t a, std::int64_t b) {
  return act == Act::equal ? a == b : act == Act::less ? a < b : a <= b;
}

}  // namespace

/// `column act constant`, or turned: `constant act column`.
void BlockRun::relate(Act act, const Column& column, const Value& constant, bool is_turned, Mask out) {
  const std::int64_t payload = constant.payload();
  if (column.values == nullptr) {
    std::fill_n(out, words_a_block, 0);
    for (const Way& way : column.ways) {
      if (way.value.is_nothing()) continue;
      const std::int64_t own = way.value.payload();
      if (!(is_turned ? holds(act, payload, own) : holds(act, own, payload))) continue;
      for_words([&](std::size_t w) { out[w] |= way.rows[w]; });
    }
    return;
  }
  const bool is_beyond = column.lane == Lane::codes  ? payload < 0 || payload > UINT8_MAX
                         : column.lane == Lane::days ? payload < INT32_MIN || payload > INT32_MAX
                                                     : false;
  if (is_beyond) {  // of what any row holds: all rows lie on the same side of it
    const bool is_so = is_turned ? holds(act, payload, 0) : holds(act, 0, payload);
    std::fill_n(out, words_a_block, is_so ? ~Word{0} : 0);
    return;
  }
  switch (column.lane) {
    case Lane::codes:
      return relate_values(kernels_.codes, act, column.as<std::uint8_t>(), static_cast<std::uint8_t>(payload),
                           is_turned, out);
    case Lane::days:
      return relate_values(kernels_.days, act, column.as<std::int32_t>(), static_cast<std::int32_t>(payload), is_turned,
                           out);
    default:
      return relate_values(kernels_.numbers, act, column.as<std::int64_t>(), payload, is_turned, out);
  }
}

Column BlockRun::compare(const Step& step) {
  const auto constant_of = [&](std::uint32_t kid) {
    return plan_.steps[kid].act == Act::constant ? &plan_.steps[kid].constant : nullptr;
  };
  const Value* a_is = constant_of(step.kids[0]);
  const Value* b_is = constant_of(step.kids[1]);
  const bool has_constant = a_is != nullptr || b_is != nullptr;
  Column a = has_constant ? column(step.kids[0]) : with_values(step.kids[0]);
  Column b = has_constant ? column(step.kids[1]) : with_values(step.kids[1]);
  if (!has_constant && a.lane != b.lane) {
    a = widened(a);
    b = widened(b);
  }
  return compare_values(step, a, b, a_is, b_is);
}

Column BlockRun::compare_values(const Step& step, const Column& a, const Column& b, const Value* a_is,
                                const Value* b_is) {
  const ConstMask a_known = known_of(a);
  const ConstMask b_known = known_of(b);
  const Mask relates = arena_.mask();
  const bool is_of_truths = a.lane == Lane::truth && b.lane == Lane::truth;
  if (is_of_truths) {
    for_words([&](std::size_t w) { relates[w] = (a.yes[w] & b.yes[w]) | (a.no[w] & b.no[w]); });
  } else if ((a_is != nullptr && a_is->is_nothing()) || (b_is != nullptr && b_is->is_nothing())) {
    std::fill_n(relates, words_a_block, 0);
  } else if (b_is != nullptr) {
    relate(step.act, a, *b_is, false, relates);
  } else if (a_is != nullptr) {
    relate(step.act, b, *a_is, true, relates);
  } else if (step.act == Act::equal) {
    equal(a, b, relates);
  } else {
    const bool is_less = step.act == Act::less;
    const Column& one = is_less ? a : b;  // a <= b is no b < a
    const Column& other = is_less ? b : a;
    if (a.lane == Lane::codes) kernels_.codes.less(one.as<std::uint8_t>(), other.as<std::uint8_t>(), relates);
    if (a.lane == Lane::days) kernels_.days.less(one.as<std::int32_t>(), other.as<std::int32_t>(), relates);
    if (a.lane == Lane::numbers) kernels_.numbers.less(one.as<std::int64_t>(), other.as<std::int64_t>(), relates);
    if (!is_less) for_words([&](std::size_t w) { relates[w] = ~relates[w]; });
  }
  const Mask yes = arena_.mask();
  const Mask no = arena_.mask();
  const bool is_equality = step.act == Act::equal;
  for_words([&](std::size_t w) {
    const Word both_known = a_known[w] & b_known[w];
    const Word a_nothing = a.none_at(w);
    const Word b_nothing = b.none_at(w);
    const Word both_have = both_known & ~a_nothing & ~b_nothing;
    const Word said = both_have & relates[w];
    // What has no value is before, after, under or over nothing, whatever the other is.
    yes[w] = is_equality ? said | (a_nothing & b_nothing) : said;
    no[w] = is_equality ? both_known & ~yes[w] : (both_have & ~relates[w]) | a_nothing | b_nothing;
  });
  return truth(yes, no);
}

void BlockRun::equal(const Column& a, const Column& b, Mask out) {
  switch (a.lane) {
    case Lane::truth:
      for_words([&](std::size_t w) { out[w] = (a.yes[w] & b.yes[w]) | (a.no[w] & b.no[w]); });
      return;
    case Lane::codes:
      return kernels_.codes.equal(a.as<std::uint8_t>(), b.as<std::uint8_t>(), out);
    case Lane::days:
      return kernels_.days.equal(a.as<std::int32_t>(), b.as<std::int32_t>(), out);
    case Lane::numbers:
      return kernels_.numbers.equal(a.as<std::int64_t>(), b.as<std::int64_t>(), out);
  }
}

Mask BlockRun::agreement(const Column& a, const Column& b) {
  const ConstMask a_known = known_of(a);
  const ConstMask b_known = known_of(b);
  const Mask same = arena_.mask();
  equal(a, b, same);
  for_words([&](std::size_t w) {
    const Word both_have = ~a.none_at(w) & ~b.none_at(w);
    same[w] = a_known[w] & b_known[w] & ((same[w] & both_have) | (a.none_at(w) & b.none_at(w)));
  });
  return same;
}

Column BlockRun::member(const Step& step) {
  const Column one = column(step.kids[0]);
  const Step& set = plan_.steps[step.kids[1]];
  std::vector<Value> members;
  if (set.act == Act::constant) {
    members = set.constant.members();
  } else {
    for (const std::uint32_t kid : set.kids) {
      if (!plan_.steps[kid].constant.is_nothing()) members.push_back(plan_.steps[kid].constant);
    }
  }
  if (members.empty()) return truth(none_, all_);
  const Mask is_in = filled(0);
  const Mask equals = arena_.mask();
  for (const Value& value : members) {
    if (one.lane == Lane::truth) {
      std::copy_n(value.is_yes() ? one.yes : one.no, words_a_block, equals);
    } else {
      relate(Act::equal, one, value, false, equals);
    }
    for_words([&](std::size_t w) { is_in[w] |= equals[w]; });
  }
  const ConstMask known = known_of(one);
  const Mask yes = arena_.mask();
  const Mask no = arena_.mask();
  for_words([&](std::size_t w) {
    const Word has_none = one.none_at(w);
    yes[w] = known[w] & ~has_none & is_in[w];
    no[w] = known[w] & ~yes[w];
  });
  return truth(yes, no);
}

Column BlockRun::applies(const Step& step) {
  const Column kid = column(step.kids[0]);
  return truth(valued(kid), kid.nothing == nullptr ? none_ : kid.nothing);
}

}  // namespace masa::columns
