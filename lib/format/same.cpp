#include "format/same.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "load/read_table.hpp"
#include "load/table_places.hpp"

namespace masa {

namespace {

bool same_cells(const Node& before, const Node& after) {
  const auto same_cell = [](const CellText& one, const CellText& other) { return one.text == other.text; };
  const auto same_row = [&](const auto& one, const auto& other) { return std::ranges::equal(one, other, same_cell); };
  return std::ranges::equal(split_table(before), split_table(after), same_row);
}

/// Walks two trees at once; `keys_` leads to where it stands.
class Comparison {
 public:
  std::optional<Span> find(const Node& before, const Node& after) {
    const bool is_table = before.is_block && is_table_place(keys_);
    const bool same = before.shape == after.shape && before.is_flow == after.is_flow &&
                      before.is_block == after.is_block && before.items.size() == after.items.size() &&
                      before.entries.size() == after.entries.size() &&
                      (is_table ? same_cells(before, after) : before.text == after.text);
    if (!same) return before.span;
    for (std::size_t i = 0; i < before.items.size(); ++i) {
      if (const auto found = find_below("-", before.items[i], after.items[i])) return found;
    }
    for (std::size_t i = 0; i < before.entries.size(); ++i) {
      const auto& [key, span, value] = before.entries[i];
      if (key != after.entries[i].key) return span;
      if (const auto found = find_below(key, value, after.entries[i].value)) return found;
    }
    return std::nullopt;
  }

 private:
  std::optional<Span> find_below(const std::string& key, const Node& before, const Node& after) {
    keys_.push_back(key);
    const auto found = find(before, after);
    keys_.pop_back();
    return found;
  }

  std::vector<std::string> keys_;
};

}  // namespace

std::optional<Span> find_difference(const Node& before, const Node& after) {
  return Comparison().find(before, after);
}

bool differ_in_blanks_only(std::string_view before, std::string_view after) {
  const auto next = [](std::string_view text, std::size_t at) {
    return std::min(text.find_first_not_of(" \t\r\n", at), text.size());
  };
  std::size_t one = next(before, 0);
  std::size_t other = next(after, 0);
  while (one < before.size() && other < after.size() && before[one] == after[other]) {
    one = next(before, one + 1);
    other = next(after, other + 1);
  }
  return one == before.size() && other == after.size();
}

}  // namespace masa
