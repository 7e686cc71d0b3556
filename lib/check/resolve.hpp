/// Expressions: what every name means, and what type every part has.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "check/names.hpp"

namespace masa {

/// Where an expression stands: in which pack, about which record's member, and whether it may ask what is known.
struct Scope {
  std::uint32_t pack = 0;
  std::uint32_t record = no_index;
  bool may_ask_what_is_known = false;
  bool is_course = false;  ///< a state or a process: reads events and states, and nothing that rests on a process
  const std::vector<std::pair<std::string, Type>>* frame = nullptr;  ///< names of the process that is being run
};

/// Whether the expression asks what may be.
[[nodiscard]] bool asks_what_may_be(const Typed& typed);

/// Resolves expressions against a book whose declarations are complete. Complains into the sink; what cannot be
/// resolved comes back empty.
class Resolver {
 public:
  Resolver(const Book& book, const Names& names, Sink& sink) : book_(book), names_(names), sink_(sink) {}

  /// An expression of any type, or of an expected one.
  [[nodiscard]] std::optional<Typed> value(const Written& written, const Scope& scope, const Type* expected = nullptr);
  /// An expression that is yes or no.
  [[nodiscard]] std::optional<Typed> truth(const Written& written, const Scope& scope);
  /// A table's heading: a label, or an expression.
  [[nodiscard]] std::optional<Typed> heading(const TableDecl::Heading& heading, const Scope& scope);
  /// A cell under a heading.
  [[nodiscard]] std::optional<Typed> cell(const Written& written, const Typed& subject, const Scope& scope);

 private:
  using Maybe = std::optional<Typed>;
  Maybe resolve(const Expr& e, const Type* expected);
  Maybe as_truth(const Expr& e);
  Maybe name(const Expr& e, const Type* expected);
  Maybe constant_of(std::string_view text, const Type& type, const Expr& e);
  Maybe fact_or_decision(const Expr& e);
  Maybe body(const Expr& e);
  Maybe connective(const Expr& e);
  Maybe comparison(const Expr& e);
  Maybe among(const Expr& e);
  Maybe ask_known(const Expr& e);
  Maybe may_be(const Expr& e);
  Maybe members(const Expr& e);
  Maybe conditional(const Expr& e, const Type* expected);
  Maybe pick(const Expr& e);
  Maybe role(const Expr& e);
  [[nodiscard]] bool may_be_fact_or_decision(const Expr& e) const;
  [[nodiscard]] std::uint32_t owner_of(std::uint32_t record) const;
  [[nodiscard]] Typed seen_from_here(Typed leaf, const Expr& e) const;
  bool check_not_turned(const Expr& e, const Typed& typed);
  bool check_course(const Expr& e, bool is_allowed, std::string_view what);
  Maybe follow(const Expr& e);
  Maybe counted(const Expr& e);
  Maybe years(const Expr& e);
  Maybe extreme(const Expr& e);
  Maybe list(const Expr& e, const Type* expected);
  Maybe without(const Expr& e, const Type* expected);
  Maybe number(const Expr& e, const Type* expected);
  Maybe arithmetic(const Expr& e, const Type* expected);
  Maybe rounded(const Expr& e);
  Maybe has_come(const Expr& e);
  Maybe due(const Expr& e);
  Maybe overdue(const Expr& e);

  [[nodiscard]] Typed make(Act act, const Expr& e, Type type, std::vector<Typed> kids = {}) const;
  [[nodiscard]] Typed negated(const Expr& e, Typed kid) const;
  void wrong_type(const Expr& e, const Type& found, std::string_view wanted);
  bool check_fits(const Expr& e, const Typed& found, const Type& wanted);
  bool check_comparable(const Expr& e, const Typed& left, const Typed& right);
  void check_area(const Expr& e, std::uint32_t body);
  [[nodiscard]] bool is_visible(std::uint32_t pack) const { return names_.sees[scope_.pack][pack]; }
  /// `otherwise`: the advice where no known name is near.
  void unknown_name(const Expr& e, std::string_view what, std::vector<std::string> known, std::string otherwise = {});
  [[nodiscard]] std::string list_of_values(const Type& type) const;
  [[nodiscard]] std::vector<std::string> known_names(const Type* expected) const;

  const Book& book_;
  const Names& names_;
  Sink& sink_;
  Scope scope_;
  const Written* written_ = nullptr;
  const Typed* subject_ = nullptr;
};

}  // namespace masa
