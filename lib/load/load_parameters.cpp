// Values that narrower packs may set within bounds, and what they set.
#include <fmt/format.h>

#include "load/load_pack.hpp"

namespace masa {

void load_parameters(const Node& node, Pack& pack, Sink& sink) {
  for_each_entry(node, "`parameters`", sink, [&](const Name& id, const Node& value) {
    check_name(id, false, sink);
    const Fields fields(value, fmt::format("the parameter `{}`", id.text), parameter_block, sink);
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
    const Fields fields(value, fmt::format("the setting of `{}`", id.text), setting_block, sink);
    pack.settings.push_back({id, fields.expression("value"), fields.citations(), fields.text("because")});
  });
}

}  // namespace masa
