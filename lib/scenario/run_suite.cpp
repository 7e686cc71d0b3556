#include "scenario/run_suite.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "ask/ask.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"
#include "case/read_case.hpp"
#include "course/history.hpp"
#include "scenario/compare_course.hpp"
#include "scenario/expectations.hpp"
#include "scenario/suite_keys.hpp"

namespace masa {

namespace {

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
    for (const Node::Entry& entry : one.entries) {
      if (suite_case_block.find(entry.key) != nullptr) continue;
      sink_.report(Kind::unknown_key, entry.key_span, fmt::format("a case has no key `{}`", entry.key),
                   did_you_mean(entry.key, suite_case_block.names()));
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
    Node document = given;
    add_params(one, document);
    Facts facts = read_case(document, plan_.book.schema, plan_.book.vocabulary, sink);
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

  /// `params` stand in the case as the group of that name; twice they are a mistake.
  void add_params(const Node& one, Node& document) {
    const Node* params = one.find("params");
    if (params == nullptr) return;
    if (document.find("params") != nullptr)
      fail("params", "once: beside `given` or in it", "both", sources_.file_line(params->span));
    document.entries.push_back({"params", params->span, *params});
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
    add_params(one, document);
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

  /// `what` is a decision (with a member's key under the record's name), or any other question.
  void question(const Node& one, const Node& ask_for) {
    const Node* what = ask_for.find("what");
    if (what == nullptr || !what->is_scalar()) {
      fail("ask", "a question with `what`", "none", sources_.file_line(ask_for.span));
      return;
    }
    const auto decision = std::ranges::find(plan_.book.decisions, what->text, &Decision::id);
    const auto& questions = plan_.book.governance.questions;
    if (decision != plan_.book.decisions.end() &&
        std::ranges::find(questions, what->text, &NamedQuestion::id) == questions.end()) {
      decision_question(one, ask_for, static_cast<std::uint32_t>(decision - plan_.book.decisions.begin()));
      return;
    }
    std::optional<Date> day;
    if (const Node* date = one.find("decided_on")) {
      const auto dates = dates_of(date);
      if (!dates) return;
      day = dates->facts_at;
    }
    Sink sink;
    const auto reply = ask(plan_, ask_for, one.find("given"), day, sink);
    if (!reply) {
      fail_complaints(sink);
      return;
    }
    compare_answer(*reply, *one.find("expect"), question_words(ask_for));
    std::set<std::string> cited;
    for (const std::uint32_t source : reply->sources) cited.insert(plan_.book.sources[source].id);
    if (const Node* decided_by = one.find("decided_by")) check_sources(cited, *decided_by);
  }

  /// `near of sp`
  static std::string question_words(const Node& ask_for) {
    std::string words = ask_for.find("what")->text;
    for (const Node::Entry& entry : ask_for.entries) {
      if (entry.key != "what" && entry.key != "date")
        words += fmt::format(" {} {}", entry.key, answer_words(entry.value));
    }
    return words;
  }

  void check_sources(const std::set<std::string>& cited, const Node& decided_by) {
    for (std::string& note : compare_with_cited(plan_.book, sources_, id_, cited, decided_by, report_.failures))
      report_.notes.push_back(std::move(note));
  }

  /// `one_of` where several answers will do.
  void compare_answer(const Reply& reply, const Node& expect, const std::string& what) {
    const Node* one_of = expect.find("one_of");
    const std::vector<Node> allowed = one_of != nullptr ? one_of->items : std::vector<Node>{expect};
    if (std::ranges::any_of(allowed,
                            [&](const Node& one) { return same_answer(one, reply.answer, reply.is_sequence); }))
      return;
    std::vector<std::string> words;
    for (const Node& one : allowed) words.push_back(answer_words(one));
    fail(what, join(words, " or "), answer_words(reply.answer));
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
