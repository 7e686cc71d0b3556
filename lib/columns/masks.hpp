/// A block of rows, and sets of its rows as bits: 64 rows a word.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace masa::columns {

using Word = std::uint64_t;
constexpr std::size_t rows_a_word = 64;
constexpr std::size_t rows_a_block = 4096;  ///< so many that what runs for a block is dear against what starts it
constexpr std::size_t words_a_block = rows_a_block / rows_a_word;

/// The bits of the rows of one block.
using Mask = Word*;
using ConstMask = const Word*;
/// The same with its own memory.
using Block = std::array<Word, words_a_block>;

/// Runs over the words of a block. Plain loops: the compiler makes vectors of them.
template <class Combine>
void for_words(const Combine& combine) {
  for (std::size_t w = 0; w < words_a_block; ++w) combine(w);
}

[[nodiscard]] inline bool is_empty(ConstMask mask) {
  Word any = 0;
  for_words([&](std::size_t w) { any |= mask[w]; });
  return any == 0;
}

/// Gives memory that is not set where nothing is said of its value.
template <class T>
struct UnsetMemory : std::allocator<T> {
  template <class Other>
  struct rebind {  // NOLINT(readability-identifier-naming): as allocators call it
    using other = UnsetMemory<Other>;
  };
  template <class Other, class... Arguments>
  void construct(Other* at, Arguments&&... arguments) {
    if constexpr (sizeof...(Arguments) > 0 || !std::is_trivially_default_constructible_v<Other>)
      std::construct_at(at, std::forward<Arguments>(arguments)...);
  }
};
/// Columns that are filled block by block: `resize` leaves what is new unset.
template <class T>
using UnsetVector = std::vector<T, UnsetMemory<T>>;

/// Memory for one block at a time: what is asked for again in the same order is the same memory, warm in the cache.
class Arena {
 public:
  /// So many bytes, aligned for any vector. They stay until `clear`.
  std::byte* take(std::size_t bytes) {
    constexpr std::size_t alignment = 64;
    bytes = (bytes + alignment - 1) / alignment * alignment;
    if (chunks_.empty() || used_ + bytes > chunks_[chunk_].size) next_chunk(bytes);
    std::byte* found = chunks_[chunk_].begin + used_;
    used_ += bytes;
    return found;
  }
  Mask mask() { return reinterpret_cast<Mask>(take(sizeof(Word) * words_a_block)); }
  template <class T>
  T* values() {
    return reinterpret_cast<T*>(take(sizeof(T) * rows_a_block));
  }
  void clear() { chunk_ = used_ = 0; }

 private:
  struct Chunk {
    std::unique_ptr<std::byte[]> memory;  // NOLINT(cppcoreguidelines-avoid-c-arrays,modernize-avoid-c-arrays)
    std::byte* begin = nullptr;
    std::size_t size = 0;
  };

  void next_chunk(std::size_t bytes) {
    constexpr std::size_t usual = std::size_t{1} << 20U;
    if (!chunks_.empty()) ++chunk_;
    used_ = 0;
    while (chunk_ < chunks_.size() && chunks_[chunk_].size < bytes) ++chunk_;
    if (chunk_ < chunks_.size()) return;
    Chunk chunk;
    chunk.size = bytes > usual ? bytes : usual;
    std::size_t space = chunk.size + 64;
    chunk.memory = std::make_unique_for_overwrite<std::byte[]>(space);  // NOLINT
    void* at = chunk.memory.get();
    chunk.begin = static_cast<std::byte*>(std::align(64, chunk.size, at, space));
    chunks_.push_back(std::move(chunk));
  }

  std::vector<Chunk> chunks_;
  std::size_t chunk_ = 0;
  std::size_t used_ = 0;
};

}  // namespace masa::columns
