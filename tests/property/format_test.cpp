// What holds of every pack that there is: laid out it says the same, laid out again it stays, and however it was laid
// out before, it comes back to one text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "diag/document.hpp"
#include "format/same.hpp"
#include "load/read_yaml.hpp"
#include "load/table_places.hpp"
#include "masa/masa.hpp"
#include "masa/read_files.hpp"
#include "support/packs.hpp"

namespace masa::test {
namespace {

std::string laid_out(const Input& text) {
  const auto written = format(text);
  EXPECT_TRUE(written.ok()) << text.name << ": " << testing::PrintToString(lines_of(written.diagnostics()));
  return written.ok() ? written.value() : text.text;
}

/// What `masa check` says of packs, without the lines, which may move.
std::vector<std::string> said_of(const std::vector<Input>& packs) {
  std::vector<std::string> said;
  const auto loaded = load(packs);
  for (const Diagnostic& d : loaded.diagnostics()) said.push_back(d.code + " " + d.message);
  std::ranges::sort(said);
  return said;
}

std::optional<Node> tree_of(const std::string& text) {
  Sources sources;
  Sink sink;
  return read_yaml(sources, sources.add("", text), sink);
}

/// The first pack of each golden file, if it can be read: many packs, each with a mistake of its own.
std::vector<Input> golden_packs() {
  std::vector<Input> packs;
  for (Input& file : read_rules("tests/golden")) {
    std::string text;
    for (const std::string_view line : split(file.text, '\n')) {
      if (line.starts_with("#===") && !text.empty()) break;
      const std::string_view said = trim(line);
      if (!said.starts_with("# expect") && !said.starts_with("# also")) text += std::string(line) + "\n";
    }
    packs.push_back({file.name, text});
  }
  return packs;
}

TEST(Format, LeavesWhatThePacksOfTheRulesSay) {
  const std::vector<Input> packs = read_rules("rules");
  std::vector<Input> written;
  for (const Input& pack : packs) {
    if (pack.name.ends_with(".csv")) {
      written.push_back(pack);
      continue;
    }
    written.push_back({pack.name, laid_out(pack)});
    EXPECT_EQ(find_difference(tree_of(pack.text).value(), tree_of(written.back().text).value()), std::nullopt);
    EXPECT_EQ(laid_out(written.back()), written.back().text) << pack.name;
  }
  EXPECT_EQ(said_of(written), said_of(packs));
  EXPECT_TRUE(load(written).ok());
}

TEST(Format, LeavesWhatIsSaidOfPacksWithMistakes) {
  std::size_t count = 0;
  for (const Input& pack : golden_packs()) {
    const auto written = format(pack);
    if (!written) continue;  // not even YAML
    ++count;
    const Input again{pack.name, written.value()};
    EXPECT_EQ(said_of({again}), said_of({pack})) << pack.name;
    EXPECT_EQ(laid_out(again), again.text) << pack.name;
  }
  EXPECT_GT(count, 200U);
}

/// The text blocks of a pack whose first line has a bar, and are not where tables are known to stand.
void find_strange_tables(const Node& node, std::vector<std::string>& keys, std::vector<std::string>& found) {
  const bool has_bar = node.is_block && node.text.substr(0, node.text.find('\n')).find(" | ") != std::string::npos;
  if (has_bar && !is_table_place(keys)) found.push_back(join(keys, "."));
  for (const Node::Entry& entry : node.entries) {
    keys.push_back(entry.key);
    find_strange_tables(entry.value, keys, found);
    keys.pop_back();
  }
}

TEST(Format, KnowsWhereverATableStands) {
  std::vector<Input> packs = read_rules("rules");
  std::ranges::move(golden_packs(), std::back_inserter(packs));
  std::vector<std::string> found;
  for (const Input& pack : packs) {
    std::vector<std::string> keys;
    if (const auto tree = tree_of(pack.text)) find_strange_tables(*tree, keys, found);
  }
  EXPECT_THAT(found, testing::IsEmpty());
}

// --- layouts made worse

constexpr std::size_t step = 2;  // blanks a level, in a text that is laid out

class Worse {
 public:
  explicit Worse(unsigned seed) : random_(seed) {
    for (std::size_t& width : widths_) width = pick(2, 5);
  }

  /// The text as somebody in a hurry would have left it.
  std::string of(const std::string& text) {
    std::string worse;
    std::size_t block_in = std::string::npos;  // the indentation of the key whose block goes on
    bool is_table = false;
    for (const std::string_view line : split(text, '\n')) {
      const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
      if (line.empty()) {
        worse += std::string(is_table || block_in == std::string::npos ? pick(1, 3) : 1, '\n');
        continue;
      }
      const bool is_body = block_in != std::string::npos && indent > block_in;
      if (!is_body) block_in = std::string::npos;
      worse += std::string(moved(indent), ' ');
      worse += is_body ? (is_table ? loose(line.substr(indent)) : std::string(line.substr(indent)))
                       : spread(line.substr(indent), indent / step);
      worse += '\n';
      if (!is_body && (line.ends_with(" |") || line.ends_with(" >-") || line.ends_with(" >"))) {
        block_in = indent;
        is_table = line.ends_with(" |") && is_table_next(text, line);
      }
    }
    worse.pop_back();
    return worse;
  }

 private:
  std::size_t pick(std::size_t least, std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(least, most)(random_);
  }
  [[nodiscard]] std::size_t moved(std::size_t indent) const {
    std::size_t column = indent % step;
    for (std::size_t level = 0; level < indent / step; ++level) column += widths_.at(level);
    return column;
  }
  static bool is_table_next(const std::string& text, std::string_view line) {
    const auto next = static_cast<std::size_t>(line.data() + line.size() - text.data()) + 1;
    return text.substr(next, text.find('\n', next) - next).find(" | ") != std::string::npos;
  }
  /// A row with other blanks beside its bars.
  std::string loose(std::string_view row) {
    std::string all;
    for (const std::string_view cell : split(row, '|')) {
      if (!all.empty()) all += std::string(pick(0, 4), ' ') + "|" + std::string(pick(0, 4), ' ');
      all += trim(cell);
    }
    return all + std::string(pick(0, 2), ' ');
  }
  /// A line with other blanks behind its dashes and its key, and at its end.
  std::string spread(std::string_view line, std::size_t level) {
    std::string all;
    while (line.starts_with("- ")) {
      all += "-" + std::string(widths_.at(level++) - 1, ' ');
      line.remove_prefix(step);
    }
    const auto colon = line.find(": ");
    const bool has_key =
        !line.starts_with('#') && !line.starts_with('{') && !line.starts_with('"') && colon < line.size();
    const std::size_t end = has_key ? colon + 1 : 0;
    all += line.substr(0, end);
    if (has_key) all += std::string(pick(0, 3), ' ');
    all += line.substr(end);
    return all + std::string(pick(0, 2), ' ');
  }

  std::mt19937 random_;
  std::array<std::size_t, 64> widths_{};
};

TEST(Format, BringsEveryLayoutBackToOne) {
  for (const Input& pack : read_rules("rules")) {
    if (pack.name.ends_with(".csv")) continue;
    const std::string right = laid_out(pack);
    for (unsigned seed = 1; seed <= 10; ++seed) {
      const std::string worse = Worse(seed).of(right);
      ASSERT_NE(worse, right);
      ASSERT_EQ(laid_out({pack.name, worse}), right) << pack.name << ", seed " << seed;
    }
  }
}

}  // namespace
}  // namespace masa::test
