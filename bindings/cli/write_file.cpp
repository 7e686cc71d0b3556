#include "write_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <random>
#include <system_error>

#include "common.hpp"

namespace masa::cli {

namespace {

namespace fs = std::filesystem;

struct Close {
  void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
};
using File = std::unique_ptr<std::FILE, Close>;

/// A file that was not there before, beside this one.
std::pair<fs::path, File> open_beside(const fs::path& path) {
  std::random_device random;
  constexpr int attempts = 16;
  for (int i = 0; i < attempts; ++i) {
    const fs::path beside = path.parent_path() / fmt::format(".{}.{:08x}.new", path.filename().string(), random());
    if (File file(std::fopen(beside.string().c_str(), "wbx")); file) return {beside, std::move(file)};
    if (errno != EEXIST) break;
  }
  throw fs::filesystem_error("cannot write", path, std::error_code(errno, std::generic_category()));
}

void write_all(File file, const fs::path& path, std::string_view text) {
  const bool is_written = std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
  if (std::fclose(file.release()) != 0 || !is_written)
    throw fs::filesystem_error("cannot write", path, std::error_code(errno, std::generic_category()));
}

}  // namespace

void replace_file(const fs::path& path, std::string_view text) {
  fs::path beside;
  try {
    const fs::path target = fs::canonical(path);
    auto [name, file] = open_beside(target);
    beside = name;
    fs::permissions(beside, fs::status(target).permissions());
    write_all(std::move(file), beside, text);
    fs::rename(beside, target);
  } catch (const fs::filesystem_error& error) {
    std::error_code ignored;
    if (!beside.empty()) fs::remove(beside, ignored);
    throw UsageError{fmt::format("cannot write `{}`: {}", path.generic_string(), error.code().message())};
  }
}

}  // namespace masa::cli
