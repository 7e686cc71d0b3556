#include "columns/kernels.hpp"

#define MASA_KERNELS kernels_for_all
#define MASA_KERNELS_NAME "baseline"
#include "columns/kernels.inc"
