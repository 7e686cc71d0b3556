// A timeline for a terminal: who holds what when, drawn to scale, then the days.
//
//   c1                        │Jun   │Jul   │Aug
//     case responsible        │Darlington  │Gateshead
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "render/answer.hpp"
#include "render/lanes.hpp"
#include "render/page.hpp"
#include "render/timeline.hpp"
#include "render/words.hpp"

namespace masa {

namespace {

constexpr std::size_t most_name = 34;
constexpr std::size_t indent = 2;

/// As many code points as there is room for, and no fewer.
std::string fitted(std::string_view text, std::size_t room) {
  const std::string cut = shortened(text, room);
  return cut + std::string(room - count_code_points(cut), ' ');
}

class Writer {
 public:
  Writer(const Timeline& timeline, int width, bool colour) : timeline_(timeline), page_(width, colour) {
    const std::size_t all = page_.width();
    name_width_ = std::min(most_name, all / 3);
    room_ = all - name_width_ - indent - 1;
  }

  std::string run(const std::vector<LaneGroup>& groups, const std::string& left_out) {
    page_.line(fmt::format("From {} to before {}", day_words(timeline_.first), day_words(timeline_.end)));
    for (const LaneGroup& group : groups) this->group(group);
    if (!timeline_.warnings.empty()) page_.heading("LOOK OUT");
    for (const WarningTrack& warning : timeline_.warnings) {
      const std::string days = fmt::format("  {} to {}  ", to_string(warning.from),
                                           warning.to == timeline_.end ? "…         " : to_string(warning.to));
      const std::string whose = warning.member.empty() ? "" : warning.member + ": ";
      page_.wrapped(days, count_code_points(days), whose + warning.say, count_code_points(days));
    }
    if (groups.empty()) page_.line("Nothing was asked of these days.");
    if (!left_out.empty()) {
      page_.blank();
      page_.wrapped("  ", 2, left_out, 2);
    }
    return page_.take();
  }

 private:
  void group(const LaneGroup& group) {
    page_.heading(group.member.empty() ? "THE CASE" : group.member);
    const bool is_drawn = !(group.states.empty() && group.answers.empty() && group.duties.empty());
    if (is_drawn) ruler();
    for (const auto* lanes : {&group.states, &group.answers, &group.duties}) {
      for (const Lane& lane : *lanes) draw(lane);
    }
    for (const auto* lanes : {&group.states, &group.answers}) {
      for (const Lane& lane : *lanes) list(lane);
    }
    if (!group.duties.empty()) page_.line(fmt::format("\n  {}", page_.ink("duties", Ink::bold)));
    for (const Lane& lane : group.duties) list(lane);
    if (is_drawn && !(group.quiet.empty() && group.open.empty())) page_.blank();
    aside("On none of these days: ", group.quiet);
    aside("Not known on any of these days: ", group.open);
  }

  void aside(std::string_view first, const std::vector<std::string>& names) {
    if (!names.empty())
      page_.wrapped(page_.ink(std::string("  ") + std::string(first), Ink::dim), first.size() + 2, list_words(names),
                    4);
  }

  [[nodiscard]] std::size_t place(Date day) const {
    const auto all = static_cast<std::size_t>(timeline_.end.days - timeline_.first.days);
    return static_cast<std::size_t>(day.days - timeline_.first.days) * room_ / all;
  }

  /// Months, or years where months would be too narrow.
  void ruler() {
    const std::int32_t days = timeline_.end.days - timeline_.first.days;
    const bool by_years = days > 800;
    std::string line;
    std::size_t at = 0;
    for (Date day = timeline_.first; day < timeline_.end; day = Date{day.days + 1}) {
      const YearMonthDay parts = parts_of(day);
      const bool is_mark = day == timeline_.first || (parts.day == 1 && (!by_years || parts.month == 1));
      if (!is_mark || place(day) < at) continue;
      const std::string label = by_years || parts.month == 1 ? fmt::format("│{}", parts.year)
                                                             : "│" + short_day(day).substr(short_day(day).size() - 3);
      line += std::string(place(day) - at, ' ') + label;
      at = place(day) + count_code_points(label) + 1;
      line += ' ';
    }
    page_.line(page_.ink(std::string(indent + name_width_ + 1, ' ') + line, Ink::dim));
  }

  void draw(const Lane& lane) {
    std::string line = std::string(indent, ' ') + fitted(lane.name, name_width_) + ' ';
    std::size_t at = 0;
    for (const LanePart& part : lane.parts) {
      const std::size_t first = std::max(place(part.from), at);
      const std::size_t past = place(part.to);
      if (past <= first) continue;
      line += std::string(first - at, ' ');
      line += page_.ink(cells(part, past - first), ink_of(part.tone));
      at = past;
    }
    page_.line(line);
  }

  static std::string cells(const LanePart& part, std::size_t room) {
    if (part.tone == Tone::nothing) return fitted("·", room);
    return "│" + fitted(part.words, room - 1);
  }

  static Ink ink_of(Tone tone) {
    switch (tone) {
      case Tone::nothing:
      case Tone::over:
        return Ink::dim;
      case Tone::open:
        return Ink::yellow;
      case Tone::late:
        return Ink::red;
      case Tone::waiting:
        return Ink::cyan;
      case Tone::answer:
        break;
    }
    return Ink::plain;
  }

  void list(const Lane& lane) {
    if (!lane.is_duty) page_.blank();
    page_.line(fmt::format("  {}", lane.is_duty ? lane.name : page_.ink(lane.name, Ink::bold)));
    for (const LanePart& part : lane.parts) {
      const std::string days = fmt::format("    {} to {}  ", to_string(part.from),
                                           part.to == timeline_.end ? "…         " : to_string(part.to));
      page_.wrapped(days, count_code_points(days), part.words, count_code_points(days));
    }
  }

  const Timeline& timeline_;
  Page page_;
  std::size_t name_width_ = 0;
  std::size_t room_ = 0;
};

}  // namespace

std::string write_timeline_text(const Timeline& timeline, const Plan& plan, const Show& show, int width, bool colour) {
  return Writer(timeline, width, colour)
      .run(lanes_of(timeline, plan, show), left_out_words(plan.book, timeline.left_out));
}

}  // namespace masa
