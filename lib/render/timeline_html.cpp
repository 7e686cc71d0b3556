// A timeline as a page: one drawing for each child, to scale, and a table of the same, which a screen reader reads.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "render/answer.hpp"
#include "render/html.hpp"
#include "render/lanes.hpp"
#include "render/svg.hpp"
#include "render/timeline.hpp"
#include "render/words.hpp"

namespace masa {

namespace {

using html::Row;

constexpr double names_width = 250;
constexpr double days_width = 750;
constexpr double lane_height = 26;
constexpr double ruler_height = 24;
constexpr double letter = 6.4;  // about as wide at the size of the labels
constexpr std::array<std::string_view, 8> fills{"#cfe3f6", "#fbe0b8", "#d5ecd0", "#ecd7ef",
                                                "#f9d3cf", "#d3ebea", "#e6e2c8", "#dcdcec"};

class Drawing {
 public:
  Drawing(const Timeline& timeline, const LaneGroup& group) : timeline_(timeline), group_(group) {}

  std::string svg(std::string_view title) {
    const std::size_t lanes = group_.states.size() + group_.answers.size() + group_.duties.size();
    Svg svg(names_width + days_width, ruler_height + static_cast<double>(lanes) * lane_height + 6, title,
            "The table below says the same.", "-" + (group_.member.empty() ? "case" : group_.member));
    ruler(svg, static_cast<double>(lanes));
    double y = ruler_height;
    for (const auto* all : {&group_.states, &group_.answers, &group_.duties}) {
      for (const Lane& lane : *all) {
        draw(svg, lane, y);
        y += lane_height;
      }
    }
    return svg.take();
  }

 private:
  [[nodiscard]] double place(Date day) const {
    const double all = timeline_.end.days - timeline_.first.days;
    return names_width + (day.days - timeline_.first.days) * days_width / all;
  }

  void ruler(Svg& svg, double lanes) const {
    const std::int32_t days = timeline_.end.days - timeline_.first.days;
    const int step = days > 1600 ? 12 : days > 800 ? 6 : days > 400 ? 3 : 1;
    double next = 0;
    for (Date day = timeline_.first; day < timeline_.end; day = Date{day.days + 1}) {
      const YearMonthDay parts = parts_of(day);
      const bool is_mark = parts.day == 1 && (static_cast<int>(parts.month) - 1) % step == 0;
      if (!is_mark || place(day) < next) continue;
      const std::string words = short_day(day);
      const std::string month = words.substr(words.size() - 3);
      svg.line(place(day), ruler_height - 8, place(day), ruler_height + lanes * lane_height, true);
      svg.text(place(day) + 3, ruler_height - 9,
               step == 12 ? fmt::format("{}", parts.year) : fmt::format("{} {}", month, parts.year), 11, false, true);
      next = place(day) + 62;
    }
  }

  void draw(Svg& svg, const Lane& lane, double y) {
    svg.text(4, y + 17, cut(lane.name, names_width - 10), 12, !lane.is_duty, true);
    for (const LanePart& part : lane.parts) {
      if (part.tone == Tone::nothing) continue;
      const double x = place(part.from);
      const double width = std::max(place(part.to) - x, 2.0);
      svg.box(x, y + 3, width, lane_height - 6, fill_of(part));
      svg.text(x + 5, y + 17, cut(part.words, width - 8), 11.5, false, true);
    }
  }

  /// The same answer has the same colour on every lane.
  std::string_view fill_of(const LanePart& part) {
    switch (part.tone) {
      case Tone::late:
        return "#f2a9a2";
      case Tone::over:
        return "#eceff2";
      case Tone::waiting:
        return "#fdf3d0";
      case Tone::open:
        return "#ffffff";
      default:
        return fills.at(colours_.try_emplace(part.words, colours_.size()).first->second % fills.size());
    }
  }

  static std::string cut(const std::string& words, double width) {
    const auto room = static_cast<std::size_t>(std::max(width, 0.0) / letter);
    return room < 3 && count_code_points(words) > room ? "" : shortened(words, room);
  }

  const Timeline& timeline_;
  const LaneGroup& group_;
  std::map<std::string, std::size_t> colours_;
};

std::string table_of(const LaneGroup& group, const Timeline& timeline) {
  std::vector<Row> rows;
  for (const auto* all : {&group.states, &group.answers, &group.duties}) {
    for (const Lane& lane : *all) {
      std::string days;
      std::string words;
      for (const LanePart& part : lane.parts) {
        const std::string to = part.to == timeline.end ? "…" : html::day(part.to);
        days += html::paragraph(fmt::format("{} to {}", html::day(part.from), to));
        words += html::paragraph(escape_xml(part.words));
      }
      rows.push_back({escape_xml(lane.name), days, words});
    }
  }
  return html::table("The same in words", {{"What", 34}, {"From, to before", 36}, {"It is", 30}}, rows, 0);
}

std::string fragment(const std::vector<LaneGroup>& groups, const Timeline& timeline, const std::string& left_out) {
  std::string out = fmt::format(
      R"(<div class="masa"><style>{}.masa svg{{max-width:100%;height:auto;background:#fff}}</style>)", html::style());
  out += html::paragraph("This supports a decision; it does not replace one.", "masa-note");
  std::vector<Row> look_out;
  for (const WarningTrack& warning : timeline.warnings) {
    const std::string to = warning.to == timeline.end ? "…" : html::day(warning.to);
    look_out.push_back({escape_xml(warning.say), escape_xml(warning.member.empty() ? "the case" : warning.member),
                        fmt::format("{} to {}", html::day(warning.from), to)});
  }
  if (!look_out.empty())
    out += html::table("Look out", {{"What", 50}, {"About", 14}, {"From, to before", 36}}, look_out, 0);
  for (const LaneGroup& group : groups) {
    const std::string title = group.member.empty() ? "The case" : group.member;
    out += fmt::format("<section><h2>{}</h2>", escape_xml(title));
    if (!(group.states.empty() && group.answers.empty() && group.duties.empty())) {
      std::string svg = Drawing(timeline, group).svg(fmt::format("{}, day by day", title));
      out += svg + table_of(group, timeline);
    }
    for (const auto& [words, names] :
         {std::pair{"On none of these days", &group.quiet}, {"Not known on any of these days", &group.open}}) {
      if (!names->empty())
        out += html::paragraph(fmt::format("{}: {}.", words, escape_xml(list_words(*names))), "masa-note");
    }
    out += "</section>";
  }
  if (!left_out.empty()) out += html::paragraph(escape_xml(left_out), "masa-note");
  return out + "</div>";
}

}  // namespace

std::string write_timeline_html(const Timeline& timeline, const Plan& plan, const Show& show, bool as_page) {
  const std::string inside =
      fragment(lanes_of(timeline, plan, show), timeline, left_out_words(plan.book, timeline.left_out));
  if (!as_page) return inside;
  return html::page(fmt::format("From {} to before {}", day_words(timeline.first), day_words(timeline.end)), inside);
}

}  // namespace masa
