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
#include <iterator>
#include <set>

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

bool asks_network(const Typed& t) {
  return t.act == Act::follow || std::ranges::any_of(t.kids, asks_network);
}

}  // namespace

Overlaps::Overlaps(const TableCells& table, const Book& book) : table_(table), book_(book) {
  for (std::size_t c = 0; c < table.subjects.size(); ++c) {
    Column& column = columns_.emplace_back();
    column.domain = domain_of(c);
    for (std::size_t v = 0; v < column.domain.size(); ++v) {
      if (column.domain[v].is_nothing()) {
        column.place_of_nothing = v;
      } else {
        column.place_of.emplace(column.domain[v].payload(), v);
      }
    }
    for (const auto& row : table.cells) columns_.back().may_hold.push_back(bands_of(c, row[c]));
    meetings_.emplace_back(columns_.back().may_hold, columns_.back().domain.size());
  }
}

/// Where a cell may hold among the values of its column, as bands of them. It changes only at its own constants and
/// their neighbours; of the values between two of these one stands for all.
std::vector<Band> Overlaps::bands_of(std::size_t c, const std::optional<Typed>& cell) const {
  const std::vector<Value>& domain = columns_[c].domain;
  const Type& type = table_.subjects[c].type;
  if (!cell) return {{0, domain.size()}};
  const bool is_counted = type.base == Type::Base::number || type.base == Type::Base::date;
  std::set<std::size_t> turns{0, domain.size()};  // where another answer may begin
  constexpr std::size_t few = 64;
  if (!is_counted && (domain.size() <= few || asks_network(*cell))) {  // words need not stand in their order
    for (std::size_t v = 0; v < domain.size(); ++v) turns.insert(v);
  } else {
    std::vector<std::int64_t> constants;
    collect_constants(*cell, constants);
    const auto turn_at = [&](std::size_t v) { turns.insert({v, v + 1}); };
    for (const std::int64_t constant : constants) {
      for (const std::int64_t near : {constant - 1, constant, constant + 1}) {
        const auto found = columns_[c].place_of.find(near);
        if (found != columns_[c].place_of.end()) turn_at(found->second);
      }
    }
    if (columns_[c].place_of_nothing) turn_at(*columns_[c].place_of_nothing);
  }
  std::vector<Band> bands;
  for (auto turn = turns.begin(); std::next(turn) != turns.end(); ++turn) {
    const auto value = cell_value(*cell, table_.subjects[c], domain[*turn], book_.network);
    if (value && value->is_no()) continue;
    const std::size_t end = *std::next(turn);
    if (!bands.empty() && bands.back().end == *turn) {
      bands.back().end = end;
    } else {
      bands.push_back({*turn, end});
    }
  }
  return bands;
}

std::vector<Value> Overlaps::domain_of(std::size_t c) const {
  const Type& type = table_.subjects[c].type;
  std::vector<Value> domain;
  if (type.is_set) return domain;
  if (type.base == Type::Base::number || type.base == Type::Base::date) {
    std::vector<std::int64_t> constants{0};
    for (const auto& row : table_.cells) {
      if (row[c]) collect_constants(*row[c], constants);
    }
    std::set<std::int64_t> points;
    for (const std::int64_t constant : constants) points.insert({constant - 1, constant, constant + 1});
    for (const std::int64_t point : points)
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

bool Overlaps::are_opposite(std::size_t i, std::size_t j) const {
  if (!table_.when[i] || !table_.when[j]) return false;
  const Typed& a = *table_.when[i];
  const Typed& b = *table_.when[j];
  return (a.act == Act::negation && same(a.kids[0], b)) || (b.act == Act::negation && same(b.kids[0], a));
}

std::string Overlaps::example(std::size_t i, std::size_t j) const {
  std::vector<std::string> parts;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const Column& column = columns_[c];
    if (column.domain.empty() || (!table_.cells[i][c] && !table_.cells[j][c])) continue;
    std::optional<std::size_t> first;  // the first value of both
    for (const Band& one : column.may_hold[i]) {
      for (const Band& other : column.may_hold[j]) {
        const std::size_t begin = std::max(one.begin, other.begin);
        if (begin < std::min(one.end, other.end) && (!first || begin < *first)) first = begin;
      }
    }
    if (first)
      parts.push_back(
          fmt::format("{} = {}", table_.headings[c], words_of_value(column.domain[*first], table_.subjects[c].type)));
  }
  return join(parts, ", ");
}

std::string Overlaps::words_of_value(const Value& value, const Type& type) const {
  if (value.tag() == Value::Tag::truth) return value.is_yes() ? "yes" : "no";
  return book_.vocabulary.print(value, type);
}

RowSet Overlaps::meeting(std::size_t row) const {
  RowSet rows(table_.cells.size(), true);
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (!columns_[c].domain.empty()) rows &= meetings_[c].of(columns_[c].may_hold[row]);
  }
  return rows;
}

// --- rows that share a value

Meetings::Meetings(const std::vector<std::vector<Band>>& may_hold, std::size_t values) : rows_(may_hold.size()) {
  std::set<std::size_t> edges{0, values};
  for (const auto& bands : may_hold) {
    for (const Band& band : bands) edges.insert({band.begin, band.end});
  }
  edges_.assign(edges.begin(), edges.end());
  std::vector<std::vector<std::size_t>> begin(edges_.size());
  std::vector<std::vector<std::size_t>> end(edges_.size());
  for (std::size_t row = 0; row < rows_; ++row) {
    for (const Band& band : may_hold[row]) {
      if (band.begin == band.end) continue;
      begin[place(band.begin)].push_back(row);
      end[place(band.end)].push_back(row);
    }
  }
  RowSet here(rows_, false);
  for (std::size_t k = 0; k + 1 < edges_.size(); ++k) {
    for (const std::size_t row : end[k]) here.erase(row);
    for (const std::size_t row : begin[k]) here.insert(row);
    at_.push_back(here);
    if (k % many == 0) together_.emplace_back(rows_, false);
    together_.back() |= here;
  }
}

std::size_t Meetings::place(std::size_t value) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(edges_, value) - edges_.begin());
}

RowSet Meetings::of(const std::vector<Band>& bands) const {
  RowSet rows(rows_, false);
  for (const Band& band : bands) {
    const std::size_t end = place(band.end);
    for (std::size_t k = place(band.begin); k < end;) {
      const bool is_whole = k % many == 0 && k + many <= end;
      rows |= is_whole ? together_[k / many] : at_[k];
      k += is_whole ? many : 1;
    }
  }
  return rows;
}

}  // namespace masa
