/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_H
#define PLAN_H

#include <stdint.h>

#include "arch.h"
#include "reduce.h"
#include "topo/topo.h"
#include "base/util.h"

/*
 * The program of a fabric for one network: one task a core, the streams between
 * tasks, the channel and virtual channel of each hop, and the timing expected of
 * it. Everything that hardware, reference model, bench and reports know of the
 * network is here; a plan holds no pointer into an earlier stage. It is made by
 * plan_build (compile) or read from a text, and constant afterwards.
 *
 * A task is a window over an input stream, an optional crossbar product, and a
 * post-processing of its columns (docs/rtl.md, docs/numerics.md):
 *
 *	act --> window --> (reduce) --> crossbar --> converter --> + --> requantise --> (table) --> out
 *	act ------^
 *	                                                psum ------^        ^
 *	skip ---------------------------------------------------------------+
 */
#define PLAN_VERSION 7
#define PLAN_READ_UNIT (0x1p20 / 209.02153)	/* num_read_noise divides by it */

enum plan_role { ROLE_ACT, ROLE_PSUM, ROLE_SKIP, N_ROLES };

/*
 * A source: one of the streams of role ACT of a task, and the rectangle that it
 * brings of the image that the task reads. Of each row of the stream's image, as
 * many as the task's image has, the task keeps columns x .. x+cols-1, and of each of
 * those pixels words first .. first+keep-1; they stand in its own image from column
 * to_x and word to_word on. The rectangles of all sources cover that image, none of it
 * twice:
 *
 *	word  +-----------+-----------+
 *	0..3  | source 0  | source 1  |	two bands of columns of one layer
 *	      +-----------+-----------+
 *	4..5  |       source 2        |	another layer
 *	      +-----------------------+
 */
struct plan_source {
	int w, words;	/* of the stream: pixels of a row, words a pixel */
	int x, cols;	/* pixels */
	int first, keep;	/* words */
	int to_x, to_word;
};

struct plan_task {
	char *name;	/* for people: the layer's, with the part where there are several */
	/* Layer of the network, from 0, and where the task's output stands in that
	 * of the layer: columns from out_x on, channels from out_channel on. A
	 * matrix with more rows than a crossbar is a chain of n_parts tasks, one
	 * behind the other in the plan; the last of them makes that output. A copy
	 * makes none of it: it puts together what a task of the layer reads. */
	int layer, part, n_parts;
	int out_x, out_channel;
	int is_copy;
	int node;	/* core that runs it; no two tasks share one */

	/* The image that it reads (role ACT): in_h x in_w pixels in raster order,
	 * each pixel in_words words of as many channels as arch_lanes (arch.h), lowest
	 * byte first; of at most PLAN_MAX_PLACES words. */
	int in_w, in_h, in_words, in_signed;
	int n_sources;	/* 1 .. act.sources */
	struct plan_source *source;

	/* The window: output pixel (y,x) sees input pixels
	 * (y*stride_y - pad_y + ky*dilation_y, x*stride_x - pad_x + kx*dilation_x), zero
	 * outside the image. pad may be negative (a split kernel that starts inside). */
	int out_w, out_h;
	int k_w, k_h, stride_x, stride_y, dilation_x, dilation_y, pad_x, pad_y;
	enum reduce reduce;	/* over the window, each channel by itself */
	int pool_shift;			/* REDUCE_AVG: (sum + half) >> pool_shift */
	int ring_words;	/* activation memory in use, words; multiple of in_words,
			 * as many as lanes of them where plan_task_sums */

	/* The crossbar: row (ky*k_w + kx)*lanes*in_words + channel, or just the channel
	 * where the window is reduced. bypass: column c is vector element c. With
	 * REDUCE_WEIGHTED, which is always a bypass, the weights are those of the
	 * reduction: column c is the sum over the taps of weight times pixel. */
	int bypass;
	int rows, cols;	/* in use; rows is a multiple of the lanes */
	int8_t *weights;	/* [plan_weight_rows][cols], or NULL where that is 0 */
	/* Read noise of the columns (docs/numerics.md), in 1/PLAN_READ_UNIT of a weight of the
	 * crossbar: standard deviation of each row's, and what the generator begins with. Of
	 * the devices of a run (device/device.h), not of the plan's text. */
	uint16_t *read_noise;	/* [cols], NULL: none */
	uint64_t read_seed;

	/* The converter: docs/numerics.md. Lossless is gain 1, shift 0, step 1,
	 * offset 0 with adc.bits wide enough. */
	int adc_gain;		/* 1..65535 */
	int adc_shift;		/* 0..47 */
	int adc_step;		/* 1..65535 */
	int32_t adc_offset;

	/* Post-processing, one column after the other. */
	int has_psum, has_skip;
	int out_raw;		/* sums, arch_sums a word; else bytes, arch_lanes a word */
	int out_signed;		/* bytes that leave are -128..127, else 0..255 */
	int clamp_signed;	/* results are clamped to these; out_signed without a table */
	int leak_shift;		/* 0..7: negative results are shifted by so many more */
	int has_table;
	uint8_t *table;		/* [256], by the bits of a result; NULL: results leave as they are */
	int32_t *bias, *mult, *shift, *skip_mult;	/* [cols] */
	int32_t *leak_mult;	/* [cols] in place of mult where the sum is negative */

	/* The residual stream (role SKIP): pixels kept where x and y are multiples
	 * of skip_stride; its channel 0 joins column skip_first. */
	int skip_w, skip_h, skip_words, skip_signed, skip_stride;
	int skip_first, skip_channels;
};

/* The tree of a stream. Hop 0.. in an order in which parents come first. */
struct plan_hop {
	int channel;	/* edge of the topology */
	int vc;		/* 0 .. link_vcs-1; one stream a (channel, vc) */
	int from;	/* hop that feeds it, -1: the stream's source node */
};

struct plan_dest {
	int task;	/* -1: the fabric's output */
	int role;	/* enum plan_role; 0 for the fabric's output */
	int source;	/* ROLE_ACT: of the task; the fabric's output: part, whose words
			 * come in this order in each pixel; else 0 */
	int hop;	/* hop that arrives at its node, -1: source and destination share a node */
};

struct plan_stream {
	int src;	/* task, -1: the fabric's input */
	int w, h;	/* pixels per image */
	int words;	/* words per pixel */
	int n_dests;
	struct plan_dest *dest;
	int n_hops;
	struct plan_hop *hop;
};

struct plan {
	struct arch *arch;	/* owned */
	struct topo *topo;	/* owned; built from arch->topology */
	char *net;		/* name of the network */
	int in_w, in_h, in_c, in_signed;	/* an input image; stream 0 has in_w / w
						 * of its pixels packed to one */
	int8_t *input_lut;	/* [in_c][256] as in net.h, or NULL */
	int64_t macs;		/* multiply-accumulates per image, as the network is drawn */
	int n_out;		/* 32-bit words (logits) or bytes per output pixel */
	int n_tasks;
	struct plan_task *task;
	int n_streams;
	struct plan_stream *stream;	/* stream 0 is the input; stream t+1 is task t's */
	int64_t interval, latency;	/* predicted cycles; 0: it stops in a deadlock */
};

/* Life. */
void plan_free(struct plan *p);
void plan_task_free(struct plan_task *k);	/* what it holds */

/* Text form (docs/formats.md); plan_parse(plan_write(p)) equals p. plan_read
 * refuses what is not a plan of this version or does not make sense: ranges,
 * shapes, indices, streams without the reader that they are for. So the reference
 * model, the timing model and the program take any plan that was read; whether it
 * would *run* without a deadlock is `imcfab check`. */
void plan_write(const struct plan *p, struct text *t);
struct plan *plan_parse(const char *text, const char *path, struct err *e);
struct plan *plan_read(const char *path, struct err *e);

/* Questions. */
int plan_input_node(const struct plan *p);
int plan_output_node(const struct plan *p);
int plan_output_parts(const struct plan *p);	/* streams that leave the fabric */
int plan_output_stream(const struct plan *p, int part);	/* -1: there is none */
int64_t plan_output_words(const struct plan *p);	/* per image, of all parts */
int64_t plan_output_values(const struct plan *p);	/* per image, there is a part */
int plan_task_at(const struct plan *p, int node);	/* task or -1 */
/* Rows of weights: those of the crossbar, the taps of a weighted window, or none. */
int plan_weight_rows(const struct plan_task *k);
/* Least and largest sum of a column with weights, for any input. */
void plan_column_range(const struct plan_task *k, int col, int64_t *lo, int64_t *hi);

/* Pixels of its stream that a window of a task makes: the columns are those of so many
 * neighbours in a row, each from a new word on. And values of a pixel of a stream; of
 * the fabric's input, whose stream may have several pixels of an image in one, of all. */
int plan_window_pixels(const struct plan *p, int task);
int plan_stream_values(const struct plan *p, int stream);

/* Whether some column has a leak_mult that is not its mult. */
int plan_task_leaks(const struct plan_task *k);

/* Whether the core sums the images as they come instead of keeping them: a mean
 * over the whole image, of so many pixels at least, from one source. The sums take a
 * word of memory a channel. */
#define PLAN_SUM_PIXELS 4
int plan_task_sums(const struct plan_task *k);

/*
 * Places count the pixels of the images that a task reads, image after image in raster
 * order. A pixel of a source goes to its place; plan_source_place says to which the
 * `taken`-th pixel of the stream goes, or where it is dropped, the next one that is
 * kept; *kept, where not NULL, says which. A task may take a kept pixel if its place is
 * less than plan_task_room behind the origin of its window.
 */
#define PLAN_MAX_PLACES (1 << 22)	/* words of an image with its padding before it */
#define PLAN_MAX_SPAN 4096	/* pixels from the first tap of a window's side to the last */
int64_t plan_source_place(const struct plan_task *k, int source, int64_t taken,
			  int *kept);
int64_t plan_task_room(const struct plan_task *k);
int64_t plan_image_words(const struct plan_stream *s);	/* w * h * words, flits */
uint64_t plan_hash(const struct plan *p);	/* of the text form */

#endif
