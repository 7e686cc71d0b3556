// Standing duties, contents of reports, figures and questions.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "check/check_model.hpp"

namespace masa {

namespace {

class Collector {
 public:
  Collector(Book& book, Names& names, Sink& sink) : book_(book), names_(names), sink_(sink) {}

  void standing_duties(const Pack& pack, std::uint32_t p) {
    for (const StandingDutyDecl& decl : pack.standing_duties) {
      if (!standing_.declare(decl.id, 0, pack, p, sink_)) continue;
      StandingDuty duty;
      duty.id = decl.id.text;
      duty.is_should = decl.is_should;
      duty.text = decl.text;
      duty.who = find_bodies(decl.who, names_, book_, p, sink_);
      duty.whom = find_bodies(decl.whom, names_, book_, p, sink_);
      if (decl.times.is_set()) duty.times = count_of(decl.times);
      if (decl.in_each.is_set()) duty.months = months_of(decl.in_each);
      duty.by = decl.by;
      duty.cite = resolve_citations(decl.cite, names_, p, sink_);
      duty.because = decl.because;
      duty.pack = p;
      duty.span = decl.id.span;
      book_.governance.standing_duties.push_back(std::move(duty));
    }
  }

  void contents(const Pack& pack, std::uint32_t p) {
    for (const ContentDecl& decl : pack.contents) {
      if (!contents_.declare(decl.id, 0, pack, p, sink_)) continue;
      Content content{decl.id.text, decl.what, {}, resolve_citations(decl.cite, names_, p, sink_), p, decl.id.span};
      for (const ContentDecl::Part& part : decl.parts) content.parts.emplace_back(part.id.text, part.says);
      book_.governance.contents.push_back(std::move(content));
    }
  }

  void figures(const Pack& pack, std::uint32_t p) {
    const auto record = book_.schema.find_record(pack.figures_record.text);
    if (!record) return;
    for (const FigureDecl& decl : pack.figures) {
      const Declared* value = names_.decisions.find(decl.is_check ? decl.id.text + ".left" : decl.id.text, p);
      const Declared* right = decl.is_check ? names_.decisions.find(decl.id.text + ".right", p) : nullptr;
      if (value == nullptr) continue;  // complained about before
      Figure figure{decl.id.text, decl.what, *record, value->index, std::nullopt, p, decl.id.span};
      if (right != nullptr) figure.right = right->index;
      book_.governance.figures.push_back(std::move(figure));
    }
  }

  void questions(const Pack& pack, std::uint32_t p) {
    for (const QuestionDecl& decl : pack.questions) {
      if (std::ranges::find(queries, decl.id.text) != queries.end())
        sink_.report(Kind::bad_name, decl.id.span, fmt::format("`{}` is a question of the language", decl.id.text),
                     "choose another name");
      if (book_.network.find_relation(decl.id.text))
        sink_.report(Kind::bad_name, decl.id.span,
                     fmt::format("`{}` is a relation, and a question of its own", decl.id.text), "choose another name");
      if (!questions_.declare(decl.id, 0, pack, p, sink_)) continue;
      const bool is_own = decl.record.is_set();
      const auto record = book_.schema.find_record(is_own ? decl.record.text : decl.about.text);
      if (!record || (!is_own && !book_.schema.records[*record].is_listed())) {
        if (!is_own) complain_about_unknown("record", decl.about, listed_records(), sink_);
        continue;
      }
      NamedQuestion question{decl.id.text, *record, {}, {}, p, decl.id.span};
      for (const QuestionDecl::Argument& argument : decl.given) {
        const Name fact = is_own ? Name{"asked." + argument.word.text, argument.word.span} : argument.type;
        if (const auto found = book_.schema.find_fact(fact.text, *record)) {
          question.given.emplace_back(argument.word.text, *found);
        } else if (!is_own) {
          complain_about_unknown("fact", fact, facts_of(*record), sink_);
        }
      }
      for (const QuestionDecl::Part& part : decl.answers) {
        const Declared* decision = names_.decisions.find(part.decision.text, p);
        if (decision == nullptr || book_.decisions[decision->index].record != *record) {
          if (!is_own)
            complain_about_unknown(fmt::format("decision for each {}", decl.about.text), part.decision,
                                   decisions_of(*record), sink_);
          continue;
        }
        question.answers.emplace_back(part.word.text, decision->index);
      }
      book_.governance.questions.push_back(std::move(question));
    }
  }

 private:
  std::int64_t count_of(const Name& times) {
    constexpr std::int64_t most = 366;
    const auto count = read_decimal(times.text, 0);
    if (count && *count >= 1 && *count <= most) return *count;
    sink_.report(Kind::wrong_value, times.span, fmt::format("`{}` is no number of times", times.text),
                 fmt::format("write a number from 1 to {}", most));
    return 1;
  }

  std::int64_t months_of(const Name& unit) {
    constexpr std::array<std::pair<std::string_view, std::int64_t>, 4> units{
        {{"year", 12}, {"half year", 6}, {"quarter", 3}, {"month", 1}}};
    const auto found = std::ranges::find(units, unit.text, &std::pair<std::string_view, std::int64_t>::first);
    if (found != units.end()) return found->second;
    sink_.report(Kind::wrong_value, unit.span, fmt::format("`{}` is no part of the calendar", unit.text),
                 "write `year`, `half year`, `quarter` or `month`");
    return units.front().second;
  }

  [[nodiscard]] std::vector<std::string> listed_records() const {
    std::vector<std::string> names;
    for (const RecordInfo& record : book_.schema.records) {
      if (record.is_listed()) names.push_back(record.name);
    }
    return names;
  }

  [[nodiscard]] std::vector<std::string> facts_of(std::uint32_t record) const {
    std::vector<std::string> names;
    for (const FactInfo& fact : book_.schema.facts) {
      if (fact.record == record) names.push_back(fact.path);
    }
    return names;
  }

  [[nodiscard]] std::vector<std::string> decisions_of(std::uint32_t record) const {
    std::vector<std::string> names;
    for (const Decision& decision : book_.decisions) {
      if (decision.record == record) names.push_back(decision.id);
    }
    return names;
  }

  Book& book_;
  Names& names_;
  Sink& sink_;
  NameTable standing_{"standing duty", names_.shares};
  NameTable contents_{"content", names_.shares};
  NameTable questions_{"question", names_.shares};
};

}  // namespace

void collect_governance(const Model& model, Book& book, Names& names, Sink& sink) {
  Collector collector(book, names, sink);
  each_pack(model, [&](const Pack& pack, std::uint32_t p) {
    collector.standing_duties(pack, p);
    collector.contents(pack, p);
    collector.figures(pack, p);
    collector.questions(pack, p);
    for (const NotEncodedDecl& left_out : pack.not_encoded)
      book.not_encoded.push_back({left_out.provision.text, left_out.why, left_out.owner, p});
  });
}

}  // namespace masa
