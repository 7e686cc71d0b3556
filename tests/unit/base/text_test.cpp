#include "base/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace masa {
namespace {

using testing::ElementsAre;

TEST(Trim, CutsBlanksAtBothEndsAndPointsIntoTheText) {
  const std::string text = " \t\r\n in England \n";
  const std::string_view trimmed = trim(text);
  EXPECT_EQ(trimmed, "in England");
  EXPECT_EQ(trimmed.data(), text.data() + 5);
}

TEST(Trim, LeavesNothingOfBlanksButStillPointsIntoTheText) {
  const std::string text = "   ";
  EXPECT_EQ(trim(text), "");
  EXPECT_EQ(trim(text).data(), text.data() + text.size()) << "places are made by subtracting addresses";
}

TEST(Split, KeepsEmptyParts) {
  EXPECT_THAT(split("a||b|", '|'), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(split("", '|'), ElementsAre(""));
}

TEST(ListWords, ReadsAsASentenceDoes) {
  EXPECT_EQ(list_words({}), "");
  EXPECT_EQ(list_words({"a"}), "a");
  EXPECT_EQ(list_words({"a", "b"}), "a and b");
  EXPECT_EQ(list_words({"a", "b", "c"}, "or"), "a, b or c");
}

TEST(IsName, TakesLettersDigitsAndUnderscoresThatBeginWithALetter) {
  for (const char* name : {"a", "lcspr", "WT2023", "child_death_review", "a_"}) EXPECT_TRUE(is_name(name)) << name;
  for (const char* name : {"", "_a", "2a", "a b", "a-b", "a.b", "caf\xC3\xA9", "a\n"})
    EXPECT_FALSE(is_name(name)) << name;
}

// --- bytes

struct Bytes {
  const char* name;
  std::string text;
  std::size_t at;
  std::string what;
};
void PrintTo(const Bytes& bytes, std::ostream* out) {
  *out << bytes.name;
}

class FindBadByte : public testing::TestWithParam<Bytes> {};

TEST_P(FindBadByte, SaysWhereAndWhat) {
  const auto bad = find_bad_byte(GetParam().text);
  ASSERT_TRUE(bad.has_value());
  EXPECT_EQ(bad->at, GetParam().at);
  EXPECT_EQ(bad->what, GetParam().what);
}

const std::string no_utf8 = "bytes that are not UTF-8";
using namespace std::string_literals;

INSTANTIATE_TEST_SUITE_P(
    OfEachKind, FindBadByte,
    testing::Values(Bytes{"a_continuation_alone", "ab\x80", 2, no_utf8},                                       //
                    Bytes{"a_lead_alone", "\xC3", 0, no_utf8},                                                 //
                    Bytes{"a_lead_before_a_letter", "a\xC3z", 1, no_utf8},                                     //
                    Bytes{"three_bytes_cut_short", "\xE2\x82", 0, no_utf8},                                    //
                    Bytes{"four_bytes_cut_short", "x\xF0\x9F\x98", 1, no_utf8},                                //
                    Bytes{"overlong_slash_in_two", "\xC0\xAF", 0, no_utf8},                                    //
                    Bytes{"overlong_in_two", "\xC1\xBF", 0, no_utf8},                                          //
                    Bytes{"overlong_in_three", "\xE0\x80\xAF", 0, no_utf8},                                    //
                    Bytes{"overlong_in_four", "\xF0\x80\x80\xAF", 0, no_utf8},                                 //
                    Bytes{"first_surrogate", "\xED\xA0\x80", 0, no_utf8},                                      //
                    Bytes{"last_surrogate", "\xED\xBF\xBF", 0, no_utf8},                                       //
                    Bytes{"past_the_last_code_point", "\xF4\x90\x80\x80", 0, no_utf8},                         //
                    Bytes{"five_bytes", "\xF8\x88\x80\x80\x80", 0, no_utf8},                                   //
                    Bytes{"ff", "a\xFF", 1, no_utf8},                                                          //
                    Bytes{"byte_order_mark_inside", "a\xEF\xBB\xBF", 1, "a byte order mark inside the text"},  //
                    Bytes{"nul", "a\0b"s, 1, "the control character U+0000"},                                  //
                    Bytes{"escape", "\x1B[2J", 0, "the control character U+001B"},                             //
                    Bytes{"delete", "a\x7F", 1, "the control character U+007F"},                               //
                    Bytes{"c1_control", "\xC2\x85", 0, "the control character U+0085"},                        //
                    Bytes{"last_c1_control", "\xC2\x9F", 0, "the control character U+009F"},                   //
                    Bytes{"right_to_left_override", "ab\xE2\x80\xAE", 2, "the text direction control U+202E"},
                    Bytes{"left_to_right_mark", "\xE2\x80\x8E", 0, "the text direction control U+200E"},
                    Bytes{"first_isolate", "\xE2\x81\xA6", 0, "the text direction control U+2066"},
                    Bytes{"arabic_letter_mark", "\xD8\x9C", 0, "the text direction control U+061C"},
                    Bytes{"soft_hyphen", "a\xC2\xAD", 1, "the invisible character U+00AD"},
                    Bytes{"zero_width_space", "a\xE2\x80\x8B", 1, "the invisible character U+200B"},
                    Bytes{"line_separator", "a\xE2\x80\xA8", 1, "the invisible character U+2028"},
                    Bytes{"word_joiner", "a\xE2\x81\xA0", 1, "the invisible character U+2060"},
                    Bytes{"filler", "a\xE3\x85\xA4", 1, "the invisible character U+3164"},
                    Bytes{"tag", "a\xF3\xA0\x81\x81", 1, "the invisible character U+E0041"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(FindBadByte, LetsGoodTextPass) {
  for (const std::string& text :
       {""s, "plain\ttext\r\n"s, "caf\xC3\xA9"s, "\xC2\xA0"s, "\xE2\x82\xAC"s, "\xF0\x9F\x98\x80"s, "\xF4\x8F\xBF\xBF"s,
        "\xED\x9F\xBF"s, "\xEE\x80\x80"s, "\xEF\xBF\xBF"s, "\xEF\xBB\xBFpack: x"s}) {
    EXPECT_FALSE(find_bad_byte(text).has_value()) << text;
  }
}

TEST(FindBadByte, LetsJoinersPassThatLanguagesAreWrittenWith) {
  for (const std::string& text : {"\xE2\x80\x8C"s, "\xE2\x80\x8D"s, "\xEF\xB8\x8F"s})
    EXPECT_FALSE(find_bad_byte("a" + text).has_value()) << text;
}

TEST(Printable, PutsAMarkInThePlaceOfEachBadByte) {
  EXPECT_EQ(printable("caf\xC3\xA9 \xE2\x82\xAC"), "caf\xC3\xA9 \xE2\x82\xAC");
  EXPECT_EQ(printable("a\x1B[31m"), "a\xEF\xBF\xBD[31m");
  EXPECT_EQ(printable("\xEF\xBB\xBF\xFF\xE2\x80\xAEz"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz");
  EXPECT_EQ(printable(""), "");
}

TEST(CountCodePoints, CountsWhatAReaderSeesAsOneCharacter) {
  EXPECT_EQ(count_code_points(""), 0U);
  EXPECT_EQ(count_code_points("abc"), 3U);
  EXPECT_EQ(count_code_points("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"), 8U);
}

TEST(Shortened, CutsBetweenCodePointsAndSaysSo) {
  EXPECT_EQ(shortened("Südhümberland", 13), "Südhümberland");
  EXPECT_EQ(shortened("Südhümberland", 6), "Südhü…");
  EXPECT_EQ(shortened("Südhümberland", 2), "S…");
  EXPECT_EQ(shortened("Südhümberland", 1), "…");
  EXPECT_EQ(shortened("Südhümberland", 0), "");
}

TEST(Wrap, KeepsLinesWithinTheWidth) {
  EXPECT_THAT(wrap("one two three four", 9), ElementsAre("one two", "three", "four"));
  EXPECT_THAT(wrap("one two", 7), ElementsAre("one two")) << "the width itself is allowed";
}

TEST(Wrap, LetsALongWordStandAloneRatherThanCutIt) {
  EXPECT_THAT(wrap("a notification b", 5), ElementsAre("a", "notification", "b"));
}

TEST(Wrap, CountsCodePointsNotBytes) {
  EXPECT_THAT(wrap("\xC3\xA9\xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9\xC3\xA9", 7),
              ElementsAre("\xC3\xA9\xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9\xC3\xA9"));
}

TEST(Wrap, MakesOneLineOfNothingAndOneBlankOfMany) {
  EXPECT_THAT(wrap("", 10), ElementsAre(""));
  EXPECT_THAT(wrap("  a   b  ", 10), ElementsAre("a b"));
}

TEST(JsonQuote, ComesBackFromAJsonReaderAsItWas) {
  for (const std::string& text :
       {""s, "\"quoted\" \\ back"s, "line\nend\ttab\r"s, "\0\x01\x1F"s, "caf\xC3\xA9"s, "</script>"s}) {
    EXPECT_EQ(nlohmann::json::parse(json_quote(text)).get<std::string>(), text);
  }
}

}  // namespace
}  // namespace masa
