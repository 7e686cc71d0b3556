/// Model to checked rule book.
#pragma once

#include <optional>

#include "check/names.hpp"

namespace masa {

/// Checks all packs together. Empty where any error was reported. `sources` are the texts that the model points into;
/// the book keeps them.
[[nodiscard]] std::optional<Book> check_model(Model model, Sources sources, Sink& sink);

// The passes, in their order. Each complains into the sink and goes on as far as it can.

/// Calls `visit(pack, number)` for each.
template <class Visit>
void each_pack(const Model& model, const Visit& visit) {
  for (std::uint32_t p = 0; p < model.packs.size(); ++p) visit(model.packs[p], p);
}

/// The packs in reading order: wider ones first, and what a pack uses before it.
[[nodiscard]] Model order_packs(Model model);
/// Packs and who sees whom; sources.
void collect_declarations(const Model& model, Book& book, Names& names, Sink& sink);
/// Kinds of body, and types with names.
void collect_types(const Model& model, Book& book, Names& names, Sink& sink);
/// Bodies, relations; whom packs bind.
void collect_network(const Model& model, Book& book, Names& names, Sink& sink);
/// Records, facts, events, and what processes make.
void collect_facts(const Model& model, Book& book, Names& names, Sink& sink);
void collect_calendars(const Model& model, Book& book, Names& names, Sink& sink);
/// Decisions, duties, dates, warnings and conflicts by name and type, so that expressions can speak of them.
void collect_rules(const Model& model, Book& book, Names& names, Sink& sink);
/// Standing duties, contents, figures and questions.
void collect_governance(const Model& model, Book& book, Names& names, Sink& sink);
/// Every expression of every rule.
void check_rules(const Model& model, Book& book, const Names& names, Sink& sink);
/// What narrower packs add to duties, and whose case it is for them.
void apply_additions(const Model& model, Book& book, const Names& names, Sink& sink);
/// What narrower packs say of wider ones: what they widen, replace and set.
void apply_variants(const Model& model, Book& book, const Names& names, Sink& sink);
/// Adds to each rule's condition that no rule in force overrides it. Complains about nothing.
void apply_overrides(Book& book);
/// Every duty that a decision marked `may_be_widened` reaches grows with it. Needs the order.
void check_growth(Book& book, Sink& sink);
void check_possibility(const Book& book, Sink& sink);
/// Warns of duties that nobody can owe, since their pack binds nobody of that kind.
void note_duties(const Book& book, Sink& sink);
/// Nothing reads what its owner says it never does.
void check_readings(const Model& model, const Book& book, const Names& names, Sink& sink);
/// Nothing depends on itself. Fills Book::order.
void check_order(Book& book, Sink& sink);

}  // namespace masa
