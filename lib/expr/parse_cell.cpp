// The words of a table's cell: what must hold of that which the heading names.
#include "expr/parser.hpp"

namespace masa {

Expr Parser::cell_choice() {
  const std::uint32_t begin = peek().begin;
  std::vector<Expr> kids;
  kids.push_back(cell());
  while (take("or")) kids.push_back(cell());
  return kids.size() == 1 ? std::move(kids.front()) : node(Op::disjunction, begin, std::move(kids));
}

Expr Parser::cell() {
  if (failed()) return {};
  const std::uint32_t begin = peek().begin;
  const Expr subject = leaf(Op::subject, begin);
  if (take("any")) return leaf(Op::any, begin);
  if (take("not")) return unary(Op::negation, begin, deeper([this] { return cell(); }));
  if (take("under")) return binary(Op::less, subject, primary());
  if (take_words({"more", "than"})) return binary(Op::more, subject, primary());
  if (take_words({"at", "most"})) return binary(Op::at_most, subject, primary());
  if (take_words({"at", "least"})) return binary(Op::at_least, subject, primary());
  if (take_words({"on", "or", "before"})) return binary(Op::at_most, subject, primary());
  if (take_words({"on", "or", "after"})) return binary(Op::at_least, subject, primary());
  if (take("before")) return binary(Op::less, subject, primary());
  if (take("after")) return binary(Op::more, subject, primary());
  if (take("in")) return binary(Op::among, subject, primary());
  if (take("outside")) return binary(Op::not_among, subject, primary());
  Expr value = primary();
  if (!sees("than", 2) && take_words({"or", "more"})) return binary(Op::at_least, subject, std::move(value));
  if (take("to")) {
    Expr low = binary(Op::at_least, subject, std::move(value));
    return binary(Op::conjunction, std::move(low), binary(Op::at_most, subject, primary()));
  }
  return binary(Op::equal, subject, std::move(value));
}

}  // namespace masa
