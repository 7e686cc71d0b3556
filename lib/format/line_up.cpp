// How wide a column is. As wide as its longest cell would be the plain answer, and is the answer for most tables. But
// one condition of a hundred letters among short ones would push every other row out of the window:
//
//   rule    | when                                                                                     | cite
//   told    | told has come                                                                            | S.1
//   retired | section_47_transfer.holder applies and not (conferred has come or accepted has come) …   | S.2
//
// So a cell that is very long (over 60 letters) and stands alone does not count: it sticks out, and the cells behind it
// in its row give up their padding until the bars meet their columns again. It does not stand alone where the usual
// cell of the column (the median) is at least half as long: rows that leave the window anyway are easier to compare
// with their bars under one another; nor where another that counts is at least two thirds as long, since it would save
// little and look like a slip. A heading always counts: one that does not stand over its column cannot be read.
#include "format/line_up.hpp"

#include <algorithm>
#include <numeric>

#include "base/text.hpp"

namespace masa {

namespace {

using Row = std::vector<std::string_view>;

constexpr std::size_t very_long = 60;
constexpr std::size_t largest = 64UL * 1024 * 1024;  // of a text that is read
constexpr std::string_view bar = " | ";

Row split_row(std::string_view line) {
  Row cells;
  for (const std::string_view cell : split(line, '|')) cells.push_back(trim(cell));
  return cells;
}

/// The rows; one without cells stands for an empty line between two others.
std::vector<Row> split_rows(std::span<const std::string_view> lines) {
  std::vector<Row> rows;
  for (const std::string_view line : lines) {
    const bool is_empty = trim(line).empty();
    if (is_empty && (rows.empty() || rows.back().empty())) continue;
    rows.push_back(is_empty ? Row() : split_row(line));
  }
  if (!rows.empty() && rows.back().empty()) rows.pop_back();
  return rows;
}

std::size_t width_of(const std::vector<Row>& rows, std::size_t column) {
  std::vector<std::size_t> sizes;
  for (const Row& row : rows) {
    if (!row.empty()) sizes.push_back(count_code_points(row[column]));
  }
  const std::size_t heading = sizes.front();
  sizes.erase(sizes.begin());
  if (sizes.empty()) return heading;
  std::ranges::sort(sizes);
  const std::size_t usual = std::max(very_long, 2 * sizes[(sizes.size() - 1) / 2]);
  std::size_t width = heading;
  for (const std::size_t size : sizes) {
    if (size <= usual || 2 * size <= 3 * width) width = std::max(width, size);
  }
  return width;
}

std::string write_row(const Row& row, const std::vector<std::size_t>& widths) {
  std::string line;
  std::size_t size = 0;  // in letters
  std::size_t due = 0;   // where the next bar stands
  for (std::size_t c = 0; c < row.size(); ++c) {
    line += row[c];
    size += count_code_points(row[c]);
    if (c + 1 == row.size()) break;
    due += widths[c];
    if (size < due) line.append(due - size, ' ');
    size = std::max(size, due) + bar.size();
    due += bar.size();
    line += bar;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::optional<std::vector<std::string>> line_up(std::span<const std::string_view> lines) {
  const std::vector<Row> rows = split_rows(lines);
  if (rows.empty() || rows.front().front().empty()) return std::nullopt;
  const std::size_t columns = rows.front().size();
  if (!std::ranges::all_of(rows, [&](const Row& row) { return row.empty() || row.size() == columns; }))
    return std::nullopt;
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c + 1 < columns; ++c) widths.push_back(width_of(rows, c));
  const std::size_t size = std::accumulate(widths.begin(), widths.end(), columns * bar.size());
  if (size > largest / rows.size()) return std::nullopt;  // blanks without end, by one heading of many letters
  std::vector<std::string> written;
  for (const Row& row : rows) written.push_back(write_row(row, widths));
  return written;
}

}  // namespace masa
