#include "eval/explain.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace masa {

namespace {

class Teller {
 public:
  Teller(Evaluator& evaluator, Told& told) : evaluator_(evaluator), book_(evaluator.plan().book), told_(told) {}

  ReasonNode decision(std::uint32_t number, std::uint32_t member) {
    const Decision& d = book_.decisions[number];
    ReasonNode node;
    node.kind = ReasonNode::Kind::decision;
    node.index = number;
    node.member = d.record == no_index ? no_index : member;
    node.text = d.id;
    node.value = evaluator_.decision(number, member);
    node.type = d.type;
    node.span = d.span;
    if (const Judgement* judged = evaluator_.judgement(number, d.record == no_index ? 0 : member)) {
      node.because = fmt::format("{} decided so on {}: {}", judged->by, to_string(judged->on), judged->why);
    }
    if (!told_.emplace(number, node.member).second) {
      node.is_shown_before = true;
      return node;
    }
    bool is_decided = false;
    for (const Rule& rule : d.rules) {
      node.kids.push_back(this->rule(d, rule, member));
      is_decided = is_decided || node.kids.back().value.is_yes();
    }
    if (!is_decided && d.otherwise == Otherwise::value) {
      ReasonNode rest;
      rest.kind = ReasonNode::Kind::otherwise;
      rest.text = "otherwise";
      rest.value = evaluator_.at(d.otherwise_value, member);
      rest.type = d.type;
      rest.span = d.otherwise_value.span;
      node.kids.push_back(std::move(rest));
    }
    return node;
  }

 private:
  ReasonNode rule(const Decision& d, const Rule& rule, std::uint32_t member) {
    ReasonNode node;
    node.kind = ReasonNode::Kind::rule;
    node.text = rule.id;
    node.cite = rule.cite;
    node.because = rule.because;
    node.span = rule.span;
    node.force = evaluator_.force_of(rule);
    if (node.force == Force::not_in_force) return node;
    node.value = evaluator_.at(rule.when, member);
    if (rule.when.act == Act::conjunction) {
      for (const Typed& kid : rule.when.kids) add(node, kid, member);
    } else if (rule.when.act != Act::constant) {
      add(node, rule.when, member);
    }
    // The result of a table's row, where it is more than a word.
    if (node.value.is_yes() && rule.then.act != Act::constant && (d.form == Form::is || !d.rules.empty()))
      add(node, rule.then, member);
    return node;
  }

  void add(ReasonNode& parent, const Typed& typed, std::uint32_t member) {
    if (typed.act == Act::constant || is_constant_set(typed)) return;
    if (typed.act == Act::of_owner) {
      add(parent, typed.kids[0], evaluator_.facts().owner(typed.index, member));
      return;
    }
    // A part that says the same as the whole, such as what a cell negates, adds no line.
    if (typed.act != Act::decision && typed.act != Act::fact && (typed.text.empty() || typed.text == parent.text)) {
      for (const Typed& kid : typed.kids) add(parent, kid, member);
      return;
    }
    if (typed.act == Act::decision) {
      parent.kids.push_back(decision(typed.index, typed.record == no_index ? 0 : member));
      return;
    }
    ReasonNode node;
    node.text = typed.text;
    node.value = evaluator_.at(typed, member);
    node.type = typed.type;
    node.span = typed.span;
    node.is_sensitive = reads_sensitive(typed);
    if (typed.act == Act::fact) {
      const FactInfo& fact = book_.schema.facts[typed.index];
      node.kind = ReasonNode::Kind::fact;
      node.index = typed.index;
      node.member = fact.record == no_index ? no_index : member;
      node.text = fact.path;
      node.is_sensitive = fact.is_sensitive;
      node.said_by =
          evaluator_.facts().said_by(evaluator_.facts().slot(typed.index, fact.record == no_index ? 0 : member));
      node.span = fact.span;
    }
    if (typed.act == Act::some_member || typed.act == Act::every_member || typed.act == Act::each_member) {
      const RecordInfo& record = book_.schema.records[typed.index];
      for (std::uint32_t m = 0; m < evaluator_.facts().member_count(typed.index); ++m) {
        const bool is_here = evaluator_.is_about(typed.record, typed.index, m, member);
        if (is_here && !record.is_event) add(node, typed.kids[0], m);
      }
    } else if (typed.act != Act::pick) {
      // What `not` turns round says the same in other words: its parts stand for it.
      const bool turns_round =
          typed.act == Act::negation && typed.kids[0].act != Act::decision && typed.kids[0].act != Act::fact;
      for (const Typed& kid : turns_round ? typed.kids[0].kids : typed.kids) add(node, kid, member);
    }
    parent.kids.push_back(std::move(node));
  }

  /// Whether the value of the expression says something of a sensitive fact that it reads itself.
  [[nodiscard]] bool reads_sensitive(const Typed& typed) const {
    if (typed.act == Act::fact) return book_.schema.facts[typed.index].is_sensitive;
    if (typed.act == Act::decision) return book_.decisions[typed.index].is_sensitive;
    return std::ranges::any_of(typed.kids, [&](const Typed& kid) { return reads_sensitive(kid); });
  }

  static bool is_constant_set(const Typed& typed) {
    return typed.act == Act::make_set &&
           std::ranges::all_of(typed.kids, [](const Typed& kid) { return kid.act == Act::constant; });
  }

  Evaluator& evaluator_;
  const Book& book_;
  Told& told_;
};

}  // namespace

ReasonNode reasons_of(Evaluator& evaluator, std::uint32_t decision, std::uint32_t member, Told& told) {
  return Teller(evaluator, told).decision(decision, member);
}

}  // namespace masa
