// A case from any bytes, YAML or JSON, against one small rule book: refused, or decided and printed.
#include <string>

#include "printed.hpp"

namespace masa {
namespace {

constexpr std::string_view pack = R"(pack: test/fuzz
title: A pack of the fuzz targets
layer: national
sources:
  S:
    title: a statute of the tests
    kind: statute
types:
  volume: one of quiet, loud
facts:
  incident:
    place:
      type: one of here, there
      ask: Where did it happen?
    found_on:
      type: date
      ask: On which day was it found?
    people_seen:
      type: whole number
      ask: How many people were seen?
  people:
    type: list of person
record person:
  harmed:
    type: truth
    ask: Was this person harmed?
  words:
    type: set of volume
    sensitive: yes
    ask: What were the words?
events:
  called:
    of: person
    fields:
      loudness: volume
states:
  heard:
    question: How loud was the last call?
    for_each: person
    type: volume or none
    is: loudness of the latest called
  open:
    question: Is a call open?
    for_each: person
    begins: some called has loudness = loud
    ends: some called has loudness = quiet
decisions:
  to_tell:
    question: Must somebody be told?
    for_each: person
    yes_if:
      - rule: harm_here
        when: harmed and incident.place = here and incident.people_seen > 2
        cite: S
    otherwise: no
  answer_calls:
    question: Must calls be answered?
    for_each: person
    type: truth
    is: open and heard = loud
    cite: S
  day:
    question: By which day?
    type: date
    is: 5 days after incident.found_on
    cite: S
)";

const RuleBook& rules() {
  static const RuleBook book = [] {
    const std::vector<Input> packs{{"pack.yaml", std::string(pack)}};
    auto loaded = load(packs);
    if (!loaded) fuzz::found(to_text(loaded.diagnostics().front()));
    return std::move(loaded).value();
  }();
  return book;
}

}  // namespace
}  // namespace masa

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const masa::Input one{"case", std::string(masa::fuzz::text_of(data, size))};
  const auto answer = masa::decide(masa::rules(), one, {"2025-06-14", "", ""});
  masa::fuzz::check_complaints(answer.diagnostics());
  if (answer) masa::fuzz::check_answer(answer.value());
  const auto course = masa::timeline(masa::rules(), one, {"2025-01-01", "2025-03-01", "", ""});
  masa::fuzz::check_complaints(course.diagnostics());
  if (course) masa::fuzz::check_printed(course.value().to_html({true, true}));
  const auto report = masa::run_suite(masa::rules(), one);
  masa::fuzz::check_complaints(report.diagnostics());
  return 0;
}
