// Words that begin or join expressions, and so cannot be names.
#include <algorithm>
#include <array>

#include "expr/parse_expr.hpp"

namespace masa {

namespace {

constexpr std::array<std::string_view, 37> reserved{
    "and",     "or",   "not",      "in",     "is",      "of",        "has",     "if",     "then", "else",
    "any",     "some", "every",    "no",     "yes",     "each",      "applies", "may",    "be",   "after",
    "before",  "on",   "years",    "from",   "to",      "days",      "weeks",   "months", "none", "nobody",
    "without", "due",  "earliest", "latest", "outside", "otherwise", "within"};

}  // namespace

bool is_reserved_word(std::string_view word) {
  return std::ranges::find(reserved, word) != reserved.end();
}

bool may_name_a_field(std::string_view word) {
  return word == "from" || word == "to" || word == "in" || word == "months";
}

}  // namespace masa
