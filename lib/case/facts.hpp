/// The facts of one case, each in a numbered slot.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "case/schema.hpp"

namespace masa {

/// A person's judgement in place of a decision.
struct Judgement {
  std::uint32_t decision = 0;
  std::uint32_t member = 0;
  Value value;
  std::string by;
  Date on;
  std::string why;
};

/// When an event happened: on a day between two, both in; and when it was recorded.
struct Happened {
  Date first;
  Date last;
  std::optional<Date> recorded;
};

/// What a history speaks for: all that happened on these days is in it. Open where it does not say.
struct Covered {
  std::optional<Date> first;
  std::optional<Date> end;
  [[nodiscard]] bool holds(Date day) const { return (!first || *first <= day) && (!end || day < *end); }
};

/// INVARIANT: slots of one fact stand together, one for each member of its record (one for a fact of the case), in the
/// order of the schema.
class Facts {
 public:
  /// All facts not asked. `members`: for each record the keys of its members.
  Facts(const Schema& schema, std::vector<std::vector<std::string>> members);

  [[nodiscard]] std::uint32_t slot(std::uint32_t fact, std::uint32_t member) const {
    return first_slot_[fact] + member;
  }
  [[nodiscard]] std::uint32_t fact_of(std::uint32_t slot) const;
  [[nodiscard]] std::uint32_t member_of(std::uint32_t slot) const { return slot - first_slot_[fact_of(slot)]; }
  [[nodiscard]] const Value& at(std::uint32_t slot) const { return values_[slot]; }
  void set(std::uint32_t slot, Value value) {
    values_[slot] = std::move(value);
    as_recorded_[slot] = false;
  }
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] std::uint32_t member_count(std::uint32_t record) const {
    return record == no_index ? 1 : static_cast<std::uint32_t>(members_[record].size());
  }
  [[nodiscard]] const std::vector<std::string>& members(std::uint32_t record) const { return members_[record]; }
  /// Whether the slot holds what the schema says of an absent record, not what the case says.
  [[nodiscard]] bool is_as_recorded(std::uint32_t slot) const { return as_recorded_[slot]; }
  void set_as_recorded(std::uint32_t slot, Value value);
  /// The member of the owning record that an event or a process is about; 0 where it has no owner.
  [[nodiscard]] std::uint32_t owner(std::uint32_t record, std::uint32_t member) const {
    return owners_[record].empty() ? 0 : owners_[record][member];
  }
  void set_owners(std::uint32_t record, std::vector<std::uint32_t> owners) { owners_[record] = std::move(owners); }
  [[nodiscard]] const Happened& happened(std::uint32_t record, std::uint32_t event) const {
    return happened_[record][event];
  }
  /// Events of a record, in the order of their first days.
  void set_happened(std::uint32_t record, std::vector<Happened> happened);
  /// The last day of an event and of those that are numbered before it.
  [[nodiscard]] Date latest_so_far(std::uint32_t record, std::uint32_t event) const { return latest_[record][event]; }
  /// Numbers of events, from begin to before end.
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  /// Those among which are all that may have happened between two days, both in.
  [[nodiscard]] Range events_between(std::uint32_t record, Date first, Date last) const;
  /// The first day on which anything is known to have happened; empty where no event is given.
  [[nodiscard]] std::optional<Date> first_day() const;
  [[nodiscard]] const Covered& covered() const { return covered_; }
  void set_covered(Covered covered) { covered_ = covered; }
  /// A value that says why it is not known by the slots of other facts, by these.
  [[nodiscard]] Value moved_here(const Value& value, const Facts& from) const;
  /// The same facts with other members of some records, whose facts are not asked yet.
  using Members = std::map<std::uint32_t, std::vector<std::string>>;
  [[nodiscard]] Facts with_members(const Schema& schema, const Members& members) const;

  /// Who said so and when, as the case has it; empty where it does not say.
  [[nodiscard]] std::string_view said_by(std::uint32_t slot) const {
    const auto found = said_by_.find(slot);
    return found == said_by_.end() ? std::string_view() : found->second;
  }
  void set_said_by(std::uint32_t slot, std::string who) { said_by_[slot] = std::move(who); }

  /// Why it is not known whether a process about a member of its owner has begun once more; null where that is known.
  [[nodiscard]] const Value* may_have_begun(std::uint32_t record, std::uint32_t owner) const {
    const auto found = may_have_begun_.find({record, owner});
    return found == may_have_begun_.end() ? nullptr : &found->second;
  }
  void set_may_have_begun(std::uint32_t record, std::uint32_t owner, Value why) {
    may_have_begun_[{record, owner}] = std::move(why);
  }

  [[nodiscard]] const std::vector<Judgement>& judgements() const { return judgements_; }
  void add(Judgement judgement) { judgements_.push_back(std::move(judgement)); }

 private:
  std::vector<std::vector<std::string>> members_;
  std::vector<std::uint32_t> first_slot_;
  std::vector<Value> values_;
  std::vector<bool> as_recorded_;
  std::vector<Judgement> judgements_;
  std::vector<std::vector<std::uint32_t>> owners_;  ///< [record][member]
  std::vector<std::vector<Happened>> happened_;     ///< [record][event]
  std::vector<std::vector<Date>> latest_;           ///< [record][event]: the last day of it and of those before it
  Covered covered_;
  std::map<std::uint32_t, std::string> said_by_;                             ///< by slot
  std::map<std::pair<std::uint32_t, std::uint32_t>, Value> may_have_begun_;  ///< by process and member of its owner
};

/// What absent facts are: of records of our own acts, what the schema says; and nothing where one that stands in the
/// fact's place has a value.
void fill_absent(Facts& facts, const Schema& schema);

}  // namespace masa
