// Each form of a decision, with rows that are true, false and not known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

const std::string facts = R"(
types:
  w: one of low < middle < high
facts:
  a:
    type: truth
  b:
    type: truth
  c:
    type: truth
  day:
    type: date
)";

/// A decision `d` with this body, under this case.
std::string decided(const std::string& body, const std::string& one_case) {
  return outcome_of(book_of(facts + "decisions:\n  d:\n    question: q\n" + body), one_case, "d");
}
Open left_open(const std::string& body, const std::string& one_case) {
  return open_answer(decide_case(book_of(facts + "decisions:\n  d:\n    question: q\n" + body), one_case), "d");
}

std::string table(const std::string& form, const std::string& rows, const std::string& more = "") {
  return "    type: w\n" + more + "    " + form + ": |\n      when | then | cite\n" + rows;
}

// --- yes_if, no_if

const std::string yes_if =
    "    yes_if:\n      - rule: r\n        when: a\n        cite: S\n      - rule: s\n        when: b\n        cite: "
    "S\n";

TEST(YesIf, IsYesAsSoonAsOneRuleApplies) {
  EXPECT_EQ(decided(yes_if, "{a: yes}"), "true");
  EXPECT_EQ(decided(yes_if, "{a: no, b: yes}"), "true");
}

TEST(YesIf, IsOpenWhileARuleMayApply) {
  EXPECT_EQ(decided(yes_if, "{a: no}"), "unknown");
  const Open open = left_open(yes_if + "    otherwise: no\n", "{a: no}");
  EXPECT_THAT(open.values, ElementsAre("false", "true"));
  EXPECT_THAT(open.settle, ElementsAre("b"));
}

TEST(YesIf, IsAGapWhereNoRuleAppliesAndNothingElseIsSaid) {
  EXPECT_EQ(decided(yes_if, "{a: no, b: no}"), "unknown");
  EXPECT_THAT(left_open(yes_if, "{a: no, b: no}").settle, ElementsAre()) << "no fact would settle it";
  EXPECT_EQ(decided(yes_if + "    otherwise: no\n", "{a: no, b: no}"), "false");
}

TEST(YesIf, NeedsNoFactWhereEveryWayLeadsToYes) {
  EXPECT_EQ(decided(yes_if + "    otherwise: yes\n", "{}"), "true");
}

TEST(NoIf, IsTheMirrorOfYesIf) {
  const std::string no_if = "    no_if:\n      - rule: r\n        when: a\n        cite: S\n    otherwise: yes\n";
  EXPECT_EQ(decided(no_if, "{a: yes}"), "false");
  EXPECT_EQ(decided(no_if, "{a: no}"), "true");
  EXPECT_EQ(decided(no_if, "{}"), "unknown");
}

// --- tables

const std::string apart = "      a and b | low | S\n      a and not b | high | S\n      not a | low | S\n";

TEST(OneRowApplies, IsDecidedByTheRowThatApplies) {
  const std::string body = table("one_row_applies", apart, "    checked_when_run: yes\n");
  EXPECT_EQ(decided(body, "{a: yes, b: yes}"), "low");
  EXPECT_EQ(decided(body, "{a: yes, b: no}"), "high");
  EXPECT_EQ(decided(body, "{a: no}"), "low");
}

TEST(OneRowApplies, IsDecidedWhereEveryRowThatMayApplySaysTheSame) {
  EXPECT_EQ(decided(table("one_row_applies", apart, "    checked_when_run: yes\n"), "{b: yes}"), "low");
}

TEST(OneRowApplies, AsksFirstForWhatSettlesMost) {
  const Open open = left_open(table("one_row_applies", apart, "    checked_when_run: yes\n"), "{}");
  EXPECT_THAT(open.values, ElementsAre("low", "high"));
  EXPECT_THAT(open.settle, UnorderedElementsAre("a", "b"));
}

TEST(OneRowApplies, ClashesWhereTwoRowsApplyAndDiffer) {
  const std::string body =
      table("one_row_applies", "      a | low | S\n      b | high | S\n", "    checked_when_run: yes\n");
  EXPECT_EQ(decided(body, "{a: yes, b: yes}"), "unknown");
  EXPECT_EQ(decided(body, "{a: yes, b: no}"), "low");
}

TEST(RowsAgree, LetsSeveralRowsApplyThatSayTheSame) {
  const std::string body = table("rows_agree", "      a | low | S\n      b | low | S\n");
  EXPECT_EQ(decided(body, "{a: yes, b: yes}"), "low");
  EXPECT_EQ(decided(body, "{a: yes}"), "low") << "the other row could only agree";
}

TEST(FirstRow, StopsAtTheFirstThatApplies) {
  const std::string body = table("first_row", "      a | low | S\n      b | high | S\n      yes | middle | S\n");
  EXPECT_EQ(decided(body, "{a: yes, b: yes}"), "low");
  EXPECT_EQ(decided(body, "{a: no, b: yes}"), "high");
  EXPECT_EQ(decided(body, "{a: no, b: no}"), "middle");
}

TEST(FirstRow, IsOpenBetweenTheRowsDownToTheFirstThatCertainlyApplies) {
  const std::string body = table("first_row", "      a | low | S\n      b | high | S\n      c | middle | S\n");
  const Open open = left_open(body, "{b: yes}");
  EXPECT_THAT(open.values, ElementsAre("low", "high")) << "never middle: the second row shuts it out";
  EXPECT_THAT(open.settle, ElementsAre("a")) << "and so `c` is not asked for";
}

TEST(StrongestOf, TakesTheStrongestThatApplies) {
  const std::string body = table("strongest_of", "      a | low | S\n      b | high | S\n      c | middle | S\n");
  EXPECT_EQ(decided(body, "{a: yes, b: no, c: yes}"), "middle");
  EXPECT_EQ(decided(body, "{b: yes}"), "high") << "nothing could be stronger";
}

TEST(StrongestOf, IsOpenOnlyTowardsStrongerRows) {
  const std::string body = table("strongest_of", "      a | low | S\n      b | high | S\n      c | middle | S\n");
  const Open open = left_open(body, "{c: yes}");
  EXPECT_THAT(open.values, ElementsAre("middle", "high"));
  EXPECT_THAT(open.settle, ElementsAre("b"));
}

TEST(AllRows, CollectsWhatApplies) {
  const std::string body =
      "    type: set of w\n    all_rows: |\n      when | then | cite\n      a | low | S\n      b | high | S\n      c | "
      "low | S\n";
  EXPECT_EQ(decided(body, "{a: yes, b: yes, c: no}"), "{low, high}");
  EXPECT_EQ(decided(body, "{a: no, b: no, c: no}"), "{}") << "none is an answer, and no gap";
  EXPECT_EQ(decided(body, "{a: yes, b: no}"), "{low}") << "`c` could only add what is there";
  EXPECT_THAT(left_open(body, "{a: yes, c: no}").values, ElementsAre("{low}", "{low, high}"));
}

TEST(AnyTable, DoesNotDependOnTheOrderOfItsRowsButFirstRow) {
  const std::vector<std::string> rows{"      a and b | low | S\n", "      a and not b | high | S\n",
                                      "      not a | middle | S\n"};
  for (const char* form : {"one_row_applies", "rows_agree", "strongest_of"}) {
    const std::string more = std::string(form) == "strongest_of" ? "" : "    checked_when_run: yes\n";
    for (const char* one_case : {"{}", "{a: yes}", "{b: yes}", "{a: no}", "{a: yes, b: no}"}) {
      const std::string forwards = decided(table(form, rows[0] + rows[1] + rows[2], more), one_case);
      EXPECT_EQ(decided(table(form, rows[2] + rows[1] + rows[0], more), one_case), forwards) << form << one_case;
      EXPECT_EQ(decided(table(form, rows[1] + rows[2] + rows[0], more), one_case), forwards) << form << one_case;
    }
  }
}

// --- what a date leaves open

TEST(ADate, IsCompletedByTheDaysThatCanMakeADifference) {
  const Open open = left_open("    is: day before 2025-01-01 and a\n    cite: S\n", "{a: yes}");
  EXPECT_TRUE(open.is_complete);
  EXPECT_THAT(open.values, ElementsAre("false", "true"));
  EXPECT_THAT(open.settle, ElementsAre("day"));
}

TEST(ADate, IsNotAskedForWhereItCannotMatter) {
  EXPECT_EQ(decided("    is: day before 2025-01-01 and a\n    cite: S\n", "{a: no}"), "false");
  EXPECT_EQ(decided("    is: day before 2025-01-01 or not a\n    cite: S\n", "{a: no}"), "true");
}

// --- what changes only the reason

TEST(Settling, LeavesOutAFactThatChangesOnlyWhyTheAnswerIsNotKnown) {
  const std::string gap = "    yes_if:\n      - rule: r\n        when: no\n        cite: S\n";
  const RuleBook rules = book_of(facts + "decisions:\n  one:\n    question: q\n" + gap + "  two:\n    question: q\n" +
                                 gap + "  d:\n    question: q\n    is: if a then one else two\n    cite: S\n");
  EXPECT_THAT(open_answer(decide_case(rules, "{}"), "d").settle, ElementsAre()) << "whatever a is, no rule applies";
}

// --- editions

std::string edition(const std::string& day, const std::string& read) {
  const std::string text =
      "pack: t/e\ntitle: t\nlayer: national\nsources:\n  WT2023:\n    title: 2023\n    kind: statutory_guidance\n    "
      "in_force: 2023-12-15 to 2026-03-18\n    followed_by: WT2026\n  WT2026:\n    title: 2026\n    kind: "
      "statutory_guidance\n    in_force: from 2026-03-18\n    read: " +
      read + "\ndecisions:\n  d:\n    question: q\n    is: yes\n    cite: WT2023\n";
  const Determination determination = decide_case(load_all({text}), "", day);
  std::string out = determination.outcome("d").value();
  for (const std::string& w : warnings_of(determination)) out += " " + w;
  return out;
}

TEST(AnEdition, IsInForceFromItsFirstDayToTheDayBeforeItsLast) {
  EXPECT_EQ(edition("2023-12-14", "yes"), "unknown");
  EXPECT_EQ(edition("2023-12-15", "yes"), "true");
  EXPECT_EQ(edition("2026-03-17", "yes"), "true");
  EXPECT_EQ(edition("2026-03-18", "yes"), "unknown");
}

TEST(AnEdition, IsCarriedForwardWhileTheTextThatReplacesItIsUnread) {
  EXPECT_EQ(edition("2026-03-17", "no"), "true");
  EXPECT_EQ(edition("2026-03-18", "no"), "true guidance_text_not_verified");
  EXPECT_EQ(edition("2023-12-14", "no"), "unknown") << "but not backwards";
}

}  // namespace
}  // namespace masa::test
