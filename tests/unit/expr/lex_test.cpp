#include "expr/lex.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace masa {
namespace {

using testing::ElementsAre;

std::vector<std::string> tokens_of(std::string_view text) {
  ReadError error;
  std::vector<std::string> tokens;
  for (const Token& t : lex(text, error)) {
    const char* kinds[] = {"word", "number", "date", "sign", "possessive", "end"};
    tokens.push_back(std::string(kinds[static_cast<int>(t.kind)]) + " " + std::string(t.text));
  }
  return tokens;
}

TEST(Lex, KeepsAPathTogether) {
  EXPECT_THAT(tokens_of("incident.place in x"), ElementsAre("word incident.place", "word in", "word x", "end "));
}

TEST(Lex, TellsDatesFromNumbers) {
  EXPECT_THAT(tokens_of("2025-03-10 2025"), ElementsAre("date 2025-03-10", "number 2025", "end "));
}

TEST(Lex, TakesTheLongerSign) {
  EXPECT_THAT(tokens_of("a<=b<c"), ElementsAre("word a", "sign <=", "word b", "sign <", "word c", "end "));
}

TEST(Lex, KnowsThePossessive) {
  EXPECT_THAT(tokens_of("person's home"), ElementsAre("word person", "possessive 's", "word home", "end "));
}

TEST(Lex, PointsAtEachToken) {
  ReadError error;
  const auto tokens = lex("  a  and 17", error);
  ASSERT_EQ(tokens.size(), 4U);
  EXPECT_EQ(tokens[0].begin, 2U);
  EXPECT_EQ(tokens[1].begin, 5U);
  EXPECT_EQ(tokens[1].end, 8U);
  EXPECT_EQ(tokens[2].number, 17);
  EXPECT_EQ(tokens[3].begin, 11U);
}

}  // namespace
}  // namespace masa
