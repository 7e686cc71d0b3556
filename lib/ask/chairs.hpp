/// Who chairs a group, and in what turn.
#pragma once

#include "ask/arguments.hpp"
#include "ask/ask.hpp"

namespace masa {

/// The rotation's own rota, or one with the order and start of whoever asks; without an order where neither is given.
/// Empty where what is given cannot be read; complained about. What it takes for granted is noted in the reply.
[[nodiscard]] std::optional<Rota> rota_with(const Book& book, const Rotation& rotation, const Node* given, Reply& reply,
                                            Sink& sink);

/// `chair`: {of, date}. The seat (or `vacant`), and the other groups that the same seat then chairs by the same source.
[[nodiscard]] std::optional<Reply> ask_chair(const Plan& plan, Arguments arguments, const Node* given, Date date,
                                             Sink& sink);
/// `rota`: {of, from, terms}. A sequence of terms, each [from, to), and its seat.
[[nodiscard]] std::optional<Reply> ask_rota(const Plan& plan, Arguments arguments, const Node* given, Sink& sink);

}  // namespace masa
