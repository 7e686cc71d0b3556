/// Tables of cases, decided by a rule book: a row a case, a column a fact, as Arrow has them.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "masa/arrow.h"
#include "masa/masa.hpp"

namespace masa {

/// A table as Arrow hands it out: batches of one schema. It is only read, and stays the caller's.
struct ArrowTable {
  const ArrowSchema* schema = nullptr;
  std::vector<const ArrowArray*> batches;
};

/// What is asked of tables of cases.
struct TableView {
  std::vector<std::string> decisions;        ///< empty: all about the case or the members of its lists that are no step
                                             ///< towards others
  std::map<std::string, std::string> facts;  ///< for a column of another name the fact that it gives
  std::vector<std::string> apart;            ///< columns that are no facts, such as names
  /// The column that tells cases apart, in every table; needed where there is more than one.
  std::string key;
  /// By the name of a list the column of its table that has the keys of cases, where that is called otherwise.
  std::map<std::string, std::string> list_keys;
  /// By the name of a list, such as `people`, its members, a row each; and `events`, what happened.
  std::map<std::string, ArrowTable> lists;
  bool duties = false;      ///< whether duties are told
  bool settled_by = false;  ///< whether of each open answer is told which facts could change it
  bool sensitive = false;   ///< whether what is sensitive is shown
  unsigned threads = 0;     ///< at most so many work at once; 0: as many as the machine has
  /// Told how many cases are decided, one call at a time, from whatever thread; it throws nothing. May be empty.
  std::function<void(std::size_t)> progress;
};

/// How answers were found.
struct TableEffort {
  std::size_t in_columns = 0;  ///< by columns, many at a time
  std::size_t row_by_row = 0;  ///< asked one by one
};

/// Rows of one table, which are released with it.
struct ArrowBatch {
  std::shared_ptr<const ArrowSchema> schema;
  std::shared_ptr<const ArrowArray> array;
};

/// Decided cases, in batches of some thousands of cases each, in their order.
struct DecidedTable {
  std::vector<ArrowBatch> cases;
  std::map<std::string, std::vector<ArrowBatch>> members;  ///< by the name of the list
  std::vector<ArrowBatch> duties;
  TableEffort effort;
};

/// Decides a table of cases on one day: a row a case, a column a fact, by the fact's name. Texts, truths, dates, whole
/// and decimal numbers and dictionaries of texts are read, and texts of words with `;` between them as sets; a cell
/// that is null, empty or NaN is not known, as null in a case is. Members of lists and events stand in tables of their
/// own, with the key of their case. A case that has rows in the table of a list has those members and no more; of one
/// that has none it is not known who is in it. A column of the list's name says otherwise: `listed`, `more possible`,
/// `unknown`, `withheld`. Each row is decided as `decide` would decide it.
///
/// Out comes a column for each decision and one behind it for its state: `decided`, or why it is not (`fact`, `clash`,
/// `gap`, `no_rule`, `calendar`, `arithmetic`, `network`, `events`, `history`), or `silent`, where its pack has nothing
/// to say of such a case. Where it is decided that there is none, the value is null and the state `decided`. A column
/// that is no fact, or a value that a fact cannot have, refuses the table; messages name column and row, never the
/// value. Thread-safe; works in threads of its own, all ended when it returns.
MASA_PUBLIC Result<DecidedTable> decide_table(const RuleBook& rules, const ArrowTable& cases, const TableView& view,
                                              const Dates& dates);

/// One row of such a table as `decide` would decide that case: to see why. `which`: its key, or its number, from 1,
/// where the view names no column of keys. Thread-safe.
MASA_PUBLIC Result<Determination> decide_row(const RuleBook& rules, const ArrowTable& cases, const TableView& view,
                                             const std::string& which, const Dates& dates);

/// Decided cases as comma-separated text (RFC 4180), a line of headings first.
struct CsvTables {
  std::string cases;
  std::map<std::string, std::string> members;  ///< by the name of the list
  std::string duties;                          ///< empty where they are not asked for
  TableEffort effort;
};

/// The same of comma-separated texts: `lists` of the view are those given here. No cell goes out that a spreadsheet
/// would run. A row of another number of cells than the headings is refused. Thread-safe.
MASA_PUBLIC Result<CsvTables> decide_csv(const RuleBook& rules, const Input& cases,
                                         const std::map<std::string, Input>& lists, TableView view, const Dates& dates);

/// What many cases come to over a span of days: long tables, a row for each stretch of days (from `first` to before
/// `end`) on which an answer stays the same.
struct TimelineTables {
  std::vector<ArrowBatch> decisions;  ///< the case, decision, member, value and state
  std::vector<ArrowBatch> duties;     ///< the case, duty, member, state, who owes it, when it is due
};

/// The timelines of a table of cases, each as `timeline` would decide it. Takes what `decide_table` takes; the first
/// day and the end must be given, the same for all cases. Thread-safe; works in threads of its own, all ended when it
/// returns.
MASA_PUBLIC Result<TimelineTables> timeline_table(const RuleBook& rules, const ArrowTable& cases, const TableView& view,
                                                  const Days& days);

}  // namespace masa
