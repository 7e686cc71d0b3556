#include "render/pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/suggest.hpp"
#include "base/text.hpp"

namespace masa {

namespace {

class PictureMaker {
 public:
  PictureMaker(const Book& book, const Shown& shown, Sink& sink) : book_(book), shown_(shown), sink_(sink) {}

  std::optional<Picture> make() {
    const auto by = relation(shown_.by);
    const auto beside = shown_.beside.empty() ? std::nullopt : relation(shown_.beside);
    const auto shade = shown_.shade.empty() ? std::nullopt : relation(shown_.shade);
    std::vector<std::uint32_t> lines;
    for (const std::string& name : shown_.lines) {
      if (const auto line = relation(name)) lines.push_back(*line);
    }
    picture_.up = find_node_later(shown_.up);
    picture_.left = find_node_later(shown_.left);
    if (sink_.has_errors()) return std::nullopt;
    picture_.title = shown_.title;
    picture_.is_tree = shown_.is_chart;
    picture_.way_name = words(shown_.by);
    picture_.dashed_name = words(shown_.beside);
    collect(*by, false);
    if (beside) collect(*beside, true);
    if (shown_.is_chart && goes_round()) return std::nullopt;
    if (shown_.is_chart) link_shared_chairs();
    for (Picture::Node& node : picture_.nodes) {
      node.is_aside = !shown_.is_chart && !book_.network.follow(*by, node.body, shown_.at).is_known();
      for (const std::uint32_t line : lines) add_line(node, line);
      if (shade) add_shade(node, *shade);
    }
    picture_.up = node_of(picture_.up);
    picture_.left = node_of(picture_.left);
    describe();
    return std::move(picture_);
  }

 private:
  static std::string words(std::string name) {
    std::ranges::replace(name, '_', ' ');
    return name;
  }

  std::optional<std::uint32_t> relation(const std::string& name) {
    const auto found = book_.network.find_relation(name);
    if (!found)
      sink_.report(Kind::unknown_name, {}, fmt::format("no pack declares the relation `{}`", name),
                   did_you_mean(name, names_of(book_.network.relations())));
    return found;
  }

  /// The body's number; SIZE_MAX for no body.
  std::size_t find_node_later(const std::string& id) {
    if (id.empty()) return SIZE_MAX;
    if (const auto body = book_.vocabulary.find_body(id)) return *body;
    std::vector<std::string> known;
    for (const Body& body : book_.vocabulary.bodies) known.push_back(body.id);
    sink_.report(Kind::unknown_name, {}, fmt::format("no pack declares the body `{}`", id), did_you_mean(id, known));
    return SIZE_MAX;
  }

  [[nodiscard]] std::size_t node_of(std::size_t body) const {
    const auto found = std::ranges::find(picture_.nodes, body, &Picture::Node::body);
    return found == picture_.nodes.end() ? SIZE_MAX : static_cast<std::size_t>(found - picture_.nodes.begin());
  }

  std::size_t node(std::uint32_t body) {
    const std::size_t found = node_of(body);
    if (found != SIZE_MAX) return found;
    picture_.nodes.push_back({body, {}, std::nullopt, false});
    return picture_.nodes.size() - 1;
  }

  void collect(std::uint32_t relation, bool is_dashed) {
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (std::uint32_t body = 0; body < book_.vocabulary.bodies.size(); ++body) {
      const Value to = book_.network.follow(relation, body, shown_.at);
      const bool is_entry = book_.network.leaves(relation, book_.vocabulary.bodies[body].kind) && to.is_known();
      if (is_entry) node(body);
      std::vector<Value> all;
      if (to.tag() == Value::Tag::set) all = to.members();
      if (to.tag() == Value::Tag::reference && to.as_index() != body) all = {to};
      for (const Value& one : all) {
        const std::size_t from = node(body);
        const std::size_t end = node(one.as_index());
        const std::pair<std::size_t, std::size_t> key =
            shown_.is_chart || from < end ? std::pair{from, end} : std::pair{end, from};
        if (seen.emplace(key).second) picture_.ways.push_back({from, end, is_dashed, {}});
      }
    }
  }

  /// Of what leads round in a circle there is no chart.
  bool goes_round() {
    std::map<std::size_t, std::size_t> above;
    for (const Picture::Way& way : picture_.ways) above.emplace(way.from, way.to);
    for (std::size_t start = 0; start < picture_.nodes.size(); ++start) {
      std::size_t at = start;
      for (std::size_t step = 0; step <= picture_.nodes.size() && above.contains(at); ++step) {
        at = above.at(at);
        if (at != start) continue;
        sink_.report(Kind::circle, {},
                     fmt::format("`{}` leads from `{}` round in a circle, and no chart shows that", shown_.by,
                                 book_.vocabulary.bodies[picture_.nodes[start].body].id));
        return true;
      }
    }
    return false;
  }

  void link_shared_chairs() {
    for (const Rotation& rotation : book_.governance.rotations) {
      for (std::size_t g = 1; g < rotation.groups.size(); ++g) {
        const std::size_t from = node_of(rotation.groups[g]);
        const std::size_t to = node_of(rotation.groups.front());
        if (from != SIZE_MAX && to != SIZE_MAX) picture_.ways.push_back({from, to, true, "one chair"});
      }
    }
  }

  void add_line(Picture::Node& node, std::uint32_t relation) {
    std::string name = book_.network.relations()[relation].name;
    const Value value = book_.network.follow(relation, node.body, shown_.at);
    const bool goes_round = name == "chair" && std::ranges::any_of(book_.governance.rotations, [&](const Rotation& r) {
                              return std::ranges::find(r.groups, node.body) != r.groups.end();
                            });
    name = words(name);
    std::vector<std::string> names;
    if (value.tag() == Value::Tag::set) {
      for (const Value& one : value.members()) names.push_back(book_.vocabulary.bodies[one.as_index()].name);
      if (names.empty()) return;
    } else if (value.tag() == Value::Tag::reference) {
      names = {book_.vocabulary.bodies[value.as_index()].name};
    } else if (value.is_nothing()) {
      names = {name == "chair" ? "vacant" : "nobody"};
    } else {
      names = {goes_round ? "in turn" : "not known"};
    }
    node.lines.push_back(fmt::format("{}: {}", name, join(names, ", ")));
  }

  void add_shade(Picture::Node& node, std::uint32_t relation) {
    const Value value = book_.network.follow(relation, node.body, shown_.at);
    if (node.is_aside || value.tag() != Value::Tag::reference) return;
    const std::string& name = book_.vocabulary.bodies[value.as_index()].name;
    auto found = std::ranges::find(picture_.shades, name);
    if (found == picture_.shades.end()) found = picture_.shades.insert(picture_.shades.end(), name);
    node.shade = static_cast<std::uint32_t>(found - picture_.shades.begin());
  }

  void describe() {
    std::vector<std::string> sentences;
    for (const Picture::Way& way : picture_.ways) {
      const std::string& from = book_.vocabulary.bodies[picture_.nodes[way.from].body].name;
      const std::string& to = book_.vocabulary.bodies[picture_.nodes[way.to].body].name;
      const std::string& name = way.is_dashed ? picture_.dashed_name : picture_.way_name;
      sentences.push_back(fmt::format("{}: {}, {}.", way.label.empty() ? name : way.label, from, to));
    }
    picture_.about = join(sentences, " ");
  }

  const Book& book_;
  const Shown& shown_;
  Sink& sink_;
  Picture picture_;
};

}  // namespace

std::optional<Picture> picture_of(const Book& book, const Shown& shown, Sink& sink) {
  return PictureMaker(book, shown, sink).make();
}

}  // namespace masa
