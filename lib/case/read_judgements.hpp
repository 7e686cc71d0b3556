/// The judgements in a case: what people decided in place of the rules, who, when and why.
#pragma once

#include <optional>

#include "case/facts.hpp"
#include "diag/diagnostic.hpp"
#include "diag/document.hpp"

namespace masa {

/// Reads a list of `{decision, <record>, value, by, on, why}`. A judgement without a name, a day or a reason is
/// refused.
class JudgementReader {
 public:
  JudgementReader(const Schema& schema, const Vocabulary& vocabulary, Sink& sink)
      : schema_(schema), vocabulary_(vocabulary), sink_(sink) {}
  void read(const Node& list, Facts& facts);

 private:
  void read_one(const Node& item, Facts& facts);
  [[nodiscard]] std::optional<Value> read_value(const Node& node, const Type& type) const;
  [[nodiscard]] std::string text(const Node& item, std::string_view key);

  const Schema& schema_;
  const Vocabulary& vocabulary_;
  Sink& sink_;
};

}  // namespace masa
