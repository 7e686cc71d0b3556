#include "diag/source.hpp"

#include <gtest/gtest.h>

namespace masa {
namespace {

void expect_at(const Sources& sources, std::uint32_t byte, int line, int column) {
  const LineColumn at = sources.line_column(0, byte);
  EXPECT_EQ(at.line, line) << "byte " << byte;
  EXPECT_EQ(at.column, column) << "byte " << byte;
}

TEST(Sources, LeaveAByteOrderMarkOutOfTheFirstLine) {
  Sources sources;
  sources.add("a.yaml",
              "\xEF\xBB\xBF"
              "ab\ncd\n");
  EXPECT_EQ(sources.line(0, 1), "ab");
  expect_at(sources, 0, 1, 1);
  expect_at(sources, 3, 1, 1);
  expect_at(sources, 4, 1, 2);
  expect_at(sources, 6, 2, 1);
}

TEST(Sources, NameATextSoThatItCanBePrinted) {
  Sources sources;
  sources.add("\x1B[31mred.yaml", "");
  EXPECT_EQ(sources.name(0), "\xEF\xBF\xBD[31mred.yaml");
}

TEST(LineColumn, CountsFromOne) {
  Sources sources;
  sources.add("a.yaml", "ab\ncd\n");
  expect_at(sources, 0, 1, 1);
  expect_at(sources, 1, 1, 2);
  expect_at(sources, 2, 1, 3);
  expect_at(sources, 3, 2, 1);
  expect_at(sources, 5, 2, 3);
  expect_at(sources, 6, 3, 1);
}

TEST(LineColumn, CountsCodePointsNotBytes) {
  Sources sources;
  sources.add("a.yaml", "caf\xC3\xA9 x\n\xE2\x82\xAC\xF0\x9F\x98\x80y");
  expect_at(sources, 5, 1, 5);   // the blank behind é
  expect_at(sources, 6, 1, 6);   // x
  expect_at(sources, 8, 2, 1);   // €
  expect_at(sources, 11, 2, 2);  // the face
  expect_at(sources, 15, 2, 3);  // y
}

TEST(LineColumn, StandsAtTheEndForWhatIsPastIt) {
  Sources sources;
  sources.add("a.yaml", "ab");
  expect_at(sources, 99, 1, 3);
}

TEST(LineColumn, IsTheFirstPlaceOfAnEmptyText) {
  Sources sources;
  sources.add("a.yaml", "");
  expect_at(sources, 0, 1, 1);
}

TEST(Line, StandsWithoutItsEndWhicheverEndItHas) {
  Sources sources;
  sources.add("a.yaml", "one\r\ntwo\nthree");
  EXPECT_EQ(sources.line(0, 1), "one");
  EXPECT_EQ(sources.line(0, 2), "two");
  EXPECT_EQ(sources.line(0, 3), "three");
  EXPECT_EQ(sources.line(0, 4), "");
}

TEST(LineColumn, OfATextWithCrLfIsTheSameAsWithoutTheCr) {
  Sources sources;
  sources.add("a.yaml", "ab\r\ncd");
  expect_at(sources, 4, 2, 1);
  expect_at(sources, 5, 2, 2);
}

TEST(FileLine, NamesTheTextThatTheSpanIsOf) {
  Sources sources;
  sources.add("a.yaml", "x\n");
  const std::uint32_t b = sources.add("rules/b.yaml", "x\ny\nz");
  EXPECT_EQ(sources.file_line({b, 4, 5}), "rules/b.yaml:3");
  EXPECT_EQ(sources.file_line({}), "");
}

}  // namespace
}  // namespace masa
