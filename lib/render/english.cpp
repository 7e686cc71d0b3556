// Conditions as prose; english_values.cpp has the values that they speak of.
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

Phrase Phrase::plain(std::string text) {
  return {Phrase::Joint::none, std::move(text), {}};
}

Phrase Phrase::leading(const std::string& text, Phrase condition) {
  if (condition.joint == Phrase::Joint::none && condition.parts.empty())
    return Phrase::plain(text + " " + condition.text);
  return {Phrase::Joint::none, text, {std::move(condition)}};
}

bool is_short(const Phrase& phrase) {
  if (phrase.joint == Phrase::Joint::none && phrase.parts.empty()) return true;  // nothing in it could be listed
  if (on_one_line(phrase).size() > longest_line) return false;
  if (phrase.leads_on()) return is_short(phrase.parts.front());
  return phrase.parts.size() <= 2 && std::ranges::all_of(phrase.parts, [](const Phrase& part) {
           return part.joint == Phrase::Joint::none && part.parts.empty();
         });
}

std::string on_one_line(const Phrase& phrase) {
  if (phrase.leads_on()) {
    const std::string rest = on_one_line(phrase.parts.front());
    return phrase.text.ends_with(" that") ? fmt::format("{} ({})", phrase.text, rest)
                                          : fmt::format("{} {}", phrase.text, rest);
  }
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
    return Phrase::plain(fmt::format("{} is {}", decision(typed.index), holds ? "yes" : "no"));
  const auto said = [&](const std::string& clause) {
    return Phrase::plain(holds ? clause : fmt::format("it is not so that {}", clause));
  };
  switch (typed.act) {
    case Act::constant:
      return Phrase::plain(typed.constant.is_yes() == holds ? "always" : "never");
    case Act::negation: {
      const Typed& before = *rule_that_goes_before(typed);
      return said(fmt::format("`{}` does not apply",
                              book_.decisions[before.index].rules[static_cast<std::size_t>(before.number)].id));
    }
    case Act::equal:
      return equality(typed, holds);
    case Act::less:
    case Act::at_most:
      return Phrase::plain(comparison(typed, holds));
    case Act::member:
      return Phrase::plain(membership(typed, holds));
    case Act::some_member:
    case Act::every_member:
      return quantified(typed, holds);
    case Act::applies:
      return there_is(typed.kids[0], holds);
    case Act::is_known:
      return Phrase::plain(fmt::format("{} is {}known", value(typed.kids[0]), holds ? "" : "not "));
    case Act::may_be: {
      std::vector<std::string> words;
      for (std::size_t k = 1; k < typed.kids.size(); ++k) words.push_back(value(typed.kids[k]));
      const std::string subject =
          typed.kids[0].type == Type{} ? fmt::format("({})", line(typed.kids[0])) : in_brackets(typed.kids[0]);
      if (words.empty()) return said(fmt::format("it may be that {}", subject));
      return said(fmt::format("{} may be {}", subject, list_words(words, "or")));
    }
    case Act::has_come:
      return Phrase::plain(fmt::format("{} has {}come", value(typed.kids[0]), holds ? "" : "not "));
    case Act::overdue:
      return Phrase::plain(
          fmt::format("the duty `{}` is {}overdue", book_.duties[typed.index].id, holds ? "" : "not "));
    case Act::in_force:
      return said(fmt::format("`{}` is in force",
                              book_.decisions[typed.index].rules[static_cast<std::size_t>(typed.number)].id));
    case Act::bound:
      return said(fmt::format("`{}` binds {}", book_.packs[typed.index].id, value(typed.kids[0])));
    case Act::conditional:
      return Phrase::plain(fmt::format("{} where {}, and {} otherwise", line(typed.kids[1], holds), line(typed.kids[0]),
                                       line(typed.kids[2], holds)));
    case Act::role:
      return Phrase::plain(fmt::format("{} is {}so", value(typed), holds ? "" : "not "));
    default:
      return said(value(typed));
  }
}

/// A constant stands behind what is compared with it: `18 <= age` says that the age is 18 or more.
bool English::is_turned(const Typed& typed) const {
  const Typed& left = typed.kids[0];
  const Typed& right = typed.kids[1];
  const auto is_of_event = [&](const Typed& side) {
    return side.act == Act::fact && side.record != no_index && book_.schema.records[side.record].is_event;
  };
  return right.act != Act::constant && (left.act == Act::constant || (is_of_event(right) && !is_of_event(left)));
}

Phrase English::equality(const Typed& typed, bool holds) const {
  const Typed& what = typed.kids[is_turned(typed) ? 1 : 0];
  const Typed& with = typed.kids[is_turned(typed) ? 0 : 1];
  const bool is_nothing = with.act == Act::constant && with.constant.is_nothing();
  if (is_nothing && what.act != Act::follow) return there_is(what, !holds);
  const std::string_view no = holds ? "" : "not ";
  // `place in England` follows the way to the country, and is read as it is written.
  if (what.act == Act::follow && what.text.empty())
    return Phrase::plain(fmt::format("{} is {}in {}", value(what.kids[0]), no, in_brackets(with)));
  return Phrase::plain(fmt::format("{} is {}{}", in_brackets(what), no, in_brackets(with)));
}

std::string English::comparison(const Typed& typed, bool holds) const {
  const Typed& left = typed.kids[0];
  const bool turned = is_turned(typed);
  const std::string subject = in_brackets(typed.kids[turned ? 1 : 0]);
  const std::string other = in_brackets(typed.kids[turned ? 0 : 1]);
  const bool is_date = left.type.base == Type::Base::date;
  const bool is_word = left.type.base == Type::Base::word;
  const std::array<std::string_view, 4> dates{"before", "on or before", "after", "on or after"};
  const std::array<std::string_view, 4> words{"below", "at most", "above", "at least"};
  const std::array<std::string_view, 4> numbers{"less than", "at most", "more than", "at least"};
  const auto& forms = is_date ? dates : is_word ? words : numbers;
  const std::size_t form = (turned ? 2U : 0U) + (typed.act == Act::less ? 0U : 1U);
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

Phrase English::quantified(const Typed& typed, bool holds) const {
  const RecordInfo& of = book_.schema.records[typed.index];
  const std::string name = record(typed.index);
  const bool is_some = typed.act == Act::some_member;
  const bool is_any = is_any_event(typed.kids[0]);
  const std::string_view which = is_some ? (holds ? "some" : "no") : (holds ? "every" : "not every");
  if (of.is_event && is_any) return Phrase::plain(fmt::format("{} “{}” is recorded", which, name));
  const std::string lead = !of.is_event ? fmt::format("of {} {} it holds that", which, name)
                           : is_some    ? fmt::format("{} “{}” is recorded of which", which, name)
                                        : fmt::format("of {} “{}” that is recorded it holds that", which, name);
  return Phrase::leading(lead, condition(typed.kids[0]));
}

/// `some moved has day applies`: any.
bool English::is_any_event(const Typed& condition) const {
  if (condition.act == Act::constant) return condition.constant.is_yes();
  if (condition.act != Act::applies || condition.kids[0].act != Act::fact) return false;
  const std::uint32_t record = book_.schema.facts[condition.kids[0].index].record;
  return record != no_index && book_.schema.records[record].day == condition.kids[0].index;
}

Phrase English::there_is(const Typed& typed, bool holds) const {
  Phrase noun = described(typed);
  const auto bare = without_article(noun.text);
  constexpr std::string_view vowels = "aeiou";
  if (!bare) {
    noun.text = fmt::format("there is {}{}", holds ? "" : "no ", noun.text);
  } else {
    const std::string_view article = vowels.find(bare->front()) == std::string_view::npos ? "a" : "an";
    noun.text = fmt::format("there is {} {}", holds ? article : "no", *bare);
  }
  return noun;
}

}  // namespace masa
