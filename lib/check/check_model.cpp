#include "check/check_model.hpp"

#include <algorithm>

namespace masa {

Model order_packs(Model model) {
  std::ranges::stable_sort(model.packs, {}, [](const Pack& pack) { return pack.layer; });
  Model ordered;
  std::vector<Pack> left = std::move(model.packs);
  const auto is_ready = [&](const Pack& pack) {
    return std::ranges::none_of(pack.uses, [&](const Name& used) {
      return std::ranges::any_of(left,
                                 [&](const Pack& other) { return other.id.text == used.text && &other != &pack; });
    });
  };
  while (!left.empty()) {
    auto next = std::ranges::find_if(left, is_ready);
    if (next == left.end()) next = left.begin();  // packs that use each other: any order does
    ordered.packs.push_back(std::move(*next));
    left.erase(next);
  }
  return ordered;
}

std::optional<Book> check_model(Model model, Sources sources, Sink& sink) {
  model = order_packs(std::move(model));
  Book book;
  book.sources_text = std::move(sources);
  Names names;
  collect_declarations(model, book, names, sink);
  collect_types(model, book, names, sink);
  collect_network(model, book, names, sink);
  collect_facts(model, book, names, sink);
  collect_calendars(model, book, names, sink);
  collect_rules(model, book, names, sink);
  collect_governance(model, book, names, sink);
  check_rules(model, book, names, sink);
  apply_variants(model, book, names, sink);
  apply_additions(model, book, names, sink);
  if (!sink.has_errors()) apply_overrides(book);
  if (!sink.has_errors()) check_order(book, sink);
  if (!sink.has_errors()) check_readings(model, book, names, sink);
  book.sees = names.sees;
  if (!sink.has_errors()) check_growth(book, sink);
  if (!sink.has_errors()) check_possibility(book, sink);
  if (!sink.has_errors()) note_duties(book, sink);
  if (sink.has_errors()) return std::nullopt;
  return book;
}

}  // namespace masa
