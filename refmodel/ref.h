/* SPDX-License-Identifier: Apache-2.0 */
#ifndef REF_H
#define REF_H

#include <stdint.h>

#include "model/plan.h"

/*
 * The reference model: executes a plan task by task with the arithmetic of
 * num.c, one image at a time, and keeps every word of every stream as it goes
 * over the wires. It knows of no network, no Verilog and no time (timing.h).
 *
 * struct ref is what can be prepared once (order of the tasks, weights widened
 * and turned); it is constant and shared. struct ref_state is one thread's
 * buffers.
 */
struct ref;
struct ref_state;

/* Life. The plan must outlive the model, the model its states. The tasks form
 * no cycle: every input of a task comes from the fabric's input in the end. */
struct ref *ref_new(const struct plan *p);
void ref_free(struct ref *r);
struct ref_state *ref_state_new(const struct ref *r);
void ref_state_free(struct ref_state *s);

/*
 * Sums of a crossbar before the converter, n columns of one output pixel, as
 * they are made: for calibration. Where `ideal` is set, converters pass sums
 * unchanged whatever the plan says. fn may be NULL.
 */
typedef void ref_sums(void *ctx, int task, const int32_t *y, int n);
void ref_observe(struct ref_state *s, int ideal, ref_sums *fn, void *ctx);

/* Executes one image: in_h * in_w * in_c bytes, height, width, channel, as the
 * fabric takes them (the caller has applied the plan's input_lut). */
void ref_image(struct ref_state *s, const uint8_t *hwc);

/* The next image is number `image` of a run, 0 first, those behind it follow: read noise
 * (model/plan.h) depends on it and on nothing that ran before. A new state is at 0. */
void ref_seek(struct ref_state *s, int64_t image);

/* Results of the last image. The pointers belong to the state and stay valid
 * until the next image. */

/* Flits of a stream in wire order, each as words of 32 bits, lowest first: stream 0 is
 * the input, t+1 that of task t. */
const uint32_t *ref_words(const struct ref_state *s, int stream, int64_t *n);

/* Value c of a pixel of a stream: a sum where its task is raw, else a byte. */
int32_t ref_value(const struct ref_state *s, int stream, int64_t pixel, int c);

/* The fabric's output: n_out values a pixel, raw words or bytes by the plan. */
const int32_t *ref_logits(const struct ref_state *s, int64_t *n);

/* Index of the largest value of the output; the lower one of equals. */
int ref_top1(const struct ref_state *s);

/* Speed of the best plain loop on this machine, one thread: int16, four rows of
 * weights a pass, 16x144x1024, 32x288x256 and 64x576x64, each a median; returns
 * total multiply-accumulates over total time, in 10^9 a second. */
double ref_peak_gmacs(void);

#endif
