#include "columns/nested_lists.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace masa::columns {

namespace {

bool is_list_of_members(const ArrowSchema& type) {
  const std::string_view format = type.format;
  return (format == "+l" || format == "+L") && type.n_children == 1 &&
         std::string_view(type.children[0]->format) == "+s";
}

class NestedReader {
 public:
  NestedReader(const NamedTable& cases, NestedList& out, Sink& sink) : cases_(cases), out_(out), sink_(sink) {}

  void read(std::size_t child) {
    const ArrowSchema& type = *cases_.arrow.schema->children[child];
    out_.members.schema = type.children[0];
    for (const ArrowArray* batch : cases_.arrow.batches) {
      Heading heading;
      heading.child = static_cast<std::int64_t>(child);
      const Cells cells = cells_of(cases_, *batch, heading);
      if (cells.rows == 0) continue;
      if (std::string_view(type.format) == "+l") {
        read_batch(cells, cells.buffer<std::int32_t>(1) + cells.offset);
      } else {
        read_batch(cells, cells.buffer<std::int64_t>(1) + cells.offset);
      }
    }
    for (const ArrowArray& batch : out_.batches) out_.members.batches.push_back(&batch);
  }

 private:
  /// The members of a batch of cases stand one behind the other.
  template <class Offset>
  void read_batch(const Cells& cells, const Offset* ends) {
    ArrowArray members = *cells.array->children[0];
    members.offset += ends[0];
    members.length = ends[cells.rows] - ends[0];
    if (members.null_count != 0) members.null_count = -1;
    out_.batches.push_back(members);
    for (std::size_t row = 0; row < cells.rows; ++row) {
      const auto count = static_cast<std::size_t>(ends[row + 1] - ends[row]);
      const bool is_missing = cells.is_missing(row);
      if (is_missing && count > 0 && !has_complained_) {
        sink_.report(Kind::wrong_value, {},
                     fmt::format("{} is missing and has members", cases_.place(out_.states.size(), out_.column)));
        has_complained_ = true;
      }
      out_.case_of.insert(out_.case_of.end(), count, static_cast<std::uint32_t>(out_.states.size()));
      out_.states.push_back(is_missing ? std::nullopt : std::optional<std::string>("listed"));
    }
  }

  const NamedTable& cases_;
  NestedList& out_;
  Sink& sink_;
  bool has_complained_ = false;
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
    const bool is_a_list = std::ranges::any_of(
        schema.records, [&](const RecordInfo& record) { return record.is_listed() && record.list == name; });
    const bool is_apart = std::ranges::find(naming.apart, columns[c]) != naming.apart.end();
    if (!is_a_list || is_apart) continue;
    NestedList& one = all.emplace_back();
    one.column = columns[c];
    one.list = name;
    NestedReader(cases, one, sink).read(c);
  }
  return all;
}

}  // namespace masa::columns
