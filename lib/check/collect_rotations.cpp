// Chairs that go round: whom they chair, among whom, and, where order and start are given, who holds them when.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "check/check_model.hpp"
#include "check/network_rows.hpp"

namespace masa {

namespace {

constexpr std::string_view chair = "chair";
constexpr YearMonthDay end_of_rows{2101, 1, 1};

class RotationCollector {
 public:
  RotationCollector(Book& book, Names& names, NetworkRows& rows, Sink& sink)
      : book_(book), names_(names), rows_(rows), sink_(sink) {}

  void run(const Model& model) {
    each_pack(model, [this](const Pack& pack, std::uint32_t p) {
      for (const RotationDecl& decl : pack.rotations) add(decl, pack, p);
    });
  }

 private:
  void add(const RotationDecl& decl, const Pack& pack, std::uint32_t p) {
    pack_ = p;
    if (!ids_.declare(decl.id, 0, pack, p, sink_)) return;
    Rotation rotation;
    rotation.id = decl.id.text;
    rotation.what = decl.what;
    rotation.groups = bodies({decl.chair_of});
    const std::vector<std::uint32_t> others = bodies(decl.also_chairs);
    rotation.groups.insert(rotation.groups.end(), others.begin(), others.end());
    rotation.among = bodies(decl.among);
    rotation.cite = resolve_citations(decl.cite, names_, p, sink_);
    rotation.because = decl.because;
    rotation.pack = p;
    rotation.span = decl.id.span;
    read_term(decl, rotation);
    read_order(decl, rotation);
    read_changes(decl, rotation);
    const bool has_one_chair = check_groups(decl, rotation);
    if (has_one_chair && rotation.has_start && !rotation.rota.order.empty() && rotation.rota.months > 0)
      add_rows(decl, rotation);
    book_.governance.rotations.push_back(std::move(rotation));
  }

  std::vector<std::uint32_t> bodies(const std::vector<Name>& names) {
    return find_bodies(names, names_, book_, pack_, sink_);
  }

  void read_term(const RotationDecl& decl, Rotation& rotation) {
    constexpr std::int64_t months_in_year = 12;
    const auto months = [](std::string_view text) -> std::int64_t {
      const auto blank = text.find(' ');
      const auto count = read_decimal(text.substr(0, blank), 0);
      if (!count || *count < 1 || *count > 1200 || blank == std::string_view::npos) return 0;
      const std::string_view unit = text.substr(blank + 1);
      if (unit == "year" || unit == "years") return *count * months_in_year;
      return unit == "month" || unit == "months" ? *count : 0;
    };
    rotation.rota.months = months(decl.term.text);
    if (decl.term.is_set() && rotation.rota.months == 0)
      sink_.report(Kind::wrong_value, decl.term.span, fmt::format("`{}` is no term", decl.term.text),
                   "write `1 year` or `6 months`");
  }

  /// Where the pack gives them: most sources say between whom a chair goes round, and not who begins.
  void read_order(const RotationDecl& decl, Rotation& rotation) {
    rotation.rota.order = bodies(decl.order);
    rotation.has_start = decl.start.has_value();
    if (decl.start) rotation.rota.start = *decl.start;
    if (decl.order.empty() != !decl.start.has_value())
      sink_.report(Kind::wrong_shape, decl.id.span,
                   fmt::format("`{}` needs both `order` and `start`, or neither", decl.id.text),
                   "without them whoever asks gives them");
    for (const Name& seat : decl.order) {
      const auto body = find_body(seat.text, names_, book_, pack_);
      if (body && !is_among(rotation, *body))
        sink_.report(Kind::outside_rotation, seat.span,
                     fmt::format("`{}` is in the order of `{}`, and not among those between whom it goes round",
                                 seat.text, decl.id.text),
                     "", {{decl.id.span, "the rotation"}});
    }
    check_fairness(decl, rotation);
  }

  /// Fair is an order in which no seat has the chair more than once more often than another.
  void check_fairness(const RotationDecl& decl, const Rotation& rotation) {
    std::map<std::uint32_t, int> terms;
    for (const std::uint32_t seat : rotation.rota.order) ++terms[seat];
    const auto [least, most] = std::ranges::minmax_element(terms, {}, [](const auto& one) { return one.second; });
    if (terms.empty() || most->second - least->second < 2) return;
    sink_.report(Kind::unfair_rotation, decl.id.span,
                 fmt::format("in the order of `{}`, `{}` has the chair {} times and `{}` {}", decl.id.text,
                             book_.vocabulary.bodies[most->first].id, most->second,
                             book_.vocabulary.bodies[least->first].id, least->second),
                 "a fair order gives each as many terms, give or take one");
  }

  static bool is_among(const Rotation& rotation, std::uint32_t body) {
    return std::ranges::find(rotation.among, body) != rotation.among.end();
  }

  void read_changes(const RotationDecl& decl, Rotation& rotation) {
    for (const RotationDecl::Change& change : decl.changes) {
      const auto seats = bodies({change.seat});
      [[maybe_unused]] const auto cited = resolve_citations(change.cite, names_, pack_, sink_);
      if (seats.empty()) continue;
      if (!rotation.rota.changes.empty() && change.day <= rotation.rota.changes.back().from)
        sink_.report(Kind::wrong_order, change.from.span, "the changes of a rotation stand in the order of their days");
      rotation.rota.changes.push_back({change.day, seats.front()});
    }
    for (const RotationDecl::Substitute& substitute : decl.substitutes) {
      const auto whom = bodies({substitute.for_seat});
      const auto who = bodies({substitute.seat});
      [[maybe_unused]] const auto cited = resolve_citations(substitute.cite, names_, pack_, sink_);
      for (const Rota::Substitute& other : rotation.rota.substitutes) {
        if (!whom.empty() && other.for_seat == whom.front() && other.period.overlaps(substitute.in_force))
          sink_.report(Kind::rows_overlap, substitute.seat.span,
                       fmt::format("two stand in for `{}` on one day", substitute.for_seat.text),
                       "end the one before the other begins");
      }
      if (!whom.empty() && !who.empty())
        rotation.rota.substitutes.push_back({substitute.in_force, whom.front(), who.front()});
    }
  }

  /// One chair a group: neither two that go round, nor one that goes round and one that stands.
  bool check_groups(const RotationDecl& decl, const Rotation& rotation) {
    std::set<std::uint32_t> own;
    bool has_one_chair = true;
    for (const std::uint32_t group : rotation.groups) {
      const std::string& id = book_.vocabulary.bodies[group].id;
      if (!own.insert(group).second)
        sink_.report(Kind::declared_twice, decl.id.span, fmt::format("`{}` chairs `{}` twice", decl.id.text, id));
      for (const Rotation& other : book_.governance.rotations) {
        if (std::ranges::find(other.groups, group) == other.groups.end() || !names_.shares[rotation.pack][other.pack])
          continue;
        has_one_chair = false;
        sink_.report(Kind::two_chairs, decl.id.span,
                     fmt::format("`{}` and `{}` both chair `{}`", other.id, decl.id.text, id), "",
                     {{other.span, "the other"}});
      }
      const auto relation = rows_.find(chair);
      for (const NetworkRow& row : rows_.rows) {
        if (!relation || row.edge.relation != *relation || row.edge.from != group || is_of_rotation(row)) continue;
        has_one_chair = false;
        sink_.report(Kind::two_chairs, decl.id.span,
                     fmt::format("the chair of `{}` goes round, and another is given to one seat", id),
                     "keep one of them", {{row.span, "given here"}});
      }
    }
    return has_one_chair;
  }

  [[nodiscard]] bool is_of_rotation(const NetworkRow& row) const {
    return std::ranges::any_of(book_.governance.rotations,
                               [&](const Rotation& rotation) { return rotation.span == row.span; });
  }

  void add_rows(const RotationDecl& decl, const Rotation& rotation) {
    const auto relation = rows_.find(chair);
    if (!relation) {
      sink_.report(Kind::unknown_name, decl.id.span, "no pack declares the relation `chair`",
                   "a rotation says who it is: add `chair: seat` to the relations");
      return;
    }
    const Type& target = rows_.relations[*relation].target;
    std::set<Date> days;
    const Date end = *make_date(end_of_rows);
    constexpr std::size_t most_terms = 4000;
    for (const InOffice& term : terms_from(rotation.rota, rotation.rota.start, most_terms)) days.insert(term.from);
    for (const Rota::Substitute& substitute : rotation.rota.substitutes) {
      for (const auto& day : {substitute.period.first, substitute.period.end}) {
        if (day && rotation.rota.start < *day) days.insert(*day);
      }
    }
    days.insert(end);
    std::vector<std::uint32_t> sources;
    for (const Citation& cite : rotation.cite) sources.push_back(cite.source);
    for (auto day = days.begin(); *day < end; ++day) {
      const auto in_chair = in_chair_on(rotation.rota, *day);
      if (!in_chair) continue;
      const Body& seat = book_.vocabulary.bodies[in_chair->seat];
      if ((target.kinds >> seat.kind & 1U) == 0) {
        sink_.report(Kind::wrong_type, decl.id.span,
                     fmt::format("`{}` is a {}, and the relation `chair` leads elsewhere", seat.id,
                                 book_.vocabulary.kinds[seat.kind]));
        return;
      }
      for (const std::uint32_t group : rotation.groups)
        rows_.rows.push_back({{*relation, group, Value::reference(in_chair->seat), {*day, *std::next(day)}, sources},
                              decl.id.span,
                              rotation.pack});
    }
  }

  Book& book_;
  Names& names_;
  NetworkRows& rows_;
  Sink& sink_;
  std::uint32_t pack_ = 0;
  NameTable ids_{"rotation", names_.shares};
};

}  // namespace

void collect_rotations(const Model& model, Book& book, Names& names, NetworkRows& rows, Sink& sink) {
  RotationCollector(book, names, rows, sink).run(model);
}

}  // namespace masa
