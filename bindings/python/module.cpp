// masa._masa: the engine as Python sees it. Text in, text out; python/masa/ gives it its types.
//
// No logic stands here. Texts come as bytes, so that no message of pybind11 can print one, and the GIL is let go
// wherever the engine works.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "masa/masa.hpp"
#include "refused.hpp"
#include "table.hpp"

namespace py = pybind11;

namespace {

using masa::python::refused;
using masa::python::value_or_raise;
using masa::python::without_gil;

py::tuple load(const std::vector<std::pair<std::string, std::string>>& packs) {
  return value_or_raise(without_gil([&] {
    std::vector<masa::Input> inputs;
    for (const auto& [name, text] : packs) inputs.push_back({name, text});
    return masa::load(inputs);
  }));
}

py::tuple decide(const masa::RuleBook& rules, const std::string& name, const std::string& text,
                 const std::string& facts_at, const std::string& known_by, const std::string& law_at) {
  return value_or_raise(without_gil([&] { return masa::decide(rules, {name, text}, {facts_at, known_by, law_at}); }));
}

py::tuple timeline(const masa::RuleBook& rules, const std::string& name, const std::string& text,
                   const std::string& first, const std::string& end, const std::string& known_by,
                   const std::string& law_at) {
  return value_or_raise(
      without_gil([&] { return masa::timeline(rules, {name, text}, {first, end, known_by, law_at}); }));
}

std::string course_to_json(const masa::Course& course, bool sensitive) {
  return course.to_json({.sensitive = sensitive});
}

std::string course_to_text(const masa::Course& course, bool sensitive, int width, bool colour) {
  return course.to_text({.sensitive = sensitive}, width, colour);
}

std::string course_to_html(const masa::Course& course, bool sensitive, bool as_page) {
  return course.to_html({.sensitive = sensitive}, as_page);
}

py::tuple ask(const masa::RuleBook& rules, const std::string& question) {
  return value_or_raise(without_gil([&] { return masa::ask(rules, {"question", question}); }));
}

masa::Output form_of(const std::string& form) {
  if (form == "json") return masa::Output::json;
  return form == "icalendar" ? masa::Output::icalendar : masa::Output::text;
}

py::tuple calendar(const masa::RuleBook& rules, int year, const std::string& form, const std::string& given,
                   int width) {
  return value_or_raise(
      without_gil([&] { return masa::calendar(rules, year, form_of(form), {"given", given}, width); }));
}

py::tuple graph(const masa::RuleBook& rules, const std::string& shape, const std::string& at, const std::string& title,
                const std::string& by, const std::string& beside, const std::string& shade,
                const std::vector<std::string>& lines, const std::string& up, const std::string& left, bool as_dot) {
  using Shape = masa::GraphView::Shape;
  const masa::GraphView view{shape == "map" ? Shape::map : Shape::chart, at, title, by, beside, shade, lines, up, left};
  return value_or_raise(without_gil([&] { return masa::graph(rules, view, as_dot); }));
}

std::string standing_duties(const masa::RuleBook& rules, const std::string& form, int width) {
  return masa::standing_duties(rules, form_of(form), width);
}

std::string conflicts(const masa::RuleBook& rules, const std::string& form, int width) {
  return masa::conflicts(rules, form_of(form), width);
}

std::string_view severity_word(masa::Severity severity) {
  return severity == masa::Severity::error ? "error" : severity == masa::Severity::warning ? "warning" : "note";
}

py::tuple read_aloud(const masa::RuleBook& rules, const std::vector<std::string>& packs, const std::string& form,
                     int width) {
  return value_or_raise(without_gil([&] { return masa::read(rules, packs, form_of(form), width); }));
}

py::tuple coverage(const masa::RuleBook& rules, const std::string& name, const std::string& text,
                   const std::string& form, int width) {
  return value_or_raise(without_gil([&] { return masa::coverage(rules, {name, text}, form_of(form), width); }));
}

py::tuple format(const std::string& name, const std::string& text) {
  return value_or_raise(without_gil([&] { return masa::format({name, text}); }));
}

py::tuple tables(const std::string& name, const std::string& text) {
  return value_or_raise(without_gil([&] { return masa::tables({name, text}); }));
}

py::tuple table_to_csv(const std::string& name, const std::string& text, const std::string& table) {
  return value_or_raise(without_gil([&] { return masa::table_to_csv({name, text}, table); }));
}

py::tuple table_from_csv(const std::string& name, const std::string& text, const std::string& table,
                         const std::string& csv_name, const std::string& csv) {
  return value_or_raise(without_gil([&] { return masa::table_from_csv({name, text}, table, {csv_name, csv}); }));
}

std::string schema(const std::string& of) {
  using Of = masa::SchemaOf;
  return masa::schema(of == "pack" ? Of::packs : of == "suite" ? Of::suites : Of::cases);
}

py::tuple run_suite(const masa::RuleBook& rules, const std::string& name, const std::string& text) {
  return value_or_raise(without_gil([&] { return masa::run_suite(rules, {name, text}); }));
}

std::string explain(const masa::Determination& determination, const std::string& decision, const std::string& person,
                    bool sensitive) {
  return masa::explain(determination, decision, person, {.sensitive = sensitive});
}

std::string to_json(const masa::Determination& determination, bool sensitive, bool explanation) {
  return determination.to_json({.sensitive = sensitive, .explanation = explanation});
}

std::string to_html(const masa::Determination& determination, bool sensitive, bool fragment) {
  return determination.to_html({.sensitive = sensitive}, fragment);
}

std::string to_text(const masa::Determination& determination, bool sensitive, int width, bool colour) {
  return determination.to_text({.sensitive = sensitive}, width, colour);
}

}  // namespace

PYBIND11_MODULE(_masa, m, py::mod_gil_not_used()) {
  using WithoutGil = py::call_guard<py::gil_scoped_release>;
  m.doc() = "The engine behind the package masa; use that one.";
  m.def("version", &masa::version);

  if (refused == nullptr) refused = PyErr_NewException("masa._masa.Refused", nullptr, nullptr);
  m.attr("Refused") = py::reinterpret_borrow<py::object>(refused);

  py::class_<masa::RuleBook>(m, "RuleBook")
      .def("packs", &masa::RuleBook::packs)
      .def("decisions", &masa::RuleBook::decisions);
  m.def("load", &load, py::arg("packs"));
  masa::python::define_tables(m);
  m.def("decide", &decide, py::arg("rules"), py::arg("name"), py::arg("text"), py::arg("facts_at"), py::arg("known_by"),
        py::arg("law_at"));

  py::class_<masa::Determination>(m, "Determination")
      .def("to_json", &to_json, py::arg("sensitive"), py::arg("explanation"), WithoutGil())
      .def("to_html", &to_html, py::arg("sensitive"), py::arg("fragment"), WithoutGil())
      .def("to_text", &to_text, py::arg("sensitive"), py::arg("width"), py::arg("colour"), WithoutGil());
  m.def("explain", &explain, py::arg("determination"), py::arg("decision"), py::arg("person"), py::arg("sensitive"),
        WithoutGil());

  py::class_<masa::Course>(m, "Course")
      .def("to_json", &course_to_json, py::arg("sensitive"), WithoutGil())
      .def("to_text", &course_to_text, py::arg("sensitive"), py::arg("width"), py::arg("colour"), WithoutGil())
      .def("to_html", &course_to_html, py::arg("sensitive"), py::arg("as_page"), WithoutGil());
  m.def("timeline", &timeline, py::arg("rules"), py::arg("name"), py::arg("text"), py::arg("first"), py::arg("end"),
        py::arg("known_by"), py::arg("law_at"));

  py::class_<masa::Answered::Source>(m, "AnsweredSource")
      .def_readonly("id", &masa::Answered::Source::id)
      .def_readonly("title", &masa::Answered::Source::title);
  py::class_<masa::Answered>(m, "Answered")
      .def_readonly("json", &masa::Answered::json)
      .def_readonly("text", &masa::Answered::text)
      .def_readonly("sources", &masa::Answered::sources)
      .def_readonly("notes", &masa::Answered::notes);
  m.def("ask", &ask, py::arg("rules"), py::arg("question"));

  m.def("calendar", &calendar, py::arg("rules"), py::arg("year"), py::arg("form"), py::arg("given"), py::arg("width"));
  m.def("graph", &graph, py::arg("rules"), py::arg("shape"), py::arg("at"), py::arg("title"), py::arg("by"),
        py::arg("beside"), py::arg("shade"), py::arg("lines"), py::arg("up"), py::arg("left"), py::arg("as_dot"));
  m.def("standing_duties", &standing_duties, py::arg("rules"), py::arg("form"), py::arg("width"));
  m.def("conflicts", &conflicts, py::arg("rules"), py::arg("form"), py::arg("width"));
  m.def("diagnostic_kinds", [] {
    py::list kinds;
    for (const masa::DiagnosticKind& kind : masa::diagnostic_kinds())
      kinds.append(py::make_tuple(kind.code, severity_word(kind.severity), kind.summary));
    return kinds;
  });
  m.def("read", &read_aloud, py::arg("rules"), py::arg("packs"), py::arg("form"), py::arg("width"));
  m.def("coverage", &coverage, py::arg("rules"), py::arg("name"), py::arg("text"), py::arg("form"), py::arg("width"));

  m.def("format", &format, py::arg("name"), py::arg("text"));
  m.def("tables", &tables, py::arg("name"), py::arg("text"));
  m.def("table_to_csv", &table_to_csv, py::arg("name"), py::arg("text"), py::arg("table"));
  m.def("table_from_csv", &table_from_csv, py::arg("name"), py::arg("text"), py::arg("table"), py::arg("csv_name"),
        py::arg("csv"));
  m.def("schema", &schema, py::arg("of"));
  m.def("schema_of_cases", [](const masa::RuleBook& rules) { return masa::schema(rules); }, py::arg("rules"));

  using Failure = masa::SuiteReport::Failure;
  py::class_<Failure>(m, "SuiteFailure")
      .def_readonly("id", &Failure::id)
      .def_readonly("what", &Failure::what)
      .def_readonly("expected", &Failure::expected)
      .def_readonly("got", &Failure::got)
      .def_readonly("rule", &Failure::rule);
  py::class_<masa::SuiteReport>(m, "SuiteReport")
      .def_readonly("failures", &masa::SuiteReport::failures)
      .def_readonly("passed", &masa::SuiteReport::passed)
      .def_readonly("failed", &masa::SuiteReport::failed)
      .def_readonly("notes", &masa::SuiteReport::notes);
  m.def("run_suite", &run_suite, py::arg("rules"), py::arg("name"), py::arg("text"));
}
