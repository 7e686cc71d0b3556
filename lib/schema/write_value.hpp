/// What a fact of a case may be, as the JSON of a schema.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "case/schema.hpp"
#include "render/json.hpp"

namespace masa {

/// Writes values, and keeps the definitions that they refer to: lists of words and of bodies stand there once.
class ValueSchema {
 public:
  explicit ValueSchema(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// A value, why there is none, or a value and who said so.
  [[nodiscard]] std::string fact_of(const FactInfo& fact);
  /// A value of the type, as a person's judgement gives it.
  [[nodiscard]] std::string value_of(const Type& type);

  /// Keeps a definition under this name, or under one with a number where another has it. Gives the way to refer to it.
  std::string use(const std::string& stem, std::string definition);
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& used() const { return used_; }

 private:
  [[nodiscard]] std::string one_of(const Type& type);
  [[nodiscard]] std::string words(const Type& type);
  [[nodiscard]] std::string bodies(const Type& type);
  [[nodiscard]] std::string stem_of(const Type& type) const;

  const Vocabulary& vocabulary_;
  std::vector<std::pair<std::string, std::string>> used_;
};

}  // namespace masa
