// The network that packs declare: bodies, relations and their rows; and whom a pack binds.
//
// A relation has rows of its own, in the table of the bodies that it leaves or in a table of edges, or it is made of
// others. Of how those hang together, and of what the rows contradict, check_network.cpp complains.
#include <fmt/format.h>

#include <algorithm>

#include "base/limits.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"
#include "check/check_model.hpp"
#include "check/network_rows.hpp"

namespace masa {

namespace {

class NetworkCollector {
 public:
  NetworkCollector(const Model& model, Book& book, Names& names, Sink& sink)
      : model_(model), book_(book), names_(names), sink_(sink) {}

  void run() {
    for (const std::string& kind : book_.vocabulary.kinds) add_kinds_relation(kind);
    each_pack(model_, [this](const Pack& pack, std::uint32_t p) { relations(pack, p); });
    each_pack(model_, [this](const Pack& pack, std::uint32_t p) { bodies(pack, p); });
    network();
    each_pack(model_, [this](const Pack& pack, std::uint32_t p) { binds(pack, p); });
  }

 private:
  /// A kind has a relation of its own name.
  void add_kinds_relation(const std::string& kind) {
    Relation relation;
    relation.name = kind;
    relation.target.base = Type::Base::reference;
    relation.target.kinds = std::uint64_t{1} << *book_.vocabulary.find_kind(kind);
    add_relation(std::move(relation), nullptr, names_.kinds.at(kind).pack);
  }

  void add_relation(Relation relation, const RelationDecl* decl, std::uint32_t p) {
    found_.relations.push_back(std::move(relation));
    found_.declared.push_back({decl, p});
  }

  void relations(const Pack& pack, std::uint32_t p) {
    for (const RelationDecl& decl : pack.relations) {
      const auto taken = found_.find(decl.id.text);
      if (taken) {
        const auto kind = names_.kinds.find(decl.id.text);
        const bool is_kinds = kind != names_.kinds.end() && pack.layer < kind->second.layer;
        sink_.report(Kind::declared_twice, is_kinds ? kind->second.span : decl.id.span,
                     fmt::format("the relation `{}` is declared twice", decl.id.text),
                     "a kind has a relation of its own name",
                     is_kinds ? std::vector<Beside>{{decl.id.span, "declared here"}} : std::vector<Beside>{});
        // So that the wider pack's columns still make sense.
        const auto kind_it_leads_to = book_.vocabulary.find_kind(decl.target.text);
        if (is_kinds && kind_it_leads_to) found_.relations[*taken].target.kinds = std::uint64_t{1} << *kind_it_leads_to;
        continue;
      }
      Relation relation;
      relation.target.base = Type::Base::reference;
      if (decl.target.is_set()) {
        const auto target = resolve_type(decl.target, names_, p, book_.vocabulary, sink_);
        if (!target || !check_target(decl, *target)) continue;
        relation.target = *target;
      }
      relation.name = decl.id.text;
      relation.leads_to_several = decl.leads_to_several;
      relation.both_ways = decl.both_ways;
      relation.listed_from = decl.listed_from;
      add_relation(std::move(relation), &decl, p);
    }
  }

  bool check_target(const RelationDecl& decl, const Type& target) {
    if (target.is_set) {
      sink_.report(Kind::wrong_type, decl.target.span, fmt::format("`{}` leads to a set", decl.id.text),
                   "write `to: several …`, and give each a row of its own");
    } else if (decl.both_ways && target.base != Type::Base::reference) {
      sink_.report(Kind::wrong_type, decl.target.span,
                   fmt::format("`{}` leads to {}, and nothing leads back from there", decl.id.text,
                               book_.vocabulary.describe(target)),
                   "only what leads to bodies is read both ways");
    } else {
      return true;
    }
    return false;
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
        Body body{row.id.text, row.id.text, *kind, row.in_force};
        for (std::size_t c = 0; c < decl.columns.size(); ++c) {
          if (decl.columns[c].text == "name") body.name = row.cells[c].text;
        }
        const std::string name = body.name;
        names_.bodies_by_name.emplace(name, book_.vocabulary.add_body(std::move(body)));
      }
    }
  }

  void network() {
    each_pack(model_, [&](const Pack& pack, std::uint32_t p) {
      for (const BodiesDecl& decl : pack.bodies) {
        std::vector<std::vector<std::uint32_t>> sources;
        for (const BodiesDecl::Row& row : decl.rows) {
          sources.push_back(sources_of(row.cite, p));
          book_.network_rows.push_back({sources.back(), row.id.span});
        }
        for (std::size_t c = 0; c < decl.columns.size(); ++c) read_column(decl, c, sources, p);
      }
      for (const EdgesDecl& decl : pack.edges) read_edges(decl, p);
    });
    leads_.assign(found_.relations.size(), std::vector<bool>(book_.vocabulary.bodies.size(), false));
    for (const NetworkRow& row : found_.rows) leads_[row.edge.relation][row.edge.from] = true;
    each_pack(model_, [&](const Pack& pack, std::uint32_t) {
      for (const BodiesDecl& decl : pack.bodies) check_ways(decl, pack);
    });
    collect_rotations(model_, book_, names_, found_, sink_);
    make_relations(found_, book_, names_, sink_);
    check_network_rows(found_, book_, names_, sink_);
    std::vector<Edge> edges;
    for (const NetworkRow& row : found_.rows) edges.push_back(row.edge);
    book_.network = Network(book_.vocabulary, found_.relations, edges);
    check_network_circles(found_, book_, sink_);
    if (!sink_.has_errors()) note_network(found_, book_, names_, sink_);
  }

  /// The bodies of a kind in wider packs all lead somewhere by a relation, or none does: one more in a narrower pack
  /// does as they do, or it would be open of each body that a case does not name.
  void check_ways(const BodiesDecl& decl, const Pack& pack) {
    const auto kind = book_.vocabulary.find_kind(decl.kind.text);
    if (!kind) return;
    std::vector<std::uint32_t> wider;
    for (std::uint32_t b = 0; b < book_.vocabulary.bodies.size(); ++b) {
      const Declared* declared = names_.bodies.find_anywhere(book_.vocabulary.bodies[b].id);
      if (book_.vocabulary.bodies[b].kind == *kind && declared->layer < pack.layer) wider.push_back(b);
    }
    if (wider.empty()) return;
    for (std::uint32_t r = 0; r < found_.relations.size(); ++r) {
      if (found_.relations[r].name == decl.kind.text || found_.relations[r].leads_to_several) continue;
      const auto count = std::ranges::count_if(wider, [&](std::uint32_t b) { return leads_[r][b]; });
      if (count != 0 && count != std::ssize(wider)) continue;
      for (const BodiesDecl::Row& row : decl.rows) {
        const auto body = book_.vocabulary.find_body(row.id.text);
        if (!body || leads_[r][*body] == (count != 0)) continue;
        sink_.report(Kind::weakens_a_higher_layer, row.id.span,
                     count != 0 ? fmt::format("`{}` says nothing of `{}`, and every {} of a wider pack does",
                                              row.id.text, found_.relations[r].name, decl.kind.text)
                                : fmt::format("`{}` says something of `{}`, and no {} of a wider pack does",
                                              row.id.text, found_.relations[r].name, decl.kind.text),
                     count != 0 ? fmt::format("add the column `{}`, with a body or `nobody`", found_.relations[r].name)
                                : "make it a body of a kind of your own");
      }
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> sources_of(const Citations& cite, std::uint32_t p) {
    std::vector<std::uint32_t> sources;
    for (const Citation& citation : resolve_citations(cite, names_, p, sink_)) sources.push_back(citation.source);
    return sources;
  }

  void read_column(const BodiesDecl& decl, std::size_t column, const std::vector<std::vector<std::uint32_t>>& sources,
                   std::uint32_t p) {
    const Name& heading = decl.columns[column];
    for (const std::string_view own : {"id", "name", "gss", "in_force", "cite"}) {
      if (heading.text == own) return;
    }
    const auto relation = find_relation("kind or relation", heading);
    if (!relation) return;
    for (std::size_t r = 0; r < decl.rows.size(); ++r) {
      const BodiesDecl::Row& row = decl.rows[r];
      const Name& cell = row.cells[column];
      const auto from = book_.vocabulary.find_body(row.id.text);
      if (cell.text.empty() || !from) continue;                                     // empty: the network does not say
      if (names_.bodies.find_anywhere(row.id.text)->span != row.id.span) continue;  // complained about before
      add_row({*relation, *from, {}, {}, sources[r]}, cell, p);
    }
  }

  void read_edges(const EdgesDecl& decl, std::uint32_t p) {
    const auto relation = find_relation("relation", decl.relation);
    if (!relation) return;
    for (const EdgesDecl::Row& row : decl.rows) {
      const auto from = find_body(row.from.text, names_, book_, p);
      std::vector<std::uint32_t> sources = sources_of(row.cite, p);
      book_.network_rows.push_back({sources, row.from.span});
      if (from) {
        add_row({*relation, *from, {}, row.in_force, std::move(sources)}, row.to, p);
      } else {
        complain_about_unknown("body", row.from, names_.bodies.all(p), sink_);
      }
    }
  }

  void add_row(Edge edge, const Name& to, std::uint32_t p) {
    NetworkRow row{std::move(edge), to.span, p};
    const Type& target = found_.relations[row.edge.relation].target;
    const bool is_body = target.base == Type::Base::reference;
    if (!is_body || to.text != "nobody") {
      const auto value = is_body ? body_of(to, target.kinds) : book_.vocabulary.read(to.text, target);
      if (!value) {
        if (!is_body)
          sink_.report(Kind::wrong_type, to.span,
                       fmt::format("`{}` is not {}", to.text, book_.vocabulary.describe(target)),
                       did_you_mean(to.text, book_.vocabulary.words_of_type(target)));
        return;
      }
      row.edge.to = *value;
    }
    found_.rows.push_back(std::move(row));
  }

  std::optional<Value> body_of(const Name& name, std::uint64_t kinds) {
    const auto body = book_.vocabulary.find_body(name.text);
    if (!body) {
      complain_about_unknown(words_for(kinds), name, body_ids(kinds), sink_);
      return std::nullopt;
    }
    const std::uint32_t kind = book_.vocabulary.bodies[*body].kind;
    if ((kinds >> kind & 1U) == 0) {
      sink_.report(Kind::wrong_type, name.span,
                   fmt::format("`{}` is a {}, and a {} is needed here", name.text, book_.vocabulary.kinds[kind],
                               words_for(kinds)));
      return std::nullopt;
    }
    return Value::reference(*body);
  }

  /// A relation that may have rows.
  std::optional<std::uint32_t> find_relation(std::string_view sort, const Name& name) {
    const auto relation = found_.find(name.text);
    if (!relation) {
      complain_about_unknown(sort, name, names_of(found_.relations), sink_);
      return std::nullopt;
    }
    const RelationDecl* decl = found_.declared[*relation].decl;
    if (decl == nullptr || decl->target.is_set()) return relation;
    sink_.report(Kind::wrong_shape, name.span,
                 fmt::format("`{}` is made of other relations and has no rows", name.text),
                 "give the rows to the relation that it is made of", {{decl->id.span, "declared here"}});
    return std::nullopt;
  }

  [[nodiscard]] std::string words_for(std::uint64_t kinds) const {
    std::vector<std::string> words;
    for (std::uint32_t k = 0; k < book_.vocabulary.kinds.size(); ++k) {
      if ((kinds >> k & 1U) != 0) words.push_back(book_.vocabulary.kinds[k]);
    }
    return join(words, " or ");
  }

  [[nodiscard]] std::vector<std::string> body_ids(std::uint64_t kinds) const {
    std::vector<std::string> ids;
    if (book_.vocabulary.bodies.size() > limits::suggested_names) return ids;
    for (const Body& body : book_.vocabulary.bodies) {
      if ((kinds >> body.kind & 1U) != 0) ids.push_back(body.id);
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
    const auto relation = found_.find(name);
    if (!relation) {
      complain_about_unknown("relation", pack.binds_relation, names_of(found_.relations), sink_);
      return;
    }
    const Relation& way = found_.relations[*relation];
    if ((way.target.kinds >> body.kind & 1U) == 0 || way.leads_to_several || way.made != Relation::Made::of_rows) {
      sink_.report(Kind::wrong_type, pack.binds_body.span,
                   fmt::format("`{}` leads to {}, and `{}` is a {}", way.name,
                               way.leads_to_several ? "several" : fmt::format("a {}", words_for(way.target.kinds)),
                               body.id, book_.vocabulary.kinds[body.kind]));
      return;
    }
    info.binds_relation = *relation;
  }

  const Model& model_;
  Book& book_;
  Names& names_;
  Sink& sink_;
  NetworkRows found_;
  std::vector<std::vector<bool>> leads_;  ///< [relation][body]: whether it has a row
};

}  // namespace

void collect_network(const Model& model, Book& book, Names& names, Sink& sink) {
  NetworkCollector(model, book, names, sink).run();
}

}  // namespace masa
