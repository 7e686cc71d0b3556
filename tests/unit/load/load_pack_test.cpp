#include "load/load_pack.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "load/read_yaml.hpp"
#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Loaded {
  Sources sources;
  Sink sink;
  Pack pack;
  explicit Loaded(std::string text) {
    sources.add("a.yaml", std::move(text));
    const auto root = read_yaml(sources, 0, sink);
    if (root) pack = load_pack(*root, sink);
  }
  std::vector<std::string> complaints() const {
    std::vector<std::string> all;
    for (const Complaint& c : sink.sorted()) {
      const LineColumn at = sources.line_column(0, c.span.begin);
      all.push_back(std::string(code_of(c.kind)) + " " + std::to_string(at.line) + ":" + std::to_string(at.column));
    }
    return all;
  }
};

const std::string head = "pack: a/b\ntitle: t\nlayer: local\n";

TEST(LoadPack, KeepsUnresolvedNamesWithTheirPlaces) {
  const Loaded loaded(head + "uses: x/y, x/z\n");
  EXPECT_THAT(loaded.complaints(), IsEmpty());
  ASSERT_EQ(loaded.pack.uses.size(), 2U);
  EXPECT_EQ(loaded.pack.uses[1].text, "x/z");
  EXPECT_EQ(loaded.sources.line_column(0, loaded.pack.uses[1].span.begin).column, 12);
}

TEST(LoadPack, ReadsWhomItBinds) {
  EXPECT_EQ(Loaded(head + "binds: every authority in England\n").pack.binds_body.text, "England");
  EXPECT_EQ(Loaded(head + "binds: authorities of darlington_sp\n").pack.binds_body.text, "darlington_sp");
  EXPECT_THAT(Loaded(head + "binds: everybody\n").complaints(), ElementsAre("expression_syntax 4:8"));
}

TEST(LoadPack, ReadsPeriodsHalfOpen) {
  const auto period_of = [](const std::string& text) {
    const Loaded loaded(head + "sources:\n  A:\n    title: t\n    kind: statute\n    in_force: " + text + "\n");
    EXPECT_THAT(loaded.complaints(), IsEmpty()) << text;
    return loaded.pack.sources.at(0).in_force;
  };
  const Period period = period_of("2023-12-15 to 2026-03-18");
  EXPECT_FALSE(period.holds(*parse_date("2023-12-14")));
  EXPECT_TRUE(period.holds(*parse_date("2023-12-15")));
  EXPECT_TRUE(period.holds(*parse_date("2026-03-17")));
  EXPECT_FALSE(period.holds(*parse_date("2026-03-18")));
  EXPECT_TRUE(period_of("from 2023-12-15").holds(*parse_date("9999-12-31")));
  EXPECT_FALSE(period_of("until 2023-12-15").holds(*parse_date("2023-12-15")));
}

TEST(LoadPack, SaysEveryMistakeInOneRun) {
  const Loaded loaded(
      "pack: a/b\n"
      "layer: locally\n"
      "titel: t\n"
      "sources:\n"
      "  A:\n"
      "    title: t\n"
      "    kind: statue\n"
      "    in_force: 2026-01-01 to 2025-01-01\n"
      "decisions:\n"
      "  d:\n"
      "    question: q\n"
      "  2nd:\n"
      "    question: q\n"
      "    is: a and\n");
  EXPECT_THAT(loaded.complaints(), testing::UnorderedElementsAre(
                                       "unknown_name 2:8", "unknown_key 3:1", "unknown_name 7:11", "wrong_order 8:15",
                                       "missing_key 10:3", "bad_name 12:3", "expression_syntax 14:14"));
}

TEST(LoadPack, SuggestsTheKeyThatWasMeant) {
  const Loaded loaded(head + "decisons:\n  d:\n    question: q\n");
  ASSERT_EQ(loaded.sink.sorted().size(), 1U);
  EXPECT_EQ(loaded.sink.sorted()[0].help, "did you mean `decisions`?");
}

TEST(LoadPack, WantsADecisionToBeMadeInOneWay) {
  EXPECT_THAT(Loaded(head + "decisions:\n  d:\n    question: q\n    is: a\n    yes_if:\n      - rule: r\n        when: "
                            "a\n        cite: S\n")
                  .complaints(),
              ElementsAre("wrong_shape 9:7"));
}

TEST(LoadPack, WantsADutyToHaveOneVerb) {
  const std::string duty = "duties:\n  d:\n    when: a\n    who: b\n    cite: S\n";
  EXPECT_THAT(Loaded(head + duty).complaints(), ElementsAre("missing_key 5:3"));
  EXPECT_THAT(Loaded(head + duty + "    must: x\n").complaints(), IsEmpty());
  EXPECT_THAT(Loaded(head + duty + "    must: x\n    may: y\n").complaints(), testing::SizeIs(1));
}

TEST(LoadPack, RefusesWordsOfTheLanguageAsNames) {
  EXPECT_THAT(Loaded(head + "facts:\n  of:\n    type: truth\n").complaints(), ElementsAre("bad_name 5:3"));
  EXPECT_THAT(Loaded(head + "facts:\n  g:\n    my-fact:\n      type: truth\n").complaints(),
              ElementsAre("bad_name 6:5"));
}

TEST(LoadPack, RefusesShapesThatAreNotDue) {
  EXPECT_THAT(Loaded("- a\n- b\n").complaints(), ElementsAre("wrong_shape 1:1"));
  EXPECT_THAT(Loaded(head + "decisions: x\n").complaints(), ElementsAre("wrong_shape 4:12"));
  EXPECT_THAT(Loaded(head + "changes:\n  date: 2025-01-01\n").complaints(), testing::SizeIs(1));
  EXPECT_THAT(Loaded("pack: [a]\ntitle: t\nlayer: local\n").complaints(), ElementsAre("wrong_shape 1:7"));
}

TEST(LoadPack, RefusesATruthThatIsNeitherYesNorNo) {
  EXPECT_THAT(Loaded(head + "facts:\n  a:\n    type: truth\n    sensitive: perhaps\n").complaints(),
              ElementsAre("wrong_type 7:16"));
}

TEST(LoadPack, RefusesDatesThatAreNotInTheCalendar) {
  EXPECT_THAT(Loaded(head + "changes:\n  - date: 2025-02-30\n    what: a\n    why: b\n    agreed_by: c\n").complaints(),
              ElementsAre("bad_date 5:11"));
  EXPECT_THAT(Loaded(head + "changes:\n  - date: 30/01/2025\n    what: a\n    why: b\n    agreed_by: c\n").complaints(),
              ElementsAre("bad_date 5:11"));
}

}  // namespace
}  // namespace masa::test
