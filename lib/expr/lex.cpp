#include "expr/lex.hpp"

#include <fmt/format.h>

#include <charconv>

namespace masa {

namespace {

constexpr int most_places = 9;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

std::size_t end_of_word(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const bool dot_inside = text[at] == '.' && at + 1 < text.size() && is_letter(text[at + 1]);
    if (!is_letter(text[at]) && !is_digit(text[at]) && !dot_inside) break;
    ++at;
  }
  return at;
}

std::size_t end_of_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

bool looks_like_date(std::string_view text, std::size_t at) {
  constexpr std::string_view shape = "dddd-dd-dd";
  if (at + shape.size() > text.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == 'd' ? !is_digit(text[at + i]) : text[at + i] != '-') return false;
  }
  return true;
}

std::size_t sign_size(std::string_view rest) {
  for (const std::string_view sign : {"<=", ">=", "!=", "<", ">", "=", "(", ")", ",", "+", "-", "*", "/"}) {
    if (rest.starts_with(sign)) return sign.size();
  }
  return 0;
}

/// As word processors write them.
bool is_printed_quote(std::string_view sign) {
  return sign == "“" || sign == "”" || sign == "‘" || sign == "’" || sign == "„";
}

std::string advice_for(char c) {
  switch (c) {
    case '"':
    case '\'':
      return "values stand without quotation marks";
    case '[':
    case '{':
      return "a list stands in round brackets, (a, b)";
    case '&':
      return "write `and`";
    case '|':
      return "write `or`";
    case '!':
      return "write `not`";
    default:
      return "";
  }
}

}  // namespace

std::vector<Token> lex(std::string_view text, ReadError& error) {
  std::vector<Token> tokens;
  std::size_t at = 0;
  const auto add = [&](Token::Kind kind, std::size_t end) -> Token& {
    tokens.push_back(
        {kind, text.substr(at, end - at), 0, 0, {}, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    at = end;
    return tokens.back();
  };
  const auto fail = [&](std::size_t size, std::string message, std::string help = {}) {
    error = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + size), std::move(message),
             std::move(help)};
  };
  while (at < text.size()) {
    const char c = text[at];
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      ++at;
    } else if (is_letter(c)) {
      add(Token::Kind::word, end_of_word(text, at));
    } else if (looks_like_date(text, at)) {
      constexpr std::size_t size = 10;
      const auto date = parse_date(text.substr(at, size));
      if (!date) {
        fail(size, fmt::format("`{}` is not in the calendar", text.substr(at, size)), "dates are year-month-day");
        break;
      }
      add(Token::Kind::date, at + size).date = *date;
    } else if (is_digit(c)) {
      std::size_t end = end_of_digits(text, at);
      std::string digits(text.substr(at, end - at));
      int places = 0;
      if (end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) {
        const std::size_t fraction = end + 1;
        end = end_of_digits(text, fraction);
        digits += text.substr(fraction, end - fraction);
        places = static_cast<int>(end - fraction);
      }
      std::int64_t number = 0;
      if (places > most_places ||
          std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc()) {
        fail(end - at, fmt::format("the number `{}` is too large", text.substr(at, end - at)));
        break;
      }
      if (end < text.size() && is_letter(text[end])) {
        const std::size_t stop = end_of_word(text, end);
        fail(stop - at, fmt::format("`{}` is neither a number nor a name", text.substr(at, stop - at)));
        break;
      }
      Token& token = add(Token::Kind::number, end);
      token.number = number;
      token.places = places;
    } else if (text.substr(at).starts_with("'s ")) {
      add(Token::Kind::possessive, at + 2);
    } else if (const std::size_t size = sign_size(text.substr(at)); size > 0) {
      add(Token::Kind::sign, at + size);
    } else {
      std::size_t whole = 1;  // the whole code point
      while (at + whole < text.size() && (static_cast<unsigned char>(text[at + whole]) & 0xC0U) == 0x80U) ++whole;
      const std::string_view sign = text.substr(at, whole);
      fail(whole, fmt::format("`{}` has no meaning here", sign),
           is_printed_quote(sign) ? advice_for('"') : advice_for(c));
      break;
    }
  }
  if (!error.message.empty()) tokens.clear();
  const auto size = static_cast<std::uint32_t>(text.size());
  tokens.push_back({Token::Kind::end, {}, 0, 0, {}, size, size});
  return tokens;
}

}  // namespace masa
