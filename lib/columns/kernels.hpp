/// Comparisons of a block's values, many at a time. The same source is compiled for AVX2 and for the machine that every
/// x86-64 (or other) processor is: the same bits come out.
#pragma once

#include <cstdint>

#include "columns/masks.hpp"

namespace masa::columns {

/// Of one type of value. Each sets all bits of a block.
template <class T>
struct Comparers {
  void (*equal_to)(const T* values, T constant, Mask out);
  void (*less_than)(const T* values, T constant, Mask out);     ///< value < constant
  void (*greater_than)(const T* values, T constant, Mask out);  ///< value > constant
  void (*equal)(const T* a, const T* b, Mask out);
  void (*less)(const T* a, const T* b, Mask out);
};

struct Kernels {
  Comparers<std::uint8_t> codes;
  Comparers<std::int32_t> days;
  Comparers<std::int64_t> numbers;
  /// Bits 0, 1, 2 … of a number for each row, each a mask, to a byte a row.
  void (*from_bits)(const ConstMask* bits, std::size_t count, std::uint8_t* out);
  /// Adds to the place of each row its byte times a stride.
  void (*add_places)(const std::uint8_t* bytes, std::uint32_t stride, std::uint32_t* places);
};

/// The best that this processor has.
[[nodiscard]] const Kernels& kernels();
/// What every processor has; for tests.
[[nodiscard]] const Kernels& baseline_kernels();

}  // namespace masa::columns
