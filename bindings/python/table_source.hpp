// Tables that Python hands over: streams of Arrow, or columns of texts and of numbers.
#pragma once

#include <pybind11/pybind11.h>

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "masa/arrow.h"
#include "masa/tables.hpp"

namespace masa::python {

/// A column of texts as Arrow has it; the memory is this object's.
struct Texts {
  std::vector<std::int64_t> ends{0};
  std::string all;
  std::vector<std::uint8_t> valid;
  std::array<const void*, 3> buffers{};
  ArrowSchema schema{};
  ArrowArray array{};

  Texts(const std::string& name, const std::vector<std::optional<std::string>>& texts) : valid(texts.size() / 8 + 1) {
    for (std::size_t row = 0; row < texts.size(); ++row) {
      if (texts[row]) {
        all += *texts[row];
        valid[row / 8] = static_cast<std::uint8_t>(valid[row / 8] | 1U << (row % 8));
      }
      ends.push_back(static_cast<std::int64_t>(all.size()));
    }
    buffers = {valid.data(), ends.data(), all.data()};
    schema.format = "U";
    schema.name = name.c_str();
    array.length = static_cast<std::int64_t>(texts.size());
    array.null_count = -1;
    array.n_buffers = 3;
    array.buffers = buffers.data();
  }
};

/// A column that is memory of somebody else's: numbers, one behind the other.
struct Numbers {
  pybind11::buffer_info info;
  std::vector<std::uint8_t> bits;
  std::array<const void*, 2> buffers{};
  std::string format;
  ArrowSchema schema{};
  ArrowArray array{};

  /// `called`: as Arrow calls its type; `b` for truths of a byte each.
  Numbers(const std::string& name, const std::string& called, const pybind11::buffer& memory)
      : info(memory.request()), format(called) {
    const auto rows = static_cast<std::size_t>(info.size);
    if (format == "b") {
      bits.resize(rows / 8 + 1);
      const auto* truths = static_cast<const std::uint8_t*>(info.ptr);
      for (std::size_t row = 0; row < rows; ++row)
        bits[row / 8] = static_cast<std::uint8_t>(bits[row / 8] | (truths[row] != 0 ? 1U : 0U) << (row % 8));
    }
    buffers = {nullptr, format == "b" ? bits.data() : info.ptr};
    schema.format = format.c_str();
    schema.name = name.c_str();
    array.length = static_cast<std::int64_t>(rows);
    array.n_buffers = 2;
    array.buffers = buffers.data();
  }
};

/// A table that is read: of a stream of Arrow, or columns of texts.
class Source {
 public:
  /// Every batch of a stream.
  static std::unique_ptr<Source> of_stream(const pybind11::object& capsule);
  /// Columns of a name, and what they hold: texts, or a type of Arrow and the memory of its values.
  /// `own_key`: the column of keys, where it is not called like that of the cases.
  static std::unique_ptr<Source> of_columns(const std::vector<std::pair<std::string, pybind11::object>>& columns,
                                            std::string own_key);
  [[nodiscard]] const std::string& own_key() const { return own_key_; }

  [[nodiscard]] ArrowTable table() const;

 private:
  void add(ArrowSchema& schema, ArrowArray& array) {
    schemas_.push_back(&schema);
    arrays_.push_back(&array);
  }

  std::string own_key_;
  std::shared_ptr<ArrowSchema> schema_;
  std::vector<std::shared_ptr<ArrowArray>> batches_;
  std::deque<std::string> names_;
  std::deque<Texts> texts_;
  std::deque<Numbers> numbers_;
  std::vector<ArrowSchema*> schemas_;
  std::vector<ArrowArray*> arrays_;
};

}  // namespace masa::python
