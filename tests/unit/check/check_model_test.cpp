// Packs together: who sees whom, and what a lower layer may say of a higher one.
#include "check/check_model.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/files.hpp"
#include "support/packs.hpp"

namespace masa::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string decision(const std::string& id, const std::string& is, const std::string& source = "S") {
  return "decisions:\n  " + id + ":\n    question: q\n    is: " + is + "\n    cite: " + source + "\n";
}

std::string duty(const std::string& id, const std::string& source = "S") {
  return "duties:\n  " + id + ":\n    when: yes\n    who: nobody\n    must: do it\n    cite: " + source +
         "\n    by:\n      - must: 10 days after 2025-03-01\n        cite: " + source + "\n";
}

std::vector<std::string> found(const std::vector<std::string>& packs) {
  return lines_of(try_load(packs).diagnostics());
}

TEST(Visibility, GoesFromALowerLayerToAHigherOne) {
  EXPECT_TRUE(try_load({pack(decision("up", "yes"), {"n/a", "national"}),
                        pack(decision("down", "up", "L"), {"l/a", "local", "", "L"})})
                  .ok());
}

TEST(Visibility, DoesNotGoFromAHigherLayerToALowerOne) {
  EXPECT_THAT(
      found({pack(decision("up", "down"), {"n/a", "national"}),
             pack(decision("down", "yes", "L"), {"l/a", "local", "", "L"})}),
      ElementsAre(HasSubstr("unknown_name 11:9 `down` belongs to the pack `l/a`, which this pack does not use")));
}

TEST(Visibility, DoesNotGoBetweenLocalPacks) {
  EXPECT_THAT(found({pack(decision("one", "yes"), {"l/a", "local"}),
                     pack(decision("two", "one", "L"), {"l/b", "local", "", "L"})}),
              ElementsAre(HasSubstr("`one` belongs to the pack `l/a`")));
  const std::string fact = "facts:\n  f:\n    type: truth\n";
  EXPECT_THAT(found({pack(fact, {"l/a", "local"}), pack(decision("two", "f", "L"), {"l/b", "local", "", "L"})}),
              ElementsAre(HasSubstr("unknown_name 11:9")));
}

TEST(Visibility, GoesToWhatAPackUsesAndToWhatThatUses) {
  const std::string a = pack(decision("one", "yes", "A"), {"n/a", "national", "", "A"});
  const std::string b = pack(decision("two", "one", "B"), {"n/b", "national", "uses: n/a\n", "B"});
  const std::string c = pack(decision("three", "one and two", "C"), {"n/c", "national", "uses: n/b\n", "C"});
  EXPECT_TRUE(try_load({c, b, a}).ok()) << "whatever the order of the files";
  EXPECT_TRUE(try_load({a, b, c}).ok());
  EXPECT_THAT(found({a, pack(decision("two", "one", "B"), {"n/b", "national", "", "B"})}),
              ElementsAre(HasSubstr("`one` belongs to the pack `n/a`")));
}

TEST(Visibility, WantsEveryUsedPackLoaded) {
  EXPECT_THAT(found({pack("", {"n/a", "national", "uses: n/bee\n"}), pack("", {"n/be", "national", "", "B"})}),
              ElementsAre("unknown_pack 4:7 the pack `n/bee` was not loaded"));
}

TEST(Layers, RefuseADecisionOfAHigherLayerInALowerPackAndNameBothPlaces) {
  const auto loaded = try_load(
      {pack(decision("d", "yes"), {"n/a", "national"}), pack(decision("d", "no", "L"), {"l/a", "local", "", "L"})});
  ASSERT_THAT(codes_of(loaded.diagnostics()), ElementsAre("weakens_a_higher_layer"));
  EXPECT_EQ(loaded.diagnostics()[0].place.file, "2.yaml");
  ASSERT_EQ(loaded.diagnostics()[0].related.size(), 1U);
  EXPECT_EQ(loaded.diagnostics()[0].related[0].place.file, "1.yaml");
}

TEST(Layers, RefuseADutyOfAHigherLayerInALowerPack) {
  EXPECT_THAT(codes_of(try_load({pack(duty("d"), {"n/a", "national"}), pack(duty("d", "L"), {"l/a", "local", "", "L"})})
                           .diagnostics()),
              ElementsAre("weakens_a_higher_layer"));
}

TEST(Layers, LetALowerPackAddDatesButNoLastDay) {
  const std::string national = pack(duty("d"), {"n/a", "national"});
  const auto tighten = [](const std::string& kind) {
    return pack(
        "tighten:\n  d:\n    by:\n      - id: sooner\n        " + kind + ": 5 days after 2025-03-01\n        cite: L\n",
        {"l/a", "local", "", "L"});
  };
  EXPECT_TRUE(try_load({national, tighten("must")}).ok());
  EXPECT_THAT(codes_of(try_load({national, tighten("last_day")}).diagnostics()), ElementsAre("weakens_a_higher_layer"));
}

TEST(Layers, LetNobodyTightenWhatTheyDoNotSee) {
  EXPECT_THAT(
      codes_of(
          try_load(
              {pack(duty("d"), {"l/a", "local"}),
               pack("tighten:\n  d:\n    by:\n      - id: x\n        must: 5 days after 2025-03-01\n        cite: L\n",
                    {"l/b", "local", "", "L"})})
              .diagnostics()),
      ElementsAre("unknown_name"));
}

TEST(Layers, RefuseABodyOfOneAreaInAPackThatSpeaksForMore) {
  const std::string kinds = pack(
      "network:\n  kinds: authority\nfacts:\n  place:\n    type: authority\n" + decision("d", "place = darlington"),
      {"n/a", "national"});
  const std::string bodies =
      pack("network:\n  authority: |\n    id         | name       | cite\n    darlington | Darlington | L\n",
           {"r/a", "regional", "", "L"});
  EXPECT_THAT(found({kinds, bodies}),
              ElementsAre("names_one_area 16:17 `darlington` belongs to one area, and this pack speaks for more"));
}

TEST(Names, AreDeclaredOnceInAllPacksOfALayer) {
  EXPECT_THAT(found({pack(decision("d", "yes"), {"n/a", "national"}),
                     pack(decision("d", "no", "T"), {"n/b", "national", "", "T"})}),
              ElementsAre("declared_twice 9:3 the decision `d` is declared twice"));
  EXPECT_THAT(codes_of(try_load({pack("", {"n/a"}), pack("", {"n/a", "national", "", "T"})}).diagnostics()),
              ElementsAre("declared_twice"))
      << "packs too";
  EXPECT_THAT(codes_of(try_load({pack("", {"n/a"}), pack("", {"n/b"})}).diagnostics()), ElementsAre("declared_twice"))
      << "and sources";
}

TEST(Circles, AreRefusedAndSpelledOut) {
  const std::string body =
      "decisions:\n  a:\n    question: q\n    is: b\n    cite: S\n  b:\n    question: q\n    is: not c\n    cite: S\n  "
      "c:\n    question: q\n    yes_if:\n      - rule: r\n        when: a\n        cite: S\n    otherwise: no\n";
  EXPECT_THAT(found({pack(body)}), ElementsAre("circle 9:3 `a` depends on itself: `a` needs `b` needs `c` needs `a`"));
}

TEST(Circles, AreFoundThroughDutiesToo) {
  const std::string body =
      "decisions:\n  a:\n    question: q\n    type: date or none\n    is: due of d\n    cite: S\nduties:\n  d:\n    "
      "when: yes\n    who: nobody\n    must: x\n    cite: S\n    by:\n      - must: 5 days after a\n        cite: S\n";
  EXPECT_THAT(codes_of(try_load({pack(body)}).diagnostics()), ElementsAre("circle"));
}

TEST(OrderPacks, PutsWiderLayersFirstAndUsedPacksBeforeTheirUsers) {
  Model model;
  const auto add = [&](const std::string& id, Layer layer, const std::string& uses = "") {
    Pack p;
    p.id.text = id;
    p.layer = layer;
    if (!uses.empty()) p.uses.push_back({uses, {}});
    model.packs.push_back(std::move(p));
  };
  add("l", Layer::local);
  add("b", Layer::national, "a");
  add("r", Layer::regional);
  add("a", Layer::national);
  std::vector<std::string> order;
  for (const Pack& p : order_packs(std::move(model)).packs) order.push_back(p.id.text);
  EXPECT_THAT(order, ElementsAre("a", "b", "r", "l"));
}

TEST(OrderPacks, EndsWherePacksUseEachOther) {
  EXPECT_TRUE(try_load({pack(decision("a", "yes", "A"), {"n/a", "national", "uses: n/b\n", "A"}),
                        pack(decision("b", "yes", "B"), {"n/b", "national", "uses: n/a\n", "B"})})
                  .ok());
}

TEST(ShippedPacks, AreRightAndDoNotDependOnTheOrderOfTheirFiles) {
  std::vector<Input> packs = shipped_packs();
  const auto loaded = load(packs);
  ASSERT_TRUE(loaded.ok());
  for (const Diagnostic& diagnostic : loaded.diagnostics())
    EXPECT_EQ(diagnostic.severity, Severity::note) << diagnostic.message;
  std::ranges::reverse(packs);
  const auto reversed = load(packs);
  ASSERT_TRUE(reversed.ok());
  EXPECT_EQ(reversed.value().packs(), loaded.value().packs());
}

}  // namespace
}  // namespace masa::test
