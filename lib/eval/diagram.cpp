#include "eval/diagram.hpp"

#include <algorithm>

namespace masa {

Diagram::Ref Diagram::intern(Node node) {
  const auto [entry, is_new] = known_.emplace(node, static_cast<Ref>(nodes_.size()));
  if (is_new) nodes_.push_back(std::move(node));
  return entry->second;
}

Diagram::Ref Diagram::constant(std::uint32_t answer) {
  return intern({constant_level, {answer}});
}

Diagram::Ref Diagram::choose(std::uint32_t fact, const std::vector<Ref>& cases) {
  if (const auto known = chosen_.find({fact, cases}); known != chosen_.end()) return known->second;
  std::uint32_t top = fact;
  std::size_t arity = cases.size();
  for (const Ref c : cases) {
    if (nodes_[c].fact < top) {
      top = nodes_[c].fact;
      arity = nodes_[c].cases.size();
    }
  }
  std::vector<Ref> kids;
  for (std::uint32_t value = 0; value < arity; ++value) {
    if (top == fact) {
      kids.push_back(restrict_to(cases[value], fact, value));
      continue;
    }
    std::vector<Ref> restricted;
    for (const Ref c : cases) restricted.push_back(restrict_to(c, top, value));
    kids.push_back(choose(fact, restricted));
  }
  const bool all_equal = std::ranges::all_of(kids, [&](Ref kid) { return kid == kids.front(); });
  const Ref result = all_equal ? kids.front() : intern({top, std::move(kids)});
  chosen_.emplace(Node{fact, cases}, result);
  return result;
}

Diagram::Ref Diagram::restrict_to(Ref node, std::uint32_t fact, std::uint32_t value) {
  const Node copy = nodes_[node];
  if (copy.fact > fact) return node;
  if (copy.fact == fact) return copy.cases[value];
  const std::tuple key(node, fact, value);
  if (const auto known = restricted_.find(key); known != restricted_.end()) return known->second;
  std::vector<Ref> kids;
  for (const Ref kid : copy.cases) kids.push_back(restrict_to(kid, fact, value));
  const bool all_equal = std::ranges::all_of(kids, [&](Ref kid) { return kid == kids.front(); });
  const Ref result = all_equal ? kids.front() : intern({copy.fact, std::move(kids)});
  restricted_.emplace(key, result);
  return result;
}

void Diagram::visit(Ref node, std::vector<bool>& seen) const {
  if (seen[node]) return;
  seen[node] = true;
  if (is_constant(node)) return;
  for (const Ref kid : nodes_[node].cases) visit(kid, seen);
}

std::vector<std::uint32_t> Diagram::facts_of(Ref node) const {
  std::vector<bool> seen(nodes_.size(), false);
  visit(node, seen);
  std::vector<std::uint32_t> facts;
  for (Ref n = 0; n < nodes_.size(); ++n) {
    if (seen[n] && !is_constant(n)) facts.push_back(nodes_[n].fact);
  }
  std::ranges::sort(facts);
  const auto repeated = std::ranges::unique(facts);
  facts.erase(repeated.begin(), repeated.end());
  return facts;
}

std::vector<std::uint32_t> Diagram::answers_of(Ref node) const {
  std::vector<bool> seen(nodes_.size(), false);
  visit(node, seen);
  std::vector<std::uint32_t> answers;
  for (Ref n = 0; n < nodes_.size(); ++n) {
    if (seen[n] && is_constant(n)) answers.push_back(nodes_[n].cases.front());
  }
  std::ranges::sort(answers);
  return answers;
}

}  // namespace masa
