/// The texts of one run, and places in them. Inside, a place is a span of bytes; lines and columns are made for print
/// only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace masa {

/// Bytes [begin, end) of the text number `file`. Default: no place.
struct Span {
  static constexpr std::uint32_t no_file = UINT32_MAX;
  std::uint32_t file = no_file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] bool is_set() const { return file != no_file; }
  friend auto operator<=>(const Span&, const Span&) = default;
};

/// Line and column for print, both from 1; the column counts code points.
struct LineColumn {
  int line = 0;
  int column = 0;
};

/// The texts that spans point into. Grows while loading, read only afterwards.
class Sources {
 public:
  /// Returns the number of the new text. What cannot be printed in its name is replaced.
  std::uint32_t add(std::string name, std::string text);
  [[nodiscard]] std::string_view name(std::uint32_t file) const { return files_[file].name; }
  [[nodiscard]] std::string_view text(std::uint32_t file) const { return files_[file].text; }
  [[nodiscard]] LineColumn line_column(std::uint32_t file, std::uint32_t at) const;
  /// The text of a line (from 1), without its end.
  [[nodiscard]] std::string_view line(std::uint32_t file, int number) const;
  /// `file:line`, or empty for no place.
  [[nodiscard]] std::string file_line(const Span& span) const;

 private:
  struct File {
    std::string name;
    std::string text;
    std::vector<std::uint32_t> line_starts;  ///< the first behind a byte order mark
  };
  std::vector<File> files_;
};

}  // namespace masa
