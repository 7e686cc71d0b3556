/// An answer with all that is needed to print it, and the words for its parts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "course/determine.hpp"
#include "eval/explain.hpp"
#include "masa/masa.hpp"

namespace masa {

/// A value as people say it: `not required`, `Durham Constabulary`, `Mon 10 March 2025`.
[[nodiscard]] std::string value_words(const Book& book, const Value& value, const Type& type);

/// `Left out, as the case says nothing of incident or people: england/reviews.` Empty where nothing is.
[[nodiscard]] std::string left_out_words(const Book& book, const std::vector<std::uint32_t>& packs);

struct Answer {
  const Plan& plan;
  const Facts& facts;
  const AskedDates& dates;
  const Determined& determined;

  [[nodiscard]] const Book& book() const { return plan.book; }
  /// The key of a list's member; empty for the case.
  [[nodiscard]] std::string member(std::uint32_t record, std::uint32_t member) const;
  /// `abuse_or_neglect` and its member's key.
  [[nodiscard]] const FactInfo& fact(std::uint32_t slot) const { return book().schema.facts[facts.fact_of(slot)]; }
  [[nodiscard]] std::string fact_member(std::uint32_t slot) const {
    return member(fact(slot).record, facts.member_of(slot));
  }
  /// `As of Mon 10 March 2025, known by …`: the three dates of the question.
  [[nodiscard]] std::string as_of() const;
  /// `abuse_or_neglect of child`.
  [[nodiscard]] std::string fact_name(std::uint32_t slot) const;
  [[nodiscard]] std::string words(const Value& value, const Type& type) const {
    return value_words(book(), value, type);
  }
  /// Of some citations those whose texts are in force; all, where none is.
  [[nodiscard]] std::vector<Citation> in_force(const std::vector<Citation>& cite) const;
  /// Their ids.
  [[nodiscard]] std::vector<std::string> cites(const std::vector<Citation>& cite) const;
  /// `5 working days after`.
  [[nodiscard]] static std::string count_words(const LimitAnswer& limit);
};

[[nodiscard]] std::string_view word_of(Confidence confidence);
[[nodiscard]] std::string_view word_of(DutyState state);
[[nodiscard]] std::string_view word_of(Verb verb);
[[nodiscard]] std::string_view word_of(LimitKind kind);
[[nodiscard]] std::string_view word_of(Authority authority);
/// `must`, or `must (not verified)` where it rests on memory.
[[nodiscard]] std::string verb_words(Verb verb, Confidence confidence);

/// The determination as JSON, by docs/determination.schema.json.
[[nodiscard]] std::string write_json(const Answer& answer, const Show& show);
/// The determination as text for a terminal.
[[nodiscard]] std::string write_text(const Answer& answer, const Show& show, int width, bool colour);
/// The determination as a whole HTML page, self-contained, and as a fragment for a notebook.
[[nodiscard]] std::string write_html_page(const Answer& answer, const Show& show);
[[nodiscard]] std::string write_html_fragment(const Answer& answer, const Show& show);
/// The tree of reasons as text; `decision` and `member` narrow it.
[[nodiscard]] std::string write_reasons(const Answer& answer, std::string_view decision, std::string_view member,
                                        const Show& show);

/// A complaint as its public form. `is_private`: the source line is left out, since it may hold a fact's value.
[[nodiscard]] Diagnostic make_diagnostic(const Complaint& complaint, const Sources& sources, bool is_private);

}  // namespace masa
