/// One case's expectations against its determination.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "diag/document.hpp"
#include "render/answer.hpp"

namespace masa {

/// Compares what is listed; what is not listed is ignored. Lists are sets. A name that no pack declares is a failure.
class Expectations {
 public:
  Expectations(const Answer& answer, const Sources& suite, std::string id, std::vector<SuiteReport::Failure>& failures)
      : answer_(answer), book_(answer.book()), suite_(suite), id_(std::move(id)), failures_(failures) {}

  void compare(const Node& expect);
  /// Sources said to have decided the case. One that no pack defines is a failure; one that the answer does not rest on
  /// comes back as a note.
  [[nodiscard]] std::vector<std::string> compare_sources(const Node& decided_by);
  void compare_value(const Node& expected, const OutcomeAnswer& outcome, const std::string& what);
  /// Null where there is no such decision for that member (no_index: the case).
  [[nodiscard]] const OutcomeAnswer* find_outcome(std::string_view decision, std::uint32_t member) const;
  void fail(std::string what, std::string expected, std::string got, std::string rule = {});
  void fail_name(const Span& span, std::string_view sort, std::string_view name, const std::vector<std::string>& known);

 private:
  void outcomes(const Node& block, std::uint32_t record, std::uint32_t member, const std::string& prefix);
  void members(const Node& block, std::uint32_t record);
  void settled_by(const Node& block);
  void settled_one(const Node& block, std::uint32_t member, const std::string& prefix);
  void due(const Node& rows);
  void warnings(const Node& list);
  [[nodiscard]] std::optional<std::uint32_t> find_member(std::uint32_t record, std::string_view key) const;
  [[nodiscard]] std::string fact_name(std::uint32_t slot, std::uint32_t member) const;
  [[nodiscard]] std::string rules_of(const OutcomeAnswer& outcome) const;
  [[nodiscard]] std::vector<std::string> decision_ids(std::uint32_t record) const;

  const Answer& answer_;
  const Book& book_;
  const Sources& suite_;
  std::string id_;
  std::vector<SuiteReport::Failure>& failures_;
};

/// `{a, b}`, whatever their order.
[[nodiscard]] std::string set_words(std::vector<std::string> words);

/// Sources said to have decided a case, beside those that its answer cites. One that no pack defines is a failure; one
/// that the answer does not rest on comes back as a note.
[[nodiscard]] std::vector<std::string> compare_with_cited(const Book& book, const Sources& suite, const std::string& id,
                                                          const std::set<std::string>& cited, const Node& decided_by,
                                                          std::vector<SuiteReport::Failure>& failures);

/// The texts of a list, or of a single scalar.
[[nodiscard]] std::vector<std::string> texts_of(const Node& node);

}  // namespace masa
