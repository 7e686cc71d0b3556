#include "network/network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace masa {
namespace {

using testing::ElementsAre;

class NetworkTest : public testing::Test {
 protected:
  NetworkTest() {
    vocabulary.kinds = {"authority", "partnership", "country"};
    for (const char* id : {"darlington", "borders", "nowhere"}) vocabulary.add_body({id, id, 0});
    vocabulary.add_body({"darlington_sp", "darlington_sp", 1});
    vocabulary.add_body({"scotland", "scotland", 2});
    network = Network(vocabulary, {{"authority", 0}, {"partnership", 1}, {"country", 2}, {"board", 1}},
                      {{1, darlington, partnership, ""},
                       {1, borders, std::nullopt, ""},
                       {3, darlington, partnership, ""},
                       {2, borders, scotland, ""}});
  }

  Vocabulary vocabulary;
  Network network;
  static constexpr std::uint32_t darlington = 0, borders = 1, nowhere = 2, partnership = 3, scotland = 4;
};

TEST_F(NetworkTest, LeadsAlongAnEdge) {
  EXPECT_EQ(network.follow(1, darlington), Value::reference(partnership));
}

TEST_F(NetworkTest, TellsNobodyFromNotKnowing) {
  EXPECT_TRUE(network.follow(1, borders).is_nothing()) << "known to be nobody";
  const Value silent = network.follow(1, nowhere);
  ASSERT_FALSE(silent.is_known());
  EXPECT_THAT(silent.reasons(), ElementsAre(Reason{Why::network_silent, 1, nowhere}));
}

TEST_F(NetworkTest, LeadsFromABodyToItselfByTheRelationOfItsKind) {
  EXPECT_EQ(network.follow(0, darlington), Value::reference(darlington));
  EXPECT_EQ(network.follow(1, partnership), Value::reference(partnership));
  EXPECT_FALSE(network.follow(0, partnership).is_known()) << "a partnership is no authority";
}

TEST_F(NetworkTest, HasNoIdentityForARelationOfAnotherName) {
  EXPECT_EQ(network.follow(3, darlington), Value::reference(partnership));
  EXPECT_FALSE(network.follow(3, partnership).is_known())
      << "`board` leads to a partnership, and is not named after it";
}

TEST_F(NetworkTest, FindsWhoIsServedByABody) {
  EXPECT_THAT(network.sources(1, partnership), ElementsAre(darlington));
  EXPECT_THAT(network.sources(2, scotland), ElementsAre(borders));
  EXPECT_THAT(network.sources(2, darlington), ElementsAre());
  EXPECT_THAT(network.sources(2, 999), ElementsAre());
}

TEST_F(NetworkTest, KnowsItsRelationsByName) {
  EXPECT_EQ(network.find_relation("board"), 3U);
  EXPECT_FALSE(network.find_relation("bored"));
}

}  // namespace
}  // namespace masa
