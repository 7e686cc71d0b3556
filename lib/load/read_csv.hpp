/// Tables in files of their own, comma-separated (RFC 4180): rows of the network as a spreadsheet or a register has
/// them.
#pragma once

#include <functional>
#include <span>

#include "load/read_table.hpp"

namespace masa {

/// A text that was given beside the packs, by its name and its number among the sources.
struct CsvText {
  std::string_view name;
  std::uint32_t file = 0;
  bool is_used = false;
};

/// Whether a text is a table by its name: it ends in `.csv`.
[[nodiscard]] bool is_csv_name(std::string_view name);

/// Puts the texts of tables in the place of their names: `near: near.csv` under `network` or its `edges`, with the path
/// from the pack. Complains about a table that was not given.
void attach_tables(Node& document, std::string_view pack_name, std::span<CsvText> tables, const Sources& sources,
                   Sink& sink);

/// A text of the sources as a node that holds a comma-separated table.
[[nodiscard]] Node csv_node(const Sources& sources, std::uint32_t file);

/// Row after row of a comma-separated text; an empty line is a row of one empty cell.
void for_each_csv_row(const Node& node, Sink& sink, const std::function<void(std::vector<Name>&)>& visit);

/// The rows of a comma-separated text. Cells may stand in double quotes; blanks around them are cut off; empty lines
/// are left out; a byte order mark may stand first.
[[nodiscard]] std::vector<std::vector<Name>> split_csv(const Node& node, Sink& sink);

}  // namespace masa
