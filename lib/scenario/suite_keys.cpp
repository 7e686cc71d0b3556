#include "scenario/suite_keys.hpp"

#include "case/case_keys.hpp"

namespace masa {

namespace {

using enum KeyNeed;

constexpr std::array suite_keys{
    Key{"suite", optional, text_shape, "the suite's name"},
    Key{"cases", required, list_of(suite_case_block), "the cases"},
};

constexpr std::array case_keys{
    Key{"id", required, text_shape, "its name, once in a suite"},
    Key{"title", optional, anything_shape, "what it is about, for the reader"},
    Key{"decided_on", optional, date_shape, "the day asked about"},
    Key{"given", optional, anything_shape, "the facts, as in a case"},
    Key{"params", optional, anything_shape,
        "beside `events`: facts of a group `params`, by which a pack lets its defaults be changed"},
    Key{"events", optional, list_of(event_of_case_block), "a history in place of facts on one day"},
    Key{"ask", optional, block_of(suite_question_block), "in place of outcomes: one question"},
    Key{"expect", required, anything_shape, "what must come out; what it does not list is passed over"},
    Key{"decided_by", optional, names_shape, "sources on which the answer should rest"},
    Key{"basis", optional, anything_shape, "how firm it is, for the reader"},
    Key{"note", optional, anything_shape, "for the reader"},
};
constexpr KeyTie case_tie{KeyTie::Kind::at_least_one, {"given", "events", "ask"}};

constexpr std::array question_keys{
    Key{"what", required, text_shape,
        "a relation of the network, a question of a pack or of the language, or a decision"},
    Key{"date", optional, date_shape, "the day asked about, in place of `decided_on`"},
};

}  // namespace

constinit const Block suite_block{"suite", "cases, and the answers expected of them", suite_keys, {}, nullptr, true};
constinit const Block suite_case_block{"case_of_suite", "a case, and what must come out", case_keys, {&case_tie, 1}};
constinit const Block suite_question_block{
    "question_of_suite", "a question, with the words that it is asked by", question_keys, {}, nullptr, true};

}  // namespace masa
