#include "ask/year.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "ask/chairs.hpp"
#include "base/suggest.hpp"

namespace masa {

namespace {

constexpr int months_in_year = 12;

std::string_view part_name(std::int64_t months) {
  return months == 1 ? "month" : months == 3 ? "quarter" : months == 6 ? "half year" : "year";
}

std::string times_words(std::int64_t times) {
  constexpr std::array<std::string_view, 3> words{"once", "twice", "three times"};
  return times <= 3 ? std::string(words[static_cast<std::size_t>(times - 1)]) : fmt::format("{} times", times);
}

class YearMaker {
 public:
  YearMaker(const Plan& plan, int year, const Node* given, Sink& sink)
      : book_(plan.book), given_(given), sink_(sink), year_{year, {}, {}} {}

  Year make() {
    check_given();
    for (const StandingDuty& duty : book_.governance.standing_duties) standing(duty);
    for (const Rotation& rotation : book_.governance.rotations) chairs(rotation);
    std::ranges::stable_sort(year_.entries, {}, &YearEntry::day);
    return std::move(year_);
  }

 private:
  void check_given() {
    if (given_ == nullptr) return;
    std::vector<std::string> known;
    for (const Rotation& rotation : book_.governance.rotations) known.push_back(rotation.id);
    for (const Node::Entry& entry : given_->entries) {
      if (std::ranges::find(known, entry.key) == known.end())
        sink_.report(Kind::unknown_name, entry.key_span, fmt::format("no pack declares the rotation `{}`", entry.key),
                     did_you_mean(entry.key, known));
    }
  }

  void add(Date day, const std::string& id, std::string summary, const std::vector<Citation>& cites,
           const std::string& because) {
    YearEntry entry{day, id, std::move(summary), {}, because};
    bool is_in_force = cites.empty();
    for (const Citation& cite : cites) {
      entry.sources.push_back(cite.source);
      is_in_force = is_in_force || book_.sources[cite.source].in_force.holds(day);
    }
    if (is_in_force) year_.entries.push_back(std::move(entry));
  }

  void standing(const StandingDuty& duty) {
    const std::string what = fmt::format("{} {}", names_of(book_, duty.who), words_of(duty));
    if (duty.by && parts_of(*duty.by).year == year_.year)
      add(*duty.by, duty.id, fmt::format("Last day: {}", what), duty.cite, duty.because);
    if (duty.times == 0) return;
    for (std::int64_t first = 0; first < months_in_year; first += duty.months) {
      const auto begin = make_date({year_.year, static_cast<int>(first) + 1, 1});
      const auto next = begin ? add_months(*begin, duty.months) : std::nullopt;
      const auto last = next ? add_days(*next, -1) : make_date({year_.year, months_in_year, 31});
      if (last)
        add(*last, duty.id,
            fmt::format("Last day: {}, {} this {}", what, times_words(duty.times), part_name(duty.months)), duty.cite,
            duty.because);
    }
  }

  void chairs(const Rotation& rotation) {
    const auto first = make_date({year_.year, 1, 1});
    const auto last = make_date({year_.year, months_in_year, 31});
    if (!first || !last) return;
    const Node* given = given_ == nullptr ? nullptr : given_->find(rotation.id);
    Reply reply;
    const auto rota = rota_with(book_, rotation, given, reply, sink_);
    if (!rota) return;
    const std::string groups = names_of(book_, rotation.groups);
    if (rota->order.empty()) {
      year_.notes.push_back(
          fmt::format("The chair of {} goes round, and neither order nor start is given [{}].", groups, rotation.id));
      return;
    }
    constexpr std::size_t most_terms = 400;
    for (const InOffice& term : terms_from(*rota, std::max(*first, rota->start), most_terms)) {
      if (*last < term.from) break;
      if (*first <= term.from)
        add(term.from, rotation.id,
            fmt::format("{} takes the chair of {}", book_.vocabulary.bodies[term.seat].name, groups), rotation.cite,
            rotation.because);
    }
    for (std::string& note : reply.notes) year_.notes.push_back(fmt::format("{}: {}", rotation.id, std::move(note)));
  }

  const Book& book_;
  const Node* given_;
  Sink& sink_;
  Year year_;
};

}  // namespace

std::string names_of(const Book& book, const std::vector<std::uint32_t>& bodies) {
  std::string names;
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    if (i > 0) names += i + 1 == bodies.size() ? " and " : ", ";
    names += book.vocabulary.bodies[bodies[i]].name;
  }
  return names;
}

std::string words_of(const StandingDuty& duty) {
  return fmt::format("{} {}", duty.is_should ? "should" : "must", duty.text);
}

std::string how_often(const StandingDuty& duty) {
  if (duty.times > 0) return fmt::format("{} in each {}", times_words(duty.times), part_name(duty.months));
  return duty.by ? fmt::format("by {}", to_string(*duty.by)) : "all along";
}

Year year_of(const Plan& plan, int year, const Node* given, Sink& sink) {
  return YearMaker(plan, year, given, sink).make();
}

}  // namespace masa
