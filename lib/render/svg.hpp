/// The parts of a drawing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace masa {

[[nodiscard]] std::string escape_xml(std::string_view text);
/// Text in lines of at most so many characters, parted at blanks.
[[nodiscard]] std::vector<std::string> wrap_words(std::string_view text, std::size_t most);

class Svg {
 public:
  /// `id`: what tells this drawing from others on one page.
  Svg(double width, double height, std::string_view title, std::string_view about, std::string_view id = {});
  void line(double x1, double y1, double x2, double y2, bool is_dashed);
  void box(double x, double y, double width, double height, std::string_view fill);
  void circle(double x, double y, double radius, std::string_view fill, bool is_dashed);
  /// Centred at x; `y` is the base line.
  void text(double x, double y, std::string_view text, double size, bool is_bold, bool is_left = false);
  [[nodiscard]] std::string take();

 private:
  std::string out_;
};

}  // namespace masa
