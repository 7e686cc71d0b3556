#include "load/read_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;

/// A decision with this table, as the complaints that loading it makes.
std::vector<std::string> complaints(const std::string& table) {
  const auto loaded =
      try_load({pack("facts:\n  x:\n    type: truth\n  o:\n    type: whole number\ndecisions:\n  d:\n    question: q\n "
                     "   type: truth\n    first_row: |\n" +
                     table)});
  return lines_of(loaded.diagnostics());
}

// The table begins on line 18.
TEST(ReadTable, AcceptsCellsThatAreNoYaml) {
  EXPECT_THAT(
      complaints("      x | o        | then | cite\n      yes | 18 to 24 | yes | S(1)(a)\n      any | any | no | S\n"),
      ElementsAre());
}

TEST(ReadTable, PointsIntoTheCell) {
  EXPECT_THAT(complaints("      x   | then | cite\n      yes | yess | S\n"),
              ElementsAre("unknown_name 19:13 no pack declares a fact, decision or body `yess`"));
  EXPECT_THAT(complaints("      x   | o     | then | cite\n      yes | 5 too | yes | S\n"),
              ElementsAre("expression_syntax 19:15 `too` is not expected here"));
}

TEST(ReadTable, PointsAtACellBehindLettersOfManyBytes) {
  EXPECT_THAT(complaints("      x   | because | then | cite\n      yes | caf\xC3\xA9 \xE2\x82\xAC  | yess | S\n"),
              ElementsAre("unknown_name 19:23 no pack declares a fact, decision or body `yess`"));
}

TEST(ReadTable, WantsACellForEveryHeading) {
  EXPECT_THAT(complaints("      x   | then | cite\n      yes | yes\n      no  | no   | S\n"),
              ElementsAre("table_shape 19:7 this row has 2 cells, and there are 3 headings"));
}

TEST(ReadTable, WantsNoCellEmptyButAReason) {
  EXPECT_THAT(complaints("      x   | o | then | cite\n      yes |   | yes  | S\n"),
              ElementsAre("table_shape 19:15 a cell is empty"));
  EXPECT_THAT(complaints("      x   | then | cite | because\n      yes | yes  | S    |\n"), ElementsAre());
}

TEST(ReadTable, WantsAResult) {
  EXPECT_THAT(complaints("      x   | cite\n      yes | S\n"),
              testing::Contains(testing::StartsWith("table_shape 18:7 ")));
}

TEST(ReadTable, WantsAtLeastOneRow) {
  EXPECT_THAT(complaints("      x | then | cite\n"),
              ElementsAre("table_shape 18:7 a table needs a line of headings and at least one row"));
}

TEST(ReadTable, WantsABlock) {
  const auto loaded = try_load(
      {pack("facts:\n  x:\n    type: truth\ndecisions:\n  d:\n    question: q\n    one_row_applies: x then cite\n")});
  EXPECT_THAT(codes_of(loaded.diagnostics()), ElementsAre("table_shape"));
}

TEST(ReadTable, LeavesBlankLinesOut) {
  EXPECT_THAT(complaints("      x   | then | cite\n\n      yes | yes  | S\n\n      no  | no   | S\n"), ElementsAre());
}

TEST(ReadTable, KnowsAHeadingByItsLabelOrAsAnExpression) {
  const std::string head =
      "facts:\n  x:\n    type: truth\n    label: it is so (really)\n  o:\n    type: whole number\ndecisions:\n  d:\n   "
      " question: q\n    one_row_applies: |\n";
  EXPECT_TRUE(try_load({pack(head + "      it is so (really) | then | cite\n      yes | yes | S\n")}).ok());
  EXPECT_TRUE(try_load({pack(head + "      if x then o else 5 | then | cite\n      under 3 | yes | S\n")}).ok());
  EXPECT_THAT(
      lines_of(try_load({pack(head + "      it is so (rely) | then | cite\n      yes | yes | S\n")}).diagnostics()),
      testing::Contains(testing::HasSubstr("`it is so (rely)` is no label")));
}

}  // namespace
}  // namespace masa::test
