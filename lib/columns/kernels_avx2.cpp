// Compiled with -mavx2 where the compiler has it: see the root's CMakeLists.txt.
#include "columns/kernels.hpp"

#define MASA_KERNELS kernels_for_avx2
#include "columns/kernels.inc"
