// SPDX-License-Identifier: Apache-2.0
//
// A fabric put together in C++: every instance of the emitted netlist is a Verilated
// model of its own, of one class a shape, and this file reads the netlist text and
// carries the wires between them. It looks to the bench like the Verilated top.
//
// Why: N tiles Verilated flat are N copies of the tile's code, which no cache holds.
// What makes it exact: every output of a tile is a register (docs/rtl.md), so all
// wires can be carried once a cycle, behind the clock edge. An imc_link without
// stages is a wire. Data of a channel is carried only with a valid: without one no
// receiver may look at it.
//
// The text is what gen/emit.c writes: localparams, wires, instances with one named
// parameter or pin a line; a pin is joined to nothing, a name, a constant, or a
// concatenation of these.
#ifndef WIRED_HPP
#define WIRED_HPP

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "verilated.h"

// One Verilated model: its ports by name, and its clock.
class Part {
 public:
  virtual ~Part() {}
  virtual void clock(bool high) = 0;
  virtual void final() = 0;
  void* port(const std::string& name) const {
    auto p = port_.find(name);
    return p == port_.end() ? nullptr : p->second;
  }

 protected:
  template <class T>
  void add(const char* name, T& t) {
    port_[name] = &t;
  }
  std::map<std::string, void*> port_;
};

// Generated next to this: the netlist, and a maker for each shape in it. The key of a
// shape is its module and the text of its parameters, e.g. "imc_link WIDTH(33)".
extern const char wired_netlist[];
Part* wired_make(const std::string& key, VerilatedContext* ctx, const char* name);

class WiredNetlist {
  struct Pin {
    std::string name;
    std::vector<std::string> items;  // highest first
  };
  struct Instance {
    std::string module, key, name;
    std::map<std::string, std::string> parameter;
    std::vector<Pin> pins;
  };
  struct Place {  // bits of a port
    uint8_t* at;
    unsigned bit;
  };
  struct Copy {
    const uint8_t* from;
    uint8_t* to;
    uint8_t from_bit, to_bit;
    uint64_t mask;
  };
  // What is carried together; with a valid, only when it is not 0.
  struct Group {
    Copy valid;
    int first, n;
  };

 public:
  explicit WiredNetlist(VerilatedContext* ctx) {
    read();
    for (Instance& i : instances_)
      if (!is_wire(i)) part_[i.name].reset(wired_make(i.key, ctx, i.name.c_str()));
    for (auto& p : part_) all_.push_back(p.second.get());
    for (const char* n : {"feed", "collect", "ctrl"}) edge_.push_back(part_[n].get());
    join();
  }

  // The port of the top with this name.
  template <class T>
  T& port(const char* name) {
    std::string n = name;
    Part* p = part_["ctrl"].get();
    if (n.compare(0, 10, "s_axis_in_") == 0) {
      p = part_["feed"].get();
      n = "s_axis_" + n.substr(10);
    } else if (n.compare(0, 11, "m_axis_out_") == 0) {
      p = part_["collect"].get();
      n = "m_axis_" + n.substr(11);
    }
    void* v = p->port(n);
    if (!v) broken("no port " + n);
    return *static_cast<T*>(v);
  }

  uint8_t rst_i = 0, clk_i = 0;

  // As of a Verilated top: once with clk_i low behind new inputs, once with it high.
  void eval() {
    if (!clk_i) {
      for (uint8_t* r : resets_) *r = rst_i;
      for (Part* p : edge_) p->clock(false);
      for (const Copy& c : edge_copies_) copy(c);  // what follows the bench's inputs at once
      return;
    }
    for (Part* p : all_) p->clock(true);
    carry();
    for (Part* p : all_) p->clock(false);
  }
  void final() {
    for (Part* p : all_) p->final();
  }

 private:
  [[noreturn]] static void broken(const std::string& why) {
    fprintf(stderr, "cosim: netlist: %s\n", why.c_str());
    exit(2);
  }
  // ---- Reading ----
  static std::string strip(const std::string& s) {
    std::string r;
    for (char c : s)
      if (c != ' ' && c != '\n') r += c;
    return r;
  }
  long value(const std::string& s) const {
    auto p = localparam_.find(s);
    return p != localparam_.end() ? p->second : strtol(s.c_str(), nullptr, 10);
  }
  static std::vector<std::string> split(const std::string& s) {
    std::vector<std::string> r;
    std::string item;
    int depth = 0;
    for (char c : s) {
      if (c == '{') depth++;
      if (c == '}') depth--;
      if (c == ',' && depth == 0) {
        r.push_back(item);
        item.clear();
      } else {
        item += c;
      }
    }
    if (!item.empty()) r.push_back(item);
    return r;
  }
  // "{a,b}" is a concatenation, "{8{1'b0}}" a constant, anything else one item.
  static std::vector<std::string> items(const std::string& s) {
    if (s.empty()) return {};
    if (s[0] != '{' || s.find("{1'b0}}") != std::string::npos) return {s};
    return split(s.substr(1, s.size() - 2));
  }
  // Statements end with ';'; comments and directives are lines of their own or line ends.
  void read() {
    std::string text, statement;
    for (const char* p = wired_netlist; *p;) {
      const char* end = strchr(p, '\n');
      std::string line(p, end ? size_t(end - p) : strlen(p));
      p = end ? end + 1 : p + strlen(p);
      size_t comment = line.find("//");
      if (comment != std::string::npos) line.resize(comment);
      if (!line.empty() && line[0] == '`') continue;
      text += line + "\n";
    }
    size_t at = 0, semicolon;
    while ((semicolon = text.find(';', at)) != std::string::npos) {
      read_statement(text.substr(at, semicolon - at));
      at = semicolon + 1;
    }
  }
  void read_statement(const std::string& s) {
    size_t a = s.find_first_not_of(" \n");
    if (a == std::string::npos) return;
    std::string word = s.substr(a, s.find_first_of(" \n(", a) - a);
    if (word == "localparam") {
      size_t eq = s.find('=');
      std::string name = strip(s.substr(0, eq).substr(a + 10));
      localparam_[name] = value(strip(s.substr(eq + 1)));
    } else if (word == "assign") {
      size_t eq = s.find('=');
      tied_[strip(s.substr(a + 6, eq - a - 6))] = strip(s.substr(eq + 1));
    } else if (word == "wire") {
      read_wire(strip(s.substr(a + 4)));
    } else if (word.compare(0, 4, "imc_") == 0) {
      read_instance(word, strip(s.substr(a + word.size())));
    }
  }
  void read_wire(const std::string& s) {
    long bits = 1;
    size_t close = s.find(']');
    if (s[0] == '[') {
      std::string high = s.substr(1, s.find(':') - 1);
      size_t minus = high.find("-1");
      bits = minus == std::string::npos ? value(high) + 1 : value(high.substr(0, minus));
    }
    width_[s[0] == '[' ? s.substr(close + 1) : s] = unsigned(bits);
  }
  // ".a(x),.b(y)" to pairs.
  static std::vector<std::pair<std::string, std::string>> named(const std::string& s) {
    std::vector<std::pair<std::string, std::string>> r;
    for (size_t at = 0; at < s.size();) {
      size_t open = s.find('(', at), close = s.find(')', open);
      if (s[at] != '.' || close == std::string::npos) broken("cannot read " + s.substr(at, 60));
      r.emplace_back(s.substr(at + 1, open - at - 1), s.substr(open + 1, close - open - 1));
      at = close + 1;
      if (at < s.size() && s[at] == ',') at++;
    }
    return r;
  }
  void read_instance(const std::string& module, const std::string& s) {
    Instance i;
    i.module = module;
    i.key = module;
    size_t at = 0;
    if (s[0] == '#') {
      size_t end = s.find("))", 0);
      for (auto& p : named(s.substr(2, end - 1))) {
        i.parameter[p.first] = p.second;
        i.key += " " + p.first + "=" + std::to_string(value(p.second));
      }
      at = end + 2;
    }
    size_t open = s.find('(', at);
    i.name = s.substr(at, open - at);
    for (auto& p : named(s.substr(open + 1, s.size() - open - 2)))
      i.pins.push_back(Pin{p.first, items(p.second)});
    instances_.push_back(i);
  }

  // ---- Joining ----
  bool is_wire(const Instance& i) const {
    auto p = i.parameter.find("STAGES");
    return i.module == "imc_link" && p != i.parameter.end() && value(p->second) == 0;
  }
  static bool is_output(const std::string& pin) {
    return pin.size() > 2 && pin.compare(pin.size() - 2, 2, "_o") == 0;
  }
  static bool is_constant(const std::string& item) {
    return item[0] == '{' || (item[0] >= '0' && item[0] <= '9');
  }
  // Width and value of 16'd7, 4'hf or {24{1'b0}} (and {N{1'b0}}).
  unsigned constant(const std::string& s, uint64_t& v) const {
    v = 0;
    if (s[0] == '{') return unsigned(value(s.substr(1, s.find('{', 1) - 1)));
    size_t tick = s.find('\'');
    if (tick == std::string::npos) broken("constant without width " + s);
    int base = s[tick + 1] == 'h' ? 16 : s[tick + 1] == 'b' ? 2 : 10;
    v = strtoull(s.c_str() + tick + 2, nullptr, base);
    return unsigned(strtoul(s.c_str(), nullptr, 10));
  }
  unsigned bits(const std::string& item) const {
    uint64_t v;
    if (is_constant(item)) return constant(item, v);
    auto w = width_.find(item);
    return w == width_.end() ? 0 : w->second;  // 0: a port of the top
  }

  void join() {
    std::map<std::string, std::string> alias;  // head of a wire-only link: its tail
    std::map<std::string, Place> driver;
    for (const Instance& i : instances_) {
      if (is_wire(i)) {
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
          driver[item] = at;
        });
    }
    std::map<std::string, Copy> valid;  // of the receiving end, by instance and net
    std::map<std::string, std::vector<Copy>> data;
    for (const Instance& i : instances_) {
      if (is_wire(i)) continue;
      for (const Pin& p : i.pins) {
        if (is_output(p.name)) continue;
        if (p.name == "rst_i") resets_.push_back(static_cast<uint8_t*>(part_[i.name]->port("rst_i")));
        each(i, p, [&](const std::string& item, Place to) {
          input(i, item, to, alias, driver, valid, data);
        });
      }
    }
    for (auto& d : data) {
      auto v = valid.find(d.first);
      if (v == valid.end()) broken("data without valid: " + d.first);
      groups_.push_back(Group{v->second, int(copies_.size()), int(d.second.size())});
      copies_.insert(copies_.end(), d.second.begin(), d.second.end());
      valid.erase(v);
    }
    for (auto& v : valid) always_.push_back(v.second);
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

  static std::string stem(const std::string& net, const char* suffix) {
    size_t n = strlen(suffix);
    bool has = net.size() > n && net.compare(net.size() - n, n, suffix) == 0;
    return has ? net.substr(0, net.size() - n) : "";
  }

  void input(const Instance& i, const std::string& item, Place to,
             std::map<std::string, std::string>& alias, std::map<std::string, Place>& driver,
             std::map<std::string, Copy>& valid, std::map<std::string, std::vector<Copy>>& data) {
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
    Copy c = {d->second.at, to.at, uint8_t(d->second.bit), uint8_t(to.bit),
              n == 64 ? ~0ull : (1ull << n) - 1};
    std::string name;
    if (!(name = stem(item, "_data")).empty() || !(name = stem(item, "_head")).empty())
      data[i.name + "/" + name].push_back(c);
    else if (!(name = stem(item, "_valid")).empty())
      valid[i.name + "/" + name] = c;
    else
      always_.push_back(c);
    if (name.empty() && (i.name == "feed" || i.name == "collect" || i.name == "ctrl"))
      edge_copies_.push_back(c);
  }

  // ---- Running ----
  static uint64_t load(const uint8_t* p) {
    uint64_t v;
    memcpy(&v, p, 8);
    return v;
  }
  static uint64_t copy(const Copy& c) {
    uint64_t v = load(c.from) >> c.from_bit & c.mask, mask = c.mask << c.to_bit;
    uint64_t to = (load(c.to) & ~mask) | v << c.to_bit;
    memcpy(c.to, &to, 8);
    return v;
  }
  void carry() {
    for (const Copy& c : always_) copy(c);
    for (const Group& g : groups_)
      if (copy(g.valid))
        for (int k = 0; k < g.n; k++) copy(copies_[g.first + k]);
  }

  std::map<std::string, long> localparam_;
  std::map<std::string, unsigned> width_;
  std::map<std::string, std::string> tied_;  // wires that are constant
  std::vector<Instance> instances_;
  std::map<std::string, std::unique_ptr<Part>> part_;
  std::vector<Part*> all_, edge_;
  std::vector<uint8_t*> resets_;
  std::vector<Copy> always_, copies_, edge_copies_;
  std::vector<Group> groups_;
};

// The top's ports under the names that a Verilated top has.
class Wired : public WiredNetlist {
 public:
  Wired(VerilatedContext* ctx, const char*) : WiredNetlist(ctx) {}
  CData& s_axis_in_tvalid = port<CData>("s_axis_in_tvalid");
  CData& s_axis_in_tready = port<CData>("s_axis_in_tready");
  IData& s_axis_in_tdata = port<IData>("s_axis_in_tdata");
  CData& s_axis_in_tlast = port<CData>("s_axis_in_tlast");
  CData& m_axis_out_tvalid = port<CData>("m_axis_out_tvalid");
  CData& m_axis_out_tready = port<CData>("m_axis_out_tready");
  IData& m_axis_out_tdata = port<IData>("m_axis_out_tdata");
  CData& m_axis_out_tlast = port<CData>("m_axis_out_tlast");
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
};

#endif
