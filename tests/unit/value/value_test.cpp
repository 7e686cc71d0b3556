#include "value/value.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace masa {
namespace {

using testing::ElementsAre;

const Value yes = Value::truth(true);
const Value no = Value::truth(false);
const Value open = Value::not_known(Why::not_asked, 3);

TEST(Kleene, AndIsTheWholeTable) {
  EXPECT_EQ(and_also(yes, yes), yes);
  EXPECT_EQ(and_also(yes, no), no);
  EXPECT_EQ(and_also(no, yes), no);
  EXPECT_EQ(and_also(no, no), no);
  EXPECT_EQ(and_also(yes, open), open);
  EXPECT_EQ(and_also(open, yes), open);
  EXPECT_EQ(and_also(no, open), no);
  EXPECT_EQ(and_also(open, no), no);
  EXPECT_EQ(and_also(open, open), open);
}

TEST(Kleene, OrIsTheWholeTable) {
  EXPECT_EQ(or_else(yes, yes), yes);
  EXPECT_EQ(or_else(yes, no), yes);
  EXPECT_EQ(or_else(no, yes), yes);
  EXPECT_EQ(or_else(no, no), no);
  EXPECT_EQ(or_else(yes, open), yes);
  EXPECT_EQ(or_else(open, yes), yes);
  EXPECT_EQ(or_else(no, open), open);
  EXPECT_EQ(or_else(open, no), open);
  EXPECT_EQ(or_else(open, open), open);
}

TEST(Kleene, NotTurnsOverWhatIsKnownAndNothingElse) {
  EXPECT_EQ(negate(yes), no);
  EXPECT_EQ(negate(no), yes);
  EXPECT_EQ(negate(open), open);
}

TEST(Kleene, NoReasonIsEverYesOrNo) {
  for (const Why why : {Why::not_asked, Why::asked, Why::withheld, Why::clash, Why::gap, Why::no_rule_in_force,
                        Why::network_silent, Why::calendar_ends, Why::arithmetic}) {
    const Value v = Value::not_known(why);
    EXPECT_FALSE(v.is_yes() || v.is_no() || v.is_known()) << words_of(why);
    EXPECT_EQ(and_also(v, no), no);
    EXPECT_EQ(or_else(v, yes), yes);
    EXPECT_FALSE(and_also(v, yes).is_known());
    EXPECT_FALSE(or_else(v, no).is_known());
  }
}

TEST(NotKnown, GathersTheReasonsOfBothEachOnce) {
  const Value a = Value::not_known(Why::not_asked, 1);
  const Value b = Value::not_known(Why::gap, 2);
  const Value both = or_else(or_else(b, a), a);
  EXPECT_THAT(both.reasons(), ElementsAre(Reason{Why::not_asked, 1, 0}, Reason{Why::gap, 2, 0}));
  EXPECT_EQ(both, and_also(a, b)) << "the order of asking changes no reason";
}

TEST(Set, IsSortedAndHasEachMemberOnce) {
  const Value set = Value::set({Value::word(2), Value::word(0), Value::word(2)});
  EXPECT_THAT(set.members(), ElementsAre(Value::word(0), Value::word(2)));
  EXPECT_EQ(set, Value::set({Value::word(0), Value::word(2)}));
}

TEST(Set, HasNobodyForNoMember) {
  EXPECT_EQ(Value::set({Value(), Value::reference(4), Value()}), Value::set({Value::reference(4)}));
  EXPECT_TRUE(Value::set({Value()}).members().empty());
  EXPECT_FALSE(Value::set({}).is_nothing()) << "an empty set is a value, and not nothing";
}

TEST(Equality, AsksForTheSort) {
  EXPECT_FALSE(Value::number(1) == Value::truth(true));
  EXPECT_FALSE(Value::word(0) == Value::reference(0));
  EXPECT_FALSE(Value() == Value::number(0));
  EXPECT_EQ(Value::text("a"), Value::text("a"));
  EXPECT_FALSE(Value::text("a") == Value::text("b"));
}

TEST(Order, IsTotalOverValuesOfEverySort) {
  const std::vector<Value> values{Value(),
                                  no,
                                  yes,
                                  Value::number(-1),
                                  Value::number(7),
                                  Value::date(Date{3}),
                                  Value::text("a"),
                                  Value::word(1),
                                  Value::set({}),
                                  Value::set({Value::word(1)}),
                                  open,
                                  Value::not_known(Why::gap)};
  for (const Value& a : values) {
    for (const Value& b : values) EXPECT_EQ((a < b) + (b < a) + (a == b), 1);
  }
}

}  // namespace
}  // namespace masa
