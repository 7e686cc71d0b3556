// Tables out to a spreadsheet, and back in.
#include <iostream>
#include <memory>

#include "common.hpp"
#include "verbs.hpp"
#include "write_file.hpp"

namespace masa::cli {

namespace {

struct Asked {
  std::string pack;
  std::string table;
  std::string from;
};

Status list(const Input& pack) {
  const Result<std::vector<std::string>> names = masa::tables(pack);
  if (!names) return refuse(names.diagnostics(), Format::text);
  for (const std::string& name : names.value()) std::cout << name << '\n';
  return all_well;
}

Status table(const Asked& asked) {
  const Input pack = read_input(asked.pack);
  if (asked.table.empty()) return list(pack);
  if (asked.from.empty()) {
    const Result<std::string> written = table_to_csv(pack, asked.table);
    if (!written) return refuse(written.diagnostics(), Format::text);
    std::cout << written.value();
    return all_well;
  }
  const Result<std::string> written = table_from_csv(pack, asked.table, read_input(asked.from));
  if (!written) return refuse(written.diagnostics(), Format::text);
  if (asked.pack == "-") {
    std::cout << written.value();
  } else if (written.value() != pack.text) {
    replace_file(asked.pack, written.value());
    std::cout << asked.pack << '\n';
  }
  return all_well;
}

}  // namespace

void add_table(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("table", "a table of a pack for a spreadsheet, and back");
  verb->group("Verbs");
  const auto asked = std::make_shared<Asked>();
  verb->add_option("PACK", asked->pack, "the file of a rule pack; - for standard input")->required()->type_name("");
  verb->add_option("TABLE", asked->table, "the table: a decision's, a process's, a kind of body's; none: list them")
      ->type_name("");
  verb->add_option("--from", asked->from, "put the rows of this CSV file in the table's place; - for standard input")
      ->type_name("FILE");
  verb->footer(
      "Every column and the order of the rows are kept. Back in, the file is laid out as by masa format;\n"
      "what the rows say is for masa check.\n\n"
      "Example:\n  masa table rules/england/serious-incidents.yaml notify_panel > notify_panel.csv");
  verb->callback([asked, &status] { status = table(*asked); });
}

}  // namespace masa::cli
