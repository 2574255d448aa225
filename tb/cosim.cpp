// SPDX-License-Identifier: Apache-2.0
//
// The bench of every fabric: programs it, starts it, feeds images, and compares
// every word at every end of every stream with the stimulus file (its format is
// in gen/measure/stimulus.h). It knows the top's ports and the registers of
// docs/rtl.md, and of each tile the registers seen_q and seen_word_q: which role took a
// word in the last cycle, and the word.
//
// The result is one JSON object, the last line of standard output. Exit status
// 0: all equal, 1: a difference, a deadlock or a wrong status, 2: bad usage.

#include <sys/resource.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>
#include <string>
#include <vector>

#include "bus.hpp"
#include "device.hpp"
#include "options.hpp"
#include "result.hpp"
#include "stimulus.hpp"
#include "trace.hpp"
#include "waits.hpp"
#include "verilated.h"
#include "verilated_sym_props.h"

namespace {

enum Register : uint32_t {
  CONTROL = 0x04, STATUS = 0x08, PROG_WORDS = 0x0c, IMAGES_IN = 0x10, IMAGES_OUT = 0x14,
  MON_SELECT = 0x18, MON_WORDS = 0x1c, MON_STALLS = 0x20, IRQ_STATUS = 0x44, IRQ_MASK = 0x48,
  BAD_IMAGES = 0x4c, BAD_IMAGE = 0x50, STATE_SELECT = 0x7c, STATE = 0x80, SHAPE = 0xe8, HASH_LOW = 0xec, HASH_HIGH = 0xf0, PLAN_LOW = 0xf4,
  PLAN_HIGH = 0xf8
};
enum Control : uint32_t { START = 1, HALT = 2, FLUSH = 8, CUT = 16 };
enum Status : uint32_t { PROGRAMMED = 1, RUNNING = 2, IDLE = 4, CRC_ERROR = 8, FLOW_ERROR = 16,
                         UNDER_WAY = 32, FRAME = 64, BAD = 128, READING = 256,
                         INPUT_WAITS = 512, OUTPUT_WAITS = 2048 };
const uint32_t SHAPE_STATE = 1 << 24, BLOCK = 16;
enum Irq : uint32_t { IRQ_SHORT = 2, IRQ_LONG = 4 };

// Of this program, so that what else the machine does is not in the speed; of several
// threads, which wait for each other, that of a clock on the wall.
double seconds_of(long threads) {
  struct timespec t;
  clock_gettime(threads > 1 ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &t);
  return double(t.tv_sec) + 1e-9 * double(t.tv_nsec);
}

class Bench {
 public:
  Bench(VerilatedContext& ctx, const Options& opt, const Stimulus& s)
      : opt_(opt), top_(&ctx, opt), trace_(top_, opt), parts_(size_t(s.parts)),
        clocks_(opt.bus, uint64_t(opt.bus_seed)), bus_clock_(bus_clock(top_)) {
    if (!clocks_.good()) refuse("--bus: not N:M or drift: " + opt.bus);
    if (bus_clock_) {
      in_valid_ = cdc_port(top_, ctx, "in_tvalid_o");
      in_ready_ = cdc_port(top_, ctx, "in_tready_i");
      out_valid_ = cdc_port(top_, ctx, "out_tvalid_i");
      out_ready_ = cdc_port(top_, ctx, "out_tready_o");
      out_last_ = cdc_port(top_, ctx, "out_tlast_i");
    }
    for (int64_t n = 0; n < s.nodes; n++) {
      std::string scope = tile_scope(n);
      Tile t = {};
      t.seen = find(ctx, scope, "seen_q", n, 1, t.there);
      t.word = find(ctx, scope, "seen_word_q", n, 4 * (parts_ + 1), t.there);
      watch(top_, size_t(n), t.seen);
      tiles_.push_back(t);
      if (opt.link.state && t.there) find_hold(ctx, scope + ".router");
      if (opt.stalls) waits_.add(ctx.scopeFind(scope.c_str()));
    }
    prepare(top_, opt_);
    top_.s_axil_wstrb = 15;
    top_.s_axil_bready = 1;
    top_.s_axil_rready = 1;
  }
  ~Bench() { top_.final(); }

  void reset() {
    top_.rst_i = 1;
    if (bus_clock_) *bus_reset_n(top_) = 0;
    top_.s_axis_in_tvalid = 0;
    top_.s_axis_prog_tvalid = 0;
    top_.m_axis_out_tready = 0;
    top_.s_axil_awvalid = top_.s_axil_wvalid = top_.s_axil_arvalid = 0;
    feed(false);
    in_word_ = 0;
    wait(4);
    top_.rst_i = 0;
    if (bus_clock_) *bus_reset_n(top_) = 1;
    step();
  }

  // The same; with two clocks of one side alone, by the seed, which resets all as well.
  void reset_one() {
    if (!bus_clock_) return reset();
    bool bus = opt_.bus_seed & 1;
    feed(false);
    in_word_ = 0;
    top_.s_axis_in_tvalid = top_.s_axis_prog_tvalid = 0;
    (bus ? *bus_reset_n(top_) : top_.rst_i) = !bus;
    wait(4);
    (bus ? *bus_reset_n(top_) : top_.rst_i) = bus;
    top_.m_axis_out_tready = 1;  // a word that the bus was shown stays
    wait(4);
  }

  // A fabric of other hardware, or hardwired for another plan, runs no stimulus.
  void identify(const char* path, const Stimulus& s) {
    uint64_t hash = read(HASH_LOW) | uint64_t(read(HASH_HIGH)) << 32;
    uint64_t plan = read(PLAN_LOW) | uint64_t(read(PLAN_HIGH)) << 32;
    if (hash != s.hash)
      refuse(format("%s: is for hardware %016llx, the fabric is %016llx", path,
                    (unsigned long long)s.hash, (unsigned long long)hash));
    if (plan && plan != s.plan)
      refuse(format("%s: is of plan %016llx, the fabric is hardwired for %016llx", path,
                    (unsigned long long)s.plan, (unsigned long long)plan));
  }

  // Streams a program in; the cycles until STATUS says that it is over.
  int64_t program(const Stimulus& s, int64_t flip_bit = -1) {
    int64_t from = cycle_;
    for (int64_t i = 0; i < s.program_words; i++) {
      uint32_t flip = flip_bit >= 0 && flip_bit / 32 == i ? 1u << flip_bit % 32 : 0;
      top_.s_axis_prog_tvalid = 1;
      top_.s_axis_prog_tdata = s.program[i] ^ flip;
      top_.s_axis_prog_tlast = i == s.program_words - 1;
      int64_t patience = cycle_ + opt_.watchdog;
      do step(); while (!prog_taken_ && cycle_ < patience);
      if ((i & 8191) == 0) tell("program", i, s.program_words);
      if (!prog_taken_) break;
    }
    top_.s_axis_prog_tvalid = 0;
    while ((read(STATUS) & UNDER_WAY) && cycle_ - from < s.program_words + 100000) {}
    return cycle_ - from;
  }

  // A fabric that must not start: not programmed, says why, takes no image.
  bool refuses(Stimulus& s) {
    bool said = !(read(STATUS) & PROGRAMMED);
    write(CONTROL, 1);
    begin(s);
    wait(2000);
    feed(false);
    bool still = !(read(STATUS) & (RUNNING | FRAME)) && !read(IMAGES_IN);
    if (bus_clock_)
      take_back(s);  // what the queue took
    else
      still = still && in_word_ == 0 && in_image_ == 0;
    top_.s_axis_in_tvalid = 0;
    return said && still;
  }

  // Frames of every length up to some words more than an image has, and two images in one,
  // in any order, between images of the right length; ends with a halt.
  void framing(Stimulus& s, Result& r) {
    std::vector<int64_t> lengths;
    for (int64_t n = 1; n <= s.in_words + 6; n++)
      if (n != s.in_words) lengths.push_back(n);
    lengths.push_back(2 * s.in_words);
    for (size_t i = lengths.size(); i > 1; i--)
      std::swap(lengths[i - 1], lengths[frame_dice_.number() % i]);
    frames_.clear();
    for (int64_t n : lengths) {
      frames_.push_back(Frame{pick(s), n});
      for (uint64_t good = frame_dice_.number() % 3; good; good--)
        frames_.push_back(Frame{pick(s), s.in_words});
    }
    frames_.push_back(Frame{pick(s), s.in_words});
    write(IRQ_MASK, IRQ_SHORT | IRQ_LONG);
    run(s, int64_t(frames_.size()), -1, r);
    write(CONTROL, HALT);
    halted_ = true;
    frames_.clear();
  }

  // Starts and halts by CONTROL at random times, n times; in r the halts in the middle
  // of a run, the words that came until then, and what was wrong. In every third of them
  // the output takes nothing, so that in the end nothing moves in the fabric.
  void halts(Stimulus& s, int64_t images, int n, Result& r) {
    r = Result();
    for (int i = 0; i < n && r.good(); i++) {
      Result part;
      halt_ = true;
      mute_ = i % 3 == 2;
      r.halts += run(s, images, 1 + int64_t(halt_dice_.number() % uint64_t(opt_.halt_within)), part);
      halt_ = mute_ = false;
      if (part.good()) write(CONTROL, HALT);
      if (part.good()) leave(s, part);
      if (part.good() && (read(STATUS) & (RUNNING | FLOW_ERROR)))
        part.status_error = format("{\"status\": %u}", read(STATUS));
      r.words += part.words;
      r.mismatches += part.mismatches;
      r.first_difference = part.first_difference;
      r.deadlock = part.deadlock;
      r.status_error = part.status_error;
      wait(int64_t(halt_dice_.number() % 100));
      halted_ = true;
    }
  }

  // Runs `images` images, or until `stop_at` cycles are over (then true).
  bool run(Stimulus& s, int64_t images, int64_t stop_at, Result& r) {
    r = Result();
    r.images = images;
    r.first_in.assign(images, -1);
    r.last_out.assign(images, -1);
    result_ = &r;
    if (opt_.monitor_node >= 0)
      write(MON_SELECT, uint32_t(opt_.monitor_node << 16 | opt_.monitor_port));
    trace_.start(cycle_);
    waits_.begin(cycle_);  // what pads moves before the first word of an image
    write(CONTROL, START);
    while (in_word_) give_word(s);
    // Tiles that the halt has not reached yet go on with the run before: until the last
    // one has heard halt and start, their words are not compared.
    if (halted_) wait(2 * int64_t(tiles_.size()) + 200);
    halted_ = false;
    begin(s);
    for (Dice* d : {&in_dice_, &out_dice_, &link_dice_}) d->stalled = d->rolled = 0;
    images_ = images;
    double start = seconds_of(opt_.threads);
    int64_t from = cycle_;
    bool stopped = false;
    progress_cycle_ = cycle_;
    for (;;) {
      step();
      if (n_done_ == int64_t(s.ends.size()) && in_image_ == images) break;
      if (cycle_ - progress_cycle_ > opt_.watchdog) {
        deadlock(s, r);
        break;
      }
      if (stop_at >= 0 && cycle_ - from >= stop_at) {
        stopped = true;
        break;
      }
      if ((cycle_ & 4095) == 0) tell("run", s.ends[0].image, images);
    }
    r.run_cycles = cycle_ - from;
    r.waits = waits_.end(cycle_);
    r.run_seconds = seconds_of(opt_.threads) - start;
    r.in = in_dice_;
    r.out = out_dice_;
    r.link = link_dice_;
    if (!stopped && r.deadlock.empty()) finish(images, r);
    if (stopped && halt_) write(CONTROL, HALT);  // while words go on moving
    feed(false);
    result_ = nullptr;
    return stopped;
  }

  int64_t cycles() const { return cycle_; }

 private:
  static const unsigned MAX_ROLES = 34;
  static const int TRACE_BEHIND = 1000;  // cycles behind a difference that are traced
  struct Frame {
    int64_t image, words;  // of the stimulus; up to tlast
  };
  struct Tile {
    const uint8_t* seen;  // role and 1, 0: nothing
    const uint8_t* word;  // and behind it, in bit 0, its last flag
    End* end[MAX_ROLES];
    bool there;
  };
  struct Hold {
    uint8_t* data;
    unsigned bytes, outputs;  // a bit an output, the rest of the bytes stays 0
  };

  static const uint8_t* find(VerilatedContext& ctx, const std::string& scope, const char* name,
                             int64_t node, size_t bytes, bool& there) {
    static const uint8_t nothing = 0;
    const VerilatedScope* s = ctx.scopeFind(scope.c_str());
    if (!s) {
      there = false;
      return &nothing;
    }
    VerilatedVar* v = s->varFind(name);
    if (!v || v->entSize() != bytes)
      refuse("tile " + std::to_string(node) + " has no public " + name);
    there = true;
    return static_cast<const uint8_t*>(v->datap());
  }

  void find_hold(VerilatedContext& ctx, const std::string& scope) {
    const VerilatedScope* s = ctx.scopeFind(scope.c_str());
    VerilatedVar* v = s ? s->varFind("hold_q") : nullptr;
    if (!v) refuse(scope + " has no public hold_q");
    holds_.push_back(Hold{static_cast<uint8_t*>(v->datap()), unsigned(v->entSize()),
                          unsigned(v->elements(0))});
  }

  void begin(Stimulus& s) {
    for (Tile& t : tiles_)
      for (End*& e : t.end) e = nullptr;
    n_done_ = 0;
    for (size_t i = 0; i < s.ends.size(); i++) {
      End& e = s.ends[i];
      e.image = e.word = 0;
      if (i == 0) continue;
      if (e.node >= tiles_.size() || e.role >= MAX_ROLES || !tiles_[e.node].there)
        refuse(format("stream end at node %u, role %u: no such tile", e.node, e.role));
      tiles_[e.node].end[e.role] = &e;
    }
    stimulus_ = &s;
    in_image_ = in_word_ = gap_ = 0;
    fed_image_ = fed_word_ = left_image_ = 0;
    images_ = 1;
    feed(true);
  }

  int64_t pick(const Stimulus& s) { return int64_t(frame_dice_.number() % uint64_t(s.images)); }

  // Frame i of the run, by default image i as it is.
  Frame frame(int64_t i) const {
    return frames_.empty() ? Frame{i, stimulus_->in_words} : frames_[size_t(i)];
  }

  // Behind a halt: what the host still has to give, or takes back, of the frame at the input.
  void leave(Stimulus& s, Result& r) {
    uint64_t way = halt_dice_.number() % 4;
    if (bus_clock_) {
      leave_queues(s, way % 2, r);
      return;
    }
    if (in_word_ == 0 && top_.s_axis_in_tvalid) way = 0;  // a whole frame waits: it is flushed
    if (in_word_ && !(read(STATUS) & FRAME)) r.status_error = "{\"frame under way\": 0}";
    if (way == 0) {
      write(CONTROL, FLUSH);
      for (int64_t n = 3 * s.in_words / 2; n; n--) give_word(s);
    }
    if (way == 1) {  // it gives the frame up
      top_.s_axis_in_tvalid = 0;
      write(CONTROL, CUT);
      in_word_ = 0;
    }
    if (way == 2) return;  // the rest comes behind the next start
    while (in_word_) give_word(s);
    if (read(STATUS) & FRAME) r.status_error = "{\"frame under way\": 1}";
  }

  // The same where words of the frame, and of the one before, may stand in the queue between
  // the clocks: the fabric drops all until nothing is there, the rest of the frame as well or
  // the host gives it up. What left the fabric before the halt still comes.
  void leave_queues(Stimulus& s, bool give_up, Result& r) {
    bool under_way = in_word_ || top_.s_axis_in_tvalid;
    if (give_up) {
      take_back(s);
    } else {
      write(CONTROL, FLUSH);
      do {
        if (under_way) give_word(s);
      } while (in_word_);
      drained(INPUT_WAITS);
    }
    top_.m_axis_out_tready = 1;
    drained(OUTPUT_WAITS);
    if (read(STATUS) & FRAME) r.status_error = "{\"frame under way\": 1}";
  }

  // The host gives up the frame at the input, of which words may stand in the queue.
  void take_back(const Stimulus& s) {
    write(CONTROL, FLUSH);
    if (top_.s_axis_in_tvalid) give_word(s);
    drained(INPUT_WAITS);
    write(CONTROL, CUT);
    in_word_ = 0;
  }

  void drained(uint32_t waits) {
    int64_t patience = cycle_ + opt_.watchdog;
    while (read(STATUS) & waits)
      if (cycle_ > patience) refuse("words between the clocks are not taken");
  }

  // A word that is dropped of the frame at the input.
  void give_word(const Stimulus& s) {
    top_.s_axis_in_tvalid = 1;
    top_.s_axis_in_tlast = in_word_ == s.in_words - 1;
    int64_t patience = cycle_ + opt_.watchdog;
    do step(); while (!in_taken_ && cycle_ < patience);
    if (!in_taken_) refuse("the rest of a frame is not taken");
    top_.s_axis_in_tvalid = 0;
    in_word_ = top_.s_axis_in_tlast ? 0 : in_word_ + 1;
  }

  void feed(bool on) {
    feed_ = on;
    keep_awake(top_, on && !holds_.empty());
  }

  // One clock cycle, of the bus where it has a clock. Inputs change with the falling edge.
  void step() {
    drive_bus();
    if (!bus_clock_) {
      drive_links();
      top_.clk_i = 0;
      top_.eval();
      trace_.cycle(cycle_);
      look();
      top_.clk_i = 1;
      top_.eval();
      cycle_++;
      if (feed_) moved();
      look_at_waits();
      if (feed_) check_tiles();
      return;
    }
    while (clocks_.fabric_next()) fabric_cycle();
    *bus_clock_ = 0;
    eval_bus(top_);
    look();
    *bus_clock_ = 1;
    eval_bus(top_);
    if (feed_) moved();
  }

  // So many cycles of each clock and more.
  void wait(int64_t n) {
    for (int64_t i = 0, end = cycle_ + n; i < n || cycle_ < end; i++) step();
  }

  // A cycle of the fabric's clock while the bus's stands. The fabric's own times are those of
  // its feeder and collector.
  void fabric_cycle() {
    drive_links();
    top_.clk_i = 0;
    top_.eval();
    trace_.cycle(cycle_);
    bool fed = *in_valid_ & *in_ready_, left = *out_valid_ & *out_ready_ & *out_last_;
    top_.clk_i = 1;
    top_.eval();
    cycle_++;
    look_at_waits();
    if (!feed_) return;
    if (fed && result_ && fed_image_ < images_) {
      if (fed_word_ == 0) result_->first_in[fed_image_] = cycle_;
      if (++fed_word_ == frame(fed_image_).words) {
        fed_word_ = 0;
        fed_image_++;
      }
    }
    if (left && result_ && left_image_ < images_) result_->last_out[left_image_++] = cycle_;
    check_tiles();
  }

  // What moves at the ports with the edge that comes.
  void look() {
    in_taken_ = top_.s_axis_in_tvalid && top_.s_axis_in_tready;
    out_taken_ = top_.m_axis_out_tvalid && top_.m_axis_out_tready;
    get_word(&top_.m_axis_out_tdata, out_word_);
    out_word_last_ = top_.m_axis_out_tlast;
    out_mark_ = top_.m_axis_out_tuser;
    prog_taken_ = top_.s_axis_prog_tvalid && top_.s_axis_prog_tready;
    aw_taken_ = top_.s_axil_awvalid && top_.s_axil_awready;
    w_taken_ = top_.s_axil_wvalid && top_.s_axil_wready;
    ar_taken_ = top_.s_axil_arvalid && top_.s_axil_arready;
    b_taken_ = top_.s_axil_bvalid;
    r_taken_ = top_.s_axil_rvalid;
    rdata_ = top_.s_axil_rdata;
  }

  // Behind that edge.
  void moved() {
    if (in_taken_) take_in();
    if (out_taken_ && result_) {
      check_mark(stimulus_->ends[0], out_mark_);
      check(&stimulus_->ends[0], ~0u, 0, out_word_, out_word_last_);
    }
  }

  void check_tiles() {
    each_moved(top_, tiles_.size(), [this](size_t n) {
      if (*tiles_[n].seen) check_tile(n);
    });
  }
  void look_at_waits() {
    if (!opt_.stalls || !result_) return;
    each_moved(top_, tiles_.size(), [this](size_t n) { waits_.look(n, cycle_); });
  }

  void drive_links() {
    for (Hold& h : holds_) hold(h);
  }
  void drive_bus() {
    if (!feed_) return;
    if (!top_.s_axis_in_tvalid && in_image_ < images_) {
      if (gap_ > 0) {
        gap_--;
      } else if (count(in_dice_, in_dice_.roll()) == 0) {
        top_.s_axis_in_tvalid = 1;
        Frame f = frame(in_image_);
        memcpy(static_cast<void*>(&top_.s_axis_in_tdata),
               stimulus_->in + f.image * stimulus_->stride +
                   in_word_ % stimulus_->in_words * stimulus_->parts,
               4 * parts_);
        top_.s_axis_in_tlast = in_word_ == f.words - 1;
      }
    }
    top_.m_axis_out_tready = !count(out_dice_, out_dice_.roll()) && !mute_;
  }

  static unsigned count(Dice& d, unsigned stalled, unsigned of = 1) {
    d.stalled += stalled;
    d.rolled += of;
    return stalled;
  }

  // Holds each output of a router by a roll of its own; counts what then stands in the register.
  void hold(Hold& h) {
    unsigned held = 0;
    memset(h.data, 0, h.bytes);
    if (!feed_) return;
    for (unsigned i = 0; i < h.outputs; i++)
      h.data[i / 8] |= uint8_t(link_dice_.roll() << i % 8);
    for (unsigned b = 0; b < h.bytes; b++) held += unsigned(__builtin_popcount(h.data[b]));
    count(link_dice_, held, h.outputs);
  }

  void take_in() {
    progress_cycle_ = cycle_;
    if (in_word_ == 0 && result_ && !bus_clock_) result_->first_in[in_image_] = cycle_;
    if (++in_word_ == frame(in_image_).words) {
      in_word_ = 0;
      in_image_++;
      gap_ = opt_.idle_gap;
    }
    top_.s_axis_in_tvalid = 0;  // drive_bus() puts the next word there in the same cycle
  }

  void check_tile(size_t n) {
    const Tile& t = tiles_[n];
    uint32_t role = *t.seen - 1u;
    if (role >= MAX_ROLES) refuse(format("tile %zu: seen_q is %u", n, role + 1));
    uint32_t got[Stimulus::MAX_PARTS];
    get_word(t.word, got);
    if (result_) check(t.end[role], n, role, got, t.word[4 * parts_] & 1);
  }

  // A word of a port or variable of the model, of any width.
  void get_word(const void* from, uint32_t* to) const { memcpy(to, from, 4 * parts_); }

  // tuser comes with the last word of the result of a frame of a wrong length.
  void check_mark(const End& e, bool mark) {
    bool expected = e.image < images_ && e.word == e.words - 1 &&
                    frame(e.image).words != stimulus_->in_words;
    if (mark == expected || result_->mismatches++) return;
    trace_.stop_after(cycle_ + TRACE_BEHIND);
    result_->first_difference = format(
        "{\"kind\": \"mark\", \"cycle\": %lld, \"node\": -1, \"role\": 0, \"image\": %lld, "
        "\"word\": %lld, \"part\": 0, \"expected\": %d, \"got\": %d, \"expected_last\": 0, "
        "\"got_last\": 0}",
        (long long)cycle_, (long long)e.image, (long long)e.word, expected, mark);
  }

  void check(End* e, uint32_t node, uint32_t role, const uint32_t* got, bool got_last) {
    static const uint32_t nothing[Stimulus::MAX_PARTS] = {};
    progress_cycle_ = cycle_;
    if (e && e->image == images_ && e->word < e->ahead) {
      ahead(e, node, role, got, got_last);
      return;
    }
    if (!e || e->image == images_) {
      differ(node, role, e ? e->image : 0, 0, nothing, false, got, got_last, "surplus");
      return;
    }
    Frame f = frame(e->image);
    const uint32_t* expected = e->data + f.image * stimulus_->stride + e->word * stimulus_->parts;
    bool last = e->word == e->words - 1, known = f.words >= stimulus_->in_words;
    result_->words += known;
    if ((known && memcmp(expected, got, 4 * parts_)) || last != got_last)
      differ(node, role, e->image, e->word, expected, last, got, got_last, "word");
    if (!last) {
      e->word++;
      return;
    }
    if (node == ~0u && !bus_clock_) result_->last_out[e->image] = cycle_;
    e->word = 0;
    if (++e->image == images_) n_done_++;
  }

  // Words that see only padding come for an image that is not: they are those of any image.
  void ahead(End* e, uint32_t node, uint32_t role, const uint32_t* got, bool got_last) {
    const uint32_t* expected = e->data + e->word * stimulus_->parts;
    if (memcmp(expected, got, 4 * parts_) || got_last)
      differ(node, role, e->image, e->word, expected, false, got, got_last, "word");
    e->word++;
  }

  // Of a word the first 32 bits that differ, `part` of it.
  void differ(uint32_t node, uint32_t role, int64_t image, int64_t word, const uint32_t* expected,
              bool last, const uint32_t* got, bool got_last, const char* kind) {
    if (result_->mismatches++) return;
    trace_.stop_after(cycle_ + TRACE_BEHIND);
    size_t part = 0;
    while (part < parts_ - 1 && expected[part] == got[part]) part++;
    result_->first_difference = format(
        "{\"kind\": \"%s\", \"cycle\": %lld, \"node\": %d, \"role\": %u, \"image\": %lld, "
        "\"word\": %lld, \"part\": %d, \"expected\": %u, \"got\": %u, \"expected_last\": %d, "
        "\"got_last\": %d}",
        kind, (long long)cycle_, int(node), role, (long long)image, (long long)word, int(part),
        expected[part], got[part], last, got_last);
  }

  // The state of a tile, in whole blocks; empty: it shows none.
  std::vector<uint32_t> state(uint32_t node) {
    std::vector<uint32_t> words;
    for (uint32_t block = 0, blocks = 1; block < blocks; block++) {
      write(STATE_SELECT, node << 16 | block);
      for (int64_t end = cycle_ + opt_.watchdog; read(STATUS) & READING;)
        if (cycle_ > end) refuse(format("the state of tile %u does not come", node));
      for (uint32_t i = 0; i < BLOCK; i++) words.push_back(read(STATE + 4 * i));
      blocks = words[1] >> 20;
      if (!words[0]) return {};
    }
    return words;
  }

  // Which ends still wait: those with the least done are where to look; and what the tiles
  // show of themselves.
  void deadlock(const Stimulus& s, Result& r) {
    r.deadlock = format("{\"cycle\": %lld, \"in_image\": %lld, \"in_word\": %lld, \"waiting\": [",
                        (long long)progress_cycle_, (long long)in_image_, (long long)in_word_);
    const char* comma = "";
    for (const End& e : s.ends) {
      if (e.image == images_) continue;
      r.deadlock += comma + format("{\"node\": %d, \"role\": %u, \"image\": %lld, \"word\": %lld}",
                                   int(e.node), e.role, (long long)e.image, (long long)e.word);
      comma = ", ";
    }
    r.deadlock += format("], \"output_waits\": %s, \"states\": [",
                         top_.m_axis_out_tvalid ? "true" : "false");
    comma = "";
    const size_t n_shown = read(SHAPE) & SHAPE_STATE ? tiles_.size() : 0;
    for (size_t n = 0; n < n_shown; n++) {
      std::vector<uint32_t> words = state(uint32_t(n));
      if (words.empty()) continue;
      r.deadlock += comma + format("{\"node\": %zu, \"words\": [", n);
      for (size_t i = 0; i < words.size(); i++)
        r.deadlock += format(i ? ", %u" : "%u", words[i]);
      r.deadlock += "]}";
      comma = ", ";
    }
    r.deadlock += "]}";
  }

  // Behind the last word: nothing more may come, and the counters must agree.
  void finish(int64_t images, Result& r) {
    wait(200);
    uint32_t status = read(STATUS), in = read(IMAGES_IN), out = read(IMAGES_OUT);
    uint32_t bad = 0, last_bad = 0, causes = 0;
    for (int64_t i = 0; i < images; i++) {
      if (frame(i).words == stimulus_->in_words) continue;
      bad++;
      last_bad = uint32_t(i);
      causes |= frame(i).words < stimulus_->in_words ? IRQ_SHORT : IRQ_LONG;
    }
    if (status != (PROGRAMMED | RUNNING | IDLE | (bad ? BAD : 0)) || in != images || out != images)
      r.status_error = format("{\"status\": %u, \"images_in\": %u, \"images_out\": %u}", status,
                              in, out);
    uint32_t n = read(BAD_IMAGES), at = read(BAD_IMAGE), irq = read(IRQ_STATUS);
    bool told = top_.irq_o;
    write(IRQ_STATUS, ~0u);
    wait(bus_clock_ ? 4 : 2);
    if (n != bad || at != last_bad || (irq & (IRQ_SHORT | IRQ_LONG)) != causes ||
        told != (causes != 0) || top_.irq_o)
      r.status_error = format("{\"bad_images\": %u, \"bad_image\": %u, \"irq_status\": %u}", n, at,
                              irq);
    r.mon_words = read(MON_WORDS);
    r.mon_stalls = read(MON_STALLS);
    // A task that pads goes on to the image behind the last one, and its words wait for ever.
    if (opt_.monitor_node >= 0) r.waits = waits_.end(cycle_);
  }

  void write(uint32_t address, uint32_t data) {
    top_.s_axil_awaddr = address;
    top_.s_axil_wdata = data;
    top_.s_axil_awvalid = top_.s_axil_wvalid = 1;
    for (int i = 0; i < 1000; i++) {
      step();
      if (aw_taken_) top_.s_axil_awvalid = 0;
      if (w_taken_) top_.s_axil_wvalid = 0;
      if (b_taken_) return;
    }
    refuse(format("no answer to a write of register 0x%x", address));
  }

  uint32_t read(uint32_t address) {
    top_.s_axil_araddr = address;
    top_.s_axil_arvalid = 1;
    for (int i = 0; i < 1000; i++) {
      step();
      if (ar_taken_) top_.s_axil_arvalid = 0;
      if (r_taken_) return rdata_;
    }
    refuse(format("no answer to a read of register 0x%x", address));
  }

  void tell(const char* stage, int64_t done, int64_t total) {
    if (!opt_.progress) return;
    auto now = std::chrono::steady_clock::now();
    double s = std::chrono::duration<double>(now - told_).count();
    if (s < 0.3) return;
    fprintf(stderr, "@ %s %lld %lld %lld %.0f\n", stage, (long long)done, (long long)total,
            (long long)cycle_, (cycle_ - told_cycle_) / s);
    told_ = now;
    told_cycle_ = cycle_;
  }

  const Options& opt_;
  Top top_;
  Trace trace_;
  size_t parts_;  // 32-bit words of a word
  Clocks clocks_;
  uint8_t* bus_clock_;  // nullptr: the fabric has one clock
  const uint8_t *in_valid_ = nullptr, *in_ready_ = nullptr, *out_valid_ = nullptr;
  const uint8_t *out_ready_ = nullptr, *out_last_ = nullptr;
  uint32_t out_word_[Stimulus::MAX_PARTS] = {};
  bool out_taken_ = false, out_word_last_ = false, out_mark_ = false;
  std::vector<Tile> tiles_;
  std::vector<Hold> holds_;
  Waits waits_;
  Dice in_dice_ = opt_.in, out_dice_ = opt_.out, link_dice_ = opt_.link;
  Dice halt_dice_ = opt_.halt, frame_dice_ = opt_.frames;
  std::vector<Frame> frames_;  // of the run at hand; none: every image as it is
  Stimulus* stimulus_ = nullptr;
  Result* result_ = nullptr;
  bool feed_ = false, halt_ = false, halted_ = false, mute_ = false;
  bool in_taken_ = false, prog_taken_ = false, aw_taken_ = false, w_taken_ = false, ar_taken_ = false;
  bool b_taken_ = false, r_taken_ = false;
  uint32_t rdata_ = 0;
  int64_t cycle_ = 0, progress_cycle_ = 0, images_ = 0, in_image_ = 0, in_word_ = 0, gap_ = 0;
  int64_t fed_image_ = 0, fed_word_ = 0, left_image_ = 0;  // at feeder and collector, two clocks
  int64_t n_done_ = 0, told_cycle_ = 0;
  std::chrono::steady_clock::time_point told_ = std::chrono::steady_clock::now();
};

// Programs with a wrong bit, expects a refusal. A stream whose length was hit never
// ends: only then a reset is needed before the next one.
bool try_corrupt(Bench& bench, Stimulus& s, long bit) {
  if (bit < 0) bit = s.program_words / 2 * 32 + 7;
  if (bit >= s.program_words * 32) refuse("--corrupt-program: behind the end of the stream");
  bench.program(s, bit);
  bool refused = bench.refuses(s);
  if (bit < 64) bench.reset();
  return refused;
}

}  // namespace

int main(int argc, char** argv) {
  Options opt = parse(argc, argv);
  std::vector<std::unique_ptr<Stimulus>> stimuli;
  stimuli.emplace_back(new Stimulus(opt.stimulus));
  if (opt.second) stimuli.emplace_back(new Stimulus(opt.second));
  VerilatedContext ctx;
  ctx.traceEverOn(opt.trace != nullptr);
  if (opt.init_seed >= 0) {
    ctx.randReset(2);
    ctx.randSeed(int(opt.init_seed) + 1);
  }
  for (auto& s : stimuli)
    if (s->parts != stimuli[0]->parts) refuse("the two stimuli have words of different widths");
  Bench bench(ctx, opt, *stimuli[0]);
  std::vector<Result> results;
  bool refused = true, reset_done = false;

  bench.reset();
  bench.identify(opt.stimulus, *stimuli[0]);
  if (opt.second) bench.identify(opt.second, *stimuli[1]);
  if (opt.corrupt >= -1) refused = try_corrupt(bench, *stimuli[0], opt.corrupt);
  for (auto& s : stimuli) {
    int64_t images = opt.images >= 0 && opt.images < s->images ? opt.images : s->images;
    double start = seconds_of(opt.threads);
    int64_t program_cycles = bench.program(*s);
    double program_seconds = seconds_of(opt.threads) - start;
    Result r, halted, framed;
    if (opt.frames.state) bench.framing(*s, framed);
    if (framed.good() && opt.halt.state) bench.halts(*s, images, 9, halted);
    if (!framed.good() || !halted.good()) {
      r = framed.good() ? halted : framed;
    } else if (bench.run(*s, images, reset_done ? -1 : opt.reset_at, r)) {
      Result before = r;
      bench.reset_one();
      reset_done = true;
      program_cycles = bench.program(*s);
      bench.run(*s, images, -1, r);
      r.words += before.words;
      r.mismatches += before.mismatches;
      if (before.mismatches) r.first_difference = before.first_difference;
    }
    if (framed.good() && halted.good()) r.words += framed.words + halted.words;
    r.halts = halted.halts;
    r.frames = framed.images;
    r.program_cycles = program_cycles;
    r.program_seconds = program_seconds;
    results.push_back(r);
  }

  bool good = refused;
  struct rusage usage_now;
  getrusage(RUSAGE_SELF, &usage_now);
  printf("{\"cycles\": %lld, \"peak_rss_kib\": %ld, \"corrupt_refused\": %s, "
         "\"was_reset\": %s, \"runs\": [",
         (long long)bench.cycles(), usage_now.ru_maxrss,
         opt.corrupt < -1 ? "null" : refused ? "true" : "false", reset_done ? "true" : "false");
  for (size_t i = 0; i < results.size(); i++) {
    print_run(results[i], i ? ", " : "");
    good = good && results[i].good();
  }
  printf("]}\n");
  return good ? 0 : 1;
}
