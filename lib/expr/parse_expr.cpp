// A recursive descent parser over the tokens of one expression.
//
//   choice     := both { "or" both }
//   both       := opposite { "and" opposite }
//   opposite   := "not" opposite | comparison
//   comparison := amount [ sign amount | "is" … | "in" amount | "before" amount | "applies" | "may be" amount ]
//   amount     := sum { "without" sum } [ "if" choice "," "otherwise" amount ]
//   sum        := product { ( "+" | "-" ) product }
//   product    := primary { "*" primary }
//   primary    := number | date | list | count | name ["of" primary] | "years from" … | "if" … | "some person has" …
#include "expr/parse_expr.hpp"

#include <fmt/format.h>

#include <array>

#include "expr/parser.hpp"

namespace masa {

std::optional<Expr> Parser::whole() {
  if (failed()) return std::nullopt;
  Expr expr = choice();
  if (!failed() && !is_end()) fail(unexpected());
  return failed() ? std::nullopt : std::optional(std::move(expr));
}

std::optional<Expr> Parser::whole_cell() {
  if (failed()) return std::nullopt;
  Expr expr = cell_choice();
  if (!failed() && !is_end()) fail(unexpected());
  return failed() ? std::nullopt : std::optional(std::move(expr));
}

Expr Parser::choice() {
  const std::uint32_t begin = peek().begin;
  std::vector<Expr> kids;
  kids.push_back(both());
  while (take("or")) kids.push_back(both());
  return kids.size() == 1 ? std::move(kids.front()) : node(Op::disjunction, begin, std::move(kids));
}

Expr Parser::both() {
  const std::uint32_t begin = peek().begin;
  std::vector<Expr> kids;
  kids.push_back(opposite());
  while (take("and")) kids.push_back(opposite());
  return kids.size() == 1 ? std::move(kids.front()) : node(Op::conjunction, begin, std::move(kids));
}

Expr Parser::opposite() {
  const std::uint32_t begin = peek().begin;
  if (!take("not")) return comparison();
  return unary(Op::negation, begin, deeper([this] { return opposite(); }));
}

Expr Parser::comparison() {
  Expr left = amount();
  const std::uint32_t begin = left.begin;
  constexpr std::array<std::pair<std::string_view, Op>, 6> signs{{{"=", Op::equal},
                                                                  {"!=", Op::unequal},
                                                                  {"<", Op::less},
                                                                  {"<=", Op::at_most},
                                                                  {">", Op::more},
                                                                  {">=", Op::at_least}}};
  for (const auto& [sign, op] : signs) {
    if (peek().kind == Token::Kind::sign && take(sign)) return binary(op, std::move(left), amount());
  }
  if (take_words({"is", "not", "known"})) return unary(Op::is_unknown, begin, std::move(left));
  if (take_words({"is", "known"})) return unary(Op::is_known, begin, std::move(left));
  if (take_words({"is", "overdue"})) return duty_state(std::move(left));
  if (take_words({"is", "not", "in"}) || take_words({"not", "in"}))
    return binary(Op::not_among, std::move(left), amount());
  if (take_words({"is", "in"}) || take("in")) return binary(Op::among, std::move(left), amount());
  for (const bool is_not : {true, false}) {
    const bool is_date_word =
        sees("before", is_not ? 2 : 1) || sees("after", is_not ? 2 : 1) || sees("on", is_not ? 2 : 1);
    if (!is_date_word || !sees("is") || (is_not && !sees("not", 1))) continue;
    fail("`is` does not go with `before` and `after`", is_not ? "write `not x before y`" : "write `x before y`");
  }
  if (take_words({"is", "not"})) return binary(Op::unequal, std::move(left), amount());
  if (take("is")) return binary(Op::equal, std::move(left), amount());
  if (take_words({"has", "come"})) return unary(Op::has_come, begin, std::move(left));
  if (take("applies")) return unary(Op::applies, begin, std::move(left));
  if (take_words({"may", "be"})) return binary(Op::may_be, std::move(left), amount());
  if (take_words({"on", "or", "before"})) return binary(Op::at_most, std::move(left), amount());
  if (take_words({"on", "or", "after"})) return binary(Op::at_least, std::move(left), amount());
  if (take("before")) return binary(Op::less, std::move(left), amount());
  if (take("after")) return binary(Op::more, std::move(left), amount());
  return left;
}

Expr Parser::duty_state(Expr duty) {
  if (!failed() && duty.op != Op::name) fail("only a duty can be overdue");
  duty.op = Op::is_overdue;
  duty.end = tokens_[at_ - 1].end;
  return duty;
}

namespace {

std::vector<Token> read_tokens(std::string_view text, ReadError& error) {
  error = {};
  if (text.size() > limits::expression_bytes) {
    error = {0, static_cast<std::uint32_t>(limits::expression_bytes), "the expression is too long",
             "give a part of it a name, as a decision of its own"};
    return {Token{}};
  }
  return lex(text, error);
}

}  // namespace

std::optional<Expr> parse_expr(std::string_view text, ReadError& error) {
  std::vector<Token> tokens = read_tokens(text, error);
  return Parser(std::move(tokens), error).whole();
}

std::optional<Expr> parse_cell(std::string_view text, ReadError& error) {
  std::vector<Token> tokens = read_tokens(text, error);
  return Parser(std::move(tokens), error).whole_cell();
}

}  // namespace masa
