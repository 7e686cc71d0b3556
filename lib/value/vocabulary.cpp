#include "value/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace masa {

std::optional<std::uint32_t> Enumeration::find(std::string_view word) const {
  const auto found = std::ranges::find(words, word);
  if (found == words.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - words.begin());
}

bool is_word_for_nothing(std::string_view word) {
  return word == "none" || word == "nobody" || word == "not yet" || word == "not applicable";
}

std::optional<std::int64_t> read_decimal(std::string_view text, int places) {
  const auto point = text.find('.');
  std::string digits(text.substr(0, point));
  std::size_t behind = 0;
  if (point != std::string_view::npos) {
    behind = text.size() - point - 1;
    if (behind == 0 || point == 0 || behind > static_cast<std::size_t>(places)) return std::nullopt;
    digits += text.substr(point + 1);
  }
  digits.append(static_cast<std::size_t>(places) - behind, '0');
  std::int64_t number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::string print_decimal(std::int64_t number, int places) {
  std::string digits = std::to_string(number);
  if (places == 0) return digits;
  const std::string sign = number < 0 ? "-" : "";
  digits.erase(0, sign.size());
  const auto behind = static_cast<std::size_t>(places);
  if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
  return sign + digits.substr(0, digits.size() - behind) + "." + digits.substr(digits.size() - behind);
}

std::uint32_t Vocabulary::add_body(Body body) {
  const auto index = static_cast<std::uint32_t>(bodies.size());
  body_by_id_.emplace(body.id, index);
  bodies.push_back(std::move(body));
  return index;
}

std::optional<std::uint32_t> Vocabulary::find_kind(std::string_view kind) const {
  const auto found = std::ranges::find(kinds, kind);
  if (found == kinds.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - kinds.begin());
}

std::optional<std::uint32_t> Vocabulary::find_body(std::string_view id) const {
  const auto found = body_by_id_.find(std::string(id));
  if (found == body_by_id_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> Vocabulary::words_of_type(const Type& type) const {
  std::vector<std::string> words;
  switch (type.base) {
    case Type::Base::truth:
      words = {"yes", "no"};
      break;
    case Type::Base::word:
      words = enumerations[type.enumeration].words;
      break;
    case Type::Base::reference:
      for (const Body& body : bodies) {
        if ((type.kinds >> body.kind & 1U) != 0) words.push_back(body.id);
      }
      break;
    default:
      break;
  }
  if (type.or_nothing) words.emplace_back("none");
  return words;
}

std::string Vocabulary::describe(const Type& type) const {
  std::string text;
  switch (type.base) {
    case Type::Base::truth:
      text = "yes or no";
      break;
    case Type::Base::number:
      text = type.is_money     ? "an amount of money"
             : type.places > 0 ? fmt::format("a number with {} decimal places", type.places)
                               : "a whole number";
      if (type.low != INT64_MIN || type.high != INT64_MAX) text += fmt::format(" from {} to {}", type.low, type.high);
      break;
    case Type::Base::date:
      text = "a date";
      break;
    case Type::Base::text:
      text = "a text";
      break;
    case Type::Base::nothing:
      return "nothing";
    case Type::Base::word:
      text = fmt::format("one of {}", fmt::join(enumerations[type.enumeration].words, ", "));
      break;
    case Type::Base::reference: {
      std::vector<std::string> names;
      for (std::size_t k = 0; k < kinds.size(); ++k) {
        if ((type.kinds >> k & 1U) != 0) names.push_back(kinds[k]);
      }
      text = list_words(names, "or");
      break;
    }
  }
  if (type.is_set) return "a set of " + text;
  return type.or_nothing ? text + " or none" : text;
}

std::optional<Value> Vocabulary::read(std::string_view text, const Type& type) const {
  if (type.or_nothing && is_word_for_nothing(text)) return Value();
  switch (type.base) {
    case Type::Base::truth:
      if (text == "yes" || text == "true") return Value::truth(true);
      if (text == "no" || text == "false") return Value::truth(false);
      return std::nullopt;
    case Type::Base::number: {
      const auto number = read_decimal(text, type.places);
      const bool is_good = number && type.low <= *number && *number <= type.high;
      return is_good ? std::optional(Value::number(*number)) : std::nullopt;
    }
    case Type::Base::date:
      if (const auto date = parse_date(text)) return Value::date(*date);
      return std::nullopt;
    case Type::Base::text:
      return Value::text(std::string(text));
    case Type::Base::word:
      if (const auto place = enumerations[type.enumeration].find(text)) return Value::word(*place);
      return std::nullopt;
    case Type::Base::reference:
      if (const auto body = find_body(text); body && (type.kinds >> bodies[*body].kind & 1U) != 0)
        return Value::reference(*body);
      return std::nullopt;
    case Type::Base::nothing:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string Vocabulary::print(const Value& value, const Type& type) const {
  switch (value.tag()) {
    case Value::Tag::not_known:
      return "unknown";
    case Value::Tag::nothing:
      return type.base == Type::Base::reference ? "nobody" : "none";
    case Value::Tag::truth:
      return value.is_yes() ? "true" : "false";
    case Value::Tag::number:
      return print_decimal(value.payload(), type.places);
    case Value::Tag::date:
      return to_string(value.as_date());
    case Value::Tag::text:
      return value.as_text();
    case Value::Tag::word:
      return enumerations[type.enumeration].words[value.as_index()];
    case Value::Tag::reference:
      return bodies[value.as_index()].id;
    case Value::Tag::set: {
      std::vector<std::string> parts;
      for (const Value& member : value.members()) parts.push_back(print(member, type));
      return "{" + join(parts, ", ") + "}";
    }
  }
  return "";
}

}  // namespace masa
