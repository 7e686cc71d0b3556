// Tables of cases between Python and the engine.
#pragma once

#include <pybind11/pybind11.h>

#include <memory>
#include <string>

#include "masa/arrow.h"
#include "masa/masa.hpp"

namespace masa::python {

/// A decided batch. It hands itself to whoever reads Arrow, as often as they like.
class Batch {
 public:
  Batch(ArrowSchema schema, ArrowArray array, TableEffort effort);
  /// The values of each column as a list: texts, truths, whole numbers, None. Dates and decimals are texts.
  [[nodiscard]] pybind11::dict columns() const;
  /// Copies that share the memory, for somebody else to release.
  [[nodiscard]] ArrowSchema share_schema() const;
  [[nodiscard]] ArrowArray share_array() const;
  [[nodiscard]] std::int64_t rows() const { return array_->length; }
  [[nodiscard]] const TableEffort& effort() const { return effort_; }

 private:
  std::shared_ptr<ArrowSchema> schema_;
  std::shared_ptr<ArrowArray> array_;
  TableEffort effort_;
};

void define_tables(pybind11::module_& m);

}  // namespace masa::python
