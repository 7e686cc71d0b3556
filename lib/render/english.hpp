/// What a rule's tree says, as English: the same tree that is evaluated, so that no second text can drift from it.
#pragma once

#include <string>
#include <vector>

#include "check/book.hpp"

namespace masa {

/// Something said as prose. Parts that all hold, or of which one is enough, stay apart, so that a page may list them;
/// without a joint there is a text, and perhaps one part to which it leads: `the day of the first “moved” of which`.
struct Phrase {
  enum class Joint : std::uint8_t { none, all, any };
  Joint joint = Joint::none;
  std::string text;
  std::vector<Phrase> parts;
  [[nodiscard]] static Phrase plain(std::string text);
  /// A text and the condition to which it leads; one text where the condition is a plain one.
  [[nodiscard]] static Phrase leading(const std::string& text, Phrase condition);
  [[nodiscard]] bool leads_on() const { return joint == Joint::none && !parts.empty(); }
};

/// Whether it reads well on one line: few parts, and none within another's.
[[nodiscard]] bool is_short(const Phrase& phrase);
/// `A, B and either C or D`.
[[nodiscard]] std::string on_one_line(const Phrase& phrase);

class English {
 public:
  explicit English(const Book& book) : book_(book) {}

  /// A condition, or where it does not hold.
  [[nodiscard]] Phrase condition(const Typed& typed, bool holds = true) const;
  [[nodiscard]] std::string line(const Typed& typed, bool holds = true) const {
    return on_one_line(condition(typed, holds));
  }
  /// A value, with the condition on what it is taken from kept apart.
  [[nodiscard]] Phrase described(const Typed& typed) const;
  /// A value: `5 working days after the day of the incident`.
  [[nodiscard]] std::string value(const Typed& typed) const;
  [[nodiscard]] std::string constant(const Value& value, const Type& type) const;
  /// Names of a process have values in its parts.
  void set_process(const Process* process) { process_ = process; }

 private:
  [[nodiscard]] Phrase leaf(const Typed& typed, bool holds) const;
  [[nodiscard]] Phrase equality(const Typed& typed, bool holds) const;
  [[nodiscard]] std::string comparison(const Typed& typed, bool holds) const;
  [[nodiscard]] bool is_turned(const Typed& typed) const;
  [[nodiscard]] std::string membership(const Typed& typed, bool holds) const;
  [[nodiscard]] Phrase quantified(const Typed& typed, bool holds) const;
  [[nodiscard]] bool is_any_event(const Typed& condition) const;
  [[nodiscard]] std::string in_brackets(const Typed& typed) const;
  [[nodiscard]] std::string addend(const Typed& typed) const;
  [[nodiscard]] Phrase there_is(const Typed& typed, bool holds) const;
  [[nodiscard]] bool leads_to_itself(const Typed& typed) const;
  [[nodiscard]] std::string fact(std::uint32_t fact) const;
  [[nodiscard]] std::string decision(std::uint32_t decision) const;
  [[nodiscard]] std::string part(std::uint32_t fact) const;
  [[nodiscard]] std::string role(const Typed& typed) const;
  [[nodiscard]] std::string follow(const Typed& typed) const;
  [[nodiscard]] Phrase pick(const Typed& typed) const;
  [[nodiscard]] std::string counted(const Typed& typed) const;
  [[nodiscard]] std::string record(std::uint32_t record) const;
  [[nodiscard]] std::string values(const std::vector<Typed>& kids, std::string_view last) const;

  const Book& book_;
  const Process* process_ = nullptr;
};

}  // namespace masa
