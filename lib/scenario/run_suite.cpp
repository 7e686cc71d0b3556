#include "scenario/run_suite.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "case/read_case.hpp"
#include "course/history.hpp"
#include "scenario/compare_course.hpp"
#include "scenario/expectations.hpp"

namespace masa {

namespace {

/// A day on which it is known where a relation leads, if on all such days it leads to the same; empty where it does
/// not, or is never known.
std::optional<Date> day_of_only_answer(const Network& network, std::uint32_t relation, std::uint32_t from) {
  std::set<Date> days{*make_date({1, 1, 1})};
  days.insert(network.changes(relation).begin(), network.changes(relation).end());
  std::optional<Date> only;
  for (const Date day : days) {
    const Value value = network.follow(relation, from, day);
    if (!value.is_known()) continue;
    if (only && !(network.follow(relation, from, *only) == value)) return std::nullopt;
    if (!only) only = day;
  }
  return only;
}

class SuiteRunner {
 public:
  SuiteRunner(const Plan& plan, const Sources& sources, Sink& sink) : plan_(plan), sources_(sources), sink_(sink) {}

  SuiteReport run(const Node& document) {
    const Node* cases = document.find("cases");
    if (cases == nullptr || !cases->is_list()) {
      sink_.report(Kind::bad_suite, document.span, "a suite needs `cases`, a list");
      return std::move(report_);
    }
    if (cases->items.empty()) sink_.report(Kind::bad_suite, cases->span, "a suite without cases tests nothing");
    for (const Node& one : cases->items) run_case(one);
    return std::move(report_);
  }

 private:
  void run_case(const Node& one) {
    const Node* id = one.find("id");
    if (id == nullptr || !id->is_scalar()) {
      sink_.report(Kind::bad_suite, one.span, "a case needs an `id`");
      return;
    }
    if (!seen_.insert(id->text).second) {
      sink_.report(Kind::bad_suite, id->span, fmt::format("two cases have the id `{}`", id->text));
      return;
    }
    check_keys(one);
    const std::size_t before = report_.failures.size();
    id_ = id->text;
    if (one.find("expect") == nullptr) {
      fail("the case", "an `expect`", "none", sources_.file_line(one.span));
    } else if (const Node* ask = one.find("ask")) {
      question(one, *ask);
    } else if (const Node* events = one.find("events")) {
      history(one, *events);
    } else if (const Node* given = one.find("given")) {
      facts(one, *given);
    } else {
      fail("the case", "`given`, `events` or `ask`", "none of them", sources_.file_line(one.span));
    }
    (report_.failures.size() == before ? report_.passed : report_.failed).push_back(id_);
  }

  void check_keys(const Node& one) {
    static constexpr std::array<std::string_view, 10> keys{"id",  "title",  "decided_on", "given", "events",
                                                           "ask", "expect", "decided_by", "basis", "note"};
    for (const Node::Entry& entry : one.entries) {
      if (std::ranges::find(keys, entry.key) != keys.end()) continue;
      sink_.report(Kind::unknown_key, entry.key_span, fmt::format("a case has no key `{}`", entry.key),
                   did_you_mean(entry.key, std::vector<std::string>(keys.begin(), keys.end())));
    }
  }

  void fail(std::string what, std::string expected, std::string got, std::string rule = {}) {
    report_.failures.push_back({id_, std::move(what), std::move(expected), std::move(got), std::move(rule)});
  }

  /// Complaints about the case's own text, each a failure.
  void fail_complaints(const Sink& sink) {
    for (const Complaint& complaint : sink.sorted()) {
      std::string got = complaint.message;
      if (!complaint.help.empty()) got += "; " + complaint.help;
      fail(sources_.file_line(complaint.span), "a case that can be read", std::move(got));
    }
  }

  std::optional<AskedDates> dates_of(const Node* date) {
    if (date == nullptr || !date->is_scalar()) {
      fail("decided_on", "the day the answer is about", "none");
      return std::nullopt;
    }
    const auto day = parse_date(date->text);
    if (!day) {
      fail("decided_on", "a date of the calendar", date->text, sources_.file_line(date->span));
      return std::nullopt;
    }
    return AskedDates{*day, *day, std::nullopt};
  }

  void facts(const Node& one, const Node& given) {
    const auto dates = dates_of(one.find("decided_on"));
    if (!dates) return;
    Sink sink;
    Facts facts = read_case(given, plan_.book.schema, plan_.book.vocabulary, sink);
    if (sink.has_errors()) {
      fail_complaints(sink);
      return;
    }
    const Decided decided = decide_facts(plan_, facts, *dates);
    const Answer answer{plan_, decided.facts, *dates, decided.determined};
    Expectations expectations(answer, sources_, id_, report_.failures);
    expectations.compare(*one.find("expect"));
    if (const Node* decided_by = one.find("decided_by")) {
      for (std::string& note : expectations.compare_sources(*decided_by)) report_.notes.push_back(std::move(note));
    }
  }

  /// A history: the case is `given` with `events` beside it.
  void history(const Node& one, const Node& events) {
    if (std::ranges::none_of(plan_.book.schema.records, &RecordInfo::is_event)) {
      std::set<std::string> names;
      for (const Node& event : events.items) {
        if (const Node* name = event.find("event")) names.insert("`" + name->text + "`");
      }
      fail("events", "events that a pack declares",
           fmt::format("no pack declares {}", list_words(std::vector<std::string>(names.begin(), names.end()))),
           sources_.file_line(events.span));
      return;
    }
    Node document;
    if (const Node* given = one.find("given")) document = *given;
    document.shape = Node::Shape::mapping;
    document.span = events.span;
    document.entries.push_back({"events", events.span, events});
    Sink sink;
    const Facts facts = read_case(document, plan_.book.schema, plan_.book.vocabulary, sink);
    if (sink.has_errors()) {
      fail_complaints(sink);
      return;
    }
    for (CourseDifference& difference : compare_course(plan_, facts, *one.find("expect"), one.find("decided_by")))
      fail(std::move(difference.what), std::move(difference.expected), std::move(difference.got),
           sources_.file_line(difference.place));
  }

  /// `what` is a relation of the network (with `of`), or a decision (with a member's key under the record's name).
  void question(const Node& one, const Node& ask) {
    const Node* what = ask.find("what");
    if (what == nullptr || !what->is_scalar()) {
      fail("ask", "a question with `what`", "none", sources_.file_line(ask.span));
      return;
    }
    const std::vector<const Node::Entry*> arguments = arguments_of(ask);
    const auto relation = plan_.book.network.find_relation(what->text);
    if (relation && arguments.size() == 1) {
      relation_question(one, ask, *relation, arguments.front()->value);
      return;
    }
    const auto decision = std::ranges::find(plan_.book.decisions, what->text, &Decision::id);
    if (decision != plan_.book.decisions.end()) {
      decision_question(one, ask, static_cast<std::uint32_t>(decision - plan_.book.decisions.begin()));
      return;
    }
    std::vector<std::string> known = names_of(plan_.book.network.relations());
    for (const Decision& d : plan_.book.decisions) known.push_back(d.id);
    const std::string near = did_you_mean(what->text, known);
    fail("ask", "a decision or a question of the network",
         fmt::format("no pack declares `{}`{}", what->text, near.empty() ? "" : "; " + near),
         sources_.file_line(what->span));
  }

  /// All but what is asked and the day.
  static std::vector<const Node::Entry*> arguments_of(const Node& ask) {
    std::vector<const Node::Entry*> arguments;
    for (const Node::Entry& entry : ask.entries) {
      if (entry.key != "what" && entry.key != "date") arguments.push_back(&entry);
    }
    return arguments;
  }

  void relation_question(const Node& one, const Node& ask, std::uint32_t relation, const Node& of) {
    const Network& network = plan_.book.network;
    const auto body = plan_.book.vocabulary.find_body(of.text);
    if (!body) {
      std::vector<std::string> known;
      for (const Body& b : plan_.book.vocabulary.bodies) known.push_back(b.id);
      fail("ask", "a body of the network",
           fmt::format("no pack declares `{}`; {}", of.text, did_you_mean(of.text, known)),
           sources_.file_line(of.span));
      return;
    }
    const Node* date = ask.find("date") != nullptr ? ask.find("date") : one.find("decided_on");
    std::optional<Date> asked_day = day_of_only_answer(network, relation, *body);
    if (date != nullptr || !asked_day) {  // without a day: where it leads whenever that is known
      const auto dates = dates_of(date);
      if (!dates) return;
      asked_day = dates->facts_at;
    }
    const Date day = *asked_day;
    compare_answer(network.follow(relation, *body, day), *one.find("expect"),
                   fmt::format("{} of {}", network.relations()[relation].name, of.text));
    const Node* decided_by = one.find("decided_by");
    if (decided_by == nullptr) return;
    std::set<std::string> cited;
    for (const std::uint32_t source : network.sources(relation, *body, day))
      cited.insert(plan_.book.sources[source].id);
    check_sources(cited, *decided_by);
  }

  void check_sources(const std::set<std::string>& cited, const Node& decided_by) {
    for (std::string& note : compare_with_cited(plan_.book, sources_, id_, cited, decided_by, report_.failures))
      report_.notes.push_back(std::move(note));
  }

  /// A body, or a list of bodies in any order.
  void compare_answer(const Value& got, const Node& expect, std::string what) {
    Type type;
    type.base = Type::Base::reference;
    const auto printed = [](const Node& wanted) {
      return wanted.is_list() ? set_words(texts_of(wanted)) : wanted.text;
    };
    std::string found;
    if (got.tag() == Value::Tag::set) {
      std::vector<std::string> words;
      for (const Value& one : got.members()) words.push_back(plan_.book.vocabulary.bodies[one.as_index()].id);
      found = set_words(std::move(words));
    } else {
      found = plan_.book.vocabulary.print(got, type);
    }
    std::vector<std::string> allowed;
    if (const Node* one_of = expect.find("one_of")) {
      for (const Node& item : one_of->items) allowed.push_back(printed(item));
    } else {
      allowed.push_back(printed(expect));
    }
    if (std::ranges::find(allowed, found) == allowed.end()) fail(std::move(what), join(allowed, " or "), found);
  }

  void decision_question(const Node& one, const Node& ask, std::uint32_t number) {
    const Decision& decision = plan_.book.decisions[number];
    const Node* date = ask.find("date");
    const auto dates = dates_of(date != nullptr ? date : one.find("decided_on"));
    if (!dates) return;
    Sink sink;
    const Node empty;
    const Node* given = one.find("given");
    Facts facts = read_case(given != nullptr ? *given : empty, plan_.book.schema, plan_.book.vocabulary, sink);
    if (sink.has_errors()) {
      fail_complaints(sink);
      return;
    }
    std::uint32_t member = no_index;
    if (decision.record != no_index) {
      const RecordInfo& record = plan_.book.schema.records[decision.record];
      const Node* key = ask.find(record.name);
      const auto& members = facts.members(decision.record);
      const auto found = key == nullptr ? members.end() : std::ranges::find(members, key->text);
      if (found == members.end()) {
        fail("ask", fmt::format("a {} of the case under `{}`", record.name, record.name),
             key == nullptr ? "none" : key->text);
        return;
      }
      member = static_cast<std::uint32_t>(found - members.begin());
    }
    const Decided decided = decide_facts(plan_, facts, *dates);
    const Answer answer{plan_, decided.facts, *dates, decided.determined};
    Expectations expectations(answer, sources_, id_, report_.failures);
    if (const OutcomeAnswer* outcome = expectations.find_outcome(decision.id, member)) {
      expectations.compare_value(*one.find("expect"), *outcome, decision.id);
      std::set<std::string> cited;
      for (const std::uint32_t source : outcome->grounds.sources) cited.insert(plan_.book.sources[source].id);
      if (const Node* decided_by = one.find("decided_by")) check_sources(cited, *decided_by);
    }
  }

  const Plan& plan_;
  const Sources& sources_;
  Sink& sink_;
  SuiteReport report_;
  std::set<std::string> seen_;
  std::string id_;
};

}  // namespace

SuiteReport run_suite(const Plan& plan, const Node& document, const Sources& sources, Sink& sink) {
  return SuiteRunner(plan, sources, sink).run(document);
}

}  // namespace masa
