/// Everything that packs declare, by name, and who may see it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "check/book.hpp"

namespace masa {

/// Where a name was declared.
struct Declared {
  std::uint32_t index = 0;
  std::uint32_t pack = 0;
  Layer layer = Layer::local;  ///< of that pack
  Span span;
};

/// Complains that a name stands twice: a narrower pack would change what a wider one declared, or somebody mistook it.
void complain_about_second(std::string_view sort, const Name& name, Layer layer, const Declared& first, Sink& sink);

/// Names of one sort. A name may be declared once.
class NameTable {
 public:
  explicit NameTable(std::string sort) : sort_(std::move(sort)) {}
  /// Complains, and keeps the first, where the name is taken.
  bool declare(const Name& name, std::uint32_t index, const Pack& pack, std::uint32_t p, Sink& sink);
  [[nodiscard]] const Declared* find(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> all() const;

 private:
  std::string sort_;
  std::unordered_map<std::string, Declared> names_;
};

/// The names of all packs. Grows while declarations are collected; read while expressions are resolved.
struct Names {
  NameTable packs{"pack"};
  NameTable sources{"source"};
  NameTable types{"type"};
  NameTable decisions{"decision"};
  NameTable duties{"duty"};
  NameTable limits{"date of a duty"};
  NameTable bodies{"body"};
  NameTable calendars{"calendar"};
  std::unordered_map<std::string, Type> type_of;
  std::vector<std::vector<bool>> sees;          ///< [pack][other pack]
  std::vector<std::uint32_t> pack_of_fact;      ///< for each fact of the schema
  std::vector<std::uint32_t> calendar_of_pack;  ///< no_index: none
};

/// A name's citation: the source itself, or one whose id it carries on with a pinpoint, `CA2004.16C(1)(a)`. Complains
/// where no pack defines it.
[[nodiscard]] std::optional<Citation> resolve_citation(const Name& name, const Names& names, Sink& sink);
[[nodiscard]] std::vector<Citation> resolve_citations(const Citations& cite, const Names& names, Sink& sink);

/// `one of a < b`, `authority or none`, `list of person`, `whole number`, or the name of a declared type.
[[nodiscard]] std::optional<Type> resolve_type(const Name& text, const Names& names, Vocabulary& vocabulary,
                                               Sink& sink);

}  // namespace masa
