#include "expr/advice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace masa {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> meant{{{"AND", "and"},
                                                                               {"And", "and"},
                                                                               {"OR", "or"},
                                                                               {"Or", "or"},
                                                                               {"NOT", "not"},
                                                                               {"Not", "not"},
                                                                               {"workdays", "working days"},
                                                                               {"workday", "working day"},
                                                                               {"weekdays", "working days"},
                                                                               {"equals", "="},
                                                                               {"unless", "and not"},
                                                                               {"but", "and"}}};
constexpr std::array<std::string_view, 21> numbers{
    "zero",     "one",     "two",     "three",     "four",     "five",     "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};

}  // namespace

std::string advice_for_word(std::string_view word) {
  const auto found = std::ranges::find(meant, word, &std::pair<std::string_view, std::string_view>::first);
  return found == meant.end() ? "" : fmt::format("write `{}`", found->second);
}

std::string advice_for_number(std::string_view word) {
  const auto found = std::ranges::find(numbers, word);
  return found == numbers.end() ? "" : fmt::format("write the number in digits: {}", found - numbers.begin());
}

}  // namespace masa
