// The keys of what happens over time: events, states and processes.
#include "load/keys.hpp"

namespace masa {

namespace {

using enum KeyNeed;
using Kind = KeyTie::Kind;

constexpr Key never_reads_key{"never_reads", optional, names_shape,
                              "events, facts, decisions and duties on which it does not rest"};

constexpr std::array event_keys{
    Key{"of", optional, text_shape, "the record of whose members it happens; not given: it happens in the case"},
    Key{"fields", optional, by_name(WrittenAs::block_or_text, &fact_block),
        "its fields, each with a type, or with a block as a fact has"},
    Key{"chain", optional, names_shape,
        "two fields, from where and to where: the events of one day go on from each other"},
    Key{"label", optional, text_shape, "its name in prose"},
};

constexpr std::array state_keys{
    Key{"question", optional, text_shape, "the question, in prose"},
    Key{"label", optional, text_shape, "its name as a table's heading"},
    Key{"for_each", optional, text_shape, "the record of which each member has its own"},
    Key{"type", optional, text_shape, "the type of its value; not given: `truth`"},
    Key{"is", optional, expression_shape, "an expression that may read events"},
    Key{"begins", optional, expression_shape,
        "what must happen on a day for it to begin, that day's events alone being seen"},
    Key{"ends", optional, expression_shape, "what must happen on a day for it to end"},
    Key{"ends_when", optional, expression_shape, "a condition that ends it, whatever happens"},
    Key{"with", optional, expression_shape, "the value that it has while it lasts; not given: yes"},
    Key{"with_at_first", optional, expression_shape,
        "in place of `with`: what begins again while it lasts changes nothing"},
    Key{"cite", optional, sources_shape, "its sources, as in `ACT.1, GUIDE.2`"},
    Key{"sensitive", optional, truth_shape, "`yes`: it is shown only on request"},
    Key{"working", optional, truth_shape, "`yes`: a step towards others, that no timeline draws"},
    never_reads_key,
};
constexpr std::array state_ties{
    KeyTie{Kind::exactly_one, {"is", "begins"}},
    KeyTie{Kind::first_excludes, {"is", "ends", "ends_when", "with", "with_at_first"}},
    KeyTie{Kind::at_most_one, {"with", "with_at_first"}},
};

constexpr std::array process_keys{
    Key{"about", required, text_shape, "what goes on, in prose"},
    Key{"for_each", required, text_shape, "of whom: a record"},
    Key{"holder", optional, text_shape, "what holds what it is about, a type; without it nobody holds anything by it"},
    Key{"begins", required, expression_shape, "what must happen on a day for it to begin"},
    Key{"roles", optional, by_name(part_block), "names with a type and a value, bound on the day it begins"},
    Key{"milestones", optional, by_name(WrittenAs::expression), "names of dates, as far as they have come"},
    Key{"ends", optional, table_shape, "a table of its ends; two that hold on one day are a clash"},
    Key{"at_first", optional, expression_shape, "with `holder`: the holder before any has ended"},
    Key{"until_then", optional, expression_shape, "with `holder`: the holder while one is open"},
    Key{"resets_when", optional, expression_shape, "forgets what went before: the holder is as `at_first` again"},
    Key{"cite", optional, sources_shape, "its sources, as in `ACT.1, GUIDE.2`"},
    Key{"begins_each_time", optional, truth_shape,
        "`yes`, without a holder: it begins also while an earlier one is open"},
    Key{"working", optional, by_name(part_block), "names with a type and a value, seen anew on each day"},
    Key{"ends_by_first_row", optional, table_shape,
        "a table of its ends; of two that hold on one day the first is the end"},
    never_reads_key,
};
constexpr std::array process_ties{
    KeyTie{Kind::exactly_one, {"ends", "ends_by_first_row"}},
    KeyTie{Kind::first_needs, {"holder", "at_first", "until_then"}},
    KeyTie{Kind::first_needs, {"at_first", "holder"}},
    KeyTie{Kind::first_needs, {"until_then", "holder"}},
};

constexpr std::array part_keys{
    Key{"type", required, text_shape, "its type"},
    Key{"is", required, expression_shape, "its value"},
};

}  // namespace

constinit const Block event_block{"event", "something that may happen on a day", event_keys};
constinit const Block state_block{"state", "a fact that events make", state_keys, state_ties};
constinit const Block process_block{"process", "what begins, collects milestones, and ends in exactly one way",
                                    process_keys, process_ties};
constinit const Block part_block{"part", "a role of a process, or a step of its working", part_keys};

}  // namespace masa
