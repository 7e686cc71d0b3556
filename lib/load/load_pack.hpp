/// A text tree to a pack. Names stay unresolved; shapes, keys, words and expressions are checked here.
#pragma once

#include "load/fields.hpp"
#include "load/keys.hpp"

namespace masa {

/// Reads one pack. Complains about every key, shape, word and expression that the language does not have.
[[nodiscard]] Pack load_pack(const Node& document, Sink& sink);

// The parts of a pack, a file each.
void load_sources(const Node& node, Pack& pack, Sink& sink);
void load_types(const Node& node, Pack& pack, Sink& sink);
void load_facts(const Node& node, Pack& pack, Sink& sink);
void load_record(const Name& record, const Node& node, Pack& pack, Sink& sink);
void load_decisions(const Node& node, Pack& pack, Sink& sink);
void load_duties(const Node& node, Pack& pack, Sink& sink);
void load_tightened(const Node& node, Pack& pack, Sink& sink);
void load_events(const Node& node, Pack& pack, Sink& sink);
void load_states(const Node& node, Pack& pack, Sink& sink);
void load_processes(const Node& node, Pack& pack, Sink& sink);
/// A fact from its block: `type`, `label`, `ask` …
[[nodiscard]] FactDecl load_fact(const Name& id, const Node& node, Sink& sink);
void load_widened(const Node& node, Pack& pack, Sink& sink);
void load_replaced(const Node& node, Pack& pack, Sink& sink);
void load_parameters(const Node& node, Pack& pack, Sink& sink);
void load_settings(const Node& node, Pack& pack, Sink& sink);
void load_warnings(const Node& node, Pack& pack, Sink& sink);
void load_conflicts(const Node& node, Pack& pack, Sink& sink);
void load_calendars(const Node& node, Pack& pack, Sink& sink);
void load_network(const Node& node, Pack& pack, Sink& sink);
void load_rotations(const Node& node, Pack& pack, Sink& sink);
void load_standing_duties(const Node& node, Pack& pack, Sink& sink);
void load_contents(const Node& node, Pack& pack, Sink& sink);
void load_questions(const Node& node, Pack& pack, Sink& sink);
void load_figures(const Node& node, Pack& pack, Sink& sink);
/// A decision that stands for a question: it may have `given` beside its own keys, which is read elsewhere.
[[nodiscard]] DecisionDecl load_asked_decision(const Name& id, const Node& node, Sink& sink);

}  // namespace masa
