// SPDX-License-Identifier: Apache-2.0
//
// Counts of every output port of every tile the cycles in which a flit waits for it and none
// leaves, by `stall` of imc_tile. A tile is looked at when it had a clock edge: one that
// stands still goes on as it was.
#ifndef WAITS_HPP
#define WAITS_HPP

#include <cstdint>
#include <cstring>
#include <vector>

#include "verilated.h"
#include "verilated_sym_props.h"

class Waits {
 public:
  // The next tile; nullptr or one without the signal: a tile that is not there.
  void add(const VerilatedScope* scope) {
    VerilatedVar* v = scope ? scope->varFind("stall") : nullptr;
    Tile t;
    if (v) {
      t.at = static_cast<const uint8_t*>(v->datap());
      t.bytes = v->entSize();
      t.cycles.resize(size_t(v->elements(0)));
    }
    tiles_.push_back(t);
  }
  void begin(int64_t cycle) {
    for (Tile& t : tiles_) {
      t.waiting = load(t);
      t.since = cycle;
      t.cycles.assign(t.cycles.size(), 0);
    }
  }
  void look(size_t tile, int64_t cycle) {
    Tile& t = tiles_[tile];
    uint64_t now = load(t);
    if (now == t.waiting) return;
    count(t, cycle);
    t.waiting = now;
  }
  // Of each tile a number a port.
  std::vector<std::vector<int64_t>> end(int64_t cycle) {
    std::vector<std::vector<int64_t>> all;
    for (Tile& t : tiles_) {
      count(t, cycle);
      all.push_back(t.cycles);
    }
    return all;
  }

 private:
  struct Tile {
    const uint8_t* at = nullptr;
    size_t bytes = 0;
    uint64_t waiting = 0;  // a bit a port, since that cycle
    int64_t since = 0;
    std::vector<int64_t> cycles;
  };
  static uint64_t load(const Tile& t) {
    uint64_t v = 0;
    if (t.at) memcpy(&v, t.at, t.bytes < 8 ? t.bytes : 8);
    return v;
  }
  static void count(Tile& t, int64_t cycle) {
    for (size_t p = 0; t.waiting >> p; p++)
      if (t.waiting >> p & 1) t.cycles[p] += cycle - t.since;
    t.since = cycle;
  }
  std::vector<Tile> tiles_;
};

#endif
