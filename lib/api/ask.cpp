#include "ask/ask.hpp"

#include "api/impl.hpp"
#include "api/questions.hpp"
#include "api/read_text.hpp"
#include "masa/masa.hpp"
#include "render/json.hpp"
#include "render/reply.hpp"

namespace masa {

Result<Answered> ask(const RuleBook& rules, const Input& question) {
  Sources sources;
  Sink sink;
  return unless_too_many(sink, sources, true, [&]() -> Result<Answered> {
    const auto asked = read_text(sources, question, sink);
    if (!asked && !sink.has_errors())
      sink.report(Kind::missing_key, {0, 0, 0}, "the text is empty, and a question is needed here");
    if (!asked || sink.has_errors()) return diagnostics_of(sink, sources, true);
    const Plan& plan = rules.impl().plan;
    const auto reply = ask(plan, *asked, asked->find("given"), std::nullopt, sink);
    if (!reply) return diagnostics_of(sink, sources, true);
    Answered answered{answer_json(reply->answer), answer_words(reply->answer), {}, reply->notes};
    for (const std::uint32_t source : reply->sources) {
      const Source& cited = plan.book.sources[source];
      answered.sources.push_back({cited.id, cited.title});
    }
    return answered;
  });
}

std::string to_json(const Answered& answered) {
  JsonWriter json;
  json.begin_object().key("answer").raw(answered.json).field("text", answered.text).key("sources").begin_list();
  for (const Answered::Source& source : answered.sources)
    json.begin_object().field("id", source.id).field("title", source.title).end_object();
  json.end_list().key("notes").texts(answered.notes).end_object();
  return json.take();
}

}  // namespace masa
