/// What an expression can be: a value, nothing, or not known with its reasons.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "value/date.hpp"

namespace masa {

/// Why something is not known.
enum class Why : std::uint8_t {
  not_asked,         ///< the fact is absent
  asked,             ///< asked and not known
  withheld,          ///< known to somebody who does not say
  clash,             ///< two rules, two values, neither overriding
  gap,               ///< no rule applies
  no_rule_in_force,  ///< rules, but none in force on that day
  network_silent,    ///< the network does not say which body it is
  calendar_ends,     ///< a count of working days past the published years
  events_differ,     ///< events of one day contradict each other
  outside_history,   ///< the history does not cover that day
  arithmetic,        ///< a result outside the range of numbers or dates
};
[[nodiscard]] bool is_about_a_fact(Why why);
/// `not asked`, `asked and not known`, `no rule applies` …
[[nodiscard]] std::string_view words_of(Why why);

/// A reason and its subject: the slot of a fact, or the number of a decision and of the list member.
struct Reason {
  Why why{};
  std::uint32_t subject = 0;
  std::uint32_t member = 0;
  friend auto operator<=>(const Reason&, const Reason&) = default;
};
using Reasons = std::vector<Reason>;  ///< sorted, each once

/// The reasons of a value, which must outlive it. Most have one, for which there is no memory beside the value.
class ReasonsOf {
 public:
  using value_type = Reason;
  using const_iterator = const Reason*;
  explicit ReasonsOf(Reason one) : one_(one) {}
  explicit ReasonsOf(const Reasons& all) : all_(&all) {}
  [[nodiscard]] const Reason* begin() const { return all_ == nullptr ? &one_ : all_->data(); }
  [[nodiscard]] const Reason* end() const { return begin() + size(); }
  [[nodiscard]] std::size_t size() const { return all_ == nullptr ? 1 : all_->size(); }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] Reason front() const { return *begin(); }
  [[nodiscard]] Reasons copy() const { return {begin(), end()}; }

 private:
  Reason one_;
  const Reasons* all_ = nullptr;
};

class Value {
 public:
  enum class Tag : std::uint8_t {
    not_known,
    nothing,  ///< known to have no value: `none`, `nobody`, not applicable, not yet
    truth,
    number,
    date,
    text,
    word,       ///< of an enumeration; the payload is its place in it
    reference,  ///< to the network; the payload is the vertex
    set,
  };

  Value() = default;  ///< nothing
  [[nodiscard]] static Value truth(bool yes) { return {Tag::truth, yes ? 1 : 0}; }
  [[nodiscard]] static Value number(std::int64_t n) { return {Tag::number, n}; }
  [[nodiscard]] static Value date(Date d) { return {Tag::date, d.days}; }
  [[nodiscard]] static Value word(std::uint32_t place) { return {Tag::word, place}; }
  [[nodiscard]] static Value reference(std::uint32_t vertex) { return {Tag::reference, vertex}; }
  [[nodiscard]] static Value text(std::string text);
  /// The members are sorted and each kept once; `nothing` is no member.
  [[nodiscard]] static Value set(std::vector<Value> members);
  [[nodiscard]] static Value not_known(Reasons reasons);
  [[nodiscard]] static Value not_known(Why why, std::uint32_t subject = 0, std::uint32_t member = 0);

  [[nodiscard]] Tag tag() const { return tag_; }
  [[nodiscard]] bool is_known() const { return tag_ != Tag::not_known; }
  [[nodiscard]] bool is_nothing() const { return tag_ == Tag::nothing; }
  [[nodiscard]] bool is_yes() const { return tag_ == Tag::truth && payload_ == 1; }
  [[nodiscard]] bool is_no() const { return tag_ == Tag::truth && payload_ == 0; }
  [[nodiscard]] std::int64_t payload() const { return payload_; }
  [[nodiscard]] Date as_date() const { return Date{static_cast<std::int32_t>(payload_)}; }
  [[nodiscard]] std::uint32_t as_index() const { return static_cast<std::uint32_t>(payload_); }
  [[nodiscard]] const std::string& as_text() const { return *static_cast<const std::string*>(more_.get()); }
  [[nodiscard]] const std::vector<Value>& members() const {
    return *static_cast<const std::vector<Value>*>(more_.get());
  }
  [[nodiscard]] ReasonsOf reasons() const {
    if (more_ != nullptr) return ReasonsOf(*static_cast<const Reasons*>(more_.get()));
    const auto both = static_cast<std::uint64_t>(payload_);
    return ReasonsOf(Reason{why_, static_cast<std::uint32_t>(both), static_cast<std::uint32_t>(both >> 32U)});
  }

  /// Equal values; two unknowns are equal where their reasons are.
  friend bool operator==(const Value& a, const Value& b);
  /// A total order, for sets and output.
  friend bool operator<(const Value& a, const Value& b);

 private:
  Value(Tag tag, std::int64_t payload) : tag_(tag), payload_(payload) {}
  Tag tag_ = Tag::nothing;
  Why why_{};  ///< of one reason, whose subject and member stand in the payload
  std::int64_t payload_ = 0;
  std::shared_ptr<const void> more_;  ///< the text, the members or several reasons, as the tag says; one pointer, for
                                      ///< values are copied at every step of a rule
};

/// Not known, for the reasons of both. Precondition: at least one is not known.
[[nodiscard]] Value not_known_for_both(const Value& a, const Value& b);

/// Kleene's connectives: only a value that decides alone outvotes what is not known.
[[nodiscard]] Value and_also(const Value& a, const Value& b);
[[nodiscard]] Value or_else(const Value& a, const Value& b);
[[nodiscard]] Value negate(const Value& a);

}  // namespace masa
