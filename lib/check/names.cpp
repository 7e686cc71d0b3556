#include "check/names.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"
#include "expr/parse_expr.hpp"

namespace masa {

void complain_about_second(std::string_view sort, const Name& name, Layer layer, const Declared& first, Sink& sink) {
  if (first.layer == layer) {
    sink.report(Kind::declared_twice, name.span, fmt::format("the {} `{}` is declared twice", sort, name.text), "",
                {{first.span, "here first"}});
    return;
  }
  const bool is_rule = sort == "decision" || sort == "duty";
  sink.report(Kind::weakens_a_higher_layer, name.span,
              fmt::format("`{}` replaces a {} of a wider pack", name.text, sort),
              is_rule ? "a narrower pack may add duties under new names, `tighten` a duty, `widen` or `replace` a "
                        "decision that allows it, and `set` a parameter"
                      : "choose another name",
              {{first.span, "declared here"}});
}

bool NameTable::declare(const Name& name, std::uint32_t index, const Pack& pack, std::uint32_t p, Sink& sink) {
  std::vector<Declared>& all = names_[name.text];
  for (const Declared& first : all) {
    if (!sees(p, first.pack) && !sees(first.pack, p)) continue;
    complain_about_second(sort_, name, pack.layer, first, sink);
    return false;
  }
  all.push_back({index, p, pack.layer, name.span});
  return true;
}

const Declared* NameTable::find(std::string_view name, std::uint32_t p) const {
  const auto found = names_.find(std::string(name));
  if (found == names_.end()) return nullptr;
  const auto own = std::ranges::find(found->second, p, &Declared::pack);
  if (own != found->second.end()) return &*own;
  const auto is_seen = [&](const Declared& d) { return sees(p, d.pack); };
  const auto seen = std::ranges::find_if(found->second, is_seen);
  return seen == found->second.end() || std::ranges::count_if(found->second, is_seen) > 1 ? nullptr : &*seen;
}

bool NameTable::complain_if_two(const Name& name, std::uint32_t p, Sink& sink) const {
  const auto found = names_.find(name.text);
  if (found == names_.end()) return false;
  std::vector<Beside> declared;
  for (const Declared& d : found->second) {
    if (sees(p, d.pack)) declared.push_back({d.span, "declared here"});
  }
  if (declared.size() < 2) return false;
  sink.report(Kind::unsettled_name, name.span,
              fmt::format("two packs that do not know of each other declare the {} `{}`", sort_, name.text),
              "rename one of them", std::move(declared));
  return true;
}

const Declared* NameTable::find_anywhere(std::string_view name) const {
  const auto found = names_.find(std::string(name));
  return found == names_.end() ? nullptr : &found->second.front();
}

std::vector<std::string> NameTable::all(std::uint32_t p) const {
  std::vector<std::string> names;
  if (names_.size() > limits::suggested_names) return names;
  for (const auto& [name, declared] : names_) {
    if (find(name, p) != nullptr) names.push_back(name);
  }
  std::ranges::sort(names);
  return names;
}

std::optional<std::uint32_t> find_body(std::string_view word, const Names& names, const Book& book, std::uint32_t p) {
  if (const Declared* body = names.bodies.find(word, p)) return body->index;
  std::optional<std::uint32_t> found;
  const auto [first, last] = names.bodies_by_name.equal_range(std::string(word));
  for (auto named = first; named != last; ++named) {
    if (names.bodies.find(book.vocabulary.bodies[named->second].id, p) == nullptr) continue;
    if (found) return std::nullopt;
    found = named->second;
  }
  return found;
}

void complain_about_unknown(std::string_view sort, const Name& name, const std::vector<std::string>& known, Sink& sink,
                            Kind kind) {
  sink.report(kind, name.span, fmt::format("no pack declares the {} `{}`", sort, name.text),
              did_you_mean(name.text, known));
}

Authority strongest_of(const std::vector<Citation>& cites, const Book& book) {
  Authority strongest = Authority::by_default;
  for (const Citation& cite : cites) strongest = std::min(strongest, book.sources[cite.source].authority);
  return strongest;
}

void complain_about_unseen(std::string_view sort, const Name& name, const NameTable& table, const Book& book,
                           std::uint32_t p, Sink& sink) {
  if (table.complain_if_two(name, p, sink)) return;
  if (const Declared* other = table.find_anywhere(name.text)) {
    sink.report(Kind::unknown_name, name.span,
                fmt::format("the {} `{}` belongs to the pack `{}`, which this pack does not use", sort, name.text,
                            book.packs[other->pack].id),
                "", {{other->span, "declared here"}});
    return;
  }
  sink.report(Kind::unknown_name, name.span,
              fmt::format("no pack that this one uses declares the {} `{}`", sort, name.text),
              did_you_mean(name.text, table.all(p)));
}

namespace {

/// Names the sources where they are few: the nearest of several that look alike may well be the wrong one.
std::string advice_on_source(const std::string& name, const std::vector<std::string>& known) {
  constexpr std::size_t few = 8;
  if (known.empty()) return fmt::format("add `{}` under `sources`", name);
  if (known.size() > few) return did_you_mean(name, known);
  return fmt::format("the sources here are {}; if it is another, add it under `sources`", list_words(known));
}

}  // namespace

std::optional<Citation> resolve_citation(const Name& name, const Names& names, std::uint32_t p, Sink& sink) {
  std::string_view id = name.text;
  while (true) {
    if (const Declared* source = names.sources.find(id, p)) return Citation{source->index, name.text.substr(id.size())};
    if (names.sources.complain_if_two({std::string(id), name.span}, p, sink)) return std::nullopt;
    if (!id.ends_with(')')) break;
    const auto open = id.rfind('(');
    if (open == std::string_view::npos) break;
    id = trim(id.substr(0, open));
  }
  sink.report(Kind::unknown_source, name.span, fmt::format("no pack defines the source `{}`", name.text),
              advice_on_source(name.text, names.sources.all(p)));
  return std::nullopt;
}

std::vector<Citation> resolve_citations(const Citations& cite, const Names& names, std::uint32_t p, Sink& sink) {
  std::vector<Citation> citations;
  for (const Name& name : cite) {
    if (auto citation = resolve_citation(name, names, p, sink)) citations.push_back(std::move(*citation));
  }
  return citations;
}

namespace {

std::optional<Type> read_enumeration(const Name& name, std::string_view words, Vocabulary& vocabulary, Sink& sink) {
  Enumeration enumeration;
  enumeration.is_ordered = words.find('<') != std::string_view::npos;
  for (const std::string_view part : split(words, enumeration.is_ordered ? '<' : ',')) {
    const std::string word(trim(part));
    if (!is_name(word)) {
      sink.report(Kind::bad_name, name.span, fmt::format("`{}` is no name for a value", word),
                  enumeration.is_ordered ? "all values are parted by `<`" : "values are parted by commas");
      return std::nullopt;
    }
    if (is_reserved_word(word) && !is_word_for_nothing(word)) {
      sink.report(Kind::bad_name, name.span, fmt::format("`{}` has a meaning of its own, and cannot be a name", word),
                  "write another name in its place");
      return std::nullopt;
    }
    if (enumeration.find(word)) {
      sink.report(Kind::declared_twice, name.span, fmt::format("the value `{}` stands twice", word));
      return std::nullopt;
    }
    enumeration.words.push_back(word);
  }
  Type type;
  type.base = Type::Base::word;
  type.enumeration = static_cast<std::uint32_t>(vocabulary.enumerations.size());
  vocabulary.enumerations.push_back(std::move(enumeration));
  return type;
}

/// `whole number from 0 to 120`.
std::optional<Type> read_bounds(std::string_view part) {
  constexpr std::string_view prefix = "whole number from ";
  const auto to = part.find(" to ");
  if (!part.starts_with(prefix) || to == std::string_view::npos) return std::nullopt;
  const auto low = read_decimal(trim(part.substr(prefix.size(), to - prefix.size())), 0);
  const auto high = read_decimal(trim(part.substr(to + 4)), 0);
  if (!low || !high) return std::nullopt;
  Type type;
  type.base = Type::Base::number;
  type.low = *low;
  type.high = *high;
  return type;
}

/// `authority or elsewhere or none`.
std::optional<Type> read_union(const Name& name, std::string_view text, const Names& names, std::uint32_t p,
                               const Vocabulary& vocabulary, Sink& sink) {
  Type type;
  type.base = Type::Base::nothing;
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find(" or ", at), text.size());
    const std::string part(trim(text.substr(at, end - at)));
    at = end + 4;
    Type one;
    if (is_word_for_nothing(part)) {
      type.or_nothing = true;
      continue;
    }
    if (const auto kind = vocabulary.find_kind(part)) {
      one.base = Type::Base::reference;
      one.kinds = std::uint64_t{1} << *kind;
    } else if (part == "truth") {
      one.base = Type::Base::truth;
    } else if (part == "date") {
      one.base = Type::Base::date;
    } else if (part == "whole number") {
      one.base = Type::Base::number;
    } else if (const auto bounds = read_bounds(part)) {
      one = *bounds;
      if (one.high < one.low) {
        sink.report(Kind::wrong_order, name.span, fmt::format("`{}` ends before it begins", part));
        return std::nullopt;
      }
    } else if (part == "money") {
      one.base = Type::Base::number;
      one.places = 2;
      one.is_money = true;
    } else if (part.starts_with("decimal with ") && part.ends_with(" places") && part.size() == 21 && part[13] >= '1' &&
               part[13] <= '9') {
      one.base = Type::Base::number;
      one.places = static_cast<std::int8_t>(part[13] - '0');
    } else if (part == "text") {
      one.base = Type::Base::text;
    } else if (const Declared* declared = names.types.find(part, p)) {
      one = names.declared_types[declared->index];
    } else {
      std::vector<std::string> known = names.types.all(p);
      known.insert(known.end(), vocabulary.kinds.begin(), vocabulary.kinds.end());
      known.insert(known.end(), {"truth", "date", "whole number", "decimal with 2 places", "money", "text"});
      sink.report(Kind::unknown_name, name.span, fmt::format("no pack declares the type `{}`", part),
                  did_you_mean(part, known));
      return std::nullopt;
    }
    const bool both_references = type.base == Type::Base::reference && one.base == Type::Base::reference;
    if (type.base != Type::Base::nothing && !both_references) {
      sink.report(Kind::wrong_type, name.span, fmt::format("`{}` mixes values that cannot be compared", text),
                  "only kinds of body may be joined with `or`");
      return std::nullopt;
    }
    one.kinds |= type.kinds;
    one.or_nothing = one.or_nothing || type.or_nothing;
    type = one;
  }
  return type;
}

}  // namespace

std::vector<std::uint32_t> find_bodies(const std::vector<Name>& list, const Names& names, const Book& book,
                                       std::uint32_t p, Sink& sink) {
  std::vector<std::uint32_t> found;
  for (const Name& name : list) {
    if (!name.is_set()) continue;
    if (const auto body = find_body(name.text, names, book, p)) {
      found.push_back(*body);
    } else {
      complain_about_unknown("body", name, names.bodies.all(p), sink);
    }
  }
  return found;
}

std::optional<Type> resolve_type(const Name& name, const Names& names, std::uint32_t p, Vocabulary& vocabulary,
                                 Sink& sink) {
  if (!name.is_set()) return std::nullopt;  // complained about when it was read
  std::string_view text = trim(name.text);
  if (text.starts_with("one of ")) return read_enumeration(name, text.substr(7), vocabulary, sink);
  bool is_set = false;
  for (const std::string_view prefix : {"list of ", "set of "}) {
    if (!text.starts_with(prefix)) continue;
    is_set = true;
    text = text.substr(prefix.size());
    break;
  }
  auto type = read_union(name, text, names, p, vocabulary, sink);
  if (type) type->is_set = is_set;
  return type;
}

}  // namespace masa
