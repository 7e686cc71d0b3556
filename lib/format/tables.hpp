/// Tables of a pack for a spreadsheet, and back: comma-separated, every column and the order of the rows kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"

namespace masa {

/// The tables that stand in a pack: `decisions/notify_panel/one_row_applies`, in reading order. Complains where the
/// text is no pack.
[[nodiscard]] std::vector<std::string> tables_of(const Sources& sources, std::uint32_t file, Sink& sink);

/// A cell of a comma-separated text, in quotes where it must be; none goes out that a spreadsheet would run.
[[nodiscard]] std::string csv_cell(std::string_view cell);

/// One of them as RFC 4180 has it. `name`: the whole of it as above, or the thing's own name where one table alone has
/// it. Complains where there is none.
[[nodiscard]] std::optional<std::string> table_to_csv(const Sources& sources, std::uint32_t file, std::string_view name,
                                                      Sink& sink);

/// The pack, laid out, with the rows of `csv` in the place of a table's. Complains where a row does not fit the
/// headings or a cell holds what no table can.
[[nodiscard]] std::optional<std::string> table_from_csv(const Sources& sources, std::uint32_t file,
                                                        std::string_view name, std::uint32_t csv, Sink& sink);

}  // namespace masa
