/// What a picture of the network shows: chosen by relations.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "render/graph.hpp"

namespace masa {

struct Shown {
  bool is_chart = true;  ///< who leads up to whom; else a map of who adjoins whom
  std::string title;
  std::string by;                  ///< the relation that makes the picture
  std::string beside;              ///< of a map: another, drawn dashed; may be empty
  std::string shade;               ///< the relation whose end shades a body; may be empty
  std::vector<std::string> lines;  ///< relations that are written below a body's name
  std::string up;                  ///< of a map: the body that lies towards the top; may be empty
  std::string left;
  Date at;
};

/// Empty where a relation or a body is named that no pack declares; complained about.
[[nodiscard]] std::optional<Picture> picture_of(const Book& book, const Shown& shown, Sink& sink);

}  // namespace masa
