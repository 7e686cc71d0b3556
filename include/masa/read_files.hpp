/// Reads rule packs from a folder or a list of files into Inputs. Header only, apart from the engine: the engine itself
/// opens no file.
#pragma once

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

#include "masa/masa.hpp"

namespace masa {

/// Reads one file. Throws std::filesystem::filesystem_error where it cannot be read.
inline Input read_file(const std::filesystem::path& path, std::string name = {}) {
  std::ifstream in(path, std::ios::binary);
  if (std::filesystem::is_directory(path)) {
    throw std::filesystem::filesystem_error("cannot read", path, std::make_error_code(std::errc::is_a_directory));
  }
  if (!in)
    throw std::filesystem::filesystem_error("cannot read", path, std::error_code(errno, std::generic_category()));
  return {name.empty() ? path.generic_string() : std::move(name), std::string(std::istreambuf_iterator<char>(in), {})};
}

/// Reads every `.yaml` and `.yml` pack and every `.csv` table below the folder (or the file itself), in alphabetical
/// order of their paths. Names in messages are the paths as given, with `/` between folders. Throws
/// std::filesystem::filesystem_error.
inline std::vector<Input> read_rules(const std::filesystem::path& root) {
  std::vector<std::filesystem::path> paths;
  if (std::filesystem::is_directory(root)) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      const auto kind = entry.path().extension();
      if (entry.is_regular_file() && (kind == ".yaml" || kind == ".yml" || kind == ".csv"))
        paths.push_back(entry.path());
    }
  } else {
    paths.push_back(root);
  }
  std::ranges::sort(paths);
  std::vector<Input> inputs;
  for (const auto& path : paths) inputs.push_back(read_file(path));
  return inputs;
}

}  // namespace masa
