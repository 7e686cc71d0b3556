/// Cases as columns, drawn at random for whatever facts a rule book declares of the case.
#pragma once

#include <deque>
#include <random>
#include <vector>

#include "columns/cases.hpp"
#include "plan/plan.hpp"

namespace masa::test {

class RandomCases {
 public:
  /// `open`: of a hundred values so many are not known.
  RandomCases(const Plan& plan, std::size_t rows, std::uint32_t seed, unsigned open) : random_(seed) {
    cases_.rows = rows;
    const Schema& schema = plan.book.schema;
    for (std::uint32_t f = 0; f < schema.facts.size(); ++f) {
      const FactInfo& info = schema.facts[f];
      const auto lane = columns::lane_of_fact(info.type, plan.book.vocabulary);
      if (info.record != no_index || info.is_made || !lane || below(12) == 0) continue;
      cases_.columns.push_back(column(plan, f, *lane, open));
    }
  }

  [[nodiscard]] const columns::Cases& cases() const { return cases_; }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  columns::FactColumn column(const Plan& plan, std::uint32_t fact, columns::Lane lane, unsigned open) {
    const FactInfo& info = plan.book.schema.facts[fact];
    columns::OwnColumn& made = made_.emplace_back(fact, lane, cases_.rows);
    for (std::size_t row = 0; row < cases_.rows; ++row) {
      if (below(100) < open) {
        if (below(3) == 0) made.put_withheld(row);
      } else if (info.can_be_nothing() && below(4) == 0) {
        made.put_nothing(row);
      } else {
        made.put_number(row, some_number(plan.book.vocabulary, info.type));
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
        return make_date({2025, 3, 10})->days - 20 + static_cast<std::int64_t>(below(41));
      default:
        return std::min(type.high, std::max<std::int64_t>(type.low, -5) + static_cast<std::int64_t>(below(30)));
    }
  }

  std::mt19937 random_;
  columns::Cases cases_;
  std::deque<columns::OwnColumn> made_;
};

}  // namespace masa::test
