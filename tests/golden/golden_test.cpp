// Golden diagnostics: every mistake in tests/golden/<code>/*.yaml has its complaint beside it. See README.md there.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "diag/diagnostic.hpp"
#include "masa/masa.hpp"
#include "masa/read_files.hpp"

namespace masa::test {
namespace {

const std::filesystem::path folder = "tests/golden";

/// Codes that no pack can be complained about with yet, and why.
const std::map<std::string, std::string> without_golden{{"unused_source", "nothing reports it yet"},
                                                        {"not_laid_out", "loading a pack lays nothing out"}};

bool is_expectation(std::string_view line) {
  const auto first = line.find_first_not_of(' ');
  if (first == std::string_view::npos) return false;
  const std::string_view rest = line.substr(first);
  return rest.starts_with("# expect ") || rest.starts_with("# also ");
}

/// One text of a golden file: its expectations taken out.
struct Section {
  std::string header;  ///< `#=== case 2025-03-10`; empty for a file's first pack
  std::string name;
  std::vector<std::string> lines;
  [[nodiscard]] std::string text() const {
    std::string all;
    for (const std::string& line : lines) all += line + "\n";
    return all;
  }
  [[nodiscard]] std::string word(std::size_t number) const {
    std::size_t at = 0;
    for (; number > 0 && at != std::string::npos; --number)
      at = header.find(' ', at) == std::string::npos ? std::string::npos : header.find(' ', at) + 1;
    return at == std::string::npos ? "" : header.substr(at, header.find(' ', at) - at);
  }
  [[nodiscard]] bool is_pack() const { return header.empty() || word(1) == "pack"; }
};

std::vector<Section> read_sections(const std::string& text) {
  std::vector<Section> sections{{"", "pack.yaml", {}}};
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    if (line.starts_with("#=== ")) {
      if (sections.size() == 1 && sections[0].lines.empty()) sections.clear();
      sections.push_back({line, "", {}});
      Section& section = sections.back();
      section.name = section.is_pack() ? section.word(2) : section.word(1);
    } else if (!is_expectation(line)) {
      sections.back().lines.push_back(line);
    }
  }
  return sections;
}

/// What is said, by section and line; line 0 for what has no place.
using Said = std::map<std::pair<std::string, int>, std::vector<std::string>>;

void note(const std::vector<Diagnostic>& diagnostics, const std::string& section, Said& said,
          std::set<std::string>& codes) {
  for (const Diagnostic& d : diagnostics) {
    codes.insert(d.code);
    const std::string help = d.help.empty() ? "" : " / " + d.help;
    said[{d.place.line == 0 ? section : d.place.file, d.place.line}].push_back(
        "# expect " + d.code + " " + std::to_string(d.place.column) + ": " + d.message + help);
    for (const Related& r : d.related)
      said[{r.place.file, r.place.line}].push_back("# also " + std::to_string(r.place.column) + ": " + r.message);
  }
}

void run(const std::vector<Section>& sections, Said& said, std::set<std::string>& codes) {
  std::vector<Input> packs;
  for (const Section& section : sections) {
    if (section.is_pack()) packs.push_back({section.name, section.text()});
  }
  const auto loaded = load(packs);
  note(loaded.diagnostics(), sections.front().name, said, codes);
  for (const Section& section : sections) {
    if (section.is_pack()) continue;
    ASSERT_TRUE(loaded.ok()) << "the packs of a golden case must be right:\n"
                             << (loaded.diagnostics().empty() ? "" : to_text(loaded.diagnostics()[0]));
    if (section.word(1) == "case") {
      const auto decided = decide(loaded.value(), {section.name, section.text()}, {section.word(2), "", ""});
      note(decided.diagnostics(), section.name, said, codes);
    } else {
      const auto report = run_suite(loaded.value(), {section.name, section.text()});
      note(report.diagnostics(), section.name, said, codes);
    }
  }
}

/// The file as it should be: every expectation above the line that it concerns.
std::string with_expectations(const std::vector<Section>& sections, const Said& said) {
  std::string text;
  for (const Section& section : sections) {
    if (!section.header.empty()) text += section.header + "\n";
    for (int number = 0; number <= static_cast<int>(section.lines.size()) + 1; ++number) {
      const auto here = said.find({section.name, number});
      const bool is_line = number > 0 && number <= static_cast<int>(section.lines.size());
      const std::string line = is_line ? section.lines[static_cast<std::size_t>(number - 1)] : "";
      const std::string indent = line.substr(0, std::min(line.find_first_not_of(' '), line.size()));
      if (here != said.end()) {
        for (const std::string& expectation : here->second) text += indent + expectation + "\n";
      }
      if (is_line) text += line + "\n";
    }
  }
  return text;
}

std::vector<std::filesystem::path> golden_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

class Golden : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Golden, SaysWhatStandsBesideEachMistake) {
  const std::string text = read_file(GetParam()).text;
  const auto sections = read_sections(text);
  Said said;
  std::set<std::string> codes;
  ASSERT_NO_FATAL_FAILURE(run(sections, said, codes));
  EXPECT_TRUE(codes.contains(GetParam().parent_path().filename().string()))
      << "a golden file has at least one complaint with the code of its folder";
  const std::string expected = with_expectations(sections, said);
  if (std::getenv("MASA_ACCEPT") != nullptr) {
    std::ofstream(GetParam(), std::ios::binary) << expected;
    return;
  }
  EXPECT_EQ(text, expected) << "`MASA_ACCEPT=1` writes what is said now into " << GetParam();
}

std::string name_of(const testing::TestParamInfo<std::filesystem::path>& file) {
  std::string name = file.param.parent_path().filename().string() + "_" + file.param.stem().string();
  std::ranges::replace_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Diagnostics, Golden, testing::ValuesIn(golden_files()), name_of);

TEST(Golden, HasAFileForEveryCode) {
  for (const Kind kind : all_kinds()) {
    const std::string code(code_of(kind));
    EXPECT_NE(std::filesystem::is_directory(folder / code), without_golden.contains(code))
        << code << " needs a file in tests/golden/" << code << ", or a reason in golden_test.cpp";
  }
}

TEST(Golden, HasNoFolderForACodeThatIsNone) {
  std::set<std::string> codes;
  for (const Kind kind : all_kinds()) codes.emplace(code_of(kind));
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_directory()) {
      EXPECT_TRUE(codes.contains(entry.path().filename().string())) << entry.path();
    }
  }
}

}  // namespace
}  // namespace masa::test
