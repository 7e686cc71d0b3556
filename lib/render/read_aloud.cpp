// One reader for each sort of rule. What a rule says comes from its tree (see english.hpp); around it stand the words
// that say what the sort of rule does.
#include <fmt/format.h>

#include <algorithm>

#include "ask/year.hpp"
#include "base/text.hpp"
#include "render/answer.hpp"
#include "render/english.hpp"
#include "render/reading.hpp"
#include "render/words.hpp"

namespace masa {

namespace {

class Reader {
 public:
  explicit Reader(const Book& book) : book_(book), english_(book) {}

  ReadRule decision(const Decision& decision) {
    begin(decision.is_state ? "state" : "decision", decision.id, decision.pack);
    const std::string each = decision.record == no_index
                                 ? ""
                                 : fmt::format(" Of each {}.", spaced(book_.schema.records[decision.record].name));
    say(0, decision.question + each);
    if (decision.form == Form::from_to) {
      from_to(decision);
    } else if (decision.form == Form::is) {
      const Rule& rule = decision.rules.front();
      result(0, rule.then, decision.type, rule);
    } else {
      rows(decision);
    }
    if (decision.a_person_may_decide) say(0, "A person may decide in its place.");
    if (decision.may_be_widened != Span{}) say(0, "Narrower packs may add rules that say yes.");
    return std::move(rule_);
  }

  ReadRule process(const Process& process) {
    begin("process", process.id, process.pack);
    english_.set_process(&process);
    say(0, fmt::format("{}. Of each {}.", capital(process.about), spaced(book_.schema.records[process.owner].name)));
    phrase(0, process.begins_each_time ? "It begins, each time, where" : "It begins where", process.begins);
    parts(process.roles, "From its beginning");
    parts(process.seen_anew, "As it goes on");
    say(0, process.is_first_row ? "It ends in the first of these ways that holds:" : "It ends in one of these ways:");
    for (const Rule& end : process.ends) {
      const Type holder = process.has_holder() ? book_.schema.facts[process.holder_fact].type : Type{};
      const std::string then = process.has_holder() ? fmt::format(", and {} holds it", value_of(end.then, holder)) : "";
      phrase(1, fmt::format("`{}`{}, where", end.id, then), end.when, end);
    }
    if (process.has_holder()) {
      const Type& holder = book_.schema.facts[process.holder_fact].type;
      say(0, fmt::format("While it is open {} holds it; before any has ended, {}.",
                         value_of(process.until_then, holder), value_of(process.at_first, holder)));
    }
    if (process.has_reset) phrase(0, "What went before is forgotten where", process.resets_when);
    english_.set_process(nullptr);
    return std::move(rule_);
  }

  ReadRule duty(const Duty& duty) {
    begin("duty", duty.id, duty.pack);
    const std::string whom = duty.has_whom ? fmt::format(", to {}", english_.value(duty.whom)) : "";
    const std::string each =
        duty.record == no_index ? "" : fmt::format("Of each {}: ", spaced(book_.schema.records[duty.record].name));
    const std::string who = english_.value(duty.who) + (duty.is_who_kept ? ", on the day on which it arises," : "");
    say(0, fmt::format("{}{} {} {}{}.{}", each, each.empty() ? capital(who) : who,
                       verb_words(duty.verb, Confidence::certain), duty.text, whom, cited(duty.cite)));
    if (duty.when.act != Act::constant) phrase(0, "It is owed where", duty.when);
    for (const std::uint32_t number : duty.limits) limit(book_.limits[number]);
    for (const Duty::OneMore& more : duty.one_more)
      say(0, fmt::format("It is owed to {} as well.{}", english_.value(more.whom), cited(more.cite)));
    if (duty.has_done) done(duty);
    if (duty.has_cancelled) phrase(0, fmt::format("It ends{} where", cited(duty.cancelled_cite)), duty.cancelled_when);
    if (duty.follows_law) say(0, fmt::format("It goes by the law of each day.{}", cited(duty.transition_cite)));
    because(0, duty.because);
    return std::move(rule_);
  }

  ReadRule warning(const Warning& warning) {
    begin("warning", warning.id, warning.pack);
    const std::string each = warning.record == no_index
                                 ? ""
                                 : fmt::format(" Of each {}.", spaced(book_.schema.records[warning.record].name));
    say(0, fmt::format("“{}”{}{}", warning.say, cited(warning.cite), each));
    phrase(0, "This is said where", warning.when);
    return std::move(rule_);
  }

  ReadRule standing(const StandingDuty& duty) {
    begin("standing duty", duty.id, duty.pack);
    const std::string whom = duty.whom.empty() ? "" : fmt::format(", to {}", names_of(book_, duty.whom));
    say(0, fmt::format("{} {}{}, {}.{}", names_of(book_, duty.who), words_of(duty), whom, how_often(duty),
                       cited(duty.cite)));
    because(0, duty.because);
    return std::move(rule_);
  }

  ReadRule content(const Content& content) {
    begin("contents", content.id, content.pack);
    say(0, fmt::format("{} holds:{}", capital(content.what), cited(content.cite)));
    for (const auto& [name, says] : content.parts) say(1, says);
    return std::move(rule_);
  }

  ReadRule rotation(const Rotation& rotation) {
    begin("rotation", rotation.id, rotation.pack);
    say(0, fmt::format("{} goes round between {}, a term of {}.{}", capital(rotation.what),
                       names_of(book_, rotation.among), words_of_months(rotation.rota.months), cited(rotation.cite)));
    because(0, rotation.because);
    return std::move(rule_);
  }

  ReadRule conflict(const Conflict& conflict) {
    begin("conflict", conflict.id, conflict.pack);
    say(0, "Texts differ:");
    for (std::size_t r = 0; r < conflict.readings.size(); ++r) {
      const Reading& reading = conflict.readings[r];
      say(1, fmt::format("{}{}{}", r == conflict.chosen ? "followed: " : "not followed: ", reading.says,
                         cited(reading.cite)));
    }
    because(0, conflict.because);
    return std::move(rule_);
  }

 private:
  static std::string words_of_months(std::int64_t months) { return words_of(Unit::months, months); }

  static std::string capital(const std::string& text) {
    return upper(text.substr(0, 1)) + text.substr(std::min<std::size_t>(1, text.size()));
  }

  void begin(std::string sort, const std::string& id, std::uint32_t pack) {
    rule_ = {};
    rule_.sort = std::move(sort);
    rule_.id = id;
    rule_.pack = pack;
  }

  void say(std::size_t deep, std::string text) { rule_.lines.push_back({deep, std::move(text)}); }

  /// Behind what it is the reason of; nothing where none is given.
  static std::string reason(const std::string& why) { return why.empty() ? "" : fmt::format(" Because {}.", why); }

  void because(std::size_t deep, const std::string& why) {
    if (!why.empty()) say(deep, fmt::format("Because {}.", why));
  }

  /// ` [A, B]`, and keeps the sources.
  std::string cited(const std::vector<Citation>& cites) {
    std::vector<std::string> ids;
    for (const Citation& cite : cites) {
      ids.push_back(book_.sources[cite.source].id + cite.pinpoint);
      auto& all = rule_.sources;
      if (std::ranges::find(all, cite.source) == all.end()) all.push_back(cite.source);
    }
    return ids.empty() ? "" : fmt::format(" [{}]", join(ids, ", "));
  }

  void phrase(std::size_t deep, const std::string& lead, const Typed& condition) {
    put(deep, lead, english_.condition(condition), "", "");
  }

  void phrase(std::size_t deep, const std::string& lead, const Typed& condition, const Rule& rule) {
    put(deep, lead, english_.condition(condition), cited(rule.cite), rule.because);
  }

  /// A condition behind what it decides: on one line where it is short, as a list where it is not.
  void put(std::size_t deep, const std::string& lead, const Phrase& phrase, const std::string& end,
           const std::string& why) {
    if (phrase.joint == Phrase::Joint::none || is_short(phrase)) {
      say(deep, fmt::format("{} {}.{}{}", lead, on_one_line(phrase), end, reason(why)));
      return;
    }
    const std::string_view which = phrase.joint == Phrase::Joint::all ? "all of this holds:" : "one of these holds:";
    say(deep, fmt::format("{} {}{}", lead, which, end));
    for (const Phrase& part : phrase.parts) list(deep + 1, part);
    because(deep + 1, why);
  }

  void list(std::size_t deep, const Phrase& phrase) {
    if (phrase.joint == Phrase::Joint::none || is_short(phrase)) {
      say(deep, on_one_line(phrase));
      return;
    }
    say(deep, phrase.joint == Phrase::Joint::all ? "all of this:" : "one of these:");
    for (const Phrase& part : phrase.parts) list(deep + 1, part);
  }

  /// What a decision of one expression is.
  void result(std::size_t deep, const Typed& then, const Type& type, const Rule& rule) {
    if (type == Type{} && then.act != Act::constant) {
      phrase(deep, "Yes, and otherwise no, where", then, rule);
      return;
    }
    const std::string why = reason(rule.because);
    say(deep, fmt::format("It is {}.{}{}", english_.value(then), cited(rule.cite), why));
  }

  void rows(const Decision& decision) {
    const std::string_view how = introduction(decision.form);
    if (!how.empty()) say(0, std::string(how));
    for (const Rule& rule : decision.rules) {
      std::string lead = decision.form == Form::yes_if  ? "Yes"
                         : decision.form == Form::no_if ? "No"
                                                        : capital(value_of(rule.then, decision.type));
      if (rule.when.act == Act::constant && rule.when.constant.is_yes()) {
        const std::string why = reason(rule.because);
        say(1, fmt::format("{}, always.{}{}", lead, cited(rule.cite), why));
      } else {
        phrase(1, lead + ", where", rule.when, rule);
      }
    }
    switch (decision.otherwise) {
      case Otherwise::value:
        say(0, fmt::format("Otherwise {}.", value_of(decision.otherwise_value, decision.type)));
        break;
      case Otherwise::ask_a_person:
        say(0, "Otherwise a person is asked.");
        break;
      case Otherwise::gap:
        if (decision.form != Form::all_rows && !decision.is_total && !has_row_for_all(decision))
          say(0, "Where none of this holds, the rules give no answer.");
        break;
    }
  }

  /// A constant as a value of the decision: of no authority it is nobody.
  [[nodiscard]] std::string value_of(const Typed& typed, const Type& type) const {
    return typed.act == Act::constant ? english_.constant(typed.constant, type) : english_.value(typed);
  }

  static bool has_row_for_all(const Decision& decision) {
    return std::ranges::any_of(
        decision.rules, [](const Rule& rule) { return rule.when.act == Act::constant && rule.when.constant.is_yes(); });
  }

  static std::string_view introduction(Form form) {
    switch (form) {
      case Form::one_row_applies:
        return "Of these no two can hold together:";
      case Form::rows_agree:
        return "Where several of these hold, they agree:";
      case Form::first_row:
        return "The first of these that holds:";
      case Form::strongest_of:
        return "The strongest of these that hold:";
      case Form::all_rows:
        return "All of these that hold, together:";
      default:
        return "";
    }
  }

  void from_to(const Decision& decision) {
    for (const Rule& rule : decision.rules) {
      if (rule.id == "begins") {
        phrase(0, "From a day on which", rule.when, rule);
        if (decision.type != Type{})
          say(0, fmt::format("Then it is {}{}.", english_.value(rule.then),
                             decision.is_kept ? ", as it was on that day" : ""));
      } else if (rule.id == "ends") {
        phrase(0, "Until a day on which", rule.when, rule);
      } else {
        phrase(0, "No longer where", rule.when, rule);
      }
    }
  }

  void parts(const std::vector<Process::Part>& parts, std::string_view since) {
    if (parts.empty()) return;
    say(0, fmt::format("{}:", since));
    for (const Process::Part& part : parts) {
      const FactInfo& fact = book_.schema.facts[part.fact];
      const std::string name = spaced(fact.path);
      if (fact.type.base == Type::Base::truth && part.value.act != Act::constant) {
        put(1, fmt::format("{}: whether", name), english_.condition(part.value), "", "");
      } else {
        say(1, fmt::format("{}: {}.", name, english_.value(part.value)));
      }
    }
  }

  void limit(const Limit& limit) {
    const std::string why = reason(limit.because);
    const std::string date = english_.value(limit.date);
    switch (limit.kind) {
      case LimitKind::last_day:
        say(0, fmt::format("Its last day: {}.{}{}", date, cited(limit.cite), why));
        break;
      case LimitKind::shown_only:
        say(0, fmt::format("Shown, and binding nobody: {}.{}{}", date, cited(limit.cite), why));
        break;
      default:
        say(0, fmt::format("It {} be done by: {}.{}{}", word_of(limit.kind), date, cited(limit.cite), why));
        break;
    }
    for (const Suspension& pause : limit.suspensions) {
      say(1, fmt::format("days do not count from {} until {}{}{}", english_.value(pause.from),
                         english_.value(pause.until), cited(pause.cite), reason(pause.because)));
    }
  }

  void done(const Duty& duty) {
    const bool is_forbidden = duty.verb == Verb::must_not;
    const std::string_view what = is_forbidden ? "breached" : "done";
    if (duty.done_when.type == Type{}) {
      phrase(0, fmt::format("It is {} where", what), duty.done_when);
    } else {
      say(0, fmt::format("It is {} on: {}.", what, english_.value(duty.done_when)));
    }
  }

  const Book& book_;
  English english_;
  ReadRule rule_;
};

}  // namespace

std::vector<ReadRule> read_aloud(const Book& book, const std::vector<std::uint32_t>& packs) {
  Reader reader(book);
  std::vector<ReadRule> all;
  const auto is_wanted = [&](std::uint32_t pack) {
    return packs.empty() || std::ranges::find(packs, pack) != packs.end();
  };
  const auto each = [&](const auto& things, const auto& read) {
    for (const auto& thing : things) {
      if (is_wanted(thing.pack)) all.push_back(read(thing));
    }
  };
  each(book.decisions, [&](const Decision& one) { return reader.decision(one); });
  each(book.processes, [&](const Process& one) { return reader.process(one); });
  each(book.duties, [&](const Duty& one) { return reader.duty(one); });
  each(book.warnings, [&](const Warning& one) { return reader.warning(one); });
  each(book.governance.standing_duties, [&](const StandingDuty& one) { return reader.standing(one); });
  each(book.governance.contents, [&](const Content& one) { return reader.content(one); });
  each(book.governance.rotations, [&](const Rotation& one) { return reader.rotation(one); });
  each(book.conflicts, [&](const Conflict& one) { return reader.conflict(one); });
  std::ranges::stable_sort(all, {}, &ReadRule::pack);
  return all;
}

}  // namespace masa
