/// Questions: of the network, of what packs declare about how a partnership runs, and those that packs name themselves.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "diag/diagnostic.hpp"
#include "diag/document.hpp"
#include "plan/plan.hpp"

namespace masa {

/// `unknown` stands where something is not known.
struct Reply {
  Node answer;                      ///< a scalar, a list, or a mapping of such
  bool is_sequence = false;         ///< of lists: their order matters
  std::set<std::uint32_t> sources;  ///< by number: those that it rests on
  std::vector<std::string> notes;   ///< what the answer takes for granted
};

/// Answers one question: a mapping of `what`, its arguments, and perhaps `date`. `given` holds the settings or facts
/// that it needs and the packs do not give; null: none. Without a date: the one answer that is known on some day, where
/// it is the same on all such days. Empty where the question cannot be read; complained about.
[[nodiscard]] std::optional<Reply> ask(const Plan& plan, const Node& question, const Node* given,
                                       std::optional<Date> date, Sink& sink);

/// Complains of figures that should be the same and are not, on a day on which both are known.
void check_figures(const Plan& plan, Sink& sink);

/// Whether an answer is as expected. Lists are sets unless their order matters; numbers may be written with or without
/// a point, truths as `yes` and `no`, and `no` may stand for nothing.
[[nodiscard]] bool same_answer(const Node& expected, const Node& answer, bool is_sequence);
/// An answer on one line: `{seat: dsp_health, also: [maspg]}`.
[[nodiscard]] std::string answer_words(const Node& answer);

}  // namespace masa
