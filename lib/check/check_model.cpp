#include "check/check_model.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>

namespace masa {

Model order_packs(Model model) {
  std::vector<Pack>& packs = model.packs;
  std::ranges::stable_sort(packs, {}, [](const Pack& pack) { return pack.layer; });
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_id;
  for (std::size_t p = 0; p < packs.size(); ++p) by_id[packs[p].id.text].push_back(p);

  std::vector<std::vector<std::size_t>> users(packs.size());
  std::vector<std::size_t> waits_for(packs.size(), 0);  // how many that it uses are not placed yet
  for (std::size_t p = 0; p < packs.size(); ++p) {
    for (const Name& name : packs[p].uses) {
      const auto used = by_id.find(name.text);
      if (used == by_id.end()) continue;
      for (const std::size_t u : used->second) {
        if (u == p) continue;
        users[u].push_back(p);
        ++waits_for[p];
      }
    }
  }

  std::set<std::size_t> left;
  std::set<std::size_t> ready;
  for (std::size_t p = 0; p < packs.size(); ++p) {
    left.insert(p);
    if (waits_for[p] == 0) ready.insert(p);
  }
  std::vector<std::size_t> order;
  while (!left.empty()) {
    const std::size_t next = ready.empty() ? *left.begin() : *ready.begin();  // none: they use each other, any does
    left.erase(next);
    ready.erase(next);
    order.push_back(next);
    for (const std::size_t user : users[next]) {
      if (--waits_for[user] == 0 && left.contains(user)) ready.insert(user);
    }
  }
  Model ordered;
  for (const std::size_t p : order) ordered.packs.push_back(std::move(packs[p]));
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
