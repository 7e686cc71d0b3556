// Tables of cases between Python and the engine.
#pragma once

#include <pybind11/pybind11.h>

#include <memory>
#include <string>

#include "masa/arrow.h"
#include "masa/tables.hpp"

namespace masa::python {

/// A decided batch. It hands itself to whoever reads Arrow, as often as they like.
class Batch {
 public:
  explicit Batch(ArrowBatch batch) : batch_(std::move(batch)) {}
  /// The values of each column as a list: texts, truths, whole numbers, dates, decimals, lists of texts, None.
  [[nodiscard]] pybind11::dict columns() const;
  /// Copies that share the memory, for somebody else to release.
  [[nodiscard]] ArrowSchema share_schema() const;
  [[nodiscard]] ArrowArray share_array() const;
  [[nodiscard]] std::int64_t rows() const { return batch_.array->length; }

 private:
  ArrowBatch batch_;
};

void define_tables(pybind11::module_& m);

}  // namespace masa::python
