/// The graph of bodies: who serves whom. Built once, then only read; what rules ask is looked up in a table.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "value/vocabulary.hpp"

namespace masa {

/// A named way from bodies to bodies of one kind: `partnership`, `police_force`, `adults_board`.
struct Relation {
  std::string name;
  std::uint32_t target_kind = 0;
};

/// One edge: `from` is served by `to`. `to` empty: known to be nobody.
struct Edge {
  std::uint32_t relation = 0;
  std::uint32_t from = 0;
  std::optional<std::uint32_t> to;
  std::string cite;
};

class Network {
 public:
  Network();
  /// Precondition: every body and relation named by an edge exists; no two edges of one relation leave one body.
  Network(const Vocabulary& vocabulary, std::vector<Relation> relations, const std::vector<Edge>& edges);

  [[nodiscard]] const std::vector<Relation>& relations() const { return relations_; }
  [[nodiscard]] std::optional<std::uint32_t> find_relation(std::string_view name) const;
  /// Where a relation leads from a body: a reference, nothing (known to be nobody), or not known (`network_silent`).
  /// A relation named after a kind leads from a body of that kind to itself.
  [[nodiscard]] Value follow(std::uint32_t relation, std::uint32_t from) const;
  /// Whether the relation is one that leaves bodies of that kind: some of them have an entry.
  [[nodiscard]] bool leaves(std::uint32_t relation, std::uint32_t kind) const { return leaves_[relation][kind]; }
  /// Whether a relation leads from the body to the other, directly: the bodies that `to` covers. In order.
  [[nodiscard]] std::vector<std::uint32_t> sources(std::uint32_t relation, std::uint32_t to) const;

 private:
  struct Graph;
  std::shared_ptr<const Graph> graph_;
  std::vector<Relation> relations_;
  std::vector<std::vector<bool>> leaves_;           ///< [relation][kind]
  std::vector<std::vector<std::int64_t>> targets_;  ///< [relation][body]: the target, or one of the marks in the source
};

}  // namespace masa
