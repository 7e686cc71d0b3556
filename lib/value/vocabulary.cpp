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
      text = "a whole number";
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
      std::int64_t number = 0;
      const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
      if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
      return Value::number(number);
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
      return std::to_string(value.payload());
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
