#include "terminal.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

#if defined(_WIN32)
#include <io.h>
#else
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace masa::cli {

namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

/// 0 where the terminal does not say, or standard output is none.
int columns_of_terminal() {
#if defined(_WIN32)
  return 0;
#else
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
#endif
}

}  // namespace

bool is_terminal(Stream stream) {
#if defined(_WIN32)
  return _isatty(stream == Stream::out ? 1 : 2) != 0;
#else
  return isatty(stream == Stream::out ? STDOUT_FILENO : STDERR_FILENO) == 1;
#endif
}

bool has_colour(Stream stream) {
  if (!environment("NO_COLOR").empty()) return false;
  const std::string_view force = environment("FORCE_COLOR");
  if (!force.empty() && force != "0") return true;
  return is_terminal(stream) && environment("TERM") != "dumb";
}

int width_of_output() {
  constexpr int usual = 100;
  constexpr int narrowest = 40;
  const std::string_view said = environment("COLUMNS");
  int width = 0;
  std::from_chars(said.data(), said.data() + said.size(), width);
  if (width <= 0) width = columns_of_terminal();
  return width <= 0 ? usual : std::max(width, narrowest);
}

}  // namespace masa::cli
