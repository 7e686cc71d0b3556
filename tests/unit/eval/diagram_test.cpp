// The decision diagram against the tables of the functions that it stands for.
#include "eval/diagram.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <random>

namespace masa {
namespace {

using testing::ElementsAre;

TEST(Diagram, MakesEqualFunctionsOneNode) {
  Diagram diagram;
  const auto no = diagram.constant(0);
  const auto yes = diagram.constant(1);
  const auto a = diagram.choose(1, {no, yes});
  const auto b = diagram.choose(2, {no, yes});
  const auto a_and_b = diagram.choose(1, {no, b});
  const auto b_and_a = diagram.choose(2, {no, a});
  EXPECT_EQ(a_and_b, b_and_a);
  EXPECT_EQ(diagram.choose(3, {a, a}), a) << "a fact that changes nothing is left out";
}

TEST(Diagram, DependsOnNoFactThatChangesNothing) {
  Diagram diagram;
  const auto no = diagram.constant(0);
  const auto yes = diagram.constant(1);
  const auto a = diagram.choose(1, {no, yes});
  const auto f = diagram.choose(2, {diagram.choose(1, {no, yes}), a});
  EXPECT_THAT(diagram.facts_of(f), ElementsAre(1U));
  EXPECT_THAT(diagram.answers_of(f), ElementsAre(0U, 1U));
}

TEST(Diagram, LetsCasesReadTheFactThatIsChosen) {
  Diagram diagram;
  const auto no = diagram.constant(0);
  const auto yes = diagram.constant(1);
  const auto a = diagram.choose(1, {no, yes});
  EXPECT_EQ(diagram.choose(1, {a, no}), no) << "where the fact has its first value, `a` is no";
}

// Random functions of four facts with two or three values, built by asking in random orders.
TEST(Diagram, IsTheFunctionItWasBuiltFrom) {
  std::mt19937 random(3);
  const std::vector<std::uint32_t> arity{2, 3, 2, 3};
  for (int trial = 0; trial < 300; ++trial) {
    std::map<std::vector<std::uint32_t>, std::uint32_t> table;
    std::vector<std::uint32_t> at(4, 0);
    const auto each = [&](const auto& visit) {
      for (at[0] = 0; at[0] < 2; ++at[0])
        for (at[1] = 0; at[1] < 3; ++at[1])
          for (at[2] = 0; at[2] < 2; ++at[2])
            for (at[3] = 0; at[3] < 3; ++at[3]) visit(at);
    };
    const std::uint32_t answers = 1 + random() % 3;
    each([&](const auto& a) { table[a] = random() % answers; });
    Diagram diagram;
    std::vector<std::uint32_t> order{0, 1, 2, 3};
    std::shuffle(order.begin(), order.end(), random);
    std::vector<std::uint32_t> chosen(4, 0);
    const std::function<Diagram::Ref(std::size_t)> build = [&](std::size_t depth) -> Diagram::Ref {
      if (depth == 4) return diagram.constant(table[chosen]);
      std::vector<Diagram::Ref> cases;
      for (std::uint32_t v = 0; v < arity[order[depth]]; ++v) {
        chosen[order[depth]] = v;
        cases.push_back(build(depth + 1));
      }
      return diagram.choose(order[depth], cases);
    };
    const auto root = build(0);
    each([&](const auto& a) {
      auto node = root;
      for (std::uint32_t f = 0; f < 4; ++f) node = diagram.restrict_to(node, f, a[f]);
      ASSERT_TRUE(diagram.is_constant(node));
      ASSERT_THAT(diagram.answers_of(node), ElementsAre(table[a]));
    });
    std::set<std::uint32_t> matters;
    each([&](const auto& a) {
      for (std::uint32_t f = 0; f < 4; ++f) {
        auto other = a;
        for (other[f] = 0; other[f] < arity[f]; ++other[f]) {
          if (table[other] != table[a]) matters.insert(f);
        }
      }
    });
    const auto facts = diagram.facts_of(root);
    EXPECT_EQ(std::set<std::uint32_t>(facts.begin(), facts.end()), matters);
  }
}

}  // namespace
}  // namespace masa
