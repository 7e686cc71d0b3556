/// Cases as columns, drawn at random for whatever facts a rule book declares, of the case and of the members of lists.
#pragma once

#include <deque>
#include <random>
#include <vector>

#include "columns/cases.hpp"
#include "plan/plan.hpp"

namespace masa::test {

class RandomCases {
 public:
  /// `open`: of a hundred values so many are not known. `spread`: how many numbers are drawn from, and days.
  RandomCases(const Plan& plan, std::size_t rows, std::uint32_t seed, unsigned open, std::size_t spread = 30)
      : plan_(plan), random_(seed), spread_(spread) {
    cases_.rows = rows;
    fill(cases_, no_index, open);
    for (std::uint32_t r = 0; r < plan.book.schema.records.size(); ++r) {
      if (plan.book.schema.records[r].is_listed()) add_list(r, open);
    }
  }

  [[nodiscard]] const columns::Cases& cases() const { return cases_; }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  void fill(columns::Sheet& sheet, std::uint32_t record, unsigned open) {
    const Schema& schema = plan_.book.schema;
    for (std::uint32_t f = 0; f < schema.facts.size(); ++f) {
      const FactInfo& info = schema.facts[f];
      const auto lane = columns::lane_of_fact(info.type, plan_.book.vocabulary);
      if (info.record != record || info.is_made || !lane || below(12) == 0) continue;
      sheet.columns.push_back(column(f, *lane, sheet.rows, open));
    }
  }

  /// None to four members of each case, of which some may be missing.
  void add_list(std::uint32_t record, unsigned open) {
    List& made = lists_.emplace_back();
    columns::Members members;
    made.begins.push_back(0);
    for (std::size_t row = 0; row < cases_.rows; ++row) {
      for (std::size_t count = below(5); count > 0; --count) made.case_of.push_back(static_cast<std::uint32_t>(row));
      made.begins.push_back(static_cast<std::uint32_t>(made.case_of.size()));
    }
    for (std::vector<columns::Word>* bits : {&made.listed, &made.withheld})
      bits->resize(cases_.rows / columns::rows_a_word + 1);
    for (std::size_t row = 0; row < cases_.rows; ++row) {
      std::vector<columns::Word>& bits = below(100) >= open ? made.listed : made.withheld;
      if (&bits == &made.listed || below(2) == 0)
        bits[row / columns::rows_a_word] |= columns::Word{1} << (row % columns::rows_a_word);
    }
    members.rows = made.case_of.size();
    members.record = record;
    members.begins = made.begins.data();
    members.case_of = made.case_of.data();
    members.listed = made.listed.data();
    members.withheld = made.withheld.data();
    fill(members, record, open);
    cases_.lists.push_back(std::move(members));
  }

  columns::FactColumn column(std::uint32_t fact, columns::Lane lane, std::size_t rows, unsigned open) {
    const FactInfo& info = plan_.book.schema.facts[fact];
    columns::OwnColumn& made = made_.emplace_back(fact, lane, rows);
    for (std::size_t row = 0; row < rows; ++row) {
      if (below(100) < open) {
        if (below(3) == 0) made.put_withheld(row);
      } else if (info.can_be_nothing() && below(4) == 0) {
        made.put_nothing(row);
      } else {
        made.put_number(row, some_number(plan_.book.vocabulary, info.type));
      }
    }
    return made.column();
  }

  std::int64_t some_number(const Vocabulary& vocabulary, Type type) {
    switch (type.base) {
      case Type::Base::truth:
        return static_cast<std::int64_t>(below(2));
      case Type::Base::word:
        return static_cast<std::int64_t>(below(vocabulary.enumerations[type.enumeration].words.size()));
      case Type::Base::reference: {
        type.or_nothing = false;
        const std::vector<std::string> ids = vocabulary.words_of_type(type);
        return *vocabulary.find_body(ids[below(ids.size())]);
      }
      case Type::Base::date:
        return make_date({2025, 3, 10})->days - 20 + static_cast<std::int64_t>(below(spread_ + 11));
      default:
        return std::min(type.high, std::max<std::int64_t>(type.low, -5) + static_cast<std::int64_t>(below(spread_)));
    }
  }

  struct List {
    std::vector<std::uint32_t> begins;
    std::vector<std::uint32_t> case_of;
    std::vector<columns::Word> listed;
    std::vector<columns::Word> withheld;
  };

  const Plan& plan_;
  std::mt19937 random_;
  std::size_t spread_;
  columns::Cases cases_;
  std::deque<List> lists_;
  std::deque<columns::OwnColumn> made_;
};

}  // namespace masa::test
