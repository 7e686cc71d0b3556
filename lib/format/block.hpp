/// The lines of a `|` or `>` block.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "format/lines.hpp"

namespace masa {

/// What stands behind the mark of a block: `|2`, `>-`, `|+`.
struct BlockHeader {
  bool is_literal = false;
  bool keeps_end = false;        ///< empty lines at its end are text
  std::size_t indent_asked = 0;  ///< 0: none
};
[[nodiscard]] BlockHeader read_block_header(std::string_view text);

/// The lines without their common indentation, and the line behind them.
struct Block {
  std::vector<std::string_view> lines;
  std::size_t end = 0;
};
/// The block that begins on line `at` and stands under a key or dash of this column; -1 where it stands in nothing.
[[nodiscard]] Block read_block(std::span<const Line> lines, std::size_t at, int owner, const BlockHeader& header);

}  // namespace masa
