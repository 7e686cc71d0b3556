/// Splits an expression into words, numbers, dates and signs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "value/date.hpp"

namespace masa {

struct Token {
  enum class Kind : std::uint8_t { word, number, date, sign, possessive, end };
  Kind kind = Kind::end;
  std::string_view text;
  std::int64_t number = 0;  ///< its digits, the point left out
  int places = 0;           ///< how many of them stand behind the point
  Date date;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// What could not be read, and where. `message` empty: nothing wrong.
struct ReadError {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string message;
  std::string help;
};

/// The tokens, closed by one of kind `end`; stops at the first thing that is none and says so in `error`.
[[nodiscard]] std::vector<Token> lex(std::string_view text, ReadError& error);

}  // namespace masa
