/// The expression language as a tree. Names are as the author wrote them; `check` says what they mean.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "calendar/calendar.hpp"
#include "value/date.hpp"

namespace masa {

enum class Op : std::uint8_t {
  // leaves
  number,   ///< `number`, and `places` behind its point
  date,     ///< `date`
  name,     ///< `text`: a path, a value's word, or `yes`, `no`, `none`
  subject,  ///< in a cell: what the heading names
  any,      ///< in a cell: always yes
  // truth
  conjunction,
  disjunction,
  negation,
  equal,
  unequal,
  less,
  at_most,
  more,
  at_least,
  among,      ///< `x in (a, b)`, `x in set`, `x in England`
  not_among,  ///< `x not in …`, `outside England`
  is_known,
  is_unknown,
  applies,      ///< has a value: is not `none`, not yet, not applicable
  may_be,       ///< can still turn out to be one of the values
  some_member,  ///< `some person has …`: `text` is the record
  every_member,
  no_member,
  is_overdue,  ///< `text` is the duty
  // values
  list,         ///< `(a, b)`
  conditional,  ///< if, then, else
  follow,       ///< `partnership of x`: `text` is the relation
  years,        ///< `years from a to b`
  count,  ///< `5 working days after x`: `number`, `unit`, `start`; negative before. Two kids: the number is the second
  earliest,
  latest,
  number_of,
  without,      ///< a set less another
  each_member,  ///< `each person's x`: `text` is the record
  due,          ///< `due of x`: `text` is the duty or one of its dates
  sum,          ///< `a + b`
  difference,   ///< `a - b`
  product,      ///< `a * b`
  rounded,      ///< `round(a / b, 2)`: `number` is the places
  pick,      ///< `to of the latest (moved, placed) where …`: `text` is the field, `number` 1 for the latest, 0 for the
             ///< first; kids: the events' names, then the condition
  has_come,  ///< `x has come`, `28 days have passed since x`: the day asked about is on or after it
};

/// A node and the bytes of the text that it came from.
struct Expr {
  Op op = Op::any;
  std::string text;
  std::int64_t number = 0;
  int places = 0;
  Date date;
  Unit unit = Unit::days;
  Start start = Start::after;
  std::vector<Expr> kids;
  std::uint32_t height = 1;  ///< the nodes on the longest way down, this one among them
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

}  // namespace masa
