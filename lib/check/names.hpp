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

/// Whether a pack knows of another: [pack][other pack].
using Sight = std::vector<std::vector<bool>>;

/// Names of one sort. Among packs that see each other a name may be declared once; two that do not see each other may
/// each use it for something of their own.
class NameTable {
 public:
  NameTable(std::string sort, const Sight& sight) : sort_(std::move(sort)), sight_(sight) {}
  /// Complains, and keeps the first, where the name is taken.
  bool declare(const Name& name, std::uint32_t index, const Pack& pack, std::uint32_t p, Sink& sink);
  /// Complains where pack `p` sees two things of the name, in packs that do not see each other.
  bool complain_if_two(const Name& name, std::uint32_t p, Sink& sink) const;
  /// What the name means in pack `p`; null where it sees nothing of that name, or two things.
  [[nodiscard]] const Declared* find(std::string_view name, std::uint32_t p) const;
  /// Something of that name in any pack: for messages.
  [[nodiscard]] const Declared* find_anywhere(std::string_view name) const;
  /// The names that pack `p` sees, in order, to suggest one of them; none where they are too many for that.
  [[nodiscard]] std::vector<std::string> all(std::uint32_t p) const;

 private:
  [[nodiscard]] bool sees(std::uint32_t p, std::uint32_t other) const {
    return p == other || (p < sight_.size() && sight_[p][other]);
  }
  std::string sort_;
  const Sight& sight_;
  std::unordered_map<std::string, std::vector<Declared>> names_;
};

/// The names of all packs. Grows while declarations are collected; read while expressions are resolved.
struct Names {
  Names() = default;
  Names(const Names&) = delete;
  Names& operator=(const Names&) = delete;

  Sight sees;    ///< whose facts, decisions and duties a pack reads
  Sight shares;  ///< with whom it shares its names: those it sees, and among national packs all
  NameTable sources{"source", shares};
  NameTable types{"type", shares};
  NameTable decisions{"decision", shares};
  NameTable duties{"duty", shares};
  NameTable limits{"date of a duty", shares};
  NameTable bodies{"body", shares};
  NameTable calendars{"calendar", shares};
  std::unordered_multimap<std::string, std::uint32_t> bodies_by_name;  ///< by what they are called in print
  std::vector<Type> declared_types;                                    ///< by the index under which a type is declared
  std::vector<std::uint32_t> pack_of_fact;                             ///< for each fact of the schema
  std::vector<std::uint32_t> calendar_of_pack;                         ///< no_index: none
  std::unordered_map<std::string, Declared> kinds;
  std::unordered_map<std::string, Declared> groups;
};

/// Those bodies of a list that the pack sees, in order; complains about the others. Names that are not set are passed
/// over.
[[nodiscard]] std::vector<std::uint32_t> find_bodies(const std::vector<Name>& list, const Names& names,
                                                     const Book& book, std::uint32_t p, Sink& sink);
/// A body that the pack sees, by its id, or by its name where one body alone has it.
[[nodiscard]] std::optional<std::uint32_t> find_body(std::string_view word, const Names& names, const Book& book,
                                                     std::uint32_t p);

/// Complains that no pack declares something of that name.
void complain_about_unknown(std::string_view sort, const Name& name, const std::vector<std::string>& known, Sink& sink,
                            Kind kind = Kind::unknown_name);
/// Complains that a thing of another pack is not seen, or that there is none of that name.
void complain_about_unseen(std::string_view sort, const Name& name, const NameTable& table, const Book& book,
                           std::uint32_t p, Sink& sink);

/// A name's citation: the source itself, or one whose id it carries on with a pinpoint, `CA2004.16C(1)(a)`. Complains
/// where no pack defines it.
[[nodiscard]] std::optional<Citation> resolve_citation(const Name& name, const Names& names, std::uint32_t p,
                                                       Sink& sink);
[[nodiscard]] std::vector<Citation> resolve_citations(const Citations& cite, const Names& names, std::uint32_t p,
                                                      Sink& sink);

/// How much the strongest of the texts binds.
[[nodiscard]] Authority strongest_of(const std::vector<Citation>& cites, const Book& book);

/// `one of a < b`, `authority or none`, `list of person`, `whole number`, or the name of a declared type.
[[nodiscard]] std::optional<Type> resolve_type(const Name& text, const Names& names, std::uint32_t p,
                                               Vocabulary& vocabulary, Sink& sink);

}  // namespace masa
