#include "format/line_up.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace masa::test {
namespace {

using testing::ElementsAre;
using testing::Optional;

std::optional<std::vector<std::string>> lined_up(const std::vector<std::string_view>& lines) {
  return line_up(lines);
}

TEST(LineUp, PutsBarsUnderOneAnotherAndPadsNoLastCell) {
  EXPECT_THAT(lined_up({"id|name|cite", "a | longer |S", " bcd|x|  T, U "}),
              Optional(ElementsAre("id  | name   | cite", "a   | longer | S", "bcd | x      | T, U")));
}

TEST(LineUp, CountsLettersAndNotBytes) {
  EXPECT_THAT(lined_up({"a|b", "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80|x", "abc|y"}),
              Optional(ElementsAre("a   | b", "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80 | x", "abc | y")));
}

TEST(LineUp, EndsARowWithoutALastCellInItsBar) {
  EXPECT_THAT(lined_up({"a|b|c", "x||", "y|long|z"}),
              Optional(ElementsAre("a | b    | c", "x |      |", "y | long | z")));
}

TEST(LineUp, KeepsOneEmptyLineBetweenRows) {
  EXPECT_THAT(lined_up({"", "a|b", "", " ", "c|d", ""}), Optional(ElementsAre("a | b", "", "c | d")));
}

TEST(LineUp, LetsALoneVeryLongCellStickOutAndFindsTheColumnsAgain) {
  const std::string wide(80, 'x');
  const std::string long_row = "c|" + wide + "|z|S";
  const std::string wide_then = "a|short|" + std::string(59, 'y') + "|S";
  EXPECT_THAT(lined_up({"rule|when|then|cite", wide_then, "b|short|z|S", long_row}),
              Optional(ElementsAre("rule | when  | then" + std::string(55, ' ') + " | cite",
                                   "a    | short | " + std::string(59, 'y') + " | S",
                                   "b    | short | z" + std::string(58, ' ') + " | S",
                                   // 75 letters too many, made good for as far as the next column has room
                                   "c    | " + wide + " | z | S")));
  const std::string bit = std::string(61, 'x');
  EXPECT_THAT(
      lined_up({"a|when|then|cite", "b|short|" + std::string(60, 'y') + "|S", "c|s|z|S", "d|" + bit + "|z|S"}),
      Optional(ElementsAre(
          "a | when  | then" + std::string(56, ' ') + " | cite", "b | short | " + std::string(60, 'y') + " | S",
          "c | s     | z" + std::string(59, ' ') + " | S", "d | " + bit + " | z" + std::string(3, ' ') + " | S")));
}

TEST(LineUp, LinesUpLongCellsThatAreTheUsualOnesOrNearlySo) {
  const std::string wide(80, 'x');
  const std::string near(60, 'x');
  EXPECT_THAT(lined_up({"a|when|cite", "b|" + wide + "|S", "c|x" + wide + "|S", "d|y|S"}),
              Optional(ElementsAre("a | when" + std::string(77, ' ') + " | cite", "b | " + wide + "  | S",
                                   "c | x" + wide + " | S", "d | y" + std::string(80, ' ') + " | S")));
  EXPECT_THAT(
      lined_up({"a|when|cite", "b|" + near + "|S", "c|x|S", "d|y|S", "e|" + wide + "|S"}),
      Optional(ElementsAre("a | when" + std::string(76, ' ') + " | cite", "b | " + near + std::string(20, ' ') + " | S",
                           "c | x" + std::string(79, ' ') + " | S", "d | y" + std::string(79, ' ') + " | S",
                           "e | " + wide + " | S")));
}

TEST(LineUp, LeavesWhatIsNoTable) {
  EXPECT_EQ(lined_up({"a|b", "c"}), std::nullopt);
  EXPECT_EQ(lined_up({"|b", "c|d"}), std::nullopt);
  EXPECT_EQ(lined_up({}), std::nullopt);
}

TEST(LineUp, LeavesATableThatWouldBeMostlyBlanks) {
  const std::string heading = std::string(100'000, 'x') + "|b";
  std::vector<std::string_view> lines(1'000, "a|b");
  lines.front() = heading;
  EXPECT_EQ(lined_up(lines), std::nullopt);
}

}  // namespace
}  // namespace masa::test
