/// How large an input may be. What goes beyond is refused with a complaint that names the place and the limit; the page
/// docs/limits.md says the same to those who write packs and cases, and a test compares the two.
#pragma once

#include <cstddef>

namespace masa::limits {

// --- texts
inline constexpr std::size_t text_bytes = 16UL * 1024 * 1024;   ///< a pack, a case, a suite, a question
inline constexpr std::size_t table_bytes = 64UL * 1024 * 1024;  ///< a table in a file of its own
inline constexpr std::size_t line_bytes = 1024UL * 1024;        ///< a line of YAML or of a table; JSON may be one line
inline constexpr std::size_t texts = 2'000;                     ///< packs and tables loaded together
inline constexpr std::size_t all_bytes = 128UL * 1024 * 1024;   ///< all of these together

// --- what stands in a text
inline constexpr std::size_t depth = 64;          ///< blocks, lists and brackets within each other
inline constexpr std::size_t values = 1'000'000;  ///< mappings, lists and scalars
inline constexpr std::size_t rows = 100'000;      ///< rows of a network's table
inline constexpr std::size_t columns = 100;       ///< its columns
inline constexpr std::size_t rules = 10'000;      ///< rows of a table of rules

// --- expressions
inline constexpr std::size_t expression_bytes = 10'000;
inline constexpr std::size_t expression_depth = 64;    ///< brackets and `not` within each other
inline constexpr std::size_t expression_height = 200;  ///< the same, and the parts of a sum or product
inline constexpr std::size_t chain = 1'000;            ///< decisions that rest on each other
inline constexpr std::size_t chain_height = 10'000;    ///< their expressions' heights together

// --- cases
inline constexpr std::size_t members = 200;  ///< of a list, such as people
inline constexpr std::size_t events = 10'000;

// --- complaints
inline constexpr std::size_t complaints = 1'000;        ///< errors told; what follows is not read
inline constexpr std::size_t suggested_names = 2'000;   ///< of more declared names none is suggested
inline constexpr std::size_t message_letters = 2'000;   ///< of a longer message the rest is left out
inline constexpr std::size_t shown_line_bytes = 4'000;  ///< a longer line is not repeated in a complaint

}  // namespace masa::limits
