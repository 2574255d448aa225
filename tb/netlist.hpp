// SPDX-License-Identifier: Apache-2.0
//
// The text of an emitted netlist, as gen/emit/emit.c writes it: localparams, wires,
// instances with one named parameter or pin a line; a pin is joined to nothing, a name,
// a constant, or a concatenation of these.
#ifndef NETLIST_HPP
#define NETLIST_HPP

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <utility>
#include <vector>

class Netlist {
 protected:
  struct Pin {
    std::string name;
    std::vector<std::string> items;  // highest first
  };
  struct Instance {
    std::string module, key, name;
    std::map<std::string, std::string> parameter;
    std::vector<Pin> pins;
  };
  [[noreturn]] static void broken(const std::string& why) {
    fprintf(stderr, "cosim: netlist: %s\n", why.c_str());
    exit(2);
  }
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
  void read(const char* netlist) {
    std::string text;
    for (const char* p = netlist; *p;) {
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

  std::map<std::string, long> localparam_;
  std::map<std::string, unsigned> width_;
  std::map<std::string, std::string> tied_;  // wires that are constant
  std::vector<Instance> instances_;
};

#endif
