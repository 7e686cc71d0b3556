// What packs declare before anything else: packs, who sees whom, sources. Types, the network, facts and
// calendars have files of their own.
#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "check/check_model.hpp"

namespace masa {

namespace {

class Collector {
 public:
  Collector(const Model& model, Book& book, Names& names, Sink& sink)
      : model_(model), book_(book), names_(names), sink_(sink) {}

  void run() {
    each_pack(model_, [this](const Pack& pack, std::uint32_t) { packs(pack); });
    visibility();
    each_pack(model_, [this](const Pack& pack, std::uint32_t p) { sources(pack, p); });
    each_pack(model_, [this](const Pack& pack, std::uint32_t p) { followers(pack, p); });
  }

 private:
  void packs(const Pack& pack) {
    PackInfo info;
    info.id = pack.id.text;
    info.title = pack.title;
    info.layer = pack.layer;
    info.binds = pack.binds.text;
    book_.packs.push_back(std::move(info));
    const auto first = std::ranges::find(model_.packs, pack.id.text, [](const Pack& other) { return other.id.text; });
    if (pack.id.is_set() && &*first != &pack) {
      sink_.report(Kind::declared_twice, pack.id.span, fmt::format("the pack `{}` is declared twice", pack.id.text), "",
                   {{first->id.span, "here first"}});
    }
  }

  /// A pack sees itself, what it uses (and what that uses), and every pack of a wider layer. No local pack sees
  /// another.
  void visibility() {
    const std::size_t n = model_.packs.size();
    names_.sees.assign(n, std::vector<bool>(n, false));
    each_pack(model_, [&](const Pack& pack, std::uint32_t p) {
      for (std::uint32_t q = 0; q < n; ++q) names_.sees[p][q] = p == q || model_.packs[q].layer < pack.layer;
      for (const Name& used : pack.uses) {
        const auto found = std::ranges::find(model_.packs, used.text, [](const Pack& other) { return other.id.text; });
        const auto other = static_cast<std::size_t>(found - model_.packs.begin());
        if (found == model_.packs.end()) {
          sink_.report(Kind::unknown_pack, used.span, fmt::format("the pack `{}` was not loaded", used.text),
                       did_you_mean(used.text, pack_ids()));
        } else if (found->layer > pack.layer) {
          sink_.report(Kind::names_one_area, used.span,
                       fmt::format("`{}` speaks for one area, and this pack for more", used.text),
                       "a pack uses packs of its own layer or a wider one");
        } else {
          names_.sees[p][other] = true;
        }
      }
    });
    for (std::size_t via = 0; via < n; ++via) {
      for (std::size_t p = 0; p < n; ++p) {
        for (std::size_t q = 0; q < n; ++q) {
          if (names_.sees[p][via] && names_.sees[via][q]) names_.sees[p][q] = true;
        }
      }
    }
    names_.shares = names_.sees;
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = 0; q < n; ++q) {
        if (model_.packs[p].layer == Layer::national && model_.packs[q].layer == Layer::national)
          names_.shares[p][q] = true;
      }
    }
  }

  void sources(const Pack& pack, std::uint32_t p) {
    for (const SourceDecl& decl : pack.sources) {
      if (!names_.sources.declare(decl.id, static_cast<std::uint32_t>(book_.sources.size()), pack, p, sink_)) continue;
      Source source;
      source.id = decl.id.text;
      source.title = decl.title;
      source.authority = decl.authority;
      source.confidence =
          decl.confidence.value_or(decl.authority == Authority::by_default ? Confidence::policy : Confidence::certain);
      source.in_force = decl.in_force;
      source.is_read = decl.is_read;
      source.pack = p;
      source.span = decl.id.span;
      book_.sources.push_back(std::move(source));
    }
  }

  [[nodiscard]] std::vector<std::string> pack_ids() const {
    std::vector<std::string> ids;
    for (const Pack& pack : model_.packs) ids.push_back(pack.id.text);
    return ids;
  }

  void followers(const Pack& pack, std::uint32_t p) {
    for (const SourceDecl& decl : pack.sources) {
      if (!decl.followed_by.is_set()) continue;
      const Declared* mine = names_.sources.find(decl.id.text, p);
      const Declared* next = names_.sources.find(decl.followed_by.text, p);
      if (next == nullptr) {
        complain_about_unknown("source", decl.followed_by, names_.sources.all(p), sink_, Kind::unknown_source);
      } else {
        book_.sources[mine->index].followed_by = next->index;
      }
    }
  }

  const Model& model_;
  Book& book_;
  Names& names_;
  Sink& sink_;
};

}  // namespace

void collect_declarations(const Model& model, Book& book, Names& names, Sink& sink) {
  Collector(model, book, names, sink).run();
}

}  // namespace masa
