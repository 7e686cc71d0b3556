// A case over time: processes, duties from the day they arise, and timelines that say what every day alone says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "support/histories.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;

constexpr std::string_view begun = R"(
2025-01-01 located in: a
2025-01-01 plan_opened by: a
2025-02-01 moved from: a, to: b
2025-02-03 notified from: a, to: b
)";

std::string with(std::string_view more) {
  return std::string(begun) + std::string(more);
}

std::string answer_on(const std::string& events, const std::string& day, std::string_view run = "c1_1") {
  const Determination decided = decide_case(moves(), history(events), day);
  const DutyAnswer* duty = duty_of(decided, "answer", run);
  if (duty == nullptr) return "none";
  std::string words(word_of(duty->state));
  if (duty->due.tag() == Value::Tag::date) words += " " + to_string(duty->due.as_date());
  if (duty->arisen_on) words += " since " + to_string(*duty->arisen_on);
  return words;
}

TEST(Process, LeavesTheHolderUntilItEnds) {
  EXPECT_EQ(on_day(begun, "2025-01-15", "responsible"), "a");
  EXPECT_EQ(on_day(begun, "2025-02-01", "responsible"), "a");
  EXPECT_EQ(on_day(begun, "2030-01-01", "responsible"), "a") << "silence and lateness end nothing";
}

TEST(Process, HandsOverOnOneDay) {
  const std::string events = with("2025-02-20 accepted by: b\n");
  EXPECT_EQ(on_day(events, "2025-02-19", "responsible"), "a");
  EXPECT_EQ(on_day(events, "2025-02-20", "responsible"), "b");
}

TEST(Process, IsCancelledByAMoveBack) {
  const std::string events = with("2025-02-10 moved from: b, to: a\n2025-02-20 accepted by: b\n");
  EXPECT_EQ(on_day(events, "2025-03-01", "responsible"), "a");
}

TEST(Process, LapsesWhereTheChildGoesOnAndBeginsAnew) {
  const std::string events =
      with("2025-02-10 moved from: b, to: c\n2025-02-20 accepted by: b\n2025-03-01 accepted by: c\n");
  EXPECT_EQ(on_day(events, "2025-02-25", "responsible"), "a");
  EXPECT_EQ(on_day(events, "2025-03-01", "responsible"), "c");
}

TEST(Process, ThatEndsInTwoWaysOnOneDayStaysWhereItIs) {
  const std::string events = with("2025-02-20 accepted by: b\n2025-02-20 refused by: b\n");
  EXPECT_EQ(on_day(events, "2025-02-20", "responsible"), "a");
  EXPECT_EQ(on_day(events, "2025-06-01", "responsible"), "a");
}

TEST(Process, ForgetsWhatWentBeforeWhereItIsReset) {
  const std::string events = with("2025-02-20 accepted by: b\n2025-03-01 plan_closed\n2025-04-01 plan_opened by: c\n");
  EXPECT_EQ(on_day(events, "2025-02-25", "responsible"), "b");
  EXPECT_EQ(on_day(events, "2025-03-15", "responsible"), "nobody");
  EXPECT_EQ(on_day(events, "2025-04-01", "responsible"), "c");
}

TEST(DutyOverTime, ArisesOnceAndIsDone) {
  const std::string events = with("2025-02-20 accepted by: b\n");
  EXPECT_EQ(answer_on(events, "2025-02-02"), "none");
  EXPECT_EQ(answer_on(events, "2025-02-03"), "due 2025-02-17 since 2025-02-03");
  EXPECT_EQ(answer_on(events, "2025-02-18"), "overdue 2025-02-17 since 2025-02-03");
  EXPECT_EQ(answer_on(events, "2025-02-20"), "done_late 2025-02-17 since 2025-02-03");
}

TEST(DutyOverTime, IsCancelledByACitedLineOnly) {
  const std::string events = with("2025-02-10 moved from: b, to: a\n");
  EXPECT_EQ(answer_on(events, "2025-02-10"), "cancelled 2025-02-17 since 2025-02-03");
  EXPECT_EQ(answer_on(events, "2025-12-01"), "cancelled 2025-02-17 since 2025-02-03");
}

/// A duty of which the old guidance allows ten days, the new twenty; and what else its block says.
RuleBook with_two_laws(const std::string& more = {}) {
  return load_all({pack(std::string(R"(
  OLD:
    title: the old guidance
    kind: statutory_guidance
    in_force: until 2025-03-01
  NEW:
    title: the new guidance
    kind: statutory_guidance
    in_force: from 2025-03-01
network:
  kinds: authority
  authority: |
    id | name | cite
    a  | Aton | S
events:
  reported:
states:
  reported_on:
    type: date or none
    is: day of the first reported
duties:
  look:
    when: reported_on applies
    who: a
    must: look into it
    cite: S
    by:
      - id: old
        should: 10 days after reported_on
        cite: OLD
      - id: new
        should: 20 days after reported_on
        cite: NEW
)") + more)});
}

Date due_of_look(const RuleBook& book, const std::string& reported, const std::string& day) {
  const Determination decided = decide_case(book, "events: [{event: reported, date: " + reported + "}]", day);
  return duty_of(decided, "look")->due.as_date();
}

TEST(DutyOverTime, KeepsTheLawOfTheDayOnWhichItArose) {
  const RuleBook book = with_two_laws();
  EXPECT_EQ(to_string(due_of_look(book, "2025-02-20", "2025-02-25")), "2025-03-02");
  EXPECT_EQ(to_string(due_of_look(book, "2025-02-20", "2025-03-10")), "2025-03-02") << "it arose under the old text";
  EXPECT_EQ(to_string(due_of_look(book, "2025-03-05", "2025-03-10")), "2025-03-25");
}

TEST(DutyOverTime, GoesOnByTheLawOfEachDayWhereATextInForceSaysSo) {
  const RuleBook by_new = with_two_laws("    transition: the law of each day\n    transition_cite: NEW\n");
  EXPECT_EQ(to_string(due_of_look(by_new, "2025-02-20", "2025-02-25")), "2025-03-02");
  EXPECT_EQ(to_string(due_of_look(by_new, "2025-02-20", "2025-03-10")), "2025-03-12");
  const RuleBook by_old = with_two_laws("    transition: the law of each day\n    transition_cite: OLD\n");
  EXPECT_EQ(to_string(due_of_look(by_old, "2025-02-20", "2025-03-10")), "2025-03-02") << "the text has ended";
}

const RuleBook& asked_and_moved() {
  static const RuleBook book = load_all({pack(R"(
network:
  kinds: authority
  authority: |
    id | name | cite
    a  | Aton | S
    b  | Bton | S
facts:
  asked:
    type: date
  answered:
    type: date
    when_not_recorded: not yet
events:
  moved:
    fields:
      to: authority
states:
  lives_in:
    type: authority or none
    is: to of the latest moved
duties:
  keep:
    when: lives_in = b
    who: a
    must_go_on: keep it up
    cite: S
    until:
    - last_day: 60 days after asked
      cite: S
  answer:
    when: asked has come
    who: a
    must: answer
    cite: S
    by:
    - must: 10 days after asked
      cite: S
    done_when: answered
  escalate:
    when: answer is overdue
    who: a
    must: tell the head
    cite: S
)")});
  return book;
}

TEST(DutyOverTime, MayHaveArisenAndIsNotLostWhereItsConditionIsNoAfterwards) {
  const std::string one_case =
      "asked: 2025-03-21\nevents: [{event: moved, date: 2025-02-18}, {event: moved, date: 2025-03-20, to: a}]\n";
  for (const std::string day : {"2025-03-01", "2025-04-04"}) {
    const Determination decided = decide_case(asked_and_moved(), one_case, day);
    const DutyAnswer* keep = duty_of(decided, "keep");
    ASSERT_NE(keep, nullptr) << day;
    EXPECT_EQ(keep->state, DutyState::not_known) << day;
    EXPECT_EQ(keep->possible.settle.size(), 1U) << day;
    EXPECT_EQ(to_string(keep->due.as_date()), "2025-05-20") << day;
  }
  EXPECT_EQ(duty_of(decide_case(asked_and_moved(), one_case, "2025-02-17"), "keep"), nullptr);
}

TEST(DutyOverTime, ArisesOnTheDayAfterADateThatNothingElseMarks) {
  const Determination decided = decide_case(
      asked_and_moved(), "asked: 2025-01-15\nanswered: 2025-02-09\nevents: [{event: moved, date: 2025-01-10, to: a}]\n",
      "2025-02-20");
  const DutyAnswer* escalate = duty_of(decided, "escalate");
  ASSERT_NE(escalate, nullptr);
  EXPECT_EQ(to_string(*escalate->arisen_on), "2025-01-26");
}

// --- a timeline is what every day alone says

std::string random_history(std::mt19937& random) {
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const auto place = [&] { return std::string(1, "abc"[pick(3)]); };
  std::string events;
  for (int n = 2 + pick(8); n > 0; --n) {
    const std::string day = "2025-01-" + std::string(1, "01"[pick(2)]) + std::string(1, "123456789"[pick(9)]);
    switch (pick(7)) {
      case 0:
        events += day + " located in: " + place() + "\n";
        break;
      case 1:
        events += day + " plan_opened by: " + place() + "\n";
        break;
      case 2:
        events += day + " plan_closed\n";
        break;
      case 3:
        events += day + " notified from: " + place() + ", to: " + place() + "\n";
        break;
      case 4:
        events += day + (pick(3) == 0 ? " refused by: " : " accepted by: ") + place() + "\n";
        break;
      default:
        events +=
            day + " moved from: " + place() + ", to: " + place() + (pick(3) == 0 ? ", stay: temporary" : "") + "\n";
    }
  }
  return events;
}

/// `decision=value` of every decision and `duty=state due` of every duty, on one day.
std::vector<std::string> said_alone(const std::string& one_case, const std::string& day) {
  const Determination decided = decide(moves(), {"case.yaml", one_case}, {day, "2025-02-28", ""}).value();
  const Answer answer = decided.impl().answer();
  std::vector<std::string> said;
  for (const OutcomeAnswer& o : decided.impl().determined.outcomes) {
    const Decision& d = answer.book().decisions[o.decision];
    said.push_back(d.id + "=" + answer.book().vocabulary.print(o.value, d.type));
  }
  for (const DutyAnswer& d : decided.impl().determined.duties) {
    const Duty& duty = answer.book().duties[d.duty];
    said.push_back(answer.member(duty.record, d.member) + "=" + std::string(word_of(d.state)) + " " +
                   answer.book().vocabulary.print(d.due, Type{Type::Base::date}));
  }
  std::ranges::sort(said);
  return said;
}

std::vector<std::string> said_by(const Timeline& timeline, Date day) {
  std::vector<std::string> said;
  const Book& book = checked(moves());
  for (const DecisionTrack& track : timeline.decisions) {
    for (const Stretch& s : track.stretches) {
      if (s.from <= day && day < s.to) said.push_back(book.decisions[track.decision].id + "=" + s.words);
    }
  }
  for (const DutyTrack& track : timeline.duties) {
    for (const DutyStretch& s : track.stretches) {
      if (s.from <= day && day < s.to)
        said.push_back(track.member + "=" + std::string(word_of(s.state)) + " " +
                       (s.due           ? to_string(*s.due)
                        : s.is_due_open ? "unknown"
                                        : "none"));
    }
  }
  std::ranges::sort(said);
  return said;
}

TEST(Timeline, SaysOfEveryDayWhatThatDayAloneSays) {
  std::mt19937 random(20261125);
  for (int round = 0; round < 60; ++round) {
    const std::string events = random_history(random);
    std::string one_case = history(events);
    if (round % 2 == 0) one_case += "- {date: 2025-01-08 to 2025-01-20, event: moved, child: c1, from: a, to: b}\n";
    const Course course =
        timeline(moves(), {"case.yaml", one_case}, {"2024-12-30", "2025-03-01", "2025-02-28", ""}).value();
    const Timeline& line = course.impl().timeline;
    for (std::int32_t n = line.first.days; n < line.end.days; n += 1 + static_cast<std::int32_t>(random() % 4)) {
      const Date day{n};
      ASSERT_EQ(said_by(line, day), said_alone(one_case, to_string(day))) << to_string(day) << "\n" << events;
    }
  }
}

TEST(Timeline, HasNoGapsAndNeighboursDiffer) {
  const Course course = timeline(moves(), {"case.yaml", history(with("2025-02-20 accepted by: b\n"))},
                                 {"2025-01-01", "2025-06-01", "", ""})
                            .value();
  for (const DecisionTrack& track : course.impl().timeline.decisions) {
    EXPECT_EQ(track.stretches.front().from, course.impl().timeline.first);
    EXPECT_EQ(track.stretches.back().to, course.impl().timeline.end);
    for (std::size_t s = 1; s < track.stretches.size(); ++s) {
      EXPECT_EQ(track.stretches[s - 1].to, track.stretches[s].from);
      EXPECT_NE(track.stretches[s - 1].words + track.stretches[s - 1].reason,
                track.stretches[s].words + track.stretches[s].reason);
    }
  }
}

TEST(Timeline, HasOneHolderOnEveryDayOfAPlan) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    const std::string events = "2025-01-01 located in: a\n2025-01-01 plan_opened by: a\n" + random_history(random);
    const Course course =
        timeline(moves(), {"case.yaml", history(events)}, {"2025-01-01", "2025-03-01", "2025-02-28", ""}).value();
    const Timeline& line = course.impl().timeline;
    const auto find = [&](std::string_view id) {
      return std::ranges::find_if(
          line.decisions, [&](const DecisionTrack& t) { return checked(moves()).decisions[t.decision].id == id; });
    };
    for (const Stretch& owned : find("plan_owner")->stretches) {
      if (owned.words == "nobody" || owned.words == "unknown") continue;
      for (const Stretch& held : find("responsible")->stretches) {
        const bool meet = held.from < owned.to && owned.from < held.to;
        if (meet && held.words != "unknown") EXPECT_NE(held.words, "nobody") << events;
      }
    }
  }
}

TEST(Timeline, RefusesDaysThatAreNone) {
  EXPECT_FALSE(timeline(moves(), {"case.yaml", history(begun)}, {"2025-02-01", "2025-02-01", "", ""}).ok());
  EXPECT_FALSE(timeline(moves(), {"case.yaml", history(begun)}, {"2025-02-30", "2025-03-01", "", ""}).ok());
  EXPECT_FALSE(timeline(moves(), {"case.yaml", history(begun)}, {"1800-01-01", "2025-03-01", "", ""}).ok());
}

}  // namespace
}  // namespace masa::test
