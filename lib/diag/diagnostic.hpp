/// Complaints about texts: one registry of kinds, one sink that keeps them in reading order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diag/source.hpp"

namespace masa {

enum class Kind : std::uint8_t {
#define MASA_KIND(code, severity, text) code,  // NOLINT(cppcoreguidelines-macro-usage)
#include "diag/kinds.def"
#undef MASA_KIND
};

enum class Level : std::uint8_t { error, warning, note };

[[nodiscard]] std::string_view code_of(Kind kind);
[[nodiscard]] Level level_of(Kind kind);
[[nodiscard]] std::string_view summary_of(Kind kind);
[[nodiscard]] std::vector<Kind> all_kinds();

/// Another place that a complaint names.
struct Beside {
  Span span;
  std::string message;
};

struct Complaint {
  Kind kind{};
  Span span;
  std::string message;  ///< lower-case start, no period, the author's words in backticks
  std::string help;
  std::vector<Beside> beside;
};

/// Thrown where there are more mistakes than anybody reads (limits.hpp). Whoever owns the sink catches it.
struct TooManyMistakes {};

/// Takes complaints in any order; hands them out in reading order, each once.
class Sink {
 public:
  /// Throws TooManyMistakes. Warnings and notes beyond the same number are dropped.
  void report(Complaint complaint);
  void report(Kind kind, Span span, std::string message, std::string help = {}, std::vector<Beside> beside = {});
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return errors_; }
  [[nodiscard]] std::vector<Complaint> sorted() const;

 private:
  std::vector<Complaint> complaints_;
  std::size_t errors_ = 0;
  std::size_t others_ = 0;  ///< warnings and notes
};

}  // namespace masa
