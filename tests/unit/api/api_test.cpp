#include "masa/masa.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "support/files.hpp"
#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Load, SaysEveryMistakeOfEveryPackInReadingOrder) {
  const auto loaded =
      try_load({pack("decisions:\n  a:\n    question: q\n    is: nosuch\n    cite: S\n  b:\n    question: q\n    is: "
                     "yes\n    cite: T\n",
                     {"n/a"}),
                pack("decisions:\n  c:\n    question: q\n    is: 3\n    cite: U\n", {"n/b", "national", "", "U"})});
  EXPECT_THAT(codes_of(loaded.diagnostics()), ElementsAre("unknown_name", "unknown_source", "wrong_type"));
  EXPECT_EQ(loaded.diagnostics()[0].place.source_line, "    is: nosuch");
}

TEST(Load, OfNothingIsABookThatDecidesNothing) {
  const auto loaded = load({});
  ASSERT_TRUE(loaded.ok());
  EXPECT_TRUE(loaded.value().packs().empty());
}

TEST(Decide, WantsADay) {
  const RuleBook rules = book_of("");
  const auto codes = [&](const Dates& dates) { return codes_of(decide(rules, {"case", "{}"}, dates).diagnostics()); };
  EXPECT_THAT(codes({"", "", ""}), ElementsAre("missing_date"));
  EXPECT_THAT(codes({"2025-02-30", "", ""}), ElementsAre("bad_date"));
  EXPECT_THAT(codes({"2025-03-10", "soon", "later"}), ElementsAre("bad_date", "bad_date"));
  EXPECT_THAT(codes({"2025-03-10", "2025-03-11", "each"}), ElementsAre());
}

TEST(Decide, ShowsNoLineOfACaseThatItRefuses) {
  const auto refused = decide(book_of(""), {"case", "secret_name: the name of a child\n"}, {"2025-03-10", "", ""});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.diagnostics()[0].place.line, 1);
  EXPECT_EQ(refused.diagnostics()[0].place.source_line, "");
  EXPECT_THAT(to_text(refused.diagnostics()[0]), testing::Not(HasSubstr("the name of a child")));
}

TEST(Outcome, IsEmptyForADecisionOrPersonThatIsNotThere) {
  const Determination determination =
      decide_case(book_of("decisions:\n  d:\n    question: q\n    is: yes\n    cite: S\n"), "{}");
  EXPECT_EQ(determination.outcome("d"), "true");
  EXPECT_EQ(determination.outcome("e"), std::nullopt);
  EXPECT_EQ(determination.outcome("d", "child"), std::nullopt);
}

TEST(RuleBook, OutlivesEverythingThatItWasMadeFrom) {
  std::optional<Determination> determination;
  {
    const RuleBook rules = book_of("decisions:\n  d:\n    question: q\n    is: yes\n    cite: S\n");
    determination = decide_case(rules, "{}");
  }
  EXPECT_EQ(determination->outcome("d"), "true");
  EXPECT_THAT(determination->to_text(), HasSubstr("yes"));
}

TEST(RuleBook, AnswersTheSameFromEveryThread) {
  const RuleBook rules = load(shipped_packs()).value();
  const std::string one_case =
      "incident: {place: darlington, authority_aware_on: 2025-03-03}\npeople: [{id: child, home: darlington}]\n";
  const std::string expected = decide_case(rules, one_case).to_json();
  std::vector<std::string> answers(4);
  std::vector<std::thread> threads;
  for (std::string& answer : answers) threads.emplace_back([&] { answer = decide_case(rules, one_case).to_json(); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& answer : answers) EXPECT_EQ(answer, expected);
}

}  // namespace
}  // namespace masa::test
