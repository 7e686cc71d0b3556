#include "expr/parse_expr.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/limits.hpp"

namespace masa {
namespace {

/// A tree as text: `(and a (or b c))`.
std::string print(const Expr& e) {
  const auto with = [&](const std::string& head) {
    std::string out = "(" + head;
    for (const Expr& kid : e.kids) out += " " + print(kid);
    return out + ")";
  };
  const char* units[] = {"days", "working_days", "weeks", "months", "years", "hours"};
  switch (e.op) {
    case Op::number:
      return std::to_string(e.number);
    case Op::date:
      return to_string(e.date);
    case Op::name:
      return e.text;
    case Op::subject:
      return "_";
    case Op::any:
      return "any";
    case Op::conjunction:
      return with("and");
    case Op::disjunction:
      return with("or");
    case Op::negation:
      return with("not");
    case Op::equal:
      return with("=");
    case Op::unequal:
      return with("!=");
    case Op::less:
      return with("<");
    case Op::at_most:
      return with("<=");
    case Op::more:
      return with(">");
    case Op::at_least:
      return with(">=");
    case Op::among:
      return with("in");
    case Op::not_among:
      return with("not-in");
    case Op::is_known:
      return with("known");
    case Op::is_unknown:
      return with("unknown");
    case Op::applies:
      return with("applies");
    case Op::may_be:
      return with("may-be");
    case Op::some_member:
      return with("some " + e.text);
    case Op::every_member:
      return with("every " + e.text);
    case Op::no_member:
      return with("no " + e.text);
    case Op::is_overdue:
      return with("overdue " + e.text);
    case Op::list:
      return with("list");
    case Op::conditional:
      return with("if");
    case Op::follow:
      return with("of " + e.text);
    case Op::years:
      return with("years");
    case Op::count:
      return with("count " + std::to_string(e.number) + " " + units[static_cast<int>(e.unit)] +
                  (e.start == Start::beginning_with ? " with" : ""));
    case Op::earliest:
      return with("earliest");
    case Op::latest:
      return with("latest");
    case Op::number_of:
      return with("number");
    case Op::without:
      return with("without");
    case Op::each_member:
      return with("each " + e.text);
    case Op::due:
      return with("due " + e.text);
  }
  return "?";
}

struct Reads {
  const char* text;
  const char* tree;
};
void PrintTo(const Reads& reads, std::ostream* out) {
  *out << reads.text;
}

class Expression : public testing::TestWithParam<Reads> {};

TEST_P(Expression, ReadsAs) {
  ReadError error;
  const auto expr = parse_expr(GetParam().text, error);
  ASSERT_TRUE(expr) << error.message;
  EXPECT_EQ(print(*expr), GetParam().tree);
  if (GetParam().text[0] == '(') return;  // brackets belong to no node
  EXPECT_EQ(expr->begin, 0U);
  EXPECT_EQ(expr->end, std::string_view(GetParam().text).size()) << "the place of the whole is the whole text";
}

INSTANTIATE_TEST_SUITE_P(Leaf, Expression,
                         testing::Values(Reads{"x", "x"}, Reads{"incident.place", "incident.place"}, Reads{"18", "18"},
                                         Reads{"2025-03-10", "2025-03-10"}, Reads{"yes", "yes"}, Reads{"no", "no"},
                                         Reads{"none", "none"}, Reads{"nobody", "nobody"}));

INSTANTIATE_TEST_SUITE_P(Connective, Expression,
                         testing::Values(Reads{"a and b", "(and a b)"}, Reads{"a and b and c", "(and a b c)"},
                                         Reads{"a or b or c", "(or a b c)"}, Reads{"a or b and c", "(or a (and b c))"},
                                         Reads{"a and b or c and d", "(or (and a b) (and c d))"},
                                         Reads{"not a and b", "(and (not a) b)"}, Reads{"not a = b", "(not (= a b))"},
                                         Reads{"not not a", "(not (not a))"},
                                         Reads{"a and not b or c", "(or (and a (not b)) c)"}));

INSTANTIATE_TEST_SUITE_P(
    Comparison, Expression,
    testing::Values(Reads{"a = b", "(= a b)"}, Reads{"a != b", "(!= a b)"}, Reads{"a < 3", "(< a 3)"},
                    Reads{"a <= 3", "(<= a 3)"}, Reads{"a > 3", "(> a 3)"}, Reads{"a >= 3", "(>= a 3)"},
                    Reads{"a is b", "(= a b)"}, Reads{"a is not b", "(!= a b)"},
                    Reads{"a in (b, c)", "(in a (list b c))"}, Reads{"a not in (b, c)", "(not-in a (list b c))"},
                    Reads{"a is in x", "(in a x)"}, Reads{"a is not in x", "(not-in a x)"},
                    Reads{"place in England", "(in place England)"}, Reads{"d before 2025-01-01", "(< d 2025-01-01)"},
                    Reads{"d after e", "(> d e)"}, Reads{"d on or before e", "(<= d e)"},
                    Reads{"d on or after e", "(>= d e)"}, Reads{"a is known", "(known a)"},
                    Reads{"a is not known", "(unknown a)"}, Reads{"a applies", "(applies a)"},
                    Reads{"a may be b", "(may-be a b)"}, Reads{"a may be (b, c)", "(may-be a (list b c))"},
                    Reads{"notify is overdue", "(overdue notify)"},
                    Reads{"years from a to b >= 18", "(>= (years a b) 18)"}));

INSTANTIATE_TEST_SUITE_P(
    Amount, Expression,
    testing::Values(Reads{"partnership of home", "(of partnership home)"},
                    Reads{"country of partnership of home", "(of country (of partnership home))"},
                    Reads{"(a, b) without c", "(without (list a b) c)"},
                    Reads{"a without b without c", "(without (without a b) c)"},
                    Reads{"earliest of (a, b)", "(earliest (list a b))"}, Reads{"latest of dates", "(latest dates)"},
                    Reads{"number of x", "(number x)"}, Reads{"due of notify_panel", "(due notify_panel)"},
                    Reads{"each person's home", "(each person home)"},
                    Reads{"each person's partnership of home", "(each person (of partnership home))"},
                    Reads{"number of (a, b) = 2", "(= (number (list a b)) 2)"},
                    Reads{"the later of (a, b)", "(latest (list a b))"},
                    Reads{"the earlier of (a, b)", "(earliest (list a b))"}));

INSTANTIATE_TEST_SUITE_P(
    CountOfDays, Expression,
    testing::Values(Reads{"5 working days after a", "(count 5 working_days a)"},
                    Reads{"1 working day after a", "(count 1 working_days a)"},
                    Reads{"7 days before a", "(count -7 days a)"}, Reads{"2 weeks after a", "(count 2 weeks a)"},
                    Reads{"6 months after a.b", "(count 6 months a.b)"}, Reads{"1 year after a", "(count 1 years a)"},
                    Reads{"72 hours after a", "(count 72 hours a)"},
                    Reads{"5 working days beginning with a", "(count 5 working_days with a)"},
                    Reads{"5 days after 6 months after a", "(count 5 days (count 6 months a))"},
                    Reads{"the next working day after a", "(count 1 working_days a)"},
                    Reads{"5 days after the later of (a, b)", "(count 5 days (latest (list a b)))"}));

INSTANTIATE_TEST_SUITE_P(
    Larger, Expression,
    testing::Values(Reads{"if a then b else c", "(if a b c)"},
                    Reads{"if a or b then 1 else if c then 2 else 3", "(if (or a b) 1 (if c 2 3))"},
                    Reads{"some person has a and b", "(some person (and a b))"},
                    Reads{"every person has a", "(every person a)"},
                    Reads{"no person has a = b", "(no person (= a b))"},
                    Reads{"(some person has a) and b", "(and (some person a) b)"},
                    Reads{"(a or b) and c", "(and (or a b) c)"}, Reads{"((a))", "a"},
                    Reads{"a = (if b then c else d)", "(= a (if b c d))"}, Reads{"a and\n  b", "(and a b)"}));

TEST(Expression, PointsAtEachOfItsParts) {
  ReadError error;
  const auto expr = parse_expr("a and partnership of home = b", error);
  ASSERT_TRUE(expr);
  const Expr& equal = expr->kids.at(1);
  EXPECT_EQ(equal.begin, 6U);
  EXPECT_EQ(equal.end, 29U);
  EXPECT_EQ(equal.kids.at(0).begin, 6U);
  EXPECT_EQ(equal.kids.at(0).end, 25U);
  EXPECT_EQ(equal.kids.at(1).begin, 28U);
}

class Cell : public testing::TestWithParam<Reads> {};

TEST_P(Cell, ReadsAs) {
  ReadError error;
  const auto expr = parse_cell(GetParam().text, error);
  ASSERT_TRUE(expr) << error.message;
  EXPECT_EQ(print(*expr), GetParam().tree);
}

INSTANTIATE_TEST_SUITE_P(
    OfATable, Cell,
    testing::Values(Reads{"any", "any"}, Reads{"yes", "(= _ yes)"}, Reads{"no", "(= _ no)"},
                    Reads{"known", "(= _ known)"}, Reads{"known or suspected", "(or (= _ known) (= _ suspected))"},
                    Reads{"not excluded", "(not (= _ excluded))"}, Reads{"none", "(= _ none)"},
                    Reads{"not none", "(not (= _ none))"}, Reads{"under 18", "(< _ 18)"},
                    Reads{"18 or more", "(>= _ 18)"}, Reads{"more than 3", "(> _ 3)"}, Reads{"at most 3", "(<= _ 3)"},
                    Reads{"at least 3", "(>= _ 3)"}, Reads{"18 to 24", "(and (>= _ 18) (<= _ 24))"},
                    Reads{"2023-12-15 to 2026-03-17", "(and (>= _ 2023-12-15) (<= _ 2026-03-17))"},
                    Reads{"before 2023-12-15", "(< _ 2023-12-15)"}, Reads{"after 2023-12-15", "(> _ 2023-12-15)"},
                    Reads{"on or after 2026-03-18", "(>= _ 2026-03-18)"},
                    Reads{"on or before 2026-03-18", "(<= _ 2026-03-18)"}, Reads{"in England", "(in _ England)"},
                    Reads{"outside England", "(not-in _ England)"}, Reads{"in (a, b)", "(in _ (list a b))"},
                    Reads{"under 16 or 18 or more", "(or (< _ 16) (>= _ 18))"},
                    Reads{"suspected or more", "(>= _ suspected)"}));

// --- what cannot be read

struct Fails {
  const char* text;
  std::uint32_t begin;
  std::uint32_t end;
  const char* message;
};
void PrintTo(const Fails& fails, std::ostream* out) {
  *out << fails.text;
}

void expect_error(const ReadError& error, const Fails& expected) {
  EXPECT_EQ(error.message, expected.message);
  EXPECT_EQ(error.begin, expected.begin);
  EXPECT_EQ(error.end, expected.end);
}

class Mistake : public testing::TestWithParam<Fails> {};

TEST_P(Mistake, IsSaidExactly) {
  ReadError error;
  ASSERT_FALSE(parse_expr(GetParam().text, error));
  expect_error(error, GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    InAnExpression, Mistake,
    testing::Values(
        Fails{"", 0, 0, "the expression ends too early"}, Fails{"a and", 5, 5, "the expression ends too early"},
        Fails{"a and and b", 6, 9, "`and` is not expected here"}, Fails{"a b", 2, 3, "`b` is not expected here"},
        Fails{"(a", 2, 2, "`)` is needed here"}, Fails{"(a, b", 5, 5, "`)` is needed here"},
        Fails{"a)", 1, 2, "`)` is not expected here"}, Fails{"()", 1, 2, "`)` is not expected here"},
        Fails{"a = \"b\"", 4, 5, "`\"` has no meaning here"}, Fails{"a = 'b'", 4, 5, "`'` has no meaning here"},
        Fails{"a & b", 2, 3, "`&` has no meaning here"}, Fails{"a | b", 2, 3, "`|` has no meaning here"},
        Fails{"!a", 0, 1, "`!` has no meaning here"}, Fails{"a [b]", 2, 3, "`[` has no meaning here"},
        Fails{"a = -3", 4, 5, "`-` is not expected here"}, Fails{"a = 1.5.2", 7, 8, "`.` has no meaning here"},
        Fails{"a = \xC3\xA9t\xC3\xA9", 4, 6, "`\xC3\xA9` has no meaning here"},
        Fails{"d after 2025-02-30", 8, 18, "`2025-02-30` is not in the calendar"},
        Fails{"a = 99999999999999999999", 4, 24, "the number `99999999999999999999` is too large"},
        Fails{"a = 18years", 4, 11, "`18years` is neither a number nor a name"},
        Fails{"5 days a", 7, 8, "`after`, `before`, `beginning with` or `have passed since` is needed here"},
        Fails{"5 working days", 14, 14, "`after`, `before`, `beginning with` or `have passed since` is needed here"},
        Fails{"if a then b", 11, 11, "`else` is needed here"}, Fails{"if a b", 5, 6, "`then` is needed here"},
        Fails{"years from a", 12, 12, "`to` is needed here"}, Fails{"due of 5", 7, 8, "a name is needed here"},
        Fails{"each person home", 5, 11, "`each` goes with a list's member, as in `each person's home`"},
        Fails{"some person", 0, 4, "`some` is not expected here"},
        Fails{"partnership of", 14, 14, "the expression ends too early"},
        Fails{"a = b = c", 6, 7, "`=` is not expected here"}, Fails{"a is", 4, 4, "the expression ends too early"}));

class CellMistake : public testing::TestWithParam<Fails> {};

TEST_P(CellMistake, IsSaidExactly) {
  ReadError error;
  ASSERT_FALSE(parse_cell(GetParam().text, error));
  expect_error(error, GetParam());
}

INSTANTIATE_TEST_SUITE_P(InACell, CellMistake,
                         testing::Values(Fails{"18 to", 5, 5, "the expression ends too early"},
                                         Fails{"under", 5, 5, "the expression ends too early"},
                                         Fails{"a and b", 2, 5, "`and` is not expected here"},
                                         Fails{"more 3", 5, 6, "`3` is not expected here"},
                                         Fails{"18-24", 2, 3, "`-` is not expected here"},
                                         Fails{"< 18", 0, 1, "`<` is not expected here"},
                                         Fails{"not", 3, 3, "the expression ends too early"}));

TEST(Mistake, IsFollowedByAdviceWhereAWordWouldDo) {
  ReadError error;
  (void)parse_expr("a & b", error);
  EXPECT_EQ(error.help, "write `and`");
  (void)parse_expr("a = 'b'", error);
  EXPECT_EQ(error.help, "values stand without quotation marks");
  (void)parse_expr("a [b]", error);
  EXPECT_EQ(error.help, "a list stands in round brackets, (a, b)");
}

TEST(Limits, RefuseATextOverTenThousandBytes) {
  ReadError error;
  EXPECT_TRUE(parse_expr(std::string(9'999, ' ') + "a", error));
  EXPECT_FALSE(parse_expr(std::string(10'000, ' ') + "a", error));
  EXPECT_EQ(error.message, "the expression is too long");
}

TEST(Limits, RefuseWhatIsNestedTooDeep) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '(') + "a" + std::string(depth, ')'); };
  ReadError error;
  EXPECT_TRUE(parse_expr(nested(60), error));
  EXPECT_FALSE(parse_expr(nested(5'000 - 1), error));
  EXPECT_EQ(error.message, "the expression is nested too deep");
  std::string nots;
  for (int i = 0; i < 2'000; ++i) nots += "not ";
  EXPECT_FALSE(parse_expr(nots + "a", error));
  EXPECT_EQ(error.message, "the expression is nested too deep");
  EXPECT_FALSE(parse_cell(nots + "a", error));
  std::string chain;
  for (int i = 0; i < 2'000; ++i) chain += "if a then b else ";
  EXPECT_FALSE(parse_expr(chain.substr(0, 9'000) + "c", error));
}

TEST(Limits, RefuseASumOfTooManyParts) {
  const auto sum = [](std::size_t parts) {
    std::string text = "a";
    for (std::size_t n = 1; n < parts; ++n) text += " + 1";
    return text;
  };
  ReadError error;
  EXPECT_TRUE(parse_expr(sum(limits::expression_height), error));
  EXPECT_FALSE(parse_expr(sum(limits::expression_height + 1), error));
  EXPECT_EQ(error.message, "the expression is nested too deep");
}

TEST(ReservedWord, CannotBeAName) {
  for (const char* word : {"and", "of", "none", "due", "yes", "outside"}) EXPECT_TRUE(is_reserved_word(word)) << word;
  for (const char* word : {"known", "lcspr", "And", "number"}) EXPECT_FALSE(is_reserved_word(word)) << word;
}

/// Whatever the bytes are, reading them ends, and an error points into the text.
void read_anything(const std::string& text) {
  for (const bool is_cell : {false, true}) {
    ReadError error;
    const auto expr = is_cell ? parse_cell(text, error) : parse_expr(text, error);
    ASSERT_EQ(expr.has_value(), error.message.empty()) << text;
    ASSERT_LE(error.begin, error.end) << text;
    ASSERT_LE(error.end, std::max<std::size_t>(text.size(), 10'000)) << text;
    if (expr) {
      ASSERT_LE(expr->end, text.size()) << text;
    }
  }
}

TEST(RandomBytes, NeverCrashTheReader) {
  std::mt19937 random(20250310);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::size_t size = random() % 40; size > 0; --size) text += static_cast<char>(random() % 256);
    read_anything(text);
  }
}

TEST(RandomWords, NeverCrashTheReader) {
  const char* words[] = {"and",    "or",      "not",   "a",          "b.c",      "(",     ")",     ",",      "5",
                         "days",   "working", "after", "2025-03-10", "is",       "in",    "known", "if",     "then",
                         "else",   "each",    "'s ",   "has",        "person",   "some",  "every", "no",     "of",
                         "due",    "may",     "be",    "=",          "<=",       "years", "from",  "to",     "any",
                         "under",  "more",    "than",  "none",       "the",      "later", "next",  "number", "without",
                         "latest", "hours",   "on",    "with",       "beginning"};
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::size_t size = random() % 25; size > 0; --size)
      text += std::string(words[random() % std::size(words)]) + (random() % 8 == 0 ? "" : " ");
    read_anything(text);
  }
}

}  // namespace
}  // namespace masa
