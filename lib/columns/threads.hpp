/// The only threads of the engine. They work on what does not change, each on its own part, and have ended when their
/// starter goes on.
#pragma once

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace masa::columns {

[[nodiscard]] inline unsigned threads_of_machine() {
  return std::max(1U, std::thread::hardware_concurrency());
}

/// Lets one thread at a time do something.
class OneAtATime {
 public:
  template <class Work>
  auto run(const Work& work) {
    const std::lock_guard lock(mutex_);
    return work();
  }

 private:
  std::mutex mutex_;
};

/// Runs `work` for each number below `count`, in so many threads; what one throws, the first of them, is thrown.
template <class Work>
void in_threads(std::size_t count, unsigned threads, const Work& work) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::exception_ptr> thrown(count);
  const auto run = [&] {
    for (std::size_t one = next++; one < count; one = next++) {
      try {
        work(one);
      } catch (...) {
        thrown[one] = std::current_exception();
      }
    }
  };
  {
    std::vector<std::jthread> others;
    for (unsigned t = 1; t < threads && t < count; ++t) others.emplace_back(run);
    run();
  }
  for (const std::exception_ptr& one : thrown) {
    if (one) std::rethrow_exception(one);
  }
}

}  // namespace masa::columns
