// Lines that are not empty go in pairs, the first with the first. Of the empty lines before a pair, as many stay as
// both texts have; the rest is taken out or put in.
#include "difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace masa::cli {

namespace {

constexpr std::size_t context = 3;

/// A line of the difference: ` ` stays, `-` goes, `+` comes.
struct Change {
  char sign = ' ';
  std::string_view line;  ///< with its end
};

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

bool is_empty(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Lines that change one after the other are told together: first those that go, then those that come.
class Changes {
 public:
  void pair(std::string_view one, std::string_view other) {
    if (one == other) {
      flush();
      all_.push_back({' ', one});
    } else {
      go(one);
      come(other);
    }
  }
  void go(std::string_view line) { all_.push_back({'-', line}); }
  void come(std::string_view line) { coming_.push_back({'+', line}); }
  std::vector<Change> take() {
    flush();
    return std::move(all_);
  }

 private:
  void flush() {
    all_.insert(all_.end(), coming_.begin(), coming_.end());
    coming_.clear();
  }
  std::vector<Change> all_;
  std::vector<Change> coming_;
};

std::vector<Change> compare(const std::vector<std::string_view>& before, const std::vector<std::string_view>& after) {
  Changes changes;
  std::size_t one = 0;
  std::size_t other = 0;
  while (one < before.size() || other < after.size()) {
    const bool one_is_line = one < before.size() && !is_empty(before[one]);
    const bool other_is_line = other < after.size() && !is_empty(after[other]);
    const bool is_pair = one < before.size() && other < after.size() && one_is_line == other_is_line;
    if (is_pair) {
      changes.pair(before[one++], after[other++]);
    } else if (other < after.size() && !other_is_line) {
      changes.come(after[other++]);
    } else if (one < before.size()) {
      changes.go(before[one++]);
    } else {
      changes.come(after[other++]);
    }
  }
  return changes.take();
}

std::string write_line(const Change& change) {
  const std::string_view end = change.line.ends_with('\n') ? "" : "\n\\ No newline at end of file\n";
  return fmt::format("{}{}{}", change.sign, change.line, end);
}

/// `@@ -1,3 +1,4 @@`. A side without lines is told by the line before it.
std::string write_head(std::size_t one, std::size_t ones, std::size_t other, std::size_t others) {
  return fmt::format("@@ -{},{} +{},{} @@\n", ones == 0 ? one : one + 1, ones, others == 0 ? other : other + 1, others);
}

}  // namespace

std::string difference(std::string_view name, std::string_view before, std::string_view after) {
  const std::vector<Change> changes = compare(split_lines(before), split_lines(after));
  const auto is_change = [](const Change& change) { return change.sign != ' '; };
  if (std::ranges::none_of(changes, is_change)) return {};
  std::string text = fmt::format("--- {}\n+++ {}\n", name, name);
  std::size_t one = 0;
  std::size_t other = 0;
  std::size_t at = 0;
  const auto pass = [&](std::size_t to) {
    for (; at < to; ++at) {
      if (changes[at].sign != '+') ++one;
      if (changes[at].sign != '-') ++other;
    }
  };
  while (true) {
    const auto first = std::find_if(changes.begin() + static_cast<std::ptrdiff_t>(at), changes.end(), is_change);
    if (first == changes.end()) return text;
    const auto start = static_cast<std::size_t>(first - changes.begin());
    std::size_t end = start + 1;  // behind the last change that is near enough to share its context
    for (std::size_t i = end; i < changes.size() && i <= end + 2 * context; ++i) {
      if (is_change(changes[i])) end = i + 1;
    }
    const std::size_t begin = std::max(at, start - std::min(start, context));
    const std::size_t close = std::min(end + context, changes.size());
    pass(begin);
    const std::size_t one_before = one;
    const std::size_t other_before = other;
    pass(close);
    text += write_head(one_before, one - one_before, other_before, other - other_before);
    for (std::size_t i = begin; i < close; ++i) text += write_line(changes[i]);
  }
}

}  // namespace masa::cli
