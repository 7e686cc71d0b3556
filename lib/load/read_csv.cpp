// Own code, for no library that reads CSV says at which byte a cell stands, and every complaint names its place.
#include "load/read_csv.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "load/read_yaml.hpp"

namespace masa {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Reads one cell after another.
class CsvReader {
 public:
  CsvReader(const Node& node, Sink& sink) : node_(node), text_(node.text), sink_(sink) {
    if (text_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
  }

  [[nodiscard]] bool has_more() const { return at_ < text_.size(); }

  std::vector<Name> row() {
    std::vector<Name> cells;
    do {
      cells.push_back(cell());
    } while (take(','));
    take('\n');
    return cells;
  }

 private:
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r')) ++at_;
  }

  Name cell() {
    skip_blanks();
    if (take('"')) return quoted_cell();
    const std::size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
    const std::string_view text = trim(text_.substr(at_, end - at_));
    Name cell{std::string(text), node_.at(at_, std::max(at_ + text.size(), at_ + 1))};
    at_ = end;
    return cell;
  }

  Name quoted_cell() {
    const std::size_t begin = at_;
    std::string text;
    while (at_ < text_.size() && (text_[at_] != '"' || text_.substr(at_).starts_with("\"\""))) {
      if (text_[at_] == '"') ++at_;  // of two, one is meant
      text += text_[at_++];
    }
    Name cell{std::move(text), node_.at(begin, std::max(at_, begin + 1))};
    if (!take('"')) {
      sink_.report(Kind::table_shape, node_.at(begin - 1, begin), "the quotes of this cell are not closed");
      return cell;
    }
    skip_blanks();
    if (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n') {
      sink_.report(Kind::table_shape, node_.at(at_, at_ + 1), "text stands behind the closing quotes of a cell",
                   "inside a cell, write a double quote twice");
      at_ = std::min(text_.find_first_of(",\n", at_), text_.size());
    }
    return cell;
  }

  const Node& node_;
  std::string_view text_;
  Sink& sink_;
  std::size_t at_ = 0;
};

/// A path without `.` and `..`: names only, for the engine opens no file.
std::string plain_path(std::string_view path) {
  std::vector<std::string> parts;
  for (const std::string_view part : split(path, '/')) {
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (part != "." && (!part.empty() || parts.empty())) {
      parts.emplace_back(part);
    }
  }
  return join(parts, "/");
}

bool names_a_table(const Node& node) {
  return node.is_scalar() && !node.is_block && is_csv_name(node.text);
}

class Attacher {
 public:
  Attacher(std::string_view pack_name, std::span<CsvText> tables, const Sources& sources, Sink& sink)
      : folder_(pack_name.substr(0, pack_name.rfind('/') + 1)), tables_(tables), sources_(sources), sink_(sink) {}

  void attach_to(Node& block) {
    std::erase_if(block.entries,
                  [this](Node::Entry& entry) { return names_a_table(entry.value) && !attach(entry.value); });
  }

 private:
  bool attach(Node& node) {
    const std::string path = plain_path(fmt::format("{}{}", folder_, node.text));
    const auto same = [&](const CsvText& table) { return plain_path(table.name) == path; };
    const auto found = std::ranges::find_if(tables_, same);
    if (found == tables_.end()) {
      sink_.report(Kind::no_such_table, node.span, fmt::format("no table `{}` was given with the packs", path),
                   "the path goes from the folder of this pack");
      return false;
    }
    found->is_used = true;
    node = csv_node(sources_, found->file);
    return check_text(sources_, found->file, limits::table_bytes, sink_);
  }

  std::string_view folder_;  ///< with its `/`; empty: none
  std::span<CsvText> tables_;
  const Sources& sources_;
  Sink& sink_;
};

Node* find_mutable(Node& node, std::string_view key) {
  const auto found = std::ranges::find(node.entries, key, &Node::Entry::key);
  return found == node.entries.end() ? nullptr : &found->value;
}

}  // namespace

bool is_csv_name(std::string_view name) {
  return name.ends_with(".csv");
}

void attach_tables(Node& document, std::string_view pack_name, std::span<CsvText> tables, const Sources& sources,
                   Sink& sink) {
  Node* network = find_mutable(document, "network");
  if (network == nullptr) return;
  Attacher attacher(pack_name, tables, sources, sink);
  attacher.attach_to(*network);
  if (Node* edges = find_mutable(*network, "edges")) attacher.attach_to(*edges);
}

Node csv_node(const Sources& sources, std::uint32_t file) {
  const std::string_view text = sources.text(file);
  Node node;
  node.shape = Node::Shape::scalar;
  node.is_csv = true;
  node.text = text;
  node.span = {file, 0, std::min<std::uint32_t>(1, static_cast<std::uint32_t>(text.size()))};
  node.pieces = {{0, 0}};
  return node;
}

void for_each_csv_row(const Node& node, Sink& sink, const std::function<void(std::vector<Name>&)>& visit) {
  for (CsvReader reader(node, sink); reader.has_more();) {
    std::vector<Name> row = reader.row();
    visit(row);
  }
}

std::vector<std::vector<Name>> split_csv(const Node& node, Sink& sink) {
  std::vector<std::vector<Name>> rows;
  bool is_full = false;
  for_each_csv_row(node, sink, [&](std::vector<Name>& row) {
    const bool is_empty = row.size() == 1 && row.front().text.empty();
    if (is_empty) return;
    is_full = is_full || !may_hold(rows.size() + 1, row.size(), row.front().span, sink);
    if (!is_full) rows.push_back(std::move(row));
  });
  return rows;
}

}  // namespace masa
