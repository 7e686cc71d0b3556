#include "decide_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace masa::cli {

namespace {

namespace fs = std::filesystem;

Input read_table(const std::string& path) {
  if (path.ends_with(".parquet"))
    throw UsageError{
        fmt::format("{}: a Parquet file is read by `python -m masa decide --table`, which takes the same "
                    "words; this command reads comma-separated text",
                    path)};
  return read_input(path);
}

/// A line that shows how far the work has come, on a terminal only; it is gone when all is done.
class Progress {
 public:
  explicit Progress(const std::string& table)
      : all_(static_cast<std::size_t>(std::ranges::count(table, '\n'))), is_shown_(is_terminal(Stream::err)) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() {
    if (is_shown_) std::cerr << "\r\033[K" << std::flush;
  }

  void show(std::size_t done) const {
    if (!is_shown_ || all_ == 0) return;
    constexpr std::size_t width = 30;
    const std::size_t filled = std::min(width, width * done / all_);
    std::cerr << fmt::format("\r[{}{}] {} of about {} cases", std::string(filled, '#'),
                             std::string(width - filled, ' '), done, all_)
              << std::flush;
  }

 private:
  std::size_t all_;
  bool is_shown_;
};

void write_tables(const CsvTables& tables, const TableAsked& asked) {
  if (asked.out.empty()) {
    std::cout << tables.cases;
    return;
  }
  std::error_code error;
  fs::create_directories(asked.out, error);
  if (error) throw UsageError{fmt::format("{}: {}", asked.out, error.message())};
  const auto write = [&](const std::string& name, const std::string& text) {
    const fs::path path = fs::path(asked.out) / (name + ".csv");
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file) throw UsageError{fmt::format("cannot write `{}`", path.generic_string())};
  };
  write("cases", tables.cases);
  for (const auto& [list, text] : tables.members) write(list, text);
  if (asked.duties) write("duties", tables.duties);
}

}  // namespace

CLI::Option* add_table_options(CLI::App& verb, TableAsked& asked, const std::function<void()>& when_given) {
  constexpr auto group = "Many cases";
  const auto read = [&asked, when_given](const std::string& file) {
    asked.cases = file;
    when_given();
  };
  CLI::Option* table = verb.add_option_function<std::string>("--table", read, "a comma-separated file, a row a case")
                           ->trigger_on_parse()
                           ->type_name("FILE")
                           ->group(group);
  const auto add = [&](CLI::Option* option) { return option->needs(table)->group(group); };
  add(verb.add_option("--key", asked.key, "the column that tells cases apart, in every table"))->type_name("COLUMN");
  add(verb.add_option("--list", asked.lists, "the members of a list, a row each: people=people.csv"))
      ->type_name("LIST=FILE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add(verb.add_option("--events", asked.events, "what happened, a row each: event, date, to whom"))->type_name("FILE");
  add(verb.add_option("--apart", asked.apart, "a column that is no fact"))
      ->type_name("COLUMN")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add(verb.add_option("--decision", asked.decisions, "this decision only; as often as needed"))
      ->type_name("DECISION")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add(verb.add_flag("--duties", asked.duties, "write the duties too, a row each"));
  add(verb.add_flag("--settled-by", asked.settled_by, "behind each answer the facts that could change it"));
  add(verb.add_option("--out", asked.out, "write cases.csv, a file for each list and duties.csv into this folder"))
      ->type_name("FOLDER");
  return table;
}

Status decide_tables(const TableAsked& asked, const RuleBook& rules, const Dates& dates, bool sensitive,
                     Format format) {
  if (asked.out.empty() && (asked.duties || !asked.lists.empty() || !asked.events.empty()))
    throw UsageError{"several tables come out: name a folder for them, --out"};
  TableView view;
  view.decisions = asked.decisions;
  view.apart = asked.apart;
  view.key = asked.key;
  view.duties = asked.duties;
  view.settled_by = asked.settled_by;
  view.sensitive = sensitive;
  std::map<std::string, Input> lists;
  for (const std::string& one : asked.lists) {
    const auto equals = one.find('=');
    if (equals == std::string::npos)
      throw UsageError{fmt::format("--list: `{}` names no file; write people=people.csv", one)};
    const bool is_new = lists.emplace(one.substr(0, equals), read_table(one.substr(equals + 1))).second;
    if (!is_new) throw UsageError{fmt::format("--list: `{}` is given twice", one.substr(0, equals))};
  }
  if (!asked.events.empty()) lists.emplace("events", read_table(asked.events));
  const Input cases = read_table(asked.cases);
  std::optional<Progress> progress(std::in_place, cases.text);
  view.progress = [&](std::size_t done) { progress->show(done); };
  const Result<CsvTables> tables = decide_csv(rules, cases, lists, view, dates);
  progress.reset();
  if (!tables) return refuse(tables.diagnostics(), format);
  write_tables(tables.value(), asked);
  return all_well;
}

}  // namespace masa::cli
