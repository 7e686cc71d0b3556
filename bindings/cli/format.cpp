#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <set>

#include "common.hpp"
#include "difference.hpp"
#include "verbs.hpp"
#include "write_file.hpp"

namespace masa::cli {

namespace {

struct Asked {
  std::vector<std::string> paths;
  bool is_check = false;
  bool is_diff = false;
};

/// How many files there are of each sort.
struct Tally {
  std::size_t changed = 0;
  std::size_t right = 0;
  std::size_t refused = 0;
};

struct Text {
  Input input;
  bool is_from_stdin = false;
};

bool is_table(const Input& text) {
  return std::filesystem::path(text.name).extension() == ".csv";
}

/// The texts to lay out, each once. Tables in files of their own, which folders of packs hold too, are left out.
std::vector<Text> read_texts(const std::vector<std::string>& paths) {
  std::vector<Text> texts;
  std::set<std::filesystem::path> seen;
  for (const std::string& path : paths) {
    if (path == "-") {
      texts.push_back({read_input(path), true});
      continue;
    }
    for (Input& text : read_rules({path})) {
      std::error_code ignored;
      const bool is_new = seen.insert(std::filesystem::weakly_canonical(text.name, ignored)).second;
      if (is_new && !is_table(text)) texts.push_back({std::move(text), false});
    }
  }
  return texts;
}

/// What is done with a text that is laid out otherwise than it should be.
void change(const Asked& asked, const Input& text, const std::string& written) {
  if (asked.is_diff) {
    std::cout << difference(text.name, text.text, written);
  } else if (!asked.is_check) {
    replace_file(text.name, written);
    std::cout << text.name << '\n';
  } else {
    std::cout << text.name << '\n';
  }
}

void lay_out(const Asked& asked, const Text& asked_text, Tally& tally) {
  const auto& [text, is_from_stdin] = asked_text;
  const Result<std::string> written = masa::format(text);
  if (!written) {
    ++tally.refused;
    std::cerr << print(written.diagnostics(), Format::text, has_colour(Stream::err));
    return;
  }
  const bool is_right = written.value() == text.text;
  ++(is_right ? tally.right : tally.changed);
  const bool prints_it = is_from_stdin && !asked.is_check && !asked.is_diff;
  if (prints_it) {
    std::cout << written.value();
  } else if (!is_right) {
    change(asked, text, written.value());
  }
}

std::string summary(const Asked& asked, const Tally& tally) {
  const bool is_left = asked.is_check || asked.is_diff;
  std::string text = fmt::format("{} {}", count(tally.changed, "file"), is_left ? "to lay out" : "laid out");
  text += fmt::format(", {} as {} should be", tally.right, tally.right == 1 ? "it" : "they");
  if (tally.refused > 0)
    text += fmt::format(", {} with mistakes, left as {}", tally.refused, tally.refused == 1 ? "it is" : "they are");
  return text + "\n";
}

Status format(const Asked& asked) {
  Tally tally;
  bool is_from_stdin = false;
  for (const Text& text : read_texts(asked.paths)) {
    is_from_stdin = is_from_stdin || text.is_from_stdin;
    lay_out(asked, text, tally);
  }
  if (!is_from_stdin) std::cerr << summary(asked, tally);
  return tally.refused > 0 || (asked.is_check && tally.changed > 0) ? found : all_well;
}

}  // namespace

void add_format(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("format", "lay out rule packs alike; what they say stays as it is");
  verb->group("Verbs");
  const auto asked = std::make_shared<Asked>();
  verb->add_option("PATH", asked->paths, "folders of rule packs, or single files; - for standard input")
      ->required()
      ->type_name("");
  verb->add_flag("--check", asked->is_check, "change nothing; name the files that would change, exit with 1");
  verb->add_flag("--diff", asked->is_diff, "change nothing; print what would change");
  verb->footer(
      "Files are rewritten in place, and named; what comes from standard input goes to standard output.\n"
      "Comments, the order of keys and every word stay. A file that cannot be read as YAML is complained\n"
      "of and left as it is; the others are laid out all the same.\n\n"
      "Example:\n  masa format --check rules examples");
  verb->callback([asked, &status] { status = format(*asked); });
}

}  // namespace masa::cli
