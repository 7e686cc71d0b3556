/// The duties of many cases, a row each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "columns/write_arrow.hpp"
#include "course/history.hpp"

namespace masa {

class DutiesTable {
 public:
  /// The names of its columns, but for the key.
  [[nodiscard]] static const std::vector<std::string>& columns();
  /// Adds those of one case that have arisen or may have. `name_of`: empty for those whom no table names.
  void add(const Plan& plan, const Facts& facts, const AskedDates& dates, std::size_t row,
           const columns::MemberName& name_of);
  /// `keys`: of the cases, where they have any; else their rows, from 1, tell them apart.
  void write(const Plan& plan, const std::string& key, const std::vector<std::string>& keys, ArrowSchema& schema,
             ArrowArray& array) const;

 private:
  struct Row {
    std::size_t row = 0;
    std::uint32_t duty = 0;
    std::optional<std::string> member;
    DutyState state = DutyState::not_known;
    bool is_provisional = false;
    std::optional<std::string> who;
    std::optional<std::string> whom;
    std::optional<Date> due;
    bool may_be_earlier = false;
    std::optional<Date> arisen_on;
    std::optional<Date> done_on;
    Confidence confidence{};
  };
  std::vector<Row> rows_;
};

}  // namespace masa
