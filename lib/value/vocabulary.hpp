/// The words that rules and cases may use for values: enumerations, kinds of body, and the bodies themselves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "value/date.hpp"
#include "value/value.hpp"

namespace masa {

/// What a fact, a decision or an expression may be. `kinds` has a bit for each kind of body a reference may lead to.
struct Type {
  enum class Base : std::uint8_t { truth, number, date, text, word, reference, nothing };
  Base base = Base::truth;
  std::uint32_t enumeration = 0;  ///< word: which
  std::uint64_t kinds = 0;        ///< reference: which kinds
  bool is_set = false;            ///< a set of these
  bool or_nothing = false;        ///< or `none`, `nobody`
  std::int8_t places = 0;         ///< number: digits behind the point; a value holds them as a whole number
  bool is_money = false;          ///< number: pounds and pence
  std::int64_t low = INT64_MIN;   ///< number: the least it may be
  std::int64_t high = INT64_MAX;  ///< number: the most
  friend bool operator==(const Type&, const Type&) = default;
};

struct Enumeration {
  std::string name;
  std::vector<std::string> words;
  bool is_ordered = false;  ///< declared with `<`
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view word) const;
};

/// A body of the network: an authority, a force, a country.
struct Body {
  std::string id;    ///< unique over all kinds
  std::string name;  ///< for print
  std::uint32_t kind = 0;
  Period period{};  ///< the days on which there is such a body
};

class Vocabulary {
 public:
  std::vector<Enumeration> enumerations;
  std::vector<std::string> kinds;
  std::vector<Body> bodies;

  std::uint32_t add_body(Body body);
  [[nodiscard]] std::optional<std::uint32_t> find_kind(std::string_view kind) const;
  [[nodiscard]] std::optional<std::uint32_t> find_body(std::string_view id) const;
  /// Every id that a value of this type may be written as, `none` included.
  [[nodiscard]] std::vector<std::string> words_of_type(const Type& type) const;
  /// `one of a, b`, `authority or none`, `a set of …`: for messages.
  [[nodiscard]] std::string describe(const Type& type) const;
  /// A single value (not a set) as the author writes it. Empty where the text is no value of the type.
  [[nodiscard]] std::optional<Value> read(std::string_view text, const Type& type) const;
  /// A value as its id: `required`, `true`, `{a, b}`, `unknown`.
  [[nodiscard]] std::string print(const Value& value, const Type& type) const;

 private:
  std::unordered_map<std::string, std::uint32_t> body_by_id_;
};

/// `-12.5` as a whole number of so many places; empty where it has more, or is no number.
[[nodiscard]] std::optional<std::int64_t> read_decimal(std::string_view text, int places);
[[nodiscard]] std::string print_decimal(std::int64_t number, int places);

/// `none`, `nobody`, `not yet`, `not applicable`: all are the one value nothing.
[[nodiscard]] bool is_word_for_nothing(std::string_view word);

}  // namespace masa
