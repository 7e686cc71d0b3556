/// What an author wrote, and where it stands.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "diag/document.hpp"
#include "expr/expr.hpp"

namespace masa {

/// A name or a text, and its place.
struct Name {
  std::string text;
  Span span;
  [[nodiscard]] bool is_set() const { return span.is_set(); }
};

/// An expression or a cell: its text, its tree, and the scalar that it stands in.
struct Written {
  std::string text;
  Expr expr;
  std::shared_ptr<const Node> scalar;
  std::uint32_t offset = 0;  ///< of `text` in the scalar
  [[nodiscard]] bool is_set() const { return scalar != nullptr; }
  [[nodiscard]] Span span() const { return scalar->at(offset, offset + text.size()); }
  [[nodiscard]] Span at(const Expr& part) const { return scalar->at(offset + part.begin, offset + part.end); }
};

using Citations = std::vector<Name>;

}  // namespace masa
