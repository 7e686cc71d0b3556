#include "columns/kernels.hpp"

#define MASA_KERNELS kernels_for_all
#include "columns/kernels.inc"
