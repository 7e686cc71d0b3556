// A recursive descent parser over the tokens of one expression.
//
//   choice     := both { "or" both }
//   both       := opposite { "and" opposite }
//   opposite   := "not" opposite | comparison
//   comparison := amount [ sign amount | "is" … | "in" amount | "before" amount | "applies" | "may be" amount ]
//   amount     := primary { "without" primary }
//   primary    := number | date | list | count | name ["of" primary] | "years from" … | "if" … | "some person has" …
#include "expr/parse_expr.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace masa {

namespace {

constexpr std::size_t longest_text = 10'000;
constexpr int deepest = 64;

class Parser {
 public:
  Parser(std::vector<Token> tokens, ReadError& error) : tokens_(std::move(tokens)), error_(error) {}

  std::optional<Expr> whole() {
    if (failed()) return std::nullopt;
    Expr expr = choice();
    if (!failed() && !is_end()) fail(unexpected());
    return failed() ? std::nullopt : std::optional(std::move(expr));
  }

  std::optional<Expr> whole_cell() {
    if (failed()) return std::nullopt;
    Expr expr = cell_choice();
    if (!failed() && !is_end()) fail(unexpected());
    return failed() ? std::nullopt : std::optional(std::move(expr));
  }

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
    if (!failed() && !take(text)) fail(fmt::format("`{}` is due here", text));
  }
  void fail(std::string message, std::string help = {}) {
    if (failed()) return;
    error_ = {peek().begin, peek().end, std::move(message), std::move(help)};
  }
  [[nodiscard]] std::string unexpected() const {
    return is_end() ? "the expression ends too early" : fmt::format("`{}` is not expected here", peek().text);
  }

  /// Goes one level down, unless that is too deep.
  template <class Read>
  Expr deeper(const Read& read) {
    if (depth_ >= deepest)
      fail("the expression is nested too deep", "give a part of it a name, as a decision of its own");
    if (failed()) return {};
    ++depth_;
    Expr e = read();
    --depth_;
    return e;
  }

  // --- building
  [[nodiscard]] Expr leaf(Op op, std::uint32_t begin) const {
    Expr e;
    e.op = op;
    e.begin = begin;
    e.end = at_ > 0 ? tokens_[at_ - 1].end : begin;
    return e;
  }
  [[nodiscard]] Expr node(Op op, std::uint32_t begin, std::vector<Expr> kids) const {
    Expr e = leaf(op, begin);
    e.kids = std::move(kids);
    return e;
  }
  [[nodiscard]] Expr binary(Op op, Expr left, Expr right) const {
    const std::uint32_t begin = left.begin;
    std::vector<Expr> kids;
    kids.push_back(std::move(left));
    kids.push_back(std::move(right));
    return node(op, begin, std::move(kids));
  }
  [[nodiscard]] Expr unary(Op op, std::uint32_t begin, Expr kid) const {
    std::vector<Expr> kids;
    kids.push_back(std::move(kid));
    return node(op, begin, std::move(kids));
  }

  // --- truth
  Expr choice() {
    const std::uint32_t begin = peek().begin;
    std::vector<Expr> kids;
    kids.push_back(both());
    while (take("or")) kids.push_back(both());
    return kids.size() == 1 ? std::move(kids.front()) : node(Op::disjunction, begin, std::move(kids));
  }

  Expr both() {
    const std::uint32_t begin = peek().begin;
    std::vector<Expr> kids;
    kids.push_back(opposite());
    while (take("and")) kids.push_back(opposite());
    return kids.size() == 1 ? std::move(kids.front()) : node(Op::conjunction, begin, std::move(kids));
  }

  Expr opposite() {
    const std::uint32_t begin = peek().begin;
    if (!take("not")) return comparison();
    return unary(Op::negation, begin, deeper([this] { return opposite(); }));
  }

  Expr comparison() {
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
    if (take_words({"is", "not"})) return binary(Op::unequal, std::move(left), amount());
    if (take("is")) return binary(Op::equal, std::move(left), amount());
    if (take("applies")) return unary(Op::applies, begin, std::move(left));
    if (take_words({"may", "be"})) return binary(Op::may_be, std::move(left), amount());
    if (take_words({"on", "or", "before"})) return binary(Op::at_most, std::move(left), amount());
    if (take_words({"on", "or", "after"})) return binary(Op::at_least, std::move(left), amount());
    if (take("before")) return binary(Op::less, std::move(left), amount());
    if (take("after")) return binary(Op::more, std::move(left), amount());
    return left;
  }

  Expr duty_state(Expr duty) {
    if (!failed() && duty.op != Op::name) fail("only a duty can be overdue");
    duty.op = Op::is_overdue;
    duty.end = tokens_[at_ - 1].end;
    return duty;
  }

  // --- values
  Expr amount() {
    Expr left = primary();
    while (take("without")) left = binary(Op::without, std::move(left), primary());
    return left;
  }

  Expr primary() {
    return deeper([this] { return shallow_primary(); });
  }

  Expr shallow_primary() {
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

  Expr number_or_count() {
    const Token token = peek();
    ++at_;
    Expr e = leaf(Op::number, token.begin);
    e.number = token.number;
    const auto unit = take_unit();
    if (!unit) return e;
    const bool before = sees("before");
    const bool begins = take_words({"beginning", "with"});
    if (!begins && !take("after") && !take("before"))
      fail("`after`, `before` or `beginning with` is due here",
           "as in `5 working days after incident.authority_aware_on`");
    return counted(token.begin, before ? -token.number : token.number, *unit,
                   begins ? Start::beginning_with : Start::after);
  }

  /// The count of so many units from the date that comes next.
  Expr counted(std::uint32_t begin, std::int64_t number, Unit unit, Start start) {
    Expr e = unary(Op::count, begin, primary());
    e.number = number;
    e.unit = unit;
    e.start = start;
    return e;
  }

  std::optional<Unit> take_unit() {
    if (take_words({"working", "days"}) || take_words({"working", "day"})) return Unit::working_days;
    if (take("days") || take("day")) return Unit::days;
    if (take("weeks") || take("week")) return Unit::weeks;
    if (take("months") || take("month")) return Unit::months;
    if (take("years") || take("year")) return Unit::years;
    if (take("hours") || take("hour")) return Unit::hours;
    return std::nullopt;
  }

  /// After `(`: a bracketed expression, or a list where commas part it.
  Expr list(std::uint32_t begin) {
    std::vector<Expr> kids;
    kids.push_back(choice());
    while (take(",")) kids.push_back(choice());
    expect(")");
    return kids.size() == 1 ? std::move(kids.front()) : node(Op::list, begin, std::move(kids));
  }

  Expr word() {
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

  /// Takes a name into a leaf of this kind.
  Expr named(Op op, std::uint32_t begin, std::vector<Expr> kids) {
    const std::string_view text = peek().text;
    if (peek().kind != Token::Kind::word) fail("a name is due here");
    if (!failed()) ++at_;
    Expr e = node(op, begin, std::move(kids));
    e.text = text;
    return e;
  }

  Expr each(std::uint32_t begin) {
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

  Expr name_or_follow(std::uint32_t begin) {
    const Token token = peek();
    const bool is_value = token.text == "yes" || token.text == "no" || token.text == "none" || token.text == "nobody" ||
                          token.text == "true" || token.text == "false";
    if (is_reserved_word(token.text) && !is_value) {
      fail(unexpected());
      return {};
    }
    ++at_;
    if (take("of")) {
      Expr e = unary(Op::follow, begin, primary());
      e.text = token.text;
      return e;
    }
    Expr e = leaf(Op::name, begin);
    e.text = token.text;
    return e;
  }

  // --- cells
  Expr cell_choice() {
    const std::uint32_t begin = peek().begin;
    std::vector<Expr> kids;
    kids.push_back(cell());
    while (take("or")) kids.push_back(cell());
    return kids.size() == 1 ? std::move(kids.front()) : node(Op::disjunction, begin, std::move(kids));
  }

  Expr cell() {
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
    if (take_words({"or", "more"})) return binary(Op::at_least, subject, std::move(value));
    if (take("to")) {
      Expr low = binary(Op::at_least, subject, std::move(value));
      return binary(Op::conjunction, std::move(low), binary(Op::at_most, subject, primary()));
    }
    return binary(Op::equal, subject, std::move(value));
  }

  std::vector<Token> tokens_;
  ReadError& error_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

std::vector<Token> read_tokens(std::string_view text, ReadError& error) {
  error = {};
  if (text.size() > longest_text) {
    error = {0, static_cast<std::uint32_t>(longest_text), "the expression is too long",
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
