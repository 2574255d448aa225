// SPDX-License-Identifier: Apache-2.0
//
// A fabric put together in C++: every instance of the emitted netlist is a Verilated
// model of its own, of one class a shape, and this file carries the wires between them
// that fabric.wiring names. It looks to the bench like the Verilated top.
//
// Why: N tiles Verilated flat are N copies of the tile's code, which no cache holds.
// What makes it exact: every output of a tile is a register (docs/rtl.md), so all
// wires can be carried once a cycle, behind the clock edge. An imc_link without
// stages is a wire. Data of a channel is carried only with a valid: without one no
// receiver may look at it.
//
// Tiles that stand still sleep (part.hpp): they are not evaluated and their outputs not
// carried until an input changes. In most cycles most tiles of an array wait. So that a
// program does not wake them all, chain.hpp carries the programming chain, unless the
// bench wants it clocked tile by tile.
#ifndef WIRED_HPP
#define WIRED_HPP

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "chain.hpp"
#include "part.hpp"
#include "team.hpp"
#include "verilated.h"
#include "verilated_sym_props.h"
#include "wiring.hpp"

// Generated next to this: a maker for each shape. The key of a shape is its module and
// parameters, e.g. "imc_link WIDTH=33 VCS=2 STAGES=1".
Part* wired_make(const std::string& key, VerilatedContext* ctx, const char* name);

class WiredParts : protected Wiring {
  struct Place {  // bits of a port
    uint8_t* at;
    unsigned bit;
  };
  struct Driver {
    Place place;
    int node;
  };
  struct Copy {
    const uint8_t* from;
    uint8_t* to;
    uint8_t from_bit, to_bit;
    uint64_t mask;
  };
  // A copy and the node at its far end.
  struct Wire {
    Copy copy;
    int to;
  };
  // What is carried together; data only when the valid is not 0.
  struct Group {
    Wire valid;
    int first, n;  // of data_
  };
  // A channel at its receiving end, by instance and net.
  struct Channel {
    Wire valid;
    int from = -1;  // node, -1: valid not seen yet
    std::vector<Copy> data;
  };
  typedef std::map<std::string, Channel> Channels;
  // What is driven by one byte of outputs (and the seven behind it): nothing is to be
  // carried where that is as it was and has no valid.
  struct Output {
    const uint8_t* at;
    uint64_t mask, was;
    std::vector<Wire> wires;
    std::vector<Group> groups;
  };
  // A part in the array.
  struct Node {
    Part* part;
    int tile;               // its number, -1: no tile
    const uint8_t* watched; // somebody wants to see this byte in every cycle unless it is 0
    bool may_sleep;
    bool poked;             // an input changed behind its last edge
    int quiet;  // 1 + edges in a row that changed nothing; 0: nothing remembered
    uint32_t* idle;  // its counter of cycles in which nothing moves, nullptr: none
    bool counts;     // it went on in the last edge before the sleep
    int64_t slept;   // cycle of that
    std::vector<Output> outputs;
  };

 public:
  // With plain_chain the programming chain is wires like all others. So many threads share
  // the parts that have a clock edge.
  WiredParts(VerilatedContext* ctx, const char* wiring, bool plain_chain, unsigned threads)
      : team_(threads) {
    read(wiring);
    tied_["scan_mode_i"] = "1'h0";  // no test of the chip goes on
    tied_["mem_test_i"] = "47'h0";
    for (Instance& i : instances_)
      if (!i.wire_only) part_[i.name].reset(wired_make(i.key, ctx, i.name.c_str()));
    for (auto& p : part_) {
      node_of_[p.first] = int(nodes_.size());
      nodes_.push_back(Node{p.second.get(), tile(p.first), &nothing_, true, false, 0, nullptr, false, 0, {}});
      find_idle(ctx, p.first, nodes_.back());
      if (p.second->state_bytes() > MAX_STATE) nodes_.back().may_sleep = false;
    }
    if (part_.count("cdc")) {
      cdc_ = part_["cdc"].get();
      cdc_rst_i_ = cdc_port("rst_i");
      cdc_rst_o_ = cdc_port("rst_o");
    }
    for (const char* n : {"cdc", "feed", "collect", "ctrl"}) {
      if (!part_.count(n)) continue;
      edge_.push_back(part_[n].get());
      nodes_[size_t(node_of_[n])].may_sleep = false;
    }
    asleep_.assign(nodes_.size(), 0);
    if (!plain_chain) find_chain();
    join();
    if (!plain_chain) join_chain();
    for (Node& n : nodes_) n.part->clock(false);
  }

  // Tile n does not sleep while this byte of it is not 0.
  void watch(size_t n, const uint8_t* byte) {
    auto i = node_of_.find("tile_" + std::to_string(n));
    if (i != node_of_.end()) nodes_[size_t(i->second)].watched = byte;
  }
  // Calls f with the number of each tile that had a clock edge in this cycle.
  template <class F>
  void each_moved(F f) const {
    for (size_t i : moved_)
      if (nodes_[i].tile >= 0) f(size_t(nodes_[i].tile));
  }
  // Somebody else changes what is in the tiles: all are awake as long as this is so.
  void keep_awake(bool yes) {
    if (yes) wake_all();
    for (Node& n : nodes_) n.quiet = 0;
    keep_awake_ = yes;
  }
  // Evaluates sleeping parts too and ends the program where one of them changes.
  void check_sleep() { check_ = true; }

  // The port of the top with this name.
  template <class T>
  T& port(const char* name) {
    std::string n = name;
    Part* p = cdc_ ? cdc_ : part_["ctrl"].get();
    if (!cdc_ && n.compare(0, 10, "s_axis_in_") == 0) {
      p = part_["feed"].get();
      n = "s_axis_" + n.substr(10);
    } else if (!cdc_ && n.compare(0, 11, "m_axis_out_") == 0) {
      p = part_["collect"].get();
      n = "m_axis_" + n.substr(11);
    }
    void* v = p->port(n);
    if (!v) broken("no port " + n);
    return *static_cast<T*>(v);
  }

  // A port of what is between two clocks; nullptr where there is one clock.
  uint8_t* cdc_port(const char* name) const {
    return cdc_ ? static_cast<uint8_t*>(cdc_->port(name)) : nullptr;
  }
  // The clock of the bus has changed. The bus sees nothing else of the fabric, and the fabric
  // sees of it registers of its own clock alone.
  void eval_bus() { cdc_->clock(false); }

  uint8_t rst_i = 0, clk_i = 0;
  static const unsigned MAX_COPY = 48;    // bits, with those before it in its byte less than 64
  static const size_t MIN_SHARED = 4;     // parts a thread that are worth it
  static const uint32_t MAX_IDLE = 0xffffff;
  static const size_t MAX_STATE = 16384;  // bytes; looking at more of a part costs too much

  // As of a Verilated top: once with clk_i low behind new inputs, once with it high.
  void eval() {
    if (!clk_i) {
      if (cdc_) *cdc_rst_i_ = rst_i;
      uint8_t now = cdc_ ? *cdc_rst_o_ : rst_i;
      if (now != reset_) reset(now);
      for (Part* p : edge_) p->clock(false);
      for (const Copy& c : edge_copies_) copy(c);  // what follows the bench's inputs at once
      return;
    }
    cycle_++;
    moved_.clear();
    for (size_t i = 0; i < nodes_.size(); i++) {
      if (!asleep_[i]) {
        moved_.push_back(i);
      } else if (check_) {
        check(nodes_[i]);
      }
    }
    step_moved();
    for (size_t i : moved_) carry(nodes_[i]);
    if (chain_.n_stages())
      chain_.step(*head_.valid, *head_.head, *head_.data, [this](int node) { poke(node); });
    for (Part* p : edge_) p->clock(false);
  }
  // Every part sees its inputs of this cycle also in what follows them without a register,
  // which is needed of nothing but waves: the next edge does it in any case. A part that
  // sleeps has seen them.
  void settle() {
    for (size_t i = 0; i < nodes_.size(); i++)
      if (!asleep_[i]) nodes_[i].part->clock(false);
  }
  void trace(VerilatedFstC* file) {
    for (Node& n : nodes_) n.part->trace(file);
  }
  void final() {
    for (Node& n : nodes_) n.part->final();
  }

 private:
  // ---- Joining ----
  static int tile(const std::string& name) {
    return name.compare(0, 5, "tile_") ? -1 : int(strtol(name.c_str() + 5, nullptr, 10));
  }
  static bool is_output(const std::string& pin) {
    // With the names of AXI: what a subordinate answers, and a stream that goes out.
    static const char* const axi[] = {
        "s_axis_tready",  "s_axis_prog_tready", "m_axis_tvalid", "m_axis_tdata",  "m_axis_tlast",
        "m_axis_tuser",   "s_axil_awready",     "s_axil_wready", "s_axil_bresp",  "s_axil_bvalid",
        "s_axil_arready", "s_axil_rdata",       "s_axil_rresp",  "s_axil_rvalid"};
    for (const char* name : axi)
      if (pin == name) return true;
    return pin.size() > 2 && pin.compare(pin.size() - 2, 2, "_o") == 0;
  }
  unsigned bits(const std::string& item) const {
    uint64_t v;
    if (is_constant(item)) return constant(item, v);
    auto w = width_.find(item);
    return w == width_.end() ? 0 : w->second;  // 0: a port of the top
  }

  // The instances of the chain behind the controller, in order: by the wires between them.
  void find_chain() {
    std::map<std::string, std::string> reader, driven;  // of an item; by an instance
    for (const Instance& i : instances_)
      for (const Pin& p : i.pins) {
        if (p.name == "cfg_valid_i") reader[p.items.at(0)] = i.name;
        if (p.name == "cfg_valid_o") driven[i.name] = p.items.at(0);
      }
    std::string at = "ctrl";
    for (size_t k = 0; k < driven.size(); k++) {
      auto next = reader.find(driven[at]);
      if (next == reader.end()) broken("no chain behind " + at);
      at = next->second;
      if (at == "ctrl") return;
      in_chain_[at] = k;
    }
    broken("the chain does not come back to ctrl");
  }
  void join_chain() {
    std::vector<std::string> name(in_chain_.size());
    for (auto& i : in_chain_) name[i.second] = i.first;
    for (const std::string& n : name) {
      const Part* p = part_[n].get();
      chain_.add(stage(p, "i", node_of_[n]), *static_cast<uint16_t*>(p->port("node_i")));
    }
    head_ = stage(part_["ctrl"].get(), "o", -1);
  }
  static Chain::Stage stage(const Part* p, const std::string& way, int node) {
    return Chain::Stage{static_cast<uint8_t*>(p->port("cfg_valid_" + way)),
                        static_cast<uint8_t*>(p->port("cfg_head_" + way)),
                        static_cast<uint32_t*>(p->port("cfg_data_" + way)),
                        static_cast<const uint32_t*>(p->port("cfg_data_o")), node};
  }

  void join() {
    std::map<std::string, std::string> alias;  // head of a wire-only link: its tail
    std::map<std::string, Driver> driver;
    for (const Instance& i : instances_) {
      if (i.wire_only) {
        std::map<std::string, std::string> pin;
        for (const Pin& p : i.pins)
          if (!p.items.empty()) pin[p.name] = p.items[0];
        alias[pin["out_valid_o"]] = pin["in_valid_i"];
        alias[pin["out_data_o"]] = pin["in_data_i"];
        alias[pin["in_credit_o"]] = pin["out_credit_i"];
        continue;
      }
      for (const Pin& p : i.pins)
        if (is_output(p.name)) each(i, p, [&](const std::string& item, Place at) {
          driver[item] = Driver{at, node_of_[i.name]};
        });
    }
    Channels channels;
    for (const Instance& i : instances_) {
      if (i.wire_only) continue;
      for (const Pin& p : i.pins) {
        if (is_output(p.name)) continue;
        if (p.name.compare(0, 4, "cfg_") == 0 && in_chain_.count(i.name)) continue;
        if (p.name == "rst_i") {
          if (part_[i.name].get() != cdc_)
            resets_.push_back(static_cast<uint8_t*>(part_[i.name]->port("rst_i")));
          continue;
        }
        each(i, p, [&](const std::string& item, Place to) {
          input(i, item, to, alias, driver, channels);
        });
      }
    }
    for (auto& c : channels) {
      Channel& ch = c.second;
      int first = int(data_.size());
      if (ch.from < 0) broken("data without valid: " + c.first);
      data_.insert(data_.end(), ch.data.begin(), ch.data.end());
      output(ch.from, ch.valid.copy).groups.push_back(Group{ch.valid, first, int(ch.data.size())});
    }
  }

  // Calls f with each item of a pin and the bits of the port that it stands at.
  template <class F>
  void each(const Instance& i, const Pin& p, F f) {
    void* port = part_[i.name]->port(p.name);
    unsigned bit = 0;
    if (!port) return;
    for (size_t k = p.items.size(); k-- > 0;) {
      f(p.items[k], Place{static_cast<uint8_t*>(port) + bit / 8, bit % 8});
      bit += bits(p.items[k]);
    }
  }

  Output& output(int node, const Copy& c) {
    std::vector<Output>& all = nodes_[size_t(node)].outputs;
    size_t i = 0;
    while (i < all.size() && all[i].at != c.from) i++;
    if (i == all.size()) all.push_back(Output{c.from, 0, ~0ull, {}, {}});
    all[i].mask |= c.mask << c.from_bit;
    return all[i];
  }

  static std::string stem(const std::string& net, const char* suffix) {
    size_t n = strlen(suffix);
    bool has = net.size() > n && net.compare(net.size() - n, n, suffix) == 0;
    return has ? net.substr(0, net.size() - n) : "";
  }

  void input(const Instance& i, const std::string& item, Place to,
             std::map<std::string, std::string>& alias, std::map<std::string, Driver>& driver,
             Channels& channels) {
    uint64_t v;
    auto tied = tied_.find(item);
    if (tied != tied_.end() || is_constant(item)) {
      unsigned n = constant(tied != tied_.end() ? tied->second : item, v);
      for (unsigned b = 0; b < n; b++) {
        uint8_t& byte = to.at[(to.bit + b) / 8];
        unsigned s = (to.bit + b) % 8;
        byte = uint8_t((byte & ~(1u << s)) | ((b < 64 ? v >> b & 1 : 0) << s));
      }
      return;
    }
    unsigned n = bits(item);
    if (n == 0) return;  // clock, reset, or the bench's own
    auto a = alias.find(item);
    auto d = driver.find(a == alias.end() ? item : a->second);
    if (d == driver.end()) broken("nothing drives " + item);
    Place from = d->second.place;
    for (; n > MAX_COPY; n -= MAX_COPY) {
      carry_from(i, item, from, to, MAX_COPY, d->second.node, channels);
      from.at += MAX_COPY / 8;
      to.at += MAX_COPY / 8;
    }
    carry_from(i, item, from, to, n, d->second.node, channels);
  }

  // n bits of an item, at most MAX_COPY.
  void carry_from(const Instance& i, const std::string& item, Place from, Place to, unsigned n,
                  int node, Channels& channels) {
    Copy c = {from.at, to.at, uint8_t(from.bit), uint8_t(to.bit), (1ull << n) - 1};
    std::string name;
    if (!(name = stem(item, "_data")).empty() || !(name = stem(item, "_head")).empty()) {
      channels[i.name + "/" + name].data.push_back(c);
    } else if (!(name = stem(item, "_valid")).empty()) {
      Channel& channel = channels[i.name + "/" + name];
      channel.valid = Wire{c, node_of_[i.name]};
      channel.from = node;
    } else {
      output(node, c).wires.push_back(Wire{c, node_of_[i.name]});
    }
    if (name.empty() && std::count(edge_.begin(), edge_.end(), part_[i.name].get()))
      edge_copies_.push_back(c);
  }

  // ---- Running ----
  static uint64_t load(const uint8_t* p) {
    uint64_t v;
    memcpy(&v, p, 8);
    return v;
  }
  // Copies; true where that changed the copy.
  static bool copy(const Copy& c) {
    uint64_t v = load(c.from) >> c.from_bit & c.mask, mask = c.mask << c.to_bit;
    uint64_t was = load(c.to), to = (was & ~mask) | v << c.to_bit;
    if (to == was) return false;
    memcpy(c.to, &to, 8);
    return true;
  }
  static bool any(const Copy& c) { return (load(c.from) >> c.from_bit & c.mask) != 0; }

  // An edge of a part that is awake. Every fourth cycle, at another time each, it is
  // looked whether it stands still.
  void step(Node& n, size_t i) {
    const uint32_t idle = n.idle ? *n.idle : 0;
    n.part->edge();
    if (!n.may_sleep || keep_awake_) return;
    if (n.poked) {
      n.poked = false;
      n.quiet = 0;
    } else if (n.quiet == 0) {
      if (((cycle_ + i) & 3) != 0) return;
      n.part->remember();
      n.quiet = 1;
    } else if (!n.part->same()) {
      n.quiet = 0;
    } else if (++n.quiet == 3) {
      n.quiet = 0;
      asleep_[i] = *n.watched == 0;
      n.counts = n.idle && *n.idle != idle;
      n.slept = cycle_;
    }
  }
  // Each thread has a row of them: those that it had in the cycle before, for its cache.
  void step_moved() {
    const size_t n = moved_.size(), threads = n >= MIN_SHARED * team_.size() ? team_.size() : 1;
    auto share = [this, n, threads](unsigned k) {
      for (size_t j = n * k / threads; j < n * (k + 1) / threads; j++)
        step(nodes_[moved_[j]], moved_[j]);
    };
    if (threads == 1) share(0);
    else team_.run(share);
  }
  void check(Node& n) {
    n.part->edge();
    if (n.part->same()) return;
    fprintf(stderr, "cosim: a sleeping part changes in cycle %lld\n", (long long)cycle_);
    exit(2);
  }
  void poke(int node) {
    wake(size_t(node));
    nodes_[size_t(node)].poked = true;
  }
  // Of what an edge changes the counter alone goes on in a sleep.
  void wake(size_t i) {
    Node& n = nodes_[i];
    if (asleep_[i] && n.counts && !check_)
      *n.idle = uint32_t(std::min(int64_t(MAX_IDLE), *n.idle + cycle_ - n.slept));
    asleep_[i] = 0;
  }
  void wake_all() {
    for (size_t i = 0; i < nodes_.size(); i++) wake(i);
  }
  static void find_idle(VerilatedContext* ctx, const std::string& name, Node& n) {
    const VerilatedScope* s = ctx->scopeFind((name + ".imc_tile.g_state.state").c_str());
    VerilatedVar* v = s ? s->varFind("idle_q") : nullptr;
    if (!v) return;
    n.idle = static_cast<uint32_t*>(v->datap());
    n.part->leave_out(n.idle, sizeof *n.idle);
  }
  void carry(Node& n) {
    for (Output& o : n.outputs) {
      uint64_t v = load(o.at) & o.mask;
      if (n.may_sleep && v == o.was && (v == 0 || o.groups.empty())) continue;
      o.was = v;
      for (const Wire& w : o.wires)
        if (copy(w.copy)) poke(w.to);
      for (const Group& g : o.groups) {
        bool changed = copy(g.valid.copy), some = any(g.valid.copy);
        if (changed || some) poke(g.valid.to);
        if (some)
          for (int k = 0; k < g.n; k++) copy(data_[size_t(g.first + k)]);
      }
    }
  }
  void reset(uint8_t now) {
    for (uint8_t* r : resets_) *r = now;
    wake_all();
    chain_.clear();
    reset_ = now;
  }

  Team team_;
  std::map<std::string, std::unique_ptr<Part>> part_;
  std::map<std::string, int> node_of_;
  std::vector<Node> nodes_;
  std::vector<uint8_t> asleep_;  // [nodes], beside each other: it is looked at in every cycle
  std::vector<size_t> moved_;    // nodes that had an edge in this cycle
  uint8_t nothing_ = 0;
  std::vector<Part*> edge_;
  std::vector<uint8_t*> resets_;
  std::vector<Copy> data_, edge_copies_;
  Part* cdc_ = nullptr;  // between two clocks; nullptr: there is one
  uint8_t *cdc_rst_i_ = nullptr, *cdc_rst_o_ = nullptr;  // its ports
  int reset_ = -1;  // the reset as the parts have it, -1: never set
  bool check_ = false, keep_awake_ = false;
  std::map<std::string, size_t> in_chain_;  // places of the instances, the first 0; none: plain
  Chain chain_;
  Chain::Stage head_ = {};  // what the controller shows
  int64_t cycle_ = 0;
};

// The top's ports under the names that a Verilated top has.
class Wired : public WiredParts {
 public:
  Wired(VerilatedContext* ctx, const char* wiring, bool plain_chain, unsigned threads)
      : WiredParts(ctx, wiring, plain_chain, threads) {}
  CData& s_axis_in_tvalid = port<CData>("s_axis_in_tvalid");
  CData& s_axis_in_tready = port<CData>("s_axis_in_tready");
  IData& s_axis_in_tdata = port<IData>("s_axis_in_tdata");
  CData& s_axis_in_tlast = port<CData>("s_axis_in_tlast");
  CData& m_axis_out_tvalid = port<CData>("m_axis_out_tvalid");
  CData& m_axis_out_tready = port<CData>("m_axis_out_tready");
  IData& m_axis_out_tdata = port<IData>("m_axis_out_tdata");
  CData& m_axis_out_tlast = port<CData>("m_axis_out_tlast");
  CData& m_axis_out_tuser = port<CData>("m_axis_out_tuser");
  CData& s_axis_prog_tvalid = port<CData>("s_axis_prog_tvalid");
  CData& s_axis_prog_tready = port<CData>("s_axis_prog_tready");
  IData& s_axis_prog_tdata = port<IData>("s_axis_prog_tdata");
  CData& s_axis_prog_tlast = port<CData>("s_axis_prog_tlast");
  CData& s_axil_awaddr = port<CData>("s_axil_awaddr");
  CData& s_axil_awvalid = port<CData>("s_axil_awvalid");
  CData& s_axil_awready = port<CData>("s_axil_awready");
  IData& s_axil_wdata = port<IData>("s_axil_wdata");
  CData& s_axil_wstrb = port<CData>("s_axil_wstrb");
  CData& s_axil_wvalid = port<CData>("s_axil_wvalid");
  CData& s_axil_wready = port<CData>("s_axil_wready");
  CData& s_axil_bvalid = port<CData>("s_axil_bvalid");
  CData& s_axil_bready = port<CData>("s_axil_bready");
  CData& s_axil_araddr = port<CData>("s_axil_araddr");
  CData& s_axil_arvalid = port<CData>("s_axil_arvalid");
  CData& s_axil_arready = port<CData>("s_axil_arready");
  IData& s_axil_rdata = port<IData>("s_axil_rdata");
  CData& s_axil_rvalid = port<CData>("s_axil_rvalid");
  CData& s_axil_rready = port<CData>("s_axil_rready");
  CData& irq_o = port<CData>("irq_o");
};

#endif
