/// A text tree with places: what YAML and JSON both become before anybody asks what it means.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diag/source.hpp"

namespace masa {

/// A node of the tree. A scalar is text; its declared type, not its look, says what it means.
struct Node {
  enum class Shape : std::uint8_t { scalar, mapping, list, empty };
  struct Entry;
  /// Where a stretch of a scalar's text stands in the file: text offset and file offset of its first byte.
  struct Piece {
    std::uint32_t text_at;
    std::uint32_t file_at;
  };

  Shape shape = Shape::empty;
  Span span;
  std::string text;           ///< scalar: the text
  bool is_block = false;      ///< scalar: written as a `|` block
  bool is_csv = false;        ///< scalar: a comma-separated table in a file of its own
  bool is_flow = false;       ///< mapping, list: written in braces or brackets
  std::vector<Piece> pieces;  ///< scalar: in ascending order
  std::vector<Entry> entries;
  std::vector<Node> items;

  [[nodiscard]] bool is_scalar() const { return shape == Shape::scalar; }
  [[nodiscard]] bool is_mapping() const { return shape == Shape::mapping; }
  [[nodiscard]] bool is_list() const { return shape == Shape::list; }
  /// The value under a key; null where there is none.
  [[nodiscard]] const Node* find(std::string_view key) const;
  /// The place in the file of bytes [begin, end) of the scalar's text.
  [[nodiscard]] Span at(std::size_t begin, std::size_t end) const;
};

struct Node::Entry {
  std::string key;
  Span key_span;
  Node value;
};

}  // namespace masa
