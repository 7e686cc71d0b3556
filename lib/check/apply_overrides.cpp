// An exception is a rule that overrides others. A rule applies where its condition holds and no rule in force that
// overrides it applies; so `b` in
//
//   a ◄── overrides ── b ◄── overrides ── c
//
// takes nothing from `a` where `c` applies. The pass writes that into the conditions, and everything after it (what is
// not known, completions, reasons) follows.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "check/check_model.hpp"
#include "check/rule_checker.hpp"

namespace masa {

namespace {

/// A rule that comes round to itself by `overrides`; empty where there is none.
std::optional<std::uint32_t> find_circle(const Decision& decision) {
  // A rule leaves once every rule that overrides it has left; what cannot leave is in a circle, or behind one.
  std::vector<std::size_t> open(decision.rules.size(), 0);
  for (const Rule& rule : decision.rules) {
    for (const std::uint32_t below : rule.overrides) ++open[below];
  }
  std::vector<std::uint32_t> ready;
  for (std::uint32_t r = 0; r < open.size(); ++r) {
    if (open[r] == 0) ready.push_back(r);
  }
  for (std::size_t at = 0; at < ready.size(); ++at) {
    for (const std::uint32_t below : decision.rules[ready[at]].overrides) {
      if (--open[below] == 0) ready.push_back(below);
    }
  }
  if (ready.size() == open.size()) return std::nullopt;
  return static_cast<std::uint32_t>(std::ranges::find_if(open, [](std::size_t n) { return n > 0; }) - open.begin());
}

Typed truth_about(Act act, std::vector<Typed> kids) {
  Typed t;
  t.act = act;
  t.kids = std::move(kids);
  for (const Typed& kid : t.kids) {
    if (kid.record != no_index) t.record = kid.record;
  }
  return t;
}

class Applier {
 public:
  Applier(Decision& decision, std::uint32_t number)
      : decision_(decision),
        number_(number),
        overridden_by_(decision.rules.size()),
        done_(decision.rules.size(), false) {
    for (std::uint32_t r = 0; r < decision.rules.size(); ++r) {
      for (const std::uint32_t below : decision.rules[r].overrides) overridden_by_[below].push_back(r);
    }
  }

  void run() {
    for (std::uint32_t r = 0; r < decision_.rules.size(); ++r) apply(r);
  }

 private:
  void apply(std::uint32_t r) {
    if (done_[r]) return;
    done_[r] = true;
    Rule& rule = decision_.rules[r];
    if (overridden_by_[r].empty()) return;
    std::vector<Typed> conditions;
    if (rule.when.act == Act::conjunction) {
      conditions = rule.when.kids;
    } else if (rule.when.act != Act::constant || !rule.when.constant.is_yes()) {
      conditions.push_back(rule.when);
    }
    for (const std::uint32_t above : overridden_by_[r]) {
      apply(above);
      conditions.push_back(does_not_apply(decision_.rules[above], above));
    }
    rule.when = all_of(std::move(conditions), rule.when.span);
  }

  [[nodiscard]] Typed does_not_apply(const Rule& above, std::uint32_t r) const {
    Typed in_force = truth_about(Act::in_force, {});
    in_force.index = number_;
    in_force.number = r;
    std::vector<Typed> both;
    both.push_back(std::move(in_force));
    both.push_back(above.when);
    std::vector<Typed> one;
    one.push_back(truth_about(Act::conjunction, std::move(both)));
    Typed not_so = truth_about(Act::negation, std::move(one));
    not_so.text = fmt::format("not overridden by {}", above.id);
    not_so.span = above.span;
    return not_so;
  }

  Decision& decision_;
  std::uint32_t number_;
  std::vector<std::vector<std::uint32_t>> overridden_by_;
  std::vector<bool> done_;
};

}  // namespace

void resolve_overrides(Decision& decision, const std::vector<std::vector<Name>>& overrides, Sink& sink) {
  std::vector<std::string> known;
  for (const Rule& rule : decision.rules) known.push_back(rule.id);
  const Name* last = nullptr;
  for (std::size_t r = 0; r < decision.rules.size() && r < overrides.size(); ++r) {
    for (const Name& name : overrides[r]) {
      const auto below = std::ranges::find(known, name.text);
      if (below == known.end()) {
        sink.report(Kind::unknown_name, name.span,
                    fmt::format("`{}` has no rule `{}` that could be overridden", decision.id, name.text),
                    did_you_mean(name.text, known));
        continue;
      }
      decision.rules[r].overrides.push_back(static_cast<std::uint32_t>(below - known.begin()));
      last = &name;
    }
  }
  if (const auto circle = find_circle(decision)) {
    sink.report(Kind::circle, last->span, fmt::format("rules of `{}` override each other in a circle", decision.id),
                "of two rules one gives way", {{decision.rules[*circle].span, "part of it"}});
    for (Rule& rule : decision.rules) rule.overrides.clear();
  }
}

bool gives_way(const Rule& first, const Rule& second, std::uint32_t first_number, std::uint32_t second_number) {
  return std::ranges::find(first.overrides, second_number) != first.overrides.end() ||
         std::ranges::find(second.overrides, first_number) != second.overrides.end();
}

void apply_overrides(Book& book) {
  for (std::uint32_t d = 0; d < book.decisions.size(); ++d) Applier(book.decisions[d], d).run();
}

}  // namespace masa
