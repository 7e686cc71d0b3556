#include "load/load_pack.hpp"

#include <fmt/format.h>

#include <array>

namespace masa {

namespace {

constexpr std::array<std::string_view, 30> pack_keys{
    "about",   "pack",      "title",           "layer",    "binds",   "whose_case", "calendar",   "uses",
    "sources", "types",     "facts",           "events",   "states",  "processes",  "parameters", "decisions",
    "duties",  "tighten",   "widen",           "replace",  "set",     "warnings",   "conflicts",  "calendars",
    "network", "rotations", "standing_duties", "contents", "figures", "questions"};
constexpr std::array<std::string_view, 2> ledger_keys{"changes", "not_encoded"};
constexpr std::array<std::string_view, 4> change_keys{"date", "what", "why", "agreed_by"};
constexpr std::array<std::string_view, 3> not_encoded_keys{"provision", "why", "owner"};
constexpr std::array<std::pair<std::string_view, Layer>, 3> layers{
    {{"national", Layer::national}, {"regional", Layer::regional}, {"local", Layer::local}}};
constexpr std::string_view record_prefix = "record ";

/// `every authority in X`, `authorities of X`, `authorities whose R are X`: the body whose authorities are bound, and
/// the way that leads to it.
void read_binds(Pack& pack, Sink& sink) {
  if (!pack.binds.is_set()) return;
  const std::size_t size = pack.binds.text.size();
  constexpr std::string_view whose = "authorities whose ";
  constexpr std::string_view are = " are ";
  const auto verb = pack.binds.text.find(are);
  if (pack.binds.text.starts_with(whose) && verb != std::string::npos) {
    pack.binds_relation = part_of(pack.binds, whose.size(), verb);
    pack.binds_body = part_of(pack.binds, verb + are.size(), size);
    return;
  }
  for (const std::string_view prefix : {"every authority in ", "authorities of "}) {
    if (!pack.binds.text.starts_with(prefix)) continue;
    pack.binds_body = part_of(pack.binds, prefix.size(), size);
    return;
  }
  sink.report(Kind::expression_syntax, pack.binds.span,
              fmt::format("`{}` does not say whom the pack binds", pack.binds.text),
              "write `every authority in …`, `authorities of …` or `authorities whose … are …`");
}

void load_changes(const Node& node, Pack& pack, Sink& sink) {
  for_each_item(node, "`changes`", sink, [&](const Node& item) {
    const Fields fields(item, "a change", change_keys, sink);
    for (const std::string_view key : change_keys) fields.require(key);
    [[maybe_unused]] const auto checked = fields.date("date");
    pack.changes.push_back({fields.name("date"), fields.text("what"), fields.text("why"), fields.text("agreed_by")});
  });
}

void load_not_encoded(const Node& node, Pack& pack, Sink& sink) {
  for_each_item(node, "`not_encoded`", sink, [&](const Node& item) {
    const Fields fields(item, "what is not encoded", not_encoded_keys, sink);
    for (const std::string_view key : not_encoded_keys) fields.require(key);
    pack.not_encoded.push_back({fields.name("provision"), fields.text("why"), fields.text("owner")});
  });
}

std::vector<std::string_view> keys_of(const Node& document) {
  std::vector<std::string_view> keys(pack_keys.begin(), pack_keys.end());
  keys.insert(keys.end(), ledger_keys.begin(), ledger_keys.end());
  for (const Node::Entry& entry : document.entries) {
    if (entry.key.starts_with(record_prefix)) keys.push_back(entry.key);
  }
  return keys;
}

}  // namespace

Pack load_pack(const Node& document, Sink& sink) {
  Pack pack;
  const std::vector<std::string_view> keys = keys_of(document);
  const Fields fields(document, "a pack", keys, sink);
  if (!document.is_mapping()) return pack;
  for (const std::string_view key : {"pack", "title", "layer"}) fields.require(key);
  pack.id = fields.name("pack");
  pack.title = fields.text("title");
  pack.layer = fields.one_of<Layer>("layer", layers).value_or(Layer::local);
  pack.binds = fields.name("binds");
  read_binds(pack, sink);
  pack.whose_case = fields.expression("whose_case");
  pack.about = fields.names("about");
  pack.calendar = fields.name("calendar");
  pack.uses = fields.names("uses");

  using Part = void (*)(const Node&, Pack&, Sink&);
  constexpr std::array<std::pair<std::string_view, Part>, 24> parts{{{"sources", load_sources},
                                                                     {"types", load_types},
                                                                     {"facts", load_facts},
                                                                     {"events", load_events},
                                                                     {"states", load_states},
                                                                     {"processes", load_processes},
                                                                     {"parameters", load_parameters},
                                                                     {"decisions", load_decisions},
                                                                     {"duties", load_duties},
                                                                     {"tighten", load_tightened},
                                                                     {"widen", load_widened},
                                                                     {"replace", load_replaced},
                                                                     {"set", load_settings},
                                                                     {"warnings", load_warnings},
                                                                     {"conflicts", load_conflicts},
                                                                     {"calendars", load_calendars},
                                                                     {"network", load_network},
                                                                     {"rotations", load_rotations},
                                                                     {"standing_duties", load_standing_duties},
                                                                     {"contents", load_contents},
                                                                     {"figures", load_figures},
                                                                     {"questions", load_questions},
                                                                     {"changes", load_changes},
                                                                     {"not_encoded", load_not_encoded}}};
  for (const auto& [key, load_part] : parts) {
    if (const Node* node = fields.find(key)) load_part(*node, pack, sink);
  }
  for (const Node::Entry& entry : document.entries) {
    if (!entry.key.starts_with(record_prefix)) continue;
    Name record{entry.key.substr(record_prefix.size()), entry.key_span};
    record.span.begin += static_cast<std::uint32_t>(record_prefix.size());
    check_name(record, false, sink);
    load_record(record, entry.value, pack, sink);
  }
  return pack;
}

}  // namespace masa
