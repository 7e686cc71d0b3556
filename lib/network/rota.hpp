/// A chair that goes round: who holds it in which term.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "value/date.hpp"

namespace masa {

struct Rota {
  /// From a day on, for the rest of that term.
  struct Change {
    Date from;
    std::uint32_t seat = 0;
  };
  /// Stands in for another while that one holds the chair.
  struct Substitute {
    Period period;
    std::uint32_t for_seat = 0;
    std::uint32_t seat = 0;
  };
  std::vector<std::uint32_t> order;
  Date start;
  std::int64_t months = 12;       ///< a term
  std::vector<Change> changes{};  ///< in the order of their days
  std::vector<Substitute> substitutes{};
};

/// A term, or the part of one in which one seat holds the chair: [from, to).
struct InOffice {
  Date from;
  Date to;
  std::uint32_t seat = 0;
  friend bool operator==(const InOffice&, const InOffice&) = default;
};

/// So many terms, or parts of terms, from the one on that holds the day. Fewer where the calendar ends; none before the
/// first begins. Precondition: an order of at least one seat, and terms of at least a month.
[[nodiscard]] std::vector<InOffice> terms_from(const Rota& rota, Date day, std::size_t count);
/// Who sits in the chair on a day, a substitute where one stands in; empty before the first term.
struct InChair {
  std::uint32_t seat = 0;
  std::optional<std::uint32_t> in_place_of;
};
[[nodiscard]] std::optional<InChair> in_chair_on(const Rota& rota, Date day);

}  // namespace masa
