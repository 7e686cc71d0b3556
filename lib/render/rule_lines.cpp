#include "render/rule_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "render/words.hpp"

namespace masa {

namespace {

/// `of some plan it holds that all of this is so:`.
std::string which_of(const Phrase& phrase, const std::string& lead) {
  const std::string_view verb = lead.empty() ? "" : lead.ends_with(" that") ? " is so" : " holds";
  return fmt::format("{}{}{}{}:", lead, lead.empty() ? "" : " ",
                     phrase.joint == Phrase::Joint::all ? "all of this" : "one of these", verb);
}

}  // namespace

std::string capital(const std::string& text) {
  return upper(text.substr(0, 1)) + text.substr(std::min<std::size_t>(1, text.size()));
}

std::string sentence(const std::string& text) {
  const bool is_closed = !text.empty() && std::string_view(".?!:").find(text.back()) != std::string_view::npos;
  return capital(text) + (is_closed ? "" : ".");
}

std::string reason(const std::string& why) {
  return why.empty() ? "" : fmt::format(" Because {}.", why);
}

void RuleLines::begin(std::string_view sort, const std::string& id, std::uint32_t pack) {
  rule_ = {};
  rule_.sort = sort;
  rule_.id = id;
  rule_.pack = pack;
}

void RuleLines::say(std::size_t deep, std::string text) {
  rule_.lines.push_back({deep, std::move(text)});
}

void RuleLines::because(std::size_t deep, const std::string& why) {
  if (!why.empty()) say(deep, fmt::format("Because {}.", why));
}

std::string RuleLines::cited(const std::vector<Citation>& cites) {
  std::vector<std::string> ids;
  for (const Citation& cite : cites) {
    ids.push_back(book_.sources[cite.source].id + cite.pinpoint);
    auto& all = rule_.sources;
    if (std::ranges::find(all, cite.source) == all.end()) all.push_back(cite.source);
  }
  return ids.empty() ? "" : fmt::format(" [{}]", join(ids, ", "));
}

void RuleLines::put(std::size_t deep, const std::string& lead, const Phrase& phrase, const std::string& end,
                    const std::string& why) {
  if (is_short(phrase)) {
    say(deep, fmt::format("{} {}.{}{}", lead, on_one_line(phrase), end, reason(why)));
  } else if (phrase.leads_on()) {
    put(deep, fmt::format("{} {}", lead, phrase.text), phrase.parts.front(), end, why);
  } else {
    say(deep, which_of(phrase, lead) + end);
    for (const Phrase& part : phrase.parts) list(deep + 1, part, "");
    because(deep + 1, why);
  }
}

void RuleLines::list(std::size_t deep, const Phrase& phrase, const std::string& lead) {
  const std::string before = lead.empty() ? "" : lead + " ";
  if (is_short(phrase)) {
    say(deep, before + on_one_line(phrase));
  } else if (phrase.leads_on()) {
    list(deep, phrase.parts.front(), before + phrase.text);
  } else {
    say(deep, which_of(phrase, lead));
    for (const Phrase& part : phrase.parts) list(deep + 1, part, "");
  }
}

}  // namespace masa
