#include "format/format_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

/// The text laid out; where it is refused, the complaints.
std::string formatted(const std::string& text) {
  const auto written = format({"pack.yaml", text});
  if (written) return written.value();
  std::string all = "refused\n";
  for (const std::string& line : lines_of(written.diagnostics())) all += line + "\n";
  return all;
}

/// It comes out so, and stays so.
void expect(const std::string& text, const std::string& laid_out) {
  EXPECT_EQ(formatted(text), laid_out);
  EXPECT_EQ(formatted(laid_out), laid_out);
}

void expect_kept(const std::string& text) {
  expect(text, text);
}

// --- indentation and blanks

TEST(FormatText, IndentsByTwoBlanksALevel) {
  expect("facts:\n    incident:\n        date:\n           type: date\n    stage:\n     type: text\n",
         "facts:\n  incident:\n    date:\n      type: date\n  stage:\n    type: text\n");
}

TEST(FormatText, IndentsListsUnderTheirKey) {
  expect("by:\n- must: 3 days after x\n  cite: S\n-   should: y\n    cite: S\ndone: z\n",
         "by:\n  - must: 3 days after x\n    cite: S\n  - should: y\n    cite: S\n\ndone: z\n");
  expect("a:\n   -   b\n   -   c\n", "a:\n  - b\n  - c\n");
}

TEST(FormatText, IndentsListsInListsAndMappingsInThem) {
  expect("a:\n- - b\n  -   c\n-  d:\n   -  e: 1\n      f: 2\n   g: 3\n",
         "a:\n  - - b\n    - c\n  - d:\n      - e: 1\n        f: 2\n    g: 3\n");
}

TEST(FormatText, IndentsWhatStandsBelowALoneDash) {
  expect("a:\n-\n    b: 1\n    c: 2\n-\n- d\n", "a:\n  -\n    b: 1\n    c: 2\n  -\n  - d\n");
}

TEST(FormatText, PutsOneBlankBehindKeysAndDashes) {
  expect("a   :    b\nc:   {x:   1}   \nd:\n  -    e\n", "a: b\nc: {x:   1}\n\nd:\n  - e\n");
}

TEST(FormatText, EndsTheLastLineAndNoLineInBlanks) {
  expect("a: b   \nc: d\t", "a: b\nc: d\n");
  expect("a: b\n\n\n", "a: b\n");
}

TEST(FormatText, KeepsTheOrderOfKeysAndTheirQuotes) {
  expect_kept("\"3.1\": 'it''s'\nb: \"x # y\"\na: 'z: w'\n");
}

TEST(FormatText, KeepsTheLineEndsOfTheFirstLine) {
  expect("a:\r\n    b: c\r\n    d: e", "a:\r\n  b: c\r\n  d: e\r\n");
  expect("a:\r\n    b: c\n", "a:\r\n  b: c\r\n");
  expect("a: |\r\n     x\r\n     y\r\nb: c\r\n", "a: |\r\n  x\r\n  y\r\nb: c\r\n");
}

TEST(FormatText, KeepsAByteOrderMark) {
  expect(
      "\xEF\xBB\xBF"
      "a:\n    b: c\n",
      "\xEF\xBB\xBF"
      "a:\n  b: c\n");
}

TEST(FormatText, KeepsTheMarksOfADocument) {
  expect("--- # a case\na:\n    b: c\n...\n", "--- # a case\na:\n  b: c\n...\n");
}

TEST(FormatText, HasNothingToDoWhereNothingIsSaid) {
  expect("", "");
  expect("\n\n", "");
  expect("\n  # a note\n\n\n#   another\n", "# a note\n\n#   another\n");
}

// --- empty lines

TEST(FormatText, LeavesOneEmptyLineOfSeveral) {
  expect("a:\n  b: 1\n\n\n\n  c: 2\n", "a:\n  b: 1\n\n  c: 2\n");
}

TEST(FormatText, LeavesNoneAtTheStartOfTheTextOrOfABlock) {
  expect("\n\na:\n\n  b:\n\n    - c\n", "a:\n  b:\n    - c\n");
}

TEST(FormatText, PartsTheBlocksOfTheFirstColumn) {
  expect("pack: x\ntitle: y\nfacts:\n  a: 1\n# of decisions\ndecisions:\n  b: 2\ncalendar: z\nlayer: w\n",
         "pack: x\ntitle: y\n\nfacts:\n  a: 1\n\n# of decisions\ndecisions:\n  b: 2\n\ncalendar: z\nlayer: w\n");
}

// --- comments

TEST(FormatText, KeepsACommentWithWhatStandsBelowIt) {
  expect("# the pack\na:\n# of b\n  b:\n        # of c\n        c: 1\n   #of d\n  d: 2\n",
         "# the pack\na:\n  # of b\n  b:\n    # of c\n    c: 1\n  #of d\n  d: 2\n");
}

TEST(FormatText, KeepsACommentInTheBlockThatItCloses) {
  expect("a:\n    b:\n        c: 1\n        # after c\n    # after b\nd: 2\n",
         "a:\n  b:\n    c: 1\n    # after c\n  # after b\n\nd: 2\n");
  expect("a:\n   - b: 1\n     # after b\n   # before the next\n   - c: 2\n     # at the end\n",
         "a:\n  - b: 1\n    # after b\n  # before the next\n  - c: 2\n    # at the end\n");
}

TEST(FormatText, KeepsACommentInABlockThatIsStillEmpty) {
  expect("a:\n    # nothing yet\nb: 1\n", "a:\n  # nothing yet\n\nb: 1\n");
}

TEST(FormatText, KeepsCommentsBehindWhatTheyConcern) {
  expect(
      "a: b # of b\nc:    # of c\n    - d    # of d\n    -   # alone\n      e: 1\nf: [1, 2] # of f\ng: 'x'\t# of g\nh: "
      "|  # of h\n  x\n",
      "a: b  # of b\n\nc:  # of c\n  - d  # of d\n  -  # alone\n    e: 1\n\nf: [1, 2]  # of f\ng: 'x'  # of g\nh: |  # "
      "of h\n  x\n");
}

TEST(FormatText, TakesNoCommentForOneThatIsText) {
  expect("a: x#y\nb: 'x # y'\nc: \"x \\\" # y\"\nd: {e: 'f # g'}\n",
         "a: x#y\nb: 'x # y'\nc: \"x \\\" # y\"\nd: {e: 'f # g'}\n");
}

TEST(FormatText, PutsCommentsBehindABlockWhereTheyBelong) {
  expect("a:\n    b: |\n        x\n    # of c\n    c: 1\n", "a:\n  b: |\n    x\n  # of c\n  c: 1\n");
}

// --- values of several lines

TEST(FormatText, MovesBlocksAsAWhole) {
  expect("a:\n   b: |\n       x\n         y\n\n\n       z   \n   c: >-\n     one\n     two\n",
         "a:\n  b: |\n    x\n      y\n\n\n    z   \n  c: >-\n    one\n    two\n");
}

TEST(FormatText, LeavesTheEmptyLinesThatABlockKeeps) {
  expect("a: |+\n    x\n\n\nb: |\n    y\n\n\nc: z\n", "a: |+\n  x\n\n\nb: |\n  y\n\nc: z\n");
  expect_kept("a: |+\n  x\n\n\n");
}

TEST(FormatText, KeepsTheIndentationThatABlockAsksFor) {
  expect("a:\n    b: |4\n          x\n        y\n    c: >1-\n     z\n",
         "a:\n  b: |4\n        x\n      y\n  c: >1-\n   z\n");
  expect("a:\n    - |2\n       x\n", "a:\n  - |2\n     x\n");
}

TEST(FormatText, KeepsEmptyBlocks) {
  expect_kept("a: |\nb: |-\n\nc:\n  - >\n  - x\n");
}

TEST(FormatText, TakesALastLineWithoutAnEndForOneWithIt) {
  expect("a: |\n    x", "a: |\n  x\n");
}

TEST(FormatText, IndentsTextsThatGoOn) {
  expect("a: one\n      two\n\n        three # end\nb:\n      four\n   five\nc:\n- six\n   seven\n",
         "a: one\n  two\n\n  three  # end\n\nb:\n  four\n  five\n\nc:\n  - six\n    seven\n");
  expect("a: 'one\n\n     two'   # x\nb: \"three \n   four\"\n", "a: 'one\n\n  two'  # x\nb: \"three\n  four\"\n");
}

TEST(FormatText, LeavesBracesAsTheyAreWritten) {
  expect_kept("a: {b:   c,d: [ 1,2 ], e: Children's home}\n");
  expect("a:\n    b: [one,\n        two,  # 2\n          three]   # all\n    c: {\n      x: ']'\n    }\n",
         "a:\n  b: [one,\n      two,  # 2\n        three]   # all\n  c: {\n    x: ']'\n  }\n");
  expect("{a: 1,\n   b: 2}\n", "{a: 1,\n   b: 2}\n");
}

// --- tables

TEST(FormatText, LinesUpTheTablesOfPacks) {
  expect(
      "decisions:\n  d:\n    all_rows: |\n         rule|when |then\n         a | x = caf\xC3\xA9| yes\n\n\n\n         "
      "longer |y|  no \n",
      "decisions:\n  d:\n    all_rows: |\n      rule   | when     | then\n      a      | x = caf\xC3\xA9 | yes\n\n     "
      " longer | y        | no\n");
  expect(
      "network:\n  kind: |-\n    id|name # not a comment\n    a|b # c\n  edges:\n    r: |\n      from|to\n      "
      "aaaaaa|b\n",
      "network:\n  kind: |-\n    id | name # not a comment\n    a  | b # c\n  edges:\n    r: |\n      from   | to\n    "
      "  aaaaaa | b\n");
}

TEST(FormatText, LeavesABlockThatIsNoTable) {
  expect_kept("decisions:\n  d:\n    because: |\n      x|y\n      long  | z\n\nnotes:\n  kind: |\n    a|b\n");
}

TEST(FormatText, LeavesATableThatStandsInTheFileItNames) {
  expect_kept("network:\n  near: near.csv\n");
}

// --- what is refused

TEST(FormatText, SaysTheMistakesOfATextAndLaysNothingOut) {
  EXPECT_THAT(formatted("a: 1\na: 2\n"), StartsWith("refused\nduplicate_key 2:1 "));
  EXPECT_THAT(formatted("a:\n\t- b\n"), StartsWith("refused\nyaml_syntax 2:"));
  EXPECT_THAT(formatted("a: &x 1\n"), StartsWith("refused\nalias "));
  EXPECT_THAT(formatted("a: \x01\n"), StartsWith("refused\nbad_bytes "));
}

TEST(FormatText, RefusesRowsThatDoNotFitTheirHeadings) {
  EXPECT_EQ(formatted("network:\n  kind: |\n    id | name\n    a\n"),
            "refused\ntable_shape 4:5 this row has 1 cell, and there are 2 headings\n");
}

TEST(FormatText, RefusesKeysBehindAQuestionMark) {
  EXPECT_THAT(formatted("a:\n  ? b\n  : c\n"), StartsWith("refused\nnot_laid_out 2:"));
  EXPECT_THAT(formatted("--- {a: b}\n"), StartsWith("refused\nnot_laid_out 1:"));
}

TEST(FormatText, QuotesNoLineOfWhatMayBeACase) {
  const auto of_a_case = format({"case.yaml", "people:\n  - born: '2020-01-01\n"});
  const auto of_a_pack = format({"pack.yaml", "pack: a/b\ntitle: 'x\n"});
  ASSERT_FALSE(of_a_case.ok());
  ASSERT_FALSE(of_a_pack.ok());
  EXPECT_EQ(of_a_case.diagnostics().front().place.source_line, "");
  EXPECT_NE(of_a_pack.diagnostics().front().place.source_line, "");
}

}  // namespace
}  // namespace masa::test
