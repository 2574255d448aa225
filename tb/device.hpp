// SPDX-License-Identifier: Apache-2.0
//
// The device of the bench: one Verilated top, or, with WIRED, its tiles wired by
// wired.hpp; and what the bench asks of it beyond the ports of the top.
#ifndef DEVICE_HPP
#define DEVICE_HPP

#include <cstddef>
#include <cstdint>
#include <string>

#include "options.hpp"
#ifdef WIRED
#include "wired.hpp"

struct Top : Wired {
  Top(VerilatedContext* ctx, const Options& o)
      : Wired(ctx, o.wiring, o.plain_chain, unsigned(o.threads)) {}
};
// Of a fabric with two clocks, else nullptr: the bus's clock and reset, and a port of what is
// between them.
inline uint8_t* bus_clock(Top& top) { return top.cdc_port("aclk_i"); }
inline uint8_t* bus_reset_n(Top& top) { return top.cdc_port("aresetn_i"); }
inline const uint8_t* cdc_port(Top& top, VerilatedContext&, const char* name) {
  return top.cdc_port(name);
}
inline void eval_bus(Top& top) { top.eval_bus(); }
// A byte of a tile that the bench looks at in each cycle unless it is 0.
inline void watch(Top& top, size_t tile, const uint8_t* byte) { top.watch(tile, byte); }
// f(number) for each tile in which that byte can be new.
template <class F>
inline void each_moved(const Top& top, size_t, F f) {
  top.each_moved(f);
}
inline void prepare(Top& top, const Options& o) {
  if (o.check_sleep) top.check_sleep();
}
inline void keep_awake(Top& top, bool yes) { top.keep_awake(yes); }
inline std::string tile_scope(int64_t n) { return "tile_" + std::to_string(n) + ".imc_tile"; }
#else
#include "Vfabric.h"
#include "bus.hpp"
#include "quiet.hpp"
#include "verilated_sym_props.h"

struct Top : Vfabric {
  Top(VerilatedContext* ctx, const Options&) : Vfabric(ctx, "TOP") {
    quiet(static_cast<Vfabric&>(*this), 0);
  }
};
inline uint8_t* bus_clock(Top& top) { return bus_clock(static_cast<Vfabric&>(top), 0); }
inline uint8_t* bus_reset_n(Top& top) { return bus_reset_n(static_cast<Vfabric&>(top), 0); }
inline const uint8_t* cdc_port(Top&, VerilatedContext& ctx, const char* name) {
  const VerilatedScope* s = ctx.scopeFind("TOP.imc_fabric.cdc");
  VerilatedVar* v = s ? s->varFind(name) : nullptr;
  if (!v) refuse(std::string("the fabric has no public cdc.") + name);
  return static_cast<const uint8_t*>(v->datap());
}
inline void eval_bus(Top& top) { top.eval(); }
inline void watch(Top&, size_t, const uint8_t*) {}
template <class F>
inline void each_moved(const Top&, size_t n_tiles, F f) {
  for (size_t n = 0; n < n_tiles; n++) f(n);
}
inline void prepare(Top&, const Options&) {}
// While the bench writes stalls into the routers.
inline void keep_awake(Top&, bool) {}
inline std::string tile_scope(int64_t n) { return "TOP.imc_fabric.tile_" + std::to_string(n); }
#endif

#endif
