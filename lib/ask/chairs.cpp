#include "ask/chairs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/suggest.hpp"

namespace masa {

namespace {

constexpr std::string_view chair = "chair";

const Rotation* rotation_of(const Book& book, std::uint32_t group) {
  const auto found = std::ranges::find_if(book.governance.rotations, [&](const Rotation& rotation) {
    return std::ranges::find(rotation.groups, group) != rotation.groups.end();
  });
  return found == book.governance.rotations.end() ? nullptr : &*found;
}

class ChairAsker {
 public:
  ChairAsker(const Plan& plan, const Node* given, Sink& sink) : book_(plan.book), given_(given), sink_(sink) {}

  std::optional<Reply> chair_of(std::uint32_t group, Date date) {
    const Rotation* rotation = rotation_of(book_, group);
    if (rotation == nullptr) return standing(group, date);
    cite(rotation->cite);
    const auto rota = rota_with(book_, *rotation, given_, reply_, sink_);
    if (!rota) return std::nullopt;
    std::optional<InChair> in_chair;
    if (rota->order.empty()) {
      reply_.notes.push_back(
          fmt::format("`{}` goes round, and neither the packs nor the question say in which order", rotation->id));
    } else {
      in_chair = in_chair_on(*rota, date);
      if (!in_chair) reply_.notes.push_back(fmt::format("its first term begins on {}", to_string(rota->start)));
    }
    if (in_chair && in_chair->in_place_of)
      reply_.notes.push_back(fmt::format("`{}` stands in for `{}`", id(in_chair->seat), id(*in_chair->in_place_of)));
    std::vector<std::string> also;
    for (const std::uint32_t other : rotation->groups) {
      if (other != group) also.push_back(id(other));  // whoever it is, the seat is one
    }
    return answer(in_chair ? id(in_chair->seat) : "unknown", also);
  }

  std::optional<Reply> rota(std::uint32_t group, Date from, std::size_t terms) {
    const Rotation* rotation = rotation_of(book_, group);
    if (rotation == nullptr) {
      reply_.notes.push_back(fmt::format("no rotation chairs `{}`", id(group)));
      reply_.answer = list_node({});
      return std::move(reply_);
    }
    cite(rotation->cite);
    const auto rota = rota_with(book_, *rotation, given_, reply_, sink_);
    if (!rota) return std::nullopt;
    if (rota->order.empty()) {
      reply_.notes.push_back(
          fmt::format("`{}` goes round, and neither the packs nor the question say in which order", rotation->id));
      reply_.answer = scalar_node("unknown");
      return std::move(reply_);
    }
    if (from < rota->start) reply_.notes.push_back(fmt::format("its first term begins on {}", to_string(rota->start)));
    std::vector<Node> items;
    for (const InOffice& term : terms_from(*rota, std::max(from, rota->start), terms)) {
      Node item;
      add_entry(item, "from", scalar_node(to_string(term.from)));
      add_entry(item, "to", scalar_node(to_string(term.to)));
      add_entry(item, "seat", scalar_node(id(term.seat)));
      items.push_back(std::move(item));
    }
    for (const Rota::Substitute& one : rota->substitutes)
      reply_.notes.push_back(
          fmt::format("`{}` stands in for `{}` {}", id(one.seat), id(one.for_seat), days(one.period)));
    reply_.answer = list_node(std::move(items));
    reply_.is_sequence = true;
    return std::move(reply_);
  }

 private:
  [[nodiscard]] const std::string& id(std::uint32_t body) const { return book_.vocabulary.bodies[body].id; }

  static std::string days(const Period& period) {
    if (!period.first) return period.end ? "until " + to_string(*period.end) : "at all times";
    return "from " + to_string(*period.first) + (period.end ? " until " + to_string(*period.end) : "");
  }

  void cite(const std::vector<Citation>& citations) {
    for (const Citation& citation : citations) reply_.sources.insert(citation.source);
  }

  std::optional<Reply> answer(const std::string& seat, const std::vector<std::string>& also) {
    add_entry(reply_.answer, "seat", scalar_node(seat));
    add_entry(reply_.answer, "also", list_of(also));
    return std::move(reply_);
  }

  /// A chair that one seat has been given.
  std::optional<Reply> standing(std::uint32_t group, Date date) {
    const auto relation = book_.network.find_relation(chair);
    const Value seat = relation ? book_.network.follow(*relation, group, date) : Value::not_known(Why::network_silent);
    if (relation) reply_.sources = book_.network.sources(*relation, group, date);
    if (!seat.is_known()) return answer("unknown", {});
    return answer(seat.is_nothing() ? "vacant" : id(seat.as_index()), {});
  }

  const Book& book_;
  const Node* given_;
  Sink& sink_;
  Reply reply_;
};

}  // namespace

std::optional<Rota> rota_with(const Book& book, const Rotation& rotation, const Node* given, Reply& reply, Sink& sink) {
  Rota rota = rotation.rota;
  if (given == nullptr) return rota;
  for (const Node::Entry& entry : given->entries) {
    constexpr std::array<std::string_view, 2> keys{"order", "start"};
    if (std::ranges::find(keys, entry.key) != keys.end()) continue;
    sink.report(Kind::unknown_key, entry.key_span, fmt::format("a rotation has no setting `{}`", entry.key),
                did_you_mean(entry.key, std::vector<std::string>(keys.begin(), keys.end())));
    return std::nullopt;
  }
  const Node* order = given->find("order");
  const Node* start = given->find("start");
  if (order == nullptr || start == nullptr || !order->is_list() || order->items.empty()) {
    sink.report(Kind::missing_key, given->span, "a rotation needs both `order`, a list, and `start`");
    return std::nullopt;
  }
  const auto day = read_day(*start, sink);
  rota.order.clear();
  for (const Node& item : order->items) {
    const auto seat = read_body(item, book.vocabulary, sink);
    if (!seat) return std::nullopt;
    rota.order.push_back(*seat);
    if (std::ranges::find(rotation.among, *seat) == rotation.among.end())
      reply.notes.push_back(
          fmt::format("`{}` is not among those between whom `{}` goes round", item.text, rotation.id));
  }
  if (!day) return std::nullopt;
  rota.start = *day;
  reply.notes.emplace_back(rotation.rota.order.empty()
                               ? "order and start are as the question gives them: they are not in the source"
                               : "order and start are as the question gives them, not as the pack does");
  return rota;
}

std::optional<Reply> ask_chair(const Plan& plan, Arguments arguments, const Node* given, Date date, Sink& sink) {
  const auto group = arguments.body("of", plan.book.vocabulary);
  if (!group || !arguments.finish()) return std::nullopt;
  return ChairAsker(plan, given, sink).chair_of(*group, date);
}

std::optional<Reply> ask_rota(const Plan& plan, Arguments arguments, const Node* given, Sink& sink) {
  constexpr std::int64_t most_terms = 1000;
  const auto group = arguments.body("of", plan.book.vocabulary);
  const auto from = arguments.date("from");
  const auto terms = arguments.number("terms", 1, most_terms);
  if (!group || !from || !terms || !arguments.finish()) return std::nullopt;
  return ChairAsker(plan, given, sink).rota(*group, *from, static_cast<std::size_t>(*terms));
}

}  // namespace masa
