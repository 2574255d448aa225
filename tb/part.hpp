// SPDX-License-Identifier: Apache-2.0
//
// One Verilated model of a wired fabric: its ports by name, its clock, and whether
// another clock edge would change anything in it.
//
// A part may sleep, that is miss its clock edges, when it stands still: two edges in a
// row left all its registers as they were, under inputs that were the same as well. The
// next edge with these inputs then changes nothing either, and so on until an input
// changes. Why two and not one: contents of a large memory are not compared. The first
// edge may have written one; the second, under the same registers and inputs, wrote the
// same words to the same places and so left the memories as they were, and it showed that
// nothing comes of what the first one wrote. (Where and what a module writes follows from
// its registers and inputs. The crossbar's results follow from its other memories, but a
// cycle that writes them always changes its registers as well.)
#ifndef PART_HPP
#define PART_HPP

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <vector>

class VerilatedFstC;

class Part {
 public:
  virtual ~Part() {}
  // Evaluates with the clock high or low.
  virtual void clock(bool high) = 0;
  // A rising edge. What follows the inputs without a register is right behind it only
  // until an input changes.
  virtual void edge() = 0;
  virtual void final() = 0;
  // Its signals go into this file too, where it was built to write waves.
  virtual void trace(VerilatedFstC* file) = 0;
  void* port(const std::string& name) const {
    auto p = port_.find(name);
    return p == port_.end() ? nullptr : p->second;
  }

  // The registers and inputs: what remember() keeps and same() compares with it.
  size_t state_bytes() const { return kept_.size(); }
  // But for these bytes of them.
  void leave_out(const void* at, size_t bytes) {
    const uint8_t* from = static_cast<const uint8_t*>(at);
    for (size_t i = 0; i < spans_.size(); i++) {
      Span& s = spans_[i];
      if (from < s.at || from >= s.at + s.bytes) continue;
      Span behind = {from + bytes, size_t(s.at + s.bytes - from) - bytes};
      s.bytes = size_t(from - s.at);
      spans_.insert(spans_.begin() + long(i) + 1, behind);
      kept_.resize(kept_.size() - bytes);
      return;
    }
  }
  void remember() {
    uint8_t* to = kept_.data();
    for (const Span& s : spans_) {
      memcpy(to, s.at, s.bytes);
      to += s.bytes;
    }
  }
  bool same() const {
    const uint8_t* kept = kept_.data();
    for (const Span& s : spans_) {
      if (memcmp(kept, s.at, s.bytes)) return false;
      kept += s.bytes;
    }
    return true;
  }

 protected:
  template <class T>
  void add(const char* name, T& t) {
    port_[name] = &t;
  }
  // An object that holds a model's whole state; arrays in it that are memories.
  template <class T>
  void state(T& t) {
    spans_.assign(1, Span{reinterpret_cast<const uint8_t*>(&t), sizeof t});
    kept_.resize(sizeof t);
  }
  template <class T>
  void memory(const T& t) {
    if (sizeof t >= LEAST_MEMORY) leave_out(&t, sizeof t);
  }
  // The clock was low, without an evaluation that says so. False: this Verilator calls
  // the variable otherwise.
  template <class Root>
  static auto forget_clock(Root& r, int) -> decltype(r.__Vtrigrprev__TOP__clk_i, bool()) {
    r.__Vtrigrprev__TOP__clk_i = 0;
    return true;
  }
  template <class Root>
  static bool forget_clock(Root&, long) {
    return false;
  }

 private:
  static const size_t LEAST_MEMORY = 512;
  struct Span {
    const uint8_t* at;
    size_t bytes;
  };
  std::map<std::string, void*> port_;
  std::vector<Span> spans_;
  std::vector<uint8_t> kept_;
};

#endif
