// How complaints of the engine reach Python.
#pragma once

#include <pybind11/pybind11.h>

#include <string_view>
#include <utility>
#include <vector>

#include "masa/masa.hpp"

namespace masa::python {

inline PyObject* refused = nullptr;  // the exception `Refused`; made once, lives as long as the process

template <class Work>
auto without_gil(const Work& work) {
  const pybind11::gil_scoped_release release;
  return work();
}

/// A text that may quote a file which is not UTF-8.
inline pybind11::str to_str(std::string_view text) {
  PyObject* decoded = PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace");
  if (decoded == nullptr) throw pybind11::error_already_set();
  return pybind11::reinterpret_steal<pybind11::str>(decoded);
}

/// Each complaint as JSON and as text.
inline pybind11::list print_diagnostics(const std::vector<Diagnostic>& diagnostics) {
  pybind11::list printed;
  for (const Diagnostic& d : diagnostics) printed.append(pybind11::make_tuple(to_str(to_json(d)), to_str(to_text(d))));
  return printed;
}

/// The value and the warnings; raises `Refused`, whose one argument is the list of complaints, where there is no value.
template <class T>
pybind11::tuple value_or_raise(Result<T> result) {
  pybind11::list diagnostics = print_diagnostics(result.diagnostics());
  if (!result.ok()) {
    PyErr_SetObject(refused, diagnostics.ptr());
    throw pybind11::error_already_set();
  }
  return pybind11::make_tuple(std::move(result).value(), std::move(diagnostics));
}

}  // namespace masa::python
