#include "load/load_pack.hpp"

#include <fmt/format.h>

#include <array>

namespace masa {

namespace {

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
    const Fields fields(item, "a change", change_block, sink);
    [[maybe_unused]] const auto checked = fields.date("date");
    pack.changes.push_back({fields.name("date"), fields.text("what"), fields.text("why"), fields.text("agreed_by")});
  });
}

void load_not_encoded(const Node& node, Pack& pack, Sink& sink) {
  for_each_item(node, "`not_encoded`", sink, [&](const Node& item) {
    const Fields fields(item, "what is not encoded", not_encoded_block, sink);
    pack.not_encoded.push_back({fields.name("provision"), fields.text("why"), fields.text("owner")});
  });
}

}  // namespace

Pack load_pack(const Node& document, Sink& sink) {
  Pack pack;
  const Fields fields(document, "a pack", pack_block, sink);
  if (!document.is_mapping()) return pack;
  pack.id = fields.name("pack");
  pack.title = fields.text("title");
  pack.layer = fields.one_of<Layer>("layer").value_or(Layer::local);
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
  const std::string_view record_prefix = pack_block.others->prefix;
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
