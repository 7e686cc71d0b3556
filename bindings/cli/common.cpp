#include "common.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <iostream>
#include <iterator>
#include <numeric>
#include <ranges>
#include <utility>

#include "masa/read_files.hpp"

namespace masa::cli {

void add_format(CLI::App& verb, Format& format, bool has_plain) {
  const std::string others = has_plain ? "text, plain and json" : "text and json";
  const auto complain = [has_plain, others](const std::string& word) {
    const bool is_form = word == "text" || word == "json" || (has_plain && word == "plain");
    return is_form ? std::string() : fmt::format("`{}` is no form; there are {}", word, others);
  };
  const auto read = [&format](const std::string& word) {
    format = word == "json" ? Format::json : word == "plain" ? Format::plain : Format::text;
  };
  const std::string help = has_plain ? "text (the default), plain (a line each) or json" : "text (the default) or json";
  verb.add_option_function<std::string>("--format", read, help)->check(CLI::Validator(complain, ""))->type_name("FORM");
}

void add_rules(CLI::App& verb, std::vector<std::string>& paths) {
  // One path each, so that `--rules rules CASE` does not take the case for a second path.
  verb.add_option("--rules", paths, "a folder of rule packs, or one pack; may be repeated")
      ->required()
      ->type_name("PATH")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

namespace {

UsageError cannot_read(const std::filesystem::filesystem_error& error) {
  const std::string path = error.path1().generic_string();
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored))
    return {fmt::format("cannot read `{}`: there is no such file or folder", path)};
  if (std::filesystem::is_directory(path, ignored))
    return {fmt::format("cannot read `{}`: it is a folder, and a file is due", path)};
  return {fmt::format("cannot read `{}`: it may not be read by you", path)};
}

}  // namespace

std::vector<Input> read_rules(const std::vector<std::string>& paths) {
  std::vector<Input> packs;
  for (const std::string& path : paths) {
    try {
      std::vector<Input> below = masa::read_rules(path);
      if (below.empty())
        throw UsageError{fmt::format("no rule pack below `{}`: a pack is a file whose name ends in .yaml", path)};
      packs.insert(packs.end(), std::make_move_iterator(below.begin()), std::make_move_iterator(below.end()));
    } catch (const std::filesystem::filesystem_error& error) {
      throw cannot_read(error);
    }
  }
  return packs;
}

Input read_input(const std::string& path) {
  if (path == "-") {
    Input input{"<stdin>", std::string(std::istreambuf_iterator<char>(std::cin), {})};
    if (std::cin.bad()) throw UsageError{"cannot read standard input"};
    return input;
  }
  try {
    return read_file(path);
  } catch (const std::filesystem::filesystem_error& error) {
    throw cannot_read(error);
  }
}

std::string print(const std::vector<Diagnostic>& diagnostics, Format format, bool colour) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    switch (format) {
      case Format::text:
        text += to_text(diagnostic, colour);
        break;
      case Format::plain:
        text += to_line(diagnostic);
        break;
      case Format::json:
        text += fmt::format("{}{}", text.empty() ? "" : ",\n ", to_json(diagnostic));
        break;
    }
  }
  return format == Format::json ? fmt::format("[{}]\n", text) : text;
}

std::optional<RuleBook> load_rules(const std::vector<std::string>& paths, Format format) {
  Result<RuleBook> rules = load(read_rules(paths));
  if (!rules) {
    std::vector<Diagnostic> shown = rules.diagnostics();
    std::erase_if(shown, [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::note; });
    static_cast<void>(refuse(shown, format));
    return std::nullopt;
  }
  // Notes are for authors: `masa check` shows them.
  for (const Diagnostic& diagnostic : rules.diagnostics()) {
    if (diagnostic.severity == Severity::warning) std::cerr << to_text(diagnostic, has_colour(Stream::err));
  }
  return std::move(rules).value();
}

Status refuse(const std::vector<Diagnostic>& diagnostics, Format format) {
  if (format == Format::json) {
    std::cout << print(diagnostics, format, false);
  } else {
    std::cerr << print(diagnostics, format, has_colour(Stream::err));
  }
  return found;
}

std::string count(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  // Letters to change, add or take away, one row of the table at a time.
  const auto distance = [&](std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < word.size(); ++i) {
      std::size_t diagonal = std::exchange(row[0], i + 1);
      for (std::size_t j = 0; j < other.size(); ++j) {
        const std::size_t changed = diagonal + (word[i] == other[j] ? 0 : 1);
        diagonal = row[j + 1];
        row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
      }
    }
    return row.back();
  };
  std::string best;
  std::size_t least = word.size() / 3 + 1;  // farther away is another word, not a slip
  for (const std::string& other : known) {
    if (const std::size_t letters = distance(other); letters <= least && (best.empty() || letters < least)) {
      best = other;
      least = letters;
    }
  }
  return best;
}

std::string complain_of_law(const std::string& text) {
  return text == "each" ? std::string() : complain_of_day(text);
}

std::string complain_of_day(const std::string& text) {
  const auto number = [&text](std::size_t begin, std::size_t size) {
    unsigned value = 0;
    std::from_chars(text.data() + begin, text.data() + begin + size, value);
    return value;
  };
  const auto fits = [&text](std::size_t i) {
    return i == 4 || i == 7 ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
  };
  if (text.size() == 10 && std::ranges::all_of(std::views::iota(std::size_t{0}, text.size()), fits)) {
    const std::chrono::year year(static_cast<int>(number(0, 4)));
    if (std::chrono::year_month_day(year, std::chrono::month(number(5, 2)), std::chrono::day(number(8, 2))).ok())
      return {};
  }
  return fmt::format("`{}` is no day of the calendar; days are year-month-day, as in 2025-03-10", text);
}

}  // namespace masa::cli
