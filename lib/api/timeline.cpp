#include "api/impl.hpp"
#include "api/questions.hpp"
#include "api/read_text.hpp"
#include "api/timeline_days.hpp"
#include "case/read_case.hpp"
#include "masa/masa.hpp"
#include "render/timeline.hpp"

namespace masa {

namespace {

constexpr std::int32_t most_days = 73'050;  // 200 years

constexpr std::int32_t days_after = 90;  // where no end is given: so long after the last event

}  // namespace

std::optional<AskedDays> read_days(const Days& days, const DaysOfCase& of_case, Sink& sink) {
  AskedDays asked;
  const bool needs_events = days.first.empty() || days.end.empty();
  const auto happened = needs_events ? of_case() : std::nullopt;
  if (needs_events && !happened) {
    sink.report(Kind::missing_key, {}, "the case has no event on a known day", "say from which day, and to which");
    return std::nullopt;
  }
  asked.first = days.first.empty() ? happened->first : read_day("first", days.first, sink);
  asked.end = days.end.empty() ? add_days(happened->second, days_after).value_or(happened->second)
                               : read_day("end", days.end, sink);
  if (sink.has_errors()) return std::nullopt;
  if (asked.end <= asked.first || asked.end.days - asked.first.days > most_days) {
    sink.report(Kind::wrong_order, {}, "the days of a timeline go from `first` to before `end`, at most 200 years");
    return std::nullopt;
  }
  asked.known_by = days.known_by.empty() ? Date{asked.end.days - 1} : read_day("known_by", days.known_by, sink);
  asked.law_at = read_law_at(days.law_at, sink);
  if (sink.has_errors()) return std::nullopt;
  return asked;
}

Result<Course> timeline(const RuleBook& rules, const Input& one_case, const Days& days) {
  Sources sources;
  Sink sink;
  return unless_too_many(sink, sources, true, [&]() -> Result<Course> {
    const auto document = read_text(sources, one_case, sink);
    const Plan& plan = rules.impl().plan;
    if (!document && !sink.has_errors())
      sink.report(Kind::missing_key, {0, 0, 0}, "the text is empty, and a case is needed here");
    if (document) {
      const Facts facts = read_case(*document, plan.book.schema, plan.book.vocabulary, sink);
      const auto of_case = [&]() -> std::optional<std::pair<Date, Date>> {
        const auto first = facts.first_day();
        const auto last = last_event_day(plan, facts);
        return first && last ? std::optional(std::pair(*first, *last)) : std::nullopt;
      };
      const auto asked = read_days(days, of_case, sink);
      if (asked && !sink.has_errors()) {
        return Course(std::make_shared<const Course::Impl>(Course::Impl{
            rules.shared(), run_timeline(plan, facts, asked->first, asked->end, asked->known_by, asked->law_at)}));
      }
    }
    return diagnostics_of(sink, sources, true);
  });
}

std::string Course::to_json(const Show& show) const {
  return write_timeline_json(impl_->timeline, impl_->rules->plan, show);
}

std::string Course::to_text(const Show& show, int width, bool colour) const {
  return write_timeline_text(impl_->timeline, impl_->rules->plan, show, width, colour);
}

std::string Course::to_html(const Show& show, bool as_page) const {
  return write_timeline_html(impl_->timeline, impl_->rules->plan, show, as_page);
}

}  // namespace masa
