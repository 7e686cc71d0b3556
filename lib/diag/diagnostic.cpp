#include "diag/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <tuple>

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
  if (level_of(complaint.kind) == Level::error) ++errors_;
  complaints_.push_back(std::move(complaint));
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
