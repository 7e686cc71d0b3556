/// The rules of chain.yaml by hand for AVX2, as somebody would write them who has only these: 32 cases at a time, a
/// byte a case. Rows that lead to the same answer are one expression. What is left over at the end is decided a case at
/// a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "chain.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#define MASA_CHAIN_SIMD 1
#include <immintrin.h>
#endif

namespace masa::bench {

struct ChainAnswers {
  std::vector<std::uint8_t> response;
  std::vector<std::uint16_t> hours;
  std::vector<std::uint8_t> lead;
  explicit ChainAnswers(std::size_t rows) : response(rows), hours(rows), lead(rows) {}
};

#ifdef MASA_CHAIN_SIMD

namespace simd {

#define MASA_AVX2 [[gnu::target("avx2"), gnu::always_inline]] inline

MASA_AVX2 __m256i load(const void* from) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(from));
}
MASA_AVX2 void store(void* to, __m256i value) {
  _mm256_storeu_si256(static_cast<__m256i*>(to), value);
}
MASA_AVX2 __m256i bytes(int value) {
  return _mm256_set1_epi8(static_cast<char>(value));
}
MASA_AVX2 __m256i is(__m256i values, int word) {
  return _mm256_cmpeq_epi8(values, bytes(word));
}
MASA_AVX2 __m256i at_most(__m256i values, int most) {
  return is(_mm256_subs_epu8(values, bytes(most)), 0);
}
MASA_AVX2 __m256i at_least(__m256i values, int least) {
  return _mm256_cmpeq_epi8(_mm256_max_epu8(values, bytes(least)), values);
}
MASA_AVX2 __m256i both(__m256i a, __m256i b) {
  return _mm256_and_si256(a, b);
}
MASA_AVX2 __m256i either(__m256i a, __m256i b) {
  return _mm256_or_si256(a, b);
}
MASA_AVX2 __m256i put(__m256i base, __m256i where, int value) {
  return _mm256_blendv_epi8(base, bytes(value), where);
}

/// 32 bits, a byte each: all ones where the bit is set.
MASA_AVX2 __m256i spread(std::uint32_t bits) {
  const __m256i which = _mm256_setr_epi64x(0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303);
  const __m256i bit = _mm256_set1_epi64x(static_cast<long long>(0x8040201008040201ULL));
  const __m256i copies = _mm256_shuffle_epi8(_mm256_set1_epi32(static_cast<int>(bits)), which);
  return _mm256_cmpeq_epi8(_mm256_and_si256(copies, bit), bit);
}

/// How many of 365, 180 and 90 days each of 16 cases stays below, as a number below 0: 0 to -3.
MASA_AVX2 __m256i below(const std::int32_t* days) {
  const __m256i words = _mm256_packs_epi32(load(days), load(days + 8));
  const __m256i below_365 = _mm256_cmpgt_epi16(_mm256_set1_epi16(365), words);
  const __m256i below_180 = _mm256_cmpgt_epi16(_mm256_set1_epi16(180), words);
  const __m256i below_90 = _mm256_cmpgt_epi16(_mm256_set1_epi16(90), words);
  return _mm256_add_epi16(_mm256_add_epi16(below_365, below_180), below_90);
}

/// The same of 32 cases, as a byte each: 0 to 3.
MASA_AVX2 __m256i recency(const std::int32_t* days) {
  const __m256i packed = _mm256_packs_epi16(below(days), below(days + 16));
  // Packing works in halves of 128 bits: the groups of four come out as 0 2 4 6, 1 3 5 7.
  const __m256i sorted = _mm256_permutevar8x32_epi32(packed, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
  return _mm256_sub_epi8(_mm256_setzero_si256(), sorted);
}

/// A small table looked up by byte.
MASA_AVX2 __m256i look_up(const std::uint8_t (&table)[16], __m256i index) {
  const __m128i half = _mm_loadu_si128(reinterpret_cast<const __m128i*>(table));
  return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(half), index);
}

MASA_AVX2 void decide_32(const ChainCases& of, std::size_t row, ChainAnswers& out) {
  const __m256i harm = load(&of.harm[row]);
  const __m256i setting = load(&of.setting[row]);
  const __m256i suspect = load(&of.suspect[row]);
  const __m256i age = load(&of.age[row]);
  const __m256i referrals = load(&of.referrals[row]);
  const __m256i score = load(&of.score[row]);
  const __m256i recent = recency(&of.days_since[row]);
  const __m256i repeated = spread(static_cast<std::uint32_t>(of.repeated[row / 64] >> (row % 64)));

  const __m256i carer = is(suspect, 0);
  const __m256i under_2 = at_most(age, 1);
  const __m256i young_of_carer = both(carer, at_most(age, 4));
  const __m256i care_home = is(setting, 4);
  const __m256i in_care = both(care_home, is(suspect, 4));
  const __m256i refer_2 = at_least(referrals, 2);
  const __m256i refer_5 = at_least(referrals, 5);
  const __m256i again_90 = both(at_least(recent, 3), repeated);

  const __m256i serious = is(harm, 2);
  const __m256i slight = is(harm, 1);
  const __m256i none_seen = is(harm, 0);
  const __m256i grave_like =
      either(either(young_of_carer, in_care), either(under_2, both(at_least(referrals, 3), again_90)));
  const __m256i urgent = either(is(harm, 3), both(serious, grave_like));
  const __m256i look_into =
      either(either(both(is(setting, 0), both(young_of_carer, repeated)), in_care), both(refer_5, at_least(recent, 2)));
  const __m256i enquiry = either(serious, both(slight, look_into));
  const __m256i help =
      either(either(both(is(setting, 3), both(is(suspect, 3), at_most(age, 12))), at_least(score, 50)),
             either(both(either(carer, is(suspect, 1)), repeated), both(refer_2, at_least(recent, 1))));
  const __m256i watch = either(both(refer_5, again_90), at_least(score, 80));
  const __m256i support = either(both(slight, help), both(none_seen, watch));
  const __m256i talk = either(both(is(setting, 2), at_least(age, 13)), refer_2);
  const __m256i advice = either(slight, both(none_seen, talk));

  __m256i response = both(advice, bytes(1));
  response = put(response, support, 2);
  response = put(response, enquiry, 3);
  response = put(response, urgent, 4);
  store(&out.response[row], response);

  // Behind the five responses stand the rows of the second and third table that ask for more.
  static constexpr std::uint8_t low[16] = {672 & 255, 672 & 255, 168, 48, 4, 1, 24};
  static constexpr std::uint8_t high[16] = {672 >> 8, 672 >> 8};
  static constexpr std::uint8_t leads[16] = {0, 0, 1, 4, 4, 5, 3, 2};
  const __m256i at_once = both(is(response, 4), under_2);
  const __m256i is_enquiry = is(response, 3);
  const __m256i hours = put(put(response, at_once, 5), both(is_enquiry, repeated), 6);
  const __m256i low_bytes = look_up(low, hours);
  const __m256i high_bytes = look_up(high, hours);
  const __m256i even = _mm256_unpacklo_epi8(low_bytes, high_bytes);
  const __m256i odd = _mm256_unpackhi_epi8(low_bytes, high_bytes);
  store(&out.hours[row], _mm256_permute2x128_si256(even, odd, 0x20));
  store(&out.hours[row + 16], _mm256_permute2x128_si256(even, odd, 0x31));
  const __m256i lead =
      put(put(put(response, at_once, 5), both(is_enquiry, care_home), 6), both(is(response, 2), is(setting, 1)), 7);
  store(&out.lead[row], look_up(leads, lead));
}

#undef MASA_AVX2

}  // namespace simd

[[gnu::target("avx2")]] inline std::size_t decide_whole_blocks(const ChainCases& of, ChainAnswers& out) {
  std::size_t row = 0;
  for (; row + 32 <= of.rows(); row += 32) simd::decide_32(of, row, out);
  return row;
}

[[nodiscard]] inline bool has_simd() {
  return __builtin_cpu_supports("avx2") != 0;
}

#else

inline std::size_t decide_whole_blocks(const ChainCases&, ChainAnswers&) {
  return 0;
}
[[nodiscard]] inline bool has_simd() {
  return false;
}

#endif

/// Precondition: `has_simd()`.
inline void decide_by_simd(const ChainCases& of, ChainAnswers& out) {
  for (std::size_t row = decide_whole_blocks(of, out); row < of.rows(); ++row) {
    const ChainAnswer answer = decide_by_hand(of, row);
    out.response[row] = answer.response;
    out.hours[row] = answer.hours;
    out.lead[row] = answer.lead;
  }
}

}  // namespace masa::bench
