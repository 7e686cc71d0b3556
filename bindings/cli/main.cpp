#include "cli_main.hpp"

int main(int argc, char** argv) {
  return masa::cli::cli_main(argc, argv);
}
