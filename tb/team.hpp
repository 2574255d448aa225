// SPDX-License-Identifier: Apache-2.0
//
// Threads that do one thing together, again and again: between two clock edges the parts
// of a fabric have nothing to do with each other.
//
// A round is a few hundred microseconds, so who waits turns round and round, and lets others
// have the processor only after a while.
#ifndef TEAM_HPP
#define TEAM_HPP

#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <functional>
#include <system_error>
#include <thread>
#include <vector>

class Team {
 public:
  // n threads, the caller's one of them.
  explicit Team(unsigned n) {
    try {
      for (unsigned k = 1; k < n; k++) others_.emplace_back([this, k] { work(k); });
    } catch (const std::system_error&) {
      fprintf(stderr, "cosim: --threads %u: the system gives no more than %zu\n", n,
              others_.size() + 1);
      _exit(2);
    }
  }
  ~Team() {
    end_ = true;
    round_++;
    for (std::thread& t : others_) t.join();
  }
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;
  unsigned size() const { return unsigned(others_.size()) + 1; }

  // f(0) .. f(size() - 1), each by a thread of its own; returns when all are over.
  void run(const std::function<void(unsigned)>& f) {
    f_ = &f;
    at_work_ = unsigned(others_.size());
    round_++;
    f(0);
    wait([this] { return at_work_ == 0; });
  }

 private:
  static const int PATIENCE = 20000;

  template <class F>
  static void wait(F over) {
    for (int i = 0; !over(); i += i < PATIENCE)
      if (i == PATIENCE) std::this_thread::yield();
  }
  void work(unsigned k) {
    for (unsigned seen = 0;;) {
      wait([this, seen] { return round_ != seen; });
      seen++;
      if (end_) return;
      (*f_)(k);
      at_work_--;
    }
  }

  const std::function<void(unsigned)>* f_ = nullptr;
  std::atomic<unsigned> round_{0}, at_work_{0};
  std::atomic<bool> end_{false};
  std::vector<std::thread> others_;
};

#endif
