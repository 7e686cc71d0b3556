#include "base/suggest.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace masa {
namespace {

TEST(EditDistance, CountsOneForEachInsertionDeletionReplacementAndSwapOfNeighbours) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("abc", ""), 3U);
  EXPECT_EQ(edit_distance("abuse", "abuse"), 0U);
  EXPECT_EQ(edit_distance("abuse", "abse"), 1U);
  EXPECT_EQ(edit_distance("abuse", "abusee"), 1U);
  EXPECT_EQ(edit_distance("abuse", "abase"), 1U);
  EXPECT_EQ(edit_distance("abuse", "absue"), 1U) << "a swap is one mistake";
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(EditDistance, IsTheSameBothWays) {
  const std::vector<std::string> words{"", "a", "place", "palce", "incident.place", "notify_panel", "panel"};
  for (const std::string& a : words) {
    for (const std::string& b : words) EXPECT_EQ(edit_distance(a, b), edit_distance(b, a)) << a << " " << b;
  }
}

TEST(Suggest, FindsTheNearestName) {
  const std::vector<std::string> known{"authority", "partnership", "police_force"};
  EXPECT_EQ(suggest("authorty", known), "authority");
  EXPECT_EQ(suggest("polcie_force", known), "police_force");
}

TEST(Suggest, AllowsAThirdOfTheLettersAndNoMore) {
  const std::vector<std::string> known{"abcdef"};
  EXPECT_EQ(suggest("abcdxx", known), "abcdef");
  EXPECT_EQ(suggest("abcxxx", known), "");
}

TEST(Suggest, AllowsOneMistakeInAVeryShortName) {
  const std::vector<std::string> known{"sar", "dhr"};
  EXPECT_EQ(suggest("sr", known), "sar");
  EXPECT_EQ(suggest("ss", known), "");
}

TEST(Suggest, TakesTheFirstInTheAlphabetOfTwoThatAreEquallyNear) {
  EXPECT_EQ(suggest("cat", std::vector<std::string>{"rat", "bat", "hat"}), "bat");
}

TEST(Suggest, KnowsNothingNearWhereNothingIsKnown) {
  EXPECT_EQ(suggest("cat", {}), "");
}

TEST(Suggest, LeavesOverlongNamesAlone) {
  const std::string longest(64, 'a');
  const std::vector<std::string> known{longest, longest + "a"};
  EXPECT_EQ(suggest(longest, known), longest);
  EXPECT_EQ(suggest(longest + "a", known), "") << "the cost of a comparison grows with the square of the length";
}

TEST(DidYouMean, IsAQuestionOrNothing) {
  const std::vector<std::string> known{"home"};
  EXPECT_EQ(did_you_mean("hmoe", known), "did you mean `home`?");
  EXPECT_EQ(did_you_mean("zzzz", known), "");
}

}  // namespace
}  // namespace masa
