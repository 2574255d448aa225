// SPDX-License-Identifier: Apache-2.0
//
// Single-bit faults in a Verilated fabric: Vfabric DIR FAULTS SEED JOBS [-v], DIR being what
// `imcfab program` wrote, whose program.h is compiled in. The fabric is Verilated with
// --public-flat-rw: each register (a name that ends with _q, and the memories) is a variable
// that this bench can write to, and its place is told by its scope.
//
// One run goes through all images, at each fault's cycle the process forks: the child flips
// the bit behind the clock edge, runs on to the end and says by its exit status what the
// host saw. Input, output and links have idle cycles, the same in all
// runs. Prints a table, a line a
// place, CSV; with -v each fault that was silent, to standard error.

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <vector>

extern "C" {
#include "imcfab_registers.h"
#include "model/registers.h"
}
#include "Vfabric.h"
#include "host.hpp"
#include "program.h"
#include "verilated.h"
#include "verilated_sym_props.h"
#include "verilated_syms.h"

void fail(const std::string& reason) {
  fprintf(stderr, "faults: %s\n", reason.c_str());
  exit(2);
}

namespace {

const unsigned PARTS = IMCFAB_PROGRAM_LINK_BITS / 32;
const int64_t PATIENCE = 6000;  // cycles without a word in or out: a hang

uint64_t number(Dice& dice) { return dice.next() >> 11; }
uint64_t below(Dice& dice, uint64_t n) { return number(dice) % n; }

// ---- Places ----

enum Place {
  LINKS, QUEUES, CONFIGURATION, ACTIVATIONS, ROUTERS, CORES, MEMORIES, EDGES, PLACES, NOWHERE
};
const char* const place_name[PLACES] = {"links",   "queues", "configuration",  "activation memory",
                                        "routers", "cores",  "other memories", "edges"};
const unsigned share[PLACES] = {24, 20, 24, 10, 8, 6, 4, 4};  // of the faults, per cent

bool has(const std::string& s, const char* part) { return s.find(part) != std::string::npos; }
bool one_of(const std::string& s, std::initializer_list<const char*> names) {
  for (const char* n : names)
    if (s == n) return true;
  return false;
}

// Where a register is; NOWHERE: in a macro, or nothing of it is left in silicon.
Place place_of(const std::string& scope, const std::string& name) {
  if (one_of(name, {"hold_q", "held_q", "seen_q", "seen_word_q"}) && !has(scope, ".window"))
    return NOWHERE;
  if (has(scope, ".xbar")) return NOWHERE;
  if (has(scope, ".core.window") && one_of(name, {"mem", "rdata_q"})) return ACTIVATIONS;
  if (has(scope, ".core")) return one_of(name, {"mem", "rdata_q"}) ? MEMORIES : CORES;
  if (has(scope, ".configuration"))
    return one_of(name, {"task_q", "enable_q", "route_q", "run_q", "stop_q"}) ||
                   (has(scope, ".g_parity") && name == "odd_q") ||
                   (has(scope, ".g_error") && name == "error_q")
               ? CONFIGURATION
               : EDGES;
  if (has(scope, ".link_")) return LINKS;
  if (has(scope, ".router")) {
    if (one_of(name, {"data_q", "valid_q", "freed_q", "out_even_q", "in_even_q"})) return LINKS;
    return one_of(name, {"flit_q", "have_q"}) ? QUEUES : ROUTERS;
  }
  if (has(scope, ".tile_")) return ROUTERS;
  if (has(scope, ".collect.g_queue")) return QUEUES;
  if (has(scope, ".collect") &&
      (name == "credit_q" || (name == "odd_q" && !has(scope, ".parity"))))
    return LINKS;
  if (has(scope, ".feed") && one_of(name, {"data_q", "valid_q", "data_odd_q", "valid_odd_q"}))
    return LINKS;
  return has(scope, ".ctrl") && name == "words_q" ? CONFIGURATION : EDGES;
}

struct Bit {
  uint8_t* byte;
  uint8_t mask;
  const char* scope;
  const char* name;
};

// A register by which a bench holds the outputs of a router.
struct Hold {
  uint8_t* data;
  unsigned outputs;
};

// All bits of the fabric's registers by place, and those with which to hold outputs.
std::vector<std::vector<Bit>> find_bits(const VerilatedContext& ctx, std::vector<Hold>& holds) {
  std::vector<std::vector<Bit>> bits(PLACES);
  std::map<std::string, const VerilatedScope*> scopes;  // in an order of names
  for (auto& s : *const_cast<VerilatedContext&>(ctx).scopeNameMap()) scopes[s.first] = s.second;
  for (auto& s : scopes) {
    VerilatedVarNameMap* vars = s.second->varsp();
    if (!vars) continue;
    std::map<std::string, VerilatedVar*> by_name;
    for (auto& v : *vars) by_name[v.first] = &v.second;
    for (auto& n : by_name) {
      VerilatedVar& v = *n.second;
      const std::string& name = n.first;
      if ((name.size() < 2 || name.compare(name.size() - 2, 2, "_q")) && name != "mem") continue;
      if (name == "hold_q" && has(s.first, ".router"))
        holds.push_back(Hold{static_cast<uint8_t*>(v.datap()), unsigned(v.elements(0))});
      const Place place = place_of(s.first, name);
      if (place == NOWHERE) continue;
      const size_t width = size_t(v.elements(0)), n_words = v.udims() ? size_t(v.elements(1)) : 1;
      const char* label = strdup(name.c_str());
      unsigned reg = 0;
      if (const char* r = strstr(s.first.c_str(), ".g_register["))
        reg = unsigned(strtoul(r + strlen(".g_register["), nullptr, 10));
      for (size_t w = 0; w < n_words; w++) {
        uint8_t* data = static_cast<uint8_t*>(v.datap()) + w * v.entSize();
        for (size_t b = 0; b < width; b++) {
          // What is no field is not there in silicon; bit 0 of register 0 is enable_q.
          if (name == "task_q" &&
              (!(task_register_used(int(reg + w)) >> b & 1) || reg + w + b == 0))
            continue;
          bits[place].push_back(
              Bit{data + b / 8, uint8_t(1u << b % 8), s.second->name(), label});
        }
      }
    }
  }
  return bits;
}

// ---- The host ----

enum Seen { WRONG = 1, FLAGGED = 2, TOLD = 4, HANG = 8 };

class Host {
 public:
  Host(VerilatedContext* ctx, const std::string& dir)
      : top_(ctx, "TOP"),
        registers_(top_),
        program_(words(dir + "/program.bin")),
        in_(words(dir + "/input.bin")),
        expected_(words(dir + "/expected.bin")) {}
  ~Host() { top_.final(); }

  // From reset to the command to start.
  void begin() {
    dice_ = Dice(1);
    top_.s_axis_in_tvalid = top_.s_axis_prog_tvalid = top_.m_axis_out_tready = 0;
    registers_.reset();
    top_.rst_i = 1;
    for (int i = 0; i < 4; i++) cycle();
    top_.rst_i = 0;
    for (size_t i = 0; i < program_.size();) {
      top_.s_axis_prog_tvalid = 1;
      top_.s_axis_prog_tdata = program_[i];
      edge_low();
      i += top_.s_axis_prog_tready;
      edge_high();
    }
    top_.s_axis_prog_tvalid = 0;
    for (int i = 0; i < 100; i++) cycle();
    at_ = moved_ = 0;
    n_in_ = n_out_ = 0;
    wrong_ = told_ = false;
    if (write(IMCFAB_CONTROL, IMCFAB_CONTROL_START)) fail("the fabric does not start");
  }
  std::vector<Hold> holds;
  int64_t at() const { return at_; }
  bool done() const { return n_out_ == n_results() || at_ - moved_ > PATIENCE; }

  // One cycle of the run. Each output of a router is held three cycles of four, so that
  // flits stand in the queues.
  void step() {
    for (const Hold& h : holds) {
      for (unsigned b = 0; b < h.outputs; b += 8) {
        const unsigned all = (2u << std::min(7u, h.outputs - 1 - b)) - 1;
        h.data[b / 8] = uint8_t((number(dice_) | number(dice_)) & all);
      }
    }
    if (!top_.s_axis_in_tvalid && n_in_ < n_words() && below(dice_, 100) >= 30) {
      top_.s_axis_in_tvalid = 1;
      memcpy(static_cast<void*>(&top_.s_axis_in_tdata), &in_[n_in_ * PARTS], 4 * PARTS);
      top_.s_axis_in_tlast = (n_in_ + 1) % IMCFAB_PROGRAM_INPUT_WORDS == 0;
    }
    top_.m_axis_out_tready = below(dice_, 100) >= 30;
    edge_low();
    const bool in = top_.s_axis_in_tvalid && top_.s_axis_in_tready;
    if (top_.m_axis_out_tvalid && top_.m_axis_out_tready) take();
    edge_high();
    if (in) {
      n_in_++;
      top_.s_axis_in_tvalid = 0;
      moved_ = at_;
    }
  }

  // What a host has seen behind the last word, or behind its patience.
  int outcome() {
    const bool hang = n_out_ < n_results() || n_in_ < n_words();
    top_.s_axis_in_tvalid = 0;
    for (int i = 0; i < 200; i++) step_out();
    uint32_t status, fault, in, out;
    if (read(IMCFAB_STATUS, &status) || read(IMCFAB_FAULT, &fault) ||
        read(IMCFAB_IMAGES_IN, &in) || read(IMCFAB_IMAGES_OUT, &out))
      return HANG;
    const bool right = status == (IMCFAB_STATUS_PROGRAMMED | IMCFAB_STATUS_RUNNING |
                                  IMCFAB_STATUS_IDLE) &&
                       in == IMCFAB_PROGRAM_IMAGES && out == IMCFAB_PROGRAM_IMAGES;
    return (wrong_ || hang ? WRONG : 0) | (fault & IMCFAB_FAULT_ANY ? FLAGGED : 0) |
           (told_ || !right ? TOLD : 0) | (hang ? HANG : 0);
  }

 private:
  static size_t n_words() {
    return size_t(IMCFAB_PROGRAM_INPUT_WORDS) * IMCFAB_PROGRAM_IMAGES;
  }
  static size_t n_results() {
    return size_t(IMCFAB_PROGRAM_OUTPUT_WORDS) * IMCFAB_PROGRAM_IMAGES;
  }
  // A word of the output; tlast at another place and tuser tell the host.
  void take() {
    moved_ = at_;
    if (n_out_ >= n_results()) {
      told_ = true;
      return;
    }
    wrong_ |= memcmp(&top_.m_axis_out_tdata, &expected_[n_out_ * PARTS], 4 * PARTS) != 0;
    n_out_++;
    told_ |= bool(top_.m_axis_out_tlast) != (n_out_ % IMCFAB_PROGRAM_OUTPUT_WORDS == 0) ||
             top_.m_axis_out_tuser;
  }
  void step_out() {
    top_.m_axis_out_tready = 1;
    edge_low();
    if (top_.m_axis_out_tvalid) take();
    edge_high();
  }
  void edge_low() {
    top_.clk_i = 0;
    top_.eval();
  }
  void edge_high() {
    top_.clk_i = 1;
    top_.eval();
    at_++;
  }
  void cycle() {
    edge_low();
    edge_high();
  }
  template <class Look>
  void look_in_cycle(Look look) {
    edge_low();
    look();
    edge_high();
  }
  int write(uint32_t address, uint32_t value) {
    return registers_.write(address, value, [this](auto look) { look_in_cycle(look); });
  }
  int read(uint32_t address, uint32_t* value) {
    return registers_.read(address, value, [this](auto look) { look_in_cycle(look); });
  }

  Vfabric top_;
  Registers<Vfabric> registers_;
  std::vector<uint32_t> program_, in_, expected_;
  Dice dice_{1};
  size_t n_in_ = 0, n_out_ = 0;
  int64_t at_ = 0, moved_ = 0;
  bool wrong_ = false, told_ = false;
};

// ---- The campaign ----

struct Fault {
  int64_t at;
  Place place;
  Bit bit;
  int seen;
};

std::vector<Fault> roll(const std::vector<std::vector<Bit>>& bits, size_t n, uint64_t seed,
                        int64_t cycles) {
  Dice dice(seed);
  std::vector<Fault> faults;
  for (int p = 0; p < PLACES; p++) {
    if (bits[p].empty()) fail(std::string("no bits of ") + place_name[p]);
    for (size_t i = 0; i < (n * share[p] + 99) / 100; i++)
      faults.push_back(Fault{int64_t(below(dice, uint64_t(cycles))), Place(p),
                             bits[p][below(dice, bits[p].size())], -1});
  }
  std::stable_sort(faults.begin(), faults.end(),
                   [](const Fault& a, const Fault& b) { return a.at < b.at; });
  return faults;
}

// Waits for one child; false: there is none.
bool reap(std::map<pid_t, Fault*>& running) {
  int status;
  const pid_t pid = wait(&status);
  if (pid < 0) return false;
  if (!WIFEXITED(status)) fail("a run was killed");
  running[pid]->seen = WEXITSTATUS(status);
  running.erase(pid);
  return true;
}

void run(Host& host, std::vector<Fault>& faults, size_t jobs) {
  std::map<pid_t, Fault*> running;
  const int64_t from = host.at();
  for (Fault& f : faults) {
    while (host.at() - from < f.at) host.step();
    if (running.size() >= jobs) reap(running);
    fflush(stdout);
    const pid_t pid = fork();
    if (pid < 0) fail("cannot fork");
    if (pid == 0) {
      *f.bit.byte = uint8_t(*f.bit.byte ^ f.bit.mask);
      while (!host.done()) host.step();
      _exit(host.outcome());
    }
    running[pid] = &f;
  }
  while (reap(running)) {}
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) fail("usage: Vfabric DIR FAULTS SEED JOBS [-v]");
  const size_t n = strtoul(argv[2], nullptr, 10), jobs = strtoul(argv[4], nullptr, 10);
  const bool verbose = argc > 5;
  VerilatedContext ctx;
  ctx.randReset(2);
  ctx.randSeed(1);
  Host host(&ctx, argv[1]);
  const auto bits = find_bits(ctx, host.holds);
  host.begin();
  const int64_t from = host.at();
  while (!host.done()) host.step();
  const int64_t cycles = host.at() - from;
  if (host.outcome()) fail("the run without a fault is not right");

  auto faults = roll(bits, n, strtoull(argv[3], nullptr, 10), cycles);
  host.begin();
  run(host, faults, jobs);

  printf("place,bits,faults,flagged,told,hang,masked,silent,alarms\n");
  for (int p = 0; p < PLACES; p++) {
    unsigned all = 0, flagged = 0, told = 0, hang = 0, masked = 0, silent = 0, alarms = 0;
    for (const Fault& f : faults) {
      if (f.place != p) continue;
      all++;
      if (f.seen & FLAGGED) {
        flagged++;
        alarms += !(f.seen & WRONG);
      } else if (f.seen & HANG) {
        hang++;
      } else if (f.seen & TOLD) {
        told++;
      } else if (f.seen & WRONG) {
        silent++;
        if (verbose)
          fprintf(stderr, "silent: %s: %s.%s in cycle %lld of %lld\n", place_name[p], f.bit.scope,
                  f.bit.name, (long long)f.at, (long long)cycles);
      } else {
        masked++;
      }
    }
    printf("%s,%zu,%u,%u,%u,%u,%u,%u,%u\n", place_name[p], bits[p].size(), all, flagged, told, hang,
           masked, silent, alarms);
  }
  return 0;
}
