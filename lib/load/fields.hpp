/// The keys of one mapping: which may stand there, which must, and how each is read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "diag/keys.hpp"
#include "model/model.hpp"

namespace masa {

/// Reads a mapping. Unknown keys are complained about at once, with a suggestion; so are missing ones that its block
/// always needs.
class Fields {
 public:
  /// `what` names the block in messages: `a decision`, `the pack`.
  Fields(const Node& node, std::string what, const Block& block, Sink& sink);

  [[nodiscard]] const Node* find(std::string_view key) const { return node_.find(key); }
  [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
  [[nodiscard]] std::string advice_on(std::string_view key) const;
  [[nodiscard]] bool is_misspelt(std::string_view key) const;
  /// Complains where the key is missing.
  void require(std::string_view key) const;

  /// The text of a scalar; empty where the key is missing; complains where it is no scalar.
  [[nodiscard]] Name name(std::string_view key) const;
  [[nodiscard]] std::string text(std::string_view key) const { return name(key).text; }
  [[nodiscard]] Written expression(std::string_view key) const;
  [[nodiscard]] Citations citations(std::string_view key = "cite") const;
  /// `yes` or `no`; what is missing is `missing`.
  [[nodiscard]] bool yes(std::string_view key, bool missing = false) const;
  [[nodiscard]] std::vector<Name> names(std::string_view key) const;
  [[nodiscard]] std::optional<Period> period(std::string_view key) const;
  [[nodiscard]] std::optional<Date> date(std::string_view key) const;

  /// One of the key's words. Its enumerators stand in the order of the words.
  template <class T>
  [[nodiscard]] std::optional<T> one_of(std::string_view key) const {
    const auto place = place_of_word(key);
    return place ? std::optional(static_cast<T>(*place)) : std::nullopt;
  }
  /// Which of the key's words stands there; complains where it is none of them.
  [[nodiscard]] std::optional<std::size_t> place_of_word(std::string_view key) const;

 private:
  [[nodiscard]] const Node* filled(std::string_view key) const;

  const Node& node_;
  std::string what_;
  const Block& block_;
  Sink& sink_;
};

/// An expression in a scalar, or in bytes [begin, end) of it. Not set where it cannot be read; complained about.
[[nodiscard]] Written read_expression(std::shared_ptr<const Node> scalar, std::size_t begin, std::size_t end,
                                      Sink& sink);
[[nodiscard]] Written read_cell(std::shared_ptr<const Node> scalar, std::size_t begin, std::size_t end, Sink& sink);

/// Bytes [begin, end) of a text on one line, and their place.
[[nodiscard]] Name part_of(const Name& text, std::size_t begin, std::size_t end);

/// `from 2025-01-01`, `2025-01-01 to 2026-01-01`, `until 2026-01-01`. Empty where it is none of these; complained
/// about.
[[nodiscard]] std::optional<Period> read_period(const Name& text, Sink& sink);

/// `A, B`: names and their places, from bytes [begin, end) of a scalar.
[[nodiscard]] std::vector<Name> read_names(const Node& scalar, std::size_t begin, std::size_t end);

/// Complains unless the text is a name (`allow_dot`: or two names and a dot) and not a word of the language.
void check_name(const Name& name, bool allow_dot, Sink& sink);

/// Calls `visit(Name key, const Node& value)` for each entry; complains where the node is no mapping.
template <class Visit>
void for_each_entry(const Node& node, std::string_view what, Sink& sink, const Visit& visit) {
  if (!node.is_mapping()) {
    sink.report(Kind::wrong_shape, node.span, std::string(what) + " must be a mapping, `name: …`");
    return;
  }
  for (const Node::Entry& entry : node.entries) visit(Name{entry.key, entry.key_span}, entry.value);
}

/// The same for each item of a list.
template <class Visit>
void for_each_item(const Node& node, std::string_view what, Sink& sink, const Visit& visit) {
  if (!node.is_list()) {
    sink.report(Kind::wrong_shape, node.span, std::string(what) + " must be a list, each item behind a dash");
    return;
  }
  for (const Node& item : node.items) visit(item);
}

}  // namespace masa
