#include "cli_main.hpp"

#include <fmt/format.h>

#include <exception>
#include <iostream>
#include <utility>

#include "common.hpp"
#include "verbs.hpp"

namespace masa::cli {

namespace {

/// The options of a verb, or the verbs themselves: what an unknown word may have been meant for.
std::vector<std::string> words_of(const CLI::App& app) {
  std::vector<std::string> words;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; }))
    words.push_back(verb->get_name());
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
  }
  return words;
}

/// The verb that the command line names, or the program where it names none.
const CLI::App& asked_for(const CLI::App& app) {
  const auto verbs = app.get_subcommands();
  return verbs.empty() ? app : *verbs.front();
}

int complain(const CLI::App& app, std::string message) {
  const CLI::App& verb = asked_for(app);
  const std::string name = &verb == &app ? "masa" : "masa " + verb.get_name();
  if (const auto extra = app.remaining(true); !extra.empty()) {
    const std::string word = extra.front().substr(0, extra.front().find('='));
    const std::string near = nearest(word, words_of(verb));
    const std::string_view sort = word.starts_with("-") ? "option" : &verb == &app ? "verb" : "use for";
    message =
        fmt::format("there is no {} `{}`{}", sort, word, near.empty() ? "" : fmt::format("; did you mean `{}`?", near));
  }
  std::cerr << fmt::format("{}: {}\nsee: {} --help\n", name, message, name);
  return usage;
}

int run(int argc, const char* const* argv) {
  CLI::App app("masa reads a partnership's rules, checks them, and answers questions about cases.", "masa");
  int status = all_well;
  app.set_version_flag("--version", fmt::format("masa {}", version()), "print the version");
  app.set_help_flag("-h,--help", "print this help");
  app.get_formatter()->column_width(30);
  app.get_formatter()->label("REQUIRED", "(required)");
  app.get_formatter()->label("Needs", "with");
  app.get_formatter()->label("SUBCOMMAND", "VERB");
  app.require_subcommand(1);
  app.footer(
      "Exit status: 0 all well; 1 something was found: rules or a case refused, a test failed;\n"
      "2 usage, or an input that cannot be read; 3 a fault of masa itself.\n\n"
      "Example:\n  masa check rules");
  add_ask(app, status);
  add_calendar(app, status);
  add_check(app, status);
  add_read(app, status);
  add_table(app, status);
  add_conflicts(app, status);
  add_coverage(app, status);
  add_decide(app, status);
  add_format(app, status);
  add_test(app, status);
  add_duties(app, status);
  add_graph(app, status);
  add_timeline(app, status);
  add_schema(app, status);
  if (argc <= 1) {
    std::cerr << app.help();
    return usage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    app.exit(asked);
  } catch (const CLI::ParseError& error) {
    return complain(app, error.what());
  } catch (const UsageError& error) {
    std::cerr << fmt::format("masa {}: {}\n", asked_for(app).get_name(), error.message);
    return usage;
  }
  return status;
}

}  // namespace

int cli_main(int argc, const char* const* argv) {
  try {
    const int status = run(argc, argv);
    // An answer that did not arrive is no answer: a full disk must not look like success.
    if (!std::cout.flush()) {
      std::cerr << "masa: cannot write to standard output\n";
      return our_fault;
    }
    return status;
  } catch (const std::exception& error) {
    std::cerr << "masa: a fault of masa itself: " << error.what() << '\n';
  } catch (...) {
    std::cerr << "masa: a fault of masa itself\n";
  }
  return our_fault;
}

}  // namespace masa::cli
