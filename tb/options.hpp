// SPDX-License-Identifier: Apache-2.0
//
// What the command line of the bench asks for.
#ifndef OPTIONS_HPP
#define OPTIONS_HPP

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include "random.hpp"
#include "stimulus.hpp"

static const char usage[] =
    "usage: Vfabric STIMULUS [option...]\n"
    "  --wiring FILE        fabric.wiring, where the bench wires the tiles itself\n"
    "  --images N           only the first N images\n"
    "  --idle-gap N         idle input cycles between images\n"
    "  --stall-in S[:P]     no input word in P of 100 cycles, seed S (P: 30)\n"
    "  --stall-out S[:P]    the same for the output\n"
    "  --stall-link S[:P]   the same for every output port of every router by itself\n"
    "  --init-seed N        registers and memories begin with random contents\n"
    "  --reset-at-cycle N   reset N cycles after the start, program, run again\n"
    "  --corrupt-program B  first with bit B of the programming stream inverted (-1:\n"
    "                       a middle one): the fabric must refuse to start\n"
    "  --halt S:N           first start 9 times and halt each time within N cycles, seed S\n"
    "  --frames S           first frames of every wrong length between good images, seed S\n"
    "  --second STIMULUS    then program and run this on the same fabric\n"
    "  --monitor NODE:PORT  count flits and stalls of an output port\n"
    "  --stalls             count of every channel the cycles in which a flit waited for it\n"
    "  --check-sleep        evaluate tiles that stand still too, and end where one moves\n"
    "  --plain-chain        clock the programming chain tile by tile, which wakes them all\n"
    "  --bus RATIO[:SEED]   of a fabric with two clocks: cycles of the bus to cycles of the\n"
    "                       fabric, 3:2, or drift (drift:1); where the bus begins\n"
    "  --threads N          that share the tiles, where the bench wires them (1)\n"
    "  --watchdog N         cycles without any word that count as a deadlock\n"
    "  --trace FILE         waves (FST), where the model was built with them, until some\n"
    "                       cycles behind the first difference\n"
    "  --trace-from N       from this cycle on; without, from the first start on\n"
    "  --progress           tell standard error how far it is\n";

// Stalls: each roll says yes with a probability of percent / 100.
struct Dice {
  uint64_t state = 0;  // 0: never
  unsigned percent = 30;
  int64_t stalled = 0, rolled = 0;  // what came of it, as counted where it has its effect
  bool roll() { return state && number() % 100 < percent; }
  uint64_t number() { return random_next(state) >> 32; }
  void parse(const char* s) {
    char* end;
    state = (strtoull(s, &end, 0) + 1) * 0x9e3779b97f4a7c15ull;
    if (*end == ':') percent = strtoul(end + 1, &end, 0);
    if (end == s || *end || percent > 99) refuse(std::string("not SEED[:PERCENT]: ") + s);
  }
};

struct Options {
  const char *stimulus = nullptr, *second = nullptr, *wiring = "fabric.wiring", *trace = nullptr;
  long images = -1, idle_gap = 0, init_seed = -1, reset_at = -1, corrupt = -2, watchdog = 1000000;
  long monitor_node = -1, monitor_port = 0, halt_within = 0, threads = 1;
  long trace_from = -1;
  std::string bus = "drift";
  long bus_seed = 1;
  Dice in, out, link, halt, frames;
  bool progress = false, check_sleep = false, plain_chain = false, stalls = false;
};

inline long number(const char* name, const char* s) {
  char* end;
  long n = strtol(s, &end, 0);
  if (end == s || *end) refuse(std::string(name) + ": not a whole number: " + s);
  return n;
}

inline void parse_monitor(const char* s, Options& o) {
  const char* colon = strchr(s, ':');
  if (!colon) refuse(std::string("--monitor: not NODE:PORT: ") + s);
  o.monitor_node = number("--monitor", std::string(s, colon).c_str());
  o.monitor_port = number("--monitor", colon + 1);
}

inline void parse_halt(const char* s, Options& o) {
  const char* colon = strchr(s, ':');
  if (!colon) refuse(std::string("--halt: not SEED:CYCLES: ") + s);
  o.halt.parse(std::string(s, colon).c_str());
  o.halt_within = number("--halt", colon + 1);
  if (o.halt_within < 1) refuse("--halt: CYCLES must be at least 1");
}

// RATIO or RATIO:SEED, RATIO being N:M or drift.
inline void parse_bus(const std::string& s, Options& o) {
  size_t digits = s.find_first_of("0123456789");
  size_t colon = digits == 0 ? s.find(':', s.find(':') + 1) : s.find(':');
  o.bus = s.substr(0, colon);
  if (colon != std::string::npos) o.bus_seed = number("--bus", s.c_str() + colon + 1);
}

inline Options parse(int argc, char** argv) {
  Options o;
  for (int i = 1; i < argc; i++) {
    std::string a = argv[i];
    if (a.compare(0, 2, "--")) {
      if (o.stimulus) refuse("one stimulus only: " + a);
      o.stimulus = argv[i];
      continue;
    }
    if (a == "--progress") {
      o.progress = true;
      continue;
    }
    if (a == "--stalls") {
      o.stalls = true;
      continue;
    }
    if (a == "--check-sleep") {
      o.check_sleep = true;
      continue;
    }
    if (a == "--plain-chain") {
      o.plain_chain = true;
      continue;
    }
    if (i + 1 == argc) refuse(a + ": unknown, or its value is missing\n" + usage);
    const char* v = argv[++i];
    if (a == "--wiring") o.wiring = v;
    else if (a == "--images") o.images = number("--images", v);
    else if (a == "--idle-gap") o.idle_gap = number("--idle-gap", v);
    else if (a == "--stall-in") o.in.parse(v);
    else if (a == "--stall-out") o.out.parse(v);
    else if (a == "--stall-link") o.link.parse(v);
    else if (a == "--init-seed") o.init_seed = number("--init-seed", v);
    else if (a == "--reset-at-cycle") o.reset_at = number("--reset-at-cycle", v);
    else if (a == "--corrupt-program") o.corrupt = number("--corrupt-program", v);
    else if (a == "--halt") parse_halt(v, o);
    else if (a == "--frames") o.frames.parse(v);
    else if (a == "--second") o.second = v;
    else if (a == "--monitor") parse_monitor(v, o);
    else if (a == "--bus") parse_bus(v, o);
    else if (a == "--threads") o.threads = number("--threads", v);
    else if (a == "--watchdog") o.watchdog = number("--watchdog", v);
    else if (a == "--trace") o.trace = v;
    else if (a == "--trace-from") o.trace_from = number("--trace-from", v);
    else refuse(a + ": unknown\n" + usage);
  }
  if (o.threads < 1 || o.threads > 64) refuse("--threads: 1 to 64");
  if (!o.stimulus) refuse(std::string("a stimulus is missing\n") + usage);
  return o;
}

#endif
