// A case of which tables say more than columns hold (what happened, sets, a history) is written as a case would be and
// read as one, so that it means what it would alone. What columns hold is put on top.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "case/read_case.hpp"
#include "columns/read_tables.hpp"

namespace masa::columns {

namespace {

Node scalar(std::string_view text, Span span) {
  Node node;
  node.span = span;
  if (text.empty()) return node;
  node.shape = Node::Shape::scalar;
  node.text = text;
  return node;
}

void add(Node& mapping, std::string key, Node value) {
  mapping.shape = Node::Shape::mapping;
  const Span span = value.span;
  mapping.entries.push_back({std::move(key), span, std::move(value)});
}

/// Words of a set, with `;` between or in brackets, as a list. `unknown` and `withheld` stay what they are.
Node set_of(const std::optional<std::string>& said, Span span) {
  if (!said) return scalar("", span);
  std::string_view text = trim(*said);
  if (text.starts_with(item_mark)) {  // of an Arrow list
    Node list;
    list.shape = Node::Shape::list;
    list.span = span;
    std::vector<std::string_view> words = split(text.substr(1), item_mark);
    words.pop_back();  // behind the last mark
    for (const std::string_view word : words) list.items.push_back(scalar(word, span));
    return list;
  }
  if (text == "unknown" || text == "withheld") return scalar(text, span);
  const bool has_brackets = text.size() >= 2 && text.front() == '[' && text.back() == ']';
  if (has_brackets) text = trim(text.substr(1, text.size() - 2));
  Node list;
  list.shape = Node::Shape::list;
  list.span = span;
  if (text.empty()) return list;
  for (const std::string_view word : split(text, has_brackets ? ',' : ';'))
    list.items.push_back(scalar(trim(word), span));
  return list;
}

}  // namespace

class WholeCase {
 public:
  WholeCase(const ReadTables& tables, std::size_t row)
      : tables_(tables), schema_(tables.plan_.book.schema), row_(row), here_{0, place(row), place(row)} {}

  [[nodiscard]] Node write() {
    Node document;
    document.shape = Node::Shape::mapping;
    document.span = here_;
    for (const auto& [fact, cells] : tables_.sets_) add_set(document, fact, cells[row_]);
    if (!tables_.covers_.empty() && tables_.covers_[row_]) {
      Node history;
      add(history, "covers", scalar(*tables_.covers_[row_], here_));
      add(document, "history", std::move(history));
    }
    for (const ListTable& list : tables_.lists_) add_list(document, list);
    if (tables_.events_) add_events(document, *tables_.events_);
    return document;
  }

 private:
  /// In the text of a table the line of a row.
  static std::uint32_t place(std::size_t row) { return static_cast<std::uint32_t>(row); }

  void add_set(Node& document, std::uint32_t fact, const std::optional<std::string>& said) {
    const std::string& path = schema_.facts[fact].path;
    const auto dot = path.find('.');
    if (dot == std::string::npos) return add(document, path, set_of(said, here_));
    const std::string group = path.substr(0, dot);
    auto found = std::ranges::find(document.entries, group, &Node::Entry::key);
    if (found == document.entries.end()) {
      Node block;
      block.shape = Node::Shape::mapping;
      block.span = here_;
      add(document, group, std::move(block));
      found = document.entries.end() - 1;
    }
    add(found->value, path.substr(dot + 1), set_of(said, here_));
  }

  void add_list(Node& document, const ListTable& list) {
    const RecordInfo& record = schema_.records[list.record];
    const std::uint32_t begin = list.begins[row_];
    const std::uint32_t end = list.begins[row_ + 1];
    const auto said = tables_.state_of_list(list.record, row_);
    if (!list.is_given && begin < end && said != "more possible") {  // what happened names them
      if (said && said != "listed") add(document, record.list, scalar(*said, here_));
      return;
    }
    if (begin == end && said != "listed")
      return add(document, record.list, scalar(said == "withheld" ? "withheld" : "unknown", here_));
    Node members;
    members.shape = Node::Shape::list;
    members.span = here_;
    const auto number = std::ranges::find(tables_.lists_, list.record, &ListTable::record) - tables_.lists_.begin();
    for (std::uint32_t m = begin; m < end; ++m) {
      Node& member = members.items.emplace_back();
      member.span = here_;
      add(member, "id", scalar(name_of(list, m - begin), here_));
      const Span at{static_cast<std::uint32_t>(2 + number), place(list.order[m]), place(list.order[m])};
      for (const auto& [fact, cells] : list.sets)
        add(member, schema_.facts[fact].path, set_of(cells[list.order[m]], at));
    }
    if (said && said != "listed") {
      Node& more = members.items.emplace_back();
      add(more, "more", scalar("possible", here_));
    }
    add(document, record.list, std::move(members));
  }

  /// As the table has it, where that is a name.
  [[nodiscard]] std::string name_of(const ListTable& list, std::uint32_t member) const {
    const std::uint32_t begin = list.begins[row_];
    const auto has_name = [&](std::uint32_t at) { return is_name(list.ids[at]); };
    const bool are_names =
        std::all_of(list.order.begin() + begin, list.order.begin() + list.begins[row_ + 1], has_name);
    if (are_names) return list.ids[list.order[begin + member]];
    return fmt::format("{}_{}", schema_.records[list.record].name, member + 1);
  }

  void add_events(Node& document, const EventTable& events) {
    Node all;
    all.shape = Node::Shape::list;
    for (std::uint32_t e = events.begins[row_]; e < events.begins[row_ + 1]; ++e) {
      const std::uint32_t at = events.order[e];
      const Span span{1, place(at), place(at)};
      Node& event = all.items.emplace_back();
      event.span = span;
      add(event, "event", scalar(events.kinds[at].value_or(""), span));
      add(event, "date", scalar(events.dates[at].value_or("unknown"), span));
      if (events.has_recorded && events.recorded[at]) add(event, "recorded", scalar(*events.recorded[at], span));
      for (const auto& [record, members] : events.members) {
        if (members[at] != no_index)
          add(event, schema_.records[record].name, scalar(name_of(*tables_.find_list(record), members[at]), span));
      }
      const auto kind = schema_.find_record(events.kinds[at].value_or(""));
      for (const auto& [fact, cells] : events.facts) {
        if (!cells[at]) continue;  // kinds of events share a table: what is missing is not given
        const auto index = kind ? schema_.find_fact(fact, *kind) : std::nullopt;
        const bool is_set = index && schema_.facts[*index].type.is_set;
        add(event, fact, is_set ? set_of(cells[at], span) : scalar(*cells[at], span));
      }
    }
    if (!all.items.empty()) add(document, "events", std::move(all));
  }

  const ReadTables& tables_;
  const Schema& schema_;
  std::size_t row_;
  Span here_;
};

Facts ReadTables::whole(std::size_t row, Sink& sink) const {
  const Schema& schema = plan_.book.schema;
  Facts facts = read_case(WholeCase(*this, row).write(), schema, plan_.book.vocabulary, sink);
  for (const OwnColumn& column : memory_) put_fact(facts, schema, column.column(), row, 0);
  for (const ListTable& list : lists_) {
    const std::uint32_t begin = list.begins[row];
    for (const OwnColumn& column : list.memory) {
      const FactColumn members = column.column();
      for (std::uint32_t m = begin; m < list.begins[row + 1]; ++m)
        put_fact(facts, schema, members, list.order[m], m - begin);
    }
  }
  fill_absent(facts, schema);
  return facts;
}

void ReadTables::add_sources(Sources& sources) const {
  if (!has_more_than_columns()) return;  // of columns all has been complained of
  sources.add("cases", std::string(rows_, '\n'));
  sources.add("events", std::string(events_ ? events_->case_of.size() : 0, '\n'));
  for (const ListTable& list : lists_)
    sources.add(plan_.book.schema.records[list.record].list, std::string(list.case_of.size(), '\n'));
}

}  // namespace masa::columns
