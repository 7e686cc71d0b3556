#include "network/network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace masa {
namespace {

using testing::ElementsAre;

/// A body of some kinds, a bit each.
constexpr Type body(std::uint64_t kinds) {
  Type type;
  type.base = Type::Base::reference;
  type.kinds = kinds;
  return type;
}

class NetworkTest : public testing::Test {
 protected:
  NetworkTest() {
    vocabulary.kinds = {"authority", "partnership", "country"};
    for (const char* id : {"darlington", "borders", "nowhere"}) vocabulary.add_body({id, id, 0});
    vocabulary.add_body({"darlington_sp", "darlington_sp", 1});
    vocabulary.add_body({"scotland", "scotland", 2});
    network = Network(vocabulary,
                      {{"authority", body(1)}, {"partnership", body(2)}, {"country", body(4)}, {"board", body(2)}},
                      {{1, darlington, Value::reference(partnership)},
                       {1, borders, Value()},
                       {3, darlington, Value::reference(partnership)},
                       {2, borders, Value::reference(scotland)}});
  }

  Vocabulary vocabulary;
  Network network;
  static constexpr Date today{20'000};
  static constexpr std::uint32_t darlington = 0, borders = 1, nowhere = 2, partnership = 3, scotland = 4;
};

TEST_F(NetworkTest, LeadsAlongAnEdge) {
  EXPECT_EQ(network.follow(1, darlington, today), Value::reference(partnership));
}

TEST_F(NetworkTest, TellsNobodyFromNotKnowing) {
  EXPECT_TRUE(network.follow(1, borders, today).is_nothing()) << "known to be nobody";
  const Value silent = network.follow(1, nowhere, today);
  ASSERT_FALSE(silent.is_known());
  EXPECT_THAT(silent.reasons(), ElementsAre(Reason{Why::network_silent, 1, nowhere}));
}

TEST_F(NetworkTest, LeadsFromABodyToItselfByTheRelationOfItsKind) {
  EXPECT_EQ(network.follow(0, darlington, today), Value::reference(darlington));
  EXPECT_EQ(network.follow(1, partnership, today), Value::reference(partnership));
  EXPECT_FALSE(network.follow(0, partnership, today).is_known()) << "a partnership is no authority";
}

TEST_F(NetworkTest, HasNoIdentityForARelationOfAnotherName) {
  EXPECT_EQ(network.follow(3, darlington, today), Value::reference(partnership));
  EXPECT_FALSE(network.follow(3, partnership, today).is_known())
      << "`board` leads to a partnership, and is not named after it";
}

TEST_F(NetworkTest, KnowsItsRelationsByName) {
  EXPECT_EQ(network.find_relation("board"), 3U);
  EXPECT_FALSE(network.find_relation("bored"));
}

/// Seats, the groups that they sit in, and to which these report.
class GroupsTest : public testing::Test {
 protected:
  GroupsTest() {
    vocabulary.kinds = {"group", "seat"};
    for (const char* id : {"board", "managers", "trainers"}) vocabulary.add_body({id, id, 0});
    for (const char* id : {"police", "health"}) vocabulary.add_body({id, id, 1});
    Relation member{"member_of", body(1), true};
    member.listed = {police, health};
    member.listed_from = first;
    Relation reports{"reports_to", body(1)};
    Relation members{"members", body(2), true, Relation::Made::turned_round, false, {2}};
    Relation under{"under", body(1), true, Relation::Made::turned_round, false, {3}};
    Relation oversees{"oversees", body(1), true, Relation::Made::at_any_depth, false, {5}};
    Relation either{"either", body(1), true, Relation::Made::joined, false, {5, 6}};
    network =
        Network(vocabulary, {{"group", body(1)}, {"seat", body(2)}, member, reports, members, under, oversees, either},
                {{2, police, to(managers), {first, second}},
                 {2, police, to(board), {second, std::nullopt}},
                 {3, board, {}},
                 {3, managers, to(board)},
                 {3, trainers, to(managers)}});
  }

  static Value to(std::uint32_t body) { return Value::reference(body); }

  [[nodiscard]] std::vector<std::uint32_t> set(const char* relation, std::uint32_t from, Date at) const {
    std::vector<std::uint32_t> found;
    const Value value = network.follow(*network.find_relation(relation), from, at);
    EXPECT_TRUE(value.is_known());
    for (const Value& one : value.members()) found.push_back(one.as_index());
    return found;
  }

  Vocabulary vocabulary;
  Network network;
  static constexpr Date before{19'999}, first{20'000}, second{20'100};
  static constexpr std::uint32_t board = 0, managers = 1, trainers = 2, police = 3, health = 4;
};

TEST_F(GroupsTest, LeadsElsewhereFromTheDayOnWhichThatChanges) {
  EXPECT_THAT(set("member_of", police, Date{20'099}), ElementsAre(managers));
  EXPECT_THAT(set("member_of", police, second), ElementsAre(board));
  EXPECT_THAT(network.changes(2), ElementsAre(first, second));
}

TEST_F(GroupsTest, KnowsThatABodyOfWhichAllIsListedLeadsNowhere) {
  EXPECT_THAT(set("member_of", health, first), ElementsAre());
}

TEST_F(GroupsTest, DoesNotKnowWhatWasBeforeAllWasListed) {
  EXPECT_FALSE(network.follow(2, police, before).is_known());
  EXPECT_FALSE(network.follow(4, board, before).is_known()) << "who was a member, either";
}

TEST_F(GroupsTest, TurnsAWayRoundOnEachDay) {
  EXPECT_THAT(set("members", managers, first), ElementsAre(police));
  EXPECT_THAT(set("members", managers, second), ElementsAre());
  EXPECT_THAT(set("members", board, second), ElementsAre(police));
  EXPECT_THAT(set("under", board, before), ElementsAre(managers));
}

TEST_F(GroupsTest, GoesOnAtAnyDepth) {
  EXPECT_THAT(set("oversees", board, before), ElementsAre(managers, trainers));
  EXPECT_THAT(set("oversees", trainers, before), ElementsAre());
  EXPECT_THAT(set("either", board, before), ElementsAre(managers, trainers));
}

TEST_F(GroupsTest, KnowsNothingOfABodyBeforeOrAfterThereIsOne) {
  vocabulary.bodies[board].period = {first, second};
  vocabulary.bodies[health].period = {second, std::nullopt};
  Relation member{"member_of", body(1), true};
  member.listed = {police, health};
  const Relation members{"members", body(2), true, Relation::Made::turned_round, false, {2}};
  const Network dated(vocabulary, {{"group", body(1)}, {"seat", body(2)}, member, members},
                      {{2, police, to(board)}, {2, health, to(board)}, {2, health, to(managers)}});
  EXPECT_FALSE(dated.follow(3, board, before).is_known());
  EXPECT_EQ(dated.follow(3, board, first), Value::set({Value::reference(police)})) << "there is no seat of health yet";
  EXPECT_FALSE(dated.follow(3, board, second).is_known());
  EXPECT_FALSE(dated.follow(2, health, first).is_known());
  EXPECT_EQ(dated.follow(3, managers, before), Value::set({}));
  EXPECT_EQ(dated.follow(3, managers, second), Value::set({Value::reference(health)}));
  EXPECT_THAT(dated.changes(3), ElementsAre(first, second));
}

TEST_F(GroupsTest, DoesNotKnowWhoLeadsThereOnceThereIsABodyOfWhichNothingIsSaid) {
  vocabulary.bodies[trainers].period = {first, std::nullopt};
  const Relation reports{"reports_to", body(1)};
  const Relation under{"under", body(1), true, Relation::Made::turned_round, false, {2}};
  const Network silent(vocabulary, {{"group", body(1)}, {"seat", body(2)}, reports, under},
                       {{2, board, {}}, {2, managers, to(board)}});
  EXPECT_EQ(silent.follow(3, board, before), Value::set({to(managers)}));
  EXPECT_FALSE(silent.follow(3, board, first).is_known()) << "the trainers may report to it";
}

TEST_F(GroupsTest, NamesTheSourcesOfTheRowsThatLedThere) {
  const Relation reports{"reports_to", body(1)};
  const Relation under{"under", body(1), true, Relation::Made::turned_round, false, {2}};
  const Relation oversees{"oversees", body(1), true, Relation::Made::at_any_depth, false, {3}};
  const Network cited(vocabulary, {{"group", body(1)}, {"seat", body(2)}, reports, under, oversees},
                      {{2, board, {}, {}, {7}},
                       {2, managers, to(board), {std::nullopt, second}, {8}},
                       {2, managers, to(trainers), {second, std::nullopt}, {9}},
                       {2, trainers, to(board), {}, {10, 8}}});
  EXPECT_THAT(cited.sources(2, managers, first), ElementsAre(8U));
  EXPECT_THAT(cited.sources(2, managers, second), ElementsAre(9U));
  EXPECT_THAT(cited.sources(3, trainers, second), ElementsAre(9U));
  EXPECT_THAT(cited.sources(3, board, second), ElementsAre(8U, 10U));
  EXPECT_THAT(cited.sources(4, board, second), ElementsAre(8U, 9U, 10U));
  EXPECT_THAT(cited.sources(2, police, first), ElementsAre()) << "of which nothing is known";
}

TEST_F(GroupsTest, IsNotKnownWhereOneThatMayLeadThereIsNot) {
  const Relation reports{"reports_to", body(1)};
  const Relation under{"under", body(1), true, Relation::Made::turned_round, false, {2}};
  const Network one(vocabulary, {{"group", body(1)}, {"seat", body(2)}, reports, under}, {{2, managers, to(board)}});
  const Value found = one.follow(3, board, first);
  ASSERT_FALSE(found.is_known());
  EXPECT_THAT(found.reasons(), ElementsAre(Reason{Why::network_silent, 2, board})) << "the board may report to itself";
}

TEST_F(GroupsTest, LeadsToAWordOrANumberAsWellAsToABody) {
  const Relation decides{"decides", Type{}};
  const Network said(vocabulary, {{"group", body(1)}, {"seat", body(2)}, decides},
                     {{2, board, Value::truth(true), {first, second}, {7}}, {2, managers, Value::truth(false)}});
  EXPECT_EQ(said.follow(2, board, first), Value::truth(true));
  EXPECT_FALSE(said.follow(2, board, second).is_known()) << "nobody says";
  EXPECT_EQ(said.follow(2, managers, before), Value::truth(false));
  EXPECT_THAT(said.sources(2, board, first), ElementsAre(7U));
}

TEST_F(GroupsTest, FindsACircle) {
  const Relation reports{"reports_to", body(1)};
  const Network round(
      vocabulary, {{"group", body(1)}, {"seat", body(2)}, reports},
      {{2, managers, to(board)}, {2, board, to(trainers), {second, std::nullopt}}, {2, trainers, to(managers)}});
  EXPECT_EQ(find_circle(round, 2, vocabulary.bodies.size()).size(), 3U);
  EXPECT_THAT(find_circle(network, 3, vocabulary.bodies.size()), ElementsAre());
}

TEST_F(GroupsTest, SaysWhereAWayLeadsOnEveryDay) {
  EXPECT_EQ(network.follow_always(3, managers), Value::reference(board));
  EXPECT_FALSE(network.follow_always(2, police));
  EXPECT_FALSE(network.follow_always(2, health)) << "not known before all was listed";
}

}  // namespace
}  // namespace masa
