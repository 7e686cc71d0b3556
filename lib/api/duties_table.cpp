#include "api/duties_table.hpp"

#include "render/answer.hpp"

namespace masa {

namespace {

/// The names of all words of an enumeration from 0 to `last`, in their order.
template <class Enumeration>
std::vector<std::string> words_to(Enumeration last) {
  std::vector<std::string> words;
  for (int one = 0; one <= static_cast<int>(last); ++one) words.emplace_back(word_of(static_cast<Enumeration>(one)));
  return words;
}

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
  columns::ArrowWriter table = columns::ArrowWriter::table(schema, array, rows_.size());
  const auto texts = [&](const std::string& name, const auto& text) {
    std::vector<std::optional<std::string>> all;
    for (const Row& row : rows_) all.push_back(text(row));
    table.add_texts(name, all);
  };
  const auto words = [&](const std::string& name, const auto& word, const std::vector<std::string>& all_words) {
    std::vector<std::uint8_t> all;
    for (const Row& row : rows_) all.push_back(static_cast<std::uint8_t>(word(row)));
    table.add_words(name, all, all_words);
  };
  const auto days = [&](const std::string& name, const auto& day) {
    std::vector<std::optional<std::int32_t>> all;
    for (const Row& row : rows_) {
      const std::optional<Date> date = day(row);
      all.push_back(date ? std::optional(date->days) : std::nullopt);
    }
    table.add_dates(name, all);
  };
  const auto truths = [&](const std::string& name, const auto& truth) {
    std::vector<bool> all;
    for (const Row& row : rows_) all.push_back(truth(row));
    table.add_truths(name, all);
  };
  const auto duty = [&](const Row& row) -> const Duty& { return plan.book.duties[row.duty]; };
  using Text = std::optional<std::string>;
  texts(key.empty() ? "row" : key,
        [&](const Row& row) { return Text(keys.empty() ? std::to_string(row.row + 1) : keys[row.row]); });
  texts("duty", [&](const Row& row) { return Text(duty(row).id); });
  texts("about", [&](const Row& row) {
    return duty(row).record == no_index ? Text() : Text(plan.book.schema.records[duty(row).record].name);
  });
  texts("member", [](const Row& row) { return row.member; });
  words("verb", [&](const Row& row) { return duty(row).verb; }, words_to(Verb::must_go_on));
  words("state", [](const Row& row) { return row.state; }, words_to(DutyState::cancelled));
  truths("is_provisional", [](const Row& row) { return row.is_provisional; });
  texts("who", [](const Row& row) { return row.who; });
  texts("whom", [](const Row& row) { return row.whom; });
  days("due", [](const Row& row) { return row.due; });
  truths("may_be_earlier", [](const Row& row) { return row.may_be_earlier; });
  days("arisen_on", [](const Row& row) { return row.arisen_on; });
  days("done_on", [](const Row& row) { return row.done_on; });
  words("confidence", [](const Row& row) { return row.confidence; }, words_to(Confidence::memory));
}

}  // namespace masa
