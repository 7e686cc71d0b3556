// Values as prose.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "render/english.hpp"
#include "render/words.hpp"

namespace masa {

namespace {

/// `rounded to 2 places`: of the power of ten by which a quotient is multiplied first.
std::string places(std::int64_t power) {
  int count = 0;
  for (; power >= 10; power /= 10) ++count;
  return count == 0 ? "" : fmt::format(" to {} place{}", count, count == 1 ? "" : "s");
}

/// `equal in`: the name of a relation that ends with the word behind which its body would stand.
bool ends_with_its_word(std::string_view name) {
  constexpr std::array<std::string_view, 7> words{"of", "in", "at", "to", "by", "for", "with"};
  const std::string_view last = name.substr(name.find_last_of(' ') + 1);
  return last.size() < name.size() && std::ranges::find(words, last) != words.end();
}

}  // namespace

/// A value that is made of others stands in brackets within another.
std::string English::in_brackets(const Typed& typed) const {
  const bool is_made = typed.act == Act::sum || typed.act == Act::difference || typed.act == Act::product ||
                       typed.act == Act::rounded || typed.act == Act::conditional;
  return is_made ? fmt::format("({})", value(typed)) : value(typed);
}

/// Of a sum within a sum the first addend needs none.
std::string English::addend(const Typed& typed) const {
  return typed.act == Act::sum || typed.act == Act::difference ? value(typed) : in_brackets(typed);
}

Phrase English::described(const Typed& typed) const {
  return typed.act == Act::pick ? pick(typed) : Phrase::plain(value(typed));
}

std::string English::value(const Typed& typed) const {
  const auto kid = [&](std::size_t k) { return value(typed.kids[k]); };
  switch (typed.act) {
    case Act::constant:
      return constant(typed.constant, typed.type);
    case Act::fact:
      return fact(typed.index);
    case Act::decision:
      return decision(typed.index);
    case Act::of_owner:
      return kid(0);
    case Act::role:
      return role(typed);
    case Act::pick:
      return on_one_line(pick(typed));
    case Act::follow:
      return follow(typed);
    case Act::years:
      return fmt::format("the number of full years from {} to {}", kid(0), kid(1));
    case Act::count:
      return counted(typed);
    case Act::earliest:
      return fmt::format("the earliest of {}", kid(0));
    case Act::latest:
      return fmt::format("the latest of {}", kid(0));
    case Act::number_of:
      return fmt::format("the number of {}", kid(0));
    case Act::make_set:
      return values(typed.kids, "and");
    case Act::without:
      return fmt::format("{}, but not {}", kid(0), kid(1));
    case Act::each_member:
      return fmt::format("{} of each {}", kid(0), record(typed.index));
    case Act::conditional:
      return fmt::format("{} where {}, otherwise {}", kid(1), line(typed.kids[0]), kid(2));
    case Act::due:
      return fmt::format("the day by which `{}` is due", book_.limits[typed.index].id);
    case Act::due_of_duty:
      return fmt::format("the day by which `{}` is due", book_.duties[typed.index].id);
    case Act::sum:
      return fmt::format("{} plus {}", addend(typed.kids[0]), in_brackets(typed.kids[1]));
    case Act::difference:
      return fmt::format("{} minus {}", addend(typed.kids[0]), in_brackets(typed.kids[1]));
    case Act::product:
      return fmt::format("{} times {}", in_brackets(typed.kids[0]), in_brackets(typed.kids[1]));
    case Act::rounded:
      return fmt::format("{} divided by {}, rounded{}", in_brackets(typed.kids[0]), in_brackets(typed.kids[1]),
                         places(typed.number));
    default:
      return line(typed);
  }
}

std::string English::follow(const Typed& typed) const {
  const std::string from = value(typed.kids[0]);
  if (leads_to_itself(typed)) return from;
  const std::string name = spaced(book_.network.relations()[typed.index].name);
  return ends_with_its_word(name) ? fmt::format("what {} is {}", from, name) : fmt::format("the {} of {}", name, from);
}

/// `authority of looked_after_by`, which is an authority already.
bool English::leads_to_itself(const Typed& typed) const {
  const auto kind = book_.vocabulary.find_kind(book_.network.relations()[typed.index].name);
  return kind && typed.kids[0].type.kinds == std::uint64_t{1} << *kind;
}

std::string English::constant(const Value& value, const Type& type) const {
  switch (value.tag()) {
    case Value::Tag::truth:
      return value.is_yes() ? "yes" : "no";
    case Value::Tag::nothing:
      return type.base == Type::Base::reference ? "nobody" : "none";
    case Value::Tag::date:
      return to_string(value.as_date());
    case Value::Tag::reference:
      return book_.vocabulary.bodies[static_cast<std::size_t>(value.payload())].name;
    case Value::Tag::set: {
      Type one = type;
      one.is_set = false;
      std::vector<std::string> members;
      for (const Value& member : value.members()) members.push_back(constant(member, one));
      return members.empty() ? "nobody" : list_words(members, "or");
    }
    default: {
      const std::string word = spaced(book_.vocabulary.print(value, type));
      return word == "known" || word == "unknown" ? fmt::format("“{}”", word) : word;  // not that nobody knows it
    }
  }
}

std::string English::fact(std::uint32_t number) const {
  const FactInfo& info = book_.schema.facts[number];
  const auto process = [&](const Process& one) { return one.holder_fact == number; };
  if (const auto found = std::ranges::find_if(book_.processes, process); found != book_.processes.end())
    return fmt::format("the holder of the {}", spaced(found->id));
  if (info.record != no_index && book_.schema.records[info.record].is_process) return part(number);
  if (info.record != no_index && book_.schema.records[info.record].is_event) return fmt::format("`{}`", info.path);
  if (info.record != no_index && book_.schema.records[info.record].is_asked)
    return fmt::format("`{}`", info.path.substr(info.path.find('.') + 1));
  if (!info.label.empty()) return info.label;
  const std::size_t dot = info.path.find('.');
  if (dot == std::string::npos) return fmt::format("the {}", spaced(info.path));
  return fmt::format("the {} of the {}", spaced(info.path.substr(dot + 1)), spaced(info.path.substr(0, dot)));
}

std::string English::decision(std::uint32_t number) const {
  const Decision& found = book_.decisions[number];
  if (found.is_of_one_pack) return fmt::format("what `{}` says", book_.packs[found.pack].id);
  if (!found.label.empty()) return found.label;
  return found.question.ends_with('?') ? fmt::format("the answer to “{}”", found.question) : found.question;
}

std::string English::role(const Typed& typed) const {
  if (process_ == nullptr) return fmt::format("the {}", spaced(typed.text));
  if (typed.index == 0) return "the holder";
  if (typed.index == 1) return part(process_->began_fact);
  const std::size_t roles = process_->roles.size();
  const std::size_t k = typed.index - 2;
  return part(k < roles ? process_->roles[k].fact : process_->seen_anew[k - roles].fact);
}

/// A part of a process: its days as days, a milestone in quotes, who is who by name.
std::string English::part(std::uint32_t number) const {
  const FactInfo& info = book_.schema.facts[number];
  if (info.path == "began" || info.path == "ended") return fmt::format("the day on which it {}", info.path);
  const bool is_named = info.type.base == Type::Base::date || info.type.base == Type::Base::truth;
  return is_named ? fmt::format("“{}”", spaced(info.path)) : fmt::format("the {}", spaced(info.path));
}

Phrase English::pick(const Typed& typed) const {
  std::vector<std::string> fields;
  std::vector<std::string> events;
  for (const EventField& event : typed.events) {
    const std::string field = book_.schema.facts[event.field].path;
    if (std::ranges::find(fields, field) == fields.end()) fields.push_back(field);
    events.push_back(fmt::format("“{}”", record(event.record)));
  }
  const std::string_view which = typed.number == 1 ? "latest" : "first";
  const bool is_day = fields.size() == 1 && fields.front() == "day";
  for (std::string& field : fields) field = fmt::format("`{}`", field);
  const std::string what = is_day ? "the day" : list_words(fields, "or");
  const bool is_any = std::ranges::all_of(typed.kids, [](const Typed& kid) { return kid.act == Act::constant; });
  const std::string text = fmt::format("{} of the {} {}", what, which, list_words(events, "or"));
  return is_any ? Phrase::plain(text) : Phrase::leading(text + " of which", condition(typed.kids.front()));
}

std::string English::counted(const Typed& typed) const {
  const std::int64_t number = typed.number < 0 ? -typed.number : typed.number;
  const std::string from = value(typed.kids[0]);
  const bool is_amount = typed.kids.size() > 1;
  const std::string counted =
      is_amount ? value(typed.kids[1]) + words_of(typed.unit, 2).substr(1) : words_of(typed.unit, number);
  if (typed.number == 0 && !is_amount)
    return typed.start == Start::beginning_with ? fmt::format("{} itself", from)
                                                : fmt::format("at once after {}", from);
  if (typed.number < 0) return fmt::format("{} before {}", counted, from);
  if (typed.start == Start::beginning_with) return fmt::format("{}, {} being the first day", counted, from);
  return fmt::format("{} after {}", counted, from);
}

std::string English::record(std::uint32_t number) const {
  return spaced(book_.schema.records[number].name);
}

std::string English::values(const std::vector<Typed>& kids, std::string_view last) const {
  std::vector<std::string> all;
  for (const Typed& kid : kids) all.push_back(value(kid));
  return list_words(all, last);
}

}  // namespace masa
