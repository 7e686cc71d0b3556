// Kinds of body and types with names: what relations, facts and decisions may be said to lead to, or to be.
#include <fmt/format.h>

#include "check/check_model.hpp"

namespace masa {

namespace {

constexpr std::size_t most_kinds = 64;

class Collector {
 public:
  Collector(const Model& model, Book& book, Names& names, Sink& sink)
      : model_(model), book_(book), names_(names), sink_(sink) {}

  void run() {
    each_pack(model_, [this](const Pack& pack, std::uint32_t p) {
      for (const Name& kind : pack.kinds) add_kind(kind, pack, p);
      for (const BodiesDecl& bodies : pack.bodies) add_kind(bodies.kind, pack, p);
    });
    each_pack(model_, [this](const Pack& pack, std::uint32_t p) { types(pack, p); });
  }

 private:
  void add_kind(const Name& kind, const Pack& pack, std::uint32_t p) {
    if (book_.vocabulary.find_kind(kind.text)) return;
    for (const std::string_view word : {"truth", "date", "text", "money"}) {
      if (kind.text == word)
        sink_.report(Kind::bad_name, kind.span, fmt::format("`{}` is a type of the language", kind.text),
                     "choose another name");
    }
    names_.kinds.emplace(kind.text, Declared{0, p, pack.layer, kind.span});
    if (book_.vocabulary.kinds.size() == most_kinds) {
      sink_.report(Kind::too_large, kind.span, fmt::format("more than {} kinds of body", most_kinds));
      return;
    }
    book_.vocabulary.kinds.push_back(kind.text);
  }

  void types(const Pack& pack, std::uint32_t p) {
    for (const TypeDecl& decl : pack.types) {
      const auto type = resolve_type(decl.text, names_, p, book_.vocabulary, sink_);
      if (decl.id.text == "date" || decl.id.text == "money" || decl.id.text == "truth" || decl.id.text == "text") {
        sink_.report(Kind::bad_name, decl.id.span, fmt::format("`{}` is a type of the language", decl.id.text),
                     "choose another name");
        continue;
      }
      if (const auto kind = names_.kinds.find(decl.id.text); kind != names_.kinds.end()) {
        // A type of a wider pack would mean something else where a narrower one adds a kind of that name.
        const bool is_kind_narrower = kind->second.layer > pack.layer;
        sink_.report(is_kind_narrower ? Kind::weakens_a_higher_layer : Kind::declared_twice,
                     is_kind_narrower ? kind->second.span : decl.id.span,
                     fmt::format("`{}` is a type, and a kind of body", decl.id.text), "choose another name",
                     {{is_kind_narrower ? decl.id.span : kind->second.span, "declared here"}});
        continue;
      }
      if (!type ||
          !names_.types.declare(decl.id, static_cast<std::uint32_t>(names_.declared_types.size()), pack, p, sink_))
        continue;
      if (type->base == Type::Base::word) book_.vocabulary.enumerations[type->enumeration].name = decl.id.text;
      names_.declared_types.push_back(*type);
    }
  }

  const Model& model_;
  Book& book_;
  Names& names_;
  Sink& sink_;
};

}  // namespace

void collect_types(const Model& model, Book& book, Names& names, Sink& sink) {
  Collector(model, book, names, sink).run();
}

}  // namespace masa
