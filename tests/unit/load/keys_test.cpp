#include "load/keys.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "case/case_keys.hpp"
#include "scenario/suite_keys.hpp"

namespace masa {
namespace {

std::vector<const Block*> all_blocks() {
  std::vector<const Block*> blocks = blocks_of_packs();
  for (const Block* block : {&case_block, &event_of_case_block, &history_block, &judgement_block, &said_block,
                             &suite_block, &suite_case_block, &suite_question_block})
    blocks.push_back(block);
  return blocks;
}

TEST(Keys, EachHasItsLineOfText) {
  for (const Block* block : all_blocks()) {
    EXPECT_FALSE(block->says.empty()) << block->id;
    for (const Key& key : block->keys) {
      EXPECT_FALSE(key.says.empty()) << block->id << "." << key.name;
      EXPECT_EQ(key.says.find('\n'), std::string_view::npos) << block->id << "." << key.name;
      EXPECT_FALSE(key.says.ends_with('.')) << block->id << "." << key.name;
    }
  }
}

TEST(Keys, EachStandsOnceInItsBlockAndEachBlockHasAnIdOfItsOwn) {
  std::set<std::string_view> ids;
  for (const Block* block : all_blocks()) {
    EXPECT_TRUE(ids.insert(block->id).second) << block->id;
    const std::vector<std::string> names = block->names();
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size()) << block->id;
  }
}

TEST(Keys, ThoseThatAreTiedAreKeysOfTheBlock) {
  for (const Block* block : all_blocks()) {
    for (const KeyTie& tie : block->ties) {
      EXPECT_GT(tie.keys().size(), 1U) << block->id;
      for (const std::string_view key : tie.keys()) EXPECT_NE(block->find(key), nullptr) << block->id << "." << key;
    }
  }
}

TEST(Keys, EveryBlockThatAKeyLeadsToIsListed) {
  const std::vector<const Block*> blocks = all_blocks();
  for (const Block* block : blocks) {
    for (const Key& key : block->keys) {
      for (const Block* inner : {key.shape.block, key.shape.other_block}) {
        if (inner != nullptr) EXPECT_THAT(blocks, testing::Contains(inner)) << block->id << "." << key.name;
      }
    }
  }
}

TEST(Keys, OnlyAKeyOfAClosedListHasWords) {
  for (const Block* block : all_blocks()) {
    for (const Key& key : block->keys)
      EXPECT_EQ(key.shape.written == WrittenAs::word, !key.shape.words.front().empty()) << block->id << "." << key.name;
  }
}

}  // namespace
}  // namespace masa
