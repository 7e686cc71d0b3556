/// A pack of moves and plans, and histories for it: what the tests of events, states and processes share.
#pragma once

#include <string>
#include <string_view>

#include "support/packs.hpp"

namespace masa::test {

inline const RuleBook& moves() {
  static const RuleBook book = load_all({pack(R"(
types:
  stay: one of permanent, temporary
network:
  kinds: authority
  authority: |
    id | name | cite
    a  | Aton | S
    b  | Bton | S
    c  | Cton | S
facts:
  children:
    type: list of child
record child:
  born:
    type: date
    when_not_recorded: not yet
events:
  moved:
    of: child
    chain: from, to
    fields:
      from: authority
      to: authority
      stay:
        type: stay
        when_not_recorded: permanent
  located:
    of: child
    fields:
      in: authority
  plan_opened:
    of: child
    fields:
      by: authority
  plan_closed:
    of: child
  notified:
    of: child
    fields:
      from: authority
      to: authority
  accepted:
    of: child
    fields:
      by: authority
  refused:
    of: child
    fields:
      by: authority
states:
  lives_in:
    for_each: child
    type: authority or none
    is: to or in of the latest (moved, located)
  first_home:
    for_each: child
    type: authority or none
    is: in of the first located
  ever_moved:
    for_each: child
    is: some moved has stay = permanent
  plan_owner:
    for_each: child
    type: authority
    begins: some plan_opened has day applies
    with: by of the latest plan_opened
    ends: some plan_closed has day applies
    ends_when: 18 years have passed since born
processes:
  transfer:
    about: a child with a plan who moves to stay
    for_each: child
    holder: authority
    begins: plan_owner applies and some moved has stay = permanent
    roles:
      sender:
        type: authority
        is: holder
      receiver:
        type: authority
        is: to of the latest moved
    milestones:
      told: day of the first notified where from = sender and to = receiver
      agreed: day of the first accepted where by = receiver and day on or after began
      declined: day of the first refused where by = receiver and day on or after began
    ends: |
      outcome     | when                                        | then the holder is | cite
      handed_over | agreed has come                             | receiver           | S
      sent_back   | declined has come                           | sender             | S
      cancelled   | lives_in = sender                           | sender             | S
      lapsed      | lives_in != sender and lives_in != receiver | sender             | S
    at_first: plan_owner
    until_then: sender
    resets_when: plan_owner = nobody
decisions:
  responsible:
    question: Which authority is responsible?
    for_each: child
    type: authority or nobody
    is: transfer.holder
    cite: S
  adult:
    question: Is the child 18?
    for_each: child
    is: 18 years have passed since born
    cite: S
duties:
  answer:
    for_each: transfer
    when: told has come
    who: receiver
    must: answer
    cite: S
    by:
      - must: 14 days after told
        cite: S
    done_when: agreed
    cancelled_when: outcome in (cancelled, lapsed)
    cancelled_cite: S
)")});
  return book;
}

/// Events, a line each: `2025-01-01 located in: a`, of the child c1.
inline std::string history(std::string_view lines, std::string_view more = {}) {
  std::string text(more);
  text += "events:\n";
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    const std::string_view line = lines.substr(at, end - at);
    at = end + 1;
    if (line.empty()) continue;
    const std::size_t date = line.find(' ');
    const std::size_t name = std::min(line.find(' ', date + 1), line.size());
    const std::string_view fields = name == line.size() ? std::string_view() : line.substr(name + 1);
    text += "- {date: " + std::string(line.substr(0, date)) +
            ", event: " + std::string(line.substr(date + 1, name - date - 1)) + ", child: c1" +
            (fields.empty() ? "" : ", " + std::string(fields)) + "}\n";
  }
  return text;
}

/// A decision or state of c1 on a day.
inline std::string on_day(std::string_view events, const std::string& day, std::string_view decision,
                          std::string_view more = {}) {
  return decide_case(moves(), history(events, more), day).outcome(decision, "c1").value_or("no such outcome");
}

}  // namespace masa::test
