/// Random packs with one long table: most of its rows compare one value with constants, some do not, and beside it they
/// ask a word and a truth. For what finds the rows that can apply.
#pragma once

#include <fmt/format.h>

#include <random>
#include <string>

namespace masa::test {

class RandomTable {
 public:
  explicit RandomTable(std::uint32_t seed) : random_(seed), is_dated_(below(4) == 0), answers_(below(4)) {}

  [[nodiscard]] std::string text() {
    const bool is_first = below(2) == 0;
    const std::size_t rows = 180 + below(200);
    std::string table;
    for (std::size_t r = 0; r < rows; ++r)
      table += fmt::format("      r{} | {} | {} | {} | {} | S\n", r, key(), word(), truth(), answer(r));
    if (is_first && below(2) == 0) table += fmt::format("      rest | any | any | any | {} | S\n", answer(rows));
    return fmt::format(R"(pack: made/table
title: One long table, invented
layer: national
sources:
  S: {{title: invented, kind: default}}
types:
  kind: one of a, b, c
  answer: one of v, w, x, y
facts:
  amount: {{type: {}, label: amount{}}}
  sort: {{type: kind, label: sort}}
  told: {{type: truth, label: told}}
  counts: {{type: truth, label: it counts}}
decisions:
  d:
    question: Which?
    type: {}
{}    {}: |
      rule | amount | sort | told | then | cite
{}{}  next_step:
    question: And then?
    type: truth
    is: d = {}
    cite: S
)",
                       fact_type(), below(3) == 0 ? ", applies_when: counts" : "", answer_type(),
                       is_first ? "" : "    checked_when_run: yes\n", is_first ? "first_row" : "rows_agree", table,
                       below(2) == 0 ? fmt::format("    otherwise: {}\n", answer(0)) : "", answer(1));
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  /// So many that not each has a row.
  [[nodiscard]] std::string fact_type() {
    const std::string type = is_dated_ ? "date" : "whole number from 0 to 405";
    return below(3) == 0 ? type + " or none" : type;
  }

  std::string constant(std::size_t n) const {
    if (!is_dated_) return std::to_string(n);
    return fmt::format("{}-{:02}-{:02}", 2024 + n / 336, n / 28 % 12 + 1, n % 28 + 1);
  }

  std::string key() {
    const std::size_t n = below(406);
    switch (below(30)) {
      case 0:
        return below(6) == 0 ? "any" : constant(n);
      case 1:
        return fmt::format("{} to {}", constant(n), constant(n + below(9)));
      case 2:
        return fmt::format("{} or {}", constant(n), constant(below(406)));
      case 3:
        return n < 5 ? fmt::format("under {}", constant(n)) : constant(n);
      case 4:
        return n > 400 ? fmt::format("more than {}", constant(n)) : constant(n);
      default:
        return constant(n);
    }
  }

  std::string word() { return below(3) != 0 ? "any" : below(2) == 0 ? "a" : "b or c"; }
  std::string truth() { return below(3) != 0 ? "any" : below(2) == 0 ? "yes" : "no"; }

  [[nodiscard]] std::string answer_type() const {
    return answers_ == 0   ? "answer"
           : answers_ == 1 ? "whole number from 0 to 100000"
           : answers_ == 2 ? "date"
                           : "answer or none";
  }

  std::string answer(std::size_t row) {
    const std::size_t n = below(3) == 0 ? row : below(4);
    if (answers_ == 1) return std::to_string(n * 7);
    if (answers_ == 2) return fmt::format("2025-01-{:02}", n % 28 + 1);
    if (answers_ == 3 && below(5) == 0) return "none";
    return std::string(1, "vwxy"[n % 4]);
  }

  std::mt19937 random_;
  bool is_dated_;
  std::size_t answers_;  ///< of which type they are
};

}  // namespace masa::test
