/// The cells of an Arrow column, as far as they are the same for all types: which are missing, and texts.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "masa/arrow.h"

namespace masa::columns {

/// Where a column of a batch has its cells.
struct Cells {
  std::string_view format;
  const ArrowArray* array = nullptr;
  const ArrowSchema* dictionary_schema = nullptr;
  std::size_t rows = 0;
  std::size_t offset = 0;

  template <class T>
  [[nodiscard]] const T* buffer(std::size_t number) const {
    return static_cast<const T*>(array->buffers[number]);
  }
  [[nodiscard]] bool is_missing(std::size_t row) const {
    const auto* valid = array->null_count == 0 ? nullptr : buffer<std::uint8_t>(0);
    const std::size_t at = row + offset;
    return valid != nullptr && (valid[at / 8] >> (at % 8) & 1U) == 0;
  }
  [[nodiscard]] bool is_text() const { return format == "u" || format == "U" || format == "vu"; }
  [[nodiscard]] std::string_view text(std::size_t row) const {
    const std::size_t at = row + offset;
    if (format == "u") {
      const auto* ends = buffer<std::int32_t>(1);
      return {buffer<char>(2) + ends[at], static_cast<std::size_t>(ends[at + 1] - ends[at])};
    }
    if (format == "U") {
      const auto* ends = buffer<std::int64_t>(1);
      return {buffer<char>(2) + ends[at], static_cast<std::size_t>(ends[at + 1] - ends[at])};
    }
    // A view: its size, and the text itself where that is short; else the number of a buffer and the place in it.
    constexpr std::size_t view_bytes = 16;
    constexpr std::size_t short_bytes = 12;
    const char* view = buffer<char>(1) + at * view_bytes;
    std::array<std::int32_t, 4> parts{};
    std::memcpy(parts.data(), view, view_bytes);
    const auto size = static_cast<std::size_t>(parts[0]);
    if (size <= short_bytes) return {view + 4, size};
    return {buffer<char>(2 + static_cast<std::size_t>(parts[2])) + parts[3], size};
  }
};

}  // namespace masa::columns
