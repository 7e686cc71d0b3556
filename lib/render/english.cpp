#include "render/english.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "render/words.hpp"

namespace masa {

namespace {

constexpr std::size_t longest_line = 110;

/// `not overridden by`: what gives way to another rule holds where that one does not.
const Typed* rule_that_goes_before(const Typed& negation) {
  const Typed& kid = negation.kids[0];
  const bool is_it = kid.act == Act::conjunction && !kid.kids.empty() && kid.kids[0].act == Act::in_force;
  return is_it ? &kid.kids[0] : nullptr;
}

/// `rounded to 2 places`: of the power of ten by which a quotient is multiplied first.
std::string places(std::int64_t power) {
  int count = 0;
  for (; power >= 10; power /= 10) ++count;
  return count == 0 ? "" : fmt::format(" to {} place{}", count, count == 1 ? "" : "s");
}

/// `the day of the stillbirth` with another word in front: `no day of the stillbirth`.
std::optional<std::string> without_article(const std::string& noun) {
  constexpr std::string_view article = "the ";
  return noun.starts_with(article) ? std::optional(noun.substr(article.size())) : std::nullopt;
}

/// Whether what follows behind an `and` could be taken for a part of it.
bool reaches_far(std::string_view text) {
  return text.starts_with("it is not so that ") || text.find(" it holds that ") != std::string_view::npos ||
         text.find(" of which ") != std::string_view::npos || text.find(" where ") != std::string_view::npos;
}

}  // namespace

bool is_short(const Phrase& phrase) {
  const bool is_flat =
      std::ranges::all_of(phrase.parts, [](const Phrase& part) { return part.joint == Phrase::Joint::none; });
  return phrase.parts.size() <= 2 && is_flat && on_one_line(phrase).size() <= longest_line;
}

std::string on_one_line(const Phrase& phrase) {
  if (phrase.joint == Phrase::Joint::none) return phrase.text;
  std::vector<std::string> parts;
  for (const Phrase& part : phrase.parts) {
    const std::string text = on_one_line(part);
    parts.push_back(part.joint == Phrase::Joint::none && !reaches_far(text) ? text : fmt::format("({})", text));
  }
  return list_words(parts, phrase.joint == Phrase::Joint::all ? "and" : "or");
}

Phrase English::condition(const Typed& typed, bool holds) const {
  if (typed.act == Act::negation && rule_that_goes_before(typed) == nullptr) return condition(typed.kids[0], !holds);
  if (typed.act != Act::conjunction && typed.act != Act::disjunction) return leaf(typed, holds);
  Phrase phrase;
  phrase.joint = (typed.act == Act::conjunction) == holds ? Phrase::Joint::all : Phrase::Joint::any;
  for (const Typed& kid : typed.kids) {
    Phrase part = condition(kid, holds);
    if (part.joint == phrase.joint) {
      phrase.parts.insert(phrase.parts.end(), part.parts.begin(), part.parts.end());
    } else {
      phrase.parts.push_back(std::move(part));
    }
  }
  return phrase.parts.size() == 1 ? phrase.parts.front() : phrase;
}

Phrase English::leaf(const Typed& typed, bool holds) const {
  if (typed.type == Type{} && typed.act == Act::decision && book_.decisions[typed.index].label.empty())
    return {Phrase::Joint::none, fmt::format("{} is {}", decision(typed.index), holds ? "yes" : "no"), {}};
  const auto said = [&](const std::string& clause) {
    return Phrase{Phrase::Joint::none, holds ? clause : fmt::format("it is not so that {}", clause), {}};
  };
  switch (typed.act) {
    case Act::constant:
      return {Phrase::Joint::none, typed.constant.is_yes() == holds ? "always" : "never", {}};
    case Act::negation: {
      const Typed& before = *rule_that_goes_before(typed);
      return said(fmt::format("`{}` does not apply",
                              book_.decisions[before.index].rules[static_cast<std::size_t>(before.number)].id));
    }
    case Act::equal:
    case Act::less:
    case Act::at_most:
      return {Phrase::Joint::none, comparison(typed, holds), {}};
    case Act::member:
      return {Phrase::Joint::none, membership(typed, holds), {}};
    case Act::some_member:
    case Act::every_member:
      return {Phrase::Joint::none, quantified(typed, holds), {}};
    case Act::applies:
      return {Phrase::Joint::none, there_is(typed.kids[0], holds), {}};
    case Act::is_known:
      return {Phrase::Joint::none, fmt::format("{} is {}known", value(typed.kids[0]), holds ? "" : "not "), {}};
    case Act::may_be: {
      std::vector<std::string> words;
      for (std::size_t k = 1; k < typed.kids.size(); ++k) words.push_back(value(typed.kids[k]));
      const std::string subject =
          typed.kids[0].type == Type{} ? fmt::format("({})", line(typed.kids[0])) : in_brackets(typed.kids[0]);
      if (words.empty()) return said(fmt::format("it may be that {}", subject));
      return said(fmt::format("{} may be {}", subject, list_words(words, "or")));
    }
    case Act::has_come:
      return {Phrase::Joint::none, fmt::format("{} has {}come", value(typed.kids[0]), holds ? "" : "not "), {}};
    case Act::overdue:
      return {Phrase::Joint::none,
              fmt::format("the duty `{}` is {}overdue", book_.duties[typed.index].id, holds ? "" : "not "),
              {}};
    case Act::in_force:
      return said(fmt::format("`{}` is in force",
                              book_.decisions[typed.index].rules[static_cast<std::size_t>(typed.number)].id));
    case Act::bound:
      return said(fmt::format("`{}` binds {}", book_.packs[typed.index].id, value(typed.kids[0])));
    case Act::conditional: {
      const std::string text = fmt::format("{} where {}, and {} otherwise", line(typed.kids[1], holds),
                                           line(typed.kids[0]), line(typed.kids[2], holds));
      return {Phrase::Joint::none, text, {}};
    }
    case Act::role:
      return {Phrase::Joint::none, fmt::format("{} is {}so", value(typed), holds ? "" : "not "), {}};
    default:
      return said(value(typed));
  }
}

std::string English::comparison(const Typed& typed, bool holds) const {
  const Typed& left = typed.kids[0];
  const Typed& right = typed.kids[1];
  // A constant stands behind what is compared with it: `18 <= age` says that the age is 18 or more.
  const auto is_of_event = [&](const Typed& side) {
    return side.act == Act::fact && side.record != no_index && book_.schema.records[side.record].is_event;
  };
  const bool is_turned =
      right.act != Act::constant && (left.act == Act::constant || (is_of_event(right) && !is_of_event(left)));
  const std::string subject = in_brackets(is_turned ? right : left);
  const std::string other = in_brackets(is_turned ? left : right);
  if (typed.act == Act::equal) {
    const Typed& what = is_turned ? right : left;
    const Typed& with = is_turned ? left : right;
    const bool is_nothing = with.act == Act::constant && with.constant.is_nothing();
    if (is_nothing && what.act != Act::follow) return there_is(what, !holds);
    // `place in England` follows the way to the country, and is read as it is written.
    if (what.act == Act::follow && what.text.empty())
      return fmt::format("{} is {}in {}", value(what.kids[0]), holds ? "" : "not ", other);
    return fmt::format("{} is {}{}", subject, holds ? "" : "not ", other);
  }
  const bool is_date = left.type.base == Type::Base::date;
  const bool is_word = left.type.base == Type::Base::word;
  const std::array<std::string_view, 4> dates{"before", "on or before", "after", "on or after"};
  const std::array<std::string_view, 4> words{"below", "at most", "above", "at least"};
  const std::array<std::string_view, 4> numbers{"less than", "at most", "more than", "at least"};
  const auto& forms = is_date ? dates : is_word ? words : numbers;
  const std::size_t form = (is_turned ? 2U : 0U) + (typed.act == Act::less ? 0U : 1U);
  // Not `on or after` for `not before`: what is nothing is neither.
  return fmt::format("{} is {}{} {}", subject, holds ? "" : "not ", forms.at(form), other);
}

std::string English::membership(const Typed& typed, bool holds) const {
  const std::string subject = value(typed.kids[0]);
  const Typed& set = typed.kids[1];
  const std::string_view no = holds ? "" : "not ";
  if (set.act == Act::make_set)
    return fmt::format("{} is {}{}{}", subject, no, set.kids.size() > 1 && !holds ? "one of " : "",
                       values(set.kids, "or"));
  if (set.act == Act::constant && set.constant.tag() == Value::Tag::set)
    return fmt::format("{} is {}{}", subject, no, constant(set.constant, set.type));
  return fmt::format("{} is {}among {}", subject, no, value(set));
}

std::string English::quantified(const Typed& typed, bool holds) const {
  const RecordInfo& of = book_.schema.records[typed.index];
  const std::string name = record(typed.index);
  const bool is_some = typed.act == Act::some_member;
  const bool is_any = is_any_event(typed.kids[0]);
  const std::string_view which = is_some ? (holds ? "some" : "no") : (holds ? "every" : "not every");
  if (of.is_event && is_any) return fmt::format("{} “{}” is recorded", which, name);
  const Phrase what = condition(typed.kids[0]);
  const std::string said =
      what.joint == Phrase::Joint::none ? on_one_line(what) : fmt::format("({})", on_one_line(what));
  if (of.is_event && is_some) return fmt::format("{} “{}” is recorded of which {}", which, name, on_one_line(what));
  if (of.is_event) return fmt::format("of {} “{}” that is recorded it holds that {}", which, name, said);
  return fmt::format("of {} {} it holds that {}", which, name, said);
}

/// `some moved has day applies`: any.
bool English::is_any_event(const Typed& condition) const {
  if (condition.act == Act::constant) return condition.constant.is_yes();
  if (condition.act != Act::applies || condition.kids[0].act != Act::fact) return false;
  const std::uint32_t record = book_.schema.facts[condition.kids[0].index].record;
  return record != no_index && book_.schema.records[record].day == condition.kids[0].index;
}

/// A value that is made of others stands in brackets within another.
std::string English::in_brackets(const Typed& typed) const {
  const bool is_made = typed.act == Act::sum || typed.act == Act::difference || typed.act == Act::product ||
                       typed.act == Act::rounded || typed.act == Act::conditional;
  return is_made ? fmt::format("({})", value(typed)) : value(typed);
}

std::string English::there_is(const Typed& typed, bool holds) const {
  const std::string noun = value(typed);
  const auto bare = without_article(noun);
  if (!bare) return fmt::format("there is {}{}", holds ? "" : "no ", noun);
  constexpr std::string_view vowels = "aeiou";
  const std::string_view article = vowels.find(bare->front()) == std::string_view::npos ? "a" : "an";
  return fmt::format("there is {} {}", holds ? article : "no", *bare);
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
      return pick(typed);
    case Act::follow:
      if (leads_to_itself(typed)) return kid(0);
      return fmt::format("the {} of {}", spaced(book_.network.relations()[typed.index].name), kid(0));
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
      return fmt::format("{} plus {}", in_brackets(typed.kids[0]), in_brackets(typed.kids[1]));
    case Act::difference:
      return fmt::format("{} minus {}", in_brackets(typed.kids[0]), in_brackets(typed.kids[1]));
    case Act::product:
      return fmt::format("{} times {}", in_brackets(typed.kids[0]), in_brackets(typed.kids[1]));
    case Act::rounded:
      return fmt::format("{} divided by {}, rounded{}", in_brackets(typed.kids[0]), in_brackets(typed.kids[1]),
                         places(typed.number));
    default:
      return line(typed);
  }
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
  if (!info.label.empty()) return info.label;
  const std::size_t dot = info.path.find('.');
  if (dot == std::string::npos) return fmt::format("the {}", spaced(info.path));
  return fmt::format("the {} of the {}", spaced(info.path.substr(dot + 1)), spaced(info.path.substr(0, dot)));
}

std::string English::decision(std::uint32_t number) const {
  const Decision& found = book_.decisions[number];
  if (!found.label.empty()) return found.label;
  return fmt::format("the answer to “{}”", found.question);
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

std::string English::pick(const Typed& typed) const {
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
  if (is_any) return fmt::format("{} of the {} {}", what, which, list_words(events, "or"));
  return fmt::format("{} of the {} {} of which {}", what, which, list_words(events, "or"), line(typed.kids.front()));
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
