#include "schema/write_block.hpp"

namespace masa {

namespace {

constexpr std::size_t widest = 120;

/// One pass over JSON without blanks. What is open is written on one line where it fits, else each part on its own.
class Layout {
 public:
  explicit Layout(std::string_view json) : json_(json) {}

  std::string run() {
    value(0);
    out_ += '\n';
    return std::move(out_);
  }

 private:
  /// The byte behind the value that starts at `at`.
  [[nodiscard]] std::size_t end_of(std::size_t at) const {
    int depth = 0;
    bool in_text = false;
    for (; at < json_.size(); ++at) {
      const char c = json_[at];
      if (in_text) {
        if (c == '\\') ++at;
        if (c == '"') in_text = false;
      } else if (c == '"') {
        in_text = true;
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if (c == '}' || c == ']') {
        if (depth-- == 0) return at;
        if (depth == 0) return at + 1;
        continue;
      } else if (c == ',' && depth == 0) {
        return at;
      }
    }
    return at;
  }

  void line(std::size_t indent) {
    out_ += '\n';
    out_.append(2 * indent, ' ');
  }

  /// On one line, with a blank behind each comma and colon.
  [[nodiscard]] static std::string spaced(std::string_view json) {
    std::string out;
    bool in_text = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
      const char c = json[i];
      out += c;
      if (in_text && c == '\\') out += json[++i];
      if (c == '"') in_text = !in_text;
      if (!in_text && (c == ',' || c == ':')) out += ' ';
    }
    return out;
  }

  void value(std::size_t indent) {
    const std::size_t end = end_of(at_);
    const std::string flat = spaced(json_.substr(at_, end - at_));
    const bool is_open = json_[at_] == '{' || json_[at_] == '[';
    const std::size_t column = out_.size() - (out_.rfind('\n') + 1);
    if (!is_open || column + flat.size() < widest) {
      out_ += flat;
      at_ = end;
      return;
    }
    const bool is_object = json_[at_] == '{';
    out_ += json_[at_++];
    for (bool is_first = true; at_ + 1 < end; is_first = false) {
      if (!is_first) {
        out_ += ',';
        ++at_;
      }
      line(indent + 1);
      if (is_object) key();
      value(indent + 1);
    }
    line(indent);
    out_ += json_[at_++];
  }

  void key() {
    std::size_t end = at_ + 1;
    for (; json_[end] != '"'; ++end) {
      if (json_[end] == '\\') ++end;
    }
    out_ += json_.substr(at_, end + 1 - at_);
    out_ += ": ";
    at_ = end + 2;
  }

  std::string_view json_;
  std::string out_;
  std::size_t at_ = 0;
};

}  // namespace

std::string lay_out_json(std::string_view json) {
  return Layout(json).run();
}

}  // namespace masa
