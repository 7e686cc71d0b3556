#include "ask/ask.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "ask/chairs.hpp"
#include "ask/records.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"

namespace masa {

namespace {

/// Not an argument.
bool is_own_key(std::string_view key) {
  return key == "what" || key == "date" || key == "given";
}

class Asker {
 public:
  Asker(const Plan& plan, const Node& question, const Node* given, std::optional<Date> date, Sink& sink)
      : plan_(plan), book_(plan.book), question_(question), given_(given), date_(date), sink_(sink) {}

  std::optional<Reply> run() {
    const Node* what = question_.find("what");
    if (what == nullptr || !what->is_scalar()) {
      sink_.report(Kind::missing_key, question_.span, "a question needs `what`");
      return std::nullopt;
    }
    if (const Node* date = question_.find("date")) {
      date_ = read_day(*date, sink_);
      if (!date_) return std::nullopt;
    }
    Arguments arguments(question_, what->text, sink_);
    if (what->text == "chair") return chair(std::move(arguments));
    if (what->text == "rota") return ask_rota(plan_, std::move(arguments), given_, sink_);
    if (what->text == "cadence") return ask_cadence(book_, std::move(arguments), sink_);
    if (what->text == "complete") return ask_complete(book_, std::move(arguments), sink_);
    if (what->text == "conflict") return ask_conflict(book_, std::move(arguments), sink_);
    if (what->text == "figure") return figure(std::move(arguments));
    const auto question = std::ranges::find(book_.governance.questions, what->text, &NamedQuestion::id);
    if (question != book_.governance.questions.end()) return own(*question);
    if (const auto relation = book_.network.find_relation(what->text)) return follow(*relation);
    complain(*what);
    return std::nullopt;
  }

 private:
  void complain(const Node& what) {
    std::vector<std::string> known(queries.begin(), queries.end());
    for (const NamedQuestion& question : book_.governance.questions) known.push_back(question.id);
    for (const std::string& relation : names_of(book_.network.relations())) known.push_back(relation);
    sink_.report(Kind::unknown_name, what.span, fmt::format("no pack declares the question `{}`", what.text),
                 did_you_mean(what.text, known));
  }

  /// The days on which answers may change that no case has a part in.
  [[nodiscard]] std::set<Date> days() const {
    std::set<Date> days{*make_date({1, 1, 1})};
    for (const Source& source : book_.sources) {
      for (const auto& day : {source.in_force.first, source.in_force.end}) {
        if (day) days.insert(*day);
      }
    }
    return days;
  }

  std::optional<Reply> chair(Arguments arguments) {
    if (date_) return ask_chair(plan_, std::move(arguments), given_, *date_, sink_);
    sink_.report(Kind::missing_key, question_.span, "`chair` needs a `date`", "who chairs changes with time");
    return std::nullopt;
  }

  // --- the network

  std::optional<Reply> follow(std::uint32_t relation) {
    const Network& network = book_.network;
    const std::string& name = network.relations()[relation].name;
    std::vector<const Node*> of;
    for (const Node::Entry& entry : question_.entries) {
      if (!is_own_key(entry.key)) of.push_back(&entry.value);
    }
    if (of.size() != 1) {
      sink_.report(Kind::wrong_shape, question_.span,
                   fmt::format("the relation `{}` leads from one body, and {} are named", name, of.size()));
      return std::nullopt;
    }
    const auto from = read_body(*of.front(), book_.vocabulary, sink_);
    if (!from) return std::nullopt;
    const auto on = [&](Date day) {
      Reply reply;
      const Value value = network.follow(relation, *from, day);
      reply.answer = print(value, network.relations()[relation].target);
      reply.sources = network.sources(relation, *from, day);
      if (!value.is_known())
        reply.notes.push_back(fmt::format("the network does not say what the `{}` of it is", name));
      return std::optional(std::move(reply));
    };
    std::set<Date> all_days = network.changes(relation);
    all_days.insert(*make_date({1, 1, 1}));
    return on_some_day(all_days, on);
  }

  // --- what decisions answer

  std::optional<Reply> own(const NamedQuestion& question) {
    std::map<std::uint32_t, const Node*> facts;
    for (const auto& [word, node] : arguments_of(question)) {
      const auto known = std::ranges::find(question.given, word, &std::pair<std::string, std::uint32_t>::first);
      if (known != question.given.end()) {
        facts.emplace(known->second, node);
        continue;
      }
      std::vector<std::string> words;
      for (const auto& [one, fact] : question.given) words.push_back(one);
      sink_.report(Kind::unknown_key, node->span, fmt::format("`{}` does not ask for `{}`", question.id, word),
                   did_you_mean(word, words));
      return std::nullopt;
    }
    return on_some_day(days(), [&](Date day) { return decided(question.record, facts, question.answers, day); });
  }

  /// They may stand in one mapping, `of: {from: …, form: …}`.
  [[nodiscard]] std::vector<std::pair<std::string, const Node*>> arguments_of(const NamedQuestion& question) const {
    std::vector<std::pair<std::string, const Node*>> arguments;
    for (const Node::Entry& entry : question_.entries) {
      if (is_own_key(entry.key)) continue;
      const bool is_named = std::ranges::find(question.given, entry.key,
                                              &std::pair<std::string, std::uint32_t>::first) != question.given.end();
      if (is_named || !entry.value.is_mapping()) {
        arguments.emplace_back(entry.key, &entry.value);
      } else {
        for (const Node::Entry& inner : entry.value.entries) arguments.emplace_back(inner.key, &inner.value);
      }
    }
    return arguments;
  }

  std::optional<Reply> figure(Arguments arguments) {
    const Node* of = arguments.require("of");
    if (of == nullptr || !arguments.finish()) return std::nullopt;
    const Figure* figure = named(book_.governance.figures, of, "figure", sink_);
    if (figure == nullptr) return std::nullopt;
    if (!figure->right)
      return on_some_day(days(), [&](Date day) { return decided(figure->record, {}, {{"", figure->value}}, day); });
    return on_some_day(days(), [&](Date day) {
      auto reply = decided(figure->record, {}, {{"left", figure->value}, {"right", *figure->right}}, day);
      if (!reply) return reply;
      const std::string& left = reply->answer.find("left")->text;
      const std::string& right = reply->answer.find("right")->text;
      const bool is_known = left != "unknown" && right != "unknown";
      Node answer;
      add_entry(answer, "holds", scalar_node(!is_known ? "unknown" : left == right ? "true" : "false"));
      for (Node::Entry& entry : reply->answer.entries) answer.entries.push_back(std::move(entry));
      reply->answer = std::move(answer);
      return reply;
    });
  }

  std::optional<Reply> decided(std::uint32_t record, const std::map<std::uint32_t, const Node*>& facts,
                               const std::vector<std::pair<std::string, std::uint32_t>>& answers, Date day) {
    auto found = decide_asked(plan_, {record, facts}, given_, day, sink_);
    if (!found) return std::nullopt;
    Reply reply;
    for (const auto& [word, decision] : answers) {
      const OutcomeAnswer* outcome = found->find(decision);
      Node answer = scalar_node("unknown");
      if (outcome != nullptr) {
        answer = print(outcome->value, book_.decisions[decision].type);
        reply.sources.insert(outcome->grounds.sources.begin(), outcome->grounds.sources.end());
        if (!outcome->value.is_known()) reply.notes.push_back(why_not_known(*outcome, *found, word));
      }
      if (word.empty()) {
        reply.answer = std::move(answer);
      } else {
        add_entry(reply.answer, word, std::move(answer));
      }
    }
    return reply;
  }

  /// `accepted is not known, and waits for from`
  [[nodiscard]] std::string why_not_known(const OutcomeAnswer& outcome, const DecidedAsked& asked,
                                          const std::string& word) const {
    std::vector<std::string> waits_for;
    for (const std::uint32_t slot : outcome.possible.settle) {
      std::string path = book_.schema.facts[asked.facts.fact_of(slot)].path;
      if (path.starts_with("asked.")) path.erase(0, std::string_view("asked.").size());
      waits_for.push_back(std::move(path));
    }
    const std::string what = word.empty() ? "it" : fmt::format("`{}`", word);
    if (!waits_for.empty()) return fmt::format("{} is not known, and waits for {}", what, join(waits_for, ", "));
    std::vector<std::string> reasons;
    for (const Reason& reason : outcome.value.reasons()) reasons.emplace_back(words_of(reason.why));
    return fmt::format("{} is not known: {}", what, join(reasons, ", "));
  }

  [[nodiscard]] Node print(const Value& value, const Type& type) const {
    if (value.tag() != Value::Tag::set) return scalar_node(book_.vocabulary.print(value, type));
    Type one = type;
    one.is_set = false;
    std::vector<std::string> words;
    for (const Value& member : value.members()) words.push_back(book_.vocabulary.print(member, one));
    return list_of(words);
  }

  // --- without a date

  static bool is_known(const Node& node) {
    return node.text != "unknown" && std::ranges::all_of(node.items, is_known) &&
           std::ranges::all_of(node.entries, [](const Node::Entry& entry) { return is_known(entry.value); });
  }

  /// On the day asked about; without one, the answer that is known on some day and never another.
  template <class On>
  std::optional<Reply> on_some_day(const std::set<Date>& days, const On& on) {
    if (date_) return on(*date_);
    std::optional<Reply> only;
    std::optional<Date> first;
    for (const Date day : days) {
      auto reply = on(day);
      if (!reply) return std::nullopt;
      if (!is_known(reply->answer)) continue;
      if (only && !same_answer(only->answer, reply->answer, false)) {
        sink_.report(Kind::missing_key, question_.span,
                     fmt::format("the answer changes with time: on {} it is another than on {}", to_string(day),
                                 to_string(*first)),
                     "add a `date`");
        return std::nullopt;
      }
      if (!only) first = day;
      only = std::move(reply);
    }
    return only ? std::move(only) : on(*days.rbegin());
  }

  const Plan& plan_;
  const Book& book_;
  const Node& question_;
  const Node* given_;
  std::optional<Date> date_;
  Sink& sink_;
};

}  // namespace

void check_figures(const Plan& plan, Sink& sink) {
  for (const Figure& figure : plan.book.governance.figures) {
    if (!figure.right) continue;
    Node question;
    add_entry(question, "what", scalar_node("figure"));
    add_entry(question, "of", scalar_node(figure.id));
    Sink own;
    const auto reply = ask(plan, question, nullptr, std::nullopt, own);
    if (!reply || reply->answer.find("holds")->text != "false") continue;
    sink.report(Kind::does_not_add_up, figure.span,
                fmt::format("`{}` is {} on the left, and {} on the right", figure.id, reply->answer.find("left")->text,
                            reply->answer.find("right")->text),
                "look again at the source, or say in `not_encoded` that it does not add up");
  }
}

bool same_answer(const Node& expected, const Node& answer, bool is_sequence) {
  if (expected.shape != answer.shape) return false;
  if (expected.is_list()) {
    const auto has_answer = [&](const Node& one) {
      return std::ranges::any_of(answer.items, [&](const Node& item) { return same_answer(one, item, false); });
    };
    const auto is_expected = [&](const Node& item) {
      return std::ranges::any_of(expected.items, [&](const Node& one) { return same_answer(one, item, false); });
    };
    if (is_sequence)
      return std::ranges::equal(expected.items, answer.items,
                                [](const Node& x, const Node& y) { return same_answer(x, y, false); });
    return expected.items.size() == answer.items.size() &&
           std::ranges::all_of(expected.items, [&](const Node& item) { return has_answer(item); }) &&
           std::ranges::all_of(answer.items, [&](const Node& item) { return is_expected(item); });
  }
  if (expected.is_mapping()) {
    return expected.entries.size() == answer.entries.size() &&
           std::ranges::all_of(expected.entries, [&](const Node::Entry& entry) {
             const Node* other = answer.find(entry.key);
             return other != nullptr && same_answer(entry.value, *other, is_sequence);
           });
  }
  constexpr int most_places = 9;
  const auto number = read_decimal(expected.text, most_places);
  const bool is_nothing = is_word_for_nothing(answer.text);
  return expected.text == answer.text || (number && number == read_decimal(answer.text, most_places)) ||
         (expected.text == "yes" && answer.text == "true") ||
         (expected.text == "no" && (answer.text == "false" || is_nothing)) ||
         (is_nothing && is_word_for_nothing(expected.text));
}

std::string answer_words(const Node& answer) {
  if (answer.is_scalar()) return answer.text;
  std::vector<std::string> words;
  for (const Node& item : answer.items) words.push_back(answer_words(item));
  for (const Node::Entry& entry : answer.entries) words.push_back(entry.key + ": " + answer_words(entry.value));
  return answer.is_mapping() ? "{" + join(words, ", ") + "}" : "[" + join(words, ", ") + "]";
}

std::optional<Reply> ask(const Plan& plan, const Node& question, const Node* given, std::optional<Date> date,
                         Sink& sink) {
  return Asker(plan, question, given, date, sink).run();
}

}  // namespace masa
