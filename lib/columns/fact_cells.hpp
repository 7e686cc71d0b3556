/// What the cells of one fact say.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "columns/read_cells.hpp"

namespace masa::columns {

struct Said {
  enum class How : std::uint8_t { value, nothing, missing, withheld, wrong } how = How::missing;
  std::int64_t payload = 0;
};
void put(OwnColumn& column, std::size_t row, const Said& said);

[[nodiscard]] bool is_civil_day(std::int64_t days);

constexpr std::size_t longest_real = 400;
/// A real number as it is printed shortest: 12.5 is a number of one place, however the machine holds it.
[[nodiscard]] std::string_view shortest(double number, std::array<char, longest_real>& digits);

/// How cells of one fact are read.
class FactReader {
 public:
  FactReader(const Plan& plan, std::uint32_t fact);

  /// Nothing is said: what the fact makes of that.
  [[nodiscard]] Said missing() const { return missing_; }
  [[nodiscard]] static Said wrong() { return {Said::How::wrong}; }
  /// Texts repeat: each is read once.
  [[nodiscard]] Said text(std::string_view text);
  [[nodiscard]] Said truth(bool yes) const;
  [[nodiscard]] Said day(std::int64_t days) const;
  /// A whole number of so many decimal places.
  [[nodiscard]] Said number(std::int64_t number, int places) const;
  [[nodiscard]] Said real(double number) const;

  [[nodiscard]] const Type& type() const { return type_; }
  /// What whole numbers, or days since 1970, the fact can be; empty where it is none of these.
  [[nodiscard]] std::optional<std::pair<std::int64_t, std::int64_t>> bounds(bool of_days) const;

 private:
  [[nodiscard]] Said read(std::string_view text) const;

  const FactInfo& info_;
  const Vocabulary& vocabulary_;
  Type type_;
  Said missing_;
  std::unordered_map<std::string_view, Said> read_;
  std::vector<std::unique_ptr<std::string>> texts_;
};

/// A whole column where its type allows that and every cell is right; else empty.
[[nodiscard]] std::optional<OwnColumn> read_at_once(const NamedTable& table, const Heading& heading, FactReader& reader,
                                                    Lane lane);

}  // namespace masa::columns
