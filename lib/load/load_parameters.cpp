// Values that narrower packs may set within bounds, and what they set.
#include <fmt/format.h>

#include <array>

#include "load/load_pack.hpp"

namespace masa {

namespace {

constexpr std::array<std::string_view, 10> parameter_keys{"question", "label",   "for_each", "type", "value",
                                                          "at_least", "at_most", "whose",    "cite", "because"};
constexpr std::array<std::string_view, 3> setting_keys{"value", "cite", "because"};

}  // namespace

void load_parameters(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`parameters`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    const Fields fields(value, fmt::format("the parameter `{}`", id.text), parameter_keys, sink);
    for (const std::string_view key : {"question", "type", "value", "cite"}) fields.require(key);
    ParameterDecl parameter;
    parameter.id = id;
    parameter.question = fields.text("question");
    parameter.label = fields.text("label");
    parameter.for_each = fields.name("for_each");
    parameter.type = fields.name("type");
    parameter.value = fields.expression("value");
    parameter.at_least = fields.expression("at_least");
    parameter.at_most = fields.expression("at_most");
    parameter.whose = fields.expression("whose");
    parameter.cite = fields.citations();
    parameter.because = fields.text("because");
    pack.parameters.push_back(std::move(parameter));
  });
}

void load_settings(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`set`", sink, [&](const Name& id, const Node& value) {
    const Fields fields(value, fmt::format("the setting of `{}`", id.text), setting_keys, sink);
    for (const std::string_view key : {"value", "cite"}) fields.require(key);
    pack.settings.push_back({id, fields.expression("value"), fields.citations(), fields.text("because")});
  });
}

}  // namespace masa
