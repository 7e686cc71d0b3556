#include "load/read_yaml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/limits.hpp"
#include "load/load_pack.hpp"
#include "support/files.hpp"
#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Read {
  Sources sources;
  Sink sink;
  std::optional<Node> root;

  explicit Read(std::string text) {
    sources.add("a.yaml", std::move(text));
    root = read_yaml(sources, 0, sink);
  }
  /// Each complaint as `code line:column`.
  std::vector<std::string> complaints() const {
    std::vector<std::string> all;
    for (const Complaint& c : sink.sorted()) {
      const LineColumn at = sources.line_column(c.span.file, c.span.begin);
      all.push_back(std::string(code_of(c.kind)) + " " + std::to_string(at.line) + ":" + std::to_string(at.column));
    }
    return all;
  }
  /// The bytes of the file from which `part` of the scalar under `key` is said to come.
  std::string origin(std::string_view key, std::string_view part) const {
    const Node* node = root->find(key);
    const auto at = node->text.find(part);
    if (at == std::string::npos) return "(not in the text: " + node->text + ")";
    const Span span = node->at(at, at + part.size());
    return std::string(sources.text(0).substr(span.begin, span.end - span.begin));
  }
};

// --- places inside scalars

TEST(PlacesInScalars, OfPlainText) {
  EXPECT_EQ(Read("k: one two three\n").origin("k", "two"), "two");
}

TEST(PlacesInScalars, OfPlainTextOverLines) {
  const Read read("k: one\n  two\n  three four\nn: x\n");
  EXPECT_EQ(read.root->find("k")->text, "one two three four");
  EXPECT_EQ(read.origin("k", "two"), "two");
  EXPECT_EQ(read.origin("k", "four"), "four");
}

TEST(PlacesInScalars, OfPlainTextOverABlankLine) {
  const Read read("k: one\n\n  two\n");
  EXPECT_EQ(read.origin("k", "two"), "two");
}

TEST(PlacesInScalars, OfPlainTextWithLettersOfManyBytes) {
  EXPECT_EQ(Read("k: caf\xC3\xA9 \xE2\x82\xAC two\n").origin("k", "two"), "two");
}

TEST(PlacesInScalars, OfSingleQuotes) {
  EXPECT_EQ(Read("k: 'one two'\n").origin("k", "two"), "two");
}

TEST(PlacesInScalars, OfDoubleQuotes) {
  EXPECT_EQ(Read("k: \"one two\"\n").origin("k", "two"), "two");
  EXPECT_EQ(Read("k: \"one\n  two\"\n").origin("k", "two"), "two");
}

TEST(PlacesInScalars, OfABlock) {
  const Read read("k: |\n  one two\n    three\n  four\nn: x\n");
  EXPECT_EQ(read.root->find("k")->text, "one two\n  three\nfour\n");
  EXPECT_EQ(read.origin("k", "two"), "two");
  EXPECT_EQ(read.origin("k", "three"), "three");
  EXPECT_EQ(read.origin("k", "four"), "four");
}

TEST(PlacesInScalars, OfABlockWithBlankLinesAndACommentAtItsHead) {
  const Read read("k: |-  # the table\n\n  one\n\n  two\n");
  EXPECT_EQ(read.origin("k", "one"), "one");
  EXPECT_EQ(read.origin("k", "two"), "two");
}

TEST(PlacesInScalars, OfEveryCellOfAShippedTable) {
  for (const Input& input : shipped_packs()) {
    Sources sources;
    Sink sink;
    sources.add(input.name, input.text);
    const auto root = read_yaml(sources, 0, sink);
    ASSERT_TRUE(root) << input.name;
    std::size_t checked = 0;
    const auto visit = [&](const auto& self, const Node& node) -> void {
      for (std::size_t i = 0; i < node.text.size(); ++i) {
        if (node.text[i] == '\n' || node.text[i] == ' ') continue;
        const Span at = node.at(i, i + 1);
        ASSERT_EQ(input.text[at.begin], node.text[i]) << input.name << " " << sources.file_line(at);
        ++checked;
      }
      for (const auto& entry : node.entries) self(self, entry.value);
      for (const Node& item : node.items) self(self, item);
    };
    visit(visit, *root);
    EXPECT_GT(checked, 100U);
  }
}

TEST(PlacesInScalars, OfABlockWithAnIndentationMark) {
  EXPECT_EQ(Read("k: |2\n    one\n  two\n").origin("k", "two"), "two");
}

// --- what may not stand in a file

TEST(Refused, AKeyThatStandsTwice) {
  const Read read("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n");
  EXPECT_THAT(read.complaints(), ElementsAre("duplicate_key 4:3", "duplicate_key 5:1"));
  EXPECT_EQ(read.sources.line_column(0, read.sink.sorted()[0].beside[0].span.begin).line, 3)
      << "and where it stood first";
}

TEST(Refused, AnAnchorAndAnAlias) {
  EXPECT_THAT(Read("a: &x 1\nb: *x\n").complaints(), ElementsAre("alias 1:4", "alias 2:4"));
}

TEST(Refused, AMergeKey) {
  EXPECT_THAT(Read("a:\n  <<: b\n").complaints(), ElementsAre("alias 2:3"));
}

TEST(Refused, ATag) {
  EXPECT_THAT(Read("a: !!str 1\n").complaints(), ElementsAre("alias 1:4"));
  EXPECT_THAT(Read("a: !mine {b: 1}\n").complaints(), ElementsAre("alias 1:4"));
}

TEST(Refused, ASecondDocument) {
  EXPECT_THAT(Read("a: 1\n---\nb: 2\n").complaints(), ElementsAre("second_document 2:1"));
  EXPECT_THAT(Read("---\na: 1\n").complaints(), ElementsAre()) << "one document may say where it starts";
}

TEST(Refused, ALoneCommaAtOnce) {
  EXPECT_THAT(Read(",").complaints(), ElementsAre("second_document 1:1")) << "the parser would hand it out for ever";
}

TEST(Refused, ACommaInTextInBraces) {
  const Read read("a: {title: Children Act 2004, section 16C, cite: x}\n");
  EXPECT_THAT(read.complaints(), ElementsAre("comma_in_text 1:31"));
  EXPECT_EQ(read.sink.sorted()[0].help,
            "put the whole text in quotation marks: `title: \"Children Act 2004, section 16C\"`");
}

TEST(Accepted, AKeyWithoutAValueInBlockStyle) {
  EXPECT_THAT(Read("a:\nb: 1\n").complaints(), ElementsAre());
}

TEST(Refused, AKeyThatIsNoWord) {
  EXPECT_THAT(Read("? [a, b]\n: c\n").complaints(), ElementsAre("wrong_shape 1:3"));
}

TEST(Refused, TextThatIsNoYaml) {
  EXPECT_THAT(Read("a: b: c\n").complaints(), ElementsAre("yaml_syntax 1:5"));
  EXPECT_THAT(Read("a: [b\n").complaints(), testing::Contains("yaml_syntax 1:4"));
  EXPECT_THAT(Read("a: b\n c: d\n\te: f\n").complaints(), testing::SizeIs(1));
}

TEST(Refused, AQuoteThatIsNeverClosed) {
  EXPECT_THAT(Read("a: \"b\nc: d\n").complaints(), testing::SizeIs(1));
  EXPECT_THAT(Read("a: 'b\nc: d\n").complaints(), testing::SizeIs(1));
}

TEST(Refused, AColonInTextWithAdvice) {
  EXPECT_THAT(Read("a: b: c\n").sink.sorted()[0].help, HasSubstr("write `a: \"…\"`"));
}

TEST(Refused, BytesThatNoFileMayHold) {
  EXPECT_THAT(Read("a: b\nc: \xFF\n").complaints(), ElementsAre("bad_bytes 2:4"));
  EXPECT_THAT(Read("a: \xE2\x80\xAE\n").complaints(), ElementsAre("bad_bytes 1:4"));
}

TEST(Accepted, AByteOrderMarkAtTheStart) {
  EXPECT_THAT(Read("\xEF\xBB\xBF"
                   "a: 1\n")
                  .complaints(),
              ElementsAre());
}

TEST(Refused, BlocksNestedDeeperThanSixtyFour) {
  const auto nested = [](std::size_t depth) {
    return "a: " + std::string(depth - 1, '[') + "x" + std::string(depth - 1, ']') + "\n";
  };
  EXPECT_THAT(Read(nested(64)).complaints(), ElementsAre());
  EXPECT_THAT(Read(nested(65)).complaints(), ElementsAre("too_deep 1:67"));
}

TEST(Refused, AThousandBrackets) {
  for (const char bracket : {'[', '{'}) {
    const Read read("a: " + std::string(100'000, bracket));
    EXPECT_TRUE(read.sink.has_errors());
  }
}

TEST(Refused, WhatIsBeyondALimit) {
  EXPECT_THAT(Read(std::string(limits::text_bytes + 1, '\n')).complaints(), ElementsAre("too_large 1:1"));
  EXPECT_THAT(Read("a: b\n#" + std::string(limits::line_bytes, ' ')).complaints(), ElementsAre("too_large 2:1"));
  std::string items = "[\n";
  for (std::size_t n = 0; n < limits::values; ++n) items += "a,\n";
  EXPECT_THAT(Read(items + "]").complaints(), ElementsAre("too_large 1000001:1"));
}

TEST(Accepted, WhatIsAtALimit) {
  EXPECT_THAT(Read(std::string(limits::text_bytes, '\n')).complaints(), ElementsAre());
  EXPECT_THAT(Read("#" + std::string(limits::line_bytes - 1, ' ')).complaints(), ElementsAre());
}

TEST(Read, TakesEveryScalarAsText) {
  const Read read("a: yes\nb: 3.10\nc: 0o17\nd: 2025-03-10\ne: 'on'\nf: null\n");
  EXPECT_EQ(read.root->find("a")->text, "yes");
  EXPECT_EQ(read.root->find("b")->text, "3.10");
  EXPECT_EQ(read.root->find("c")->text, "0o17");
  EXPECT_EQ(read.root->find("d")->text, "2025-03-10");
  EXPECT_EQ(read.root->find("e")->text, "on");
}

// --- whatever the bytes are

/// One random change: a byte changed, taken out or put in, a stretch doubled or cut, a line moved.
std::string mutated(std::string text, std::mt19937& random) {
  const char interesting[] = "\n :|-[]{},'\"&*!#?>%@`\t\r\\\xFF\x00xX0";
  const auto below = [&](std::size_t n) { return n == 0 ? 0 : random() % n; };
  for (std::size_t changes = 1 + below(3); changes > 0 && !text.empty(); --changes) {
    const std::size_t at = below(text.size());
    const std::size_t size = std::min<std::size_t>(below(40), text.size() - at);
    switch (below(6)) {
      case 0:
        text[at] = interesting[below(sizeof interesting - 1)];
        break;
      case 1:
        text.insert(at, 1, interesting[below(sizeof interesting - 1)]);
        break;
      case 2:
        text.erase(at, size);
        break;
      case 3:
        text.insert(below(text.size()), text.substr(at, size));
        break;
      case 4:
        text.resize(at);
        break;
      default:
        text[at] = static_cast<char>(random() % 256);
    }
  }
  return text;
}

TEST(RandomMutations, OfTheShippedPacksNeverCrashTheLoader) {
  // Small parts of every pack, so that many changes can be tried.
  std::vector<std::string> parts;
  for (const Input& input : shipped_packs()) {
    for (std::size_t at = 0; at < input.text.size(); at += 3'000) {
      const std::size_t line = input.text.find('\n', at == 0 ? 0 : at);
      if (line == std::string::npos) break;
      parts.push_back("pack: a/b\ntitle: t\nlayer: national\n" +
                      input.text.substr(at == 0 ? input.text.find("layer") + 16 : line + 1, 3'000));
    }
  }
  ASSERT_GT(parts.size(), 10U);
  std::mt19937 random(20250310);
  for (int i = 0; i < 3'000; ++i) {
    const Read read(mutated(parts[random() % parts.size()], random));
    ASSERT_TRUE(read.root || read.sink.has_errors() ||
                read.sources.text(0).find_first_not_of(" \n\r\t") == std::string::npos ||
                read.sources.text(0).front() == '#')
        << "refused without a word:\n"
        << read.sources.text(0);
    if (!read.root) continue;
    Sink sink;
    const Pack pack = load_pack(*read.root, sink);
    for (const Complaint& c : sink.sorted()) ASSERT_LE(c.span.end, read.sources.text(0).size() + 1) << code_of(c.kind);
  }
}

TEST(RandomMutations, OfWholeRuleBooksNeverCrashTheEngine) {
  const std::vector<Input> packs = shipped_packs();
  std::mt19937 random(4);
  for (int i = 0; i < 150; ++i) {
    std::vector<Input> changed = packs;
    Input& one = changed[random() % changed.size()];
    one.text = mutated(one.text, random);
    const auto loaded = load(changed);
    ASSERT_TRUE(loaded.ok() || !loaded.diagnostics().empty()) << "refused without a word";
  }
}

}  // namespace
}  // namespace masa::test
