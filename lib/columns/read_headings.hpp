/// What the columns of tables stand for.
#pragma once

#include <map>
#include <set>

#include "columns/read_cells.hpp"

namespace masa::columns {

/// What somebody says of the names of columns.
struct Naming {
  const std::map<std::string, std::string>& facts;  ///< for a column of another name the fact that it gives
  const std::vector<std::string>& apart;            ///< columns that are no facts
  std::string key;                                  ///< the column that tells cases apart; empty: none does
  /// By the name of a list the column of its table that has the keys, where that is called otherwise.
  const std::map<std::string, std::string>& list_keys;
  [[nodiscard]] const std::string& key_of(const std::string& list) const {
    const auto own = list_keys.find(list);
    return own == list_keys.end() ? key : own->second;
  }
  std::set<std::string> used;  ///< names of both kinds that some table has
};

/// The record whose list is called so; empty where no pack declares such a list.
[[nodiscard]] std::optional<std::uint32_t> list_called(const Schema& schema, std::string_view name);

/// What each column gives, of the case or of the members of a record. `own`: columns that mean something else there.
/// Complains of columns that are no facts, of facts that are given twice, and of those that no column can give.
[[nodiscard]] std::vector<Heading> read_headings(const NamedTable& table, std::uint32_t record,
                                                 const std::vector<std::string>& own, const Plan& plan, Naming& naming,
                                                 Sink& sink);

/// Complains of names that no table has.
void check_naming(const Naming& naming, const std::vector<std::string>& columns, Sink& sink);

}  // namespace masa::columns
