/// Lines for a terminal: indented, wrapped, coloured where asked.
#pragma once

#include <string>
#include <string_view>

#include "base/text.hpp"

namespace masa {

enum class Ink : std::uint8_t { plain, bold, dim, red, green, yellow, cyan };

class Page {
 public:
  Page(int width, bool colour) : width_(static_cast<std::size_t>(width < 40 ? 40 : width)), colour_(colour) {}

  [[nodiscard]] std::string ink(std::string_view text, Ink ink) const;
  [[nodiscard]] std::size_t width() const { return width_; }
  /// One line, as it is.
  void line(std::string_view text) {
    out_ += text;
    out_ += '\n';
  }
  void blank() { out_ += '\n'; }
  void heading(std::string_view text) {
    blank();
    line(ink(text, Ink::bold));
  }
  /// Text wrapped behind `first` and below it, `indent` columns in. `first` may hold colour; `first_width` is what it
  /// shows.
  void wrapped(std::string_view first, std::size_t first_width, std::string_view text, std::size_t indent);
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
  std::size_t width_;
  bool colour_;
};

}  // namespace masa
