#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <unordered_map>

#include "base/text.hpp"
#include "case/read_case.hpp"

namespace masa {

namespace {

constexpr std::size_t deepest = 64;
constexpr std::size_t largest = 64UL * 1024 * 1024;

/// Builds the tree from nlohmann's events. It gives no places for values, so a complaint points at the whole text.
class JsonBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  JsonBuilder(std::uint32_t file, Sink& sink) : file_(file), sink_(sink) {}
  [[nodiscard]] std::optional<Node> take() { return failed_ ? std::nullopt : std::move(root_); }

  bool null() override { return add(Node{}); }
  bool boolean(bool value) override { return scalar(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return scalar(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return scalar(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& text) override { return scalar(text); }
  bool string(string_t& text) override { return scalar(text); }
  bool binary(binary_t&) override { return fail("binary data may not stand in a case"); }
  bool start_object(std::size_t) override { return open(Node::Shape::mapping); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Node::Shape::list); }
  bool end_array() override { return close(); }

  bool key(string_t& text) override {
    Open& parent = open_.back();
    if (!parent.keys.emplace(text, true).second) {
      sink_.report(Kind::duplicate_key, place(), fmt::format("`{}` stands twice", text), "keep one of them");
    }
    parent.key = text;
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    const auto at = static_cast<std::uint32_t>(position == 0 ? 0 : position - 1);
    sink_.report(Kind::json_syntax, {file_, at, at + 1}, "the text cannot be read as JSON here");
    failed_ = true;
    return false;
  }

 private:
  struct Open {
    Node node;
    std::string key;
    std::unordered_map<std::string, bool> keys;
  };

  [[nodiscard]] Span place() const { return {file_, 0, 0}; }

  bool fail(std::string message) {
    sink_.report(Kind::json_syntax, place(), std::move(message));
    failed_ = true;
    return false;
  }

  bool scalar(std::string text) {
    Node node;
    node.shape = Node::Shape::scalar;
    node.text = std::move(text);
    return add(std::move(node));
  }

  bool open(Node::Shape shape) {
    if (open_.size() >= deepest) {
      sink_.report(Kind::too_deep, place(), fmt::format("blocks are nested deeper than {}", deepest));
      failed_ = true;
      return false;
    }
    Open o;
    o.node.shape = shape;
    open_.push_back(std::move(o));
    return true;
  }

  bool close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    return add(std::move(node));
  }

  bool add(Node node) {
    node.span = place();
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (open_.back().node.is_list()) {
      open_.back().node.items.push_back(std::move(node));
    } else {
      open_.back().node.entries.push_back({open_.back().key, place(), std::move(node)});
    }
    return true;
  }

  std::uint32_t file_;
  Sink& sink_;
  std::vector<Open> open_;
  std::optional<Node> root_;
  bool failed_ = false;
};

}  // namespace

std::optional<Node> read_json(const Sources& sources, std::uint32_t file, Sink& sink) {
  const std::string_view text = sources.text(file);
  if (text.size() > largest) {
    sink.report(Kind::too_large, {file, 0, 0},
                fmt::format("the text has {} bytes, more than {}", text.size(), largest));
    return std::nullopt;
  }
  if (const auto bad = find_bad_byte(text)) {
    const auto at = static_cast<std::uint32_t>(bad->at);
    sink.report(Kind::bad_bytes, {file, at, at + 1}, fmt::format("{} may not stand in a text", bad->what));
    return std::nullopt;
  }
  JsonBuilder builder(file, sink);
  nlohmann::json::sax_parse(text, &builder);
  return builder.take();
}

}  // namespace masa
