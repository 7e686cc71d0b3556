/// Cases as columns: a row a case, a column a fact; and the members of their lists, a row each.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "case/facts.hpp"
#include "columns/masks.hpp"

namespace masa::columns {

/// How the values of a type stand in a column.
enum class Lane : std::uint8_t {
  truth,    ///< bits
  codes,    ///< words of an enumeration, and numbers from 0 to 250: a byte each
  days,     ///< dates, bodies and numbers within wider bounds: 32 bits
  numbers,  ///< others: 64 bits
};
/// Empty: values of this type do not stand in a column.
[[nodiscard]] std::optional<Lane> lane_of(const Type& type, const Vocabulary& vocabulary);

/// The same of a fact: its numbers keep their bounds, so that many fit into 32 bits.
[[nodiscard]] std::optional<Lane> lane_of_fact(const Type& type, const Vocabulary& vocabulary);
/// The value of a type that a lane holds as this number.
[[nodiscard]] Value value_of(const Type& type, std::int64_t payload);

/// One fact of every case. The memory is the owner's; of the rows behind the last nothing is read.
struct FactColumn {
  std::uint32_t fact = 0;
  Lane lane = Lane::truth;
  const void* values = nullptr;    ///< as the lane says; null: a truth
  const Word* yes = nullptr;       ///< of a truth
  const Word* known = nullptr;     ///< null: all are
  const Word* nothing = nullptr;   ///< known to have no value; null: none
  const Word* withheld = nullptr;  ///< of those not known: known to somebody who does not say; null: none
};

/// Rows of one kind and what is said of them.
struct Sheet {
  std::size_t rows = 0;
  std::vector<FactColumn> columns;
  [[nodiscard]] const FactColumn* find(std::uint32_t fact) const;
};

/// The members of one list, of all cases: those of a case stand together, in the order of the cases.
struct Members : Sheet {
  std::uint32_t record = 0;
  const std::uint32_t* begins = nullptr;   ///< for each case its first member, and one number more
  const std::uint32_t* case_of = nullptr;  ///< for each member its case
  const Word* listed = nullptr;            ///< cases of which all members are given
  const Word* withheld = nullptr;          ///< of the others: known to somebody who does not say; null: none
};

/// INVARIANT: `lists` has each record once at most. Of the others no case says who is in them.
struct Cases : Sheet {
  std::vector<Members> lists;
  /// What a case says that no column holds, if there is anything: all its facts.
  std::function<Facts(std::size_t)> whole;
  [[nodiscard]] const Members* find_list(std::uint32_t record) const;
  /// The cases, or the members of a list. Precondition: there is such a list.
  [[nodiscard]] const Sheet& sheet(std::uint32_t record) const;
};

[[nodiscard]] inline bool is_set(const Word* bits, std::size_t row) {
  return (bits[row / rows_a_word] >> (row % rows_a_word) & 1U) != 0;
}

/// Calls with the number of each bit of a word.
template <class Visit>
void for_bits(Word word, const Visit& visit) {
  for (; word != 0; word &= word - 1) visit(static_cast<std::size_t>(__builtin_ctzll(word)));
}

/// The number that stands for the value of a row. Precondition: it has one.
[[nodiscard]] std::int64_t number_at(const FactColumn& column, std::size_t row);

/// The facts of one case. What no column gives is not asked, or is what the schema says of an absent record.
[[nodiscard]] Facts facts_of_case(const Cases& cases, const Schema& schema, std::size_t row);

/// What a row of a column says, as the fact of a member (of the case: 0).
void put_fact(Facts& facts, const Schema& schema, const FactColumn& column, std::size_t row, std::uint32_t member);

/// A column whose memory is its own. A row is not known until something is put there.
class OwnColumn {
 public:
  OwnColumn(std::uint32_t fact, Lane lane, std::size_t rows);
  void put_number(std::size_t row, std::int64_t number);
  void put_nothing(std::size_t row);
  void put_withheld(std::size_t row) { set(withheld_, row); }
  /// What another column says of one of its rows.
  void put_as(std::size_t row, const FactColumn& other, std::size_t of);
  /// Valid as long as this object is, and the memory that it took from others.
  [[nodiscard]] FactColumn column() const;

  // --- for those that fill a column at once
  /// A column whose values are to be set, each of them: by `values`, or by `take`.
  static OwnColumn unset(std::uint32_t fact, Lane lane, std::size_t rows);
  [[nodiscard]] Lane lane() const { return lane_; }
  /// A word of bits for each 64 rows begun.
  [[nodiscard]] Word* yes() { return yes_.data(); }
  [[nodiscard]] Word* known() { return known_.data(); }
  [[nodiscard]] bool is_known(std::size_t row) const { return known_.empty() || is_set(known_.data(), row); }
  void set_all_known() { known_.clear(); }
  /// Memory of its own for the values of its lane.
  template <class T>
  [[nodiscard]] T* values() {
    if (memory_ == nullptr) memory_ = std::make_unique_for_overwrite<std::byte[]>(rows_ * sizeof(T));  // NOLINT
    values_ = memory_.get();
    return reinterpret_cast<T*>(memory_.get());
  }
  /// Values that somebody else holds, as long as they are needed.
  void take(const void* values) { values_ = values; }

 private:
  using Bits = std::vector<Word>;
  void set(Bits& bits, std::size_t row) const {
    if (bits.empty()) bits.resize(rows_ / rows_a_word + 1);
    bits[row / rows_a_word] |= Word{1} << (row % rows_a_word);
  }

  std::uint32_t fact_;
  Lane lane_;
  std::size_t rows_;
  Bits yes_;    ///< of truths
  Bits known_;  ///< empty: all are
  Bits nothing_;
  Bits withheld_;
  std::unique_ptr<std::byte[]> memory_;  // NOLINT(cppcoreguidelines-avoid-c-arrays,modernize-avoid-c-arrays)
  const void* values_ = nullptr;
};

}  // namespace masa::columns
