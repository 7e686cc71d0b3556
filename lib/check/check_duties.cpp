// Duties: who owes what, when, by which dates.
#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "check/check_model.hpp"
#include "check/rule_checker.hpp"

namespace masa {

void RuleChecker::complain_of_possibility(const Written& written) {
  sink_.report(Kind::decided_by_ignorance, written.span(), "what may be would take something away here",
               "what is still possible may add a precaution, never take one away");
}

/// Who owes a duty, and to whom: a body of the network, a word for somebody, or nobody.
bool RuleChecker::check_bearer(const Written& written, const Typed& bearer) {
  const Type::Base base = bearer.type.base;
  return base == Type::Base::word || base == Type::Base::nothing || check_body(written, bearer);
}

bool RuleChecker::check_body(const Written& whose, const Typed& body) {
  if (body.type.base == Type::Base::reference) return true;
  sink_.report(Kind::wrong_type, whose.span(),
               fmt::format("`{}` is {}, and a body of the network is needed here", whose.text,
                           book_.vocabulary.describe(body.type)));
  return false;
}

void RuleChecker::duty(const DutyDecl& decl, std::uint32_t p) {
  Duty* found = own(book_.duties, names_.duties.find(decl.id.text, p), decl.id);
  if (found == nullptr) return;
  Duty& duty = *found;
  const Scope scope{p, duty.record, false};
  duty.cite = resolve_citations(decl.cite, names_, p, sink_);
  if (auto when = resolver_.truth(decl.when, scope)) duty.when = std::move(*when);
  if (auto who = resolver_.value(decl.who, scope); who && check_bearer(decl.who, *who)) duty.who = std::move(*who);
  duty.is_who_kept = decl.is_who_kept;
  if (decl.stands_for.is_set()) {
    const Declared* other = names_.duties.find(decl.stands_for.text, p);
    if (other == nullptr || other->index == static_cast<std::uint32_t>(&duty - book_.duties.data()))
      sink_.report(Kind::unknown_name, decl.stands_for.span,
                   fmt::format("no pack declares another duty `{}`", decl.stands_for.text));
    duty.stands_for = decl.stands_for.text;
  }
  if (decl.whom.is_set()) {
    duty.has_whom = true;
    if (auto whom = resolver_.value(decl.whom, scope); whom && check_bearer(decl.whom, *whom))
      duty.whom = std::move(*whom);
  }
  if (decl.cancelled_when.is_set()) {
    duty.has_cancelled = true;
    if (auto cancelled = resolver_.truth(decl.cancelled_when, scope)) {
      if (asks_what_may_be(*cancelled)) complain_of_possibility(decl.cancelled_when);
      duty.cancelled_when = std::move(*cancelled);
    }
    duty.cancelled_cite = resolve_citations(decl.cancelled_cite, names_, p, sink_);
  }
  if (decl.transition.is_set()) {
    constexpr std::string_view each_day = "the law of each day";
    duty.follows_law = decl.transition.text == each_day;
    if (!duty.follows_law) {
      sink_.report(Kind::wrong_value, decl.transition.span, fmt::format("`{}` is no transition", decl.transition.text),
                   fmt::format("it is `{}`; without it a duty keeps the law of the day on which it arose", each_day));
    }
    duty.transition_cite = resolve_citations(decl.transition_cite, names_, p, sink_);
  }
  if (decl.done_when.is_set()) {
    duty.has_done = true;
    if (auto done = resolver_.value(decl.done_when, scope)) {
      if (done->type.is_set || (done->type.base != Type::Base::truth && done->type.base != Type::Base::date)) {
        sink_.report(Kind::wrong_type, decl.done_when.span(),
                     fmt::format("`done_when` is {}, and a date or yes or no is needed here",
                                 book_.vocabulary.describe(done->type)));
      }
      if (asks_what_may_be(*done)) complain_of_possibility(decl.done_when);
      duty.done_when = std::move(*done);
    }
  }
}

void RuleChecker::limit(const LimitDecl& decl, std::uint32_t number) {
  Limit& limit = book_.limits[number];
  Type date;
  date.base = Type::Base::date;
  if (auto typed = resolver_.value(decl.date, {limit.pack, book_.duties[limit.duty].record, false}, &date))
    limit.date = std::move(*typed);
  limit.cite = resolve_citations(decl.cite, names_, limit.pack, sink_);
  for (const SuspensionDecl& suspension : decl.suspensions) this->suspension(suspension, limit);
}

/// A count of days may stand still by a text that is at least as strong as the count's own.
void RuleChecker::suspension(const SuspensionDecl& decl, Limit& limit) {
  Type date;
  date.base = Type::Base::date;
  const Scope scope{limit.pack, book_.duties[limit.duty].record, false};
  Suspension checked;
  if (auto from = resolver_.value(decl.from, scope, &date)) checked.from = std::move(*from);
  if (auto until = resolver_.value(decl.until, scope, &date)) checked.until = std::move(*until);
  checked.cite = resolve_citations(decl.cite, names_, limit.pack, sink_);
  checked.because = decl.because;
  const bool is_in_days =
      limit.date.act == Act::count && limit.date.unit != Unit::months && limit.date.unit != Unit::years;
  if (!is_in_days && limit.date.span.is_set()) {
    sink_.report(Kind::wrong_shape, decl.span, "only a count of days, working days, weeks or hours can be suspended",
                 "", {{limit.date.span, "the date"}});
  }
  if (!checked.cite.empty() && !limit.cite.empty() &&
      strongest_of(checked.cite, book_) > strongest_of(limit.cite, book_)) {
    sink_.report(Kind::weakens_a_higher_layer, decl.span,
                 "this text is weaker than the one whose count it would suspend",
                 "a count is suspended only by a text as strong as its own", {{limit.span, "the date"}});
  }
  limit.suspensions.push_back(std::move(checked));
}

}  // namespace masa
