#include "check/check_rows.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string facts = R"(
types:
  w: one of a < b < c
network:
  kinds: authority, country
  country: |
    id      | name    | cite
    england | England | S
    wales   | Wales   | S
  authority: |
    id      | name    | country | cite
    durham  | Durham  | england | S
    cardiff | Cardiff | wales   | S
facts:
  x:
    type: truth
  k:
    type: w
  o:
    type: whole number
  m:
    type: whole number
  day:
    type: date
  place:
    type: authority or none
decisions:
  d:
    question: q
    type: w
)";

std::vector<std::string> said(const std::string& table, const std::string& form = "one_row_applies",
                              const std::string& more = "") {
  return lines_of(try_load({pack(facts + more + "    " + form + ": |\n" + table)}).diagnostics());
}

bool stand_apart(const std::string& heading, const std::string& first, const std::string& second) {
  return said("      " + heading + " | then | cite\n      " + first + " | a | S\n      " + second + " | b | S\n")
      .empty();
}

TEST(RowsStandApart, ByATruth) {
  EXPECT_TRUE(stand_apart("x", "yes", "no"));
  EXPECT_FALSE(stand_apart("x", "yes", "any"));
  EXPECT_FALSE(stand_apart("x", "yes", "yes"));
}

TEST(RowsStandApart, ByAWord) {
  EXPECT_TRUE(stand_apart("k", "a", "b or c"));
  EXPECT_TRUE(stand_apart("k", "not a", "a"));
  EXPECT_TRUE(stand_apart("k", "under b", "b or more"));
  EXPECT_FALSE(stand_apart("k", "not a", "not b")) << "c is neither";
  EXPECT_FALSE(stand_apart("k", "at most b", "b or more"));
}

TEST(RowsStandApart, ByANumberAtItsVeryEdge) {
  EXPECT_TRUE(stand_apart("o", "under 18", "18 or more"));
  EXPECT_TRUE(stand_apart("o", "18 to 24", "25 or more"));
  EXPECT_TRUE(stand_apart("o", "more than 3", "at most 3"));
  EXPECT_FALSE(stand_apart("o", "at most 18", "18 or more"));
  EXPECT_FALSE(stand_apart("o", "18 to 24", "24 to 30"));
  EXPECT_FALSE(stand_apart("o", "more than 3", "under 5")) << "4 is both";
  EXPECT_TRUE(stand_apart("o", "more than 3", "under 4")) << "whole numbers: nothing lies between 3 and 4";
}

TEST(RowsStandApart, ByADate) {
  EXPECT_TRUE(stand_apart("day", "before 2026-03-18", "on or after 2026-03-18"));
  EXPECT_FALSE(stand_apart("day", "on or before 2026-03-18", "on or after 2026-03-18"));
}

TEST(RowsStandApart, ByABodyAndWhereItLies) {
  EXPECT_TRUE(stand_apart("place", "in England", "outside England"));
  EXPECT_TRUE(stand_apart("place", "none", "not none"));
  EXPECT_TRUE(stand_apart("place", "durham", "cardiff"));
  EXPECT_FALSE(stand_apart("place", "durham", "in England"));
  EXPECT_TRUE(stand_apart("place", "cardiff", "in England"));
}

TEST(RowsStandApart, ByAnyOneColumn) {
  EXPECT_THAT(said("      x | k | then | cite\n      yes | a | a | S\n      yes | b | b | S\n      no | any | c | S\n"),
              ElementsAre());
}

TEST(RowsStandApart, ByOppositeConditions) {
  EXPECT_THAT(said("      when | then | cite\n      o > m | a | S\n      not o > m | b | S\n"), ElementsAre());
  EXPECT_THAT(said("      when | then | cite\n      o > m | a | S\n      m > o | b | S\n"), testing::SizeIs(1))
      << "what cannot be seen through counts as possible";
}

TEST(RowsOverlap, IsSaidWithBothRowsAndAnExample) {
  EXPECT_THAT(
      said("      rule | x | k | then | cite\n      one | yes | any | a | S\n      two | any | b or c | b | S\n"),
      ElementsAre("rows_overlap 41:7 the rows `one` and `two` can both apply: x = yes, k = b"));
}

TEST(RowsOverlap, IsAllowedWhereRowsAgree) {
  const std::string agreeing = "      x | k | then | cite\n      yes | any | a | S\n      any | b | a | S\n";
  EXPECT_THAT(said(agreeing, "rows_agree"), ElementsAre());
  EXPECT_THAT(said(agreeing, "one_row_applies"), testing::SizeIs(1));
  EXPECT_THAT(said("      x | k | then | cite\n      yes | any | a | S\n      any | b | c | S\n", "rows_agree"),
              testing::SizeIs(1));
}

TEST(RowsOverlap, IsAllowedInAFirstRowAndWhereTheAuthorSaysSo) {
  const std::string overlapping = "      x | then | cite\n      yes | a | S\n      any | b | S\n";
  EXPECT_THAT(said(overlapping, "first_row"), ElementsAre());
  EXPECT_THAT(said(overlapping, "one_row_applies", "    checked_when_run: yes\n"), ElementsAre());
}

// The proof against the truth: a table that passes has, for no facts at all, two rows that apply and differ; a table
// that is refused is refused with facts that do exactly that.
TEST(RowsOverlap, IsFoundExactlyWhereTwoRowsOfARandomTableCanApply) {
  std::mt19937 random(5);
  const char* truths[] = {"yes", "no", "any"};
  const char* words[] = {"a", "b", "c", "not a", "a or c", "under c", "b or more", "any"};
  const char* numbers[] = {"any", "under 2", "2 or more", "1 to 2", "at most 1", "more than 2", "2", "not 2"};
  const auto holds_truth = [](const std::string& cell, bool v) { return cell == "any" || (cell == "yes") == v; };
  const auto holds_word = [](const std::string& cell, char v) {
    if (cell == "any") return true;
    if (cell == "not a") return v != 'a';
    if (cell == "a or c") return v != 'b';
    if (cell == "under c") return v != 'c';
    if (cell == "b or more") return v != 'a';
    return cell[0] == v;
  };
  const auto holds_number = [](const std::string& cell, int v) {
    if (cell == "any") return true;
    if (cell == "under 2") return v < 2;
    if (cell == "2 or more") return v >= 2;
    if (cell == "1 to 2") return v == 1 || v == 2;
    if (cell == "at most 1") return v <= 1;
    if (cell == "more than 2") return v > 2;
    if (cell == "not 2") return v != 2;
    return v == 2;
  };
  int refused = 0;
  for (int trial = 0; trial < 300; ++trial) {
    std::vector<std::array<std::string, 3>> rows;
    std::string table = "      x | k | o | then | cite\n";
    for (int r = 0; r < 2 + static_cast<int>(random() % 3); ++r) {
      rows.push_back({truths[random() % 3], words[random() % 8], numbers[random() % 8]});
      table += "      " + rows.back()[0] + " | " + rows.back()[1] + " | " + rows.back()[2] + " | " +
               std::string(1, static_cast<char>('a' + r % 3)) + " | S\n";
    }
    bool overlaps = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (std::size_t j = i + 1; j < rows.size(); ++j) {
        for (const bool t : {false, true}) {
          for (const char w : {'a', 'b', 'c'}) {
            for (int n = -3; n < 8; ++n) {
              const auto applies = [&](const auto& row) {
                return holds_truth(row[0], t) && holds_word(row[1], w) && holds_number(row[2], n);
              };
              overlaps = overlaps || (applies(rows[i]) && applies(rows[j]));
            }
          }
        }
      }
    }
    const auto found = said(table);
    EXPECT_EQ(!found.empty(), overlaps) << table;
    refused += overlaps ? 1 : 0;
  }
  EXPECT_GT(refused, 30);
  EXPECT_LT(refused, 290);
}

/// A row for each number, in an order that is not theirs, and some for ranges of them.
std::string long_table(int rows, const std::string& last) {
  std::string table = "      o | m | then | cite\n";
  for (int r = 0; r < rows; ++r) {
    const int number = r * 7919 % rows;
    const std::string range = number % 3 == 0 ? "any" : number % 3 == 1 ? "under 100" : "100 or more";
    table += fmt::format("      {} | {} | {} | S\n", number, range, std::string(1, "abc"[r % 3]));
  }
  return table + last;
}

TEST(RowsOverlap, OfLongTablesIsFoundPairByPair) {
  EXPECT_THAT(said(long_table(3000, "")), testing::IsEmpty());
  // 41 says `100 or more`, 42 `any`.
  EXPECT_THAT(said(long_table(3000, "      41 to 42 | 50 to 99 | c | S\n")),
              ElementsAre(HasSubstr("can both apply: o = 42, m = 50")));
  EXPECT_THAT(said(long_table(3000, "      42 or more | 5 | c | S\n")).size(), testing::Gt(1000U));
}

}  // namespace
}  // namespace masa::test
