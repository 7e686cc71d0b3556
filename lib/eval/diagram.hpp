/// A decision diagram: how an answer depends on facts that each have a few values. Reduced and ordered, so a fact
/// stands in it exactly if some of its values can change the answer.
#pragma once

#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

namespace masa {

/// Nodes are numbers; equal functions have equal numbers. Facts are numbers too; a smaller one stands higher.
class Diagram {
 public:
  using Ref = std::uint32_t;

  /// A constant answer.
  [[nodiscard]] Ref constant(std::uint32_t answer);
  /// The function that is `cases[v]` where the fact has its value number `v`. The cases may themselves read the fact.
  [[nodiscard]] Ref choose(std::uint32_t fact, const std::vector<Ref>& cases);
  /// The function where the fact has its value number `value`.
  [[nodiscard]] Ref restrict_to(Ref node, std::uint32_t fact, std::uint32_t value);

  [[nodiscard]] bool is_constant(Ref node) const { return nodes_[node].fact == constant_level; }
  /// Facts that the function depends on, ascending.
  [[nodiscard]] std::vector<std::uint32_t> facts_of(Ref node) const;
  /// Answers that the function takes, ascending.
  [[nodiscard]] std::vector<std::uint32_t> answers_of(Ref node) const;

 private:
  static constexpr std::uint32_t constant_level = UINT32_MAX;
  struct Node {
    std::uint32_t fact = constant_level;
    std::vector<Ref> cases;  ///< of a constant: the answer alone
    friend auto operator<=>(const Node&, const Node&) = default;
  };
  Ref intern(Node node);
  void visit(Ref node, std::vector<bool>& seen) const;

  std::vector<Node> nodes_;
  std::map<Node, Ref> known_;
  std::map<std::tuple<Ref, std::uint32_t, std::uint32_t>, Ref> restricted_;
  std::map<Node, Ref> chosen_;  ///< by fact and cases, as asked for
};

}  // namespace masa
