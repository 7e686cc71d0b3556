#include "network/network.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>

namespace masa {

namespace {
constexpr std::int64_t silent = -1;
constexpr std::int64_t nobody = -2;
}  // namespace

/// The bodies and their edges as a Boost graph, for the questions that walk it.
struct Network::Graph {
  using List =
      boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, boost::no_property, std::uint32_t>;
  explicit Graph(std::size_t bodies) : list(bodies) {}
  List list;
};

Network::Network() : graph_(std::make_shared<const Graph>(0)) {}

Network::Network(const Vocabulary& vocabulary, std::vector<Relation> relations, const std::vector<Edge>& edges)
    : relations_(std::move(relations)) {
  auto graph = std::make_shared<Graph>(vocabulary.bodies.size());
  targets_.assign(relations_.size(), std::vector<std::int64_t>(vocabulary.bodies.size(), silent));
  for (std::size_t r = 0; r < relations_.size(); ++r) {
    if (vocabulary.kinds[relations_[r].target_kind] != relations_[r].name) continue;
    for (std::size_t b = 0; b < vocabulary.bodies.size(); ++b) {
      if (vocabulary.bodies[b].kind == relations_[r].target_kind) targets_[r][b] = static_cast<std::int64_t>(b);
    }
  }
  leaves_.assign(relations_.size(), std::vector<bool>(vocabulary.kinds.size(), false));
  for (const Edge& edge : edges) {
    leaves_[edge.relation][vocabulary.bodies[edge.from].kind] = true;
    targets_[edge.relation][edge.from] = edge.to ? std::int64_t{*edge.to} : nobody;
    if (edge.to) boost::add_edge(edge.from, *edge.to, edge.relation, graph->list);
  }
  graph_ = std::move(graph);
}

std::optional<std::uint32_t> Network::find_relation(std::string_view name) const {
  const auto found = std::ranges::find(relations_, name, &Relation::name);
  if (found == relations_.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - relations_.begin());
}

Value Network::follow(std::uint32_t relation, std::uint32_t from) const {
  const std::int64_t target = targets_[relation][from];
  if (target == silent) return Value::not_known(Why::network_silent, relation, from);
  if (target == nobody) return {};
  return Value::reference(static_cast<std::uint32_t>(target));
}

std::vector<std::uint32_t> Network::sources(std::uint32_t relation, std::uint32_t to) const {
  std::vector<std::uint32_t> found;
  if (to >= boost::num_vertices(graph_->list)) return found;
  const auto [first, last] = boost::in_edges(to, graph_->list);
  for (auto edge = first; edge != last; ++edge) {
    if (graph_->list[*edge] == relation)
      found.push_back(static_cast<std::uint32_t>(boost::source(*edge, graph_->list)));
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace masa
