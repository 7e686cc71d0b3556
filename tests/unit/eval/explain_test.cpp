#include "eval/explain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::HasSubstr;

const std::string body = R"(
facts:
  x:
    type: truth
  z:
    type: truth
decisions:
  inner:
    question: is it inner?
    yes_if:
      - rule: first
        when: x and not z
        cite: S(1)
        because: the Act says so
      - rule: second
        when: z
        cite: S(2)
    otherwise: no
  outer:
    question: is it outer?
    one_row_applies: |
      rule | inner | then | cite
      in   | yes   | yes  | S
      out  | no    | no   | S
)";

TEST(Reasons, TellEveryRuleWithItsVerdictCitationAndLine) {
  const std::string text = explain(decide_case(book_of(body), "{x: yes, z: no}"), "inner");
  EXPECT_THAT(text, HasSubstr("inner: yes  1.yaml:15"));
  EXPECT_THAT(text, HasSubstr("+ first: applies  [S(1)]  1.yaml:18  because the Act says so"));
  EXPECT_THAT(text, HasSubstr("- second: does not apply  [S(2)]  1.yaml:22"));
}

TEST(Reasons, AreOneTreeForWhyAndWhyNot) {
  const std::string text = explain(decide_case(book_of(body), "{x: no, z: no}"), "inner");
  EXPECT_THAT(text, HasSubstr("inner: no"));
  EXPECT_THAT(text, HasSubstr("- first: does not apply"));
  EXPECT_THAT(text, HasSubstr("otherwise"));
}

TEST(Reasons, SayWhatIsNotKnownAndWhy) {
  const std::string text = explain(decide_case(book_of(body), "{x: withheld}"), "inner");
  EXPECT_THAT(text, HasSubstr("? first: open"));
  EXPECT_THAT(text, HasSubstr("x: not known (withheld)"));
  EXPECT_THAT(text, HasSubstr("z: not known (not asked)"));
}

TEST(Reasons, GoDownIntoTheDecisionsThatWereRead) {
  const std::string text = explain(decide_case(book_of(body), "{x: yes, z: no}"), "outer");
  EXPECT_THAT(text, HasSubstr("outer: yes"));
  EXPECT_THAT(text, HasSubstr("    inner: yes"));
  EXPECT_THAT(text, HasSubstr("+ first: applies"));
}

TEST(Reasons, ChangeNoAnswer) {
  const Determination determination = decide_case(book_of(body), "{x: yes}");
  const std::string before = determination.to_json();
  (void)explain(determination);
  (void)determination.to_json({.sensitive = true, .explanation = true});
  EXPECT_EQ(determination.to_json(), before);
}

TEST(Reasons, AreNarrowedToADecision) {
  const Determination determination = decide_case(book_of(body), "{x: yes, z: no}");
  EXPECT_THAT(explain(determination, "inner"), testing::Not(HasSubstr("outer")));
  EXPECT_EQ(explain(determination, "no_such"), "");
}

}  // namespace
}  // namespace masa::test
