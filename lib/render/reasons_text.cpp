// The tree of reasons as text: "why" and "why not" are one tree.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "render/answer.hpp"

namespace masa {

namespace {

class Writer {
 public:
  Writer(const Answer& answer, const Show& show) : answer_(answer), book_(answer.book()), show_(show) {}

  void node(const ReasonNode& n, std::size_t depth) {
    out_ += std::string(depth * 2, ' ') + words(n) + '\n';
    if (is_hidden_decision(n) || is_hidden_condition(n)) return;
    for (const ReasonNode& kid : n.kids) node(kid, depth + 1);
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  [[nodiscard]] bool is_hidden_decision(const ReasonNode& n) const {
    return n.kind == ReasonNode::Kind::decision && book_.decisions[n.index].is_sensitive && !show_.sensitive;
  }

  [[nodiscard]] bool is_hidden_condition(const ReasonNode& n) const {
    return n.kind == ReasonNode::Kind::condition && n.is_sensitive && !show_.sensitive && n.value.is_known();
  }

  /// The answer given for a decision, which may be firmer than its evaluation: every completion may have given the
  /// same.
  [[nodiscard]] std::string answer_words(const ReasonNode& n) const {
    for (const OutcomeAnswer& o : answer_.determined.outcomes) {
      if (o.decision != n.index || o.member != n.member || n.value.is_known() || !o.value.is_known()) continue;
      return fmt::format("{}, the same under every value of what is not known",
                         book_.vocabulary.print(o.value, n.type));
    }
    return verdict(n);
  }

  [[nodiscard]] std::string verdict(const ReasonNode& n) const {
    if (!n.value.is_known()) {
      std::vector<std::string> reasons;
      for (const Reason& reason : n.value.reasons()) {
        const std::string word(words_of(reason.why));
        if (std::ranges::find(reasons, word) == reasons.end()) reasons.push_back(word);
      }
      return fmt::format("not known ({})", join(reasons, "; "));
    }
    if (n.value.tag() == Value::Tag::truth) return n.value.is_yes() ? "yes" : "no";
    return book_.vocabulary.print(n.value, n.type);
  }

  [[nodiscard]] std::string place(const ReasonNode& n) const {
    const std::string where = book_.sources_text.file_line(n.span);
    return where.empty() ? "" : fmt::format("  {}", where);
  }

  [[nodiscard]] std::string words(const ReasonNode& n) const {
    switch (n.kind) {
      case ReasonNode::Kind::decision: {
        const Decision& decision = book_.decisions[n.index];
        const std::string member = answer_.member(decision.record, n.member);
        const std::string name = member.empty() ? n.text : fmt::format("{} of {}", n.text, member);
        if (is_hidden_decision(n)) return fmt::format("{}: (sensitive, not shown)", name);
        if (n.is_shown_before) return fmt::format("{}: {}  (reasons above)", name, answer_words(n));
        return fmt::format("{}: {}{}{}", name, answer_words(n), place(n),
                           n.because.empty() ? "" : "  because " + n.because);
      }
      case ReasonNode::Kind::rule: {
        if (n.force == Force::not_in_force)
          return fmt::format("- {}: not in force  [{}]{}", n.text, join(answer_.cites(n.cite), ", "), place(n));
        const std::string_view mark = !n.value.is_known() ? "?" : n.value.is_yes() ? "+" : "-";
        const std::string_view said = !n.value.is_known() ? "open" : n.value.is_yes() ? "applies" : "does not apply";
        const std::string why = n.because.empty() ? "" : fmt::format("  because {}", n.because);
        const std::string_view carried = n.force == Force::carried_forward ? " (carried forward)" : "";
        return fmt::format("{} {}: {}{}  [{}]{}{}", mark, n.text, said, carried, join(answer_.cites(n.cite), ", "),
                           place(n), why);
      }
      case ReasonNode::Kind::fact: {
        const FactInfo& fact = book_.schema.facts[n.index];
        const std::string member = answer_.member(fact.record, n.member);
        const std::string name = member.empty() ? n.text : fmt::format("{} of {}", n.text, member);
        const bool hidden = n.is_sensitive && !show_.sensitive && n.value.is_known();
        const std::string from = n.said_by.empty() || hidden ? "" : fmt::format("  (from {})", n.said_by);
        return fmt::format("{}: {}{}", name, hidden ? "(sensitive, not shown)" : verdict(n), from);
      }
      default: {
        if (is_hidden_condition(n)) return fmt::format("·   {}  (sensitive, not shown)", n.text);
        // A condition's verdict first, so that the eye runs down it; the value of any other part behind it.
        if (n.type == Type{} && n.value.is_known())
          return fmt::format("{:<3} {}", n.value.is_yes() ? "yes" : "no", n.text);
        if (n.type == Type{}) return fmt::format("?   {}  {}", n.text, verdict(n));
        return fmt::format("{}: {}", n.text, verdict(n));
      }
    }
  }

  const Answer& answer_;
  const Book& book_;
  const Show& show_;
  std::string out_;
};

}  // namespace

std::string write_reasons(const Answer& answer, std::string_view decision, std::string_view member, const Show& show) {
  Evaluator evaluator(answer.plan, answer.facts, answer.dates);
  Writer writer(answer, show);
  Told told;
  for (const OutcomeAnswer& o : answer.determined.outcomes) {
    const Decision& d = answer.book().decisions[o.decision];
    if (!decision.empty() && d.id != decision) continue;
    if (!member.empty() && answer.member(d.record, o.member) != member) continue;
    writer.node(reasons_of(evaluator, o.decision, o.member == no_index ? 0 : o.member, told), 0);
  }
  return writer.take();
}

}  // namespace masa
