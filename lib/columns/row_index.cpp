// Each row is a list of truths that must all hold. Those that compare the value with constants bound it to some
// stretches of numbers; where any stretch begins or ends, a new section of the numbers begins.
#include "columns/row_index.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace masa::columns {

namespace {

constexpr std::size_t fewest_rows = 128;
constexpr std::size_t worth = 64;  ///< a row is tried for a whole block in the time in which a few cases look it up
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

/// From a number up to another, both included.
struct Stretch {
  std::int64_t first = smallest;
  std::int64_t last = largest;
};
using Stretches = std::vector<Stretch>;  ///< ascending, apart

Stretches both(const Stretches& some, const Stretches& others) {
  Stretches shared;
  for (const Stretch& a : some) {
    for (const Stretch& b : others) {
      const Stretch c{std::max(a.first, b.first), std::min(a.last, b.last)};
      if (c.first <= c.last) shared.push_back(c);
    }
  }
  return shared;
}

Stretches either(Stretches all) {
  std::ranges::sort(all, {}, &Stretch::first);
  Stretches apart;
  for (const Stretch& s : all) {
    if (!apart.empty() && s.first <= apart.back().last) {
      apart.back().last = std::max(apart.back().last, s.last);
    } else {
      apart.push_back(s);
    }
  }
  return apart;
}

}  // namespace

class IndexMaker {
 public:
  IndexMaker(const Plan& plan, const std::vector<const Rule*>& rules, const std::vector<bool>& can_tell)
      : plan_(plan), can_tell_(can_tell) {
    for (const Rule* rule : rules) take_apart(rule->when.step, truths_.emplace_back());
  }

  std::optional<RowIndex> run() {
    std::optional<RowIndex> best;
    for (const std::uint32_t key : keys()) {
      auto index = by(key);
      if (index && (!best || rows_a_section(*index) < rows_a_section(*best))) best = std::move(index);
    }
    return best;
  }

 private:
  void take_apart(std::uint32_t step, std::vector<std::uint32_t>& truths) const {
    if (plan_.steps[step].act != Act::conjunction) return truths.push_back(step);
    for (const std::uint32_t kid : plan_.steps[step].kids) take_apart(kid, truths);
  }

  [[nodiscard]] const Value* number_of(std::uint32_t step) const {
    const Step& s = plan_.steps[step];
    return s.act == Act::constant && s.constant.is_known() && !s.constant.is_nothing() ? &s.constant : nullptr;
  }

  /// What a truth compares with a constant; no_index where it is no such truth.
  [[nodiscard]] std::uint32_t compared_by(std::uint32_t truth) const {
    const Step& s = plan_.steps[truth];
    const auto key = [&](std::uint32_t step) { return can_tell_[step] ? step : no_index; };
    switch (s.act) {
      case Act::equal:
      case Act::less:
      case Act::at_most:
        return number_of(s.kids[1]) != nullptr   ? key(s.kids[0])
               : number_of(s.kids[0]) != nullptr ? key(s.kids[1])
                                                 : no_index;
      case Act::member:
        return number_of(s.kids[1]) != nullptr ? key(s.kids[0]) : no_index;
      case Act::disjunction:
      case Act::conjunction: {
        const std::uint32_t first = compared_by(s.kids.front());
        const bool are_same = std::ranges::all_of(s.kids, [&](std::uint32_t kid) { return compared_by(kid) == first; });
        return are_same ? first : no_index;
      }
      default:
        return no_index;
    }
  }

  /// Where it holds. Precondition: it compares something with constants.
  [[nodiscard]] Stretches holds_at(std::uint32_t truth) const {
    const Step& s = plan_.steps[truth];
    if (s.act == Act::disjunction || s.act == Act::conjunction) {
      Stretches all = holds_at(s.kids.front());
      for (std::size_t k = 1; k < s.kids.size(); ++k) {
        const Stretches more = holds_at(s.kids[k]);
        if (s.act == Act::conjunction) all = both(all, more);
        if (s.act == Act::disjunction) all.insert(all.end(), more.begin(), more.end());
      }
      return either(std::move(all));
    }
    if (s.act == Act::member) {
      Stretches all;
      for (const Value& member : plan_.steps[s.kids[1]].constant.members())
        all.push_back({member.payload(), member.payload()});
      return either(std::move(all));
    }
    const Value* right = number_of(s.kids[1]);
    const std::int64_t number = right != nullptr ? right->payload() : number_of(s.kids[0])->payload();
    if (s.act == Act::equal) return {{number, number}};
    const bool is_less = s.act == Act::less;
    if (right != nullptr) {  // up to it
      if (is_less && number == smallest) return {};
      return {{smallest, is_less ? number - 1 : number}};
    }
    if (is_less && number == largest) return {};
    return {{is_less ? number + 1 : number, largest}};
  }

  /// What half of the rows and more compare with constants.
  [[nodiscard]] std::vector<std::uint32_t> keys() const {
    std::unordered_map<std::uint32_t, std::size_t> rows_with;
    for (const auto& truths : truths_) {
      std::vector<std::uint32_t> of_row;
      for (const std::uint32_t truth : truths) {
        const std::uint32_t key = compared_by(truth);
        if (key != no_index && std::ranges::find(of_row, key) == of_row.end()) of_row.push_back(key);
      }
      for (const std::uint32_t key : of_row) ++rows_with[key];
    }
    std::vector<std::uint32_t> keys;
    for (const auto& [key, count] : rows_with) {
      if (count * 2 >= truths_.size()) keys.push_back(key);
    }
    std::ranges::sort(keys);
    return keys;
  }

  [[nodiscard]] static double rows_a_section(const RowIndex& index) {
    return static_cast<double>(index.rows_.size()) / static_cast<double>(index.begins_.size() - 1);
  }

  /// Empty where sections have too many rows.
  [[nodiscard]] std::optional<RowIndex> by(std::uint32_t key) const {
    RowIndex index;
    index.key_ = key;
    std::vector<Stretches> where;  // for each row
    std::vector<bool> is_told;
    index.firsts_.push_back(smallest);
    for (const auto& truths : truths_) {
      Stretches stretches{{}};
      std::vector<std::uint32_t>& rest = index.rests_.emplace_back();
      for (const std::uint32_t truth : truths) {
        if (compared_by(truth) == key) {
          stretches = both(stretches, holds_at(truth));
        } else {
          rest.push_back(truth);
        }
      }
      is_told.push_back(rest.size() < truths.size());
      for (const Stretch& s : stretches) {
        index.firsts_.push_back(s.first);
        if (s.last != largest) index.firsts_.push_back(s.last + 1);
      }
      where.push_back(std::move(stretches));
    }
    std::ranges::sort(index.firsts_);
    const auto repeated = std::ranges::unique(index.firsts_);
    index.firsts_.erase(repeated.begin(), repeated.end());
    index.note_dense_sections();
    return fill(std::move(index), where, is_told);
  }

  [[nodiscard]] static std::optional<RowIndex> fill(RowIndex index, const std::vector<Stretches>& where,
                                                    const std::vector<bool>& is_told) {
    const std::size_t sections = index.firsts_.size();
    std::vector<std::size_t> counts(sections + 1);
    std::size_t all = 0;
    const auto each_section = [&](std::size_t row, const auto& visit) {
      for (const Stretch& s : where[row]) {
        const std::size_t last = index.section(s.last);
        for (std::size_t k = index.section(s.first); k <= last; ++k) visit(k);
      }
      if (!is_told[row]) visit(sections);  // where there is no value, a comparison does not hold
    };
    const std::size_t most = (sections + 1) * where.size() / worth;
    for (std::size_t row = 0; row < where.size(); ++row) {
      each_section(row, [&](std::size_t k) {
        ++counts[k];
        ++all;
      });
      if (all > most) return std::nullopt;
    }
    index.begins_.assign(1, 0);
    for (const std::size_t count : counts) index.begins_.push_back(index.begins_.back() + count);
    index.rows_.resize(all);
    std::vector<std::size_t> next(index.begins_.begin(), index.begins_.end() - 1);
    for (std::size_t row = 0; row < where.size(); ++row)
      each_section(row, [&](std::size_t k) { index.rows_[next[k]++] = static_cast<std::uint32_t>(row); });
    return index;
  }

  const Plan& plan_;
  const std::vector<bool>& can_tell_;
  std::vector<std::vector<std::uint32_t>> truths_;  ///< for each row
};

void RowIndex::note_dense_sections() {
  if (firsts_.size() < 2) return;
  const std::uint64_t width = static_cast<std::uint64_t>(firsts_.back()) - static_cast<std::uint64_t>(firsts_[1]) + 1;
  constexpr std::uint64_t most_a_turn = 16;
  if (width > most_a_turn * firsts_.size()) return;
  section_of_.reserve(width);
  std::uint32_t section = 1;
  for (std::uint64_t k = 0; k < width; ++k) {
    const std::int64_t value = firsts_[1] + static_cast<std::int64_t>(k);
    while (section + 1 < firsts_.size() && firsts_[section + 1] <= value) ++section;
    section_of_.push_back(section);
  }
}

std::size_t RowIndex::section(std::int64_t value) const {
  if (!section_of_.empty()) {
    if (value < firsts_[1]) return 0;
    const std::uint64_t after = static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(firsts_[1]);
    return after < section_of_.size() ? section_of_[after] : firsts_.size() - 1;
  }
  return static_cast<std::size_t>(std::ranges::upper_bound(firsts_, value) - firsts_.begin()) - 1;
}

std::optional<RowIndex> index_rows(const Plan& plan, const std::vector<const Rule*>& rules,
                                   const std::vector<bool>& can_tell) {
  if (rules.size() < fewest_rows) return std::nullopt;
  return IndexMaker(plan, rules, can_tell).run();
}

}  // namespace masa::columns
