// SPDX-License-Identifier: Apache-2.0
//
// The driver of sw against a Verilated fabric: Vfabric DIR [SEED], DIR being what `imcfab
// program` wrote, whose program.h is compiled in. The host is made of queues with idle cycles
// and back-pressure at random; every result is compared with expected.bin.

#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

extern "C" {
#include "imcfab.h"
}
#include "program.h"
#include "Vfabric.h"
#include "bus.hpp"
#include "host.hpp"

namespace {
const char* part_name = "";
}

void fail(const std::string& reason) {
  fprintf(stderr, "driver: %s: %s\n", part_name, reason.c_str());
  exit(1);
}

namespace {

const uint32_t PARTS = IMCFAB_PROGRAM_LINK_BITS / 32, ROOM = 6, PATIENCE = 3000;

std::string directory;  // that of the program

struct Word {
  uint32_t part[4];
  bool last;
};

// A fabric, its clock and the queues of its host.
class Host {
 public:
  explicit Host(uint64_t seed)
      : aclk_(bus_clock(top_, 0)), clocks_(ratio(seed), seed), registers_(top_), dice_(seed) {
    reset();
  }
  ~Host() { top_.final(); }

  void reset() {
    registers_.reset();
    program.clear();
    input.clear();
    output.clear();
    top_.s_axis_prog_tvalid = top_.s_axis_in_tvalid = 0;
    top_.rst_i = 1;
    if (aclk_) *bus_reset_n(top_, 0) = 0;
    for (int i = 0; i < (aclk_ ? 150 : 4); i++) cycle();
    top_.rst_i = 0;
    if (aclk_) *bus_reset_n(top_, 0) = 1;
    cycle();
  }

  int read(uint32_t address, uint32_t* value) {
    return registers_.read(address, value, [this](auto look) { look_and_cycle(look); });
  }
  int write(uint32_t address, uint32_t value) {
    writes++;
    return registers_.write(address, value, [this](auto look) { look_and_cycle(look); });
  }
  int32_t send(std::deque<Word>& queue, const uint32_t* word, uint32_t n, uint32_t parts, bool last) {
    uint32_t most = &queue == &program ? program_room : ROOM;
    uint32_t room = most - uint32_t(queue.size());
    uint32_t take = n < room ? n : room;
    for (uint32_t i = 0; i < take; i++) {
      Word w = {};
      memcpy(w.part, word + i * parts, 4 * parts);
      w.last = last && i == n - 1;
      if (&queue == &input) w.last = w.last != (spoil_frame-- == 0);
      queue.push_back(w);
    }
    for (unsigned i = roll(4); i; i--) cycle();
    if (input_limit >= 0 && &queue == &input) input_limit -= take;
    return int32_t(take);
  }
  int32_t receive(uint32_t* word, uint32_t n, int* last) {
    uint32_t i = 0;
    *last = 0;
    while (!deaf && i < n && !output.empty() && !*last) {
      memcpy(word + i * PARTS, output.front().part, 4 * PARTS);
      *last = output.front().last != (spoil_last-- == 0);
      output.pop_front();
      i++;
    }
    for (unsigned k = 1 + roll(4); k; k--) cycle();
    return int32_t(i);
  }
  // Of the fabric halted: words at the ports stay there, as AXI4-Stream wants it, until
  // the fabric has dropped them.
  void flush() {
    program.resize(top_.s_axis_prog_tvalid ? 1 : 0);
    input.resize(top_.s_axis_in_tvalid ? 1 : 0);
    for (int i = 0; i < 100; i++) cycle();
    if (!program.empty() || !input.empty()) fail("a word at a port is not taken");
  }

  std::deque<Word> program, input, output;
  unsigned idle = 30, back = 30;  // percent of cycles
  int64_t input_limit = -1;       // words that the host still gives, -1: all
  int64_t spoil_last = -1;        // after so many words one has the wrong tlast
  int64_t spoil_frame = -1;       // the same of the input
  bool deaf = false;              // gives no results to the driver
  uint32_t program_room = ROOM;
  int64_t cycles = 0;
  int writes = 0;

 private:
  unsigned roll(unsigned n) { return unsigned((dice_.next() >> 33) % n); }
  // Behind the rising edge the outputs are those of the next cycle.
  template <class Look>
  void look_and_cycle(Look look) {
    look();
    cycle();
  }
  template <class Data>
  static void show(const Word& w, unsigned parts, Data& to) {
    memcpy(static_cast<void*>(&to), w.part, 4 * parts);
  }
  // Inputs change behind the rising edge.
  void cycle() {
    if (!top_.s_axis_prog_tvalid && !program.empty() && roll(100) >= idle) {
      top_.s_axis_prog_tvalid = 1;
      show(program.front(), 1, top_.s_axis_prog_tdata);
    }
    if (!top_.s_axis_in_tvalid && !input.empty() && roll(100) >= idle) {
      top_.s_axis_in_tvalid = 1;
      show(input.front(), PARTS, top_.s_axis_in_tdata);
      top_.s_axis_in_tlast = input.front().last;
    }
    top_.m_axis_out_tready = output.size() < ROOM && roll(100) >= back;
    if (aclk_) {
      while (clocks_.fabric_next()) {
        top_.clk_i = 0;
        top_.eval();
        top_.clk_i = 1;
        top_.eval();
      }
    }
    CData& clock = aclk_ ? *aclk_ : top_.clk_i;  // of the ports
    clock = 0;
    top_.eval();
    bool prog = top_.s_axis_prog_tvalid && top_.s_axis_prog_tready;
    bool in = top_.s_axis_in_tvalid && top_.s_axis_in_tready;
    Word w = {};
    if (top_.m_axis_out_tvalid && top_.m_axis_out_tready && !top_.rst_i) {
      memcpy(w.part, &top_.m_axis_out_tdata, 4 * PARTS);
      w.last = top_.m_axis_out_tlast;
      output.push_back(w);
    }
    clock = 1;
    top_.eval();
    clock = 0;
    cycles++;
    if (prog && !top_.rst_i) {
      program.pop_front();
      top_.s_axis_prog_tvalid = 0;
    }
    if (in && !top_.rst_i) {
      input.pop_front();
      top_.s_axis_in_tvalid = 0;
    }
    top_.eval();
  }

  // Of a bus with a clock of its own, another one each seed.
  static const char* ratio(uint64_t seed) {
    static const char* const all[] = {"drift", "1:1", "1:7", "5:2"};
    return all[seed % 4];
  }

  Vfabric top_;
  CData* aclk_;  // nullptr: there is one clock
  Clocks clocks_;
  Registers<Vfabric> registers_;
  Dice dice_;
};

Host& host(void* user) { return *static_cast<Host*>(user); }

const imcfab_io host_io(Host& h) {
  imcfab_io io;
  io.user = &h;
  io.read = [](void* u, uint32_t a, uint32_t* v) { return host(u).read(a, v); };
  io.write = [](void* u, uint32_t a, uint32_t v) { return host(u).write(a, v); };
  io.send_program = [](void* u, const uint32_t* w, uint32_t n) {
    return host(u).send(host(u).program, w, n, 1, false);
  };
  io.send_input = [](void* u, const uint32_t* w, uint32_t n, int last) {
    Host& h = host(u);
    if (h.input_limit >= 0 && int64_t(n) > h.input_limit)
      return h.send(h.input, w, uint32_t(h.input_limit), PARTS, false);
    return h.send(h.input, w, n, PARTS, last);
  };
  io.receive = [](void* u, uint32_t* w, uint32_t n, int* last) {
    return host(u).receive(w, n, last);
  };
  io.flush = [](void* u) {
    host(u).flush();
    return 0;
  };
  return io;
}

void want(const char* name, int got, int wanted) {
  if (got == wanted) return;
  fail(std::string(name) + ": " + imcfab_text(got) + ", not " + imcfab_text(wanted));
}

void equal(const char* name, uint64_t got, uint64_t wanted) {
  if (got != wanted)
    fail(std::string(name) + " is " + std::to_string(got) + ", not " + std::to_string(wanted));
}

// What every part begins with, and what it can do.
struct Case {
  Case(const std::string& dir, uint64_t seed)
      : h(seed),
        io(host_io(h)),
        program(words(dir + "/program.bin")),
        in(words(dir + "/input.bin")),
        expected(words(dir + "/expected.bin")),
        out(expected.size()) {
    p = {program.data(), uint32_t(program.size()), IMCFAB_PROGRAM_HARDWARE, IMCFAB_PROGRAM_PLAN,
         IMCFAB_PROGRAM_INPUT_WORDS, IMCFAB_PROGRAM_OUTPUT_WORDS};
    want("open", imcfab_open(&f, &io, PATIENCE), IMCFAB_OK);
  }
  // Runs all images; every word is as expected.
  void run() {
    imcfab_state s;
    std::fill(out.begin(), out.end(), 0xdeadbeef);
    want("start", imcfab_start(&f), IMCFAB_OK);
    want("run", imcfab_run(&f, &p, in.data(), out.data(), images), IMCFAB_OK);
    for (size_t i = 0; i < size_t(images) * p.out_words * PARTS; i++)
      if (out[i] != expected[i]) fail("word " + std::to_string(i) + " of the results differs");
    want("state", imcfab_read_state(&f, &s), IMCFAB_OK);
    equal("status", s.status,
          IMCFAB_STATUS_PROGRAMMED | IMCFAB_STATUS_RUNNING | IMCFAB_STATUS_IDLE);
    equal("images_in", s.images_in, images);
    equal("images_out", s.images_out, images);
    compared += size_t(images) * p.out_words * PARTS;
  }
  // A run that ends in an error; `now` looks at the host before it recovers, and the same
  // program then runs as it should.
  template <class F>
  void fails(int wanted, F now) {
    want("start", imcfab_start(&f), IMCFAB_OK);
    want("run", imcfab_run(&f, &p, in.data(), out.data(), images), wanted);
    now();
    recover(1);
    run();
  }
  void load() { want("load", imcfab_load(&f, &p), IMCFAB_OK); }
  void recover(int wanted) {
    int programmed = -1;
    want("recover", imcfab_recover(&f, &programmed), IMCFAB_OK);
    equal("programmed", uint64_t(programmed), uint64_t(wanted));
    equal("status", status() & ~uint32_t(IMCFAB_STATUS_FAILED | IMCFAB_STATUS_BAD),
          (wanted ? IMCFAB_STATUS_PROGRAMMED : 0u) | (status() & IMCFAB_STATUS_IDLE));
  }
  uint32_t status() {
    imcfab_state s;
    want("state", imcfab_read_state(&f, &s), IMCFAB_OK);
    return s.status;
  }

  Host h;
  imcfab_io io;
  imcfab f;
  imcfab_program p;
  std::vector<uint32_t> program, in, expected, out;
  uint32_t images = 3;  // of a run
  size_t compared = 0;
};

void identity(Case& c) {
  equal("tiles", c.f.id.tiles, IMCFAB_PROGRAM_TILES);
  equal("link_bits", c.f.id.link_bits, IMCFAB_PROGRAM_LINK_BITS);
  equal("hardware", c.f.id.hardware, IMCFAB_PROGRAM_HARDWARE);
  equal("plan", c.f.id.plan, c.f.id.hardwired ? IMCFAB_PROGRAM_PLAN : 0);
  equal("hardwired", uint64_t(c.f.id.hardwired), HARDWIRED);
  equal("vcs", c.f.id.vcs, VCS);
  equal("psum_bits", c.f.id.psum_bits, PSUM_BITS);
  equal("clocks", uint64_t(c.f.id.clocks), CLOCKS);
  want("start without a program", imcfab_start(&c.f), IMCFAB_E_REFUSED);
  want("run without a program", imcfab_run(&c.f, &c.p, c.in.data(), c.out.data(), 1),
       IMCFAB_E_STATE);
  c.f.patience = 1;
  want("recover with little patience", imcfab_recover(&c.f, nullptr), IMCFAB_OK);
}

// A program for other hardware, or another plan, is refused before a word of it goes out.
void refusal(Case& c) {
  for (uint64_t bit : {uint64_t(1), uint64_t(1) << 63}) {
    imcfab_program other = c.p;
    uint32_t taken = 1;
    int writes = c.h.writes;

    other.hardware ^= bit;
    want("load", imcfab_load(&c.f, &other), IMCFAB_E_HARDWARE);
    other = c.p;
    other.plan ^= bit;
    want("fits", imcfab_fits(&c.f, &other), c.f.id.hardwired ? IMCFAB_E_PLAN : IMCFAB_OK);
    c.h.read(IMCFAB_PROG_WORDS, &taken);
    equal("words taken", taken, 0);
    equal("writes", uint64_t(c.h.writes), uint64_t(writes));
  }
}

void good(Case& c) {
  c.load();
  c.run();
  c.recover(1);
  c.h.idle = c.h.back = 80;
  c.run();
}

// Flits that leave the fabric.
void monitor(Case& c) {
  imcfab_state s;
  c.load();
  want("monitor", imcfab_monitor(&c.f, OUTPUT_NODE, OUTPUT_PORT), IMCFAB_OK);
  c.run();
  want("state", imcfab_read_state(&c.f, &s), IMCFAB_OK);
  equal("flits", s.words, uint64_t(c.images) * IMCFAB_PROGRAM_OUTPUT_WORDS);
  if (!s.cycles) fail("no cycles");
}

// The flits of all output ports of a tile at once, against the monitor's of one; and queues
// that are empty again.
void counters(Case& c) {
  uint32_t word[512], n;
  imcfab_tile t;
  c.load();
  c.run();
  int writes = c.h.writes;
  want("read_tile", imcfab_read_tile(&c.f, OUTPUT_NODE, word, 512, &n), IMCFAB_OK);
  equal("questions", uint64_t(c.h.writes - writes), n / IMCFAB_STATE_WORDS);
  want("parse_tile", imcfab_parse_tile(&t, word, n), IMCFAB_OK);
  equal("vcs", t.vcs, VCS);
  equal("out_ports", t.out_ports, OUTPUT_PORT + 1);
  equal("counter_bits", t.counter_bits, COUNTER_BITS);
  equal("flags", t.flags & 3, IMCFAB_TILE_RUNS | IMCFAB_TILE_TASK);
  equal("flits", t.count[2 * OUTPUT_PORT],
        c.images * IMCFAB_PROGRAM_OUTPUT_WORDS & ((uint64_t(1) << COUNTER_BITS) - 1));
  for (uint32_t p = 0; p < t.in_ports; p++)
    for (uint32_t v = 0; v < t.vcs; v++) equal("level", imcfab_tile_level(&t, p, v), 0);
  uint32_t idle = t.idle;
  want("read_tile", imcfab_read_tile(&c.f, OUTPUT_NODE, word, 512, &n), IMCFAB_OK);
  want("parse_tile", imcfab_parse_tile(&t, word, n), IMCFAB_OK);
  if (!idle || t.idle <= idle) fail("it does not count cycles without a flit");
  want("read_tile", imcfab_read_tile(&c.f, OUTPUT_NODE, word, n - 1, &n), IMCFAB_E_ROOM);
  want("read_tile", imcfab_read_tile(&c.f, c.f.id.tiles + 5, word, 512, &n), IMCFAB_OK);
  equal("words of no tile", n, 0);
  want("parse_tile", imcfab_parse_tile(&t, word, 2), IMCFAB_E_ROOM);
  // One block: eight words and the counters of four output ports, and of five.
  uint32_t one[IMCFAB_STATE_WORDS] = {1u << 24 | 1 << 16 | 4 << 8 | 1, 1u << 20 | 1 << 14 | 7 << 8};
  want("parse_tile", imcfab_parse_tile(&t, one, IMCFAB_STATE_WORDS), IMCFAB_OK);
  equal("counters", uint64_t(t.count - one), 8);
  one[0] += 1 << 8;
  want("parse_tile", imcfab_parse_tile(&t, one, IMCFAB_STATE_WORDS), IMCFAB_E_ROOM);
  imcfab_program part = c.p;
  part.n_words = 9;
  want("load", imcfab_load(&c.f, &part), IMCFAB_E_TIMEOUT);
  want("read_tile", imcfab_read_tile(&c.f, 0, word, 512, &n), IMCFAB_E_REFUSED);
  c.recover(0);
}

// Two hangs, the states of all tiles then, which `imcfab hang` reads: nobody takes the
// output; and the input stops.
void hang(Case& c) {
  auto states = [&](const char* name, bool output_waits) {
    std::vector<uint32_t> word(64 * 512);
    uint32_t n;
    for (uint32_t room : {3u, 9u}) {
      n = 1;
      want("states", imcfab_states(&c.f, output_waits, word.data(), room, &n), IMCFAB_E_ROOM);
      equal("words without room", n, 0);
    }
    want("states", imcfab_states(&c.f, output_waits, word.data(), uint32_t(word.size()), &n),
         IMCFAB_OK);
    std::ofstream file(directory + "/" + name, std::ios::binary);
    file.write(reinterpret_cast<char*>(word.data()), 4 * std::streamsize(n));
  };
  c.images = IMCFAB_PROGRAM_IMAGES;
  c.load();
  c.h.deaf = true;
  c.fails(IMCFAB_E_TIMEOUT, [&] {
    states("output.states", true);
    c.h.deaf = false;
  });
  c.h.input_limit = c.p.in_words + c.p.in_words / 2;
  c.fails(IMCFAB_E_TIMEOUT, [&] {
    states("input.states", false);
    c.h.input_limit = -1;
  });
}

// A wrong bit anywhere behind the length; afterwards nothing starts, and the same program
// without it runs.
void crc(Case& c) {
  for (size_t at : {size_t(2), c.program.size() / 2, c.program.size() - 1}) {
    std::vector<uint32_t> wrong = c.program;
    imcfab_program bad = c.p;

    wrong[at] ^= 0x10;
    bad.word = wrong.data();
    want("load", imcfab_load(&c.f, &bad), IMCFAB_E_PROGRAM);
    want("start", imcfab_start(&c.f), IMCFAB_E_REFUSED);
    c.recover(0);
    c.load();
    c.run();
  }
  std::vector<uint32_t> wrong = c.program;
  imcfab_program bad = c.p;
  wrong[0]++;
  bad.word = wrong.data();
  want("load of another magic", imcfab_load(&c.f, &bad), IMCFAB_E_PROGRAM);
}

// A stream that stops, also behind its magic; once with recover, once loaded again at once.
void cut(Case& c) {
  for (uint32_t n : {1u, 2u, 9u, c.p.n_words - 1}) {
    imcfab_program part = c.p;
    part.n_words = n;
    want("load", imcfab_load(&c.f, &part), IMCFAB_E_TIMEOUT);
    if (!(c.status() & IMCFAB_STATUS_UNDER_WAY)) fail("not under way");
    if (n != 9) c.recover(0);
    c.load();
    c.run();
  }
}

// The input stops in the middle of an image: a time-out, recovered from by a new start.
void halt(Case& c) {
  c.load();
  for (int64_t n : {int64_t(1), int64_t(c.p.in_words) / 2, int64_t(c.p.in_words) + 3}) {
    c.h.input_limit = n;
    c.fails(IMCFAB_E_TIMEOUT, [&] { c.h.input_limit = -1; });
  }
}

// The same program again, loaded while the one before runs; the last time the host takes the
// whole of it at once and is slow to give it.
void again(Case& c) {
  for (int i = 0; i < 3; i++) {
    if (i == 2) {
      c.h.program_room = c.p.n_words;
      c.h.idle = 97;
    }
    c.load();
    c.h.idle = 30;
    c.run();
  }
}

// Nobody takes the results: words wait in all queues, and none of them is in the next run.
void blocked(Case& c) {
  c.images = IMCFAB_PROGRAM_IMAGES;
  c.load();
  for (int i = 0; i < 2; i++) {
    c.h.deaf = true;
    c.fails(IMCFAB_E_TIMEOUT, [&] {
      c.h.deaf = false;
      if (c.h.input.empty() || c.h.output.empty()) fail("no words wait");
    });
  }
}

// A tlast too much, and one too few.
void frame(Case& c) {
  c.load();
  for (uint32_t at : {0u, c.p.out_words - 1, 2 * c.p.out_words - 2}) {
    c.h.spoil_last = at;
    c.fails(IMCFAB_E_FRAME, [&] { c.h.spoil_last = -1; });
  }
}

// An image that goes in too short, or two of them in one frame.
void image(Case& c) {
  c.load();
  for (uint32_t at : {0u, c.p.in_words / 2, c.p.in_words - 1}) {
    c.h.spoil_frame = at;
    // Two images in one frame are one, and the result of the second never comes.
    c.fails(IMCFAB_E_IMAGE, [&] { c.h.spoil_frame = -1; });
  }
}

// Input that waits at the port behind the recovery is not dropped by the start.
void early(Case& c) {
  c.load();
  c.recover(1);
  for (uint32_t i = 0; i < c.p.in_words; i++) {
    Word w = {};
    memcpy(w.part, &c.in[i * PARTS], 4 * PARTS);
    w.last = i == c.p.in_words - 1;
    c.h.input.push_back(w);
  }
  c.status();  // the first word stands at the port now
  c.status();
  want("start", imcfab_start(&c.f), IMCFAB_OK);
  want("run", imcfab_run(&c.f, &c.p, &c.in[c.p.in_words * PARTS], c.out.data(), c.images - 1),
       IMCFAB_OK);
  for (size_t i = 0; i < size_t(c.images - 1) * c.p.out_words * PARTS; i++)
    if (c.out[i] != c.expected[i]) fail("word " + std::to_string(i) + " of the results differs");
  c.recover(1);
}

// Answers of what is no fabric, or fails.
struct Fake {
  uint32_t id, version;
  int fails_at, n;
};

void fakes(Case&) {
  static const struct {
    Fake fake;
    int wanted;
  } rows[] = {
      {{IMCFAB_ID_VALUE, IMCFAB_VERSION_MAJOR_VALUE << 16, -1, 0}, IMCFAB_OK},
      {{IMCFAB_ID_VALUE, IMCFAB_VERSION_MAJOR_VALUE << 16 | 7, -1, 0}, IMCFAB_OK},
      {{IMCFAB_ID_VALUE ^ 1, IMCFAB_VERSION_MAJOR_VALUE << 16, -1, 0}, IMCFAB_E_ID},
      {{IMCFAB_ID_VALUE, (IMCFAB_VERSION_MAJOR_VALUE + 1) << 16, -1, 0}, IMCFAB_E_VERSION},
      {{IMCFAB_ID_VALUE, 0, -1, 0}, IMCFAB_E_VERSION},
      {{IMCFAB_ID_VALUE, IMCFAB_VERSION_MAJOR_VALUE << 16, 0, 0}, IMCFAB_E_BUS},
      {{IMCFAB_ID_VALUE, IMCFAB_VERSION_MAJOR_VALUE << 16, 1, 0}, IMCFAB_E_BUS},
      {{IMCFAB_ID_VALUE, IMCFAB_VERSION_MAJOR_VALUE << 16, 3, 0}, IMCFAB_E_BUS},
      {{IMCFAB_ID_VALUE, IMCFAB_VERSION_MAJOR_VALUE << 16, 7, 0}, IMCFAB_E_BUS},
  };
  for (const auto& row : rows) {
    Fake fake = row.fake;
    imcfab_io io = {};
    imcfab f;
    io.user = &fake;
    io.read = [](void* u, uint32_t a, uint32_t* v) {
      Fake& k = *static_cast<Fake*>(u);
      *v = a == IMCFAB_ID ? k.id : a == IMCFAB_VERSION ? k.version : 0x20;
      return k.n++ == k.fails_at ? -1 : 0;
    };
    want("open", imcfab_open(&f, &io, 1), row.wanted);
  }
  // A framing or credit error in a tile, which a good fabric does not have.
  imcfab_io io = {};
  imcfab f = {};
  imcfab_program p = {};
  uint32_t status = IMCFAB_STATUS_RUNNING;
  f.io = &io;
  io.user = &status;
  io.read = [](void* u, uint32_t, uint32_t* v) {
    *v = *static_cast<uint32_t*>(u);
    return 0;
  };
  want("run of no image", imcfab_run(&f, &p, nullptr, nullptr, 0), IMCFAB_OK);
  status |= IMCFAB_STATUS_ERROR;
  want("run of no image", imcfab_run(&f, &p, nullptr, nullptr, 0), IMCFAB_E_FLOW);
  if (strcmp(imcfab_text(1), imcfab_text(-1000)) || !strcmp(imcfab_text(0), imcfab_text(1)))
    fail("texts");
}

const struct {
  const char* name;
  void (*run)(Case&);
} cases[] = {{"identity", identity}, {"refusal", refusal}, {"good", good},
             {"monitor", monitor},   {"counters", counters}, {"hang", hang},
             {"crc", crc},           {"cut", cut},
             {"halt", halt},         {"image", image},     {"again", again},
             {"blocked", blocked},   {"frame", frame},     {"early", early},
             {"fakes", fakes}};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) fail("usage: Vfabric DIR [SEED]");
  directory = argv[1];
  uint64_t seed = argc > 2 ? strtoull(argv[2], nullptr, 0) : 1;
  size_t compared = 0;
  int64_t cycles = 0;

  Verilated::randReset(2);
  Verilated::randSeed(int(seed));
  for (const auto& k : cases) {
    part_name = k.name;
    auto c = std::make_unique<Case>(argv[1], seed);
    k.run(*c);
    compared += c->compared;
    cycles += c->h.cycles;
  }
  if (!compared) fail("no word compared");
  printf("driver: %zu cases, %zu words equal, %" PRId64 " cycles, seed %" PRIu64 "\n",
         sizeof cases / sizeof *cases, compared, cycles, seed);
  return 0;
}
