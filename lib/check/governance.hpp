/// How a partnership runs, checked: rotations, standing duties, contents of reports, figures, questions.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/citation.hpp"
#include "diag/diagnostic.hpp"
#include "network/rota.hpp"

namespace masa {

/// Questions that the language itself answers: no pack names one of its own so.
constexpr std::array<std::string_view, 6> queries{"chair", "rota", "cadence", "complete", "figure", "conflict"};

/// A chair that goes round. Order and start may be for whoever asks to give: then nobody is known to hold it.
struct Rotation {
  std::string id;
  std::string what;
  std::vector<std::uint32_t> groups;  ///< the bodies that it chairs: the first its own, the others as well
  std::vector<std::uint32_t> among;
  Rota rota;  ///< without an order where the pack gives none
  bool has_start = false;
  std::vector<Citation> cite;
  std::string because;
  std::uint32_t pack = 0;
  Span span;
};

/// What somebody must do all along, by a day, or so many times in each year.
struct StandingDuty {
  std::string id;
  bool is_should = false;
  std::string text;
  std::vector<std::uint32_t> who;
  std::vector<std::uint32_t> whom;
  std::int64_t times = 0;   ///< 0: it is not counted
  std::int64_t months = 0;  ///< in each so many, from January on
  std::optional<Date> by;
  std::vector<Citation> cite;
  std::string because;
  std::uint32_t pack = 0;
  Span span;
};

/// What a report or a plan must hold.
struct Content {
  std::string id;
  std::string what;
  std::vector<std::pair<std::string, std::string>> parts;  ///< name, and what it says
  std::vector<Citation> cite;
  std::uint32_t pack = 0;
  Span span;
};

/// A number, or two that must be the same.
struct Figure {
  std::string id;
  std::string what;
  std::uint32_t record = 0;
  std::uint32_t value = 0;  ///< the decision; of two, the left one
  std::optional<std::uint32_t> right;
  std::uint32_t pack = 0;
  Span span;
};

struct NamedQuestion {
  std::string id;
  std::uint32_t record = 0;                                    ///< of whose members one is asked about
  std::vector<std::pair<std::string, std::uint32_t>> given;    ///< word, and the fact
  std::vector<std::pair<std::string, std::uint32_t>> answers;  ///< word (empty: the whole answer), and the decision
  std::uint32_t pack = 0;
  Span span;
};

struct Governance {
  std::vector<Rotation> rotations;
  std::vector<StandingDuty> standing_duties;
  std::vector<Content> contents;
  std::vector<Figure> figures;
  std::vector<NamedQuestion> questions;
};

}  // namespace masa
