#include "columns/read_headings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"

namespace masa::columns {

namespace {

class HeadingReader {
 public:
  HeadingReader(const NamedTable& table, std::uint32_t record, const Plan& plan, Naming& naming, Sink& sink)
      : table_(table),
        record_(record),
        schema_(plan.book.schema),
        vocabulary_(plan.book.vocabulary),
        naming_(naming),
        sink_(sink) {}

  std::vector<Heading> read(const std::vector<std::string>& own) {
    const std::vector<std::string> columns = table_.columns();
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::string& column = columns[c];
      const bool is_apart = std::ranges::find(naming_.apart, column) != naming_.apart.end();
      if (is_apart || naming_.facts.contains(column)) naming_.used.insert(column);
      const bool is_unnamed_index = column.starts_with("__index_level_");  // of pandas
      if (is_apart || is_unnamed_index || std::ranges::find(own, column) != own.end()) continue;
      read_one(column, static_cast<std::int64_t>(c));
    }
    return std::move(headings_);
  }

 private:
  void read_one(const std::string& column, std::int64_t child) {
    const auto renamed = naming_.facts.find(column);
    const std::string& path = renamed == naming_.facts.end() ? column : renamed->second;
    if (record_ == no_index && path == "history.covers") return add({column, child, Heading::Gives::history, 0}, path);
    const auto list = record_ == no_index ? list_called(schema_, path) : std::nullopt;
    if (list) return add({column, child, Heading::Gives::list_state, *list}, path);
    const auto fact = schema_.find_fact(path, record_);
    if (!fact || schema_.facts[*fact].is_made) {
      sink_.report(Kind::unknown_fact, {}, fmt::format("{}: no pack declares the fact `{}`", called(column), path),
                   help_for(path));
      return;
    }
    const FactInfo& info = schema_.facts[*fact];
    if (info.type.is_set) return add({column, child, Heading::Gives::set, *fact}, path);
    if (!lane_of_fact(info.type, vocabulary_)) {
      sink_.report(
          Kind::unknown_fact, {},
          fmt::format("{}: `{}` is {}, which no column gives", called(column), path, vocabulary_.describe(info.type)),
          "cases with such facts are decided one by one");
      return;
    }
    add({column, child, Heading::Gives::fact, *fact}, path);
  }

  [[nodiscard]] std::string called(const std::string& column) const {
    return fmt::format("the column `{}`{}", column, table_.whose());
  }

  [[nodiscard]] std::string help_for(const std::string& path) const {
    std::vector<std::string> known;
    for (const FactInfo& info : schema_.facts) {
      if (info.record == record_ && !info.is_made) known.push_back(info.path);
      if (std::ranges::find(info.formerly, path) != info.formerly.end() && info.record == record_)
        return fmt::format("it is now called `{}`", info.path);
    }
    std::string help = did_you_mean(path, known);
    if (!help.empty()) return help;
    return naming_.key.empty() && record_ == no_index ? "a column that is no fact, such as an id, stands in `apart`"
                                                      : "";
  }

  void add(Heading heading, const std::string& path) {
    const auto twice = std::ranges::find_if(
        headings_, [&](const Heading& other) { return other.gives == heading.gives && other.index == heading.index; });
    if (twice == headings_.end()) {
      headings_.push_back(std::move(heading));
    } else {
      sink_.report(Kind::declared_twice, {},
                   fmt::format("the columns `{}` and `{}` both give `{}`", twice->column, heading.column, path));
    }
  }

  const NamedTable& table_;
  std::uint32_t record_;
  const Schema& schema_;
  const Vocabulary& vocabulary_;
  Naming& naming_;
  Sink& sink_;
  std::vector<Heading> headings_;
};

}  // namespace

std::optional<std::uint32_t> list_called(const Schema& schema, std::string_view name) {
  const auto list =
      std::ranges::find_if(schema.records, [&](const RecordInfo& one) { return one.is_listed() && one.list == name; });
  if (list == schema.records.end()) return std::nullopt;
  return static_cast<std::uint32_t>(list - schema.records.begin());
}

std::vector<Heading> read_headings(const NamedTable& table, std::uint32_t record, const std::vector<std::string>& own,
                                   const Plan& plan, Naming& naming, Sink& sink) {
  return HeadingReader(table, record, plan, naming, sink).read(own);
}

void check_naming(const Naming& naming, const std::vector<std::string>& columns, Sink& sink) {
  for (const auto& [column, path] : naming.facts) {
    if (!naming.used.contains(column))
      sink.report(Kind::unknown_name, {}, fmt::format("the table has no column `{}`", column),
                  did_you_mean(column, columns));
  }
}

}  // namespace masa::columns
