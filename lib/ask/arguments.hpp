/// The arguments of one question, each taken once; what is left over is complained about.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/suggest.hpp"
#include "diag/diagnostic.hpp"
#include "diag/document.hpp"
#include "value/vocabulary.hpp"

namespace masa {

class Arguments {
 public:
  /// `of` names whose arguments they are: `chair`.
  Arguments(const Node& node, std::string of, Sink& sink) : node_(node), of_(std::move(of)), sink_(sink) {
    taken_ = {"what", "date", "given"};
  }

  /// Null where there is none.
  [[nodiscard]] const Node* find(std::string_view word);
  /// Complains where there is none.
  [[nodiscard]] const Node* require(std::string_view word);
  [[nodiscard]] std::optional<std::uint32_t> body(std::string_view word, const Vocabulary& vocabulary);
  [[nodiscard]] std::optional<Date> date(std::string_view word);
  [[nodiscard]] std::optional<std::int64_t> number(std::string_view word, std::int64_t least, std::int64_t most);
  /// Complains about those that nothing has asked for. Whether there are none.
  bool finish();

 private:
  const Node& node_;
  std::string of_;
  Sink& sink_;
  std::set<std::string, std::less<>> taken_;
};

/// A body by its id. Complains where there is none.
[[nodiscard]] std::optional<std::uint32_t> read_body(const Node& node, const Vocabulary& vocabulary, Sink& sink);
[[nodiscard]] std::optional<Date> read_day(const Node& node, Sink& sink);

/// What `of` names, among things that have an id. Null where there is none; complained about.
template <class Thing>
[[nodiscard]] const Thing* named(const std::vector<Thing>& things, const Node* of, std::string_view sort, Sink& sink) {
  if (of == nullptr) return nullptr;
  const auto found = std::ranges::find(things, of->text, &Thing::id);
  if (found != things.end()) return &*found;
  std::vector<std::string> known;
  for (const Thing& thing : things) known.push_back(thing.id);
  sink.report(Kind::unknown_name, of->span, fmt::format("no pack declares the {} `{}`", sort, of->text),
              did_you_mean(of->text, known));
  return nullptr;
}

[[nodiscard]] Node scalar_node(std::string text);
[[nodiscard]] Node list_node(std::vector<Node> items);
[[nodiscard]] Node list_of(const std::vector<std::string>& words);
void add_entry(Node& mapping, std::string key, Node value);

}  // namespace masa
