#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "support/files.hpp"
#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string rev_01 =
    "incident: {date: 2025-03-02, place: darlington, authority_aware_on: 2025-03-03}\n"
    "people:\n"
    "- {id: child, born: 2024-12-01, home: darlington, died: false, serious_physical_harm: true, abuse_or_neglect: "
    "suspected, suspected_by: [darlington, cddft]}\n"
    "review: {panel_notified_on: 2025-03-10}\n";

const RuleBook& shipped() {
  static const RuleBook rules = load(shipped_packs()).value();
  return rules;
}

std::size_t widest(const std::string& text) {
  std::size_t most = 0;
  for (const std::string_view line : split(text, '\n')) most = std::max(most, count_code_points(line));
  return most;
}

TEST(DeterminationText, KeepsWithinTheWidth) {
  const Determination known = decide_case(shipped(), rev_01);
  const Determination unknown = decide_case(shipped(), "people: [{id: child}]\n");
  for (const int width : {80, 100, 120}) {
    EXPECT_LE(widest(known.to_text({}, width)), static_cast<std::size_t>(width));
    EXPECT_LE(widest(unknown.to_text({}, width)), static_cast<std::size_t>(width));
  }
}

TEST(DeterminationText, SaysTheSameWithColourAndWithout) {
  const Determination determination = decide_case(shipped(), rev_01);
  std::string coloured = determination.to_text({}, 100, true);
  EXPECT_THAT(coloured, HasSubstr("\033["));
  for (std::size_t at = coloured.find("\033["); at != std::string::npos; at = coloured.find("\033["))
    coloured.erase(at, coloured.find('m', at) - at + 1);
  EXPECT_EQ(coloured, determination.to_text({}, 100, false));
}

TEST(DeterminationText, TellsWhoMustDoWhatByWhenAndHowTheDayWasCounted) {
  const std::string text = decide_case(shipped(), rev_01).to_text({}, 100);
  EXPECT_THAT(text, HasSubstr("As of Mon 10 March 2025"));
  EXPECT_THAT(text, HasSubstr("Darlington must notify the Child Safeguarding Practice Review Panel of the incident"));
  EXPECT_THAT(text, HasSubstr("Mon 10 March 2025, 5 working days after Mon 3 March 2025"));
  EXPECT_THAT(text, HasSubstr("days 1 to 4: Tue 4 Mar to Fri 7 Mar; not Sat 8 Mar, Sun 9 Mar; day 5: Mon 10 Mar"));
}

TEST(DeterminationText, SaysWhatToAskNext) {
  const std::string text = decide_case(shipped(), "people: [{id: child}]\n").to_text({}, 100);
  EXPECT_THAT(text, HasSubstr("ASK NEXT"));
  EXPECT_THAT(text, HasSubstr("In which local authority area did it happen"));
}

TEST(DeterminationText, IsTheSameEveryTime) {
  EXPECT_EQ(decide_case(shipped(), rev_01).to_text(), decide_case(shipped(), rev_01).to_text());
}

TEST(DeterminationText, SaysMustNotVerifiedWhereADutyRestsOnMemory) {
  const std::string text =
      "pack: t/m\ntitle: t\nlayer: national\nsources:\n  M:\n    title: m\n    kind: statute\n    confidence: "
      "memory\nduties:\n  d:\n    when: yes\n    who: nobody\n    must: do it\n    cite: M\n";
  EXPECT_THAT(decide_case(load_all({text}), "{}").to_text(), HasSubstr("must (not verified) do it"));
}

}  // namespace
}  // namespace masa::test
