// The C ABI on masa.hpp. No exception passes it: what is thrown below becomes MASA_INTERNAL.
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "masa/masa.h"
#include "masa/masa.hpp"

struct masa_rules {
  masa::RuleBook book;
};

namespace {

/// Copied with malloc, so that masa_free_string is free() and a caller in any language may rely on it.
char* copy_out(std::string_view text) {
  auto* copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy == nullptr) throw std::bad_alloc();
  std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = '\0';
  return copy;
}

std::string json_list(const std::vector<masa::Diagnostic>& diagnostics) {
  std::string json = "[";
  for (const masa::Diagnostic& diagnostic : diagnostics) {
    if (json.size() > 1) json += ',';
    json += masa::to_json(diagnostic);
  }
  return json + "]";
}

/// The call itself is wrong: MASA_USAGE, with one complaint that has no place.
struct WrongUse {
  std::string code;
  std::string message;
  std::string help;
};

WrongUse null_pointer(std::string_view what) {
  return {"null_pointer", "`" + std::string(what) + "` is a null pointer", ""};
}

masa::Input read_text(const masa_text& text, std::string_view what) {
  if (text.name == nullptr) throw null_pointer(std::string(what) + ".name");
  if (text.text == nullptr && text.size > 0) throw null_pointer(std::string(what) + ".text");
  return {text.name, text.size > 0 ? std::string(text.text, text.size) : std::string()};
}

// --- options of masa_decide

struct Options {
  masa::Dates dates;
  masa::Show show;
};

void set_option(Options& options, const std::string& key, const nlohmann::json& value) {
  const auto read_text_into = [&](std::string& target) {
    if (!value.is_string())
      throw WrongUse{"wrong_option", "the option `" + key + "` is no text",
                     "dates stand in quotes, as in \"2025-03-10\""};
    target = value.get<std::string>();
  };
  const auto read_truth_into = [&](bool& target) {
    if (!value.is_boolean()) throw WrongUse{"wrong_option", "the option `" + key + "` is neither true nor false", ""};
    target = value.get<bool>();
  };
  if (key == "facts_at") {
    read_text_into(options.dates.facts_at);
  } else if (key == "known_by") {
    read_text_into(options.dates.known_by);
  } else if (key == "law_at") {
    read_text_into(options.dates.law_at);
  } else if (key == "explanation") {
    read_truth_into(options.show.explanation);
  } else if (key == "sensitive") {
    read_truth_into(options.show.sensitive);
  } else {
    throw WrongUse{"unknown_option", "there is no option `" + key + "`",
                   "options are facts_at, known_by, law_at, explanation and sensitive"};
  }
}

Options read_options(const char* text) {
  Options options;
  if (text == nullptr) return options;
  // The parser keeps the last of two equal keys in silence; here each may stand once.
  std::set<std::string> seen;
  std::string repeated;
  const auto watch = [&](int depth, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
    const bool is_option = event == nlohmann::json::parse_event_t::key && depth == 1;
    if (is_option && !seen.insert(parsed.get<std::string>()).second) repeated = parsed.get<std::string>();
    return true;
  };
  const nlohmann::json json = nlohmann::json::parse(text, watch, false);
  if (!json.is_object())
    throw WrongUse{"wrong_options", "the options are no JSON object", "as in {\"facts_at\": \"2025-03-10\"}"};
  if (!repeated.empty()) throw WrongUse{"wrong_options", "the option `" + repeated + "` stands twice", ""};
  for (const auto& [key, value] : json.items()) set_option(options, key, value);
  return options;
}

/// Dates come from the options, not from the case: complaints about them have no place in a text.
bool is_about_the_options(const masa::Diagnostic& diagnostic) {
  return diagnostic.place.line == 0 && (diagnostic.code == "bad_date" || diagnostic.code == "missing_date");
}

// --- the walls

/// Runs `body`, which gives a status and the text to hand out. Whatever it throws ends here.
template <class Body>
masa_status guard(char** out, const Body& body) {
  const auto hand_out = [out](masa_status status, const std::vector<masa::Diagnostic>& diagnostics) {
    *out = copy_out(json_list(diagnostics));
    return status;
  };
  const auto complain = [&](masa_status status, std::string code, std::string message, std::string help) {
    try {
      return hand_out(status, {{std::move(code), masa::Severity::error, std::move(message), std::move(help), {}, {}}});
    } catch (...) {
      return MASA_INTERNAL;
    }
  };
  try {
    return body(hand_out);
  } catch (WrongUse& wrong) {
    return complain(MASA_USAGE, std::move(wrong.code), std::move(wrong.message), std::move(wrong.help));
  } catch (const std::bad_alloc&) {
    return complain(MASA_INTERNAL, "no_memory", "there is no memory", "");
  } catch (...) {  // what() may hold a fact's value: it stays inside
    return complain(MASA_INTERNAL, "internal", "a fault of masa itself", "");
  }
}

}  // namespace

int masa_abi_version(void) {
  return MASA_ABI_VERSION;
}

const char* masa_version(void) {
  return masa::version().data();
}  // a literal, so it ends in a zero

masa_status masa_load(const masa_text* packs, size_t count, masa_rules** rules, char** diagnostics) {
  if (rules != nullptr) *rules = nullptr;
  if (diagnostics != nullptr) *diagnostics = nullptr;
  if (diagnostics == nullptr) return MASA_USAGE;
  return guard(diagnostics, [&](const auto& hand_out) {
    if (rules == nullptr) throw null_pointer("rules");
    if (packs == nullptr && count > 0) throw null_pointer("packs");
    std::vector<masa::Input> inputs;
    inputs.reserve(count);
    for (size_t i = 0; i < count; ++i) inputs.push_back(read_text(packs[i], "packs[" + std::to_string(i) + "]"));
    masa::Result<masa::RuleBook> loaded = masa::load(inputs);
    if (!loaded) return hand_out(MASA_FOUND, loaded.diagnostics());
    auto handle = std::make_unique<masa_rules>(masa_rules{loaded.value()});
    const masa_status status = hand_out(MASA_OK, loaded.diagnostics());
    *rules = handle.release();  // last, so that nothing can fail once the caller owns it
    return status;
  });
}

masa_status masa_decide(const masa_rules* rules, const masa_text* one_case, const char* options, char** answer) {
  if (answer == nullptr) return MASA_USAGE;
  *answer = nullptr;
  return guard(answer, [&](const auto& hand_out) {
    if (rules == nullptr) throw null_pointer("rules");
    if (one_case == nullptr) throw null_pointer("one_case");
    const masa::Input input = read_text(*one_case, "one_case");
    const Options asked = read_options(options);
    const masa::Result<masa::Determination> decided = masa::decide(rules->book, input, asked.dates);
    if (!decided) {
      const bool is_usage = std::ranges::any_of(decided.diagnostics(), is_about_the_options);
      return hand_out(is_usage ? MASA_USAGE : MASA_FOUND, decided.diagnostics());
    }
    *answer = copy_out(decided.value().to_json(asked.show));
    return MASA_OK;
  });
}

masa_status masa_ask(const masa_rules* rules, const masa_text* question, char** answer) {
  if (answer == nullptr) return MASA_USAGE;
  *answer = nullptr;
  return guard(answer, [&](const auto& hand_out) {
    if (rules == nullptr) throw null_pointer("rules");
    if (question == nullptr) throw null_pointer("question");
    const masa::Result<masa::Answered> reply = masa::ask(rules->book, read_text(*question, "question"));
    if (!reply) return hand_out(MASA_FOUND, reply.diagnostics());
    *answer = copy_out(masa::to_json(reply.value()));
    return MASA_OK;
  });
}

masa_status masa_format(const masa_text* text, char** written) {
  if (written == nullptr) return MASA_USAGE;
  *written = nullptr;
  return guard(written, [&](const auto& hand_out) {
    if (text == nullptr) throw null_pointer("text");
    const masa::Result<std::string> laid_out = masa::format(read_text(*text, "text"));
    if (!laid_out) return hand_out(MASA_FOUND, laid_out.diagnostics());
    *written = copy_out(laid_out.value());
    return MASA_OK;
  });
}

void masa_free_rules(masa_rules* rules) {
  delete rules;
}

void masa_free_string(char* text) {
  std::free(text);
}
