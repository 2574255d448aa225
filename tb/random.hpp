// SPDX-License-Identifier: Apache-2.0
//
// The random numbers of the benches that drive a whole fabric.
#ifndef RANDOM_HPP
#define RANDOM_HPP

#include <cstdint>

// xorshift64* (Vigna, 2016); the upper bits are the better ones. The state is not 0.
inline uint64_t random_next(uint64_t& state) {
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return state * 0x2545f4914f6cdd1dull;
}

#endif
