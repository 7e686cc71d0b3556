// Which fact each column of a table gives.
#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "columns/read_arrow.hpp"

namespace masa::columns {

std::vector<Heading> read_headings(const ArrowSchema& schema, const std::map<std::string, std::string>& facts,
                                   const std::vector<std::string>& apart, const Plan& plan, Sink& sink) {
  std::vector<Heading> headings;
  std::vector<std::string> known;
  for (const FactInfo& info : plan.book.schema.facts) {
    if (info.record == no_index && !info.is_made) known.push_back(info.path);
  }
  std::vector<std::string> seen;
  for (std::int64_t c = 0; c < schema.n_children; ++c) {
    const std::string name = schema.children[c]->name == nullptr ? "" : schema.children[c]->name;
    seen.push_back(name);
    if (std::ranges::find(apart, name) != apart.end()) continue;
    const auto renamed = facts.find(name);
    const std::string& path = renamed == facts.end() ? name : renamed->second;
    const auto fact = plan.book.schema.find_fact(path, no_index);
    if (!fact) {
      sink.report(Kind::unknown_fact, {}, fmt::format("the column `{}`: no pack declares the fact `{}`", name, path),
                  did_you_mean(path, known));
      continue;
    }
    const FactInfo& info = plan.book.schema.facts[*fact];
    if (info.is_made || info.type.is_set || !lane_of_fact(info.type, plan.book.vocabulary)) {
      sink.report(Kind::unknown_fact, {},
                  fmt::format("the column `{}`: `{}` is {}, which no column gives", name, path,
                              plan.book.vocabulary.describe(info.type)),
                  "cases with lists, sets or histories are decided one by one");
      continue;
    }
    const auto stands_for = [&](const FactInfo& one) { return one.in_place_of == *fact; };
    if (info.in_place_of != no_index || std::ranges::any_of(plan.book.schema.facts, stands_for)) {
      sink.report(
          Kind::unknown_fact, {},
          fmt::format("the column `{}`: `{}` and another fact stand in place of each other, which no column gives",
                      name, path),
          "such cases are decided one by one");
      continue;
    }
    const auto twice = std::ranges::find(headings, *fact, &Heading::fact);
    if (twice != headings.end()) {
      sink.report(Kind::declared_twice, {},
                  fmt::format("the columns `{}` and `{}` both give `{}`", twice->column, name, path));
      continue;
    }
    headings.push_back({name, *fact});
  }
  for (const auto& [column, path] : facts) {
    if (std::ranges::find(seen, column) == seen.end())
      sink.report(Kind::unknown_name, {}, fmt::format("the table has no column `{}`", column),
                  did_you_mean(column, seen));
  }
  return headings;
}

}  // namespace masa::columns
