#include "render/reply.hpp"

#include <algorithm>

#include "render/json.hpp"

namespace masa {

namespace {

bool is_whole_number(const std::string& text) {
  constexpr std::size_t most_digits = 15;  // every reader of JSON holds so many exactly
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  const std::size_t digits = text.size() - first;
  const bool has_spare_zero = digits > 1 && text[first] == '0';
  return digits > 0 && digits <= most_digits && !has_spare_zero &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(first), text.end(),
                     [](char c) { return '0' <= c && c <= '9'; });
}

void write(const Node& answer, JsonWriter& json) {
  if (answer.is_list()) {
    json.begin_list();
    for (const Node& item : answer.items) write(item, json);
    json.end_list();
  } else if (answer.is_mapping()) {
    json.begin_object();
    for (const Node::Entry& entry : answer.entries) {
      json.key(entry.key);
      write(entry.value, json);
    }
    json.end_object();
  } else if (answer.text == "unknown") {
    json.null();
  } else if (answer.text == "true" || answer.text == "false" || is_whole_number(answer.text)) {
    json.raw(answer.text);
  } else {
    json.text(answer.text);
  }
}

}  // namespace

std::string answer_json(const Node& answer) {
  JsonWriter json;
  write(answer, json);
  return json.take();
}

}  // namespace masa
