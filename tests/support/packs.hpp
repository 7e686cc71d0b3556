/// Rule packs and cases for tests, written as YAML text: what a test is about stands in the test.
#pragma once

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/impl.hpp"
#include "eval/complete.hpp"
#include "masa/masa.hpp"

namespace masa::test {

/// A pack around `body` (facts, decisions, duties …): it has one source, `S`, a statute.
struct PackHead {
  std::string id = "test/rules";
  std::string layer = "national";
  std::string more = {};  ///< further keys of the head: `uses: …`, `calendar: …`
  std::string source = "S";
};

inline std::string pack(std::string_view body, const PackHead& head = {}) {
  return "pack: " + head.id + "\ntitle: a pack of the tests\nlayer: " + head.layer + "\n" + head.more + "sources:\n  " +
         head.source + ":\n    title: a statute of the tests\n    kind: statute\n" + std::string(body);
}

/// The texts as inputs `1.yaml`, `2.yaml` …
inline std::vector<Input> inputs(const std::vector<std::string>& texts) {
  std::vector<Input> all;
  for (std::size_t i = 0; i < texts.size(); ++i) all.push_back({std::to_string(i + 1) + ".yaml", texts[i]});
  return all;
}

inline Result<RuleBook> try_load(const std::vector<std::string>& texts) {
  return load(inputs(texts));
}

/// The diagnostics, each as `code line:column message`.
inline std::vector<std::string> lines_of(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> lines;
  for (const Diagnostic& d : diagnostics)
    lines.push_back(d.code + " " + std::to_string(d.place.line) + ":" + std::to_string(d.place.column) + " " +
                    d.message);
  return lines;
}

/// The codes alone, in reading order.
inline std::vector<std::string> codes_of(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> codes;
  for (const Diagnostic& d : diagnostics) codes.push_back(d.code);
  return codes;
}

/// The rule book of texts that have no mistake. A mistake fails the test and throws.
inline RuleBook load_all(const std::vector<std::string>& texts) {
  auto loaded = try_load(texts);
  if (!loaded) {
    std::string all;
    for (const Diagnostic& d : loaded.diagnostics()) all += to_text(d);
    throw std::runtime_error("the packs of this test were refused:\n" + all);
  }
  return loaded.value();
}
/// The same of one pack with this body.
inline RuleBook book_of(std::string_view body) {
  return load_all({pack(body)});
}

inline const Book& checked(const RuleBook& rules) {
  return rules.impl().plan.book;
}

inline Determination decide_case(const RuleBook& rules, const std::string& one_case,
                                 const std::string& day = "2025-03-10") {
  // `{x: yes}` is YAML here; a text that begins with a brace would be read as JSON.
  const bool is_flow = one_case.starts_with('{') && !one_case.starts_with("{\"");
  auto decided = decide(rules,
                        {"case.yaml", (one_case.empty() ? "{}"
                                       : is_flow        ? "--- "
                                                        : "") +
                                          one_case},
                        {day, "", ""});
  if (!decided) {
    std::string all;
    for (const Diagnostic& d : decided.diagnostics()) all += to_text(d);
    throw std::runtime_error("the case of this test was refused:\n" + all);
  }
  return decided.value();
}

/// The outcome of one decision, as its id.
inline std::string outcome_of(const RuleBook& rules, const std::string& one_case, std::string_view decision,
                              std::string_view person = {}) {
  return decide_case(rules, one_case).outcome(decision, person).value_or("no such outcome");
}

/// What a case's answer for a decision can still be, and the paths of the facts that would settle it.
struct Open {
  std::vector<std::string> values;
  std::vector<std::string> settle;
  bool is_complete = false;
};

inline Open open_answer(const Determination& determination, std::string_view decision, std::string_view person = {}) {
  const Answer answer = determination.impl().answer();
  Open open;
  for (const OutcomeAnswer& o : determination.impl().determined.outcomes) {
    const Decision& d = answer.book().decisions[o.decision];
    if (d.id != decision || answer.member(d.record, o.member) != person) continue;
    for (const Value& v : o.possible.values) open.values.push_back(answer.book().vocabulary.print(v, d.type));
    for (const std::uint32_t slot : o.possible.settle) {
      const std::string member = answer.fact_member(slot);
      open.settle.push_back(member.empty() ? answer.fact(slot).path : member + "." + answer.fact(slot).path);
    }
    open.is_complete = o.possible.is_complete;
  }
  return open;
}

/// The answer for a duty, null where it is not among those that have arisen or may have.
inline const DutyAnswer* duty_of(const Determination& determination, std::string_view id,
                                 std::string_view person = {}) {
  const Answer answer = determination.impl().answer();
  for (const DutyAnswer& d : determination.impl().determined.duties) {
    const Duty& duty = answer.book().duties[d.duty];
    if (duty.id == id && answer.member(duty.record, d.member) == person) return &d;
  }
  return nullptr;
}

/// The ids of the warnings given.
inline std::vector<std::string> warnings_of(const Determination& determination) {
  std::vector<std::string> ids;
  for (const WarningAnswer& w : determination.impl().determined.warnings) ids.push_back(w.id);
  return ids;
}

}  // namespace masa::test
