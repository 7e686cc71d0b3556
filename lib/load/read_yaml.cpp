// yaml-cpp hands out events with the byte at which each node starts, and scalars already decoded. A complaint about the
// middle of a scalar needs the way back, so every scalar gets a list of pieces: where a stretch of its text stands in
// the file.
//
//   file:   when: |            text:  harm and        pieces: (0 -> 12) (9 -> 25)
//             harm and                neglect
//             neglect
#include "load/read_yaml.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "load/explain_yaml.hpp"

namespace masa {

namespace {

/// Thrown where the rest of a text is not worth reading; caught at the end of this file.
struct Stop {};

/// Aligns a decoded scalar with the raw text that starts at `at`, which is the first byte of the scalar's own text.
class Aligner {
 public:
  Aligner(std::string_view raw, std::size_t at) : raw_(raw), at_(at) {}

  std::vector<Node::Piece> plain(std::string_view text) { return walk(text, false); }
  std::vector<Node::Piece> single_quoted(std::string_view text) {
    quote_ = '\'';
    return walk(text, false);
  }
  std::vector<Node::Piece> double_quoted(std::string_view text) {
    quote_ = '"';
    return walk(text, false);
  }
  std::vector<Node::Piece> block(std::string_view text) {
    while (at_ < raw_.size() && raw_[at_] != '\n') ++at_;  // the header, `|` or `|-`
    ++at_;
    return walk(text, true);
  }
  std::vector<Node::Piece> folded(std::string_view text) {
    while (at_ < raw_.size() && raw_[at_] != '\n') ++at_;  // the header, `>` or `>-`
    return walk(text, false);
  }
  [[nodiscard]] std::size_t end() const { return std::min(at_, raw_.size()); }

 private:
  /// Skips what the decoder folded away before the character `c`: line ends, indentation, escape marks.
  void skip_to(char c) {
    if (quote_ == '"' && at_ < raw_.size() && raw_[at_] == '\\') return;
    while (at_ < raw_.size() && raw_[at_] != c &&
           (raw_[at_] == '\n' || raw_[at_] == ' ' || raw_[at_] == '\r' || raw_[at_] == '\t'))
      ++at_;
  }

  void step(char c) {
    if (at_ >= raw_.size()) return;
    if (quote_ == '"' && raw_[at_] == '\\') {  // an escape: short ones are two bytes, \xNN four, \uNNNN six
      const char next = at_ + 1 < raw_.size() ? raw_[at_ + 1] : ' ';
      at_ += next == 'x' ? 4U : next == 'u' ? 6U : next == 'U' ? 10U : 2U;
      return;
    }
    if (quote_ == '\'' && c == '\'') ++at_;  // doubled
    ++at_;
  }

  std::vector<Node::Piece> walk(std::string_view text, bool is_block) {
    std::vector<Node::Piece> pieces;
    std::size_t expected = std::string_view::npos;
    std::size_t indent = is_block ? measure_indent() : 0;
    bool line_start = is_block;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (line_start) {
        for (std::size_t n = 0; n < indent && at_ < raw_.size() && raw_[at_] == ' '; ++n) ++at_;
        line_start = false;
      }
      const char c = text[i];
      if (!is_block && c == ' ' && at_ < raw_.size() && (raw_[at_] == '\n' || raw_[at_] == '\r')) {
        if (at_ != expected) pieces.push_back(piece(i));
        while (at_ + 1 < raw_.size() && (raw_[at_ + 1] == ' ' || raw_[at_ + 1] == '\n')) ++at_;
        ++at_;
        expected = std::string_view::npos;
        continue;
      }
      if (!is_block) skip_to(c);
      if (is_block && c == '\n' && at_ < raw_.size() && raw_[at_] == '\r') ++at_;
      if (at_ != expected) pieces.push_back(piece(i));
      const std::size_t before = at_;
      step(c);
      expected = at_ == before + 1 ? at_ : std::string_view::npos;  // behind an escape the two drift apart
      if (is_block && c == '\n') {
        line_start = true;
        expected = std::string_view::npos;
      }
    }
    return pieces;
  }

  [[nodiscard]] std::size_t measure_indent() const {
    std::size_t line = at_;
    while (line < raw_.size()) {  // the first line that is not blank
      std::size_t i = line;
      while (i < raw_.size() && raw_[i] == ' ') ++i;
      if (i < raw_.size() && raw_[i] != '\n' && raw_[i] != '\r') return i - line;
      const std::size_t next = raw_.find('\n', i);
      if (next == std::string_view::npos) break;
      line = next + 1;
    }
    return 0;
  }

  [[nodiscard]] Node::Piece piece(std::size_t text_at) const {
    return {static_cast<std::uint32_t>(text_at), static_cast<std::uint32_t>(std::min(at_, raw_.size()))};
  }

  std::string_view raw_;
  std::size_t at_;
  char quote_ = 0;
};

class Builder : public YAML::EventHandler {
 public:
  Builder(std::string_view raw, std::uint32_t file, Sink& sink) : raw_(raw), file_(file), sink_(sink) {}

  [[nodiscard]] std::optional<Node> take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (root_)
      sink_.report(Kind::second_document, span(mark, 1), "a second document starts here",
                   "one file holds one document; remove the line `---`");
  }
  void OnDocumentEnd() override {}

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    sink_.report(Kind::alias, span(mark, 1), "an alias stands here", "write the text out; rule files have no aliases");
    add(Node{});
  }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse(mark, "", anchor);
    Node node;
    node.span = span(mark, 0);
    for (const std::string_view word : {"null", "~", "Null", "NULL"}) {
      if (raw_.substr(position(mark)).starts_with(word)) node.text = "null";  // written out, not left out
    }
    add(std::move(node));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    refuse(mark, tag, anchor);
    Node node;
    node.shape = Node::Shape::scalar;
    node.text = text;
    // Smuggled in by an escape; a byte order mark would not stand first either.
    if (const auto bad = find_bad_byte(" " + text)) {
      sink_.report(Kind::bad_bytes, span(mark, 1),
                   fmt::format("{} may not stand in a text, be it written as an escape", bad->what));
      node.text.clear();
    }
    const std::size_t at = position(mark);
    const char first = at < raw_.size() ? raw_[at] : ' ';
    Aligner aligner(raw_, first == '"' || first == '\'' ? at + 1 : at);
    if (tag == "!" && (first == '|' || first == '>')) {
      node.is_block = true;
      node.pieces = first == '|' ? aligner.block(text) : aligner.folded(text);
    } else if (tag == "!" && first == '"') {
      node.pieces = aligner.double_quoted(text);
    } else if (tag == "!" && first == '\'') {
      node.pieces = aligner.single_quoted(text);
    } else {
      node.pieces = aligner.plain(text);
    }
    const bool is_quoted = tag == "!" && (first == '"' || first == '\'');
    if (is_quoted && !is_closed(text.empty() ? at + 1 : aligner.end(), first)) {
      sink_.report(Kind::yaml_syntax, span(mark, 1), "this quotation mark is never closed");
    }
    node.span = {file_, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(std::max(aligner.end(), at))};
    if (node.is_block && !node.text.empty()) node.span = node.at(0, node.text.size());
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(mark, tag, anchor, Node::Shape::list, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(mark, tag, anchor, Node::Shape::mapping, style);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    bool has_key = false;
    std::string key;
    Span key_span;
    std::unordered_map<std::string, Span> keys;
  };

  [[nodiscard]] std::size_t position(const YAML::Mark& mark) const {
    constexpr std::size_t mark_size = 3;  // a byte order mark is not counted by the parser
    return static_cast<std::size_t>(std::max(mark.pos, 0)) + (raw_.starts_with("\xEF\xBB\xBF") ? mark_size : 0);
  }
  [[nodiscard]] Span span(const YAML::Mark& mark, std::uint32_t size) const {
    const auto at = static_cast<std::uint32_t>(std::min(position(mark), raw_.size()));
    return {file_, at, at + size};
  }

  /// Whether the quotation mark stands at the end of a quoted scalar, blanks that the decoder folded away left out.
  [[nodiscard]] bool is_closed(std::size_t end, char quote) const {
    while (end < raw_.size() && (raw_[end] == ' ' || raw_[end] == '\n' || raw_[end] == '\r' || raw_[end] == '\t'))
      ++end;
    return end < raw_.size() && raw_[end] == quote;
  }

  void refuse(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (++values_ > limits::values) {
      sink_.report(Kind::too_large, span(mark, 1), fmt::format("the text holds more than {} values", limits::values));
      throw Stop();
    }
    if (anchor != 0)
      sink_.report(Kind::alias, span(mark, 1), "an anchor stands here",
                   "write the text out where it is needed; rule files have no anchors");
    if (!tag.empty() && tag != "?" && tag != "!")
      sink_.report(Kind::alias, span(mark, 1), "a tag stands here",
                   "the declared type of a place says what its text means; remove the tag");
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Node::Shape shape,
            YAML::EmitterStyle::value style) {
    refuse(mark, tag, anchor);
    if (open_.size() >= limits::depth && !too_deep_) {
      too_deep_ = true;
      sink_.report(Kind::too_deep, span(mark, 1), fmt::format("blocks are nested deeper than {}", limits::depth));
    }
    Open o;
    o.node.shape = shape;
    o.node.is_flow = style == YAML::EmitterStyle::Flow;
    o.node.span = span(mark, 1);
    open_.push_back(std::move(o));
  }

  void close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node));
  }

  void add(Node node) {
    if (open_.empty()) {
      if (!root_) root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.is_list()) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.has_key) {
      take_key(parent, node);
    } else {
      if (parent.node.is_flow && node.shape == Node::Shape::empty && node.text.empty()) {
        sink_.report(Kind::comma_in_text, parent.key_span,
                     "inside braces a comma begins the next item, so the text before it ends there",
                     whole_text(parent));
      }
      parent.has_key = false;
      parent.node.entries.push_back({std::move(parent.key), parent.key_span, std::move(node)});
    }
  }

  /// How the text would be written that a comma cut in two.
  static std::string whole_text(const Open& parent) {
    if (parent.node.entries.empty() || !parent.node.entries.back().value.is_scalar())
      return "put the whole text in quotation marks";
    const Node::Entry& before = parent.node.entries.back();
    return fmt::format("put the whole text in quotation marks: `{}: \"{}, {}\"`", before.key, before.value.text,
                       parent.key);
  }

  void take_key(Open& parent, const Node& node) {
    parent.has_key = true;
    parent.key = node.text;
    parent.key_span = node.span;
    if (!node.is_scalar()) {
      sink_.report(Kind::wrong_shape, node.span, "a key must be a word");
    } else if (node.text == "<<") {
      sink_.report(Kind::alias, node.span, "a merge key stands here",
                   "write the keys out; rule files have no merge keys");
    } else if (const auto [first, is_new] = parent.keys.emplace(node.text, node.span); !is_new) {
      sink_.report(Kind::duplicate_key, node.span, fmt::format("`{}` stands twice", node.text), "keep one of them",
                   {{first->second, "here first"}});
    }
  }

  std::string_view raw_;
  std::uint32_t file_;
  Sink& sink_;
  std::vector<Open> open_;
  std::optional<Node> root_;
  bool too_deep_ = false;
  std::size_t values_ = 0;
};

}  // namespace

bool check_text(const Sources& sources, std::uint32_t file, std::size_t most_bytes, Sink& sink) {
  const std::string_view raw = sources.text(file);
  if (raw.size() > most_bytes) {
    sink.report(Kind::too_large, {file, 0, 0},
                fmt::format("the text has {} bytes, more than {}", raw.size(), most_bytes));
    return false;
  }
  for (std::size_t begin = 0; begin < raw.size();) {
    const std::size_t end = std::min(raw.find('\n', begin), raw.size());
    if (end - begin > limits::line_bytes) {
      const auto at = static_cast<std::uint32_t>(begin);
      sink.report(Kind::too_large, {file, at, at + 1},
                  fmt::format("this line has {} bytes, more than {}", end - begin, limits::line_bytes));
      return false;
    }
    begin = end + 1;
  }
  if (const auto bad = find_bad_byte(raw)) {
    const auto at = static_cast<std::uint32_t>(bad->at);
    sink.report(Kind::bad_bytes, {file, at, at + 1}, fmt::format("{} may not stand in a text", bad->what));
    return false;
  }
  return true;
}

std::optional<Node> read_yaml(const Sources& sources, std::uint32_t file, Sink& sink) {
  if (!check_text(sources, file, limits::text_bytes, sink)) return std::nullopt;
  const std::string_view raw = sources.text(file);
  Builder builder(raw, file, sink);
  try {  // yaml-cpp reports its complaints by throwing; they end here
    std::istringstream in{std::string(raw)};
    YAML::Parser parser(in);
    // A second document is one too many, and yaml-cpp hands out the same one for ever where it cannot go on (a lone
    // comma).
    constexpr int most_documents = 2;
    for (int documents = 0; documents < most_documents && parser.HandleNextDocument(builder);) ++documents;
  } catch (const YAML::Exception& e) {
    const auto at = std::clamp<std::int64_t>(e.mark.pos, 0, static_cast<std::int64_t>(raw.size()));
    YamlSlip slip = explain_yaml(raw, static_cast<std::size_t>(at), e.msg);
    sink.report(Kind::yaml_syntax, {file, slip.begin, slip.end}, std::move(slip.message), std::move(slip.help));
    return std::nullopt;
  } catch (const Stop&) {
    return std::nullopt;
  }
  return builder.take();
}

}  // namespace masa
