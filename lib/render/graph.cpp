// The governance chart is a forest, level by level: a tree's children lie side by side below it. The map places bodies
// by who adjoins whom.
#include "render/graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "network/placement.hpp"
#include "render/svg.hpp"

namespace masa {

namespace {

constexpr std::string_view plain = "#f4f6f8";
constexpr std::string_view aside = "#ffffff";
/// Light enough for black text; told apart by people who do not tell red from green, and named in the legend.
constexpr std::array<std::string_view, 6> fills{"#cfe4f7", "#fde2b8", "#d5efd9", "#ead9f3", "#f9d6d5", "#e3e0c9"};

std::string_view fill_of(const Picture::Node& node) {
  if (node.shade) return fills[*node.shade % fills.size()];
  return node.is_aside ? aside : plain;
}

/// So that a shade is not told by its colour alone.
std::string letter_of(std::size_t shade) {
  constexpr std::size_t letters = 26;
  return std::string(1, static_cast<char>('A' + shade % letters));
}

const std::string& name_of(const Picture::Node& node, const Book& book) {
  return book.vocabulary.bodies[node.body].name;
}

// --- the chart

class Chart {
 public:
  Chart(const Picture& picture, const Book& book) : picture_(picture), book_(book) {
    below_.resize(picture.nodes.size());
    std::vector<bool> is_below(picture.nodes.size(), false);
    for (const Picture::Way& way : picture.ways) {
      if (way.is_dashed) continue;
      below_[way.to].push_back(way.from);
      is_below[way.from] = true;
    }
    level_.assign(picture.nodes.size(), 0);
    for (std::size_t n = 0; n < picture.nodes.size(); ++n) {
      if (!is_below[n]) roots_.push_back(n);
    }
    // What is linked to a body below another stands on its level, behind the tree that holds it.
    for (const std::size_t root : roots_) set_level(root, 0);
    is_linked_.assign(picture.nodes.size(), false);
    for (const Picture::Way& way : picture.ways) {
      if (!way.is_dashed) continue;
      is_linked_[way.from] = is_linked_[way.to] = true;
      if (!is_below[way.from]) set_level(way.from, level_[way.to]);
      if (!is_below[way.to]) set_level(way.to, level_[way.from]);
    }
    std::ranges::stable_sort(roots_, {}, [&](std::size_t root) { return level_[root]; });
    for (const Picture::Node& node : picture.nodes) lines_.push_back(lines_of(node));
    x_.assign(picture.nodes.size(), 0);
    for (const std::size_t root : roots_) lay_out(root);
  }

  std::string draw() {
    const std::size_t levels = picture_.nodes.empty() ? 0 : *std::ranges::max_element(level_) + 1;
    std::vector<double> top(levels + 1, margin + title_height);
    for (std::size_t l = 0; l < levels; ++l) {
      double tallest = 0;
      for (std::size_t n = 0; n < lines_.size(); ++n) {
        if (level_[n] == l) tallest = std::max(tallest, height(n));
      }
      top[l + 1] = top[l] + tallest + level_gap;
    }
    double width = 0;
    for (const double x : x_) width = std::max(width, x + box_width / 2 + margin);
    Svg svg(width, top[levels], picture_.title, picture_.about);
    svg.text(margin, margin + 8, picture_.title, 18, true, true);
    for (const Picture::Way& way : picture_.ways) draw_way(way, top, svg);
    for (std::size_t n = 0; n < lines_.size(); ++n) draw_box(n, top[level_[n]], svg);
    return svg.take();
  }

 private:
  static constexpr double box_width = 186;
  static constexpr double gap = 16;
  static constexpr double level_gap = 46;
  static constexpr double line_height = 15;
  static constexpr double margin = 24;
  static constexpr double title_height = 34;
  static constexpr std::size_t most_letters = 22;
  static constexpr double link_gap = 96;  ///< between boxes that a dashed line links

  struct Lines {
    std::vector<std::string> name;
    std::vector<std::string> more;
  };

  [[nodiscard]] Lines lines_of(const Picture::Node& node) const {
    Lines lines{wrap_words(name_of(node, book_), most_letters), {}};
    for (const std::string& line : node.lines) {
      for (std::string& part : wrap_words(line, most_letters + 3)) lines.more.push_back(std::move(part));
    }
    return lines;
  }

  [[nodiscard]] double height(std::size_t node) const {
    return 18 + line_height * static_cast<double>(lines_[node].name.size() + lines_[node].more.size());
  }

  void set_level(std::size_t node, std::size_t level) {
    level_[node] = level;
    for (const std::size_t child : below_[node]) set_level(child, level + 1);
  }

  /// The first place on the level that is free, for a box.
  double& next_on(std::size_t level) {
    if (free_.size() <= level) free_.resize(level + 1, margin + box_width / 2);
    return free_[level];
  }

  void lay_out(std::size_t node) {
    for (const std::size_t child : below_[node]) lay_out(child);
    double& next = next_on(level_[node]);
    if (below_[node].empty()) {
      x_[node] = next;
    } else {
      const double middle = (x_[below_[node].front()] + x_[below_[node].back()]) / 2;
      x_[node] = std::max(middle, next);
      if (x_[node] > middle) shift_below(node, x_[node] - middle);
    }
    next = x_[node] + box_width + (is_linked_[node] ? link_gap : gap);
  }

  void shift_below(std::size_t node, double by) {
    for (const std::size_t child : below_[node]) {
      x_[child] += by;
      next_on(level_[child]) = std::max(next_on(level_[child]), x_[child] + box_width + gap);
      shift_below(child, by);
    }
  }

  void draw_way(const Picture::Way& way, const std::vector<double>& top, Svg& svg) {
    if (way.is_dashed) {  // side by side
      const bool is_right = x_[way.from] < x_[way.to];
      const std::size_t first = is_right ? way.from : way.to;
      const std::size_t second = is_right ? way.to : way.from;
      const double y = top[level_[first]] + 22;
      svg.line(x_[first] + box_width / 2, y, x_[second] - box_width / 2, y, true);
      svg.text((x_[first] + x_[second]) / 2, y - 6, way.label, 11, false);
      return;
    }
    const double parent_bottom = top[level_[way.to]] + height(way.to);
    const double child_top = top[level_[way.from]];
    const double turn = child_top - level_gap / 2;
    svg.line(x_[way.to], parent_bottom, x_[way.to], turn, false);
    svg.line(x_[way.to], turn, x_[way.from], turn, false);
    svg.line(x_[way.from], turn, x_[way.from], child_top, false);
  }

  void draw_box(std::size_t node, double top, Svg& svg) {
    svg.box(x_[node] - box_width / 2, top, box_width, height(node), fill_of(picture_.nodes[node]));
    double y = top + 20;
    for (const std::string& line : lines_[node].name) {
      svg.text(x_[node], y, line, 12, true);
      y += line_height;
    }
    for (const std::string& line : lines_[node].more) {
      svg.text(x_[node], y, line, 11, false);
      y += line_height;
    }
  }

  const Picture& picture_;
  const Book& book_;
  std::vector<std::vector<std::size_t>> below_;
  std::vector<std::size_t> roots_;
  std::vector<std::size_t> level_;
  std::vector<bool> is_linked_;  ///< sideways
  std::vector<Lines> lines_;
  std::vector<double> x_;  ///< the middle of each box
  std::vector<double> free_;
};

// --- the map

std::string draw_map(const Picture& picture, const Book& book) {
  constexpr double side = 940;
  constexpr double margin = 90;
  constexpr double top = 70;
  constexpr double radius = 54;
  constexpr double legend_row = 24;
  std::vector<std::pair<std::size_t, std::size_t>> ways;
  for (const Picture::Way& way : picture.ways) ways.emplace_back(way.from, way.to);
  std::vector<Point> points = place(picture.nodes.size(), ways);
  turn(points, picture.up, picture.left);
  double lowest = 0;
  double rightmost = 0;
  for (const Point& point : points) {
    lowest = std::max(lowest, point.y);
    rightmost = std::max(rightmost, point.x);
  }
  const auto x = [&](std::size_t n) { return margin + points[n].x * side; };
  const auto y = [&](std::size_t n) { return top + margin + points[n].y * side; };
  const double legend = top + margin + lowest * side + radius + 40;
  const bool has_dashed = std::ranges::any_of(picture.ways, &Picture::Way::is_dashed);
  const std::size_t rows = picture.shades.size() + (has_dashed ? 2 : 0);
  Svg svg(std::max(rightmost * side, 400.0) + 2 * margin, legend + legend_row * static_cast<double>(rows) + 12,
          picture.title, picture.about);
  svg.text(28, 38, picture.title, 18, true, true);
  for (const Picture::Way& way : picture.ways) svg.line(x(way.from), y(way.from), x(way.to), y(way.to), way.is_dashed);
  for (std::size_t n = 0; n < picture.nodes.size(); ++n) {
    const Picture::Node& node = picture.nodes[n];
    svg.circle(x(n), y(n), node.is_aside ? radius - 8 : radius, fill_of(node), node.is_aside);
    constexpr std::size_t most_letters = 14;
    std::vector<std::string> lines = wrap_words(name_of(node, book), most_letters);
    const std::size_t bold = lines.size();
    lines.insert(lines.end(), node.lines.begin(), node.lines.end());
    if (node.shade) lines.push_back(letter_of(*node.shade));
    double line_y = y(n) - 7.0 * static_cast<double>(lines.size() - 1) + 4;
    for (std::size_t l = 0; l < lines.size(); ++l) {
      svg.text(x(n), line_y, lines[l], 11, l < bold && !node.is_aside);
      line_y += 14;
    }
  }
  double row = legend;
  for (std::size_t s = 0; s < picture.shades.size(); ++s) {
    svg.circle(40, row - 4, 9, fills[s % fills.size()], false);
    svg.text(58, row, letter_of(s) + "  " + picture.shades[s], 13, false, true);
    row += legend_row;
  }
  for (const auto& [is_dashed, words] : {std::pair{false, picture.way_name}, std::pair{true, picture.dashed_name}}) {
    if (!has_dashed) break;
    svg.line(28, row - 4, 52, row - 4, is_dashed);
    svg.text(58, row, words, 13, false, true);
    row += legend_row;
  }
  return svg.take();
}

std::string quote_dot(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::string write_dot(const Picture& picture, const Book& book) {
  std::string out = picture.is_tree ? "digraph" : "graph";
  out += fmt::format(" masa {{\n  label={};\n  node [shape={}, style=filled, fontname=\"sans-serif\"];\n",
                     quote_dot(picture.title), picture.is_tree ? "box" : "ellipse");
  for (const Picture::Node& node : picture.nodes) {
    std::string label = name_of(node, book);
    for (const std::string& line : node.lines) label += "\n" + line;
    std::string quoted = quote_dot(label);
    for (std::size_t at = 0; (at = quoted.find('\n', at)) != std::string::npos; at += 2) quoted.replace(at, 1, "\\n");
    out += fmt::format("  {} [label={}, fillcolor=\"{}\"];\n", book.vocabulary.bodies[node.body].id, quoted,
                       fill_of(node));
  }
  for (const Picture::Way& way : picture.ways) {
    const std::string& from = book.vocabulary.bodies[picture.nodes[way.from].body].id;
    const std::string& to = book.vocabulary.bodies[picture.nodes[way.to].body].id;
    std::vector<std::string> marks;
    if (way.is_dashed) marks.emplace_back("style=dashed");
    if (way.is_dashed && picture.is_tree) marks.emplace_back("dir=none, constraint=false");
    if (!way.label.empty()) marks.push_back("label=" + quote_dot(way.label));
    // Whom others report to stands above them.
    out += picture.is_tree ? fmt::format("  {} -> {}", to, from) : fmt::format("  {} -- {}", from, to);
    out += marks.empty() ? ";\n" : fmt::format(" [{}];\n", join(marks, ", "));
  }
  return out + "}\n";
}

std::string write_svg(const Picture& picture, const Book& book) {
  return picture.is_tree ? Chart(picture, book).draw() : draw_map(picture, book);
}

}  // namespace masa
