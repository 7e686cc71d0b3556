// What the rows of the network contradict: two ends of one way on one day, a body without an end where each must have
// one, a circle in what goes on at any depth, and rows in a narrower pack about what is a wider pack's to say.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "check/network_rows.hpp"

namespace masa {

namespace {

class RowChecker {
 public:
  RowChecker(const NetworkRows& rows, const Book& book, const Names& names, Sink& sink)
      : rows_(rows), book_(book), names_(names), sink_(sink) {
    for (const NetworkRow& row : rows.rows) by_end_[{row.edge.relation, row.edge.from}].push_back(&row);
  }

  void run() {
    for (const auto& [end, rows] : by_end_) overlaps(rows);
    for (std::uint32_t r = 0; r < rows_.relations.size(); ++r) gaps(r);
    for (const NetworkRow& row : rows_.rows) narrower(row);
  }

 private:
  [[nodiscard]] const std::string& id(std::uint32_t body) const { return book_.vocabulary.bodies[body].id; }
  [[nodiscard]] const Relation& relation(const NetworkRow& row) const { return rows_.relations[row.edge.relation]; }
  [[nodiscard]] std::string to(const NetworkRow& row) const {
    return row.edge.to.is_nothing() ? "nobody" : book_.vocabulary.print(row.edge.to, relation(row).target);
  }

  void overlaps(const std::vector<const NetworkRow*>& rows) {
    for (std::size_t i = 1; i < rows.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const NetworkRow& first = *rows[j];
        const NetworkRow& second = *rows[i];
        if (!first.edge.period.overlaps(second.edge.period)) continue;
        const bool is_same = first.edge.to == second.edge.to;
        if (relation(first).leads_to_several && !is_same) continue;
        if (is_same) {
          sink_.report(Kind::declared_twice, second.span,
                       fmt::format("the `{}` of `{}` is said to be `{}` twice", relation(first).name,
                                   id(first.edge.from), to(first)),
                       "", {{first.span, "here first"}});
        } else {
          sink_.report(Kind::rows_overlap, second.span,
                       fmt::format("the `{}` of `{}` is `{}` and `{}` on one day", relation(first).name,
                                   id(first.edge.from), to(first), to(second)),
                       "end the one before the other begins: `until 2025-04-01`, `from 2025-04-01`",
                       {{first.span, "here first"}});
        }
        return;
      }
    }
  }

  /// Of a way to one body of which all are said to be listed, each leads somewhere on every day.
  void gaps(std::uint32_t r) {
    if (rows_.relations[r].leads_to_several) return;
    for (const std::uint32_t body : rows_.relations[r].listed) {
      const Period& lives = book_.vocabulary.bodies[body].period;
      std::optional<Date> next = rows_.relations[r].listed_from;
      if (lives.first && (!next || *next < *lives.first)) next = lives.first;
      bool is_open = !next;  // nothing is covered yet, from the beginning of time on
      std::vector<Period> periods;
      if (const auto found = by_end_.find({r, body}); found != by_end_.end()) {
        for (const NetworkRow* row : found->second) periods.push_back(row->edge.period);
      }
      std::ranges::sort(periods, {}, [](const Period& p) { return p.first.value_or(Date{INT32_MIN}); });
      bool is_covered = false;
      for (const Period& period : periods) {
        const bool begins_in_time = !period.first || (!is_open && *period.first <= *next);
        if (!begins_in_time) break;
        is_covered = !period.end || (lives.end && *lives.end <= *period.end);
        if (is_covered) break;
        next = is_open ? period.end : std::max(*next, *period.end);
        is_open = false;
      }
      if (is_covered) continue;
      const RelationDecl& decl = *rows_.declared[r].decl;
      const Declared* declared = names_.bodies.find_anywhere(id(body));
      const std::string since = is_open ? "" : fmt::format(" on {}", to_string(*next));
      sink_.report(Kind::network_gap, declared->span,
                   fmt::format("`{}` has no `{}`{}", id(body), rows_.relations[r].name, since),
                   "say which it is, or `nobody`", {{decl.all_listed_for.text.span, "each must have one"}});
    }
  }

  /// A narrower pack says where its own bodies lead, and what its own relations are.
  void narrower(const NetworkRow& row) {
    const Layer layer = book_.packs[row.pack].layer;
    const DeclaredRelation& declared = rows_.declared[row.edge.relation];
    if (declared.pack == row.pack || layer <= book_.packs[declared.pack].layer) return;
    const auto is_wider = [&](std::uint32_t body) { return names_.bodies.find_anywhere(id(body))->layer < layer; };
    const bool from_both = relation(row).both_ways && !row.edge.to.is_nothing() && is_wider(row.edge.to.as_index());
    if (!is_wider(row.edge.from) && !from_both) return;
    sink_.report(Kind::weakens_a_higher_layer, row.span,
                 fmt::format("`{}` of `{}` is for a wider pack to say", relation(row).name,
                             id(is_wider(row.edge.from) ? row.edge.from : row.edge.to.as_index())),
                 "declare a relation of your own",
                 {{names_.bodies.find_anywhere(id(row.edge.from))->span, "declared here"}});
  }

  const NetworkRows& rows_;
  const Book& book_;
  const Names& names_;
  Sink& sink_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<const NetworkRow*>> by_end_;
};

/// The relation of rows that a relation is made of.
std::uint32_t rows_below(const NetworkRows& rows, std::uint32_t relation) {
  while (rows.relations[relation].made != Relation::Made::of_rows) relation = rows.relations[relation].of.front();
  return relation;
}

}  // namespace

void check_network_rows(const NetworkRows& rows, const Book& book, const Names& names, Sink& sink) {
  RowChecker(rows, book, names, sink).run();
}

void check_network_circles(const NetworkRows& rows, const Book& book, Sink& sink) {
  for (std::uint32_t r = 0; r < rows.relations.size(); ++r) {
    if (rows.relations[r].made != Relation::Made::at_any_depth) continue;
    const std::uint32_t other = rows.relations[r].of.front();
    const std::vector<std::uint32_t> circle = find_circle(book.network, other, book.vocabulary.bodies.size());
    if (circle.empty()) continue;
    std::vector<std::string> words;
    for (const std::uint32_t body : circle) words.push_back(book.vocabulary.bodies[body].id);
    const std::uint32_t below = rows_below(rows, other);
    std::vector<Beside> places;
    for (const NetworkRow& row : rows.rows) {
      const bool is_in_it = !row.edge.to.is_nothing() && std::ranges::find(circle, row.edge.from) != circle.end() &&
                            std::ranges::find(circle, row.edge.to.as_index()) != circle.end();
      if (row.edge.relation == below && is_in_it) places.push_back({row.span, "and here"});
    }
    const Span first = places.empty() ? Span{} : places.front().span;
    if (!places.empty()) places.erase(places.begin());
    sink.report(Kind::circle, first,
                fmt::format("`{}` goes round in a circle: {}", rows.relations[other].name, join(words, ", ")),
                fmt::format("`{}` goes on at any depth, and would never end", rows.relations[r].name),
                std::move(places));
  }
}

}  // namespace masa
