// Dates that stand still, that come sooner, of which only something is certain; what is forbidden; and what a narrower
// pack makes of a wider one, in an answer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;

const RuleBook& dates() {
  static const RuleBook book = load_all({pack(R"(
network:
  kinds: authority
  authority: |
    id | name | cite
    a  | Aton | S
facts:
  told:
    type: date
  sooner:
    type: date
    when_not_recorded: not yet
  stopped:
    type: date
    when_not_recorded: not yet
  resumed:
    type: date
    when_not_recorded: not yet
  published:
    type: date
    when_not_recorded: not yet
duties:
  answer:
    when: yes
    who: a
    must: answer
    cite: S
    by:
      - id: counted
        must: 5 working days after told
        cite: S
        suspended:
          - from: stopped
            until: resumed
            cite: S
            because: the court stays it
      - id: other
        must: the earlier of (sooner, 60 days after told)
        cite: S
  keep_still:
    when: yes
    who: a
    must_not: publish
    cite: S
    until:
      - last_day: 12 months beginning with told
        cite: S
    breached_when: published
calendars:
  invented_days:
    title: invented
    cite: S
    covers: 2025-01-01 to 2026-12-31
    week: Monday to Friday
    holidays: |
      date       | holiday
      2025-05-05 | May
  late:
    title: proclaimed late
    cite: S
    adds_to: invented_days
    holidays: |
      date       | holiday | instead_of
      2025-05-08 | Peace   | 2025-05-05
)",
                                              {"test/rules", "national", "calendar: invented_days\n"})});
  return book;
}

std::string limit_on(const std::string& one_case, std::string_view id, const std::string& day = "2025-05-20") {
  const Determination decided = decide_case(dates(), one_case, day);
  const DutyAnswer* duty = duty_of(decided, "answer");
  for (const LimitAnswer& limit : duty->limits) {
    if (checked(dates()).limits[limit.limit].id != id) continue;
    if (limit.stands_still) return "stands still";
    if (limit.due.tag() == Value::Tag::date) return to_string(limit.due.as_date());
    std::string words = limit.due.is_known() ? "none" : "not known";
    if (limit.bounds.first) words += " from " + to_string(*limit.bounds.first);
    if (limit.bounds.last) words += " to " + to_string(*limit.bounds.last);
    return words;
  }
  return "no such date";
}

std::string state_on(const std::string& one_case, std::string_view id, const std::string& day) {
  const Determination decided = decide_case(dates(), one_case, day);
  const DutyAnswer* duty = duty_of(decided, id);
  return std::string(word_of(duty->state)) + (duty->may_be_earlier ? " at the latest" : "");
}

TEST(SuspendedCount, LeavesOutTheDaysOfThePause) {
  EXPECT_EQ(limit_on("{told: 2025-05-12}", "counted"), "2025-05-19");
  EXPECT_EQ(limit_on("{told: 2025-05-12, stopped: 2025-05-14, resumed: 2025-05-16}", "counted"), "2025-05-21");
}

TEST(SuspendedCount, StandsStillUntilItGoesOn) {
  EXPECT_EQ(limit_on("{told: 2025-05-12, stopped: 2025-05-14}", "counted"), "stands still");
  EXPECT_EQ(limit_on("{told: 2025-05-12, stopped: 2025-06-14}", "counted"), "2025-05-19") << "it was over before";
}

TEST(SuspendedCount, IsNotKnownWhereThePauseIsNot) {
  EXPECT_EQ(limit_on("{told: 2025-05-12, stopped: unknown}", "counted"), "not known");
}

TEST(SuspendedCount, TellsWhyADayDoesNotCount) {
  const Determination decided = decide_case(dates(), "{told: 2025-05-12, stopped: 2025-05-14, resumed: 2025-05-16}");
  const std::vector<CountedDay>& days = duty_of(decided, "answer")->limits[0].days;
  ASSERT_GE(days.size(), 3U);
  EXPECT_EQ(days[1].why, "the court stays it");
  EXPECT_EQ(days[1].number, 0);
}

TEST(Overlay, AddsADayAndTakesAnotherBack) {
  EXPECT_EQ(limit_on("{told: 2025-05-02}", "counted"), "2025-05-12") << "the 5th counts, the 8th does not";
}

TEST(UnknownDate, SaysWhatIsCertain) {
  EXPECT_EQ(limit_on("{told: 2025-05-12, sooner: unknown}", "other"), "not known to 2025-07-11");
  EXPECT_EQ(state_on("{told: 2025-05-12, sooner: unknown}", "answer", "2025-05-15"), "due at the latest");
  EXPECT_EQ(state_on("{told: 2025-05-12, sooner: unknown}", "answer", "2025-05-20"), "overdue at the latest");
}

TEST(Prohibition, IsInForceUntilItsLastDay) {
  EXPECT_EQ(state_on("{told: 2025-05-12}", "keep_still", "2026-05-11"), "in_force");
  EXPECT_EQ(state_on("{told: 2025-05-12}", "keep_still", "2026-05-12"), "lifted");
}

TEST(Prohibition, IsBreachedByWhatHappenedWithinIt) {
  EXPECT_EQ(state_on("{told: 2025-05-12, published: 2025-06-01}", "keep_still", "2025-06-02"), "breached");
  EXPECT_EQ(state_on("{told: 2025-05-12, published: 2026-06-01}", "keep_still", "2026-06-02"), "lifted");
}

// --- numbers

TEST(Arithmetic, ThatLeavesTheRangeIsNotKnown) {
  const RuleBook book = book_of(
      "facts:\n  o:\n    type: whole number\n  m:\n    type: whole number\n"
      "decisions:\n  product:\n    question: q\n    type: whole number\n    is: o * m\n    cite: S\n"
      "  half:\n    question: q\n    type: decimal with 1 places\n    is: round(o / m, 1)\n    cite: S\n");
  EXPECT_EQ(outcome_of(book, "{o: 9223372036854775807, m: 2}", "product"), "unknown");
  EXPECT_EQ(outcome_of(book, "{o: 1, m: 0}", "half"), "unknown");
  EXPECT_EQ(outcome_of(book, "{o: 1, m: 20}", "half"), "0.1") << "half a unit is rounded away from nought";
  EXPECT_EQ(outcome_of(book, "{o: -1, m: 20}", "half"), "-0.1");
}

// --- exceptions

TEST(Exception, TakesNothingAwayWhereItIsOverriddenItself) {
  const RuleBook book = book_of(
      "facts:\n  a:\n    type: truth\n  b:\n    type: truth\n  c:\n    type: truth\n"
      "decisions:\n  d:\n    question: q\n    yes_if:\n    - rule: general\n      when: a\n      cite: S\n"
      "    - rule: back\n      when: c\n      overrides: exception\n      cite: S\n"
      "    no_if:\n    - rule: exception\n      when: b\n      overrides: general\n      cite: S\n    otherwise: no\n");
  EXPECT_EQ(outcome_of(book, "{a: yes, b: no, c: no}", "d"), "true");
  EXPECT_EQ(outcome_of(book, "{a: yes, b: yes, c: no}", "d"), "false");
  EXPECT_EQ(outcome_of(book, "{a: yes, b: yes, c: yes}", "d"), "true");
  EXPECT_EQ(outcome_of(book, "{a: yes, b: unknown, c: no}", "d"), "unknown");
}

// --- a narrower pack in an answer

const RuleBook& layered() {
  static const RuleBook book =
      load_all({pack(R"(
  OWN:
    title: our own choice
    kind: default
network:
  kinds: area, authority, panel
  area: |
    id | name | cite
    east | East | S
    west | West | S
  panel: |
    id | name | cite
    p  | Panel | S
    q  | Other | S
  authority: |
    id   | name | area | cite
    hull | Hull | east | S
    kent | Kent | west | S
facts:
  place:
    type: authority
  harmed:
    type: truth
  feared:
    type: truth
  told:
    type: date
parameters:
  days_allowed:
    question: how many days
    type: whole number
    value: 15
    at_least: 1
    at_most: 15
    whose: place
    cite: OWN
decisions:
  serious:
    question: q
    whose: place
    may_be_widened: yes
    yes_if:
    - rule: harm
      when: harmed
      cite: S
    otherwise: no
  order:
    question: q
    type: one of first, second
    whose: place
    is: first
    cite: OWN
duties:
  tell:
    when: serious
    who: place
    whom: p
    must: tell
    cite: S
    by:
      - must: days_allowed days after told
        cite: S
)"),
                pack(R"(
widen:
  serious:
    yes_if:
    - rule: fear
      when: feared
      cite: L
set:
  days_allowed:
    value: 10
    cite: L
replace:
  order:
    is: second
    cite: L
tighten:
  tell:
    whom: q
    cite: L
decisions:
  ours:
    question: q
    is: harmed
    cite: L
)",
                     {"test/east", "local", "binds: authorities of east\nwhose_case: place\n", "L"})});
  return book;
}

TEST(NarrowerPack, CountsForThoseThatItBinds) {
  const std::string hull = "{place: hull, harmed: no, feared: yes, told: 2025-03-01}";
  EXPECT_EQ(outcome_of(layered(), hull, "serious"), "true");
  EXPECT_EQ(outcome_of(layered(), hull, "order"), "second");
  EXPECT_EQ(outcome_of(layered(), hull, "ours"), "false");
  const Determination decided = decide_case(layered(), hull);
  EXPECT_EQ(to_string(duty_of(decided, "tell")->due.as_date()), "2025-03-11");
  EXPECT_EQ(duty_of(decided, "tell")->whom.members().size(), 2U);
}

TEST(NarrowerPack, IsNothingToOthers) {
  const std::string kent = "{place: kent, harmed: yes, feared: yes, told: 2025-03-01}";
  EXPECT_EQ(outcome_of(layered(), kent, "order"), "first");
  EXPECT_EQ(outcome_of(layered(), kent, "ours"), "no such outcome");
  const Determination decided = decide_case(layered(), kent);
  EXPECT_EQ(to_string(duty_of(decided, "tell")->due.as_date()), "2025-03-16");
  EXPECT_EQ(duty_of(decided, "tell")->whom.tag(), Value::Tag::reference);
  EXPECT_EQ(outcome_of(layered(), "{place: kent, harmed: no, feared: yes}", "serious"), "false");
}

TEST(NarrowerPack, IsOpenWhereItIsNotKnownWhomItBinds) {
  EXPECT_EQ(outcome_of(layered(), "{harmed: no, feared: yes}", "serious"), "unknown");
  EXPECT_EQ(outcome_of(layered(), "{harmed: yes, feared: yes}", "serious"), "true");
  EXPECT_EQ(outcome_of(layered(), "{harmed: no, feared: no}", "serious"), "false");
}

// --- facts that do not always apply

TEST(ConditionalFact, IsNotApplicableWhereItsConditionIsNo) {
  const RuleBook book = book_of(
      "facts:\n  girl:\n    type: truth\n  gone:\n    type: whole number from 0 to 45\n    applies_when: girl\n"
      "decisions:\n  late:\n    question: q\n    is: gone >= 30\n    cite: S\n");
  EXPECT_EQ(outcome_of(book, "{girl: no}", "late"), "false");
  EXPECT_EQ(outcome_of(book, "{girl: yes}", "late"), "unknown");
  EXPECT_EQ(outcome_of(book, "{girl: yes, gone: 31}", "late"), "true");
  EXPECT_THAT(warnings_of(decide_case(book, "{girl: no, gone: 31}")), ElementsAre("fact_does_not_apply"));
}

TEST(Number, StaysWithinItsBounds) {
  const RuleBook book = book_of(
      "facts:\n  o:\n    type: whole number from 0 to 3\n"
      "decisions:\n  d:\n    question: q\n    is: o > 3\n    cite: S\n  e:\n    question: q\n    is: o > 2\n    cite: "
      "S\n");
  EXPECT_EQ(outcome_of(book, "{}", "d"), "false") << "no value within the bounds is more";
  EXPECT_EQ(outcome_of(book, "{}", "e"), "unknown");
  EXPECT_FALSE(decide(book, {"case.yaml", "o: 4"}, {"2025-03-10", "", ""}).ok());
}

}  // namespace
}  // namespace masa::test
