#include "ask/arguments.hpp"

#include <fmt/format.h>

#include "base/suggest.hpp"

namespace masa {

const Node* Arguments::find(std::string_view word) {
  taken_.emplace(word);
  return node_.find(word);
}

const Node* Arguments::require(std::string_view word) {
  const Node* found = find(word);
  if (found == nullptr) sink_.report(Kind::missing_key, node_.span, fmt::format("`{}` needs `{}`", of_, word));
  return found;
}

std::optional<std::uint32_t> Arguments::body(std::string_view word, const Vocabulary& vocabulary) {
  const Node* node = require(word);
  return node == nullptr ? std::nullopt : read_body(*node, vocabulary, sink_);
}

std::optional<Date> Arguments::date(std::string_view word) {
  const Node* node = require(word);
  return node == nullptr ? std::nullopt : read_day(*node, sink_);
}

std::optional<std::int64_t> Arguments::number(std::string_view word, std::int64_t least, std::int64_t most) {
  const Node* node = require(word);
  if (node == nullptr) return std::nullopt;
  const auto number = node->is_scalar() ? read_decimal(node->text, 0) : std::nullopt;
  if (number && least <= *number && *number <= most) return number;
  sink_.report(Kind::wrong_value, node->span, fmt::format("`{}` is no whole number from {} to {}", word, least, most));
  return std::nullopt;
}

bool Arguments::finish() {
  bool is_clean = true;
  for (const Node::Entry& entry : node_.entries) {
    if (taken_.contains(entry.key)) continue;
    is_clean = false;
    sink_.report(Kind::unknown_key, entry.key_span, fmt::format("`{}` does not ask for `{}`", of_, entry.key),
                 did_you_mean(entry.key, std::vector<std::string>(taken_.begin(), taken_.end())));
  }
  return is_clean;
}

std::optional<std::uint32_t> read_body(const Node& node, const Vocabulary& vocabulary, Sink& sink) {
  if (!node.is_scalar()) {
    sink.report(Kind::wrong_shape, node.span, "one body is needed here, by its id");
    return std::nullopt;
  }
  if (const auto body = vocabulary.find_body(node.text)) return body;
  std::vector<std::string> known;
  for (const Body& body : vocabulary.bodies) known.push_back(body.id);
  sink.report(Kind::unknown_name, node.span, fmt::format("no pack declares the body `{}`", node.text),
              did_you_mean(node.text, known));
  return std::nullopt;
}

std::optional<Date> read_day(const Node& node, Sink& sink) {
  if (!node.is_scalar()) {
    sink.report(Kind::wrong_shape, node.span, "one day is needed here, as in 2025-03-10");
    return std::nullopt;
  }
  const auto day = parse_date(node.text);
  if (!day)
    sink.report(Kind::bad_date, node.span, fmt::format("`{}` is no day of the calendar", node.text),
                "dates are year-month-day, as in 2025-03-10");
  return day;
}

Node scalar_node(std::string text) {
  Node node;
  node.shape = Node::Shape::scalar;
  node.text = std::move(text);
  return node;
}

Node list_node(std::vector<Node> items) {
  Node node;
  node.shape = Node::Shape::list;
  node.items = std::move(items);
  return node;
}

Node list_of(const std::vector<std::string>& words) {
  std::vector<Node> items;
  for (const std::string& word : words) items.push_back(scalar_node(word));
  return list_node(std::move(items));
}

void add_entry(Node& mapping, std::string key, Node value) {
  mapping.shape = Node::Shape::mapping;
  mapping.entries.push_back({std::move(key), {}, std::move(value)});
}

}  // namespace masa
