// One reader for each sort of rule. What a rule says comes from its tree (see english.hpp); around it stand the words
// that say what the sort of rule does.
#include <fmt/format.h>

#include <algorithm>

#include "ask/year.hpp"
#include "base/text.hpp"
#include "render/answer.hpp"
#include "render/rule_lines.hpp"
#include "render/words.hpp"

namespace masa {

namespace {

class Reader : private RuleLines {
 public:
  explicit Reader(const Book& book) : RuleLines(book), book_(book), english_(book) {}

  ReadRule decision(const Decision& decision) {
    begin(sort_of(decision), decision.id, decision.pack);
    say(0, sentence(decision.question) + of_each(decision.record));
    if (decision.has_whose) say(0, fmt::format("The case is that of {}.", english_.value(decision.whose)));
    if (decision.form == Form::from_to) {
      from_to(decision);
    } else if (decision.form == Form::is) {
      const Rule& rule = decision.rules.front();
      result(0, rule.then, decision.type, rule);
    } else {
      rows(decision);
    }
    bounds(decision);
    if (decision.a_person_may_decide) say(0, "A person may decide in its place.");
    if (decision.may_be_widened != Span{}) say(0, "Narrower packs may add rules that say yes.");
    return take();
  }

  /// A number, or two that must be the same.
  ReadRule figure(const Figure& figure) {
    begin("figure", figure.id, figure.pack);
    say(0, sentence(figure.what));
    const Rule& rule = book_.decisions[figure.value].rules.front();
    if (figure.right) {
      say(0, fmt::format("These are the same:{}", cited(rule.cite)));
      for (const std::uint32_t side : {figure.value, *figure.right})
        say(1, english_.value(book_.decisions[side].rules.front().then));
      because(0, rule.because);
    } else {
      result(0, rule.then, book_.decisions[figure.value].type, rule);
    }
    return take();
  }

  ReadRule process(const Process& process) {
    begin("process", process.id, process.pack);
    english_.set_process(&process);
    say(0, sentence(process.about) + of_each(process.owner));
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
    return take();
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
    for (const std::uint32_t number : duty.limits) limit(book_.limits[number], duty.pack);
    for (const Duty::OneMore& more : duty.one_more)
      say(0, fmt::format("It is owed to {} as well{}.{}", english_.value(more.whom), bound_by(more.pack, duty.pack),
                         cited(more.cite)));
    if (duty.has_done) done(duty);
    if (duty.has_cancelled) phrase(0, fmt::format("It ends{} where", cited(duty.cancelled_cite)), duty.cancelled_when);
    if (duty.follows_law) say(0, fmt::format("It goes by the law of each day.{}", cited(duty.transition_cite)));
    because(0, duty.because);
    return take();
  }

  ReadRule warning(const Warning& warning) {
    begin("warning", warning.id, warning.pack);
    say(0, fmt::format("“{}”{}{}", warning.say, cited(warning.cite), of_each(warning.record)));
    phrase(0, "This is said where", warning.when);
    return take();
  }

  ReadRule standing(const StandingDuty& duty) {
    begin("standing duty", duty.id, duty.pack);
    const std::string whom = duty.whom.empty() ? "" : fmt::format(", to {}", names_of(book_, duty.whom));
    say(0, fmt::format("{} {}{}, {}.{}", names_of(book_, duty.who), words_of(duty), whom, how_often(duty),
                       cited(duty.cite)));
    because(0, duty.because);
    return take();
  }

  ReadRule content(const Content& content) {
    begin("contents", content.id, content.pack);
    say(0, fmt::format("{} holds:{}", capital(content.what), cited(content.cite)));
    for (const auto& [name, says] : content.parts) say(1, says);
    return take();
  }

  ReadRule rotation(const Rotation& rotation) {
    begin("rotation", rotation.id, rotation.pack);
    say(0, fmt::format("{} goes round between {}, a term of {}.{}", capital(rotation.what),
                       names_of(book_, rotation.among), words_of_months(rotation.rota.months), cited(rotation.cite)));
    because(0, rotation.because);
    return take();
  }

  ReadRule conflict(const Conflict& conflict) {
    begin("conflict", conflict.id, conflict.pack);
    const std::string about = conflict.about != no_index
                                  ? fmt::format(" on this: {}", book_.decisions[conflict.about].question)
                              : !conflict.about_name.empty() ? fmt::format(" about `{}`:", conflict.about_name)
                                                             : ":";
    say(0, fmt::format("Texts differ{}{}", about, conflict.at.empty() ? "" : fmt::format(" (at {})", conflict.at)));
    for (std::size_t r = 0; r < conflict.readings.size(); ++r) {
      const Reading& reading = conflict.readings[r];
      const std::string other =
          reading.has_value ? fmt::format("; it would be {}", english_.value(reading.would_be)) : "";
      say(1, fmt::format("{}{}{}{}", r == conflict.chosen ? "followed: " : "not followed: ", reading.says, other,
                         cited(reading.cite)));
    }
    because(0, conflict.because);
    return take();
  }

 private:
  static std::string words_of_months(std::int64_t months) { return words_of(Unit::months, months); }

  [[nodiscard]] std::string_view sort_of(const Decision& decision) const {
    if (decision.is_state) return "state";
    if (decision.is_parameter) return "parameter";
    const bool is_asked = decision.record != no_index && book_.schema.records[decision.record].is_asked;
    return is_asked ? "question" : "decision";
  }

  /// ` Of each child.`; of a question, what it is asked with.
  [[nodiscard]] std::string of_each(std::uint32_t record) const {
    if (record == no_index) return "";
    const auto& questions = book_.governance.questions;
    const auto question = std::ranges::find(questions, record, &NamedQuestion::record);
    if (question == questions.end()) return fmt::format(" Of each {}.", spaced(book_.schema.records[record].name));
    if (question->given.empty()) return "";
    std::vector<std::string> words;
    for (const auto& given : question->given) words.push_back(fmt::format("`{}`", given.first));
    return fmt::format(" Asked with {}.", list_words(words, "and"));
  }

  void phrase(std::size_t deep, const std::string& lead, const Typed& condition) {
    put(deep, lead, english_.condition(condition));
  }

  void phrase(std::size_t deep, const std::string& lead, const Typed& condition, const Rule& rule) {
    put(deep, lead, english_.condition(condition), cited(rule.cite), rule.because);
  }

  /// What a decision of one expression is.
  void result(std::size_t deep, const Typed& then, const Type& type, const Rule& rule) {
    if (type == Type{} && then.act != Act::constant) {
      phrase(deep, "Yes, and otherwise no, where", then, rule);
      return;
    }
    put(deep, "It is", english_.described(then), cited(rule.cite), rule.because);
  }

  void rows(const Decision& decision) {
    if (decision.rules.size() == 1 && decision.is_parameter) {
      result(0, decision.rules.front().then, decision.type, decision.rules.front());
      return;
    }
    const bool is_varied = decision.is_total && decision.rules.back().id == "as_declared";
    const std::string_view how =
        is_varied ? "What a narrower pack says counts for those whom it binds:" : introduction(decision.form);
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

  void bounds(const Decision& decision) {
    const auto words = [&](const Value& value) { return english_.constant(value, decision.type); };
    if (decision.at_least) say(0, fmt::format("Narrower packs may set it, to {} at least.", words(*decision.at_least)));
    if (decision.at_most) say(0, fmt::format("Narrower packs may set it, to {} at most.", words(*decision.at_most)));
  }

  void from_to(const Decision& decision) {
    for (const Rule& rule : decision.rules) {
      if (rule.id == "begins") {
        phrase(0, "From a day on which", rule.when, rule);
        if (decision.type != Type{})
          put(0, decision.is_kept ? "Then it is, as it was on that day," : "Then it is", english_.described(rule.then),
              "", "");
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
        put(1, fmt::format("{}: whether", name), english_.condition(part.value));
      } else {
        put(1, fmt::format("{}:", name), english_.described(part.value));
      }
    }
  }

  /// What a narrower pack adds counts where it binds who owes the duty.
  [[nodiscard]] std::string bound_by(std::uint32_t pack, std::uint32_t owner) const {
    return pack == owner || book_.packs[pack].binds_body == no_index
               ? ""
               : fmt::format(", where `{}` binds who owes it", book_.packs[pack].id);
  }

  void limit(const Limit& limit, std::uint32_t owner) {
    const std::string why = reason(limit.because);
    const std::string date = english_.value(limit.date) + bound_by(limit.pack, owner);
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
      put(0, fmt::format("It is {} on:", what), english_.described(duty.done_when));
    }
  }

  const Book& book_;
  English english_;
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
  const auto is_of_figure = [&](const Decision& one) {
    return std::ranges::any_of(book.governance.figures,
                               [&](const Figure& figure) { return figure.record == one.record; });
  };
  for (const Decision& one : book.decisions) {
    if (is_wanted(one.pack) && !is_of_figure(one)) all.push_back(reader.decision(one));
  }
  each(book.processes, [&](const Process& one) { return reader.process(one); });
  each(book.duties, [&](const Duty& one) { return reader.duty(one); });
  each(book.warnings, [&](const Warning& one) { return reader.warning(one); });
  each(book.governance.standing_duties, [&](const StandingDuty& one) { return reader.standing(one); });
  each(book.governance.figures, [&](const Figure& one) { return reader.figure(one); });
  each(book.governance.contents, [&](const Content& one) { return reader.content(one); });
  each(book.governance.rotations, [&](const Rotation& one) { return reader.rotation(one); });
  each(book.conflicts, [&](const Conflict& one) { return reader.conflict(one); });
  std::ranges::stable_sort(all, {}, &ReadRule::pack);
  return all;
}

}  // namespace masa
