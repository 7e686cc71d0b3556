/// Tables of cases, of the members of their lists and of what happened, to cases as columns.
#pragma once

#include <deque>
#include <memory>
#include <unordered_map>

#include "columns/nested_lists.hpp"

namespace masa::columns {

/// The members of a list, in the order of their table.
struct ListTable : Grouped {
  std::uint32_t record = 0;
  bool is_given = false;  ///< by a table of its own; else by what happened to whom
  std::deque<OwnColumn> memory;
  std::vector<std::pair<std::uint32_t, Texts>> sets;  ///< by fact
  std::vector<std::string> ids;                       ///< as the table has them; where it has none, `person_1`
};

/// What happened, in the order of its table.
struct EventTable : Grouped {
  Texts kinds;
  Texts dates;
  Texts recorded;
  bool has_recorded = false;
  std::map<std::uint32_t, Texts> owners;                        ///< by the record of those to whom something happens
  std::map<std::uint32_t, std::vector<std::uint32_t>> members;  ///< for each row which member of its case that is
  std::vector<std::pair<std::string, Texts>> facts;             ///< by name
};

/// Some cases, and the memory that is their own.
struct Part {
  Cases cases;
  std::deque<OwnColumn> memory;
  std::deque<Grouped> lists;
  std::deque<std::vector<Word>> bits;
};

/// All tables of one question. Immutable once read; parts may be taken by many threads. The arrays must outlive it:
/// values that stand as a lane has them are not copied.
class ReadTables {
 public:
  /// Complains of what cannot be; then nothing of it may be asked. `lists`: by the name of a list, and `events`.
  ReadTables(const Plan& plan, const NamedTable& cases, const std::map<std::string, ArrowTable>& lists, Naming naming,
             Sink& sink);

  [[nodiscard]] std::size_t rows() const { return rows_; }
  /// Keys of the cases; empty where no column has them.
  [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }
  [[nodiscard]] const std::deque<ListTable>& lists() const { return lists_; }
  /// Null where no table says anything of its members.
  [[nodiscard]] const ListTable* find_list(std::uint32_t record) const;
  /// Cases from a row on. Precondition: the row is a multiple of 64.
  [[nodiscard]] std::unique_ptr<Part> part(std::size_t first, std::size_t rows) const;
  /// All that a case says, where tables say more than columns hold; complains of what happened and cannot have.
  [[nodiscard]] Facts whole(std::size_t row, Sink& sink) const;
  [[nodiscard]] bool has_more_than_columns() const { return events_.has_value() || has_sets_ || !covers_.empty(); }
  /// A text for each table of what happened and of sets, whose lines are its rows: for complaints.
  void add_sources(Sources& sources) const;

 private:
  friend class TablesReader;
  friend class WholeCase;

  const Plan& plan_;
  std::size_t rows_ = 0;
  std::vector<std::string> keys_;
  std::deque<OwnColumn> memory_;
  std::vector<std::pair<std::uint32_t, Texts>> sets_;
  bool has_sets_ = false;
  /// How far a case says that a list is known; empty where it does not say.
  [[nodiscard]] std::optional<std::string> state_of_list(std::uint32_t record, std::size_t row) const;

  std::map<std::uint32_t, Texts> list_states_;  ///< by record
  Texts covers_;                                ///< empty: no column has them
  std::deque<ListTable> lists_;
  std::optional<EventTable> events_;
};

}  // namespace masa::columns
