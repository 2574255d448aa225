// SPDX-License-Identifier: Apache-2.0
//
// The stimulus file of a co-simulation, mapped into memory: programming words, input
// words, and every word that must arrive at every end of a stream. gen/measure/stimulus.h has
// the format.
#ifndef STIMULUS_HPP
#define STIMULUS_HPP

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

[[noreturn]] inline void refuse(const std::string& why) {
  fprintf(stderr, "cosim: %s\n", why.c_str());
  exit(2);
}

// Where a stream is checked.
struct End {
  uint32_t node, role;   // 0 partial sums, 1 residual, 2 + s source s
  int64_t words;         // of an image
  int64_t ahead;         // so many of them may come before that image does
  const uint32_t* data;  // of image 0; the next image is `stride` 32-bit words on
  int64_t image = 0, word = 0;
};

class Stimulus {
 public:
  explicit Stimulus(const char* path) {
    struct stat st;
    int fd = open(path, O_RDONLY);
    if (fd < 0 || fstat(fd, &st) < 0) refuse(std::string("cannot read ") + path);
    n_ = st.st_size / 4;
    void* p = n_ ? mmap(nullptr, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    close(fd);
    if (p == MAP_FAILED) refuse(std::string("cannot read ") + path);
    w_ = static_cast<const uint32_t*>(p);
    if (n_ < HEAD || w_[0] != 0x53434d49 || w_[1] != 4)
      refuse(std::string(path) + ": not a stimulus of version 4");
    images = w_[2];
    nodes = w_[3];
    program_words = w_[4];
    in_words = w_[5];
    parts = w_[7];
    hash = w_[8] | uint64_t(w_[9]) << 32;
    plan = w_[10] | uint64_t(w_[11]) << 32;
    if (parts < 1 || parts > MAX_PARTS) refuse(std::string(path) + ": words of a wrong width");
    if (HEAD + END * int64_t(w_[6]) + program_words > n_) refuse(std::string(path) + ": truncated");
    program = w_ + HEAD + END * w_[6];
    in = program + program_words;
    stride = in_words * parts;
    for (uint32_t i = 0; i < w_[6]; i++) {
      const uint32_t* e = w_ + HEAD + END * i;
      if (e[3] >= e[2]) refuse(std::string(path) + ": an image of a stream ahead of all input");
      ends.push_back(End{e[0], e[1], e[2], e[3], in + stride});
      stride += e[2] * parts;
    }
    if ((in - w_) + stride * images != n_) refuse(std::string(path) + ": of the wrong size");
  }
  ~Stimulus() { munmap(const_cast<uint32_t*>(w_), n_ * 4); }

  static const int64_t MAX_PARTS = 4;
  int64_t images, nodes, program_words, in_words;
  int64_t parts, stride;  // 32-bit words of a word; of an image with all its ends
  uint64_t hash, plan;  // of the hardware file, of the plan
  const uint32_t *program, *in;
  std::vector<End> ends;  // the first is the fabric's output

 private:
  static const int64_t HEAD = 12, END = 4;  // their 32-bit words
  int64_t n_;
  const uint32_t* w_;
};

#endif
