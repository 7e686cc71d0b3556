#include "columns/kernels.hpp"

namespace masa::columns {

extern const Kernels kernels_for_all;
extern const Kernels kernels_for_avx2;

const Kernels& baseline_kernels() {
  return kernels_for_all;
}

const Kernels& kernels() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") != 0 ? kernels_for_avx2 : kernels_for_all;
#else
  return kernels_for_all;
#endif
}

}  // namespace masa::columns
