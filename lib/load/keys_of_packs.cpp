// The keys of a pack itself, of its sources and facts, and of its own record.
#include "load/keys.hpp"

namespace masa {

namespace {

using enum KeyNeed;

constexpr OtherKeys record_keys{"record ", by_name(fact_block),
                                "what each member of a list has: facts, as in `record person`"};

constexpr std::array pack_keys{
    Key{"pack", required, text_shape, "the pack's name, `where/what`"},
    Key{"title", required, text_shape, "the pack's title, in prose"},
    Key{"layer", required, one_word_of({"national", "regional", "local"}), "whose hand wrote it"},
    Key{"binds", optional, text_shape,
        "whom its duties speak to: `every authority in …`, `authorities of …` or `authorities whose … are …`"},
    Key{"calendar", optional, text_shape, "the calendar by which it counts working days"},
    Key{"uses", optional, names_shape, "packs of its own layer whose facts and decisions it reads"},
    Key{"about", optional, names_shape,
        "groups and lists of facts: of a case that gives none of them this pack says nothing"},
    Key{"whose_case", optional, expression_shape,
        "the bodies whose case it is: where none of them is bound, the pack's decisions and warnings are left out"},
    Key{"sources", optional, by_id(source_block), "the texts on which its rules rest, by their ids"},
    Key{"types", optional, by_name(WrittenAs::text),
        "types by their names, as in `one of excluded < suspected < known`"},
    Key{"facts", optional, by_name(WrittenAs::fact_or_group, &fact_block), "what a case may say, alone or in groups"},
    Key{"parameters", optional, by_name(parameter_block), "values that narrower packs may set within bounds"},
    Key{"decisions", optional, by_path(decision_block), "questions, each with one answer"},
    Key{"duties", optional, by_name(duty_block), "who must do what by when"},
    Key{"warnings", optional, by_name(warning_block), "things to look out for; they change no answer"},
    Key{"conflicts", optional, by_name(conflict_block),
        "where two texts disagree: both readings, and the one followed"},
    Key{"calendars", optional, by_name(calendar_block), "holidays, and the years for which they were published"},
    Key{"network", optional, block_of(network_block), "which bodies there are and who serves whom"},
    Key{"events", optional, by_name(WrittenAs::block_or_nothing, &event_block),
        "what may happen, to whom, with which fields"},
    Key{"states", optional, by_path(state_block), "facts that events make"},
    Key{"processes", optional, by_name(process_block), "what begins, collects milestones and ends in exactly one way"},
    Key{"rotations", optional, by_name(rotation_block), "chairs that go round"},
    Key{"standing_duties", optional, by_name(standing_duty_block), "what somebody must do whatever the case"},
    Key{"contents", optional, by_name(content_block), "what a report or plan must hold"},
    Key{"figures", optional, by_name(figure_block), "numbers, and pairs of numbers that must be the same"},
    Key{"questions", optional,
        KeyShape{WrittenAs::asked_or_own_block, Held::by_name, &question_about_block, &own_question_block},
        "questions of the pack's own, which `masa ask` answers"},
    Key{"tighten", optional, by_id(tightened_block), "a date or an addressee more for a duty of a wider pack"},
    Key{"widen", optional, by_id(widened_block),
        "rules that say yes, for a decision of a wider pack that may be widened"},
    Key{"replace", optional, by_id(replaced_block), "a decision of a wider pack that it lets this layer vary"},
    Key{"set", optional, by_id(setting_block), "a parameter of a wider pack, within its bounds"},
    Key{"changes", optional, list_of(change_block), "the pack's history: what changed, why, and who agreed"},
    Key{"not_encoded", optional, list_of(not_encoded_block), "what was left out on purpose"},
};

constexpr std::array change_keys{
    Key{"date", required, date_shape, "the day of the change"},
    Key{"what", required, text_shape, "what changed"},
    Key{"why", required, text_shape, "why it changed"},
    Key{"agreed_by", required, text_shape, "who agreed"},
};

constexpr std::array not_encoded_keys{
    Key{"provision", required, text_shape, "the provision that was left out"},
    Key{"why", required, text_shape, "why it was left out"},
    Key{"owner", required, text_shape, "who answers for that"},
};

constexpr std::array source_keys{
    Key{"title", required, text_shape, "the text's name"},
    Key{"kind", required,
        one_word_of({"statute", "statutory_guidance", "national_practice", "regional", "local", "default"}),
        "how much it binds, strongest first; `default` is our own choice where the texts are silent"},
    Key{"confidence", optional, one_word_of({"certain", "likely", "policy", "memory"}),
        "how firm our reading is; not given: `certain`, and `policy` for a `default`"},
    Key{"in_force", optional, period_shape,
        "`from DATE`, `until DATE`, or `DATE to DATE`; the last date is the first day on which it is no longer in "
        "force"},
    Key{"followed_by", optional, text_shape, "the source that replaced it"},
    Key{"read", optional, truth_shape, "`no` where nobody has read it yet"},
};

constexpr std::array fact_keys{
    Key{"type", required, text_shape, "its type: `truth`, `date`, `one of a, b`, a kind of body …"},
    Key{"label", optional, text_shape, "its name in prose; a table may use it as a heading"},
    Key{"ask", optional, text_shape, "the question to put where it is not known"},
    Key{"sensitive", optional, truth_shape, "`yes`: its value is shown only on request"},
    Key{"secret", optional, truth_shape, "`yes`: no rule reads it and nothing prints it"},
    Key{"in_place_of", optional, text_shape, "the fact that this one stands instead of"},
    Key{"when_not_recorded", optional, text_shape,
        "what it means that a case does not mention it; for records of the partners' own acts"},
    Key{"when_null", optional, text_shape, "what null says of it; not given: asked and not known"},
    Key{"when_unknown", optional, text_shape, "what `unknown` says of it, where that is a finding"},
    Key{"applies_when", optional, expression_shape,
        "a condition on facts that always apply; where it is no, this fact is not applicable: nothing, and known"},
    Key{"not_before", optional, names_shape,
        "dates than which this date is not earlier; a case in which it is, is refused"},
    Key{"formerly", optional, names_shape, "names that it had: who uses one is told the new one"},
};

}  // namespace

constinit const Block pack_block{"pack", "what one author answers for: a file of rules", pack_keys, {}, &record_keys};
constinit const Block change_block{"change", "a change of the pack", change_keys};
constinit const Block not_encoded_block{"not_encoded", "a provision that was left out on purpose", not_encoded_keys};
constinit const Block source_block{"source", "a text on which rules rest", source_keys};
constinit const Block fact_block{"fact", "what a case may say", fact_keys};

std::vector<const Block*> blocks_of_packs() {
  return {&pack_block,        &source_block,        &fact_block,       &parameter_block,    &setting_block,
          &decision_block,    &rule_block,          &varied_block,     &widened_block,      &replaced_block,
          &duty_block,        &limit_block,         &suspension_block, &tightened_block,    &warning_block,
          &conflict_block,    &reading_block,       &event_block,      &state_block,        &process_block,
          &part_block,        &calendar_block,      &network_block,    &relation_block,     &rotation_block,
          &content_block,     &standing_duty_block, &figure_block,     &own_question_block, &question_about_block,
          &not_encoded_block, &change_block};
}

}  // namespace masa
