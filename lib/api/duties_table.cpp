#include "api/duties_table.hpp"

#include "api/long_table.hpp"
#include "render/answer.hpp"

namespace masa {

namespace {

std::optional<std::string> text_of(const Value& value, const Type& type, const Vocabulary& vocabulary) {
  if (!value.is_known() || value.is_nothing()) return std::nullopt;
  return vocabulary.print(value, type);
}

std::optional<Date> date_of(const Value& value) {
  return value.tag() == Value::Tag::date ? std::optional(value.as_date()) : std::nullopt;
}

}  // namespace

const std::vector<std::string>& DutiesTable::columns() {
  static const std::vector<std::string> names{"duty",           "about",   "member",    "verb", "state",
                                              "is_provisional", "who",     "whom",      "due",  "may_be_earlier",
                                              "arisen_on",      "done_on", "confidence"};
  return names;
}

void DutiesTable::add(const Plan& plan, const Facts& facts, const AskedDates& dates, std::size_t row,
                      const columns::MemberName& name_of) {
  History history(plan, facts, dates.known_by, dates.law_at);
  const Vocabulary& vocabulary = plan.book.vocabulary;
  for (const DutyAnswer& answer : history.duties_on(dates.facts_at)) {
    const Duty& duty = plan.book.duties[answer.duty];
    Row one;
    one.row = row;
    one.duty = answer.duty;
    if (duty.record != no_index) {
      one.member = name_of(row, duty.record, answer.member);
      if (one.member->empty()) one.member = history.facts().members(duty.record)[answer.member];
    }
    one.state = answer.state;
    one.is_provisional = !answer.applies.is_known();
    one.who = text_of(answer.who, duty.who.type, vocabulary);
    if (duty.has_whom) one.whom = text_of(answer.whom, duty.whom.type, vocabulary);
    one.due = date_of(answer.due);
    one.may_be_earlier = answer.may_be_earlier;
    one.arisen_on = answer.arisen_on;
    one.done_on = answer.done_on;
    one.confidence = answer.grounds.confidence;
    rows_.push_back(std::move(one));
  }
}

void DutiesTable::write(const Plan& plan, const std::string& key, const std::vector<std::string>& keys,
                        ArrowSchema& schema, ArrowArray& array) const {
  LongTable table(rows_, schema, array);
  const auto duty = [&](const Row& row) -> const Duty& { return plan.book.duties[row.duty]; };
  using Text = std::optional<std::string>;
  table.cases(key, keys);
  table.texts("duty", [&](const Row& row) { return Text(duty(row).id); });
  table.texts("about", [&](const Row& row) {
    return duty(row).record == no_index ? Text() : Text(plan.book.schema.records[duty(row).record].name);
  });
  table.texts("member", [](const Row& row) { return row.member; });
  table.words("verb", [&](const Row& row) { return duty(row).verb; }, words_to(Verb::must_go_on));
  table.words("state", [](const Row& row) { return row.state; }, words_to(DutyState::cancelled));
  table.truths("is_provisional", [](const Row& row) { return row.is_provisional; });
  table.texts("who", [](const Row& row) { return row.who; });
  table.texts("whom", [](const Row& row) { return row.whom; });
  table.days("due", [](const Row& row) { return row.due; });
  table.truths("may_be_earlier", [](const Row& row) { return row.may_be_earlier; });
  table.days("arisen_on", [](const Row& row) { return row.arisen_on; });
  table.days("done_on", [](const Row& row) { return row.done_on; });
  table.words("confidence", [](const Row& row) { return row.confidence; }, words_to(Confidence::memory));
}

}  // namespace masa
