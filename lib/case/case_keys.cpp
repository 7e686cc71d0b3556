#include "case/case_keys.hpp"

namespace masa {

namespace {

using enum KeyNeed;

constexpr std::array case_keys{
    Key{"events", optional, list_or_nothing_of(event_of_case_block), "what happened: a history, in any order"},
    Key{"history", optional, block_of(history_block), "what the events speak for"},
    Key{"judgements", optional, list_of(judgement_block), "what a person decided in place of the rules"},
};

constexpr std::array event_keys{
    Key{"event", required, text_shape, "what happened: an event that a pack declares"},
    Key{"date", required, KeyShape{WrittenAs::day_or_days},
        "the day, `2025-03-01 to 2025-03-10` for a day between two, or `unknown`"},
    Key{"recorded", optional, date_shape, "the day it was recorded; not given: the day it happened"},
};

constexpr std::array history_keys{
    Key{"covers", required, period_shape,
        "`2025-01-01 to 2026-01-01` (the last day is not in it) or `from 2025-01-01`: what is not in the list did not "
        "happen on these days"},
};

constexpr std::array judgement_keys{
    Key{"decision", required, text_shape, "the decision, one that says `a_person_may_decide`"},
    Key{"pack", optional, text_shape, "whose decision it is, where two packs have one of that name"},
    Key{"value", required, anything_shape, "what the person decided"},
    Key{"by", required, text_shape, "who decided"},
    Key{"date", required, date_shape, "on which day"},
    Key{"why", required, text_shape, "why"},
};

constexpr std::array said_keys{
    Key{"value", required, anything_shape, "the fact's value"},
    Key{"from", optional, text_shape, "who said so, and when"},
};

}  // namespace

constinit const Block case_block{
    "case", "a case: groups of facts, lists of members, and what happened", case_keys, {}, nullptr, true};
constinit const Block event_of_case_block{"event_of_case", "something that happened", event_keys, {}, nullptr, true};
constinit const Block history_block{"history", "which days the events speak for", history_keys};
constinit const Block judgement_block{
    "judgement", "what a person decided in place of the rules", judgement_keys, {}, nullptr, true};
constinit const Block said_block{"said", "a value, and who said so", said_keys};

}  // namespace masa
