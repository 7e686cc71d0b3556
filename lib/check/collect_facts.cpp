// Records, facts, events and what processes make, by name and type.
#include <fmt/format.h>

#include <algorithm>

#include "check/check_model.hpp"

namespace masa {

namespace {

class Collector {
 public:
  Collector(const Model& model, Book& book, Names& names, Sink& sink)
      : model_(model), book_(book), names_(names), sink_(sink) {}

  void run() {
    each_pack(model_, [this](const Pack& pack, std::uint32_t) { records(pack); });
    each_pack(model_, [this](const Pack& pack, std::uint32_t) { events(pack); });
    each_pack(model_, [this](const Pack& pack, std::uint32_t) { process_records(pack); });
    each_pack(model_, [this](const Pack& pack, std::uint32_t) { asked_records(pack); });
    each_pack(model_, [this](const Pack& pack, std::uint32_t p) {
      for (const FactDecl& decl : pack.facts) fact(decl, pack, p);
      for (const EventDecl& event : pack.events) event_fields(event, pack, p);
      for (const ProcessDecl& process : pack.processes) process_facts(process, p);
    });
    each_pack(model_, [this](const Pack& pack, std::uint32_t) { stand_ins(pack); });
    each_pack(model_, [this](const Pack& pack, std::uint32_t) { orders(pack); });
  }

 private:
  /// `people: type: list of person` makes the record `person`.
  void records(const Pack& pack) {
    constexpr std::string_view prefix = "list of ";
    for (const FactDecl& fact : pack.facts) {
      if (!fact.type.text.starts_with(prefix) || fact.record.is_set() || fact.group.is_set()) continue;
      const std::string name = fact.type.text.substr(prefix.size());
      const bool is_record = std::ranges::any_of(model_.packs, [&](const Pack& other) {
        return std::ranges::any_of(other.facts, [&](const FactDecl& f) { return f.record.text == name; });
      });
      if (!is_record) continue;
      if (book_.schema.find_record(name)) {
        sink_.report(Kind::declared_twice, fact.id.span, fmt::format("the list of `{}` is declared twice", name));
      } else if (const auto kind = names_.kinds.find(name); kind != names_.kinds.end()) {
        const bool is_kind_first = kind->second.layer <= pack.layer;
        sink_.report(Kind::declared_twice, is_kind_first ? fact.id.span : kind->second.span,
                     fmt::format("`{}` is a record, and a kind of body", name), "choose another name",
                     {{is_kind_first ? kind->second.span : fact.id.span, "declared here"}});
      } else {
        book_.schema.records.push_back({name, fact.id.text});
      }
    }
  }

  /// The record of whose members an event or a process is one; none where the event is the case's own.
  std::uint32_t owner_of(const Name& record) {
    if (!record.is_set()) return no_index;
    if (const auto owner = book_.schema.find_record(record.text); owner && book_.schema.records[*owner].is_listed())
      return *owner;
    std::vector<std::string> known;
    for (const RecordInfo& info : book_.schema.records) {
      if (info.is_listed()) known.push_back(info.name);
    }
    complain_about_unknown("record", record, known, sink_);
    return no_index;
  }

  bool add_record(const Name& id, RecordInfo record) {
    if (book_.schema.find_record(id.text)) {
      sink_.report(Kind::declared_twice, id.span,
                   fmt::format("`{}` is a record, an event or a process already", id.text), "choose another name");
      return false;
    }
    record.name = id.text;
    book_.schema.records.push_back(std::move(record));
    return true;
  }

  void events(const Pack& pack) {
    for (const EventDecl& decl : pack.events) {
      RecordInfo record;
      record.is_event = true;
      record.owner = owner_of(decl.of);
      add_record(decl.id, std::move(record));
    }
  }

  void process_records(const Pack& pack) {
    for (const ProcessDecl& decl : pack.processes) {
      RecordInfo record;
      record.is_process = true;
      record.owner = owner_of(decl.for_each);
      add_record(decl.id, std::move(record));
    }
  }

  void asked_records(const Pack& pack) {
    RecordInfo asked;
    asked.is_asked = true;
    for (const QuestionDecl& question : pack.questions) {
      if (question.record.is_set()) add_record(question.record, asked);
    }
    if (pack.figures_record.is_set()) add_record(pack.figures_record, asked);
  }

  std::uint32_t add_fact(FactInfo info, std::uint32_t p) {
    book_.schema.facts.push_back(std::move(info));
    names_.pack_of_fact.push_back(p);
    return static_cast<std::uint32_t>(book_.schema.facts.size() - 1);
  }

  void event_fields(const EventDecl& decl, const Pack& pack, std::uint32_t p) {
    const auto record = book_.schema.find_record(decl.id.text);
    if (!record || !book_.schema.records[*record].is_event) return;
    FactInfo day;
    day.path = "day";
    day.type.base = Type::Base::date;
    day.label = "the day on which it happened";
    day.record = *record;
    day.span = decl.id.span;
    book_.schema.records[*record].day = add_fact(std::move(day), p);
    for (const FactDecl& field : decl.fields) fact(field, pack, p);
    if (decl.chain.size() != 2) return;
    for (const Name& link : decl.chain) {
      const auto found = book_.schema.find_fact(link.text, *record);
      if (!found) {
        complain_about_unknown("field", link, {}, sink_);
        continue;
      }
      RecordInfo& info = book_.schema.records[*record];
      (&link == decl.chain.data() ? info.chain_from : info.chain_to) = *found;
      const Type& type = book_.schema.facts[*found].type;
      if (type.base != Type::Base::reference || type.is_set)
        sink_.report(Kind::wrong_type, link.span,
                     fmt::format("`{}` is no body of the network: a chain leads from one to another", link.text));
    }
  }

  /// What a run of a process makes: who holds, of the owner; and of each time it began, its days, roles, milestones
  /// and working.
  void process_facts(const ProcessDecl& decl, std::uint32_t p) {
    const auto record = book_.schema.find_record(decl.id.text);
    if (!record || !book_.schema.records[*record].is_process) return;
    Process process;
    process.id = decl.id.text;
    process.about = decl.about;
    process.record = *record;
    process.owner = book_.schema.records[*record].owner;
    process.pack = p;
    process.span = decl.id.span;
    Type date;
    date.base = Type::Base::date;
    date.or_nothing = true;
    const auto made = [&](std::string path, const Type& type, std::uint32_t owner, Span span) {
      FactInfo info;
      info.path = std::move(path);
      info.type = type;
      info.record = owner;
      info.span = span;
      info.is_made = true;
      if (const auto earlier = book_.schema.find_fact(info.path, owner))
        sink_.report(Kind::declared_twice, span, fmt::format("the fact `{}` is declared twice", info.path), "",
                     {{book_.schema.facts[*earlier].span, "here first"}});
      return add_fact(std::move(info), p);
    };
    if (decl.holder.is_set()) {
      Type holder = resolve_type(decl.holder, names_, p, book_.vocabulary, sink_).value_or(Type{});
      holder.or_nothing = true;
      process.holder_fact = made(decl.id.text + ".holder", holder, process.owner, decl.id.span);
    }
    process.began_fact = made("began", date, *record, decl.id.span);
    process.ended_fact = made("ended", date, *record, decl.id.span);
    Type outcome;
    outcome.base = Type::Base::word;
    outcome.or_nothing = true;
    outcome.enumeration = static_cast<std::uint32_t>(book_.vocabulary.enumerations.size());
    Enumeration words;
    words.name = decl.id.text + ".outcome";
    for (const TableDecl::Row& row : decl.ends.rows) {
      if (row.id.is_set() && !words.find(row.id.text)) words.words.push_back(row.id.text);
    }
    book_.vocabulary.enumerations.push_back(std::move(words));
    process.outcome_fact = made("outcome", outcome, *record, decl.id.span);
    for (const auto* parts : {&decl.roles, &decl.milestones, &decl.working}) {
      for (const PartDecl& part : *parts) {
        if (part.id.text == "holder")
          sink_.report(Kind::bad_name, part.id.span, "`holder` is who holds what the process is about",
                       "choose another name");
      }
    }
    const auto made_of = [&](const PartDecl& part) {
      Type type =
          part.type.is_set() ? resolve_type(part.type, names_, p, book_.vocabulary, sink_).value_or(Type{}) : date;
      type.or_nothing = true;
      return Process::Part{made(part.id.text, type, *record, part.id.span), {}};
    };
    for (const PartDecl& role : decl.roles) process.roles.push_back(made_of(role));
    for (const PartDecl& milestone : decl.milestones) process.seen_anew.push_back(made_of(milestone));
    for (const PartDecl& step : decl.working) {
      process.seen_anew.push_back(made_of(step));
      Type& type = book_.schema.facts[process.seen_anew.back().fact].type;
      type.or_nothing = type.base != Type::Base::truth;  // so that an end may ask it
    }
    process.begins_each_time = decl.begins_each_time;
    process.is_first_row = decl.is_first_row;
    book_.processes.push_back(std::move(process));
  }

  /// Whether no fact has that name yet.
  bool check_free(const std::string& path, const Name& id, const Pack& pack, std::uint32_t record) {
    const auto earlier = book_.schema.find_fact(path, record);
    if (!earlier) return true;
    const std::uint32_t first = names_.pack_of_fact[*earlier];
    complain_about_second("fact", {path, id.span}, pack.layer,
                          {*earlier, first, book_.packs[first].layer, book_.schema.facts[*earlier].span}, sink_);
    return false;
  }

  /// A group stands in a case under its name; no fact or list may stand there too.
  bool declare_group(const Name& group, const Pack& pack, std::uint32_t p) {
    if (names_.groups.contains(group.text)) return true;
    if (!check_free(group.text, group, pack, no_index)) return false;
    names_.groups.emplace(group.text, Declared{0, p, pack.layer, group.span});
    book_.schema.groups.push_back(group.text);
    return true;
  }

  void fact(const FactDecl& decl, const Pack& pack, std::uint32_t p) {
    FactInfo info;
    info.path = decl.group.is_set() ? decl.group.text + "." + decl.id.text : decl.id.text;
    const auto record = std::ranges::find_if(book_.schema.records, [&](const RecordInfo& r) {
      return r.is_listed() && r.list == info.path && !decl.record.is_set();
    });
    if (record != book_.schema.records.end()) {
      if (const auto group = names_.groups.find(info.path); group != names_.groups.end()) {
        complain_about_second("group of facts", decl.id, pack.layer, group->second, sink_);
        return;
      }
      if (!check_free(info.path, decl.id, pack, no_index)) return;
      record->list_fact = static_cast<std::uint32_t>(book_.schema.facts.size());
      info.type.base = Type::Base::text;
      info.label = decl.label;
      info.ask = decl.ask;
      info.span = decl.id.span;
      add_fact(std::move(info), p);
      return;
    }
    if (decl.record.is_set()) {
      const auto owner = book_.schema.find_record(decl.record.text);
      if (!owner) {
        sink_.report(Kind::unknown_name, decl.record.span,
                     fmt::format("no pack declares a list of `{}`", decl.record.text),
                     fmt::format("add a fact with `type: list of {}`", decl.record.text));
        return;
      }
      info.record = *owner;
    } else if (decl.group.is_set()) {
      if (!declare_group(decl.group, pack, p)) return;
    } else if (const auto group = names_.groups.find(info.path); group != names_.groups.end()) {
      complain_about_second("group of facts", decl.id, pack.layer, group->second, sink_);
      return;
    }
    if (!check_free(info.path, decl.id, pack, info.record)) return;
    const auto type = resolve_type(decl.type, names_, p, book_.vocabulary, sink_);
    if (!type) return;
    info.type = *type;
    info.label = decl.label;
    info.ask = decl.ask;
    info.is_sensitive = decl.is_sensitive || decl.is_secret;
    info.is_conditional = decl.applies_when.is_set();
    for (const Name& old : decl.formerly) info.formerly.push_back(old.text);
    info.is_secret = decl.is_secret;
    info.span = decl.id.span;
    if (decl.when_not_recorded.is_set()) info.when_not_recorded = read_default(decl.when_not_recorded, info);
    if (decl.when_null.is_set()) info.when_null = read_default(decl.when_null, info);
    if (decl.when_unknown.is_set()) info.when_unknown = read_default(decl.when_unknown, info);
    add_fact(std::move(info), p);
  }

  /// A value of the fact, or `not yet`; of a list `none`, the empty one.
  std::optional<Value> read_default(const Name& written, const FactInfo& info) {
    Type type = info.type;
    type.or_nothing = true;
    std::optional<Value> value = book_.vocabulary.read(written.text, type);
    const bool is_none_of_a_list = info.type.is_set && value && value->is_nothing();
    if (is_none_of_a_list) return Value::set({});
    if (info.type.is_set) value.reset();  // one of them would be no list
    if (!value)
      sink_.report(Kind::wrong_type, written.span,
                   fmt::format("`{}` is not {}, nor `not yet`", written.text, book_.vocabulary.describe(info.type)));
    return value;
  }

  /// Dates that come in an order: each of the same member, or of the case.
  void orders(const Pack& pack) {
    for (const FactDecl& decl : pack.facts) {
      if (decl.not_before.empty()) continue;
      const std::uint32_t record =
          decl.record.is_set() ? book_.schema.find_record(decl.record.text).value_or(no_index) : no_index;
      const std::string prefix = decl.group.is_set() ? decl.group.text + "." : "";
      const auto mine = book_.schema.find_fact(prefix + decl.id.text, record);
      if (!mine) continue;  // complained about already
      for (const Name& name : decl.not_before) {
        auto other = book_.schema.find_fact(name.text, record);
        if (!other) other = book_.schema.find_fact(name.text, no_index);
        const auto is_date = [&](std::uint32_t fact) {
          const Type& type = book_.schema.facts[fact].type;
          return type.base == Type::Base::date && !type.is_set;
        };
        if (!other) {
          std::vector<std::string> known;
          for (const FactInfo& fact : book_.schema.facts) {
            if (fact.record == record || fact.record == no_index) known.push_back(fact.path);
          }
          complain_about_unknown("fact", name, known, sink_);
        } else if (!is_date(*mine) || !is_date(*other)) {
          sink_.report(Kind::wrong_type, name.span, "`not_before` orders two dates");
        } else {
          book_.schema.facts[*mine].not_before.push_back(*other);
        }
      }
    }
  }

  void stand_ins(const Pack& pack) {
    for (const FactDecl& decl : pack.facts) {
      if (!decl.in_place_of.is_set()) continue;
      const std::uint32_t record =
          decl.record.is_set() ? book_.schema.find_record(decl.record.text).value_or(no_index) : no_index;
      const std::string prefix = decl.group.is_set() ? decl.group.text + "." : "";
      const auto mine = book_.schema.find_fact(prefix + decl.id.text, record);
      const bool is_whole = decl.in_place_of.text.starts_with(prefix);
      const auto other = book_.schema.find_fact((is_whole ? "" : prefix) + decl.in_place_of.text, record);
      if (!other) {
        std::vector<std::string> known;
        for (const FactInfo& fact : book_.schema.facts) {
          if (fact.record == record) known.push_back(fact.path);
        }
        complain_about_unknown("fact", decl.in_place_of, known, sink_);
      } else if (mine) {
        // The case would then leave the wider pack's fact empty, and with it the duties that read it.
        const PackInfo& owner = book_.packs[names_.pack_of_fact[*other]];
        if (owner.layer < pack.layer) {
          sink_.report(Kind::weakens_a_higher_layer, decl.in_place_of.span,
                       fmt::format("`{}` would stand in place of a fact of a wider pack", decl.id.text),
                       "only the pack that declares a fact says what may stand in its place",
                       {{book_.schema.facts[*other].span, "declared here"}});
          continue;
        }
        // Rules read that the other is none where this one is given.
        if (book_.schema.facts[*mine].is_secret != book_.schema.facts[*other].is_secret) {
          sink_.report(Kind::secret_read, decl.in_place_of.span,
                       fmt::format("of `{}` and `{}` one is secret: what is said of one would tell of the other",
                                   decl.id.text, book_.schema.facts[*other].path),
                       "both are secret, or none is", {{book_.schema.facts[*other].span, "declared here"}});
          continue;
        }
        for (const std::uint32_t fact : {*mine, *other}) {
          if (book_.schema.facts[fact].type.base == Type::Base::date && !book_.schema.facts[fact].type.is_set) continue;
          sink_.report(Kind::wrong_type, decl.in_place_of.span, "only a date stands in place of a date",
                       "the one that does not stand is known to be none");
          break;
        }
        book_.schema.facts[*mine].in_place_of = *other;
      }
    }
  }

  const Model& model_;
  Book& book_;
  Names& names_;
  Sink& sink_;
};

}  // namespace

void collect_facts(const Model& model, Book& book, Names& names, Sink& sink) {
  Collector(model, book, names, sink).run();
}

}  // namespace masa
