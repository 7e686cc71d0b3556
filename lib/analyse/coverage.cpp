#include "analyse/coverage.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace masa {

namespace {

/// Every place that cites a source, by the source's id.
class CitedPlaces {
 public:
  explicit CitedPlaces(const Book& book) : book_(book) {
    for (const CitedRow& row : book.network_rows) {
      for (const std::uint32_t source : row.sources) note(source, row.span);
    }
    for (const Decision& decision : book.decisions) {
      for (const Rule& rule : decision.rules) note(rule.cite, rule.span.is_set() ? rule.span : decision.span);
    }
    for (const Duty& duty : book.duties) {
      note(duty.cite, duty.span);
      note(duty.cancelled_cite, duty.span);
      note(duty.transition_cite, duty.span);
      for (const Duty::OneMore& more : duty.one_more) note(more.cite, duty.span);
    }
    for (const Limit& limit : book.limits) {
      note(limit.cite, limit.span);
      for (const Suspension& suspension : limit.suspensions) note(suspension.cite, limit.span);
    }
    for (const Process& process : book.processes) {
      for (const Rule& end : process.ends) note(end.cite, process.span);
    }
    for (const Warning& warning : book.warnings) note(warning.cite, warning.span);
    for (const Conflict& conflict : book.conflicts) {
      for (const Reading& reading : conflict.readings) note(reading.cite, conflict.span);
    }
    for (const Rotation& rotation : book.governance.rotations) note(rotation.cite, rotation.span);
    for (const StandingDuty& duty : book.governance.standing_duties) note(duty.cite, duty.span);
    for (const Content& content : book.governance.contents) note(content.cite, content.span);
  }

  [[nodiscard]] std::vector<Span> of(const std::string& id) const {
    const auto found = places_.find(id);
    return found == places_.end() ? std::vector<Span>{} : std::vector<Span>(found->second.begin(), found->second.end());
  }

 private:
  void note(std::uint32_t source, Span span) { places_[book_.sources[source].id].insert(span); }
  void note(const std::vector<Citation>& cites, Span span) {
    for (const Citation& cite : cites) note(cite.source, span);
  }

  const Book& book_;
  std::map<std::string, std::set<Span>> places_;
};

}  // namespace

std::vector<ProvisionCoverage> cover(const Book& book, const Node& document, Sink& sink) {
  std::vector<ProvisionCoverage> all;
  const Node* list = document.find("provisions");
  if (list == nullptr || !list->is_list()) {
    sink.report(Kind::wrong_shape, document.span, "a list of provisions needs `provisions`, a list");
    return all;
  }
  const CitedPlaces places(book);
  for (const Node& item : list->items) {
    const auto text_of = [&](std::string_view key) {
      const Node* node = item.find(key);
      return node == nullptr ? std::string() : node->text;
    };
    ProvisionCoverage one;
    one.id = text_of("id");
    one.kind = text_of("kind");
    one.says = text_of("says");
    if (one.id.empty()) {
      sink.report(Kind::missing_key, item.span, "a provision needs an `id`");
      continue;
    }
    one.places = places.of(one.id);
    const auto left_out = std::ranges::find(book.not_encoded, one.id, &NotEncoded::provision);
    if (!one.places.empty()) {
      one.state = ProvisionCoverage::State::encoded;
    } else if (left_out != book.not_encoded.end()) {
      one.state = ProvisionCoverage::State::not_encoded;
      one.why = left_out->why;
      one.owner = left_out->owner;
    }
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace masa
