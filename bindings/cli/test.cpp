// Runs suites of cases. A case on the pending list is expected to fail: the list says why, and must be true.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <set>

#include "common.hpp"
#include "pending.hpp"
#include "verbs.hpp"

namespace masa::cli {

namespace {

struct Asked {
  std::vector<std::string> rules;
  std::vector<std::string> suites;
  std::string pending;
};

class Tally {
 public:
  explicit Tally(std::vector<Pending> pending) : pending_(std::move(pending)) {}

  void add(const SuiteReport& report) {
    for (const SuiteReport::Failure& failure : report.failures) {
      if (!is_pending(failure.id)) print_failure(failure);
    }
    for (const std::string& id : report.failed) ++(is_pending(id) ? still_pending_ : failed_);
    for (const std::string& id : report.passed) {
      if (is_pending(id)) {
        fail(fmt::format("{} is on the pending list and passes: take it off", id));
      } else {
        ++passed_;
      }
    }
    for (const std::string& note : report.notes) std::cout << fmt::format("note {}\n", note);
    seen_.insert(report.passed.begin(), report.passed.end());
    seen_.insert(report.failed.begin(), report.failed.end());
  }

  /// Its cases are not known, so nothing can be said about what the pending list names in vain.
  void add_refused(const std::string& suite) {
    std::cout << fmt::format("REFUSED {}: none of its cases was run\n", suite);
    has_refused_ = true;
  }

  [[nodiscard]] Status close() {
    if (!has_refused_) {
      for (const Pending& one : pending_) {
        if (!seen_.contains(one.id))
          fail(fmt::format("{} is on the pending list and in no suite: take it off", one.id));
      }
    }
    if (!pending_.empty()) std::cout << fmt::format("{} pending\n", still_pending_);
    std::cout << fmt::format("{} passed, {} failed\n", passed_, failed_);
    return failed_ > 0 || has_refused_ ? found : all_well;
  }

 private:
  [[nodiscard]] bool is_pending(const std::string& id) const {
    return std::ranges::find(pending_, id, &Pending::id) != pending_.end();
  }

  void fail(const std::string& text) {
    std::cout << "FAIL " << text << '\n';
    ++failed_;
  }

  static void print_failure(const SuiteReport::Failure& failure) {
    const std::string rule = failure.rule.empty() ? "" : fmt::format(" ({})", failure.rule);
    std::cout << fmt::format("FAIL {} {}: expected {}, got {}{}\n", failure.id, failure.what, failure.expected,
                             failure.got, rule);
  }

  std::vector<Pending> pending_;
  std::set<std::string> seen_;
  std::size_t passed_ = 0;
  std::size_t failed_ = 0;
  std::size_t still_pending_ = 0;
  bool has_refused_ = false;
};

Status test(const Asked& asked) {
  // All is read before anything is run, so that a slip in the last name does not cost a whole run.
  std::vector<Input> suites;
  for (const std::string& path : asked.suites) suites.push_back(read_input(path));
  Tally tally(asked.pending.empty() ? std::vector<Pending>() : read_pending(read_input(asked.pending)));
  const std::optional<RuleBook> rules = load_rules(asked.rules, Format::text);
  if (!rules) return found;
  for (const Input& suite : suites) {
    const Result<SuiteReport> report = run_suite(*rules, suite);
    std::cout.flush();  // the two streams often end in one log: keep their order
    std::cerr << print(report.diagnostics(), Format::text, has_colour(Stream::err)) << std::flush;
    if (report) {
      tally.add(report.value());
    } else {
      tally.add_refused(suite.name);
    }
  }
  return tally.close();
}

}  // namespace

void add_test(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("test", "run suites of cases and compare with what they expect");
  verb->group("Verbs");
  const auto asked = std::make_shared<Asked>();
  add_rules(*verb, asked->rules);
  verb->add_option("FILE", asked->suites, "suites of cases: facts or questions, and what is expected of them")
      ->required()
      ->type_name("");
  verb->add_option("--pending", asked->pending, "a list of cases that cannot be decided yet")->type_name("FILE");
  verb->footer(
      "One line for each failure; the last line is `N passed, M failed`, counting cases.\n\n"
      "The pending list holds one case to a line, `ID: reason`; blank lines and lines that begin\n"
      "with # are passed over. A pending case that fails counts neither as passed nor as failed; one\n"
      "that passes, or that no suite holds, has failed, so that the list cannot grow old.\n\n"
      "Example:\n  masa test --rules rules tests/conformance/reviews.yaml");
  verb->callback([asked, &status] { status = test(*asked); });
}

}  // namespace masa::cli
