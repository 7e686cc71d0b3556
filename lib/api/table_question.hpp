/// What is common to all that is asked of tables of cases: they are read, and their rows shared out among threads.
#pragma once

#include <functional>

#include "api/duties_table.hpp"
#include "columns/read_tables.hpp"
#include "columns/threads.hpp"
#include "masa/tables.hpp"

namespace masa {

/// Tables that are read, and the decisions that are wanted. The arrays of the view must outlive it.
class TableQuestion {
 public:
  /// Complains of what cannot be; then nothing of it may be asked. `own`: columns of the answers beside the key.
  TableQuestion(const Plan& plan, const ArrowTable& cases, const TableView& view, const std::vector<std::string>& own,
                Sink& sink);

  [[nodiscard]] const columns::ReadTables& tables() const { return *tables_; }
  [[nodiscard]] const std::vector<std::uint32_t>& decisions() const { return decisions_; }
  [[nodiscard]] unsigned threads() const { return threads_; }
  /// A member of a case as its table has it; empty where no table names it.
  [[nodiscard]] std::string name_of(std::size_t row, std::uint32_t record, std::uint32_t member) const;
  /// Some cases from a row on, a multiple of 64; where tables say more than columns hold, all that they say.
  [[nodiscard]] std::unique_ptr<columns::Part> part(std::size_t first, std::size_t rows) const;
  /// Reads once what no column holds, so that nothing is decided where there is a mistake.
  void check(std::size_t rows_a_part, Sink& sink) const;

 private:
  std::unique_ptr<columns::ReadTables> tables_;
  std::vector<std::uint32_t> decisions_;
  unsigned threads_;
};

/// A batch of whatever writes itself into a schema and an array.
[[nodiscard]] ArrowBatch batch_of(const std::function<void(ArrowSchema&, ArrowArray&)>& write);

}  // namespace masa
