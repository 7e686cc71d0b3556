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
  using Bits = std::vector<columns::Word>;
  std::size_t below(std::size_t n) { return random_() % n; }
  static void set(Bits& bits, std::size_t row) {
    bits[row / columns::rows_a_word] |= columns::Word{1} << (row % columns::rows_a_word);
  }

  columns::FactColumn column(const Plan& plan, std::uint32_t fact, columns::Lane lane, unsigned open) {
    const FactInfo& info = plan.book.schema.facts[fact];
    const std::size_t words = cases_.rows / columns::rows_a_word + 1;
    Bits& known = bits_.emplace_back(words);
    Bits& nothing = bits_.emplace_back(words);
    Bits& yes = bits_.emplace_back(words);
    Bits& withheld = bits_.emplace_back(words);
    auto& codes = codes_.emplace_back(cases_.rows);
    auto& days = days_.emplace_back(cases_.rows);
    auto& numbers = numbers_.emplace_back(cases_.rows);
    Type type = info.type;
    type.or_nothing = false;
    std::vector<std::int32_t> bodies;
    if (type.base == Type::Base::reference) {
      for (const std::string& id : plan.book.vocabulary.words_of_type(type))
        bodies.push_back(static_cast<std::int32_t>(*plan.book.vocabulary.find_body(id)));
    }
    for (std::size_t row = 0; row < cases_.rows; ++row) {
      if (below(100) < open) {
        if (below(3) == 0) set(withheld, row);
        continue;
      }
      set(known, row);
      if (info.can_be_nothing() && below(4) == 0) {
        set(nothing, row);
        continue;
      }
      if (below(2) == 0) set(yes, row);
      const std::size_t words_of_type =
          lane == columns::Lane::codes ? plan.book.vocabulary.enumerations[type.enumeration].words.size() : 1;
      const std::int32_t centre = 20157;  // 2025-03-10
      const std::int64_t low = std::max<std::int64_t>(type.low, -5);
      numbers[row] = std::min(type.high, low + static_cast<std::int64_t>(below(30)));
      codes[row] = static_cast<std::uint8_t>(
          type.base == Type::Base::number ? numbers[row] : static_cast<std::int64_t>(below(words_of_type)));
      days[row] = !bodies.empty()                   ? bodies[below(bodies.size())]
                  : type.base == Type::Base::number ? static_cast<std::int32_t>(numbers[row])
                                                    : centre - 20 + static_cast<std::int32_t>(below(41));
    }
    columns::FactColumn made;
    made.fact = fact;
    made.known = known.data();
    made.nothing = nothing.data();
    made.withheld = withheld.data();
    made.yes = yes.data();
    made.values = lane == columns::Lane::codes   ? static_cast<const void*>(codes.data())
                  : lane == columns::Lane::days  ? static_cast<const void*>(days.data())
                  : lane == columns::Lane::truth ? nullptr
                                                 : static_cast<const void*>(numbers.data());
    return made;
  }

  std::mt19937 random_;
  columns::Cases cases_;
  std::deque<Bits> bits_;
  std::deque<std::vector<std::uint8_t>> codes_;
  std::deque<std::vector<std::int32_t>> days_;
  std::deque<std::vector<std::int64_t>> numbers_;
};

}  // namespace masa::test
