/// The lines of a YAML text, and what can be told of one line alone: its dashes, its key, where a quoted text ends.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace masa {

/// A line without its end.
struct Line {
  std::string_view text;
  std::size_t column = 0;  ///< of the first byte that is no blank; the size where all are
  [[nodiscard]] bool is_blank() const { return column == text.size(); }
  [[nodiscard]] bool is_comment() const { return !is_blank() && text[column] == '#'; }
  /// `---`, `...` or a directive: the frame of a document, which has no depth.
  [[nodiscard]] bool is_frame() const;
};

[[nodiscard]] std::vector<Line> split_lines(std::string_view text);

/// The first byte from `at` on that is no blank.
[[nodiscard]] std::size_t skip_blanks(std::string_view line, std::size_t at);
[[nodiscard]] std::string_view without_trailing_blanks(std::string_view text);
/// Whether `mark` stands at `at` as a word of its own: `-` before an item, `?` before a key.
[[nodiscard]] bool is_mark(std::string_view line, std::size_t at, char mark);

/// Where a key ends, and the colon behind it.
struct KeyEnd {
  std::size_t end = 0;
  std::size_t colon = 0;
};
/// The key that begins at `at`; empty where none does.
[[nodiscard]] std::optional<KeyEnd> find_key(std::string_view line, std::size_t at);

/// Behind the quotation mark that closes a quoted text, `at` being inside it; npos where the line does not close it.
[[nodiscard]] std::size_t end_of_quoted(std::string_view line, std::size_t at, char quote);
/// Where a comment begins, or the line's end. Quotes and brackets are not looked at.
[[nodiscard]] std::size_t find_comment(std::string_view line, std::size_t at);

/// Follows braces and brackets over lines until the outermost is closed.
class FlowScan {
 public:
  /// Behind the bracket that closes the outermost; npos where the line does not close it.
  [[nodiscard]] std::size_t read(std::string_view line, std::size_t at);

 private:
  int depth_ = 0;
  char quote_ = 0;
  char before_ = 0;  // the last byte that was no blank
};

}  // namespace masa
