// SPDX-License-Identifier: Apache-2.0
//
// What the benches share that are a host of a fabric: files of words, dice, and registers
// over AXI4-Lite.
#ifndef HOST_HPP
#define HOST_HPP

#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "quiet.hpp"
#include "random.hpp"

// Ends the bench, which says how.
[[noreturn]] void fail(const std::string& reason);

// A file of words of 32 bits.
inline std::vector<uint32_t> words(const std::string& path) {
  std::ifstream f(path, std::ios::binary);
  std::vector<char> b((std::istreambuf_iterator<char>(f)), std::istreambuf_iterator<char>());
  std::vector<uint32_t> w(b.size() / 4);
  if (b.empty() || b.size() % 4) fail("cannot read " + path);
  memcpy(w.data(), b.data(), b.size());
  return w;
}

// The upper bits of a number are the better ones.
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15ull + 1) {}
  uint64_t next() { return random_next(state_); }

 private:
  uint64_t state_;
};

// Registers of a fabric. cycle(look) of the bench is one clock cycle, in which it calls look()
// while the outputs of that cycle are there.
template <class Top>
class Registers {
 public:
  explicit Registers(Top& top) : top_(top) {
    quiet(top_, 0);
    top_.s_axil_bready = top_.s_axil_rready = 1;
    top_.s_axil_wstrb = 15;
  }
  void reset() { top_.s_axil_awvalid = top_.s_axil_wvalid = top_.s_axil_arvalid = 0; }

  // The response; -1: there is none.
  template <class Cycle>
  int write(uint32_t address, uint32_t value, Cycle cycle) {
    top_.s_axil_awaddr = uint8_t(address);
    top_.s_axil_wdata = value;
    top_.s_axil_awvalid = top_.s_axil_wvalid = 1;
    for (int i = 0; i < PATIENCE; i++) {
      bool aw = false, w = false, done = false;
      int response = 0;
      cycle([&] {
        aw = top_.s_axil_awready;
        w = top_.s_axil_wready;
        done = top_.s_axil_bvalid;
        response = top_.s_axil_bresp;
      });
      if (aw) top_.s_axil_awvalid = 0;
      if (w) top_.s_axil_wvalid = 0;
      if (done) return response;
    }
    return -1;
  }
  template <class Cycle>
  int read(uint32_t address, uint32_t* value, Cycle cycle) {
    top_.s_axil_araddr = uint8_t(address);
    top_.s_axil_arvalid = 1;
    for (int i = 0; i < PATIENCE; i++) {
      bool taken = false, done = false;
      int response = 0;
      cycle([&] {
        taken = top_.s_axil_arready;
        done = top_.s_axil_rvalid;
        *value = top_.s_axil_rdata;
        response = top_.s_axil_rresp;
      });
      if (taken) top_.s_axil_arvalid = 0;
      if (done) return response;
    }
    return -1;
  }

 private:
  static const int PATIENCE = 1000;  // cycles
  Top& top_;
};

#endif
