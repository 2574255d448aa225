/* SPDX-License-Identifier: Apache-2.0 */
#include "oracle.h"

#include <stdlib.h>

#include "base/util.h"

/* Output channels that are computed side by side. */
#define BLOCK 16

struct oracle {
	const struct net *net;
	/* Of each convolution, NULL else: [groups][blocks][k_h][k_w][c_in / groups]
	 * [BLOCK], zeros behind the last channel of a group. */
	int16_t **packed;	/* [n_layers] */
};

static int16_t *pack(const struct net_layer *l)
{
	int n = l->k_h * l->k_w * net_group_in(l);
	int n_out = l->c_out / l->groups;	/* of a group */
	int n_blocks = (n_out + BLOCK - 1) / BLOCK;
	int16_t *w = xcalloc((size_t)l->groups * n_blocks * n * BLOCK,
			     sizeof(*w));
	int o, i;

	for (o = 0; o < l->c_out; o++) {
		int in_group = o % n_out;
		int block = o / n_out * n_blocks + in_group / BLOCK;

		for (i = 0; i < n; i++)
			w[((size_t)block * n + i) * BLOCK + in_group % BLOCK] =
				l->weights[(size_t)o * n + i];
	}
	return w;
}

struct oracle *oracle_build(const struct net *n)
{
	struct oracle *o = xcalloc(1, sizeof(*o));
	int i;

	o->net = n;
	o->packed = xcalloc(n->n_layers, sizeof(*o->packed));
	for (i = 0; i < n->n_layers; i++)
		if (net_op[n->layer[i].op].has_weights)
			o->packed[i] = pack(&n->layer[i]);
	return o;
}

void oracle_free(struct oracle *o)
{
	int i;

	if (!o)
		return;
	for (i = 0; i < o->net->n_layers; i++)
		free(o->packed[i]);
	free(o->packed);
	free(o);
}

static size_t n_values(const struct net_tensor *t)
{
	return (size_t)t->w * t->h * t->c;
}

int32_t **oracle_values(const struct oracle *o)
{
	int n = o->net->n_layers + 1, i;
	int32_t **value = xcalloc((size_t)n + 1, sizeof(*value));

	for (i = 0; i < n; i++)
		value[i] = xcalloc(n_values(&o->net->tensor[i]),
				   sizeof(**value));
	return value;
}

void oracle_values_free(int32_t **value)
{
	int i;

	for (i = 0; value && value[i]; i++)
		free(value[i]);
	free(value);
}

/* Floor of (a + half) / 2^n: rounds half up. A right shift of a negative number
 * is not C's to promise. */
static int64_t rounded(int64_t a, int n)
{
	if (!n)
		return a;
	a += (int64_t)1 << (n - 1);
	return a < 0 ? ~(~a >> n) : a >> n;
}

static int32_t clamped(int64_t v, int is_signed)
{
	int64_t lo = is_signed ? -128 : 0, hi = is_signed ? 127 : 255;

	return (int32_t)(v < lo ? lo : v > hi ? hi : v);
}

/* What the functions of a layer see. */
struct step {
	const struct net_layer *l;
	const struct net_tensor *in, *out, *skip_shape;
	const int32_t *x;	/* input values */
	const int32_t *skip;	/* values of the residual or NULL */
	int32_t *y;		/* output values */
};

/* acc[j] += sum over i of x[i] * w[i][j]. x has 8 bits. The pragma keeps the inner
 * loop whole until it is vectorised: -O3 unrolls it first and is four times slower. */
static void multiply(const int32_t *x, const int16_t *w, int n,
		     int32_t acc[BLOCK])
{
	int32_t sum[BLOCK];
	int i, j;

	for (j = 0; j < BLOCK; j++)
		sum[j] = acc[j];
	for (i = 0; i < n; i++, w += BLOCK) {
		int16_t v = (int16_t)x[i];

#pragma GCC unroll 1
		for (j = 0; j < BLOCK; j++)
			sum[j] += v * w[j];
	}
	for (j = 0; j < BLOCK; j++)
		acc[j] = sum[j];
}

/* The residual of output value (y, x, c), 0 where none joins. */
static int32_t skip_at(const struct step *s, int y, int x, int c)
{
	const struct net_tensor *t = s->skip_shape;
	int64_t pixel;

	c -= s->l->skip_first;
	if (c < 0 || c >= t->c)
		return 0;
	pixel = (int64_t)y * s->l->skip_stride * t->w + x * s->l->skip_stride;
	return s->skip[pixel * t->c + c];
}

/* Sum without bias to output value. */
static void finish(const struct step *s, int y, int x, int c, int32_t sum)
{
	const struct net_layer *l = s->l;
	int64_t acc = (int64_t)sum + (l->bias ? l->bias[c] : 0), t;
	int32_t *out = &s->y[((int64_t)y * s->out->w + x) * s->out->c + c];
	int shift;

	if (s->out->bits == 32) {
		*out = (int32_t)acc;
		return;
	}
	t = acc * (l->leak_mult && acc < 0 ? l->leak_mult[c] : l->mult[c]);
	if (s->skip)
		t += (int64_t)skip_at(s, y, x, c) * l->skip_mult[c];
	shift = l->shift[c] + (t < 0 ? l->leak_shift : 0);
	if (!l->table) {
		*out = clamped(rounded(t, shift), s->out->is_signed);
		return;
	}
	*out = l->table[clamped(rounded(t, shift), l->clamp_signed) & 255];
	if (s->out->is_signed && *out > 127)
		*out -= 256;
}

/* The part of a kernel of k taps, d pixels apart, that lies over an image side of n
 * pixels when it starts at `origin`: taps *from .. *to - 1. */
static void overlap(int origin, int k, int d, int n, int *from, int *to)
{
	*from = origin < 0 ? (-origin + d - 1) / d : 0;
	*to = origin + (k - 1) * d < n ? k : (n - 1 - origin) / d + 1;
}

/* Sums of a block at output pixel (y, x) from its weights `w`; the input channels
 * of its group start at `first`. */
static void conv_block(const struct step *s, const int16_t *w, int y, int x,
		       int first, int32_t acc[BLOCK])
{
	const struct net_layer *l = s->l;
	int y0 = y * l->stride_y - l->pad_y, x0 = x * l->stride_x - l->pad_x;
	int n = net_group_in(l), n_pixels = 1;
	int ky, ky_end, kx_first, kx_end, kx;

	overlap(x0, l->k_w, l->dilation_x, s->in->w, &kx_first, &kx_end);
	overlap(y0, l->k_h, l->dilation_y, s->in->h, &ky, &ky_end);
	/* the channels of neighbours follow each other */
	if (l->groups == 1 && l->dilation_x == 1)
		n_pixels = kx_end - kx_first;
	for (; ky < ky_end; ky++)
		for (kx = kx_first; kx < kx_end; kx += n_pixels)
			multiply(s->x + ((int64_t)(y0 + ky * l->dilation_y) *
					 s->in->w + x0 + kx * l->dilation_x) *
				 l->c_in + first,
				 w + (size_t)(ky * l->k_w + kx) * n * BLOCK,
				 n_pixels * n, acc);
}

static void conv_pixel(const struct step *s, const int16_t *w, int y, int x)
{
	const struct net_layer *l = s->l;
	int n_in = net_group_in(l), n_out = l->c_out / l->groups;
	size_t n_block = (size_t)l->k_h * l->k_w * n_in * BLOCK;
	int g, c, j;

	for (g = 0; g < l->groups; g++) {
		for (c = 0; c < n_out; c += BLOCK, w += n_block) {
			int32_t acc[BLOCK] = {0};

			conv_block(s, w, y, x, g * n_in, acc);
			for (j = 0; j < BLOCK && c + j < n_out; j++)
				finish(s, y, x, g * n_out + c + j, acc[j]);
		}
	}
}

/* Maximum or mean over the window, which is zero outside the image. */
static int32_t pool_value(const struct step *s, int y, int x, int c)
{
	const struct net_layer *l = s->l;
	int32_t sum = 0, max = INT32_MIN;
	int ky, kx, shift = 0;

	for (ky = 0; ky < l->k_h; ky++) {
		for (kx = 0; kx < l->k_w; kx++) {
			int iy = y * l->stride_y - l->pad_y + ky * l->dilation_y;
			int ix = x * l->stride_x - l->pad_x + kx * l->dilation_x;
			int inside = iy >= 0 && iy < s->in->h && ix >= 0 &&
				     ix < s->in->w;
			int32_t v = inside ? s->x[((int64_t)iy * s->in->w + ix) *
						  s->in->c + c] : 0;

			sum += v;
			max = v > max ? v : max;
		}
	}
	if (net_op[l->op].reduce == REDUCE_MAX)
		return max;
	while (1 << shift < l->k_w * l->k_h)
		shift++;
	return (int32_t)rounded(sum, shift);
}

static void run_layer(const struct step *s, const int16_t *packed)
{
	const struct net_op_row *op = &net_op[s->l->op];
	int y, x, c;

	for (y = 0; y < s->out->h; y++) {
		for (x = 0; x < s->out->w; x++) {
			int64_t at = ((int64_t)y * s->out->w + x) * s->out->c;

			if (op->has_weights) {
				conv_pixel(s, packed, y, x);
				continue;
			}
			for (c = 0; c < s->out->c; c++) {
				int32_t v = op->reduce != REDUCE_NONE ?
					pool_value(s, y, x, c) : s->x[at + c];

				if (s->l->mult)
					finish(s, y, x, c, v);
				else
					s->y[at + c] = v;
			}
		}
	}
}

/* Pixel by pixel, the channels of one input after the other. */
static void concat(const struct net *n, int layer, int32_t **value)
{
	const struct net_layer *l = &n->layer[layer];
	const struct net_tensor *out = &n->tensor[layer + 1];
	int64_t n_pixels = (int64_t)out->w * out->h, p;
	int32_t *y = value[layer + 1];
	int i, c;

	for (p = 0; p < n_pixels; p++)
		for (i = 0; i < l->n_inputs; i++)
			for (c = 0; c < n->tensor[l->inputs[i]].c; c++)
				*y++ = value[l->inputs[i]]
					    [p * n->tensor[l->inputs[i]].c + c];
}

void oracle_run(const struct oracle *o, const void *input, int32_t **value)
{
	const struct net *n = o->net;
	size_t i, n_in = n_values(&n->tensor[0]);
	int l;

	for (i = 0; i < n_in; i++)
		value[0][i] = n->tensor[0].is_signed ?
			((const int8_t *)input)[i] : ((const uint8_t *)input)[i];
	for (l = 0; l < n->n_layers; l++) {
		const struct net_layer *layer = &n->layer[l];
		struct step s = {
			layer, &n->tensor[layer->input], &n->tensor[l + 1],
			NULL, value[layer->input], NULL, value[l + 1],
		};

		if (net_op[layer->op].concat) {
			concat(n, l, value);
			continue;
		}
		if (layer->skip >= 0) {
			s.skip_shape = &n->tensor[layer->skip];
			s.skip = value[layer->skip];
		}
		run_layer(&s, o->packed[l]);
	}
}

int oracle_top1(const int32_t *v, int n)
{
	int i, best = 0;

	for (i = 1; i < n; i++)
		if (v[i] > v[best])
			best = i;
	return best;
}
