#include "value/value.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace masa {

bool is_about_a_fact(Why why) {
  return why == Why::not_asked || why == Why::asked || why == Why::withheld;
}

std::string_view words_of(Why why) {
  constexpr std::array<std::string_view, 11> words{"not asked",
                                                   "asked and not known",
                                                   "withheld",
                                                   "two rules give different answers",
                                                   "no rule applies",
                                                   "no rule in force",
                                                   "the network does not say",
                                                   "the calendar ends before",
                                                   "events of one day contradict each other",
                                                   "the history does not cover that day",
                                                   "outside the range of numbers or dates"};
  return words.at(static_cast<std::size_t>(why));
}

Value Value::text(std::string text) {
  Value v(Tag::text, 0);
  v.more_ = std::make_shared<const std::string>(std::move(text));
  return v;
}

Value Value::set(std::vector<Value> members) {
  std::erase_if(members, [](const Value& m) { return m.is_nothing(); });
  std::ranges::sort(members, [](const Value& a, const Value& b) { return a < b; });
  members.erase(std::unique(members.begin(), members.end()), members.end());
  Value v(Tag::set, 0);
  v.more_ = std::make_shared<const std::vector<Value>>(std::move(members));
  return v;
}

Value Value::not_known(Reasons reasons) {
  std::ranges::sort(reasons);
  const auto repeated = std::ranges::unique(reasons);
  reasons.erase(repeated.begin(), repeated.end());
  if (reasons.size() == 1) return not_known(reasons.front().why, reasons.front().subject, reasons.front().member);
  Value v(Tag::not_known, 0);
  v.more_ = std::make_shared<const Reasons>(std::move(reasons));
  return v;
}

Value Value::not_known(Why why, std::uint32_t subject, std::uint32_t member) {
  Value v(Tag::not_known, static_cast<std::int64_t>(std::uint64_t{subject} | std::uint64_t{member} << 32U));
  v.why_ = why;
  return v;
}

bool operator==(const Value& a, const Value& b) {
  if (a.tag_ != b.tag_ || a.payload_ != b.payload_) return false;
  switch (a.tag_) {
    case Value::Tag::text:
      return a.as_text() == b.as_text();
    case Value::Tag::set:
      return a.members() == b.members();
    case Value::Tag::not_known:
      return std::ranges::equal(a.reasons(), b.reasons());
    default:
      return true;
  }
}

bool operator<(const Value& a, const Value& b) {
  if (a.tag_ != b.tag_) return a.tag_ < b.tag_;
  switch (a.tag_) {
    case Value::Tag::text:
      return a.as_text() < b.as_text();
    case Value::Tag::set:
      return std::ranges::lexicographical_compare(a.members(), b.members(),
                                                  [](const Value& x, const Value& y) { return x < y; });
    case Value::Tag::not_known:
      return std::ranges::lexicographical_compare(a.reasons(), b.reasons());
    default:
      return a.payload_ < b.payload_;
  }
}

Value not_known_for_both(const Value& a, const Value& b) {
  if (a.is_known()) return b;
  if (b.is_known()) return a;
  const ReasonsOf of_a = a.reasons();
  const ReasonsOf of_b = b.reasons();
  if (std::ranges::includes(of_a, of_b)) return a;
  if (std::ranges::includes(of_b, of_a)) return b;
  Reasons both;
  both.reserve(of_a.size() + of_b.size());
  std::ranges::set_union(of_a, of_b, std::back_inserter(both));
  return Value::not_known(std::move(both));
}

Value and_also(const Value& a, const Value& b) {
  if (a.is_no() || b.is_no()) return Value::truth(false);
  if (a.is_yes() && b.is_yes()) return Value::truth(true);
  return not_known_for_both(a, b);
}

Value or_else(const Value& a, const Value& b) {
  if (a.is_yes() || b.is_yes()) return Value::truth(true);
  if (a.is_no() && b.is_no()) return Value::truth(false);
  return not_known_for_both(a, b);
}

Value negate(const Value& a) {
  return a.is_known() ? Value::truth(a.is_no()) : a;
}

}  // namespace masa
