#include "api/questions.hpp"
#include "format/tables.hpp"
#include "masa/masa.hpp"

namespace masa {

Result<std::vector<std::string>> tables(const Input& pack) {
  Sources sources;
  Sink sink;
  std::vector<std::string> names = tables_of(sources, sources.add(pack.name, pack.text), sink);
  if (sink.has_errors()) return diagnostics_of(sink, sources, false);
  return names;
}

Result<std::string> table_to_csv(const Input& pack, const std::string& table) {
  Sources sources;
  Sink sink;
  auto written = table_to_csv(sources, sources.add(pack.name, pack.text), table, sink);
  if (!written) return diagnostics_of(sink, sources, false);
  return {std::move(*written), {}};
}

Result<std::string> table_from_csv(const Input& pack, const std::string& table, const Input& csv) {
  Sources sources;
  Sink sink;
  const std::uint32_t file = sources.add(pack.name, pack.text);
  auto written = table_from_csv(sources, file, table, sources.add(csv.name, csv.text), sink);
  if (!written) return diagnostics_of(sink, sources, false);
  return {std::move(*written), {}};
}

}  // namespace masa
