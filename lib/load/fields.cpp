#include "load/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "expr/parse_expr.hpp"

namespace masa {

namespace {

template <class Parse>
Written read_with(const Parse& parse, std::shared_ptr<const Node> scalar, std::size_t begin, std::size_t end,
                  Sink& sink) {
  const std::string_view raw = std::string_view(scalar->text).substr(begin, end - begin);
  const std::string_view text = trim(raw);
  const auto offset = static_cast<std::size_t>(text.data() - scalar->text.data());
  ReadError error;
  auto expr = parse(text, error);
  if (!expr) {
    const std::size_t stop = std::max<std::size_t>(error.end, error.begin);
    sink.report(Kind::expression_syntax, scalar->at(offset + error.begin, offset + stop), error.message, error.help);
    return {};
  }
  return {std::string(text), std::move(*expr), std::move(scalar), static_cast<std::uint32_t>(offset)};
}

}  // namespace

Written read_expression(std::shared_ptr<const Node> scalar, std::size_t begin, std::size_t end, Sink& sink) {
  return read_with([](std::string_view t, ReadError& e) { return parse_expr(t, e); }, std::move(scalar), begin, end,
                   sink);
}

Written read_cell(std::shared_ptr<const Node> scalar, std::size_t begin, std::size_t end, Sink& sink) {
  return read_with([](std::string_view t, ReadError& e) { return parse_cell(t, e); }, std::move(scalar), begin, end,
                   sink);
}

Name part_of(const Name& text, std::size_t begin, std::size_t end) {
  Span span = text.span;
  span.begin += static_cast<std::uint32_t>(begin);
  span.end = span.begin + static_cast<std::uint32_t>(end - begin);
  return {text.text.substr(begin, end - begin), span};
}

std::vector<Name> read_names(const Node& scalar, std::size_t begin, std::size_t end) {
  std::vector<Name> names;
  const std::string_view all = scalar.text;
  for (const std::string_view part : split(all.substr(begin, end - begin), ',')) {
    const std::string_view word = trim(part);
    if (word.empty()) continue;
    const auto at = static_cast<std::size_t>(word.data() - all.data());
    names.push_back({std::string(word), scalar.at(at, at + word.size())});
  }
  return names;
}

constexpr std::array<std::string_view, 6> yaml_words{"off", "y", "n", "true", "false", "null"};

void check_name(const Name& name, bool allow_dot, Sink& sink) {
  const auto dot = name.text.find('.');
  const bool is_path = allow_dot && dot != std::string::npos;
  const std::string_view text = name.text;
  // The part behind a dot may be a word of the language (`notify_panel.by`): nothing else could be meant there.
  const bool good = is_path ? is_name(text.substr(0, dot)) && is_name(text.substr(dot + 1)) : is_name(text);
  if (!good) {
    sink.report(Kind::bad_name, name.span, fmt::format("`{}` is no name", name.text),
                "a name is letters, digits and `_`, and starts with a letter");
  } else if (is_reserved_word(text.substr(0, is_path ? dot : text.size()))) {
    const bool is_answer = text == "yes" || text == "no";
    sink.report(Kind::bad_name, name.span,
                is_answer ? fmt::format("`{0}` means the answer {0}, and cannot be a name", name.text)
                          : fmt::format("`{}` has a meaning of its own, and cannot be a name", name.text),
                "write another name in its place, here and where it is used");
  } else if (std::ranges::find(yaml_words, text) != yaml_words.end()) {
    sink.report(Kind::bad_name, name.span, fmt::format("`{}` is a value to other readers of YAML", name.text),
                "write another name in its place");
  }
}

Fields::Fields(const Node& node, std::string what, const Block& block, Sink& sink)
    : node_(node), what_(std::move(what)), block_(block), sink_(sink) {
  if (!node.is_mapping()) {
    sink.report(Kind::wrong_shape, node.span, fmt::format("{} must be a mapping, `key: …`", what_));
    return;
  }
  for (const Node::Entry& entry : node.entries) {
    const bool is_other = block.others != nullptr && entry.key.starts_with(block.others->prefix);
    if (is_other || block.find(entry.key) != nullptr) continue;
    const bool is_half = node.is_flow && entry.value.shape == Node::Shape::empty && entry.value.text.empty();
    if (is_half) continue;  // half of a text that a comma has cut in two: complained about before
    const std::vector<std::string> known = block.names();
    const std::string near = did_you_mean(entry.key, known);
    sink.report(Kind::unknown_key, entry.key_span, fmt::format("{} has no key `{}`", what_, entry.key),
                near.empty() ? fmt::format("its keys are {}", list_words(known)) : near);
  }
  for (const Key& key : block.keys) {
    if (key.need == KeyNeed::required) require(key.name);
  }
}

void Fields::require(std::string_view key) const {
  if (node_.is_mapping() && !has(key) && !is_misspelt(key))
    sink_.report(Kind::missing_key, node_.span, fmt::format("{} needs the key `{}`", what_, key), advice_on(key));
}

/// What to write under a key that is missing.
std::string Fields::advice_on(std::string_view name) const {
  const Key* key = block_.find(name);
  if (key == nullptr) return "";
  const bool has_line_above = node_.is_mapping() && !node_.is_flow && !node_.entries.empty();
  const std::string where =
      has_line_above ? fmt::format("on a line of its own that lines up with `{}`, ", node_.entries.front().key) : "";
  return fmt::format("{}add `{}: …`: {}", where, name, key->says);
}

/// Whether a key that the block does not have stands there for this one: that is complained about.
bool Fields::is_misspelt(std::string_view key) const {
  const std::vector<std::string> known = block_.names();
  return std::ranges::any_of(node_.entries, [&](const Node::Entry& entry) {
    return block_.find(entry.key) == nullptr && suggest(entry.key, known) == key;
  });
}

/// The value under a key that must have one. Null where the key is missing, or has no value: that is complained about
/// where the key stands, not where the next thing begins.
const Node* Fields::filled(std::string_view key) const {
  const auto entry = std::ranges::find(node_.entries, key, &Node::Entry::key);
  if (entry == node_.entries.end()) return nullptr;
  if (entry->value.shape != Node::Shape::empty) return &entry->value;
  sink_.report(Kind::wrong_shape, entry->key_span, fmt::format("`{}` has no value", key));
  return nullptr;
}

Name Fields::name(std::string_view key) const {
  const Node* value = filled(key);
  if (value == nullptr) return {};
  if (!value->is_scalar()) {
    sink_.report(Kind::wrong_shape, value->span, fmt::format("`{}` must be a text", key));
    return {};
  }
  const std::string_view text = trim(value->text);
  return {std::string(text), value->span};
}

Written Fields::expression(std::string_view key) const {
  const Node* value = filled(key);
  if (value == nullptr) return {};
  if (!value->is_scalar()) {
    sink_.report(Kind::wrong_shape, value->span, fmt::format("`{}` must be an expression", key));
    return {};
  }
  return read_expression(std::make_shared<const Node>(*value), 0, value->text.size(), sink_);
}

Citations Fields::citations(std::string_view key) const {
  const Node* value = filled(key);
  if (value == nullptr) return {};
  if (!value->is_scalar()) {
    sink_.report(Kind::wrong_shape, value->span, fmt::format("`{}` must be sources, parted by commas", key));
    return {};
  }
  Citations found = read_names(*value, 0, value->text.size());
  if (found.empty()) sink_.report(Kind::missing_citation, value->span, fmt::format("`{}` names no source", key));
  return found;
}

bool Fields::yes(std::string_view key, bool missing) const {
  const Name found = name(key);
  if (!found.is_set()) return missing;
  if (found.text == "yes" || found.text == "true") return true;
  if (found.text != "no" && found.text != "false")
    sink_.report(Kind::wrong_type, found.span, fmt::format("`{}` is yes or no, not `{}`", key, found.text));
  return false;
}

std::vector<Name> Fields::names(std::string_view key) const {
  const Node* value = find(key);
  if (value == nullptr) return {};
  if (value->is_scalar()) return read_names(*value, 0, value->text.size());
  std::vector<Name> names;
  for_each_item(*value, fmt::format("`{}`", key), sink_, [&](const Node& item) {
    if (!item.is_scalar()) sink_.report(Kind::wrong_shape, item.span, fmt::format("`{}` must be a list of names", key));
    names.push_back({item.text, item.span});
  });
  return names;
}

std::optional<Date> Fields::date(std::string_view key) const {
  const Name found = name(key);
  if (!found.is_set()) return std::nullopt;
  const auto date = parse_date(found.text);
  if (!date)
    sink_.report(Kind::bad_date, found.span, no_date(found.text), "dates are year-month-day, as in 2025-03-10");
  return date;
}

std::optional<Period> Fields::period(std::string_view key) const {
  const Name found = name(key);
  return found.is_set() ? read_period(found, sink_) : std::nullopt;
}

std::optional<Period> read_period(const Name& found, Sink& sink) {
  const std::string_view text = found.text;
  const auto read = [&](std::string_view part) {
    const auto date = parse_date(trim(part));
    if (!date)
      sink.report(Kind::bad_date, found.span, no_date(trim(part)),
                  "write `from 2025-01-01`, or `2025-01-01 to 2026-01-01`");
    return date;
  };
  if (text.starts_with("from ")) return Period{read(text.substr(5)), std::nullopt};
  if (text.starts_with("until ")) return Period{std::nullopt, read(text.substr(6))};
  const auto to = text.find(" to ");
  if (to == std::string_view::npos) {
    sink.report(Kind::bad_date, found.span, fmt::format("`{}` is no period", text),
                "write `from 2025-01-01`, or `2025-01-01 to 2026-01-01`");
    return std::nullopt;
  }
  const Period period{read(text.substr(0, to)), read(text.substr(to + 4))};
  if (period.first && period.end && *period.end <= *period.first)
    sink.report(Kind::wrong_order, found.span, fmt::format("the period `{}` ends before it begins", text));
  return period;
}

std::optional<std::size_t> Fields::place_of_word(std::string_view key) const {
  const Name found = name(key);
  if (!found.is_set()) return std::nullopt;
  std::vector<std::string> known;
  for (const std::string_view word : block_.find(key)->shape.words) {
    if (word.empty()) break;
    if (word == found.text) return known.size();
    known.emplace_back(word);
  }
  const std::string near = did_you_mean(found.text, known);
  sink_.report(Kind::unknown_name, found.span, fmt::format("`{}` is none of {}", found.text, list_words(known)), near);
  return std::nullopt;
}

}  // namespace masa
