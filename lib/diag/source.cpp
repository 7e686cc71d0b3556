#include "diag/source.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace masa {

std::uint32_t Sources::add(std::string name, std::string text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  const std::uint32_t first = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  name = printable(name);
  File file{std::move(name), std::move(text), {first}};
  for (std::size_t i = 0; i < file.text.size(); ++i) {
    if (file.text[i] == '\n') file.line_starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
  files_.push_back(std::move(file));
  return static_cast<std::uint32_t>(files_.size() - 1);
}

LineColumn Sources::line_column(std::uint32_t file, std::uint32_t at) const {
  const File& f = files_[file];
  at = std::max(at, f.line_starts.front());
  const auto next = std::ranges::upper_bound(f.line_starts, at);
  const auto number = next - f.line_starts.begin();
  const std::uint32_t start = *(next - 1);
  const std::size_t end = std::min<std::size_t>(at, f.text.size());
  const std::string_view before = std::string_view(f.text).substr(start, end - start);
  return {static_cast<int>(number), static_cast<int>(count_code_points(before)) + 1};
}

std::string_view Sources::line(std::uint32_t file, int number) const {
  const File& f = files_[file];
  const auto index = static_cast<std::size_t>(number - 1);
  if (index >= f.line_starts.size()) return {};
  std::string_view rest = std::string_view(f.text).substr(f.line_starts[index]);
  rest = rest.substr(0, rest.find('\n'));
  return rest.ends_with('\r') ? rest.substr(0, rest.size() - 1) : rest;
}

std::string Sources::file_line(const Span& span) const {
  if (!span.is_set()) return "";
  return fmt::format("{}:{}", name(span.file), line_column(span.file, span.begin).line);
}

}  // namespace masa
