// The keys of decisions and parameters, and of what narrower packs say of them.
#include "load/keys.hpp"

namespace masa {

namespace {

using enum KeyNeed;
using Kind = KeyTie::Kind;

// The keys that several blocks have.
constexpr Key question_key{"question", required, text_shape, "the question, in prose"};
constexpr Key label_key{"label", optional, text_shape, "its name as a table's heading"};
constexpr Key is_key{"is", optional, expression_shape, "one expression is the answer"};
constexpr Key yes_if_key{"yes_if", optional, list_of(rule_block), "rules of which one is enough: yes"};
constexpr Key no_if_key{"no_if", optional, list_of(rule_block), "rules of which one is enough: no"};
constexpr Key one_row_key{"one_row_applies", optional, table_shape,
                          "a table of which at most one row applies: proved when the pack is loaded"};
constexpr Key rows_agree_key{"rows_agree", optional, table_shape,
                             "a table whose rows give one answer where several apply: proved when the pack is loaded"};
constexpr Key first_row_key{"first_row", optional, table_shape,
                            "a table whose first row that holds decides; the only form in which order matters"};
constexpr Key strongest_key{"strongest_of", optional, table_shape,
                            "a table of which the strongest value counts, by the order of the type"};
constexpr Key all_rows_key{"all_rows", optional, table_shape, "a table whose rows that hold all count: a set"};
constexpr Key otherwise_key{"otherwise", optional, expression_shape,
                            "the answer where no rule applies: a value, `gap` (not given: this), or `ask a person`"};
constexpr Key when_run_key{"checked_when_run", optional, truth_shape,
                           "`yes`: that rows stand apart is not proved when the pack is loaded"};
constexpr Key working_key{"working", optional, truth_shape,
                          "`yes`: a step towards others, shown among the reasons and not among the outcomes"};
constexpr Key type_key{"type", optional, text_shape, "the answer's type; not given: `truth`"};
constexpr Key cite_key{"cite", optional, sources_shape,
                       "its source: required with `is`, and for a table without a column `cite`"};
constexpr Key because_key{"because", optional, text_shape, "with `is`: why"};
constexpr Key needed_cite_key{"cite", required, sources_shape, "its sources, as in `ACT.1, GUIDE.2`"};
constexpr Key why_key{"because", optional, text_shape, "why"};

/// `yes_if` and `no_if` may stand together; of the others there is one.
constexpr KeyTie forms_tie{
    Kind::one_or_last_two,
    {"is", "one_row_applies", "rows_agree", "first_row", "strongest_of", "all_rows", "yes_if", "no_if"}};

constexpr std::array decision_keys{
    question_key,
    label_key,
    Key{"for_each", optional, text_shape, "the record of which each member has its own answer"},
    type_key,
    is_key,
    yes_if_key,
    no_if_key,
    one_row_key,
    rows_agree_key,
    first_row_key,
    strongest_key,
    all_rows_key,
    otherwise_key,
    when_run_key,
    working_key,
    Key{"sensitive", optional, truth_shape, "`yes`: its answer is shown only on request"},
    Key{"a_person_may_decide", optional, truth_shape, "`yes`: a person's judgement may stand in place of the rules"},
    Key{"never_reads", optional, names_shape,
        "events, facts, decisions and duties on which its answer does not rest: a pack that makes it do so is refused"},
    Key{"whose", optional, expression_shape, "which body's case it is: whose pack may widen or replace it"},
    Key{"may_be_widened", optional, truth_shape, "`yes`: a narrower pack may add rules that say yes"},
    Key{"may_be_varied_by", optional, block_of(varied_block),
        "a layer whose packs may replace it, and the text that says so"},
    Key{"formerly", optional, names_shape, "names that it had"},
    cite_key,
    because_key,
};

constexpr std::array replaced_keys{
    is_key,        yes_if_key,    no_if_key,    rows_agree_key,
    one_row_key,   first_row_key, all_rows_key, strongest_key,
    otherwise_key, working_key,   label_key,    Key{"question", optional, text_shape, "the question, in prose"},
    when_run_key,  cite_key,      because_key,
};

constexpr std::array own_question_keys{
    question_key,
    Key{"given", optional, by_id(WrittenAs::text),
        "its arguments by their words, each with its type; rules read them as `asked.…`"},
    type_key,
    is_key,
    yes_if_key,
    no_if_key,
    one_row_key,
    rows_agree_key,
    first_row_key,
    strongest_key,
    all_rows_key,
    otherwise_key,
    when_run_key,
    cite_key,
    because_key,
};

constexpr std::array question_about_keys{
    question_key,
    Key{"about", required, text_shape, "the record, listed by cases, of which it asks"},
    Key{"given", required, by_id(WrittenAs::text), "words, each with the fact of the record that it gives"},
    Key{"answers", required, by_id(WrittenAs::text), "words, each with the decision that answers it"},
};

constexpr std::array varied_keys{
    Key{"layer", required, one_word_of({"regional", "local"}), "the layer that may replace it"},
    Key{"cite", required, sources_shape, "the text that allows it"},
    Key{"because", required, text_shape, "how that text is read"},
};

constexpr std::array widened_keys{
    Key{"yes_if", required, list_of(rule_block), "further rules of which one is enough: yes"},
};

constexpr std::array rule_keys{
    Key{"rule", required, text_shape, "the rule's name"},
    Key{"when", required, expression_shape, "the condition under which it applies"},
    Key{"cite", required, sources_shape, "its sources, as in `ACT.1, GUIDE.2`"},
    Key{"overrides", optional, names_shape, "the rules that give way to this one"},
    why_key,
};

constexpr std::array parameter_keys{
    question_key,
    label_key,
    Key{"for_each", optional, text_shape, "the record of which each member has its own value"},
    Key{"type", required, text_shape, "its type"},
    Key{"value", required, expression_shape, "its value where no narrower pack sets another"},
    Key{"at_least", optional, expression_shape, "the least to which it may be set"},
    Key{"at_most", optional, expression_shape, "the most to which it may be set"},
    Key{"whose", optional, expression_shape, "which body's case it is: whose pack may set it"},
    needed_cite_key,
    why_key,
};

constexpr std::array setting_keys{
    Key{"value", required, expression_shape, "the value, within the bounds that its owner gave"},
    needed_cite_key,
    why_key,
};

}  // namespace

constinit const Block decision_block{"decision",
                                     "a question with one answer, for the case or for each member of a record",
                                     decision_keys,
                                     {&forms_tie, 1}};
constinit const Block replaced_block{
    "replaced", "what stands in place of a decision of a wider pack", replaced_keys, {&forms_tie, 1}};
constinit const Block own_question_block{
    "question", "a question of its own, decided as a decision is", own_question_keys, {&forms_tie, 1}};
constinit const Block question_about_block{"question_about", "a question about a record that cases list",
                                           question_about_keys};
constinit const Block varied_block{"may_be_varied_by", "the owner's leave that a narrower pack replaces a decision",
                                   varied_keys};
constinit const Block widened_block{"widened", "what a narrower pack adds to a decision", widened_keys};
constinit const Block rule_block{"rule", "a rule with its condition and its source", rule_keys};
constinit const Block parameter_block{"parameter", "a value that narrower packs may set within bounds", parameter_keys};
constinit const Block setting_block{"setting", "the value that a narrower pack gives a parameter", setting_keys};

}  // namespace masa
