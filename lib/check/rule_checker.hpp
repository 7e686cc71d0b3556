/// The rules of a book, one declaration at a time: every expression resolved, typed and cited.
#pragma once

#include "check/check_rows.hpp"
#include "check/resolve.hpp"

namespace masa {

class RuleChecker {
 public:
  RuleChecker(Book& book, const Names& names, Sink& sink)
      : book_(book), names_(names), sink_(sink), resolver_(book, names, sink) {}

  void decision(const DecisionDecl& decl, std::uint32_t p);
  /// The rules of a declaration, and what holds otherwise, into a decision whose type and record stand.
  void fill(const DecisionDecl& decl, Decision& decision, std::uint32_t p);
  /// The rules of a list, added to those that the decision has. `block_cite`: for rules without a citation.
  void rules(const std::vector<RuleDecl>& decls, Decision& decision, const Scope& scope,
             const std::vector<Citation>& block_cite);
  void fact(const FactDecl& decl, std::uint32_t p);
  void state(const StateDecl& decl, std::uint32_t p);
  void process(const ProcessDecl& decl, std::uint32_t p);
  void duty(const DutyDecl& decl, std::uint32_t p);
  void limit(const LimitDecl& decl, std::uint32_t number);
  void warning(const WarningDecl& decl, Warning& warning);
  void conflict(const ConflictDecl& decl, Conflict& conflict);
  [[nodiscard]] bool is_about_other(const Name& about, std::uint32_t pack) const;

  /// Complains unless the expression is a body of the network, or a set of these.
  bool check_body(const Written& whose, const Typed& body);
  [[nodiscard]] Resolver& resolver() { return resolver_; }

 private:
  /// The checked thing that this declaration made; null where another declaration had the name first.
  template <class T>
  static T* own(std::vector<T>& all, const Declared* declared, const Name& id) {
    return declared == nullptr || declared->span != id.span ? nullptr : &all[declared->index];
  }
  void ends_of(const ProcessDecl& decl, Process& process, const Scope& scope);
  void require_citation(const Citations& cite, const Name& rule);
  void rows(const DecisionDecl& decl, Decision& decision, const Scope& scope, const std::vector<Citation>& block_cite);
  void complain_of_possibility(const Written& written);
  bool check_bearer(const Written& written, const Typed& bearer);
  void suspension(const SuspensionDecl& decl, Limit& limit);
  void contradictions(const DecisionDecl& decl, const Decision& decision);
  void overlaps(const DecisionDecl& decl, const Decision& decision, const TableCells& table);

  Book& book_;
  const Names& names_;
  Sink& sink_;
  Resolver resolver_;
};

/// Complains where the form does not fit the type: `yes_if` of what is no truth, `all_rows` of what is no set …
void check_form(const DecisionDecl& decl, const Decision& decision, const Vocabulary& vocabulary, Sink& sink);

/// Whether the pack binds the body, or one of a set: a constant yes where it binds everybody.
[[nodiscard]] Typed bound_by(const Book& book, Typed body, std::uint32_t p);

/// A body that both packs bind; empty where there is none.
[[nodiscard]] std::optional<std::string> bound_by_both(const Book& book, std::uint32_t p, std::uint32_t q);

/// The conditions as one; yes where there is none.
[[nodiscard]] Typed all_of(std::vector<Typed> conditions, Span span);

/// The names under `overrides`, a list for each rule. Complains about names that are no rule's, and about rules that
/// give way to each other in a circle.
void resolve_overrides(Decision& decision, const std::vector<std::vector<Name>>& overrides, Sink& sink);
/// Whether one of the two gives way to the other.
[[nodiscard]] bool gives_way(const Rule& first, const Rule& second, std::uint32_t first_number,
                             std::uint32_t second_number);

}  // namespace masa
