#include "value/vocabulary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace masa {
namespace {

using testing::ElementsAre;

class VocabularyTest : public testing::Test {
 protected:
  VocabularyTest() {
    vocabulary.enumerations = {{"belief", {"excluded", "suspected", "known"}, true}};
    vocabulary.kinds = {"authority", "partnership"};
    vocabulary.add_body({"darlington", "Darlington", 0});
    vocabulary.add_body({"darlington_sp", "Darlington Safeguarding Partnership", 1});
    vocabulary.add_body({"hartlepool", "Hartlepool", 0});
  }

  static Type type(Type::Base base, bool or_nothing = false) {
    Type t;
    t.base = base;
    t.or_nothing = or_nothing;
    return t;
  }
  static Type reference(std::uint64_t kinds, bool or_nothing = false) {
    Type t = type(Type::Base::reference, or_nothing);
    t.kinds = kinds;
    return t;
  }

  /// Read, and printed back.
  std::string through(std::string_view text, const Type& t) const {
    const auto value = vocabulary.read(text, t);
    return value ? vocabulary.print(*value, t) : "(refused)";
  }

  Vocabulary vocabulary;
};

TEST_F(VocabularyTest, ReadsATruthInBothSpellingsAndNoOther) {
  const Type t = type(Type::Base::truth);
  EXPECT_EQ(through("yes", t), "true");
  EXPECT_EQ(through("true", t), "true");
  EXPECT_EQ(through("no", t), "false");
  EXPECT_EQ(through("false", t), "false");
  for (const char* text : {"Yes", "TRUE", "on", "1", "y", "", "none"}) EXPECT_EQ(through(text, t), "(refused)") << text;
}

TEST_F(VocabularyTest, ReadsWholeNumbersAndNothingBehindThem) {
  const Type t = type(Type::Base::number);
  EXPECT_EQ(through("18", t), "18");
  EXPECT_EQ(through("-5", t), "-5");
  EXPECT_EQ(through("9223372036854775807", t), "9223372036854775807");
  for (const char* text : {"", "1.5", "1 ", " 1", "+1", "0x10", "1e3", "9223372036854775808", "ten"})
    EXPECT_EQ(through(text, t), "(refused)") << text;
}

TEST_F(VocabularyTest, ReadsDates) {
  const Type t = type(Type::Base::date);
  EXPECT_EQ(through("2025-03-10", t), "2025-03-10");
  EXPECT_EQ(through("2025-02-30", t), "(refused)");
}

TEST_F(VocabularyTest, ReadsTheWordsOfAnEnumerationInTheirOrder) {
  const Type t = type(Type::Base::word);
  EXPECT_EQ(through("suspected", t), "suspected");
  EXPECT_EQ(through("Suspected", t), "(refused)");
  EXPECT_TRUE(*vocabulary.read("excluded", t) < *vocabulary.read("known", t));
}

TEST_F(VocabularyTest, ReadsABodyOnlyWhereItsKindIsDue) {
  EXPECT_EQ(through("darlington", reference(1)), "darlington");
  EXPECT_EQ(through("darlington_sp", reference(1)), "(refused)");
  EXPECT_EQ(through("darlington_sp", reference(3)), "darlington_sp");
  EXPECT_EQ(through("Darlington", reference(1)), "(refused)") << "a case names bodies by their ids";
  EXPECT_EQ(through("atlantis", reference(3)), "(refused)");
}

TEST_F(VocabularyTest, ReadsEveryWordForNothingWhereNothingIsAllowed) {
  for (const char* word : {"none", "nobody", "not yet", "not applicable"}) {
    EXPECT_EQ(through(word, reference(1, true)), "nobody") << word;
    EXPECT_EQ(through(word, type(Type::Base::date, true)), "none") << word;
    EXPECT_EQ(through(word, reference(1)), "(refused)") << word;
  }
}

TEST_F(VocabularyTest, TakesAnyTextForAText) {
  EXPECT_EQ(through("none", type(Type::Base::text)), "none");
}

TEST_F(VocabularyTest, PrintsSetsInOrderAndWhatIsNotKnownAsUnknown) {
  Type set = type(Type::Base::word);
  set.is_set = true;
  EXPECT_EQ(vocabulary.print(Value::set({Value::word(2), Value::word(0)}), set), "{excluded, known}");
  EXPECT_EQ(vocabulary.print(Value::set({}), set), "{}");
  EXPECT_EQ(vocabulary.print(Value::not_known(Why::gap), set), "unknown");
}

TEST_F(VocabularyTest, ListsWhatATypeMayBe) {
  EXPECT_THAT(vocabulary.words_of_type(type(Type::Base::truth)), ElementsAre("yes", "no"));
  EXPECT_THAT(vocabulary.words_of_type(type(Type::Base::word, true)),
              ElementsAre("excluded", "suspected", "known", "none"));
  EXPECT_THAT(vocabulary.words_of_type(reference(1)), ElementsAre("darlington", "hartlepool"));
  EXPECT_THAT(vocabulary.words_of_type(type(Type::Base::date)), ElementsAre());
}

TEST_F(VocabularyTest, ReadsBackEveryWordThatItLists) {
  for (const Type& t : {type(Type::Base::truth), type(Type::Base::word, true), reference(3, true)}) {
    for (const std::string& word : vocabulary.words_of_type(t)) EXPECT_TRUE(vocabulary.read(word, t)) << word;
  }
}

TEST_F(VocabularyTest, DescribesTypesAsAPersonWould) {
  EXPECT_EQ(vocabulary.describe(type(Type::Base::word)), "one of excluded, suspected, known");
  EXPECT_EQ(vocabulary.describe(reference(3)), "authority or partnership");
  EXPECT_EQ(vocabulary.describe(type(Type::Base::date, true)), "a date or none");
  Type set = reference(2);
  set.is_set = true;
  EXPECT_EQ(vocabulary.describe(set), "a set of partnership");
}

}  // namespace
}  // namespace masa
