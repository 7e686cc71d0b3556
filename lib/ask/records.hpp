/// What packs put on record about how a partnership runs: how often, what a report holds, where texts disagree; and
/// what decisions say of one member that only a question names.
#pragma once

#include <map>

#include "ask/arguments.hpp"
#include "ask/ask.hpp"
#include "course/determine.hpp"
#include "course/history.hpp"

namespace masa {

/// `cadence`: {of, year, happened}. Required, held, met, short_by: days in the year, each counted once.
[[nodiscard]] std::optional<Reply> ask_cadence(const Book& book, Arguments arguments, Sink& sink);
/// `complete`: {of, has}. The parts that are missing.
[[nodiscard]] std::optional<Reply> ask_complete(const Book& book, Arguments arguments, Sink& sink);
/// `conflict`: {at}. The readings, the chosen one, and the sources that speak for it.
[[nodiscard]] std::optional<Reply> ask_conflict(const Book& book, Arguments arguments, Sink& sink);

/// A member of a record that a question makes up, and its facts.
struct AskedMember {
  std::uint32_t record = 0;
  std::map<std::uint32_t, const Node*> facts;
};

/// What is decided of it.
struct DecidedAsked {
  Facts facts;
  std::vector<OutcomeAnswer> outcomes;
  /// Null where the decision says nothing of it.
  [[nodiscard]] const OutcomeAnswer* find(std::uint32_t decision) const;
};
[[nodiscard]] std::optional<DecidedAsked> decide_asked(const Plan& plan, const AskedMember& member, const Node* given,
                                                       Date date, Sink& sink);

}  // namespace masa
