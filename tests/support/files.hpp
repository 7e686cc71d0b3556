/// The project's own files, for tests. Every test runs from the project's folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "masa/masa.hpp"
#include "masa/read_files.hpp"

namespace masa::test {

inline std::filesystem::path project() {
  return ".";
}

/// Every pack that the project ships, named by its path below the project.
inline std::vector<Input> shipped_packs() {
  std::vector<Input> packs = read_rules(project() / "rules");
  for (Input& input : packs)
    input.name = std::filesystem::path(input.name).lexically_relative(project()).generic_string();
  return packs;
}

}  // namespace masa::test
