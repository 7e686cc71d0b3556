#include "render/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace masa {

std::string Page::ink(std::string_view text, Ink ink) const {
  constexpr std::array<std::string_view, 7> codes{"", "1", "2", "31", "32", "33", "36"};
  if (!colour_ || ink == Ink::plain) return std::string(text);
  return fmt::format("\033[{}m{}\033[0m", codes.at(static_cast<std::size_t>(ink)), text);
}

void Page::wrapped(std::string_view first, std::size_t first_width, std::string_view text, std::size_t indent) {
  const std::size_t room = width_ > indent + 20 ? width_ - indent : 20;
  const auto lines = wrap(text, room);
  std::string head(first);
  if (first_width <= indent) {
    head += std::string(indent - first_width, ' ');
    line(head + lines.front());
  } else {  // too long to share a line
    line(head);
    line(std::string(indent, ' ') + lines.front());
  }
  for (std::size_t l = 1; l < lines.size(); ++l) line(std::string(indent, ' ') + lines[l]);
}

}  // namespace masa
