// SPDX-License-Identifier: Apache-2.0
//
// The programming chain of a wired fabric, without a clock edge a tile and word.
//
// Each tile passes what comes to it on, a cycle later, and nothing can hold it up. So
// tile k sees in cycle t + k what the controller shows in cycle t, and only the words
// that a tile acts on have to be shown to it (rtl_templates/imc_config.v): a head that
// names it, the data behind that head, the next head, which ends the record, and every
// command. Any other word changes a tile in nothing but the registers of its stage,
// which are then not looked at, and in the space and address of a record that is not its
// own, which the next head that it sees sets anew. So all other tiles may go on sleeping.
//
// Behind the last tile every word is shown: the collector passes it on by itself. A tile may
// put another word in place of one that it was shown, its state; so what it then shows is
// what comes behind it.
#ifndef CHAIN_HPP
#define CHAIN_HPP

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <vector>

class Chain {
 public:
  // A place on the chain: its inputs.
  struct Stage {
    uint8_t *valid, *head;
    uint32_t* data;
    const uint32_t* out;  // data of the word that it shows the next one
    int part;  // as whom wake() knows it
  };

  // Stages in the order of the chain, before the first word.
  void add(const Stage& s, unsigned node) {
    at_[node] = stages_.size();
    stages_.push_back(s);
    words_.assign(stages_.size() + 1, Word());
  }
  size_t n_stages() const { return stages_.size(); }

  // Behind a clock edge, with what the controller shows then. wake(part) is called for
  // each stage of which an input changed.
  template <class F>
  void step(bool valid, bool head, uint32_t data, F wake) {
    Word w = {valid, head, data};
    words_[now_ % words_.size()] = w;
    for (size_t k : shown_) {
      *stages_[k].valid = 0;
      words_[(now_ - 1 - k) % words_.size()].data = *stages_[k].out;
      wake(stages_[k].part);
    }
    shown_.clear();
    if (valid && head) begin(w);
    for (const Span& s : records_)
      if (s.holds(now_)) show(s.first, now_ - s.first, wake);
    while (!records_.empty() && records_.front().is_over(now_)) records_.pop_front();
    for (uint64_t from : commands_) show(now_ - from, from, wake);
    while (!commands_.empty() && now_ - commands_.front() + 1 == stages_.size())
      commands_.pop_front();
    if (now_ + 1 >= stages_.size()) show(stages_.size() - 1, now_ + 1 - stages_.size(), wake);
    now_++;
  }

  // A reset: what is under way is lost.
  void clear() {
    for (Stage& s : stages_) *s.valid = 0;
    for (Word& w : words_) w = Word();
    records_.clear();
    commands_.clear();
    shown_.clear();
  }

 private:
  struct Word {
    bool valid = false, head = false;
    uint32_t data = 0;
    Word() {}
    Word(bool v, bool h, uint32_t d) : valid(v), head(h), data(d) {}
  };
  // Cycles in which the controller showed a record of a stage, with the head behind it.
  struct Span {
    size_t first;  // the stage
    uint64_t from, to;
    bool is_over(uint64_t now) const { return to != OPEN && now >= to + first; }
    bool holds(uint64_t now) const {
      return now >= from + first && (to == OPEN || now <= to + first);
    }
  };
  static const uint64_t OPEN = ~0ull;
  static const uint32_t ALL = 15;  // space of commands

  void begin(const Word& w) {
    if (!records_.empty() && records_.back().to == OPEN) records_.back().to = now_;
    auto stage = at_.find(w.data & 0xffff);
    if (w.data >> 28 == ALL) commands_.push_back(now_);
    else if (stage != at_.end()) records_.push_back(Span{stage->second, now_, OPEN});
  }
  // Of the controller's words that of cycle t.
  template <class F>
  void show(size_t k, uint64_t t, F wake) {
    const Word& w = words_[t % words_.size()];
    if (!w.valid || *stages_[k].valid) return;
    *stages_[k].valid = 1;
    *stages_[k].head = w.head;
    *stages_[k].data = w.data;
    shown_.push_back(k);
    wake(stages_[k].part);
  }

  std::vector<Stage> stages_;
  std::map<unsigned, size_t> at_;  // stage of a node
  std::vector<Word> words_;        // of the last cycles, as many as there are stages and 1
  std::deque<Span> records_;       // in the order of their heads
  std::deque<uint64_t> commands_;  // cycles in which the controller showed them
  std::vector<size_t> shown_;      // stages that have a word before them
  uint64_t now_ = 0;
};

#endif
