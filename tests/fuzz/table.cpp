// A table in a file of its own from any bytes: once as bodies, once as the rows of a relation.
#include <string>

#include "printed.hpp"

namespace masa {
namespace {

constexpr std::string_view head = R"(pack: test/fuzz
title: A pack of the fuzz targets
layer: national
sources:
  S:
    title: a statute of the tests
    kind: statute
network:
  kinds: place, area
  area: |
    id    | name
    north | The north
    south | The south
  relations:
    near: {to: place, both_ways: yes}
)";

void load_with(std::string_view rest, std::string_view table) {
  const std::vector<Input> inputs{{"pack.yaml", std::string(head) + std::string(rest)},
                                  {"table.csv", std::string(table)}};
  fuzz::check_complaints(load(inputs).diagnostics());
}

}  // namespace
}  // namespace masa

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view table = masa::fuzz::text_of(data, size);
  masa::load_with("  place: table.csv\n", table);
  masa::load_with(
      "  place: |\n    id | name | area\n    a | A | north\n    b | B | south\n  edges:\n    near: table.csv\n", table);
  return 0;
}
