// The lines stay, each with its words; what changes is how far each is indented, the blanks inside it, and the empty
// lines between. So a comment can not get lost, and every line of the new text is a line of the old one.
//
// The open blocks are a stack of levels: in which column each stood, and in which it stands now. A line's first dash or
// key says to which level it belongs.
//
//   people:              level  was 0  is 0
//     -  id: robin       level  was 2  is 2 (a list), and in it  was 5  is 4
//        born: …
//
// A list under a key may stand in the key's own column; it is a level all the same, and moves in.
//
// Comments wait until the next line that says something is read. A comment in that line's column, or to the left of it,
// belongs to that line; one further to the right, where that line closes blocks, belongs to the block that it stands
// in.
#include "format/lay_out.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "format/block.hpp"
#include "format/line_up.hpp"
#include "format/lines.hpp"
#include "load/table_places.hpp"

namespace masa {

namespace {

constexpr int step = 2;
constexpr std::size_t largest = 64UL * 1024 * 1024;  // of a text that is read

struct Level {
  int was = 0;
  int is = 0;
  bool is_list = false;
  std::string key;  ///< of a mapping: the one that was read last
};

/// What everything stands in.
const Level outside{-1, -step, false, ""};

enum class Value { none, plain, quoted, flow, block };

/// A line that says something, taken apart.
struct Said {
  std::string words;  ///< dashes, key and the value's first line, each behind one blank
  int was = 0;
  int is = 0;
  Value value = Value::none;
  std::size_t value_at = 0;
  bool is_open = false;  ///< the value is not at its end
  bool has_comment = false;
  bool is_part = false;  ///< a key in the first column
};

class Layout {
 public:
  explicit Layout(std::string_view text) : lines_(split_lines(text)) {}

  LaidOut run() {
    while (at_ < lines_.size() && trouble_.empty()) {
      if (out_.size() > largest) {
        trouble_ = "laid out, the text would be larger than any that is read";
        break;
      }
      const Line& line = lines_[at_];
      if (line.is_blank() || line.is_comment()) {
        waiting_.push_back(line);
        ++at_;
      } else if (line.is_frame()) {
        take_frame(line);
      } else {
        take_line(line);
      }
    }
    put_waiting(levels_, -1, 0, false);
    const std::size_t at = trouble_.empty() ? 0 : static_cast<std::size_t>(lines_[at_].text.data() - begin());
    return {std::move(out_), trouble_, at};
  }

 private:
  [[nodiscard]] const char* begin() const { return lines_.front().text.data(); }
  [[nodiscard]] const Level& owner() const { return levels_.empty() ? outside : levels_.back(); }

  void put(int indent, std::string_view text) {
    if (!text.empty()) out_.append(static_cast<std::size_t>(std::max(indent, 0)), ' ');
    out_ += text;
    out_ += '\n';
  }

  // --- levels

  void leave_deeper_than(int column) {
    while (!levels_.empty() && levels_.back().was > column) levels_.pop_back();
  }

  /// Enters the level of a dash or a key in this column; leaves those that end before it.
  Level& enter(std::size_t at, bool is_list) {
    const int column = static_cast<int>(at);
    leave_deeper_than(column);
    const auto ends_here = [&] { return !levels_.empty() && levels_.back().was == column && levels_.back().is_list; };
    while (!is_list && ends_here()) levels_.pop_back();
    const bool is_known = !levels_.empty() && levels_.back().was == column && levels_.back().is_list == is_list;
    if (!is_known) levels_.push_back({column, owner().is + step, is_list, ""});
    return levels_.back();
  }

  [[nodiscard]] bool is_table() const {
    std::vector<std::string> keys;
    for (const Level& level : levels_) keys.push_back(level.is_list ? "-" : level.key);
    return is_table_place(keys);
  }

  // --- lines that say something

  void take_frame(const Line& line) {
    const std::size_t behind = skip_blanks(line.text, 3);
    if (line.text.front() != '%' && behind < line.text.size() && line.text[behind] != '#') {
      trouble_ = "text stands behind the mark of a document, and there is no layout for it";
      return;
    }
    put_waiting(levels_, -1, 0, false);
    levels_.clear();
    put(0, without_trailing_blanks(line.text));
    ++at_;
  }

  void take_line(const Line& line) {
    const std::vector<Level> before = levels_;
    Said said = take_apart(line);
    if (!trouble_.empty()) return;
    const bool opens = said.value == Value::none;
    const bool parts = said.is_part && has_part_ && (opens || last_part_opens_);
    put_waiting(before, said.was, said.is, parts);
    if (said.is_part) {
      has_part_ = true;
      last_part_opens_ = opens;
    }
    put(said.is, said.words);
    opens_ = opens;
    ++at_;
    if (said.value == Value::block) {
      take_block(line.text.substr(said.value_at));
    } else if (said.is_open) {
      take_rest(said, line);
    }
  }

  Said take_apart(const Line& line) {
    Said said;
    const std::string_view text = line.text;
    std::size_t at = line.column;
    bool is_first = true;
    const auto note_level = [&](const Level& level) {
      if (std::exchange(is_first, false)) {
        said.was = level.was;
        said.is = level.is;
        said.is_part = level.is == 0 && !level.is_list;
      }
    };
    while (is_mark(text, at, '-')) {
      note_level(enter(at, true));
      at = skip_blanks(text, at + 1);
      said.words += "- ";
    }
    if (is_mark(text, at, '?') || is_mark(text, at, ':')) {
      trouble_ = "a key stands behind `?`, and there is no layout for it";
      return said;
    }
    if (const auto key = find_key(text, at)) {
      Level& level = enter(at, false);
      note_level(level);
      level.key = without_quotes(text.substr(at, key->end - at));
      said.words += text.substr(at, key->end - at);
      said.words += ": ";
      at = skip_blanks(text, key->colon + 1);
    }
    if (is_first) {  // a value on a line of its own
      leave_deeper_than(static_cast<int>(line.column) - 1);
      said.was = static_cast<int>(line.column);
      said.is = owner().is + step;
    }
    said.value_at = at;
    take_value(text, at, said);
    said.words.resize(without_trailing_blanks(said.words).size());
    return said;
  }

  static std::string without_quotes(std::string_view key) {
    const bool is_quoted = key.size() >= 2 && (key.front() == '"' || key.front() == '\'');
    return std::string(is_quoted ? key.substr(1, key.size() - 2) : key);
  }

  /// The value's first line, and what stands behind it.
  static void take_value(std::string_view text, std::size_t at, Said& said) {
    if (at >= text.size() || text[at] == '#') {
      put_comment(text, at, said);
      return;
    }
    const char first = text[at];
    std::size_t end = 0;
    if (first == '"' || first == '\'') {
      said.value = Value::quoted;
      end = end_of_quoted(text, at + 1, first);
    } else if (first == '{' || first == '[') {
      said.value = Value::flow;
      end = FlowScan().read(text, at);
    } else {
      said.value = first == '|' || first == '>' ? Value::block : Value::plain;
      end = find_comment(text, at);
    }
    said.is_open = end == std::string_view::npos || said.value == Value::plain;
    if (end == std::string_view::npos) {
      said.words += keep_escape(text.substr(at));
      return;
    }
    said.words += without_trailing_blanks(text.substr(at, end - at));
    put_comment(text, skip_blanks(text, end), said);
    if (said.has_comment) said.is_open = false;
  }

  static void put_comment(std::string_view text, std::size_t at, Said& said) {
    if (at >= text.size()) return;
    said.has_comment = true;
    said.words.resize(without_trailing_blanks(said.words).size());
    said.words += "  ";
    said.words += without_trailing_blanks(text.substr(at));
  }

  /// Blanks at the end of a line of a text in quotes are nothing, but for one behind a backslash.
  static std::string_view keep_escape(std::string_view text) {
    const std::string_view cut = without_trailing_blanks(text);
    return cut.ends_with('\\') && cut.size() < text.size() ? text : cut;
  }

  // --- values of several lines

  void take_rest(const Said& said, const Line& line) {
    if (said.value == Value::plain) {
      take_plain();
    } else if (said.value == Value::quoted) {
      take_quoted(line.text[said.value_at]);
    } else {
      take_flow(line, said);
    }
  }

  /// A text without quotes goes on over all lines that are further in than its owner. Empty lines count.
  void take_plain() {
    while (true) {
      std::size_t next = at_;
      while (next < lines_.size() && lines_[next].is_blank()) ++next;
      const bool goes_on = next < lines_.size() && static_cast<int>(lines_[next].column) > owner().was &&
                           !lines_[next].is_comment() && !lines_[next].is_frame();
      if (!goes_on) return;
      for (; at_ < next; ++at_) put(0, "");
      const Line& line = lines_[at_++];
      const std::size_t end = find_comment(line.text, line.column);
      Said said;
      said.words = without_trailing_blanks(line.text.substr(line.column, end - line.column));
      put_comment(line.text, end, said);
      put(owner().is + step, said.words);
      if (said.has_comment) return;
    }
  }

  void take_quoted(char quote) {
    while (at_ < lines_.size()) {
      const Line& line = lines_[at_++];
      const std::size_t end = end_of_quoted(line.text, line.column, quote);
      Said said;
      const std::size_t size = std::min(end, line.text.size()) - line.column;
      said.words = keep_escape(line.text.substr(line.column, size));
      if (end != std::string_view::npos) put_comment(line.text, skip_blanks(line.text, end), said);
      put(owner().is + step, said.words);
      if (end != std::string_view::npos) return;
    }
  }

  /// Lines in braces keep their distance from the line that opens them.
  void take_flow(const Line& opening, const Said& said) {
    FlowScan scan;
    static_cast<void>(scan.read(opening.text, said.value_at));
    const int moved = said.is - static_cast<int>(opening.column);
    while (at_ < lines_.size()) {
      const Line& line = lines_[at_++];
      const int indent = std::max(static_cast<int>(line.column) + moved, std::max(owner().is, 0));
      put(indent, without_trailing_blanks(line.text.substr(line.column)));
      if (scan.read(line.text, line.column) != std::string_view::npos) return;
    }
  }

  /// A `|` or `>` block: as it is, moved as a whole; a table with its columns lined up.
  void take_block(std::string_view text) {
    const BlockHeader header = read_block_header(text);
    const Block block = read_block(lines_, at_, owner().was, header);
    at_ = block.end;
    const int asked = static_cast<int>(header.indent_asked);
    const int indent = std::max(owner().is, 0) + (asked == 0 ? step : asked);
    const auto rows = header.is_literal && is_table() ? line_up(block.lines) : std::nullopt;
    if (rows) {
      for (const std::string& row : *rows) put(indent, row);
    } else {
      for (const std::string_view line : block.lines) put(indent, line);
    }
  }

  // --- comments and empty lines

  /// Writes the comments that wait, and one empty line where some stood, before a line that moves from `was` to `is`.
  /// `parts`: an empty line must stand before it and the comments above it.
  void put_waiting(std::vector<Level> before, int was, int is, bool parts) {
    if (opens_ && !before.empty()) before.push_back({before.back().was + 1, before.back().is + step, false, ""});
    std::vector<int> columns;
    for (const Line& line : waiting_) columns.push_back(line.is_blank() ? -1 : column_of(line, before, was, is));
    std::size_t attached = waiting_.size();
    while (attached > 0 && columns[attached - 1] == is) --attached;
    bool is_apart = false;
    for (std::size_t i = 0; i <= waiting_.size(); ++i) {
      is_apart = is_apart || (parts && i == attached);
      const bool is_end = i == waiting_.size();
      if (!is_end && waiting_[i].is_blank()) {
        is_apart = true;
        continue;
      }
      if (is_end && was < 0) break;  // nothing comes any more
      if (std::exchange(is_apart, false) && !out_.empty() && !opens_) out_ += '\n';
      if (is_end) break;
      put(columns[i], without_trailing_blanks(waiting_[i].text.substr(waiting_[i].column)));
      opens_ = false;
    }
    waiting_.clear();
    opens_ = false;
  }

  static int column_of(const Line& comment, const std::vector<Level>& before, int was, int is) {
    const int column = static_cast<int>(comment.column);
    int found = is;
    for (const Level& level : before) {
      if (level.was > was && level.was <= column) found = level.is;
    }
    return found;
  }

  std::vector<Line> lines_;
  std::size_t at_ = 0;
  std::vector<Level> levels_;
  std::vector<Line> waiting_;
  bool opens_ = false;  ///< the line written last is a key or a dash whose value is still to come
  bool has_part_ = false;
  bool last_part_opens_ = false;
  std::string out_;
  std::string trouble_;
};

}  // namespace

LaidOut lay_out(std::string_view text) {
  return Layout(text).run();
}

}  // namespace masa
