/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STIMULUS_H
#define STIMULUS_H

#include <stdint.h>

#include "model/plan.h"
#include "refmodel/ref.h"
#include "base/util.h"

/*
 * The file that tb/cosim.cpp reads: what goes into a fabric and every word that
 * must come out of every stream. 32-bit words, lowest byte first:
 *
 *	magic 0x53434d49 ("IMCS"), version, images, nodes,
 *	programming words p, input words of an image i, stream ends n,
 *	32-bit words of a word of a stream, link.bits / 32,
 *	hashes of hardware file and plan, low and high word of each
 *	n times {node, role, words of an image, words ahead}; role 0 is partial sums, 1 the
 *		residual, 2 + s source s of the activations; the first end is the
 *		fabric's output, node 0xffffffff, of each pixel the words of all parts;
 *		ahead: so many words of an image may come before anything of it went
 *		in, as the windows behind them see nothing but padding
 *	p programming words
 *	for each image: i input words, then the words of end 0, 1, ... n-1; a word is
 *		link.bits / 32 words of the file, the lowest bits first
 */
#define STIMULUS_MAGIC 0x53434d49u
#define STIMULUS_VERSION 4

/* One place where a stream is checked. End 0 is the fabric's output. */
struct stimulus_end {
	int stream;	/* of the output in several parts that of part 0 */
	int task;	/* -1: fabric's output */
	int role;	/* as in the file */
};

/* The role in the file of the destination of a stream at a task; and the stream that
 * ends at a task in such a role, or -1. */
int stimulus_role(const struct plan_dest *d);
int stimulus_stream(const struct plan *p, int task, int role);

/* Every end of a plan's streams; the caller frees. */
struct stimulus_end *stimulus_ends(const struct plan *p, int *n_ends);

/* The words of the fabric's output for the last image of ref_image, of each pixel those
 * of all parts: plan_output_words(p), each as link.bits / 32 of `to`. */
void stimulus_output(const struct plan *p, const struct ref_state *state,
		     uint32_t *to);

/* Writing: open, one stimulus_image for each image behind ref_image, close.
 * `program` are the words of program_stream. The file appears whole with
 * stimulus_close, which frees s and returns 0, or -1 and *e (of the first
 * failure). */
struct stimulus;
struct stimulus *stimulus_open(const char *path, const struct plan *p,
			       const uint32_t *program, int64_t n_program,
			       int n_images, struct err *e);
void stimulus_image(struct stimulus *s, const struct ref_state *state);
int stimulus_close(struct stimulus *s, struct err *e);

#endif
