// SPDX-License-Identifier: Apache-2.0
//
// Shapes and wires of a fabric, out of its fabric.wiring (docs/formats.md).
#ifndef WIRING_HPP
#define WIRING_HPP

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

class Wiring {
 protected:
  struct Pin {
    std::string name;
    std::vector<std::string> items;  // highest first: wires, ports of the top, constants
  };
  struct Instance {
    std::string name, key, module;  // key: module and parameters, as in the line
    bool wire_only;                 // a link without registers
    std::vector<Pin> pins;
  };
  [[noreturn]] static void broken(const std::string& why) {
    fprintf(stderr, "cosim: wiring: %s\n", why.c_str());
    exit(2);
  }
  static bool is_constant(const std::string& item) { return item[0] >= '0' && item[0] <= '9'; }
  // Bits of "33'h0", and in v its value: constants wider than 64 bits are 0.
  static unsigned constant(const std::string& s, uint64_t& v) {
    size_t tick = s.find("'h");
    unsigned bits = unsigned(strtoul(s.c_str(), nullptr, 10));
    if (tick == std::string::npos) broken("not a constant: " + s);
    v = strtoull(s.c_str() + tick + 2, nullptr, 16);
    if (bits > 64 && v) broken("wider than 64 bits: " + s);
    return bits;
  }

  void read(const char* path) {
    std::ifstream in(path);
    std::string line, word, name, key;
    if (!std::getline(in, line) || line != "imcfab-wiring 1")
      broken(std::string(path) + " is not the wiring of a fabric of version 1");
    while (std::getline(in, line)) {
      std::istringstream s(line);
      s >> word >> name;
      if (word == "wire") {
        s >> width_[name];
      } else if (word == "tie") {
        s >> tied_[name];
      } else if (word == "shape") {
        key = line.substr(6);
      } else if (word == "part") {
        bool is_link = key.compare(0, 9, "imc_link ") == 0;
        bool bare = (key + " ").find(" STAGES=0 ") != std::string::npos;
        instances_.push_back(Instance{name, key, key.substr(0, key.find(' ')), is_link && bare, {}});
      } else if (word == "pin") {
        Pin p = {name, {}};
        if (instances_.empty()) broken("pin without a part: " + line);
        while (s >> word) p.items.push_back(word);
        instances_.back().pins.push_back(p);
      } else if (word != "port") {
        broken("cannot read " + line);
      }
    }
  }

  std::map<std::string, unsigned> width_;    // of wires
  std::map<std::string, std::string> tied_;  // wires that are constant
  std::vector<Instance> instances_;
};

#endif
