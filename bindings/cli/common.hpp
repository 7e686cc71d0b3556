/// What the verbs share: exit statuses, reading what is named, printing complaints.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "masa/masa.hpp"
#include "terminal.hpp"

namespace masa::cli {

/// The exit status of every verb.
enum Status : int { all_well = 0, found = 1, usage = 2, our_fault = 3 };

enum class Format { text, plain, json };

/// The command line asks for what cannot be, or names what cannot be read: exit status 2.
struct UsageError {
  std::string message;
};

/// Adds `--format`: text or json; `has_plain`: or plain, a line a complaint.
void add_format(CLI::App& verb, Format& format, bool has_plain = false);
/// Adds `--rules`, required and repeatable.
void add_rules(CLI::App& verb, std::vector<std::string>& paths);

/// The packs in these folders and files, in the order given. Throws UsageError where there is nothing to read.
[[nodiscard]] std::vector<Input> read_rules(const std::vector<std::string>& paths);
/// A file, or standard input where the path is `-`. Throws UsageError.
[[nodiscard]] Input read_input(const std::string& path);

/// Every complaint as text, or as one JSON list.
[[nodiscard]] std::string print(const std::vector<Diagnostic>& diagnostics, Format format, bool colour);

/// Reads, checks and compiles the packs in these paths. Warnings go to standard error; where the packs are refused, the
/// errors are printed (as JSON to standard output, as text to standard error) and there is no rule book.
[[nodiscard]] std::optional<RuleBook> load_rules(const std::vector<std::string>& paths, Format format);

/// Prints why something was refused: as text to standard error, as JSON to standard output. Gives the exit status.
[[nodiscard]] Status refuse(const std::vector<Diagnostic>& diagnostics, Format format);

/// `1 pack`, `2 packs`.
[[nodiscard]] std::string count(std::size_t number, std::string_view noun);

/// The word of `known` that was probably meant, or an empty text.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// Empty where the text is a day of the calendar, else what is wrong with it.
[[nodiscard]] std::string complain_of_day(const std::string& text);
/// The same, for the day whose law applies: `each` is one as well.
[[nodiscard]] std::string complain_of_law(const std::string& text);

}  // namespace masa::cli
