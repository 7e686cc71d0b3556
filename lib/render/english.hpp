/// What a rule's tree says, as English: the same tree that is evaluated, so that no second text can drift from it.
#pragma once

#include <string>
#include <vector>

#include "check/book.hpp"

namespace masa {

/// A condition as prose. Parts that all hold, or of which one is enough, stay apart, so that a page may list them.
struct Phrase {
  enum class Joint : std::uint8_t { none, all, any };
  Joint joint = Joint::none;
  std::string text;  ///< of a phrase without parts
  std::vector<Phrase> parts;
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
  /// A value: `5 working days after the day of the incident`.
  [[nodiscard]] std::string value(const Typed& typed) const;
  [[nodiscard]] std::string constant(const Value& value, const Type& type) const;
  /// Names of a process have values in its parts.
  void set_process(const Process* process) { process_ = process; }

 private:
  [[nodiscard]] Phrase leaf(const Typed& typed, bool holds) const;
  [[nodiscard]] std::string comparison(const Typed& typed, bool holds) const;
  [[nodiscard]] std::string membership(const Typed& typed, bool holds) const;
  [[nodiscard]] std::string quantified(const Typed& typed, bool holds) const;
  [[nodiscard]] bool is_any_event(const Typed& condition) const;
  [[nodiscard]] std::string in_brackets(const Typed& typed) const;
  [[nodiscard]] std::string there_is(const Typed& typed, bool holds) const;
  [[nodiscard]] bool leads_to_itself(const Typed& typed) const;
  [[nodiscard]] std::string fact(std::uint32_t fact) const;
  [[nodiscard]] std::string decision(std::uint32_t decision) const;
  [[nodiscard]] std::string part(std::uint32_t fact) const;
  [[nodiscard]] std::string role(const Typed& typed) const;
  [[nodiscard]] std::string pick(const Typed& typed) const;
  [[nodiscard]] std::string counted(const Typed& typed) const;
  [[nodiscard]] std::string record(std::uint32_t record) const;
  [[nodiscard]] std::string values(const std::vector<Typed>& kids, std::string_view last) const;

  const Book& book_;
  const Process* process_ = nullptr;
};

}  // namespace masa
