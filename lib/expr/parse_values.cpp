// Numbers, dates, counts, choices, ways through the network: what makes a value.
#include <fmt/format.h>

#include <array>

#include "expr/parse_expr.hpp"
#include "expr/parser.hpp"

namespace masa {

Expr Parser::amount() {
  Expr left = sum();
  const std::uint32_t begin = left.begin;
  while (take("without")) left = binary(Op::without, std::move(left), sum());
  if (!take("if")) return left;
  std::vector<Expr> kids;
  kids.push_back(choice());
  kids.push_back(std::move(left));
  if (!failed() && !take_words({",", "otherwise"})) fail("`, otherwise` is needed here", "as in `a if c, otherwise b`");
  kids.push_back(deeper([this] { return amount(); }));
  return node(Op::conditional, begin, std::move(kids));
}

Expr Parser::sum() {
  Expr left = product();
  while (is_sign("+") || is_sign("-")) {
    const Op op = take("+") ? Op::sum : Op::difference;
    if (op == Op::difference) take("-");
    left = binary(op, std::move(left), product());
  }
  return left;
}

Expr Parser::product() {
  Expr left = primary();
  while (is_sign("*")) {
    take("*");
    left = binary(Op::product, std::move(left), primary());
  }
  if (is_sign("/")) fail("a quotient has more digits than a number keeps", "write `round(a / b, 2)`");
  return left;
}

Expr Parser::rounded(std::uint32_t begin) {
  expect("(");
  Expr above = primary();
  expect("/");
  Expr below = primary();
  expect(",");
  const Token places = peek();
  if (!failed() && (places.kind != Token::Kind::number || places.places > 0 || places.number > 9))
    fail("the number of places is needed here, 0 to 9");
  if (!failed()) ++at_;
  expect(")");
  Expr e = binary(Op::rounded, std::move(above), std::move(below));
  e.begin = begin;
  e.end = tokens_[at_ > 0 ? at_ - 1 : 0].end;
  e.number = places.number;
  return e;
}

Expr Parser::primary() {
  return deeper([this] { return shallow_primary(); });
}

Expr Parser::shallow_primary() {
  const Token token = peek();
  const std::uint32_t begin = token.begin;
  switch (token.kind) {
    case Token::Kind::number:
      return number_or_count();
    case Token::Kind::date: {
      ++at_;
      Expr e = leaf(Op::date, begin);
      e.date = token.date;
      return e;
    }
    case Token::Kind::sign:
      if (take("(")) return list(begin);
      break;
    case Token::Kind::word:
      return word();
    default:
      break;
  }
  fail(unexpected());
  return {};
}

Expr Parser::number_or_count() {
  const Token token = peek();
  ++at_;
  Expr e = leaf(Op::number, token.begin);
  e.number = token.number;
  e.places = token.places;
  const auto unit = take_unit();
  if (!unit) return e;
  if (token.places > 0) fail("a count is of whole days, weeks, months or years");
  return span(token.begin, token.number, *unit, nullptr);
}

Expr Parser::span(std::uint32_t begin, std::int64_t number, Unit unit, Expr* number_name) {
  if (take_words({"have", "passed", "since"}) || take_words({"has", "passed", "since"})) {
    // Years pass as birthdays come: who was born on 29 February has one on 1 March.
    const Start start = unit == Unit::years ? Start::birthday : Start::after;
    return unary(Op::has_come, begin, counted(begin, number, unit, start, number_name));
  }
  if (number == 0 && sees("beginning")) fail("a count that begins with a day has at least that one");
  if (take_words({"beginning", "with"})) return counted(begin, number, unit, Start::beginning_with, number_name);
  if (take("after")) return counted(begin, number, unit, Start::after, number_name);
  if (take("before")) return counted(begin, -number, unit, Start::after, number_name);
  fail("`after`, `before`, `beginning with` or `have passed since` is needed here",
       "as in `5 working days after incident.authority_aware_on`");
  return {};
}

Expr Parser::counted(std::uint32_t begin, std::int64_t number, Unit unit, Start start, Expr* number_name) {
  Expr e = unary(Op::count, begin, primary());
  e.number = number;
  e.unit = unit;
  e.start = start;
  if (number_name != nullptr) e.kids.push_back(std::move(*number_name));
  return e;
}

bool Parser::sees_unit() const {
  if (sees("working")) return sees("day", 1) || sees("days", 1);
  constexpr std::array<std::string_view, 10> units{"day",    "days", "week",  "weeks", "month",
                                                   "months", "year", "years", "hour",  "hours"};
  return peek().kind == Token::Kind::word && std::ranges::find(units, peek().text) != units.end();
}

std::optional<Unit> Parser::take_unit() {
  if (take_words({"working", "days"}) || take_words({"working", "day"})) return Unit::working_days;
  if (take("days") || take("day")) return Unit::days;
  if (take("weeks") || take("week")) return Unit::weeks;
  if (take("months") || take("month")) return Unit::months;
  if (take("years") || take("year")) return Unit::years;
  if (take("hours") || take("hour")) return Unit::hours;
  return std::nullopt;
}

Expr Parser::list(std::uint32_t begin) {
  std::vector<Expr> kids;
  kids.push_back(choice());
  while (take(",")) kids.push_back(choice());
  expect(")");
  return kids.size() == 1 ? std::move(kids.front()) : node(Op::list, begin, std::move(kids));
}

Expr Parser::word() {
  const std::uint32_t begin = peek().begin;
  if (take_words({"years", "from"})) {
    Expr from = primary();
    expect("to");
    Expr years = binary(Op::years, std::move(from), primary());
    years.begin = begin;
    return years;
  }
  if (take("if")) {
    std::vector<Expr> kids;
    kids.push_back(choice());
    expect("then");
    kids.push_back(choice());
    expect("else");
    kids.push_back(choice());
    return node(Op::conditional, begin, std::move(kids));
  }
  if (sees("round") && sees("(", 1)) {
    ++at_;
    return rounded(begin);
  }
  if (take("within")) {
    Expr e = primary();
    if (!failed() && e.op != Op::count)
      fail("a count is due behind `within`", "as in `within 15 days beginning with x`");
    e.begin = begin;
    return e;
  }
  if (take_words({"at", "once", "after"})) return counted(begin, 0, Unit::days, Start::after);
  if (sees("at") && sees("once", 1)) fail("`at once` needs its day", "as in `at once after incident.aware_on`");
  if (take("before")) return counted(begin, -1, Unit::days, Start::after);
  if (take_words({"the", "next", "working", "day", "after"}))
    return counted(begin, 1, Unit::working_days, Start::after);
  if (take_words({"the", "later", "of"})) return unary(Op::latest, begin, primary());
  if (take_words({"the", "earlier", "of"})) return unary(Op::earliest, begin, primary());
  if (take_words({"earliest", "of"})) return unary(Op::earliest, begin, primary());
  if (take_words({"latest", "of"})) return unary(Op::latest, begin, primary());
  if (take_words({"number", "of"})) return unary(Op::number_of, begin, primary());
  if (take_words({"due", "of"})) return named(Op::due, begin, {});
  if (take("each")) return each(begin);
  for (const auto& [first, op] :
       {std::pair{"some", Op::some_member}, {"every", Op::every_member}, {"no", Op::no_member}}) {
    if (sees(first) && peek(1).kind == Token::Kind::word && sees("has", 2)) {
      ++at_;
      const std::string record(peek().text);
      at_ += 2;
      Expr e = unary(op, begin, choice());
      e.text = record;
      return e;
    }
  }
  return name_or_follow(begin);
}

Expr Parser::named(Op op, std::uint32_t begin, std::vector<Expr> kids) {
  const std::string_view text = peek().text;
  if (peek().kind != Token::Kind::word) fail("a name is needed here");
  if (!failed()) ++at_;
  Expr e = node(op, begin, std::move(kids));
  e.text = text;
  return e;
}

Expr Parser::each(std::uint32_t begin) {
  const std::string record(peek().text);
  if (peek().kind != Token::Kind::word || peek(1).kind != Token::Kind::possessive) {
    fail("`each` goes with a list's member, as in `each person's home`");
    return {};
  }
  at_ += 2;
  Expr e = unary(Op::each_member, begin, primary());
  e.text = record;
  return e;
}

Expr Parser::name_or_follow(std::uint32_t begin) {
  const Token token = peek();
  const bool is_value = token.text == "yes" || token.text == "no" || token.text == "none" || token.text == "nobody" ||
                        token.text == "true" || token.text == "false";
  if (is_reserved_word(token.text) && !is_value && !may_name_a_field(token.text)) {
    fail(unexpected());
    return {};
  }
  if (std::string fields = take_fields(); !fields.empty()) {
    const bool latest = take("latest");
    if (!latest) take("first");
    return pick(begin, std::move(fields), latest);
  }
  ++at_;
  if (take("of")) {
    Expr e = unary(Op::follow, begin, primary());
    e.text = token.text;
    return e;
  }
  Expr e = leaf(Op::name, begin);
  e.text = token.text;
  if (is_value || !sees_unit()) return e;
  const Unit unit = *take_unit();
  return span(begin, 1, unit, &e);
}

/// `to or in of the`, where `latest` or `first` follows: the fields as they stand. Takes nothing otherwise.
std::string Parser::take_fields() {
  std::size_t ahead = 1;
  while (sees("or", ahead) && peek(ahead + 1).kind == Token::Kind::word) ahead += 2;
  const bool is_pick =
      sees("of", ahead) && sees("the", ahead + 1) && (sees("latest", ahead + 2) || sees("first", ahead + 2));
  if (!is_pick) return {};
  std::string fields;
  for (std::size_t n = 0; n < ahead; n += 2) fields += (fields.empty() ? "" : " or ") + std::string(peek(n).text);
  at_ += ahead + 2;
  return fields;
}

Expr Parser::pick(std::uint32_t begin, std::string field, bool latest) {
  take("of");
  std::vector<Expr> kids;
  const bool is_list = take("(");
  do {
    kids.push_back(named(Op::name, peek().begin, {}));
  } while (is_list && take(","));
  if (is_list) expect(")");
  kids.push_back(take("where") ? deeper([this] { return choice(); }) : leaf(Op::any, peek().begin));
  Expr e = node(Op::pick, begin, std::move(kids));
  e.text = std::move(field);
  e.number = latest ? 1 : 0;
  return e;
}

}  // namespace masa
