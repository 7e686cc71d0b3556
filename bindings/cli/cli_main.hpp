/// The command line as a function, so that other programs can hold it.
#pragma once

namespace masa::cli {

/// Runs `masa` with these arguments (the first is the program's name) and gives its exit status: 0 all well; 1
/// something was found: rules or a case refused, a test failed; 2 usage, or an input that cannot be read; 3 our own
/// fault. Reads the environment (NO_COLOR, FORCE_COLOR, COLUMNS) and the files named; writes to standard output and
/// standard error only.
int cli_main(int argc, const char* const* argv);

}  // namespace masa::cli
