// What packs declare before any rule: packs, who sees whom, sources, the network. Types, facts and calendars are in
// collect_facts.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "check/check_model.hpp"

namespace masa {

namespace {

constexpr std::size_t most_kinds = 64;

class Collector {
 public:
  Collector(const Model& model, Book& book, Names& names, Sink& sink)
      : model_(model), book_(book), names_(names), sink_(sink) {}

  void run() {
    each_pack([this](const Pack& pack, std::uint32_t) { packs(pack); });
    visibility();
    each_pack([this](const Pack& pack, std::uint32_t p) { sources(pack, p); });
    each_pack([this](const Pack& pack, std::uint32_t p) { followers(pack, p); });
    each_pack([this](const Pack& pack, std::uint32_t p) { kinds(pack, p); });
    each_pack([this](const Pack& pack, std::uint32_t) { relations(pack); });
    each_pack([this](const Pack& pack, std::uint32_t p) { bodies(pack, p); });
    network();
    each_pack([this](const Pack& pack, std::uint32_t p) { binds(pack, p); });
  }

 private:
  template <class Visit>
  void each_pack(const Visit& visit) {
    for (std::uint32_t p = 0; p < model_.packs.size(); ++p) visit(model_.packs[p], p);
  }

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
    each_pack([&](const Pack& pack, std::uint32_t p) {
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

  void kinds(const Pack& pack, std::uint32_t p) {
    const auto add = [&](const Name& kind) {
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
      relations_.push_back({kind.text, static_cast<std::uint32_t>(book_.vocabulary.kinds.size() - 1)});
    };
    for (const Name& kind : pack.kinds) add(kind);
    for (const BodiesDecl& bodies : pack.bodies) add(bodies.kind);
  }

  void relations(const Pack& pack) {
    for (const RelationDecl& relation : pack.relations) {
      const bool is_taken =
          std::ranges::any_of(relations_, [&](const Relation& r) { return r.name == relation.id.text; });
      if (is_taken) {
        const auto kind = names_.kinds.find(relation.id.text);
        const bool is_kinds = kind != names_.kinds.end() && pack.layer < kind->second.layer;
        const Span& second = is_kinds ? kind->second.span : relation.id.span;
        sink_.report(Kind::declared_twice, second, fmt::format("the relation `{}` is declared twice", relation.id.text),
                     "a kind has a relation of its own name",
                     is_kinds ? std::vector<Beside>{{relation.id.span, "declared here"}} : std::vector<Beside>{});
        const auto target = book_.vocabulary.find_kind(relation.target_kind.text);
        const auto taken = std::ranges::find(relations_, relation.id.text, &Relation::name);
        if (is_kinds && target) taken->target_kind = *target;  // so that the wider pack's columns still make sense
        continue;
      }
      const auto target = book_.vocabulary.find_kind(relation.target_kind.text);
      if (!target) {
        complain_about_unknown("kind", relation.target_kind, book_.vocabulary.kinds, sink_);
        continue;
      }
      relations_.push_back({relation.id.text, *target});
    }
  }

  void bodies(const Pack& pack, std::uint32_t p) {
    for (const BodiesDecl& decl : pack.bodies) {
      const auto kind = book_.vocabulary.find_kind(decl.kind.text);
      if (!kind) continue;
      for (const BodiesDecl::Row& row : decl.rows) {
        if (const Declared* first = names_.bodies.find_anywhere(row.id.text)) {
          complain_about_second("body", row.id, pack.layer, *first, sink_);  // a case names bodies: each id once
          continue;
        }
        names_.bodies.declare(row.id, static_cast<std::uint32_t>(book_.vocabulary.bodies.size()), pack, p, sink_);
        Body body{row.id.text, row.id.text, *kind};
        for (std::size_t c = 0; c < decl.columns.size(); ++c) {
          if (decl.columns[c].text == "name") body.name = row.cells[c].text;
        }
        book_.vocabulary.add_body(std::move(body));
      }
    }
  }

  void network() {
    std::vector<Edge> edges;
    each_pack([&](const Pack& pack, std::uint32_t p) {
      for (const BodiesDecl& decl : pack.bodies) {
        for (std::size_t c = 0; c < decl.columns.size(); ++c) read_column(decl, c, p, edges);
      }
    });
    each_pack([&](const Pack& pack, std::uint32_t) {
      for (const BodiesDecl& decl : pack.bodies) check_ways(decl, pack, edges);
    });
    book_.network = Network(book_.vocabulary, relations_, edges);
  }

  /// The bodies of a kind in wider packs all lead somewhere by a relation, or none does: one more in a narrower pack
  /// does as they do, or it would be open of each body that a case does not name.
  void check_ways(const BodiesDecl& decl, const Pack& pack, const std::vector<Edge>& edges) {
    const auto kind = book_.vocabulary.find_kind(decl.kind.text);
    if (!kind) return;
    const auto leads = [&](std::uint32_t relation, std::uint32_t body) {
      return std::ranges::any_of(edges, [&](const Edge& e) { return e.relation == relation && e.from == body; });
    };
    std::vector<std::uint32_t> wider;
    for (std::uint32_t b = 0; b < book_.vocabulary.bodies.size(); ++b) {
      const Declared* declared = names_.bodies.find_anywhere(book_.vocabulary.bodies[b].id);
      if (book_.vocabulary.bodies[b].kind == *kind && declared->layer < pack.layer) wider.push_back(b);
    }
    if (wider.empty()) return;
    for (std::uint32_t r = 0; r < relations_.size(); ++r) {
      if (relations_[r].name == decl.kind.text) continue;
      const auto count = std::ranges::count_if(wider, [&](std::uint32_t b) { return leads(r, b); });
      if (count != 0 && count != std::ssize(wider)) continue;
      for (const BodiesDecl::Row& row : decl.rows) {
        const auto body = book_.vocabulary.find_body(row.id.text);
        if (!body || leads(r, *body) == (count != 0)) continue;
        sink_.report(Kind::weakens_a_higher_layer, row.id.span,
                     count != 0 ? fmt::format("`{}` says nothing of `{}`, and every {} of a wider pack does",
                                              row.id.text, relations_[r].name, decl.kind.text)
                                : fmt::format("`{}` says something of `{}`, and no {} of a wider pack does",
                                              row.id.text, relations_[r].name, decl.kind.text),
                     count != 0 ? fmt::format("add the column `{}`, with a body or `nobody`", relations_[r].name)
                                : "make it a body of a kind of your own");
      }
    }
  }

  void read_column(const BodiesDecl& decl, std::size_t column, std::uint32_t p, std::vector<Edge>& edges) {
    const Name& heading = decl.columns[column];
    if (heading.text == "id" || heading.text == "name" || heading.text == "gss") return;
    if (heading.text == "cite") {
      for (const BodiesDecl::Row& row : decl.rows) [[maybe_unused]]
        const auto cite = resolve_citations(row.cite, names_, p, sink_);
      return;
    }
    const auto relation = std::ranges::find(relations_, heading.text, &Relation::name);
    if (relation == relations_.end()) {
      std::vector<std::string> known;
      for (const Relation& r : relations_) known.push_back(r.name);
      complain_about_unknown("kind or relation", heading, known, sink_);
      return;
    }
    const auto number = static_cast<std::uint32_t>(relation - relations_.begin());
    for (const BodiesDecl::Row& row : decl.rows) {
      const Name& cell = row.cells[column];
      if (cell.text.empty()) continue;  // the network does not say
      Edge edge;
      edge.relation = number;
      const auto from = book_.vocabulary.find_body(row.id.text);
      if (!from) continue;
      edge.from = *from;
      if (cell.text != "nobody") {
        const auto to = book_.vocabulary.find_body(cell.text);
        if (!to) {
          complain_about_unknown(book_.vocabulary.kinds[relation->target_kind], cell, body_ids(relation->target_kind),
                                 sink_);
          continue;
        }
        if (book_.vocabulary.bodies[*to].kind != relation->target_kind) {
          sink_.report(Kind::wrong_type, cell.span,
                       fmt::format("`{}` is a {}, and a {} is due here", cell.text,
                                   book_.vocabulary.kinds[book_.vocabulary.bodies[*to].kind],
                                   book_.vocabulary.kinds[relation->target_kind]));
          continue;
        }
        edge.to = *to;
      }
      edges.push_back(std::move(edge));
    }
  }

  [[nodiscard]] std::vector<std::string> body_ids(std::uint32_t kind) const {
    std::vector<std::string> ids;
    for (const Body& body : book_.vocabulary.bodies) {
      if (body.kind == kind) ids.push_back(body.id);
    }
    return ids;
  }

  void binds(const Pack& pack, std::uint32_t p) {
    if (!pack.binds_body.is_set()) return;
    if (const auto body = find_body(pack.binds_body.text, names_, book_, p)) {
      book_.packs[p].binds_body = *body;
      find_binding_relation(pack, book_.packs[p]);
      return;
    }
    std::vector<std::string> known;
    for (const Body& body : book_.vocabulary.bodies) known.push_back(body.id);
    complain_about_unknown("body", pack.binds_body, known, sink_);
  }

  /// The way that leads from a bound body to the one that the pack names: the relation it names, or the body's kind.
  void find_binding_relation(const Pack& pack, PackInfo& info) {
    const Body& body = book_.vocabulary.bodies[info.binds_body];
    const std::string& name =
        pack.binds_relation.is_set() ? pack.binds_relation.text : book_.vocabulary.kinds[body.kind];
    const auto relation = std::ranges::find(relations_, name, &Relation::name);
    if (relation == relations_.end()) {
      std::vector<std::string> known;
      for (const Relation& r : relations_) known.push_back(r.name);
      complain_about_unknown("relation", pack.binds_relation, known, sink_);
      return;
    }
    if (relation->target_kind != body.kind) {
      sink_.report(
          Kind::wrong_type, pack.binds_body.span,
          fmt::format("`{}` leads to a {}, and `{}` is a {}", relation->name,
                      book_.vocabulary.kinds[relation->target_kind], body.id, book_.vocabulary.kinds[body.kind]));
      return;
    }
    info.binds_relation = static_cast<std::uint32_t>(relation - relations_.begin());
  }

  const Model& model_;
  Book& book_;
  Names& names_;
  Sink& sink_;
  std::vector<Relation> relations_;
};

}  // namespace

void collect_declarations(const Model& model, Book& book, Names& names, Sink& sink) {
  Collector(model, book, names, sink).run();
}

}  // namespace masa
