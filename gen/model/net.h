/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NET_H
#define NET_H

#include <stdint.h>

#include "base/util.h"
#include "reduce.h"

/*
 * What a network is: tensors of integers, one layer after another, every rounding
 * said by numbers (docs/numerics.md). Activations are 8 bits, signed or
 * unsigned per tensor, in height, width, channel order. Layer l reads tensor
 * `input`, where it has a residual tensor `skip`, and as a concat the tensors
 * `inputs` (net_reads says which), and makes tensor l + 1;
 * tensor 0 is the network's input. So tensors are numbered in the order of
 * computation and every input index is smaller than the output's.
 */
enum net_op {
	NET_CONV,	/* convolution; 1x1, whole-map (dense), grouped included */
	NET_MAX_POOL,	/* k_w x k_h maximum, no weights, stays 8 bits */
	NET_AVG_POOL,	/* k_w x k_h mean, area a power of two, rounded half up */
	NET_ADD,	/* input + skip with requantisation, no weights */
	NET_CONCAT,	/* channels of all inputs one after another, as they are */
	N_NET_OPS
};

/* What sets one operation off from the others. A layer that neither reduces its
 * window nor concatenates requantises: it has bias, mult, shift, and may have leak_shift
 * and leak_mult. One that reduces may: it then has mult and shift. What requantises may
 * have a table. */
struct net_op_row {
	const char *name;	/* in a network file */
	int has_weights;	/* a product with them, which may have 32 bits */
	enum reduce reduce;	/* over the window, to 8 bits: a pooling */
	enum { NET_SKIP_NONE, NET_SKIP_MAY, NET_SKIP_MUST } skip;
	int concat;	/* of `inputs`: no window, no constants */
};
extern const struct net_op_row net_op[N_NET_OPS];

#define NET_LEAK_MAX 7	/* a negative byte is then -1 or 0 */
#define NET_STRIDE_MAX 15
#define NET_DILATION_MAX 63
#define NET_INPUTS_MAX 64	/* of a concat */

struct net_tensor {
	char *name;
	int w, h, c;	/* pixels, pixels, channels; each >= 1 */
	int is_signed;	/* 8-bit values -128..127, else 0..255 */
	int bits;	/* 8, or 32 for raw results (logits) */
	int line;	/* of the file, where the layer that makes it (the input)
			 * is described; 0: not known */
};

struct net_layer {
	char *name;
	enum net_op op;
	int input;	/* tensor; of a concat inputs[0] */
	int n_inputs;	/* concat: 2..NET_INPUTS_MAX, else 0 */
	int *inputs;	/* concat: [n_inputs] tensors, one may stand twice; else NULL */
	int skip;	/* tensor or -1 */
	int k_w, k_h;	/* kernel, pixels */
	int stride_x, stride_y;	/* pixels from window to window, 1..NET_STRIDE_MAX */
	/* Pixels from tap to tap, 1..NET_DILATION_MAX; 1: the kernel has no holes. */
	int dilation_x, dilation_y;
	int pad_x, pad_y;	/* zero pixels left and above; right and below follow */
	int c_in, c_out;	/* of a concat both are those of all inputs together */
	/* Output channel o sees input channels g * c_in / groups and the c_in / groups
	 * from there, where g = o * groups / c_out: conv 1.., divides c_in and c_out;
	 * c_in is depthwise; 1 for all others. */
	int groups;
	int weight_bits;	/* 2..8; conv only */
	int8_t *weights;	/* conv: [c_out][k_h][k_w][c_in / groups] */
	/* [c_out] each: see docs/numerics.md, requantisation. A layer whose output
	 * tensor has 32 bits uses bias only. A pooling that requantises has mult and
	 * shift, with bias and skip_mult NULL, which stands for zeros. All are NULL
	 * for any other pooling and for a concat. */
	int32_t *bias;
	int32_t *mult;	/* 0..65535 */
	int32_t *shift;	/* 0..47 */
	int32_t *skip_mult;	/* 0 where there is no skip */
	int leak_shift;	/* negative ones by so many more, 0..NET_LEAK_MAX; 0: no leak */
	/* [c_out] mult of a negative sum, -65535..65535; NULL: as of the others. */
	int32_t *leak_mult;
	/* [256] the value, by the bits of the result: results become these. NULL: they
	 * stay. clamp_signed: what is looked up is -128..127, else 0..255; the output
	 * tensor's sign is that of the values. */
	uint8_t *table;
	int clamp_signed;	/* used with a table, see net_clamp_signed */
	int skip_stride;	/* take every skip_stride-th pixel and row of skip */
	int skip_first;		/* channel of the output that skip's channel 0 joins */
};

struct net {
	char *name;
	int n_layers;
	struct net_layer *layer;	/* [n_layers] */
	struct net_tensor *tensor;	/* [n_layers + 1] */
	int8_t *input_lut;	/* [c][256], 8-bit image value -> input value, or NULL */
};

/* Reads a network in the plain .json + .bin format (docs/formats.md). `path` is
 * the .json. NULL and *e on refusal. The caller frees. */
struct net *net_read_json(const char *path, struct err *e);
void net_free(struct net *n);

/* Checks shapes, ranges and that no 32-bit sum can overflow for any input.
 * 0, or -1 and *e naming layer, value and range. Readers call it last. */
int net_check(const struct net *n, const char *path, struct err *e);

int64_t net_macs(const struct net *n);	/* multiply-accumulates per image */

/* How many times the layer reads a tensor: as its input or inputs and as its skip. */
int net_reads(const struct net_layer *l, int tensor);

/* Whether the results of layer `l` of the network are -128..127 before the table that it
 * may have, else 0..255. */
int net_clamp_signed(const struct net *n, int l);

/* Pixels from the first to the last that a window spans, both of them with it. */
int net_span_x(const struct net_layer *l);
int net_span_y(const struct net_layer *l);

/* Input channels that an output channel of the layer sees. */
int net_group_in(const struct net_layer *l);

#endif
