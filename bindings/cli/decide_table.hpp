/// `masa decide --table`: many cases at once.
#pragma once

#include <functional>

#include "common.hpp"
#include "masa/tables.hpp"

namespace masa::cli {

struct TableAsked {
  std::string cases;
  std::string key;
  std::vector<std::string> lists;  ///< `people=people.csv`
  std::string events;
  std::vector<std::string> apart;
  std::vector<std::string> decisions;
  bool duties = false;
  bool settled_by = false;
  std::string out;  ///< a folder; empty: the cases to standard output
};

/// Adds what is asked of tables; gives the option that names the table. `when_given`: called as soon as it is read.
CLI::Option* add_table_options(CLI::App& verb, TableAsked& asked, const std::function<void()>& when_given);

[[nodiscard]] Status decide_tables(const TableAsked& asked, const RuleBook& rules, const Dates& dates, bool sensitive,
                                   Format format);

}  // namespace masa::cli
