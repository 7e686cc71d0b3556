/// What may stand in a mapping: its keys, how each is written, and a line on what it says.
///
/// These tables are the one place that knows. Readers take their keys, the required ones and the closed lists of words
/// from them; `masa schema` writes from them what editors complete and show. So the two cannot differ.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace masa {

struct Block;

/// How one value is written.
enum class WrittenAs : std::uint8_t {
  text,                ///< prose, a name, a number: one scalar
  names,               ///< names parted by commas, or a list of them
  expression,          ///< an expression of the language
  sources,             ///< ids of sources, parted by commas
  truth,               ///< yes or no
  date,                ///< 2025-03-10
  period,              ///< `from 2025-01-01`, `until 2026-01-01`, `2025-01-01 to 2026-01-01`
  days,                ///< `2025-01-01 to 2026-01-01`
  day_or_days,         ///< 2025-03-10, `2025-03-01 to 2025-03-10`, `unknown`
  word,                ///< one of a closed list
  table,               ///< a `|` block with bars, or the name of a .csv file
  anything,            ///< whatever its declaration says
  block,               ///< a mapping with keys of its own
  block_or_text,       ///< the same, or a text in its place
  block_or_nothing,    ///< the same, or no value
  fact_or_group,       ///< a fact, or a group of facts by their names
  asked_or_own_block,  ///< with the key `about` one block, else another
};

/// How many of them, and under what.
enum class Held : std::uint8_t {
  alone,
  in_a_list,
  in_a_list_or_not,  ///< or no value in its place
  by_name,           ///< a mapping whose keys are names
  by_path,           ///< names, or two with a dot between
  by_id,             ///< whatever the keys are
};

struct KeyShape {
  WrittenAs written = WrittenAs::text;
  Held held = Held::alone;
  const Block* block = nullptr;
  const Block* other_block = nullptr;  ///< of `asked_or_own_block`: the one without `about`
  std::array<std::string_view, 6> words{};
};

enum class KeyNeed : std::uint8_t {
  optional,
  required,
  refused,  ///< known only so that a complaint can say more than that there is no such key
};

struct Key {
  std::string_view name;
  KeyNeed need = KeyNeed::optional;
  KeyShape shape;
  std::string_view says;  ///< one line, as an editor shows it
};

/// What keys of one mapping have to do with each other.
struct KeyTie {
  enum class Kind : std::uint8_t {
    exactly_one,      ///< of the keys
    one_or_last_two,  ///< one of the keys, or the last two of them together
    at_most_one,      ///< of the keys
    at_least_one,     ///< of the keys
    first_needs,      ///< all others
    first_excludes,   ///< all others
    without_first,    ///< where the first is not there, all others must be
  };
  Kind kind{};
  std::array<std::string_view, 8> all{};
  [[nodiscard]] std::span<const std::string_view> keys() const {
    return {all.begin(), std::ranges::find(all, std::string_view())};
  }
};

/// Keys beside the named ones.
struct OtherKeys {
  std::string_view prefix;  ///< with which they begin; a name follows
  KeyShape shape;
  std::string_view says;
};

struct Block {
  std::string_view id;    ///< `decision`; of a block within another, `duty date`
  std::string_view says;  ///< one line on what it is
  std::span<const Key> keys;
  std::span<const KeyTie> ties{};
  const OtherKeys* others = nullptr;
  bool takes_other_keys = false;  ///< for the reader's own notes

  /// Null where it has none of that name.
  [[nodiscard]] const Key* find(std::string_view name) const {
    const auto found = std::ranges::find(keys, name, &Key::name);
    return found == keys.end() ? nullptr : &*found;
  }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const Key& key : keys) all.emplace_back(key.name);
    return all;
  }
};

// The shapes, as tables write them.
constexpr KeyShape text_shape{WrittenAs::text};
constexpr KeyShape names_shape{WrittenAs::names};
constexpr KeyShape expression_shape{WrittenAs::expression};
constexpr KeyShape sources_shape{WrittenAs::sources};
constexpr KeyShape truth_shape{WrittenAs::truth};
constexpr KeyShape date_shape{WrittenAs::date};
constexpr KeyShape period_shape{WrittenAs::period};
constexpr KeyShape days_shape{WrittenAs::days};
constexpr KeyShape table_shape{WrittenAs::table};
constexpr KeyShape anything_shape{WrittenAs::anything};
constexpr KeyShape one_word_of(std::array<std::string_view, 6> words) {
  return {WrittenAs::word, Held::alone, nullptr, nullptr, words};
}
constexpr KeyShape block_of(const Block& block) {
  return {WrittenAs::block, Held::alone, &block};
}
constexpr KeyShape list_of(const Block& block) {
  return {WrittenAs::block, Held::in_a_list, &block};
}
constexpr KeyShape list_or_nothing_of(const Block& block) {
  return {WrittenAs::block, Held::in_a_list_or_not, &block};
}
constexpr KeyShape by_name(WrittenAs written, const Block* block = nullptr) {
  return {written, Held::by_name, block};
}
constexpr KeyShape by_name(const Block& block) {
  return {WrittenAs::block, Held::by_name, &block};
}
constexpr KeyShape by_path(const Block& block) {
  return {WrittenAs::block, Held::by_path, &block};
}
constexpr KeyShape by_id(WrittenAs written) {
  return {written, Held::by_id};
}
constexpr KeyShape by_id(const Block& block) {
  return {WrittenAs::block, Held::by_id, &block};
}

}  // namespace masa
