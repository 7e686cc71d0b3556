/// What the terminal can show.
#pragma once

namespace masa::cli {

enum class Stream { out, err };

/// NO_COLOR (not empty) says no and wins; FORCE_COLOR (not empty, not 0) says yes; otherwise a terminal that is not
/// `dumb`.
[[nodiscard]] bool has_colour(Stream stream);

/// Whether somebody sees it as it comes.
[[nodiscard]] bool is_terminal(Stream stream);

/// Columns of standard output: COLUMNS, else what the terminal says, else 100. Never less than 40.
[[nodiscard]] int width_of_output();

}  // namespace masa::cli
