// Citations and types, as packs write them.
#include "check/names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;

std::vector<std::string> citing(const std::string& cite) {
  return lines_of(
      try_load({"pack: a/b\ntitle: t\nlayer: national\nsources:\n  CA2004.16C:\n    title: t\n    kind: statute\n  "
                "CA2004:\n    title: t\n    kind: statute\ndecisions:\n  d:\n    question: q\n    is: yes\n    cite: " +
                cite + "\n"})
          .diagnostics());
}

TEST(ResolveCitation, FindsASourceOrAPinpointInIt) {
  EXPECT_THAT(citing("CA2004.16C"), ElementsAre());
  EXPECT_THAT(citing("CA2004.16C(1)(a)"), ElementsAre());
  EXPECT_THAT(citing("CA2004.16C(1)(a), CA2004(2)"), ElementsAre());
}

TEST(ResolveCitation, RefusesASourceThatNoPackDefines) {
  EXPECT_THAT(citing("CA2004.16D"), ElementsAre("unknown_source 15:11 no pack defines the source `CA2004.16D`"));
  EXPECT_THAT(citing("CA2004.16C, CA2014"), ElementsAre("unknown_source 15:23 no pack defines the source `CA2014`"));
  EXPECT_THAT(citing("CA2004.16C(1"), ElementsAre("unknown_source 15:11 no pack defines the source `CA2004.16C(1`"));
  EXPECT_THAT(citing("(1)"), ElementsAre("unknown_source 15:11 no pack defines the source `(1)`"));
}

TEST(ResolveCitation, KeepsThePinpoint) {
  const RuleBook rules = book_of("decisions:\n  d:\n    question: q\n    is: yes\n    cite: S(1)(a)\n");
  EXPECT_EQ(checked(rules).decisions[0].rules[0].cite[0].pinpoint, "(1)(a)");
}

std::string type_of(const std::string& type) {
  const auto loaded =
      try_load({pack("types:\n  belief: one of excluded < suspected < known\nnetwork:\n  kinds: authority, "
                     "partnership\nfacts:\n  x:\n    type: " +
                     type + "\n")});
  if (!loaded) return codes_of(loaded.diagnostics()).front();
  const Book& book = checked(loaded.value());
  return book.vocabulary.describe(book.schema.facts[0].type);
}

TEST(ResolveType, ReadsEverySort) {
  EXPECT_EQ(type_of("truth"), "yes or no");
  EXPECT_EQ(type_of("date"), "a date");
  EXPECT_EQ(type_of("whole number"), "a whole number");
  EXPECT_EQ(type_of("text"), "a text");
  EXPECT_EQ(type_of("belief"), "one of excluded, suspected, known");
  EXPECT_EQ(type_of("one of a, b"), "one of a, b");
  EXPECT_EQ(type_of("authority or partnership"), "authority or partnership");
  EXPECT_EQ(type_of("authority or none"), "authority or none");
  EXPECT_EQ(type_of("none or authority"), "authority or none");
  EXPECT_EQ(type_of("date or none"), "a date or none");
  EXPECT_EQ(type_of("set of belief"), "a set of one of excluded, suspected, known");
  EXPECT_EQ(type_of("list of authority"), "a set of authority");
}

TEST(ResolveType, RefusesWhatIsNoType) {
  EXPECT_EQ(type_of("belif"), "unknown_name");
  EXPECT_EQ(type_of("truth or date"), "wrong_type");
  EXPECT_EQ(type_of("authority or date"), "wrong_type");
  EXPECT_EQ(type_of("one of a, a"), "declared_twice");
  EXPECT_EQ(type_of("one of a < b, c"), "bad_name");
  EXPECT_EQ(type_of("one of 'a'"), "bad_name");
  EXPECT_EQ(type_of("list of list of truth"), "unknown_name");
}

}  // namespace
}  // namespace masa::test
