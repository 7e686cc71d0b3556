// The keys of duties and their dates, of what tightens them, and of warnings and conflicts.
#include "load/keys.hpp"

namespace masa {

namespace {

using enum KeyNeed;
using Kind = KeyTie::Kind;

constexpr Key why_key{"because", optional, text_shape, "why"};
constexpr Key each_key{"for_each", optional, text_shape, "the record of which each member has a duty of its own"};

constexpr std::array duty_keys{
    each_key,
    Key{"stands_for", optional, text_shape, "the duty that this one is, seen from other facts"},
    Key{"when", required, expression_shape, "the condition under which it arises"},
    Key{"who", optional, expression_shape, "the body that owes it"},
    Key{"who_at_first", optional, expression_shape,
        "in place of `who`: the body of which it is true on the day the duty arises goes on owing it"},
    Key{"must", optional, text_shape, "what is to be done, in prose"},
    Key{"should", optional, text_shape, "what is to be done unless there is good reason, in prose"},
    Key{"may", optional, text_shape, "what may be done, in prose: a power"},
    Key{"must_not", optional, text_shape, "what must not be done, in prose"},
    Key{"whom", optional, expression_shape, "the body it is owed to"},
    Key{"must_go_on", optional, text_shape, "what is to be kept up until a last day, in prose"},
    Key{"by", optional, list_of(limit_block), "its dates; of several the earliest counts"},
    Key{"until", optional, list_of(limit_block), "its last day, of what goes on or is forbidden"},
    Key{"cite", required, sources_shape, "its sources, as in `ACT.1, GUIDE.2`"},
    Key{"done_when", optional, expression_shape, "the fact that says it was done: a date, or a truth"},
    Key{"breached_when", optional, expression_shape, "of a `must_not`, in place of `done_when`: when it was breached"},
    why_key,
    Key{"cancelled_when", optional, expression_shape, "what ends it once it has arisen"},
    Key{"cancelled_cite", optional, sources_shape, "the text that says what ends it"},
    Key{"transition", optional, one_word_of({"the law of each day"}),
        "`the law of each day`; without it the law of the day on which it arose counts"},
    Key{"transition_cite", optional, sources_shape, "the text that says it goes on by the law of each day"},
    Key{"never_reads", optional, names_shape, "what its own dates do not count from"},
};
constexpr std::array duty_ties{
    KeyTie{Kind::exactly_one, {"must", "should", "may", "must_not", "must_go_on"}},
    KeyTie{Kind::exactly_one, {"who", "who_at_first"}},
    KeyTie{Kind::first_excludes, {"must_not", "done_when"}},
    KeyTie{Kind::first_needs, {"breached_when", "must_not"}},
    KeyTie{Kind::first_needs, {"cancelled_when", "cancelled_cite"}},
    KeyTie{Kind::first_needs, {"cancelled_cite", "cancelled_when"}},
    KeyTie{Kind::first_needs, {"transition", "transition_cite"}},
    KeyTie{Kind::first_needs, {"transition_cite", "transition"}},
};

constexpr std::array limit_keys{
    Key{"id", optional, text_shape, "its name, needed where a duty has more than one date"},
    Key{"must", optional, expression_shape, "the date, binding as a must"},
    Key{"should", optional, expression_shape, "the date, binding as a should"},
    Key{"may", optional, expression_shape, "the date by which it may be done"},
    Key{"shown_only", optional, expression_shape, "a date that is printed and never counts"},
    Key{"last_day", optional, expression_shape, "the end of what goes on or is forbidden"},
    Key{"cite", required, sources_shape, "its own source: a must in the Act may have its date from guidance"},
    Key{"suspended", optional, list_of(suspension_block), "days that the count leaves out"},
    Key{"because", optional, text_shape, "why it is counted so"},
};
constexpr KeyTie limit_tie{Kind::exactly_one, {"must", "should", "may", "shown_only", "last_day"}};

constexpr std::array suspension_keys{
    Key{"from", required, expression_shape, "the first day that does not count"},
    Key{"until", required, expression_shape,
        "the first day that counts again; while it is not yet, the count stands still"},
    Key{"cite", required, sources_shape, "the text that says so, as strong as the count's own"},
    Key{"because", required, text_shape, "why these days do not count"},
};

constexpr std::string_view not_here = "only the duty's own pack says it";
constexpr std::array tightened_keys{
    Key{"by", optional, list_of(limit_block), "further dates; the earliest counts"},
    Key{"whom", optional, expression_shape, "one more body to whom it is owed"},
    Key{"cite", optional, sources_shape, "the text that names one more body"},
    Key{"for_each", refused, text_shape, not_here},
    Key{"when", refused, expression_shape, not_here},
    Key{"who", refused, expression_shape, not_here},
    Key{"must", refused, text_shape, not_here},
    Key{"should", refused, text_shape, not_here},
    Key{"may", refused, text_shape, not_here},
    Key{"must_not", refused, text_shape, not_here},
    Key{"until", refused, list_of(limit_block), not_here},
    Key{"must_go_on", refused, text_shape, not_here},
    Key{"id", refused, text_shape, not_here},
    Key{"done_when", refused, expression_shape, not_here},
    Key{"because", refused, text_shape, not_here},
    Key{"breached_when", refused, expression_shape, not_here},
};
constexpr std::array tightened_ties{
    KeyTie{Kind::at_least_one, {"by", "whom"}},
    KeyTie{Kind::first_needs, {"whom", "cite"}},
};

constexpr std::array warning_keys{
    Key{"when", required, expression_shape, "the condition; it alone may ask what is known"},
    Key{"say", required, text_shape, "what to say, in prose"},
    Key{"cite", required, sources_shape, "its sources, as in `ACT.1, GUIDE.2`"},
    Key{"for_each", optional, text_shape, "the record for each member of which it may be given"},
};

constexpr std::array conflict_keys{
    Key{"number", optional, text_shape, "under which some list has it"},
    Key{"about", optional, text_shape, "the decision, the duty or standing duty, or the rotation that it is about"},
    Key{"at", optional, text_shape, "the provision"},
    Key{"readings", required, list_of(reading_block), "the readings, each with its text"},
    Key{"chosen", required, text_shape, "the reading that is followed"},
    Key{"because", required, text_shape, "why that one is followed"},
};

constexpr std::array reading_keys{
    Key{"reading", required, text_shape, "the reading's name"},
    Key{"says", required, text_shape, "what it says"},
    Key{"cite", required, sources_shape, "the text that says so"},
    Key{"would_be", optional, expression_shape, "what the decision would be by this reading, worked out in every case"},
};

}  // namespace

constinit const Block duty_block{"duty", "who must do what by when", duty_keys, duty_ties};
constinit const Block limit_block{"date", "a date of a duty", limit_keys, {&limit_tie, 1}};
constinit const Block suspension_block{"suspension", "days that the count of a date leaves out", suspension_keys};
constinit const Block tightened_block{"tightened", "what a narrower pack adds to a duty", tightened_keys,
                                      tightened_ties};
constinit const Block warning_block{"warning", "something to look out for; it changes no answer", warning_keys};
constinit const Block conflict_block{"conflict", "two texts that disagree", conflict_keys};
constinit const Block reading_block{"reading", "one reading of texts that disagree", reading_keys};

}  // namespace masa
