/// A recursive descent parser over the tokens of one expression. What each part may be stands in parse_expr.cpp.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.hpp"
#include "expr/advice.hpp"
#include "expr/expr.hpp"
#include "expr/lex.hpp"

namespace masa {

class Parser {
 public:
  Parser(std::vector<Token> tokens, ReadError& error) : tokens_(std::move(tokens)), error_(error) {}
  [[nodiscard]] std::optional<Expr> whole();
  [[nodiscard]] std::optional<Expr> whole_cell();

 private:
  // --- tokens
  [[nodiscard]] const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  [[nodiscard]] bool is_end() const { return peek().kind == Token::Kind::end; }
  [[nodiscard]] bool failed() const { return !error_.message.empty(); }
  [[nodiscard]] bool sees(std::string_view text, std::size_t ahead = 0) const {
    return !failed() && peek(ahead).text == text && peek(ahead).kind != Token::Kind::end;
  }
  bool take(std::string_view text) {
    if (!sees(text)) return false;
    ++at_;
    return true;
  }
  /// Takes all the words in a row, or none.
  bool take_words(std::initializer_list<std::string_view> words) {
    std::size_t ahead = 0;
    for (const std::string_view word : words) {
      if (!sees(word, ahead++)) return false;
    }
    at_ += words.size();
    return true;
  }
  void expect(std::string_view text) {
    if (!failed() && !take(text)) fail(fmt::format("`{}` is needed here", text));
  }
  void fail(std::string message, std::string help = {}) {
    if (failed()) return;
    if (help.empty() && !is_end()) help = advice_for_word(peek().text);
    error_ = {peek().begin, peek().end, std::move(message), std::move(help)};
  }
  [[nodiscard]] std::string unexpected() const {
    return is_end() ? "the expression ends too early" : fmt::format("`{}` is not expected here", peek().text);
  }
  /// Goes one level down, unless that is too deep.
  template <class Read>
  Expr deeper(const Read& read) {
    if (depth_ >= limits::expression_depth) fail_of_depth();
    if (failed()) return {};
    ++depth_;
    Expr e = read();
    --depth_;
    return e;
  }
  void fail_of_depth() {
    fail("the expression is nested too deep", "give a part of it a name, as a decision of its own");
  }
  // --- building
  [[nodiscard]] Expr leaf(Op op, std::uint32_t begin) const {
    Expr e;
    e.op = op;
    e.begin = begin;
    e.end = std::max(begin, at_ > 0 ? tokens_[at_ - 1].end : begin);  // no words of its own: an empty place
    return e;
  }
  [[nodiscard]] Expr node(Op op, std::uint32_t begin, std::vector<Expr> kids) {
    Expr e = leaf(op, begin);
    for (const Expr& kid : kids) e.height = std::max(e.height, kid.height + 1);
    if (e.height > limits::expression_height) fail_of_depth();
    e.kids = std::move(kids);
    return e;
  }
  [[nodiscard]] Expr binary(Op op, Expr left, Expr right) {
    const std::uint32_t begin = left.begin;
    std::vector<Expr> kids;
    kids.push_back(std::move(left));
    kids.push_back(std::move(right));
    return node(op, begin, std::move(kids));
  }
  [[nodiscard]] Expr unary(Op op, std::uint32_t begin, Expr kid) {
    std::vector<Expr> kids;
    kids.push_back(std::move(kid));
    return node(op, begin, std::move(kids));
  }
  [[nodiscard]] bool is_sign(std::string_view sign) const { return sees(sign) && peek().kind == Token::Kind::sign; }

  // --- truth, parse_expr.cpp
  Expr choice();
  Expr both();
  Expr opposite();
  Expr comparison();
  Expr duty_state(Expr duty);

  // --- values, parse_values.cpp
  Expr amount();
  Expr sum();
  Expr product();
  /// `round(a / b, 2)`, its `round` taken.
  Expr rounded(std::uint32_t begin);
  Expr primary();
  Expr shallow_primary();
  Expr number_or_count();
  /// What follows a number and its unit: `after`, `before`, `beginning with`, `have passed since`. `number_name`: the
  /// name that stands for the number.
  Expr span(std::uint32_t begin, std::int64_t number, Unit unit, Expr* number_name);
  /// The count of so many units from the date that comes next. With a name for the number, `number` is 1 or -1.
  Expr counted(std::uint32_t begin, std::int64_t number, Unit unit, Start start, Expr* number_name = nullptr);
  [[nodiscard]] bool sees_unit() const;
  std::optional<Unit> take_unit();
  /// After `(`: a bracketed expression, or a list where commas part it.
  Expr list(std::uint32_t begin);
  Expr word();
  /// Takes a name into a leaf of this kind.
  Expr named(Op op, std::uint32_t begin, std::vector<Expr> kids);
  Expr each(std::uint32_t begin);
  Expr name_or_follow(std::uint32_t begin);
  std::string take_fields();
  /// Behind `FIELD of the latest` or `the first`: the events, and `where` with a condition.
  Expr pick(std::uint32_t begin, std::string field, bool latest);

  // --- cells, parse_cell.cpp
  Expr cell_choice();
  Expr cell();

  std::vector<Token> tokens_;
  ReadError& error_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace masa
