// Two rows stand apart if in some column no value satisfies both cells. Of a truth, an enumeration or a reference every
// value is tried; of a number or a date the values where a cell can change: each constant in the column, and its
// neighbours.
//
//   | stillborn | age          |
//   | no        | under 18     |   apart by age
//   | no        | 18 or more   |
//   | yes       | any          |   apart from both by stillborn
#include "check/check_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace masa {

namespace {

bool same(const Typed& a, const Typed& b) {
  return a.act == b.act && a.index == b.index && a.record == b.record && a.number == b.number && a.unit == b.unit &&
         a.start == b.start && a.constant == b.constant && a.kids.size() == b.kids.size() &&
         std::equal(a.kids.begin(), a.kids.end(), b.kids.begin(), same);
}

/// A cell's value where its subject has the value `v`; empty where the cell depends on more than that.
std::optional<Value> cell_value(const Typed& t, const Typed& subject, const Value& v, const Network& network) {
  if (same(t, subject)) return v;
  if (t.act == Act::constant) return t.constant;
  std::vector<Value> kids;
  for (const Typed& kid : t.kids) {
    auto value = cell_value(kid, subject, v, network);
    if (!value) return std::nullopt;
    kids.push_back(std::move(*value));
  }
  switch (t.act) {
    case Act::conjunction:
    case Act::disjunction: {
      Value all = Value::truth(t.act == Act::conjunction);
      for (const Value& kid : kids) all = t.act == Act::conjunction ? and_also(all, kid) : or_else(all, kid);
      return all;
    }
    case Act::negation:
      return negate(kids[0]);
    case Act::equal:
      return kids[0].is_known() ? Value::truth(kids[0] == kids[1]) : kids[0];
    case Act::less:
    case Act::at_most:
      if (kids[0].is_nothing() || kids[1].is_nothing()) return Value::truth(false);
      return Value::truth(t.act == Act::less ? kids[0].payload() < kids[1].payload()
                                             : kids[0].payload() <= kids[1].payload());
    case Act::follow:
      return kids[0].tag() == Value::Tag::reference ? network.follow_always(t.index, kids[0].as_index()) : kids[0];
    default:
      return std::nullopt;
  }
}

void collect_constants(const Typed& t, std::vector<std::int64_t>& constants) {
  if (t.act == Act::constant) constants.push_back(t.constant.payload());
  for (const Typed& kid : t.kids) collect_constants(kid, constants);
}

class OverlapFinder {
 public:
  OverlapFinder(const TableCells& table, const Book& book) : table_(table), book_(book) {
    for (std::size_t c = 0; c < table.subjects.size(); ++c) fill_column(c);
  }

  std::vector<Overlap> run() {
    std::vector<Overlap> overlaps;
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
      for (std::size_t j = i + 1; j < table_.cells.size(); ++j) {
        if (auto example = both_apply(i, j)) overlaps.push_back({i, j, std::move(*example)});
      }
    }
    return overlaps;
  }

 private:
  struct Column {
    std::vector<Value> domain;
    std::vector<std::vector<bool>> may_hold;  ///< [row][value]
  };

  void fill_column(std::size_t c) {
    Column column;
    column.domain = domain_of(c);
    for (const auto& row : table_.cells) {
      std::vector<bool> may_hold(column.domain.size(), true);
      for (std::size_t v = 0; row[c] && v < column.domain.size(); ++v) {
        const auto value = cell_value(*row[c], table_.subjects[c], column.domain[v], book_.network);
        may_hold[v] = !value || !value->is_no();
      }
      column.may_hold.push_back(std::move(may_hold));
    }
    columns_.push_back(std::move(column));
  }

  [[nodiscard]] std::vector<Value> domain_of(std::size_t c) const {
    const Type& type = table_.subjects[c].type;
    std::vector<Value> domain;
    if (type.is_set) return domain;
    if (type.base == Type::Base::number || type.base == Type::Base::date) {
      std::vector<std::int64_t> constants{0};
      for (const auto& row : table_.cells) {
        if (row[c]) collect_constants(*row[c], constants);
      }
      std::map<std::int64_t, bool> points;
      for (const std::int64_t constant : constants) {
        for (const std::int64_t near : {constant - 1, constant, constant + 1}) points[near] = true;
      }
      for (const auto& [point, used] : points)
        domain.push_back(type.base == Type::Base::number ? Value::number(point)
                                                         : Value::date(Date{static_cast<std::int32_t>(point)}));
      if (type.or_nothing) domain.emplace_back();
      return domain;
    }
    for (const std::string& word : book_.vocabulary.words_of_type(type)) {
      if (const auto value = book_.vocabulary.read(word, type)) domain.push_back(*value);
    }
    return domain;
  }

  /// An example where both rows may apply, or empty where they stand apart.
  [[nodiscard]] std::optional<std::string> both_apply(std::size_t i, std::size_t j) const {
    if (table_.when[i] && table_.when[j] && are_opposite(*table_.when[i], *table_.when[j])) return std::nullopt;
    std::vector<std::string> example;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const Column& column = columns_[c];
      if (column.domain.empty()) continue;
      std::size_t v = 0;
      while (v < column.domain.size() && !(column.may_hold[i][v] && column.may_hold[j][v])) ++v;
      if (v == column.domain.size()) return std::nullopt;
      if (table_.cells[i][c] || table_.cells[j][c])
        example.push_back(
            fmt::format("{} = {}", table_.headings[c], words_of_value(column.domain[v], table_.subjects[c].type)));
    }
    return join(example, ", ");
  }

  [[nodiscard]] std::string words_of_value(const Value& value, const Type& type) const {
    if (value.tag() == Value::Tag::truth) return value.is_yes() ? "yes" : "no";
    return book_.vocabulary.print(value, type);
  }

  static bool are_opposite(const Typed& a, const Typed& b) {
    return (a.act == Act::negation && same(a.kids[0], b)) || (b.act == Act::negation && same(b.kids[0], a));
  }

  const TableCells& table_;
  const Book& book_;
  std::vector<Column> columns_;
};

}  // namespace

std::vector<Overlap> find_overlaps(const TableCells& table, const Book& book) {
  return OverlapFinder(table, book).run();
}

}  // namespace masa
