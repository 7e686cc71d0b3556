/// The history in a case: what happened, to whom, on which day, and when it was recorded.
#pragma once

#include <string>
#include <vector>

#include "case/facts.hpp"
#include "diag/diagnostic.hpp"
#include "diag/document.hpp"

namespace masa {

/// Reads `events` and `history`. Events stand in an order that does not depend on the order of the list; what stands
/// twice counts once.
class EventReader {
 public:
  struct Event {
    std::uint32_t record = 0;
    std::uint32_t owner = 0;
    Happened happened;
    bool has_day = true;
    std::string text;  ///< all that is said of it, to find what stands twice
    const Node* node = nullptr;
  };

  EventReader(const Schema& schema, Sink& sink) : schema_(schema), sink_(sink) {}

  /// `is_listed`: for each record whether the case gives its list. `members` gains the events, and those members that
  /// events name where no list is given.
  void read(const Node* events, const Node* history, const std::vector<bool>& is_listed,
            std::vector<std::vector<std::string>>& members);
  /// Days, owners and coverage.
  void fill(Facts& facts) const;
  /// The events of a kind, in order.
  [[nodiscard]] std::vector<const Event*> of(std::uint32_t record) const;
  /// Whether the key says what, when or to whom, and is no field.
  [[nodiscard]] bool is_own_key(std::uint32_t record, std::string_view key) const;

 private:
  void read_one(const Node& item, const std::vector<bool>& is_listed, std::vector<std::vector<std::string>>& members);
  bool read_owner(const Node& item, Event& event, const std::vector<bool>& is_listed,
                  std::vector<std::vector<std::string>>& members);
  void read_day(const Node& item, Event& event);
  void read_coverage(const Node& history);

  const Schema& schema_;
  Sink& sink_;
  std::vector<Event> events_;
  Covered covered_;
};

}  // namespace masa
