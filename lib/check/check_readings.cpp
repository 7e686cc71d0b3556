// `never_reads`: what a decision, a state, a process or a duty's dates may not rest on, be it by way of others, whoever
// adds to it. So the owner of a rule can promise something of it, and no pack beside can break the promise.
//
//   care_plan_transfer ── never reads ──> moved
//          └─ reads ─> lives_in ─ reads ─> moved          the way that the complaint tells
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "check/check_model.hpp"

namespace masa {

namespace {

enum class Sort : std::uint8_t { fact, record, decision, duty };
using Thing = std::pair<Sort, std::uint32_t>;

/// Everything that a rule reads, and by which way: breadth first, so that the way is the shortest.
class Readings {
 public:
  explicit Readings(const Book& book) : book_(book) {}

  struct Reading {
    Span span;  ///< where the thing is read
    Thing by;   ///< what reads it
  };

  void of(const Thing& from) {
    std::vector<Thing> next{from};
    for (std::size_t k = 0; k < next.size(); ++k) {
      now_ = next[k];
      found_ = &next;
      from_ = from;
      read_all(next[k]);
    }
  }

  [[nodiscard]] const Reading* find(const Thing& thing) const {
    const auto found = readings_.find(thing);
    return found == readings_.end() ? nullptr : &found->second;
  }

  /// The names between the rule and the thing, from the rule on.
  [[nodiscard]] std::vector<std::string> way_to(const Thing& thing) const {
    std::vector<std::string> way;
    for (Thing at = find(thing)->by; at != from_; at = find(at)->by) way.push_back(fmt::format("`{}`", name_of(at)));
    std::ranges::reverse(way);
    return way;
  }

 private:
  [[nodiscard]] const std::string& name_of(const Thing& thing) const {
    switch (thing.first) {
      case Sort::fact:
        return book_.schema.facts[thing.second].path;
      case Sort::record:
        return book_.schema.records[thing.second].name;
      case Sort::decision:
        return book_.decisions[thing.second].id;
      case Sort::duty:
        return book_.duties[thing.second].id;
    }
    return book_.schema.records[thing.second].name;
  }

  /// A copy: what is read joins the list from which it is taken.
  void read_all(Thing thing) {
    switch (thing.first) {
      case Sort::fact:
        if (book_.schema.facts[thing.second].is_conditional) read(book_.applies_when[thing.second]);
        return read_part(thing.second);
      case Sort::record:
        for (const Process& process : book_.processes) {
          if (process.record == thing.second) read_whole(process);
        }
        return;
      case Sort::decision: {
        const Decision& decision = book_.decisions[thing.second];
        for (const Rule& rule : decision.rules) read_rule(rule);
        return read(decision.otherwise_value);
      }
      case Sort::duty:
        return read_duty(book_.duties[thing.second]);
    }
  }

  void read_rule(const Rule& rule) {
    read(rule.when);
    read(rule.then);
  }

  // What is asked of a process

  void read_whole(const Process& process) {
    read(process.begins);
    read_holder(process);
    for (const auto* parts : {&process.roles, &process.seen_anew}) {
      for (const Process::Part& part : *parts) read_in(process, part.value);
    }
  }

  /// A fact that a process makes.
  void read_part(std::uint32_t fact) {
    for (const Process& process : book_.processes) {
      const bool has_past = !is_own(process);
      if (has_past && fact == process.began_fact) read_beginnings(process);
      if (process.has_holder() && fact == process.holder_fact) read_holder(process);
      if (fact == process.ended_fact || fact == process.outcome_fact) read_ends(process);
      for (const auto* parts : {&process.roles, &process.seen_anew}) {
        for (const Process::Part& part : *parts) {
          if (part.fact == fact && (has_past || parts == &process.seen_anew)) read_in(process, part.value);
        }
      }
    }
  }

  /// What a duty's dates count from has come since its own process began; what went before that is no part of them.
  [[nodiscard]] bool is_own(const Process& process) const {
    return from_.first == Sort::duty && book_.duties[from_.second].record == process.record;
  }

  /// How often it has begun, and when, rests also on whether the one before has ended.
  void read_beginnings(const Process& process) {
    read_in(process, process.begins);
    if (!process.begins_each_time) read_ends(process);
  }

  void read_holder(const Process& process) {
    for (const Typed* part : {&process.begins, &process.at_first, &process.until_then}) read_in(process, *part);
    read_ends(process);
    for (const Rule& end : process.ends) read_in(process, end.then);
  }

  void read_ends(const Process& process) {
    read_in(process, process.resets_when);
    for (const Rule& end : process.ends) read_in(process, end.when);
  }

  /// Where names of the process that is being run have values.
  void read_in(const Process& process, const Typed& typed) {
    const Process* outer = std::exchange(process_, &process);
    read(typed);
    process_ = outer;
  }

  /// The fact that stands at a place of the frame.
  [[nodiscard]] static std::uint32_t fact_at(const Process& process, std::uint32_t place) {
    if (place == 0) return process.holder_fact;
    if (place == 1) return process.began_fact;
    const std::size_t k = place - 2;
    return k < process.roles.size() ? process.roles[k].fact : process.seen_anew[k - process.roles.size()].fact;
  }

  /// Of the duty that makes the promise its dates alone: those that narrower packs add bind beside them, and are no
  /// part of what its owner promises. Of another, all that a reader of it can see.
  void read_duty(const Duty& duty) {
    const bool is_promise = from_ == Thing{Sort::duty, static_cast<std::uint32_t>(&duty - book_.duties.data())};
    if (!is_promise) {
      for (const Typed* part : {&duty.when, &duty.who, &duty.done_when, &duty.cancelled_when}) read(*part);
    }
    for (const std::uint32_t number : duty.limits) {
      const Limit& limit = book_.limits[number];
      if (is_promise && limit.pack != duty.pack) continue;
      read(limit.date);
      for (const Suspension& suspension : limit.suspensions) {
        read(suspension.from);
        read(suspension.until);
      }
    }
  }

  void read(const Typed& typed) {
    switch (typed.act) {
      case Act::fact: {
        note({Sort::fact, typed.index}, typed.span);
        const std::uint32_t record = book_.schema.facts[typed.index].record;
        if (record != no_index && book_.schema.records[record].is_event) note({Sort::record, record}, typed.span);
        break;
      }
      case Act::some_member:
      case Act::every_member:
      case Act::each_member:
        note_members(typed);
        break;
      case Act::pick:
        for (const EventField& event : typed.events) note({Sort::record, event.record}, typed.span);
        break;
      case Act::decision:
        note({Sort::decision, typed.index}, typed.span);
        break;
      case Act::due:
        note({Sort::duty, book_.limits[typed.index].duty}, typed.span);
        break;
      case Act::due_of_duty:
      case Act::overdue:
        note({Sort::duty, typed.index}, typed.span);
        break;
      case Act::role:
        if (process_ != nullptr) note({Sort::fact, fact_at(*process_, typed.index)}, typed.span);
        break;
      default:
        break;
    }
    for (const Typed& kid : typed.kids) read(kid);
  }

  /// How many runs of a process there are rests on what begins it.
  void note_members(const Typed& typed) {
    const auto process = std::ranges::find(book_.processes, typed.index, &Process::record);
    note(process == book_.processes.end() ? Thing{Sort::record, typed.index} : Thing{Sort::fact, process->began_fact},
         typed.span);
  }

  void note(const Thing& thing, Span span) {
    if (thing != from_ && readings_.emplace(thing, Reading{span, now_}).second) found_->push_back(thing);
  }

  const Book& book_;
  const Process* process_ = nullptr;  ///< whose parts are being read
  std::map<Thing, Reading> readings_;
  std::vector<Thing>* found_ = nullptr;
  Thing from_;
  Thing now_;
};

class Check {
 public:
  Check(const Book& book, const Names& names, Sink& sink) : book_(book), names_(names), sink_(sink) {}

  /// `record`: whose members the rule is about. Names of its own parts come before others'.
  void rule(const Name& id, const Thing& thing, std::uint32_t record, const std::vector<Name>& never, std::uint32_t p) {
    if (never.empty()) return;
    Readings readings(book_);
    readings.of(thing);
    for (const Name& name : never) {
      const std::vector<Thing> meant = things_called(name.text, p, record);
      if (meant.empty()) complain_about_unknown("event, fact, decision or duty", name, known(p), sink_);
      for (const Thing& one : meant) {
        const auto* found = readings.find(one);
        if (found == nullptr) continue;
        const std::vector<std::string> way = readings.way_to(one);
        sink_.report(Kind::reads_what_it_must_not, found->span,
                     fmt::format("`{}` never reads `{}`, and here it does{}", id.text, name.text,
                                 way.empty() ? "" : fmt::format(", by way of {}", join(way, " and "))),
                     "", {{name.span, "its owner says so here"}});
      }
    }
  }

 private:
  [[nodiscard]] std::vector<Thing> things_called(const std::string& name, std::uint32_t p, std::uint32_t of) const {
    std::vector<Thing> found;
    const auto record = book_.schema.find_record(name);
    if (record && !book_.schema.records[*record].is_process) found.emplace_back(Sort::record, *record);
    if (const Declared* decision = names_.decisions.find(name, p)) found.emplace_back(Sort::decision, decision->index);
    if (const Declared* duty = names_.duties.find(name, p)) found.emplace_back(Sort::duty, duty->index);
    for (std::uint32_t f = 0; f < book_.schema.facts.size(); ++f) {
      const FactInfo& fact = book_.schema.facts[f];
      const bool is_seen =
          fact.record == no_index || fact.record == of || book_.schema.records[fact.record].is_listed();
      if (fact.path == name && is_seen) found.emplace_back(Sort::fact, f);
    }
    return found;
  }

  [[nodiscard]] std::vector<std::string> known(std::uint32_t p) const {
    std::vector<std::string> all = names_.decisions.all(p);
    for (const std::string& duty : names_.duties.all(p)) all.push_back(duty);
    for (const RecordInfo& record : book_.schema.records) {
      if (!record.is_process) all.push_back(record.name);
    }
    for (const FactInfo& fact : book_.schema.facts) {
      if (fact.record == no_index) all.push_back(fact.path);
    }
    return all;
  }

  const Book& book_;
  const Names& names_;
  Sink& sink_;
};

}  // namespace

void check_readings(const Model& model, const Book& book, const Names& names, Sink& sink) {
  Check check(book, names, sink);
  const auto each = [&](const auto& decls, const NameTable& table, Sort sort, std::uint32_t p) {
    for (const auto& decl : decls) {
      const Declared* found = table.find(decl.id.text, p);
      if (found == nullptr) continue;
      const std::uint32_t record =
          sort == Sort::duty ? book.duties[found->index].record : book.decisions[found->index].record;
      check.rule(decl.id, {sort, found->index}, record, decl.never_reads, p);
    }
  };
  each_pack(model, [&](const Pack& pack, std::uint32_t p) {
    each(pack.states, names.decisions, Sort::decision, p);
    each(pack.decisions, names.decisions, Sort::decision, p);
    each(pack.duties, names.duties, Sort::duty, p);
    for (const ProcessDecl& decl : pack.processes) {
      if (const auto record = book.schema.find_record(decl.id.text))
        check.rule(decl.id, {Sort::record, *record}, *record, decl.never_reads, p);
    }
  });
}

}  // namespace masa
