// `FIELD of the latest (moved, placed) where …`: which events, which field of each, and what must hold of them.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/suggest.hpp"
#include "check/resolve.hpp"

namespace masa {

std::optional<Typed> Resolver::pick(const Expr& e) {
  Typed found;
  std::vector<EventField> events;
  std::vector<Typed> conditions;
  bool is_own = false;
  for (std::size_t k = 0; k + 1 < e.kids.size(); ++k) {
    const Expr& name = e.kids[k];
    if (!check_course(name, scope_.is_course, "is an event, and rules read no events")) return std::nullopt;
    const auto record = book_.schema.find_record(name.text);
    if (!record || !book_.schema.records[*record].is_event) {
      std::vector<std::string> known;
      for (const RecordInfo& info : book_.schema.records) {
        if (info.is_event) known.push_back(info.name);
      }
      unknown_name(name, "event", std::move(known));
      return std::nullopt;
    }
    // Of `to or in of the latest (moved, located)` each event has its own: the first of the names that it has.
    std::optional<std::uint32_t> field;
    for (std::size_t at = 0; !field && at <= e.text.size();) {
      const std::size_t end = std::min(e.text.find(" or ", at), e.text.size());
      field = book_.schema.find_fact(std::string_view(e.text).substr(at, end - at), *record);
      at = end + 4;
    }
    if (!field) {
      std::vector<std::string> known;
      for (const FactInfo& fact : book_.schema.facts) {
        if (fact.record == *record) known.push_back(fact.path);
      }
      sink_.report(Kind::unknown_name, written_->at(e),
                   fmt::format("the event `{}` has no field `{}`", name.text, e.text), did_you_mean(e.text, known));
      return std::nullopt;
    }
    const FactInfo& info = book_.schema.facts[*field];
    if (!is_visible(names_.pack_of_fact[*field])) {
      sink_.report(Kind::unknown_name, written_->at(name),
                   fmt::format("the event `{}` belongs to the pack `{}`, which this pack does not use", name.text,
                               book_.packs[names_.pack_of_fact[*field]].id),
                   "", {{info.span, "declared here"}});
      return std::nullopt;
    }
    if (info.is_secret) {
      sink_.report(Kind::secret_read, written_->at(e), fmt::format("`{}` is secret, no rule may read it", info.path),
                   "", {{info.span, "declared secret here"}});
      return std::nullopt;
    }
    Typed one;
    one.type = info.type;
    if (events.empty()) {
      found.type = one.type;
    } else if (!check_comparable(e, found, one)) {
      return std::nullopt;
    }
    found.type.kinds |= one.type.kinds;
    is_own = book_.schema.records[*record].owner != no_index && book_.schema.records[*record].owner == scope_.record;
    const std::uint32_t outer = std::exchange(scope_.record, *record);
    auto condition = as_truth(e.kids.back());
    scope_.record = outer;
    if (!condition) return std::nullopt;
    events.push_back({*record, *field});
    conditions.push_back(std::move(*condition));
  }
  Type type = found.type;
  type.or_nothing = true;
  Typed t = make(Act::pick, e, type, std::move(conditions));
  t.events = std::move(events);
  t.number = e.number;
  t.record = is_own ? scope_.record : no_index;
  return t;
}

}  // namespace masa
