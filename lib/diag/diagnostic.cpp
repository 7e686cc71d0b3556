#include "diag/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace masa {

namespace {

struct KindRow {
  std::string_view code;
  Level level;
  std::string_view summary;
};

constexpr std::array kind_rows{
#define MASA_KIND(code, severity, text) KindRow{#code, Level::severity, text},  // NOLINT(cppcoreguidelines-macro-usage)
#include "diag/kinds.def"
#undef MASA_KIND
};

const KindRow& row_of(Kind kind) {
  return kind_rows.at(static_cast<std::size_t>(kind));
}

}  // namespace

std::string_view code_of(Kind kind) {
  return row_of(kind).code;
}
Level level_of(Kind kind) {
  return row_of(kind).level;
}
std::string_view summary_of(Kind kind) {
  return row_of(kind).summary;
}

std::vector<Kind> all_kinds() {
  std::vector<Kind> kinds;
  for (std::size_t i = 0; i < kind_rows.size(); ++i) kinds.push_back(static_cast<Kind>(i));
  return kinds;
}

void Sink::report(Complaint complaint) {
  // The author's words stand in a message, and may be as long as the author likes.
  if (complaint.message.size() > limits::message_letters)
    complaint.message = shortened(complaint.message, limits::message_letters);
  const bool is_error = level_of(complaint.kind) == Level::error;
  std::size_t& count = is_error ? errors_ : others_;
  if (++count <= limits::complaints) {
    complaints_.push_back(std::move(complaint));
  } else if (is_error) {
    std::string message =
        fmt::format("more than {} mistakes stand before this; the rest was not read", limits::complaints);
    complaints_.push_back({Kind::too_large, complaint.span, std::move(message), "", {}});
    throw TooManyMistakes();
  }
}

void Sink::report(Kind kind, Span span, std::string message, std::string help, std::vector<Beside> beside) {
  report(Complaint{kind, span, std::move(message), std::move(help), std::move(beside)});
}

std::vector<Complaint> Sink::sorted() const {
  std::vector<Complaint> out = complaints_;
  const auto order = [](const Complaint& c) { return std::tuple(c.span, c.kind, std::string_view(c.message)); };
  std::ranges::stable_sort(out, {}, order);
  const auto repeated = std::ranges::unique(out, {}, order);
  out.erase(repeated.begin(), repeated.end());
  return out;
}

}  // namespace masa
