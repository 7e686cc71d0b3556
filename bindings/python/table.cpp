#include "table.hpp"

#include <pybind11/stl.h>

#include <array>
#include <cstring>
#include <deque>
#include <optional>
#include <stdexcept>

#include "refused.hpp"
#include "table_source.hpp"

namespace py = pybind11;

namespace masa::python {

namespace {

// NOLINTBEGIN(cppcoreguidelines-owning-memory): the interface hands out what its reader releases

template <class Struct>
void release(Struct& of) {
  if (of.release != nullptr) of.release(&of);
}

/// What a shared copy holds on to.
template <class Struct>
struct Share {
  std::shared_ptr<const Struct> whole;
  std::deque<Struct> below;
  std::vector<Struct*> children;
};

/// A copy for somebody else to release, whose memory is the whole's.
template <class Struct>
Struct shared(const Struct& from, const std::shared_ptr<const Struct>& whole) {
  auto* share = new Share<Struct>{whole, {}, {}};
  for (std::int64_t c = 0; c < from.n_children; ++c) {
    share->below.push_back(shared(*from.children[c], whole));
    share->children.push_back(&share->below.back());
  }
  Struct copy = from;
  copy.children = share->children.data();
  if (from.dictionary != nullptr) {
    share->below.push_back(shared(*from.dictionary, whole));
    copy.dictionary = &share->below.back();
  }
  copy.private_data = share;
  copy.release = [](Struct* s) {
    auto* held = static_cast<Share<Struct>*>(s->private_data);
    for (Struct& one : held->below) release(one);
    delete held;
    s->release = nullptr;
  };
  return copy;
}

template <class Struct>
py::object to_capsule(const Struct& moved, const char* name) {
  PyObject* capsule = PyCapsule_New(new Struct(moved), name, [](PyObject* one) {
    auto* held = static_cast<Struct*>(PyCapsule_GetPointer(one, PyCapsule_GetName(one)));
    release(*held);
    delete held;
  });
  if (capsule == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(capsule);
}

// NOLINTEND(cppcoreguidelines-owning-memory)

/// What is asked of tables.
struct Question {
  TableView view;
  Dates dates;
};

Question question_of(const std::vector<std::string>& decisions, const std::map<std::string, std::string>& facts,
                     const std::vector<std::string>& apart, const std::string& key, const py::dict& more,
                     const std::string& facts_at, const std::string& known_by, const std::string& law_at) {
  Question question{{}, {facts_at, known_by, law_at}};
  question.view.decisions = decisions;
  question.view.facts = facts;
  question.view.apart = apart;
  question.view.key = key;
  question.view.sensitive = more["sensitive"].cast<bool>();
  question.view.duties = more["duties"].cast<bool>();
  question.view.settled_by = more["settled_by"].cast<bool>();
  question.view.threads = more["threads"].cast<unsigned>();
  return question;
}

TableView view_of(const Question& question, const std::map<std::string, const Source*>& lists) {
  TableView view = question.view;
  for (const auto& [name, list] : lists) {
    view.lists.emplace(name, list->table());
    if (!list->own_key().empty()) view.list_keys.emplace(name, list->own_key());
  }
  return view;
}

py::object decided(const RuleBook& rules, const Source& cases, const std::map<std::string, const Source*>& lists,
                   const Question& question) {
  const TableView view = view_of(question, lists);
  const py::tuple answer =
      value_or_raise(without_gil([&] { return decide_table(rules, cases.table(), view, question.dates); }));
  return answer[0];
}

py::tuple decided_row(const RuleBook& rules, const Source& cases, const std::map<std::string, const Source*>& lists,
                      const Question& question, const std::string& which) {
  const TableView view = view_of(question, lists);
  return value_or_raise(without_gil([&] { return decide_row(rules, cases.table(), view, which, question.dates); }));
}

py::object timelines(const RuleBook& rules, const Source& cases, const std::map<std::string, const Source*>& lists,
                     const Question& question, const std::string& first, const std::string& end) {
  const TableView view = view_of(question, lists);
  const Days days{first, end, question.dates.known_by, question.dates.law_at};
  const py::tuple answer =
      value_or_raise(without_gil([&] { return timeline_table(rules, cases.table(), view, days); }));
  return answer[0];
}

py::list to_batches(const std::vector<ArrowBatch>& all) {
  py::list list;
  for (const ArrowBatch& one : all) list.append(Batch(one));
  return list;
}

py::dict members_of(const DecidedTable& decided) {
  py::dict members;
  for (const auto& [list, all] : decided.members) members[to_str(list)] = to_batches(all);
  return members;
}

bool is_valid(const ArrowArray& array, std::int64_t row) {
  const auto* valid = static_cast<const std::uint8_t*>(array.buffers[0]);
  return valid == nullptr || (valid[row / 8] >> (row % 8) & 1U) != 0;
}

template <class T>
T value_of(const ArrowArray& array, std::int64_t row) {
  return static_cast<const T*>(array.buffers[1])[row];
}

/// Texts, each once.
std::vector<py::object> words_of(const ArrowArray& dictionary) {
  std::vector<py::object> words;
  const auto* all = static_cast<const char*>(dictionary.buffers[2]);
  for (std::int64_t word = 0; word < dictionary.length; ++word) {
    const auto begin = value_of<std::int64_t>(dictionary, word);
    words.push_back(
        to_str({all + begin, static_cast<std::size_t>(value_of<std::int64_t>(dictionary, word + 1) - begin)}));
  }
  return words;
}

/// A column of an answer, whose formats are those that the engine writes.
py::list list_of(const ArrowSchema& schema, const ArrowArray& array) {
  const std::string_view format = schema.format;
  const ArrowArray* texts = format == "U" ? &array : format == "+l" ? array.children[0] : array.dictionary;
  const std::vector<py::object> words = texts == nullptr ? std::vector<py::object>{} : words_of(*texts);
  const auto size = static_cast<std::size_t>(array.length);
  py::list values(size);
  const py::object date = py::module_::import("datetime").attr("date").attr("fromordinal");
  const py::object decimal = py::module_::import("decimal").attr("Decimal");
  constexpr int ordinal_of_1970 = 719'163;
  const int places = format.starts_with("d:") ? std::stoi(schema.format + format.find(',') + 1) : 0;
  for (std::int64_t row = 0; row < array.length; ++row) {
    py::object value = py::none();
    if (!is_valid(array, row)) {
    } else if (format == "b") {
      value = py::bool_((static_cast<const std::uint8_t*>(array.buffers[1])[row / 8] >> (row % 8) & 1U) != 0);
    } else if (format == "U") {
      value = words[static_cast<std::size_t>(row)];
    } else if (format == "+l") {
      py::list items;
      for (auto item = value_of<std::int32_t>(array, row); item < value_of<std::int32_t>(array, row + 1); ++item)
        items.append(words[static_cast<std::size_t>(item)]);
      value = std::move(items);
    } else if (format == "C") {
      value = words[value_of<std::uint8_t>(array, row)];
    } else if (format == "I") {
      value = words[value_of<std::uint32_t>(array, row)];
    } else if (format == "tdD") {
      value = date(value_of<std::int32_t>(array, row) + ordinal_of_1970);
    } else if (format == "l") {
      value = py::int_(value_of<std::int64_t>(array, row));
    } else {
      value = decimal(value_of<std::int64_t>(array, 2 * row)).attr("scaleb")(-places);
    }
    values[static_cast<std::size_t>(row)] = std::move(value);
  }
  return values;
}

}  // namespace

ArrowSchema Batch::share_schema() const {
  return shared(*batch_.schema, batch_.schema);
}

ArrowArray Batch::share_array() const {
  return shared(*batch_.array, batch_.array);
}

namespace {

/// Batches one after the other. Of one table: the schema is that of the first.
struct Batches {
  std::vector<Batch> all;
  std::size_t next = 0;
};

py::object stream_of(const std::vector<Batch>& batches) {
  ArrowArrayStream stream{};
  stream.private_data = new Batches{batches, 0};  // NOLINT(cppcoreguidelines-owning-memory)
  stream.get_schema = [](ArrowArrayStream* s, ArrowSchema* out) {
    *out = static_cast<Batches*>(s->private_data)->all.front().share_schema();
    return 0;
  };
  stream.get_next = [](ArrowArrayStream* s, ArrowArray* out) {
    auto* held = static_cast<Batches*>(s->private_data);
    *out = held->next < held->all.size() ? held->all[held->next++].share_array() : ArrowArray{};
    return 0;
  };
  stream.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
  stream.release = [](ArrowArrayStream* s) {
    delete static_cast<Batches*>(s->private_data);  // NOLINT(cppcoreguidelines-owning-memory)
    s->release = nullptr;
  };
  return to_capsule(stream, "arrow_array_stream");
}

}  // namespace

py::dict Batch::columns() const {
  py::dict all;
  const ArrowSchema& schema = *batch_.schema;
  for (std::int64_t c = 0; c < schema.n_children; ++c)
    all[to_str(schema.children[c]->name)] = list_of(*schema.children[c], *batch_.array->children[c]);
  return all;
}

void define_tables(py::module_& m) {
  py::class_<Question>(m, "TableQuestion");
  m.def("table_question", &question_of, py::arg("decisions"), py::arg("facts"), py::arg("apart"), py::arg("key"),
        py::arg("more"), py::arg("facts_at"), py::arg("known_by"), py::arg("law_at"));
  py::class_<Source>(m, "TableSource");
  m.def("table_of_stream", &Source::of_stream, py::arg("stream"));
  m.def("table_of_columns", &Source::of_columns, py::arg("columns"), py::arg("own_key") = "");
  py::class_<Batch>(m, "Batch").def("columns", &Batch::columns).def("rows", &Batch::rows);
  py::class_<DecidedTable>(m, "DecidedTable")
      .def("cases", [](const DecidedTable& one) { return to_batches(one.cases); })
      .def("members", &members_of)
      .def("duties", [](const DecidedTable& one) { return to_batches(one.duties); })
      .def("effort",
           [](const DecidedTable& one) { return py::make_tuple(one.effort.in_columns, one.effort.row_by_row); });
  m.def("stream_of", &stream_of, py::arg("batches"));
  m.def("decide_row", &decided_row, py::arg("rules"), py::arg("cases"), py::arg("lists"), py::arg("question"),
        py::arg("which"));
  py::class_<TimelineTables>(m, "TimelineTables")
      .def("decisions", [](const TimelineTables& one) { return to_batches(one.decisions); })
      .def("duties", [](const TimelineTables& one) { return to_batches(one.duties); });
  m.def("timeline_table", &timelines, py::arg("rules"), py::arg("cases"), py::arg("lists"), py::arg("question"),
        py::arg("first"), py::arg("end"));
  m.def("decide_table", &decided, py::arg("rules"), py::arg("cases"), py::arg("lists"), py::arg("question"));
}

}  // namespace masa::python
