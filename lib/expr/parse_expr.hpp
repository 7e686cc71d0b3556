/// Text to tree: expressions, and the words that stand in the cells of a table.
#pragma once

#include <optional>
#include <string_view>

#include "expr/expr.hpp"
#include "expr/lex.hpp"

namespace masa {

/// Reads a whole expression. Empty, and `error` set, where it cannot be read.
[[nodiscard]] std::optional<Expr> parse_expr(std::string_view text, ReadError& error);

/// Reads a cell: `any`, `known or suspected`, `not none`, `under 18`, `18 or more`, `8 to 17`, `before 2023-12-15`,
/// `in England`, `outside England`. In the tree, Op::subject stands for what the heading names.
[[nodiscard]] std::optional<Expr> parse_cell(std::string_view text, ReadError& error);

/// Words that no fact, decision or value may be named after.
[[nodiscard]] bool is_reserved_word(std::string_view word);
/// Those that may name a field of an event all the same: where a value is due they mean nothing else.
[[nodiscard]] bool may_name_a_field(std::string_view word);

}  // namespace masa
