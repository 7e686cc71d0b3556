/// Pictures of the network: who reports to whom, who adjoins whom.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/plan.hpp"

namespace masa {

/// What a picture shows, on one day.
struct Picture {
  struct Node {
    std::uint32_t body = 0;
    std::vector<std::string> lines;      ///< below its name
    std::optional<std::uint32_t> shade;  ///< of the kinds of shade
    bool is_aside = false;               ///< not of the region: drawn paler
  };
  struct Way {
    std::size_t from = 0;
    std::size_t to = 0;
    bool is_dashed = false;
    std::string label;
  };
  std::string title;
  std::string about;     ///< what it shows, in a sentence, for those who do not see it
  bool is_tree = false;  ///< ways lead upwards, to one; else they lead both ways
  std::vector<Node> nodes;
  std::vector<Way> ways;
  std::string way_name;  ///< what a line means, and a dashed one
  std::string dashed_name;
  std::vector<std::string> shades;  ///< names
  std::size_t up = SIZE_MAX;        ///< of a map: the node that lies towards the top
  std::size_t left = SIZE_MAX;      ///< and one on the left side
};

[[nodiscard]] std::string write_dot(const Picture& picture, const Book& book);
/// One file that needs nothing else; with a title and a description for screen readers.
[[nodiscard]] std::string write_svg(const Picture& picture, const Book& book);

}  // namespace masa
