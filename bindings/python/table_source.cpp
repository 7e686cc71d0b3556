#include "table_source.hpp"

#include <pybind11/stl.h>

#include <stdexcept>

namespace py = pybind11;

namespace masa::python {

namespace {

// NOLINTBEGIN(cppcoreguidelines-owning-memory): the interface hands out what its reader releases

template <class Struct>
std::shared_ptr<Struct> owned(const Struct& moved) {
  return {new Struct(moved), [](Struct* s) {
            if (s->release != nullptr) s->release(s);
            delete s;
          }};
}

// NOLINTEND(cppcoreguidelines-owning-memory)

template <class Struct>
Struct& from_capsule(const py::object& capsule, const char* name) {
  auto* held = static_cast<Struct*>(PyCapsule_GetPointer(capsule.ptr(), name));
  if (held == nullptr) throw py::error_already_set();
  return *held;
}

}  // namespace

std::unique_ptr<Source> Source::of_stream(const py::object& capsule) {
  auto source = std::make_unique<Source>();
  auto& stream = from_capsule<ArrowArrayStream>(capsule, "arrow_array_stream");
  const auto check = [&](int failed) {
    if (failed == 0) return;
    const char* why = stream.get_last_error(&stream);
    throw std::runtime_error(why == nullptr ? "the table cannot be read" : why);
  };
  ArrowSchema given{};
  check(stream.get_schema(&stream, &given));
  source->schema_ = owned(given);
  for (;;) {
    ArrowArray next{};
    check(stream.get_next(&stream, &next));
    if (next.release == nullptr) break;
    source->batches_.push_back(owned(next));
  }
  return source;
}

std::unique_ptr<Source> Source::of_columns(const std::vector<std::pair<std::string, py::object>>& columns,
                                           std::string own_key) {
  auto source = std::make_unique<Source>();
  source->own_key_ = std::move(own_key);
  for (const auto& [name, held] : columns) {
    const std::string& called = source->names_.emplace_back(name);
    if (py::isinstance<py::tuple>(held)) {
      const auto typed = held.cast<std::pair<std::string, py::buffer>>();
      Numbers& one = source->numbers_.emplace_back(called, typed.first, typed.second);
      source->add(one.schema, one.array);
    } else {
      Texts& one = source->texts_.emplace_back(called, held.cast<std::vector<std::optional<std::string>>>());
      source->add(one.schema, one.array);
    }
  }
  ArrowSchema schema{};
  schema.format = "+s";
  schema.n_children = static_cast<std::int64_t>(columns.size());
  schema.children = source->schemas_.data();
  ArrowArray array{};
  array.length = source->arrays_.empty() ? 0 : source->arrays_.front()->length;
  array.n_children = schema.n_children;
  array.children = source->arrays_.data();
  source->schema_ = owned(schema);
  source->batches_.push_back(owned(array));
  return source;
}

ArrowTable Source::table() const {
  ArrowTable table{schema_.get(), {}};
  for (const auto& batch : batches_) table.batches.push_back(batch.get());
  return table;
}

}  // namespace masa::python
