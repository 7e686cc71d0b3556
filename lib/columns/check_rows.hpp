/// What rows of a table cannot say together.
#pragma once

#include <deque>

#include "columns/read_cells.hpp"

namespace masa::columns {

/// Complains of a row that is null as a whole, and says nothing that could be read; and of too many rows.
void check_rows_are_there(const NamedTable& table, Sink& sink);

/// Complains of dates that cannot come in that order, and of two facts with a value of which one stands in place of the
/// other. A fact of which no column says anything is what the schema says of an absent record.
class RowChecker {
 public:
  RowChecker(const NamedTable& table, const std::vector<Heading>& headings, const Plan& plan, Sink& sink)
      : table_(table), headings_(headings), plan_(plan), schema_(plan.book.schema), sink_(sink) {}

  void check(const std::deque<OwnColumn>& own);
  /// `case_of`: for each member its case, of so many.
  void check_members(std::uint32_t record, const std::deque<OwnColumn>& own, const std::vector<std::uint32_t>& case_of,
                     const std::deque<OwnColumn>& of_case, std::size_t cases);

 private:
  void check_fact(std::uint32_t fact);
  template <class IsWrong>
  void compare(std::uint32_t fact, std::uint32_t other, const IsWrong& is_wrong, std::string_view says,
               std::string_view help);
  [[nodiscard]] OwnColumn as_recorded(std::uint32_t fact, std::size_t rows) const;
  [[nodiscard]] std::string column_of(std::uint32_t fact) const;

  const NamedTable& table_;
  const std::vector<Heading>& headings_;
  const Plan& plan_;
  const Schema& schema_;
  Sink& sink_;
  std::vector<FactColumn> own_;
  std::vector<FactColumn> of_case_;
  const std::vector<std::uint32_t>* case_of_ = nullptr;
  std::size_t cases_ = 0;
};

}  // namespace masa::columns
