#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <unordered_map>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "case/read_case.hpp"

namespace masa {

namespace {

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
  bool string(string_t& text) override { return check_escapes(text) && scalar(text); }
  bool binary(binary_t&) override { return fail("binary data may not stand in a case"); }
  bool start_object(std::size_t) override { return open(Node::Shape::mapping); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Node::Shape::list); }
  bool end_array() override { return close(); }

  bool key(string_t& text) override {
    if (!check_escapes(text)) return false;
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

  bool fail(std::string message, Kind kind = Kind::json_syntax) {
    sink_.report(kind, place(), std::move(message));
    failed_ = true;
    return false;
  }

  /// What may not stand in a text may not be smuggled in by `\u001b` either.
  bool check_escapes(std::string_view text) {
    const auto bad = find_bad_byte(fmt::format(" {}", text));  // a byte order mark does not stand first here
    return !bad ||
           fail(fmt::format("{} may not stand in a text, be it written as an escape", bad->what), Kind::bad_bytes);
  }

  bool scalar(std::string text) {
    Node node;
    node.shape = Node::Shape::scalar;
    node.text = std::move(text);
    return add(std::move(node));
  }

  bool open(Node::Shape shape) {
    if (open_.size() >= limits::depth) {
      return fail(fmt::format("blocks are nested deeper than {}", limits::depth), Kind::too_deep);
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
    if (++values_ > limits::values)
      return fail(fmt::format("the text holds more than {} values", limits::values), Kind::too_large);
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
  std::size_t values_ = 0;
};

}  // namespace

std::optional<Node> read_json(const Sources& sources, std::uint32_t file, Sink& sink) {
  const std::string_view text = sources.text(file);
  if (text.size() > limits::text_bytes) {
    sink.report(Kind::too_large, {file, 0, 0},
                fmt::format("the text has {} bytes, more than {}", text.size(), limits::text_bytes));
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
