/// What a case may hold: the facts that the packs declare.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/source.hpp"
#include "value/vocabulary.hpp"

namespace masa {

constexpr std::uint32_t no_index = UINT32_MAX;

struct FactInfo {
  std::string path;  ///< `incident.place`, or `home` for a fact of a record
  Type type;
  std::string label;
  std::string ask;
  bool is_sensitive = false;
  bool is_secret = false;
  std::optional<Value> when_not_recorded;  ///< what holds where the fact is absent: a record of our own acts
  std::optional<Value> when_null;          ///< what null says of it, where that is not `asked and not known`
  std::optional<Value> when_unknown;       ///< what `unknown` says of it, likewise
  std::uint32_t in_place_of = no_index;    ///< the fact that this one stands instead of
  std::uint32_t record = no_index;         ///< the record it belongs to
  bool is_conditional = false;             ///< declared with `applies_when`: it may be not applicable
  std::vector<std::uint32_t>
      not_before;                     ///< facts, dates of the same member or of the case, than which it is not earlier
  std::vector<std::string> formerly;  ///< names that it had
  bool is_made = false;               ///< by a process: no case may give it
  /// Whether a case may say that it is nothing.
  [[nodiscard]] bool can_be_nothing() const {
    const auto is_nothing = [](const std::optional<Value>& said) { return said && said->is_nothing(); };
    return type.or_nothing || is_conditional || is_nothing(when_not_recorded) || is_nothing(when_null);
  }
  Span span;
};

/// A list of members that are alike: `people`, each a `person`.
struct RecordInfo {
  std::string name;                    ///< `person`
  std::string list;                    ///< `people`
  std::uint32_t list_fact = no_index;  ///< the fact that is known where the case gives the list
  std::uint32_t owner = no_index;      ///< of an event or a process: the record of whose members it is
  bool is_event = false;
  bool is_process = false;
  bool is_asked = false;         ///< no case lists it: it has a member where a question is asked
  std::uint32_t day = no_index;  ///< of an event: the fact that holds the day it happened
  std::uint32_t chain_from = no_index;
  std::uint32_t chain_to = no_index;
  [[nodiscard]] bool is_listed() const { return !is_event && !is_process && !is_asked; }
};

/// A decision as far as a case may speak of it: a person's judgement may stand in its place, where it allows that.
struct JudgedInfo {
  std::string decision;
  Type type;
  std::uint32_t record = no_index;
  bool is_allowed = false;
  std::vector<std::string> formerly;
  std::string pack;
};

struct Schema {
  std::vector<FactInfo> facts;
  std::vector<JudgedInfo> judged;  ///< one for each decision
  std::vector<RecordInfo> records;
  std::vector<std::string> groups;  ///< `incident`, `review`

  [[nodiscard]] std::optional<std::uint32_t> find_fact(std::string_view path, std::uint32_t record) const;
  [[nodiscard]] std::optional<std::uint32_t> find_record(std::string_view name) const;
  /// The facts in whose place this one stands, or that stand in its place.
  [[nodiscard]] std::vector<std::uint32_t> stand_ins(std::uint32_t fact) const;
};

}  // namespace masa
