#include "network/placement.hpp"

// GCC 12 takes Boost's optional iterators for uninitialised where it inlines them.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/circle_layout.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/kamada_kawai_spring_layout.hpp>
#include <boost/graph/topology.hpp>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace masa {

namespace {

using Topology = boost::square_topology<>;
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS,
                                    boost::property<boost::vertex_index_t, std::size_t>,
                                    boost::property<boost::edge_weight_t, double>>;

/// Stops where the points lie well, and in any case after so many steps: of some graphs the layout would go on for
/// ever.
class Enough {
 public:
  template <class AnyGraph, class Vertex>
  bool operator()(double delta, Vertex moved, const AnyGraph& graph, bool is_global) {
    return ++steps_ > most_steps || lies_well_(delta, moved, graph, is_global);
  }

 private:
  static constexpr int most_steps = 20'000;
  int steps_ = 0;
  boost::layout_tolerance<double> lies_well_;
};

/// Moves points into the square of side 1.
void fit(std::vector<Point>& points) {
  if (points.empty()) return;
  const auto [left, right] = std::ranges::minmax_element(points, {}, &Point::x);
  const auto [top, bottom] = std::ranges::minmax_element(points, {}, &Point::y);
  const Point origin{left->x, top->y};
  const double side = std::max({right->x - left->x, bottom->y - top->y, 1e-9});
  for (Point& point : points) point = {(point.x - origin.x) / side, (point.y - origin.y) / side};
}

}  // namespace

std::vector<Point> place(std::size_t count, const std::vector<std::pair<std::size_t, std::size_t>>& ways) {
  // Those that hang together with the first that adjoins anything; the layout needs them all connected.
  std::vector<std::vector<std::size_t>> beside(count);
  for (const auto& [a, b] : ways) {
    beside[a].push_back(b);
    beside[b].push_back(a);
  }
  std::vector<std::size_t> order;
  std::vector<std::size_t> number(count, SIZE_MAX);
  for (std::size_t i = 0; i < count && order.empty(); ++i) {
    if (beside[i].empty()) continue;
    number[i] = 0;
    order.push_back(i);
  }
  for (std::size_t at = 0; at < order.size(); ++at) {
    for (const std::size_t next : beside[order[at]]) {
      if (number[next] != SIZE_MAX) continue;
      number[next] = order.size();
      order.push_back(next);
    }
  }
  Graph graph(order.size());
  for (const auto& [a, b] : ways) {
    if (number[a] != SIZE_MAX && !boost::edge(number[a], number[b], graph).second)
      boost::add_edge(number[a], number[b], 1.0, graph);
  }
  std::vector<Topology::point_type> found(order.size());
  const auto positions = boost::make_iterator_property_map(found.begin(), boost::get(boost::vertex_index, graph));
  std::vector<Point> placed;
  if (order.size() > 1) {
    boost::circle_graph_layout(graph, positions, 1.0);
    const Topology topology(2.0);
    boost::kamada_kawai_spring_layout(graph, positions, boost::get(boost::edge_weight, graph), topology,
                                      boost::side_length(2.0), Enough());
  }
  for (const auto& point : found) placed.push_back({point[0], point[1]});
  fit(placed);
  std::vector<Point> points(count);
  const auto alone = static_cast<double>(count - order.size());
  double next_alone = 0;
  for (std::size_t i = 0; i < count; ++i) {
    points[i] = number[i] == SIZE_MAX ? Point{(next_alone++ + 0.5) / alone, 1.2} : placed[number[i]];
  }
  return points;
}

void turn(std::vector<Point>& points, std::size_t up, std::size_t left) {
  Point middle;
  for (const Point& point : points) {
    middle.x += point.x / static_cast<double>(points.size());
    middle.y += point.y / static_cast<double>(points.size());
  }
  if (up < points.size()) {
    // The direction from the middle to `up` becomes straight up, which is towards smaller y.
    const double angle = -std::numbers::pi / 2 - std::atan2(points[up].y - middle.y, points[up].x - middle.x);
    for (Point& point : points) {
      const Point from{point.x - middle.x, point.y - middle.y};
      point = {middle.x + from.x * std::cos(angle) - from.y * std::sin(angle),
               middle.y + from.x * std::sin(angle) + from.y * std::cos(angle)};
    }
  }
  if (left < points.size() && points[left].x > middle.x) {
    for (Point& point : points) point.x = 2 * middle.x - point.x;
  }
  fit(points);
}

}  // namespace masa
