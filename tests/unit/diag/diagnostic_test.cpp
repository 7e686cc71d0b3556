#include "diag/diagnostic.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "base/limits.hpp"

namespace masa {
namespace {

using testing::ElementsAre;

std::vector<std::string> messages_of(const Sink& sink) {
  std::vector<std::string> messages;
  for (const Complaint& c : sink.sorted()) messages.push_back(c.message);
  return messages;
}

TEST(Sink, HandsComplaintsOutInReadingOrder) {
  Sink sink;
  sink.report(Kind::unknown_name, {1, 0, 1}, "second file");
  sink.report(Kind::unknown_name, {0, 9, 10}, "late");
  sink.report(Kind::unknown_name, {0, 2, 10}, "early");
  EXPECT_THAT(messages_of(sink), ElementsAre("early", "late", "second file"));
}

TEST(Sink, HandsTheSameComplaintOutOnce) {
  Sink sink;
  sink.report(Kind::unknown_name, {0, 2, 3}, "same");
  sink.report(Kind::wrong_type, {0, 2, 3}, "same");
  sink.report(Kind::unknown_name, {0, 2, 3}, "same");
  EXPECT_EQ(sink.sorted().size(), 2U) << "another kind is another complaint";
}

TEST(Sink, CountsErrorsAndNotNotes) {
  Sink sink;
  sink.report(Kind::unused_source, {0, 0, 1}, "a note");
  EXPECT_FALSE(sink.has_errors());
  sink.report(Kind::alias, {0, 0, 1}, "an error");
  EXPECT_EQ(sink.error_count(), 1U);
}

TEST(Sink, StopsWhereMoreMistakesStandThanAnybodyReads) {
  Sink sink;
  const auto report = [&](std::uint32_t at) { sink.report(Kind::alias, {0, at, at + 1}, "an error"); };
  for (std::uint32_t at = 0; at < limits::complaints; ++at) report(at);
  EXPECT_THROW(report(limits::complaints), TooManyMistakes);
  const std::vector<Complaint> all = sink.sorted();
  ASSERT_EQ(all.size(), limits::complaints + 1);
  EXPECT_EQ(all.back().kind, Kind::too_large);
  EXPECT_EQ(all.back().message, "more than 1000 mistakes stand before this; the rest was not read");
}

TEST(Sink, KeepsSoManyNotesAndGoesOn) {
  Sink sink;
  for (std::uint32_t at = 0; at < 2 * limits::complaints; ++at)
    sink.report(Kind::unused_source, {0, at, at + 1}, "a note");
  EXPECT_EQ(sink.sorted().size(), limits::complaints);
  EXPECT_FALSE(sink.has_errors());
}

TEST(Sink, CutsAMessageThatHoldsTooManyOfTheAuthorsWords) {
  Sink sink;
  sink.report(Kind::alias, {0, 0, 1}, std::string(limits::message_letters + 1, 'x'));
  EXPECT_THAT(sink.sorted()[0].message, testing::EndsWith("xx…"));
}

TEST(Kinds, EachHasACodeOfItsOwnAndASummaryInTheHouseStyle) {
  std::set<std::string_view> codes;
  for (const Kind kind : all_kinds()) {
    EXPECT_TRUE(codes.insert(code_of(kind)).second) << code_of(kind);
    EXPECT_THAT(std::string(code_of(kind)), testing::MatchesRegex("[a-z][a-z_]+"));
    const std::string_view summary = summary_of(kind);
    ASSERT_FALSE(summary.empty()) << code_of(kind);
    EXPECT_NE(summary.back(), '.') << summary;
    EXPECT_EQ(summary.find("invalid"), std::string_view::npos) << summary;
    EXPECT_EQ(summary.find("illegal"), std::string_view::npos) << summary;
  }
}

}  // namespace
}  // namespace masa
