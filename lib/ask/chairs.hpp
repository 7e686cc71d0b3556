/// Who chairs a group, and in what turn.
#pragma once

#include "ask/arguments.hpp"
#include "ask/ask.hpp"

namespace masa {

/// `chair`: {of, date}. The seat (or `vacant`), and the other groups that the same seat then chairs by the same source.
[[nodiscard]] std::optional<Reply> ask_chair(const Plan& plan, Arguments arguments, const Node* given, Date date,
                                             Sink& sink);
/// `rota`: {of, from, terms}. A sequence of terms, each [from, to), and its seat.
[[nodiscard]] std::optional<Reply> ask_rota(const Plan& plan, Arguments arguments, const Node* given, Sink& sink);

}  // namespace masa
