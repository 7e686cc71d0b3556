#include "render/svg.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace masa {

std::string escape_xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::vector<std::string> wrap_words(std::string_view text, std::size_t most) {
  std::vector<std::string> lines;
  for (const std::string_view word : split(text, ' ')) {
    if (!lines.empty() && lines.back().size() + 1 + word.size() <= most) {
      lines.back() += ' ';
      lines.back() += word;
    } else {
      lines.emplace_back(word);
    }
  }
  return lines;
}

Svg::Svg(double width, double height, std::string_view title, std::string_view about, std::string_view id) {
  out_ = fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0:.0f} {1:.0f}" width="{0:.0f}" height="{1:.0f}" role="img" aria-labelledby="title{4} about{4}" font-family="system-ui, sans-serif">
<title id="title{4}">{2}</title>
<desc id="about{4}">{3}</desc>
<rect width="{0:.0f}" height="{1:.0f}" fill="#ffffff"/>
)",
      width, height, escape_xml(title), escape_xml(about), escape_xml(id));
}

void Svg::line(double x1, double y1, double x2, double y2, bool is_dashed) {
  out_ +=
      fmt::format(R"(<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="#5b6673" stroke-width="1.6"{}/>)",
                  x1, y1, x2, y2, is_dashed ? R"( stroke-dasharray="6 5")" : "");
  out_ += '\n';
}

void Svg::box(double x, double y, double width, double height, std::string_view fill) {
  out_ += fmt::format(
      R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="6" fill="{}" stroke="#2f3a46" stroke-width="1.2"/>)",
      x, y, width, height, fill);
  out_ += '\n';
}

void Svg::circle(double x, double y, double radius, std::string_view fill, bool is_dashed) {
  out_ += fmt::format(R"(<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}" fill="{}" stroke="#2f3a46" stroke-width="1.2"{}/>)",
                      x, y, radius, fill, is_dashed ? R"( stroke-dasharray="4 3")" : "");
  out_ += '\n';
}

void Svg::text(double x, double y, std::string_view text, double size, bool is_bold, bool is_left) {
  out_ +=
      fmt::format(R"(<text x="{:.1f}" y="{:.1f}" font-size="{:.0f}"{}{} fill="#16202b">{}</text>)", x, y, size,
                  is_bold ? R"( font-weight="600")" : "", is_left ? "" : R"( text-anchor="middle")", escape_xml(text));
  out_ += '\n';
}

std::string Svg::take() {
  out_ += "</svg>\n";
  return std::move(out_);
}

}  // namespace masa
