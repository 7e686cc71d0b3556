/// The lines of one rule that is read aloud, and the sources that they name.
#pragma once

#include "render/english.hpp"
#include "render/reading.hpp"

namespace masa {

/// With a capital in front.
[[nodiscard]] std::string capital(const std::string& text);
/// With a capital in front and a stop behind.
[[nodiscard]] std::string sentence(const std::string& text);
/// Behind what it is the reason of; nothing where none is given.
[[nodiscard]] std::string reason(const std::string& why);

class RuleLines {
 public:
  explicit RuleLines(const Book& book) : book_(book) {}

  void begin(std::string_view sort, const std::string& id, std::uint32_t pack);
  void say(std::size_t deep, std::string text);
  void because(std::size_t deep, const std::string& why);
  /// ` [A, B]`, and keeps the sources.
  [[nodiscard]] std::string cited(const std::vector<Citation>& cites);
  /// What is decided, and the condition or value behind it: on one line where it is short, as a list where it is not.
  void put(std::size_t deep, const std::string& lead, const Phrase& phrase, const std::string& end = "",
           const std::string& why = "");
  [[nodiscard]] ReadRule take() { return std::move(rule_); }

 private:
  void list(std::size_t deep, const Phrase& phrase, const std::string& lead);

  const Book& book_;
  ReadRule rule_;
};

}  // namespace masa
