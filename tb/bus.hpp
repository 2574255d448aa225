// SPDX-License-Identifier: Apache-2.0
//
// The clock of the bus of a fabric that has one (io.clocks = 2): its ports in a Verilated
// top, and when it and the fabric's clock rise.
#ifndef BUS_HPP
#define BUS_HPP

#include <cstdint>
#include <cstdlib>
#include <string>

#include "random.hpp"

// nullptr where the top has one clock.
template <class T>
auto bus_clock(T& top, int) -> decltype(&top.aclk_i) {
  return &top.aclk_i;
}
template <class T>
uint8_t* bus_clock(T&, long) {
  return nullptr;
}
template <class T>
auto bus_reset_n(T& top, int) -> decltype(&top.aresetn_i) {
  return &top.aresetn_i;
}
template <class T>
uint8_t* bus_reset_n(T&, long) {
  return nullptr;
}
// bus_clock(top, 0) takes the first where there is the port.

// Which of the two clocks rises next. "3:2": three cycles of the bus in two of the fabric;
// "drift": between a third and three times as fast, slowly changing, and each cycle a
// little off. The seed says where in its cycle the bus begins.
class Clocks {
 public:
  Clocks(const std::string& ratio, uint64_t seed) : state_((seed + 1) * 0x9e3779b97f4a7c15ull) {
    unsigned bus = 1, fabric = 1;
    drift_ = ratio == "drift";
    if (!drift_ && !parse(ratio, bus, fabric)) return;
    good_ = true;
    fabric_ = UNIT * bus;
    bus_ = UNIT * fabric;
    next_bus_ = int64_t(roll() % uint64_t(bus_));
  }
  bool good() const { return good_; }
  // True: the fabric's clock; time goes on to that edge.
  bool fabric_next() {
    if (next_fabric_ <= next_bus_) {
      next_fabric_ += fabric_;
      return true;
    }
    if (drift_) {
      bus_ += int64_t(roll() % 101) - 50;
      if (bus_ < fabric_ / 3 || bus_ > fabric_ * 3) bus_ = fabric_;
    }
    next_bus_ += bus_ + (drift_ ? int64_t(roll() % 201) - 100 : 0);
    return false;
  }

 private:
  static const int64_t UNIT = 1000;
  static bool parse(const std::string& s, unsigned& bus, unsigned& fabric) {
    char *at, *end;
    bus = unsigned(strtoul(s.c_str(), &at, 10));
    if (*at != ':') return false;
    fabric = unsigned(strtoul(at + 1, &end, 10));
    return end != at + 1 && !*end && bus >= 1 && bus <= 64 && fabric >= 1 && fabric <= 64;
  }
  uint64_t roll() { return random_next(state_) >> 32; }
  uint64_t state_;
  bool good_ = false, drift_ = false;
  int64_t fabric_ = UNIT, bus_ = UNIT, next_fabric_ = 0, next_bus_ = 0;
};

#endif
