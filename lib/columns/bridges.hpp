/// What the members of a list read of their case, and a case of its members: a column with a row for each.
#pragma once

#include <map>
#include <memory>

#include "columns/kernels.hpp"
#include "columns/program.hpp"

namespace masa::columns {

/// Makes each when it is first asked for, for all rows. The program and the cases must outlive it.
class Bridges {
 public:
  Bridges(const Program& program, const Cases& cases, const Kernels& kernels)
      : program_(program), cases_(cases), kernels_(kernels) {}

  [[nodiscard]] const Program& program() const { return program_; }
  [[nodiscard]] const Cases& cases() const { return cases_; }
  [[nodiscard]] const Kernels& kernels() const { return kernels_; }

  /// A step about the case, or over the members of a list, for the rows of a record (of the cases: no_index).
  const FactColumn& of(std::uint32_t step, std::uint32_t record);

 private:
  struct Made {
    OwnColumn own;
    FactColumn column;
  };
  OwnColumn over_members(std::uint32_t step);
  OwnColumn spread(std::uint32_t step, const Members& list);

  const Program& program_;
  const Cases& cases_;
  const Kernels& kernels_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::unique_ptr<Made>> made_;
};

}  // namespace masa::columns
