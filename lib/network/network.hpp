/// The graph of bodies, with time: who serves whom, who sits where. Built once, then only read; what rules ask is
/// looked up in a table.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "value/date.hpp"
#include "value/vocabulary.hpp"

namespace masa {

/// A named way from bodies to bodies, or to what else is said of them: `partnership`, `members`, `may_decide`.
struct Relation {
  enum class Made : std::uint8_t {
    of_rows,       ///< of edges
    turned_round,  ///< from where another leads, back to whom it leaves
    at_any_depth,  ///< another, and on from where it leads, as far as it goes
    joined,        ///< wherever one of several others leads
  };
  std::string name;
  Type target;                    ///< one of what it leads to: bodies of some kinds, or values of another type
  bool leads_to_several = false;  ///< to a set of these; otherwise to one
  Made made = Made::of_rows;
  bool both_ways = false;               ///< of rows: each is read from both sides
  std::vector<std::uint32_t> of{};      ///< the relations that it is made of
  std::vector<std::uint32_t> listed{};  ///< of rows: the bodies of which all rows are given, be it none; turned round:
                                        ///< the bodies that it leads to, where not all that the other leaves
  std::optional<Date> listed_from{};    ///< of the days before nothing is known
  bool is_listed_in_part = false;       ///< turned round: `listed` says to whom it leads
};

/// `from` is served by `to` in a period. Nothing: known to be nobody.
struct Edge {
  std::uint32_t relation = 0;
  std::uint32_t from = 0;
  Value to{};
  Period period{};
  std::vector<std::uint32_t> sources{};  ///< by number, that say so
};

[[nodiscard]] std::optional<std::uint32_t> find_relation(const std::vector<Relation>& relations, std::string_view name);
/// For messages.
[[nodiscard]] std::vector<std::string> names_of(const std::vector<Relation>& relations);

class Network {
 public:
  Network() = default;
  /// Precondition: every body and relation that is named exists; no two edges of one relation that leads to one body
  /// leave a body on one day; no relation is made of itself.
  Network(const Vocabulary& vocabulary, std::vector<Relation> relations, const std::vector<Edge>& edges);

  [[nodiscard]] const std::vector<Relation>& relations() const { return relations_; }
  [[nodiscard]] std::optional<std::uint32_t> find_relation(std::string_view name) const;
  /// Where a relation leads from a body on a day: a reference or another value of its type, nothing (known to be
  /// nobody), a set of these where it leads to several, or not known (`network_silent`, of a relation and body of which
  /// the network does not say it). A relation named after a kind leads from a body of that kind to itself.
  [[nodiscard]] Value follow(std::uint32_t relation, std::uint32_t from, Date at) const;
  /// The sources of the rows by which a relation leads where it does from a body on a day; by number, each once. None
  /// where that is not known, or nowhere for want of rows.
  [[nodiscard]] std::set<std::uint32_t> sources(std::uint32_t relation, std::uint32_t from, Date at) const;
  /// Where it leads on every day; empty where that changes.
  [[nodiscard]] std::optional<Value> follow_always(std::uint32_t relation, std::uint32_t from) const;
  /// Whether the relation is one that leaves bodies of that kind: some of them have an entry.
  [[nodiscard]] bool leaves(std::uint32_t relation, std::uint32_t kind) const { return leaves_[relation][kind]; }
  /// The days on which it begins or ceases to lead somewhere.
  [[nodiscard]] const std::set<Date>& changes(std::uint32_t relation) const { return changes_[relation]; }

 private:
  friend class NetworkBuilder;
  /// From a day on, to before the next.
  struct Stretch {
    Date first;
    Value value;
  };
  /// For each body its stretches: from `begin` of it to `begin` of the next.
  struct Table {
    std::vector<std::uint32_t> begin;
    std::vector<Stretch> stretches;
    /// Null where nothing is said of the day.
    [[nodiscard]] const Value* find(std::uint32_t body, Date day) const;
  };
  std::vector<Relation> relations_;
  std::vector<std::vector<bool>> leaves_;  ///< [relation][kind]
  std::vector<std::set<Date>> changes_;    ///< [relation]
  void find_sources(std::uint32_t relation, std::uint32_t from, Date at, std::optional<std::uint32_t> to,
                    std::set<std::uint32_t>& found) const;

  std::shared_ptr<const std::vector<Table>> tables_;
  std::shared_ptr<const std::vector<std::vector<Edge>>> edges_;  ///< [relation], in the order of the bodies they leave
};

/// The bodies that lead to themselves by a relation on some day, in the order in which they do: a circle. Empty where
/// there is none.
[[nodiscard]] std::vector<std::uint32_t> find_circle(const Network& network, std::uint32_t relation,
                                                     std::size_t bodies);

}  // namespace masa
