#include "columns/nested_lists.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace masa::columns {

namespace {

/// Of structs; or of nothing, as lists are written of which all are empty.
bool is_list_of_members(const ArrowSchema& type) {
  const std::string_view format = type.format;
  if ((format != "+l" && format != "+L") || type.n_children != 1) return false;
  const std::string_view below = type.children[0]->format;
  return below == "+s" || below == "n";
}

class NestedReader {
 public:
  NestedReader(const NamedTable& cases, NestedList& out, Sink& sink) : cases_(cases), out_(out), sink_(sink) {}

  void read(std::size_t child) {
    const ArrowSchema& type = *cases_.arrow.schema->children[child];
    const bool has_members = std::string_view(type.children[0]->format) == "+s";
    out_.no_members.format = "+s";
    out_.members.schema = has_members ? type.children[0] : &out_.no_members;
    for (const ArrowArray* batch : cases_.arrow.batches) {
      Heading heading;
      heading.child = static_cast<std::int64_t>(child);
      if (!read_batch(cells_of(cases_, *batch, heading), has_members)) return;
    }
    for (const ArrowArray& batch : out_.batches) out_.members.batches.push_back(&batch);
  }

 private:
  /// The members of a batch of cases stand one behind the other, but for what stands below cells that are missing.
  bool read_batch(const Cells& cells, bool has_members) {
    const auto ends = ends_of_lists(cells);
    if (!ends) complain_about_ends(cases_, out_.column, sink_);
    if (!ends) return false;
    std::size_t first = ends->front();
    for (std::size_t row = 0; row < cells.rows; ++row) {
      const std::size_t begin = (*ends)[row];
      const std::size_t end = (*ends)[row + 1];
      const bool is_missing = cells.is_missing(row);
      if (is_missing) {
        add(cells, first, begin);
        first = end;
      } else if (begin < end && !has_members) {
        sink_.report(Kind::wrong_shape, {},
                     fmt::format("{} has a member that is null", cases_.place(out_.states.size(), out_.column)));
        return false;
      } else {
        out_.case_of.insert(out_.case_of.end(), end - begin, static_cast<std::uint32_t>(out_.states.size()));
      }
      out_.states.push_back(is_missing ? std::nullopt : std::optional<std::string>("listed"));
    }
    add(cells, first, ends->back());
    return true;
  }

  void add(const Cells& cells, std::size_t first, std::size_t end) {
    if (first == end) return;
    ArrowArray members = *cells.array->children[0];
    members.offset += static_cast<std::int64_t>(first);
    members.length = static_cast<std::int64_t>(end - first);
    if (members.null_count != 0) members.null_count = -1;
    out_.batches.push_back(members);
  }

  const NamedTable& cases_;
  NestedList& out_;
  Sink& sink_;
};

}  // namespace

std::deque<NestedList> read_nested_lists(const NamedTable& cases, const Schema& schema, const Naming& naming,
                                         Sink& sink) {
  std::deque<NestedList> all;
  const std::vector<std::string> columns = cases.columns();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (!is_list_of_members(*cases.arrow.schema->children[c])) continue;
    const auto renamed = naming.facts.find(columns[c]);
    const std::string& name = renamed == naming.facts.end() ? columns[c] : renamed->second;
    const auto record = list_called(schema, name);
    const bool is_apart = std::ranges::find(naming.apart, columns[c]) != naming.apart.end();
    if (!record || is_apart) continue;
    if (std::ranges::count(columns, columns[c]) > 1)
      sink.report(Kind::declared_twice, {}, fmt::format("two columns are called `{}`", columns[c]));
    NestedList& one = all.emplace_back();
    one.column = columns[c];
    one.record = *record;
    NestedReader(cases, one, sink).read(c);
  }
  return all;
}

}  // namespace masa::columns
