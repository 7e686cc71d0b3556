// A narrower pack may add rules that say yes to a decision whose owner marked it `may_be_widened`. That is safe only
// where more yes never means less duty. The pass follows each such decision through everything that reads it, and keeps
// for every expression whether it grows with the decision, shrinks, or may do either:
//
//   serious ──► notify = required ──► duty        grows: the word is the strongest of its list
//   serious ──► not serious ──► duty              shrinks: refused
//
// A truth grows from no to yes, an ordered word upwards. What the pass cannot see through counts as `either`.
#include <fmt/format.h>

#include <algorithm>

#include "check/check_model.hpp"
#include "check/growth.hpp"

namespace masa {

namespace {

/// Keeps the packs as which a duty is read besides as all have it.
void read_by_wider_packs(const Book& book, Duty& duty, const Decision& decision) {
  for (const Rule& rule : decision.rules) {
    if (!rule.widens || book.sees[duty.pack][rule.pack]) continue;
    for (const std::uint32_t pack : {duty.pack, rule.pack}) {
      if (std::ranges::find(duty.read_by, pack) == duty.read_by.end()) duty.read_by.push_back(pack);
    }
  }
}

}  // namespace

void check_growth(Book& book, Sink& sink) {
  for (std::uint32_t d = 0; d < book.decisions.size(); ++d) {
    const Decision& decision = book.decisions[d];
    if (!decision.may_be_widened.is_set()) continue;
    if (decision.form != Form::yes_if) {
      sink.report(Kind::wrong_shape, decision.may_be_widened,
                  fmt::format("`{}` is no list of rules that say yes, and cannot be widened", decision.id),
                  "only a decision by `yes_if` takes more rules");
      continue;
    }
    const bool is_widened =
        std::ranges::any_of(decision.rules, [&](const Rule& rule) { return rule.pack != decision.pack; });
    for (std::uint32_t n = 0; n < book.duties.size(); ++n) {
      // What a narrower pack asks for itself is its own affair until somebody widens what it reads.
      if (!is_widened && book.packs[decision.pack].layer < book.packs[book.duties[n].pack].layer) continue;
      Growth growth(book, d);
      const Sign sign = growth.of_duty(n);
      if (sign == Sign::grows) read_by_wider_packs(book, book.duties[n], decision);
      if (sign == Sign::none || sign == Sign::grows) continue;
      std::vector<Beside> places{{book.duties[n].span, "the duty"}};
      growth.find_ways(n, places);
      sink.report(Kind::weakens_a_higher_layer, decision.may_be_widened,
                  fmt::format("`{}` may not be widened: the duty `{}` does not only grow with it", decision.id,
                              book.duties[n].id),
                  "a decision may be widened where a further yes only ever adds to duties", std::move(places));
    }
  }
}

/// What is still possible may add a precaution, never take one away: by way of another decision as little as at once.
void check_possibility(const Book& book, Sink& sink) {
  constexpr std::string_view hint = "what is still possible may add a precaution, never take one away";
  Growth growth(book, std::nullopt);
  for (std::uint32_t d = 0; d < book.decisions.size(); ++d) static_cast<void>(growth.of_decision(d));
  for (const std::uint32_t d : growth.turned()) {
    sink.report(Kind::decided_by_ignorance, book.decisions[d].span,
                fmt::format("`{}` turns round what may be", book.decisions[d].id), std::string(hint));
  }
  for (std::uint32_t n = 0; n < book.duties.size() && growth.turned().empty(); ++n) {
    const Sign sign = growth.of_duty(n);
    if (sign == Sign::none || sign == Sign::grows) continue;
    sink.report(Kind::decided_by_ignorance, book.duties[n].span,
                fmt::format("by the duty `{}` what may be would take something away", book.duties[n].id),
                std::string(hint));
  }
}

}  // namespace masa
