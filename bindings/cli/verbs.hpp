/// The verbs. Each adds its subcommand, and leaves its exit status in `status` once the command line has been read.
#pragma once

#include <CLI/CLI.hpp>

namespace masa::cli {

void add_ask(CLI::App& app, int& status);
void add_calendar(CLI::App& app, int& status);
void add_table(CLI::App& app, int& status);
void add_read(CLI::App& app, int& status);
void add_conflicts(CLI::App& app, int& status);
void add_coverage(CLI::App& app, int& status);
void add_graph(CLI::App& app, int& status);
void add_duties(CLI::App& app, int& status);
void add_check(CLI::App& app, int& status);
void add_decide(CLI::App& app, int& status);
void add_format(CLI::App& app, int& status);
void add_schema(CLI::App& app, int& status);
void add_test(CLI::App& app, int& status);
void add_timeline(CLI::App& app, int& status);

}  // namespace masa::cli
