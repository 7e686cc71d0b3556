// Whatever relations are made of, what is kept of each is the same: for each body the days on which its answer changes,
// and the answer from each of them on.
//
//   police_force   darlington ── since ever ── durham
//                  cumberland ── until 2023-04-01 ── not known ── from then on ── cumbria
#include "network/network.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <iterator>
#include <utility>

namespace masa {

namespace {

constexpr Date ever{INT32_MIN};

/// The members of an answer that is known: of a set, one, or none.
std::vector<Value> members_of(const Value& value) {
  if (value.tag() == Value::Tag::set) return {value.members().begin(), value.members().end()};
  return value.tag() == Value::Tag::reference ? std::vector{value} : std::vector<Value>{};
}

Value or_silent(const Value* found, std::uint32_t relation, std::uint32_t body) {
  return found != nullptr ? *found : Value::not_known(Why::network_silent, relation, body);
}

/// A day in each of the periods in which all stays as it is.
std::vector<Date> days_between(const std::set<Date>& changes) {
  std::vector<Date> days{ever};
  days.insert(days.end(), changes.begin(), changes.end());
  return days;
}

}  // namespace

class NetworkBuilder {
 public:
  NetworkBuilder(const Vocabulary& vocabulary, Network& network, const std::vector<Edge>& edges)
      : bodies_(vocabulary.bodies), network_(network), edges_(network.relations_.size()) {
    const std::size_t count = network.relations_.size();
    network.leaves_.assign(count, std::vector<bool>(vocabulary.kinds.size(), false));
    network.changes_.assign(count, {});
    tables_.resize(count);
    is_built_.assign(count, false);
    for (const Edge& edge : edges) {
      edges_[edge.relation].push_back(edge);
      if (network.relations_[edge.relation].both_ways && !edge.to.is_nothing())
        edges_[edge.relation].push_back(
            {edge.relation, edge.to.as_index(), Value::reference(edge.from), edge.period, edge.sources});
    }
    for (std::uint32_t r = 0; r < count; ++r) build(r, vocabulary.kinds);
  }

  std::vector<Network::Table> take_tables() { return std::move(tables_); }
  std::vector<std::vector<Edge>> take_edges() { return std::move(edges_); }

 private:
  using Stretches = std::vector<Network::Stretch>;

  void build(std::uint32_t r, const std::vector<std::string>& kinds) {
    if (is_built_[r]) return;
    is_built_[r] = true;
    const Relation& relation = network_.relations_[r];
    for (const std::uint32_t part : relation.of) {
      build(part, kinds);
      network_.changes_[r].insert(network_.changes_[part].begin(), network_.changes_[part].end());
    }
    std::vector<Stretches> found(bodies_.size());
    if (relation.made == Relation::Made::of_rows) {
      from_rows(r, found);
      for (std::uint32_t b = 0; b < bodies_.size(); ++b) {
        const bool is_of_kind = kinds[bodies_[b].kind] == relation.name;
        if (is_of_kind && found[b].empty()) found[b].push_back({ever, Value::reference(b)});
      }
    } else {
      if (relation.made == Relation::Made::turned_round) note_lives(r);
      for (const Date day : days_between(network_.changes_[r])) {
        if (relation.made == Relation::Made::turned_round) turn_round(r, day, found);
        if (relation.made == Relation::Made::at_any_depth) go_on(r, day, found);
        if (relation.made == Relation::Made::joined) join(r, day, found);
      }
    }
    for (std::uint32_t b = 0; b < bodies_.size(); ++b) {
      keep_to_period(r, b, found[b]);
      if (!found[b].empty() && (kinds[bodies_[b].kind] != relation.name || relation.made != Relation::Made::of_rows))
        network_.leaves_[r][bodies_[b].kind] = true;
    }
    keep(r, found);
  }

  /// While there is no such body, nothing is known of where it leads.
  void keep_to_period(std::uint32_t r, std::uint32_t b, Stretches& stretches) {
    const Period& period = bodies_[b].period;
    if (stretches.empty()) return;
    if (period.first) {
      const auto later = std::ranges::upper_bound(stretches, *period.first, {}, &Network::Stretch::first);
      if (later != stretches.begin()) {
        std::prev(later)->first = *period.first;
        stretches.erase(stretches.begin(), std::prev(later));
      }
      network_.changes_[r].insert(*period.first);
    }
    if (period.end) {
      std::erase_if(stretches, [&](const Network::Stretch& s) { return s.first >= *period.end; });
      stretches.push_back({*period.end, Value::not_known(Why::network_silent, r, b)});
      network_.changes_[r].insert(*period.end);
    }
  }

  void keep(std::uint32_t r, std::vector<Stretches>& found) {
    Network::Table& table = tables_[r];
    for (Stretches& stretches : found) {
      table.begin.push_back(static_cast<std::uint32_t>(table.stretches.size()));
      std::ranges::move(stretches, std::back_inserter(table.stretches));
    }
    table.begin.push_back(static_cast<std::uint32_t>(table.stretches.size()));
  }

  // --- edges

  void from_rows(std::uint32_t r, std::vector<Stretches>& found) {
    const Relation& relation = network_.relations_[r];
    std::vector<Edge>& edges = edges_[r];
    std::ranges::stable_sort(edges, {}, &Edge::from);
    std::vector<bool> is_listed(bodies_.size(), false);
    for (const std::uint32_t body : relation.listed) is_listed[body] = true;
    auto next = edges.begin();
    for (std::uint32_t b = 0; b < bodies_.size(); ++b) {
      const auto first = next;
      while (next != edges.end() && next->from == b) ++next;
      if (first == next && !is_listed[b]) continue;
      std::set<Date> days{ever};
      for (auto edge = first; edge != next; ++edge) {
        for (const auto& day : {edge->period.first, edge->period.end}) {
          if (day) days.insert(*day);
        }
      }
      if (relation.listed_from) days.insert(*relation.listed_from);
      for (const Date day : days) {
        const bool is_known = is_listed[b] && (!relation.listed_from || *relation.listed_from <= day);
        add(found[b], day, on_day({first, next}, day, r, b, is_known));
      }
      days.erase(ever);
      network_.changes_[r].insert(days.begin(), days.end());
    }
  }

  [[nodiscard]] Value on_day(std::pair<std::vector<Edge>::iterator, std::vector<Edge>::iterator> edges, Date day,
                             std::uint32_t r, std::uint32_t body, bool all_are_listed) const {
    std::vector<Value> targets;
    bool is_nobody = false;
    for (auto edge = edges.first; edge != edges.second; ++edge) {
      if (!edge->period.holds(day)) continue;
      if (edge->to.is_nothing()) {
        is_nobody = true;
      } else {
        targets.push_back(edge->to);
      }
    }
    if (network_.relations_[r].leads_to_several)
      return all_are_listed ? Value::set(std::move(targets)) : Value::not_known(Why::network_silent, r, body);
    if (!targets.empty()) return targets.front();
    return is_nobody ? Value() : Value::not_known(Why::network_silent, r, body);
  }

  // --- relations made of others

  /// The bodies to which a relation that is turned round may lead.
  [[nodiscard]] std::vector<std::uint32_t> turned_from(std::uint32_t r) const {
    const Relation& relation = network_.relations_[r];
    if (relation.is_listed_in_part) return relation.listed;
    std::vector<std::uint32_t> found;
    for (std::uint32_t b = 0; b < bodies_.size(); ++b) {
      if (network_.leaves_[relation.of.front()][bodies_[b].kind]) found.push_back(b);
    }
    return found;
  }

  /// Of a body of which there are no rows it is not known where it leads while there is one.
  void note_lives(std::uint32_t r) {
    for (const std::uint32_t body : turned_from(r)) {
      for (const auto& day : {bodies_[body].period.first, bodies_[body].period.end}) {
        if (day) network_.changes_[r].insert(*day);
      }
    }
  }

  void turn_round(std::uint32_t r, Date day, std::vector<Stretches>& found) {
    const Relation& relation = network_.relations_[r];
    const std::uint32_t other = relation.of.front();
    std::vector<std::vector<Value>> led(bodies_.size());
    std::optional<Value> unknown;
    for (const std::uint32_t from : turned_from(r)) {
      if (!bodies_[from].period.holds(day)) continue;
      const Value leads_to = at(other, from, day);
      if (!leads_to.is_known() && !unknown) unknown = leads_to;
      if (!leads_to.is_known()) continue;
      for (const Value& target : members_of(leads_to)) led[target.as_index()].push_back(Value::reference(from));
    }
    const std::uint64_t from_kinds = network_.relations_[other].target.kinds;
    for (std::uint32_t b = 0; b < bodies_.size(); ++b) {
      if ((from_kinds >> bodies_[b].kind & 1U) != 0)
        add(found[b], day, unknown ? *unknown : Value::set(std::move(led[b])));
    }
  }

  void go_on(std::uint32_t r, Date day, std::vector<Stretches>& found) {
    const std::uint32_t other = network_.relations_[r].of.front();
    for (std::uint32_t b = 0; b < bodies_.size(); ++b) {
      if (!network_.leaves_[other][bodies_[b].kind]) continue;
      std::vector<Value> reached;
      std::vector<std::uint32_t> todo{b};
      std::optional<Value> unknown;
      for (std::size_t i = 0; i < todo.size() && !unknown; ++i) {
        const Value leads_to = at(other, todo[i], day);
        // Where the way does not leave bodies of that kind at all, it has come to its end.
        if (!leads_to.is_known() && (i == 0 || network_.leaves_[other][bodies_[todo[i]].kind])) unknown = leads_to;
        if (!leads_to.is_known()) continue;
        for (const Value& target : members_of(leads_to)) {
          if (std::ranges::find(reached, target) != reached.end()) continue;
          reached.push_back(target);
          todo.push_back(target.as_index());
        }
      }
      add(found[b], day, unknown ? *unknown : Value::set(std::move(reached)));
    }
  }

  void join(std::uint32_t r, Date day, std::vector<Stretches>& found) {
    for (std::uint32_t b = 0; b < bodies_.size(); ++b) {
      std::vector<Value> all;
      std::optional<Value> unknown;
      bool leaves = false;
      for (const std::uint32_t part : network_.relations_[r].of) {
        if (!network_.leaves_[part][bodies_[b].kind]) continue;
        leaves = true;
        const Value leads_to = at(part, b, day);
        if (!leads_to.is_known() && !unknown) unknown = leads_to;
        if (leads_to.is_known()) std::ranges::move(members_of(leads_to), std::back_inserter(all));
      }
      if (leaves) add(found[b], day, unknown ? *unknown : Value::set(std::move(all)));
    }
  }

  [[nodiscard]] Value at(std::uint32_t r, std::uint32_t body, Date day) const {
    return or_silent(tables_[r].find(body, day), r, body);
  }

  static void add(Stretches& stretches, Date day, Value value) {
    if (stretches.empty() || !(stretches.back().value == value)) stretches.push_back({day, std::move(value)});
  }

  const std::vector<Body>& bodies_;
  Network& network_;
  std::vector<std::vector<Edge>> edges_;  ///< [relation]
  std::vector<Network::Table> tables_;
  std::vector<bool> is_built_;
};

Network::Network(const Vocabulary& vocabulary, std::vector<Relation> relations, const std::vector<Edge>& edges)
    : relations_(std::move(relations)) {
  NetworkBuilder builder(vocabulary, *this, edges);
  tables_ = std::make_shared<const std::vector<Table>>(builder.take_tables());
  edges_ = std::make_shared<const std::vector<std::vector<Edge>>>(builder.take_edges());
}

const Value* Network::Table::find(std::uint32_t body, Date day) const {
  for (std::uint32_t s = begin[body + 1]; s-- > begin[body];) {
    if (stretches[s].first <= day) return &stretches[s].value;
  }
  return nullptr;
}

std::optional<std::uint32_t> find_relation(const std::vector<Relation>& relations, std::string_view name) {
  const auto found = std::ranges::find(relations, name, &Relation::name);
  if (found == relations.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - relations.begin());
}

std::vector<std::string> names_of(const std::vector<Relation>& relations) {
  std::vector<std::string> names;
  for (const Relation& relation : relations) names.push_back(relation.name);
  return names;
}

std::optional<std::uint32_t> Network::find_relation(std::string_view name) const {
  return masa::find_relation(relations_, name);
}

Value Network::follow(std::uint32_t relation, std::uint32_t from, Date at) const {
  return or_silent((*tables_)[relation].find(from, at), relation, from);
}

std::set<std::uint32_t> Network::sources(std::uint32_t relation, std::uint32_t from, Date at) const {
  std::set<std::uint32_t> found;
  if (follow(relation, from, at).is_known()) find_sources(relation, from, at, std::nullopt, found);
  return found;
}

/// Of the rows that lead to `to`; empty: wherever they lead.
void Network::find_sources(std::uint32_t relation, std::uint32_t from, Date at, std::optional<std::uint32_t> to,
                           std::set<std::uint32_t>& found) const {
  const Relation& r = relations_[relation];
  switch (r.made) {
    case Relation::Made::of_rows:
      for (const Edge& edge : std::ranges::equal_range((*edges_)[relation], from, {}, &Edge::from)) {
        if (edge.period.holds(at) && (!to || edge.to == Value::reference(*to)))
          found.insert(edge.sources.begin(), edge.sources.end());
      }
      return;
    case Relation::Made::turned_round:
      for (const Value& source : members_of(follow(relation, from, at))) {
        if (!to || *to == source.as_index()) find_sources(r.of.front(), source.as_index(), at, from, found);
      }
      return;
    case Relation::Made::at_any_depth:
      find_sources(r.of.front(), from, at, std::nullopt, found);
      for (const Value& one : members_of(follow(relation, from, at)))
        find_sources(r.of.front(), one.as_index(), at, std::nullopt, found);
      return;
    case Relation::Made::joined:
      for (const std::uint32_t part : r.of) find_sources(part, from, at, to, found);
      return;
  }
}

std::optional<Value> Network::follow_always(std::uint32_t relation, std::uint32_t from) const {
  const Table& table = (*tables_)[relation];
  const std::uint32_t begin = table.begin[from];
  const std::uint32_t count = table.begin[from + 1] - begin;
  if (count > 1 || (count == 1 && table.stretches[begin].first != ever)) return std::nullopt;
  return follow(relation, from, ever);
}

std::vector<std::uint32_t> find_circle(const Network& network, std::uint32_t relation, std::size_t bodies) {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  for (const Date day : days_between(network.changes(relation))) {
    Graph graph(bodies);
    for (std::uint32_t b = 0; b < bodies; ++b) {
      const Value leads_to = network.follow(relation, b, day);
      if (!leads_to.is_known()) continue;
      for (const Value& target : members_of(leads_to)) boost::add_edge(b, target.as_index(), graph);
    }
    std::vector<std::uint32_t> part(bodies);
    const auto index = boost::make_iterator_property_map(part.begin(), boost::get(boost::vertex_index, graph));
    boost::strong_components(graph, index);
    std::vector<std::vector<std::uint32_t>> members(bodies);
    for (std::uint32_t b = 0; b < bodies; ++b) members[part[b]].push_back(b);
    for (const std::vector<std::uint32_t>& circle : members) {
      const bool leads_to_itself = circle.size() == 1 && boost::edge(circle.front(), circle.front(), graph).second;
      if (circle.size() > 1 || leads_to_itself) return circle;
    }
  }
  return {};
}

}  // namespace masa
