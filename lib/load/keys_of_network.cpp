// The keys of calendars and of the network, and of how a partnership runs.
#include "load/keys.hpp"

namespace masa {

namespace {

using enum KeyNeed;
using Kind = KeyTie::Kind;

constexpr Key cite_key{"cite", required, sources_shape, "its sources, as in `ACT.1, GUIDE.2`"};
constexpr Key why_key{"because", optional, text_shape, "how the text was read"};

constexpr std::array calendar_keys{
    Key{"title", required, text_shape, "its name"},
    cite_key,
    Key{"holidays", required, table_shape,
        "a table with the columns `date` and `holiday`; `instead_of` where it adds to another"},
    Key{"covers", optional, days_shape, "`DATE to DATE`, both days in; outside nothing is known"},
    Key{"week", optional, one_word_of({"Monday to Friday"}), "the working week"},
    Key{"adds_to", optional, text_shape, "the calendar that these holidays are added to"},
};
constexpr std::array calendar_ties{
    KeyTie{Kind::without_first, {"adds_to", "covers", "week"}},
    KeyTie{Kind::first_excludes, {"adds_to", "covers", "week"}},
};

constexpr OtherKeys kind_keys{"", KeyShape{WrittenAs::table},
                              "the bodies of this kind: a table with the columns `id` and `name`"};
constexpr std::array network_keys{
    Key{"kinds", optional, text_shape, "kinds of body, parted by commas"},
    Key{"relations", optional, by_name(WrittenAs::block_or_text, &relation_block),
        "ways that lead from a body, each with the kind or type to which it leads"},
    Key{"edges", optional, by_id(WrittenAs::table),
        "tables of rows for relations: `from`, `to`, and perhaps `in_force` and `cite`"},
};

constexpr std::array relation_keys{
    Key{"to", optional, text_shape,
        "the kind or type to which its rows lead; `several group`: to as many as there are rows"},
    Key{"all_listed_for", optional, text_shape,
        "`every seat`, `every authority in north_east`: the bodies of which all rows are given"},
    Key{"listed_from", optional, date_shape, "the day from which they are; before it nothing is known"},
    Key{"noted_where_none", optional, text_shape, "`every agency`: each of these without a row is noted"},
    Key{"both_ways", optional, truth_shape, "`yes`: each row is read from both sides, as of places that adjoin"},
    Key{"turns_round", optional, text_shape, "in place of `to`: another relation, read from where it leads"},
    Key{"among", optional, text_shape, "with `turns_round`: to which of its bodies it leads, where it is not to all"},
    Key{"at_any_depth", optional, text_shape,
        "in place of `to`: where another relation leads, and on from there, as far as it goes"},
    Key{"joins", optional, names_shape, "in place of `to`: relations; it leads wherever one of them does"},
};
constexpr KeyTie relation_tie{Kind::exactly_one, {"to", "turns_round", "at_any_depth", "joins"}};

constexpr std::array rotation_keys{
    Key{"chair_of", required, text_shape, "the group"},
    Key{"among", required, names_shape, "the seats between which it goes round"},
    Key{"term", required, text_shape, "`1 year`, `6 months`; each is counted from the start"},
    cite_key,
    Key{"also_chairs", optional, names_shape, "groups that the same seat then chairs as well"},
    Key{"order", optional, names_shape, "whose turn it is, in order; with `start`, or neither"},
    Key{"start", optional, date_shape, "the day of the first turn; with `order`, or neither"},
    Key{"changes", optional, table_shape, "a table `from`, `seat`, `cite`: another for the rest of a term"},
    Key{"substitutes", optional, table_shape, "a table `in_force`, `for`, `seat`, `cite`: who sits in whose place"},
    Key{"what", optional, text_shape, "what it is, in prose"},
    why_key,
};

constexpr std::array standing_duty_keys{
    Key{"must", optional, text_shape, "what must be done, in prose"},
    Key{"should", optional, text_shape, "what should be done, in prose"},
    Key{"who", required, names_shape, "the bodies that owe it, parted by commas"},
    cite_key,
    Key{"whom", optional, names_shape, "to whom it is owed"},
    Key{"times", optional, text_shape, "how often; with `in_each`"},
    Key{"in_each", optional, one_word_of({"year", "half year", "quarter", "month"}),
        "in which stretch of time; with `times`"},
    Key{"by", optional, date_shape, "a day"},
    why_key,
};
constexpr std::array standing_duty_ties{
    KeyTie{Kind::exactly_one, {"must", "should"}},
    KeyTie{Kind::first_needs, {"times", "in_each"}},
    KeyTie{Kind::first_needs, {"in_each", "times"}},
};

constexpr std::array content_keys{
    Key{"what", required, text_shape, "the report or plan"},
    Key{"parts", required, by_name(WrittenAs::text), "what it must hold: names, and what each says"},
    cite_key,
};

constexpr std::array figure_keys{
    Key{"what", required, text_shape, "what the figure is, in prose"},
    Key{"type", required, text_shape, "its type"},
    cite_key,
    Key{"is", optional, expression_shape, "the number: an expression of other figures and of the network"},
    Key{"left", optional, expression_shape, "one of two numbers that must be the same"},
    Key{"right", optional, expression_shape, "the other of two numbers that must be the same"},
    why_key,
};
constexpr std::array figure_ties{
    KeyTie{Kind::exactly_one, {"is", "left"}},
    KeyTie{Kind::first_needs, {"left", "right"}},
    KeyTie{Kind::first_needs, {"right", "left"}},
};

}  // namespace

constinit const Block calendar_block{"calendar", "holidays, and the days for which they were published", calendar_keys,
                                     calendar_ties};
constinit const Block network_block{
    "network", "which bodies there are and who serves whom", network_keys, {}, &kind_keys};
constinit const Block relation_block{"relation", "a way that leads from a body", relation_keys, {&relation_tie, 1}};
constinit const Block rotation_block{"rotation", "a chair that goes round", rotation_keys};
constinit const Block standing_duty_block{"standing_duty", "what somebody must do whatever the case",
                                          standing_duty_keys, standing_duty_ties};
constinit const Block content_block{"content", "what a report or plan must hold", content_keys};
constinit const Block figure_block{"figure", "a number, or two that must be the same", figure_keys, figure_ties};

}  // namespace masa
