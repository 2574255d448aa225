// SPDX-License-Identifier: Apache-2.0
//
// Waves of the fabric in a file of FST, where the models were built to write them. A cycle
// is a nanosecond: at N ns is what all see behind edge N, as the bench counts them, when
// the inputs have settled. There is no clock in them: it would say no more.
#ifndef TRACE_HPP
#define TRACE_HPP

#include <cstdint>
#include <memory>
#include <string>

#include "device.hpp"
#include "options.hpp"

#if defined(WIRED) && defined(VM_TRACE) && VM_TRACE
#include "verilated_fst_c.h"

class Trace {
 public:
  Trace(Top& top, const Options& o) : top_(top), from_(o.trace_from), on_(from_ >= 0) {
    if (!o.trace) return;
    fst_.reset(new VerilatedFstC);
    top.trace(fst_.get());
    fst_->set_time_unit("1ns");
    fst_->set_time_resolution("1ns");
    fst_->open(o.trace);
    if (!fst_->isOpen()) refuse(std::string(o.trace) + ": cannot write");
  }
  ~Trace() {
    if (fst_) fst_->close();
  }
  // From now on, where no cycle was asked for.
  void start(int64_t cycle) {
    if (!on_) from_ = cycle;
    on_ = true;
  }
  // Some cycles more, to see what comes of it.
  void stop_after(int64_t cycle) { until_ = cycle; }
  // Behind the evaluation with the clock low and the inputs of this cycle.
  void cycle(int64_t n) {
    if (!fst_ || !on_ || n < from_ || n > until_) return;
    top_.settle();
    fst_->dump(uint64_t(n));
  }

 private:
  Top& top_;
  std::unique_ptr<VerilatedFstC> fst_;
  int64_t from_, until_ = INT64_MAX;
  bool on_;
};
#else
class Trace {
 public:
  Trace(Top&, const Options& o) {
    if (o.trace) refuse("--trace: the model was built without waves");
  }
  void start(int64_t) {}
  void stop_after(int64_t) {}
  void cycle(int64_t) {}
};
#endif

#endif
