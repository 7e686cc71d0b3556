#include "load/load_pack.hpp"

#include <fmt/format.h>

#include <array>

namespace masa {

namespace {

constexpr std::array<std::string_view, 16> pack_keys{
    "pack",  "title",     "layer",  "binds",   "calendar", "uses",      "sources",   "types",
    "facts", "decisions", "duties", "tighten", "warnings", "conflicts", "calendars", "network"};
constexpr std::array<std::string_view, 2> ledger_keys{"changes", "not_encoded"};
constexpr std::array<std::string_view, 4> change_keys{"on", "what", "why", "agreed_by"};
constexpr std::array<std::pair<std::string_view, Layer>, 3> layers{
    {{"national", Layer::national}, {"regional", Layer::regional}, {"local", Layer::local}}};
constexpr std::string_view record_prefix = "record ";

/// `every authority in X`, `authorities of X`: the body whose authorities are bound.
void read_binds(Pack& pack, Sink& sink) {
  if (!pack.binds.is_set()) return;
  for (const std::string_view prefix : {"every authority in ", "authorities of "}) {
    if (!pack.binds.text.starts_with(prefix)) continue;
    Span span = pack.binds.span;
    span.begin += static_cast<std::uint32_t>(prefix.size());
    pack.binds_body = {pack.binds.text.substr(prefix.size()), span};
    return;
  }
  sink.report(Kind::expression_syntax, pack.binds.span,
              fmt::format("`{}` does not say whom the pack binds", pack.binds.text),
              "write `every authority in …` or `authorities of …`");
}

void load_changes(const Node& node, Pack& pack, Sink& sink) {
  for_each_item(node, "`changes`", sink, [&](const Node& item) {
    const Fields fields(item, "a change", change_keys, sink);
    for (const std::string_view key : change_keys) fields.require(key);
    [[maybe_unused]] const auto checked = fields.date("on");
    pack.changes.push_back({fields.name("on"), fields.text("what"), fields.text("why"), fields.text("agreed_by")});
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
  pack.calendar = fields.name("calendar");
  pack.uses = fields.names("uses");

  using Part = void (*)(const Node&, Pack&, Sink&);
  constexpr std::array<std::pair<std::string_view, Part>, 11> parts{{{"sources", load_sources},
                                                                     {"types", load_types},
                                                                     {"facts", load_facts},
                                                                     {"decisions", load_decisions},
                                                                     {"duties", load_duties},
                                                                     {"tighten", load_tightened},
                                                                     {"warnings", load_warnings},
                                                                     {"conflicts", load_conflicts},
                                                                     {"calendars", load_calendars},
                                                                     {"network", load_network},
                                                                     {"changes", load_changes}}};
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
