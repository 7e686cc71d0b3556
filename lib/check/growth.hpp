/// How a value grows or shrinks with another: the ground on which a decision may be widened, and on which a rule may
/// ask what may be.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "check/book.hpp"
#include "diag/diagnostic.hpp"

namespace masa {

/// How something moves when what is followed grows: a truth from no to yes, an ordered word upwards, a set by members.
enum class Sign : std::uint8_t { none, grows, shrinks, either };

/// Follows one decision, or all that rules ask of what may be, through everything that reads it. What it cannot see
/// through counts as `either`.
class Growth {
 public:
  /// Follows a decision; none: what may be.
  Growth(const Book& book, std::optional<std::uint32_t> decision) : book_(book), decision_(decision) {}

  [[nodiscard]] Sign of(const Typed& t);
  [[nodiscard]] Sign of_decision(std::uint32_t number);
  /// Whether the duty arises more often; either, where something else of it may change.
  [[nodiscard]] Sign of_duty(std::uint32_t number);
  /// The places in narrower packs by which the duty reads the decision.
  void find_ways(std::uint32_t number, std::vector<Beside>& ways) const;
  /// The decisions that do not only grow although all that they read does: where something is turned round.
  [[nodiscard]] const std::vector<std::uint32_t>& turned() const { return turned_; }

 private:
  Sign of_all(const std::vector<Typed>& kids);
  Sign of_equality(const Typed& t);
  Sign work_out(const Decision& d);
  Sign of_rows(const Decision& d);
  [[nodiscard]] std::optional<std::int64_t> rank(const Typed& t) const;

  const Book& book_;
  std::optional<std::uint32_t> decision_;
  std::map<std::uint32_t, Sign> found_;
  std::vector<std::uint32_t> turned_;
};

}  // namespace masa
