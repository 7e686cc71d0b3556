/// Pieces of HTML: days, ids, tables with captions and named rows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "value/date.hpp"

namespace masa::html {

/// `<time datetime="2025-03-10">Mon 10 Mar 2025</time>`.
[[nodiscard]] std::string dated(Date day, std::string_view words);
[[nodiscard]] std::string day(Date day);
[[nodiscard]] std::string code(std::string_view id);
[[nodiscard]] std::string paragraph(std::string_view inner, std::string_view css_class = {});

struct Column {
  std::string_view heading;
  int width;  ///< per cent
};
using Row = std::vector<std::string>;  ///< HTML, a cell each

/// `header`: the column that names the row. Every row has a cell for every column.
[[nodiscard]] std::string table(std::string_view caption, const std::vector<Column>& columns,
                                const std::vector<Row>& rows, std::size_t header);

/// Style for a fragment in the class `masa`: it takes its colours from what surrounds it and tints them, so it reads on
/// a light ground and on a dark one. No colour says what a word does not say too.
[[nodiscard]] std::string_view style();
/// A whole page around a fragment: self-contained, for screen and paper, without script.
[[nodiscard]] std::string page(std::string_view title, std::string_view fragment);

}  // namespace masa::html
