/// Writing a file whole or not at all.
#pragma once

#include <filesystem>
#include <string_view>

namespace masa::cli {

/// Puts the text in the place of the file: it is written beside it, given the file's permissions, and renamed. Whoever
/// reads sees the old text or the new one. A link stays one, and what it leads to is written. Throws UsageError where
/// it cannot be written; the file is as it was.
void replace_file(const std::filesystem::path& path, std::string_view text);

}  // namespace masa::cli
