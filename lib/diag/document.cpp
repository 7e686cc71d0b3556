#include "diag/document.hpp"

#include <algorithm>

namespace masa {

const Node* Node::find(std::string_view key) const {
  const auto found = std::ranges::find(entries, key, &Entry::key);
  return found == entries.end() ? nullptr : &found->value;
}

Span Node::at(std::size_t begin, std::size_t end) const {
  if (pieces.empty()) return span;
  const auto place = [this](std::size_t offset) {
    auto after = std::ranges::upper_bound(pieces, offset, {}, &Piece::text_at);
    if (after != pieces.begin()) --after;
    return static_cast<std::uint32_t>(after->file_at + (offset - after->text_at));
  };
  if (begin >= end) return {span.file, place(begin), place(begin)};
  return {span.file, place(begin), place(end - 1) + 1};
}

}  // namespace masa
