#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::HasSubstr;

Diagnostic diagnostic_at(const std::string& line, int column, int end_column) {
  Diagnostic d;
  d.code = "unknown_name";
  d.message = "no pack declares `x`";
  d.place = {"a.yaml", 7, column, 7, end_column, line};
  return d;
}

TEST(DiagnosticText, HasThePlaceTheLineAndACaretBelowTheWord) {
  Diagnostic d = diagnostic_at("  when: abc and x", 11, 14);
  d.help = "did you mean `y`?";
  EXPECT_EQ(to_text(d),
            "a.yaml:7:11: error: no pack declares `x` [unknown_name]\n"
            "  7 |   when: abc and x\n"
            "    |           ^^^\n"
            "  help: did you mean `y`?\n");
}

TEST(DiagnosticText, CountsCodePointsForTheCaret) {
  EXPECT_THAT(to_text(diagnostic_at("caf\xC3\xA9 x", 6, 7)), HasSubstr("| caf\xC3\xA9 x\n    |      ^\n"));
}

TEST(DiagnosticText, CutsALongLineAroundThePlace) {
  const std::string text = to_text(diagnostic_at(std::string(300, 'a') + "b" + std::string(300, 'c'), 301, 302));
  const auto lines = [&] {
    std::vector<std::string> all;
    std::size_t at = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; at = end + 1, end = text.find('\n', at))
      all.push_back(text.substr(at, end - at));
    return all;
  }();
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_LT(lines[1].size(), 130U);
  // Both lines have `…` as often as the other has not; compare by what stands above the caret.
  std::size_t caret = lines[2].find('^');
  std::size_t points = 0;
  std::size_t at = 0;
  for (; at < lines[1].size() && points < caret; ++at)
    points += (static_cast<unsigned char>(lines[1][at]) & 0xC0U) != 0x80U ? 1 : 0;
  while ((static_cast<unsigned char>(lines[1][at]) & 0xC0U) == 0x80U) ++at;
  EXPECT_EQ(lines[1][at], 'b') << text;
}

TEST(DiagnosticText, StandsWithoutAPlaceWhereThereIsNone) {
  Diagnostic d;
  d.code = "missing_date";
  d.message = "the question has no day";
  EXPECT_EQ(to_text(d), "error: the question has no day [missing_date]\n");
}

TEST(DiagnosticJson, ParsesAndNamesTheOtherPlaces) {
  const auto loaded = try_load({pack("decisions:\n  d:\n    question: \"a \\\"b\\\"\"\n    is: yes\n    cite: S\n  "
                                     "d2:\n    question: q\n    is: yes\n    cite: T\n",
                                     {"n/a"}),
                                pack("", {"n/a"})});
  ASSERT_FALSE(loaded.ok());
  for (const Diagnostic& d : loaded.diagnostics()) {
    const auto json = nlohmann::json::parse(to_json(d));
    EXPECT_EQ(json["code"], d.code);
    EXPECT_EQ(json["line"], d.place.line);
    EXPECT_EQ(json["related"].size(), d.related.size());
  }
}

TEST(Diagnostics, AreWrittenInTheHouseStyle) {
  const auto loaded =
      try_load({"pack: a/b\nlayer: locally\ntitel: t\ndecisions:\n  2d:\n    question: q\n    is: a and\n  e:\n    "
                "question: q\n    is: nosuch\n    cite: NONE\n  f:\n    question: q\n    is: 3\n    cite: NONE\n"});
  ASSERT_FALSE(loaded.ok());
  EXPECT_GE(loaded.diagnostics().size(), 5U);
  for (const Diagnostic& d : loaded.diagnostics()) {
    EXPECT_FALSE(std::isupper(static_cast<unsigned char>(d.message.front()))) << d.message;
    EXPECT_NE(d.message.back(), '.') << d.message;
    for (const char* word : {"invalid", "illegal", "std::"}) EXPECT_THAT(d.message, testing::Not(HasSubstr(word)));
  }
}

}  // namespace
}  // namespace masa::test
