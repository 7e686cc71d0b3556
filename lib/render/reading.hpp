/// A rule book read aloud: every rule as sentences made from the tree that is evaluated, and what each rests on.
#pragma once

#include <string>
#include <vector>

#include "check/book.hpp"

namespace masa {

/// One rule, read. `deep`: how far a line stands in.
struct ReadRule {
  struct Line {
    std::size_t deep = 0;
    std::string text;
  };
  std::string sort;  ///< `decision`, `duty` …
  std::string id;
  std::vector<Line> lines;
  std::vector<std::uint32_t> sources;  ///< in the order in which the lines name them, each once
  std::uint32_t pack = 0;
};

/// The rules of the packs of these numbers, in the order of the book; of all where none is given.
[[nodiscard]] std::vector<ReadRule> read_aloud(const Book& book, const std::vector<std::uint32_t>& packs);

[[nodiscard]] std::string write_reading_text(const Book& book, const std::vector<ReadRule>& rules, int width,
                                             bool colour);
[[nodiscard]] std::string write_reading_json(const Book& book, const std::vector<ReadRule>& rules);

}  // namespace masa
