/// The facts that a decision reads, each by the classes of its values that rules tell apart.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "columns/program.hpp"

namespace masa::columns {

/// A fact of which every value falls into one of a few classes that rules cannot tell from within.
struct Sorted {
  std::uint32_t fact = 0;
  Lane lane = Lane::truth;
  std::vector<std::int64_t> begins;             ///< of dates and numbers: where each class but the first begins
  std::vector<std::int64_t> examples;           ///< a value of each class
  std::vector<std::uint16_t> class_of_payload;  ///< of words and bodies
  bool has_nothing = false;                     ///< the last class: that there is none
  bool nothing_is_open = false;                 ///< whether what is not known may turn out to be none
  std::size_t stride = 0;
  [[nodiscard]] std::size_t classes() const { return examples.size() + (has_nothing ? 1 : 0); }
};

/// Empty where more is done with a date or a number than comparing it with constants, or a fact has too many classes.
[[nodiscard]] std::optional<std::vector<Sorted>> sort_facts(std::uint32_t decision, const Program& program);

}  // namespace masa::columns
