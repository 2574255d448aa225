// SPDX-License-Identifier: Apache-2.0
//
// What one run of the bench came to, and its JSON.
#ifndef RESULT_HPP
#define RESULT_HPP

#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "options.hpp"

inline std::string format(const char* fmt, ...) __attribute__((format(printf, 1, 2)));
inline std::string format(const char* fmt, ...) {
  char s[512];
  va_list ap;
  va_start(ap, fmt);
  vsnprintf(s, sizeof s, fmt, ap);
  va_end(ap);
  return s;
}

// What one programming and run came to.
struct Result {
  int64_t images = 0, program_cycles = 0, run_cycles = 0, words = 0, mismatches = 0, halts = 0, frames = 0;
  double program_seconds = 0, run_seconds = 0;
  std::vector<int64_t> first_in, last_out;
  std::string first_difference, deadlock, status_error;
  uint32_t mon_words = 0, mon_stalls = 0;
  Dice in, out, link;  // how much of it was stalled
  // Of each tile and output port the cycles in which a flit waited for it; none: not counted.
  std::vector<std::vector<int64_t>> waits;
  bool good() const { return !mismatches && deadlock.empty() && status_error.empty(); }
};

inline std::string stalls(const Dice& d) {
  return format("[%lld, %lld]", (long long)d.stalled, (long long)d.rolled);
}

inline void print_run(const Result& r, const char* comma) {
  size_t n = r.last_out.size();
  printf("%s{\"images\": %lld, \"program_cycles\": %lld, \"run_cycles\": %lld, "
         "\"words_compared\": %lld, \"mismatches\": %lld, \"halts\": %lld, \"frames\": %lld, \"latency\": %lld, \"interval\": %lld, "
         "\"program_seconds\": %.6f, \"run_seconds\": %.6f, \"cycles_per_second\": %.0f, "
         "\"monitor_words\": %u, \"monitor_stalls\": %u, \"stalls\": [%s, %s, %s], "
         "\"first_difference\": %s, "
         "\"deadlock\": %s, \"status_error\": %s, \"in_out_cycles\": [",
         comma, (long long)r.images, (long long)r.program_cycles, (long long)r.run_cycles,
         (long long)r.words, (long long)r.mismatches, (long long)r.halts, (long long)r.frames,
         n && r.last_out[0] >= 0 ? (long long)(r.last_out[0] - r.first_in[0]) : -1LL,
         n > 1 && r.last_out[n - 1] >= 0 ? (long long)(r.last_out[n - 1] - r.last_out[n - 2])
                                         : -1LL,
         r.program_seconds, r.run_seconds, r.run_seconds > 0 ? r.run_cycles / r.run_seconds : 0.0,
         r.mon_words, r.mon_stalls, stalls(r.in).c_str(), stalls(r.out).c_str(),
         stalls(r.link).c_str(), r.first_difference.empty() ? "null" : r.first_difference.c_str(),
         r.deadlock.empty() ? "null" : r.deadlock.c_str(),
         r.status_error.empty() ? "null" : r.status_error.c_str());
  for (size_t i = 0; i < n; i++)
    printf("%s[%lld, %lld]", i ? ", " : "", (long long)r.first_in[i], (long long)r.last_out[i]);
  printf("], \"waits\": [");
  for (size_t i = 0; i < r.waits.size(); i++) {
    printf("%s[", i ? ", " : "");
    for (size_t p = 0; p < r.waits[i].size(); p++)
      printf("%s%lld", p ? ", " : "", (long long)r.waits[i][p]);
    printf("]");
  }
  printf("]}");
}

#endif
