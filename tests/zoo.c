/* SPDX-License-Identifier: Apache-2.0 */
#include "zoo.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "refmodel/oracle.h"
#include "tiny.h"

/* A network while it grows. Layers return the tensor that they make. */
struct growing {
	struct net *n;
	uint64_t seed;
	int size;
};

enum form { RELU, LINEAR, LEAKY };	/* LINEAR and LEAKY: signed results */

/* lo .. hi */
static int pick(struct growing *g, int lo, int hi)
{
	return lo + (int)((rand_next(&g->seed) >> 33) % (hi - lo + 1));
}

/* Channels of a layer that is not wide: rarely a multiple of four. */
static int some(struct growing *g)
{
	return pick(g, 3, 5 + 4 * g->size);
}

static struct net_layer *last(struct growing *g)
{
	return &g->n->layer[g->n->n_layers - 1];
}

/* Mean and standard deviation of the sums of the last layer, whose bias is 0, for an
 * image of random bytes. */
static void measure(const struct growing *g, double *mean, double *spread)
{
	struct net_tensor *out = &g->n->tensor[g->n->n_layers];
	int n = out->w * out->h * out->c, i;
	uint64_t seed = 5;
	uint8_t *hwc = tiny_image(g->n, &seed);
	struct oracle *o;
	int32_t **value, *y;
	double squares = 0;

	out->bits = 32;
	o = oracle_build(g->n);
	value = oracle_values(o);
	oracle_run(o, hwc, value);
	out->bits = 8;
	y = value[g->n->n_layers];
	*mean = 0;
	for (i = 0; i < n; i++)
		*mean += (double)y[i] / n;
	for (i = 0; i < n; i++)
		squares += (y[i] - *mean) * (y[i] - *mean) / n;
	*spread = sqrt(squares) + 1;
	oracle_values_free(value);
	oracle_free(o);
	free(hwc);
}

/* Random weights of the last layer, and constants that bring its results near 0 with
 * a standard deviation of about 50. */
static void fill(struct growing *g)
{
	static const int bits[] = { 8, 8, 5, 3 };
	struct net_layer *l = last(g);
	int n = l->k_w * l->k_h * net_group_in(l), i, limit;
	double mean, spread;

	l->weight_bits = bits[pick(g, 0, 3)];
	limit = 1 << (l->weight_bits - 1);
	for (i = 0; i < n * l->c_out; i++)
		l->weights[i] = (int8_t)pick(g, -limit, limit - 1);
	memset(l->bias, 0, l->c_out * sizeof(*l->bias));
	measure(g, &mean, &spread);
	for (i = 0; i < l->c_out; i++) {
		double scale = 50 / spread * pick(g, 70, 140) / 100;

		l->shift[i] = (int)floor(log2(255 / scale));
		l->mult[i] = (int)lrint(ldexp(scale, l->shift[i]));
		l->bias[i] = (int)(spread * pick(g, -10, 80) / 100 - mean);
	}
}

static void set_form(struct growing *g, enum form form)
{
	g->n->tensor[g->n->n_layers].is_signed = form != RELU;
	if (form == LEAKY)
		tiny_leak(g->n, pick(g, 1, 3));
}

static int conv(struct growing *g, int input, int k, int stride, int c_out,
		enum form form)
{
	int t = tiny_conv(g->n, input, k, stride, c_out);

	fill(g);
	set_form(g, form);
	return t;
}

static int grouped(struct growing *g, int input, int k, int stride, int c_out,
		   int groups)
{
	int t = tiny_conv(g->n, input, k, stride, c_out);

	tiny_groups(g->n, groups);
	fill(g);
	return t;
}

/* A convolution with any window. */
static int windowed(struct growing *g, int input, int k_w, int k_h, int stride,
		    int pad_x, int pad_y, int c_out)
{
	int t = tiny_conv(g->n, input, 1, 1, c_out);

	tiny_window(g->n, k_w, k_h, stride, pad_x, pad_y);
	fill(g);
	return t;
}

/* A convolution of 3x3 with these steps, in groups. */
static int stepped(struct growing *g, int input, int stride_x, int stride_y,
		   int dilation_x, int dilation_y, int c_out, int groups)
{
	int t = tiny_conv(g->n, input, 3, 1, c_out);

	tiny_groups(g->n, groups);
	tiny_steps(g->n, stride_x, stride_y, dilation_x, dilation_y);
	fill(g);
	return t;
}

/* Over the whole map. */
static int dense(struct growing *g, int input, int c_out)
{
	const struct net_tensor *in = &g->n->tensor[input];

	return windowed(g, input, in->w, in->h, 1, 0, 0, c_out);
}

static int pool(struct growing *g, int input, enum net_op op, int k, int stride,
		int pad)
{
	int t = tiny_pool(g->n, input, op, k);

	tiny_window(g->n, k, k, stride, pad, pad);
	return t;
}

/* The last layer, a pooling, requantises to 0..255. */
static void scale(struct growing *g)
{
	tiny_scale(g->n, pick(g, 700, 1200), 10, 0);
}

/* Mean over the whole map, of a square, then a dense layer of raw results. */
static struct net *classify(struct growing *g, int input)
{
	int t = tiny_pool(g->n, input, NET_AVG_POOL, g->n->tensor[input].w);

	conv(g, t, 1, 1, pick(g, 5, 11), LINEAR);
	tiny_raw(g->n);
	return g->n;
}

/* A residual joins the last layer, in its middle. */
static void join(struct growing *g, int skip)
{
	struct net_layer *l = last(g);
	const struct net_tensor *s = &g->n->tensor[skip];
	const struct net_tensor *out = &g->n->tensor[g->n->n_layers];
	int first = (l->c_out - s->c) / 2, c;

	tiny_skip(g->n, skip, (s->w + out->w - 1) / out->w, first);
	for (c = first; c < first + s->c; c++)	/* by 0.2 to 0.6 */
		l->skip_mult[c] = (int)ldexp(pick(g, 20, 60) / 100.0, l->shift[c]);
}

static int add(struct growing *g, int input, int skip)
{
	int t = tiny_add(g->n, input, skip), c;
	struct net_layer *l = last(g);

	for (c = 0; c < l->c_out; c++) {
		l->bias[c] = pick(g, -20, 20);
		l->mult[c] = pick(g, 256, 512);
		l->shift[c] = 9;
	}
	join(g, skip);
	return t;
}

static struct growing start(const char *name, uint64_t seed, int size, int w, int h,
			    int c)
{
	struct growing g = { tiny_net(w, h, c), seed, size };

	assert(size >= 1 && size <= ZOO_SIZE_MAX);
	free(g.n->name);
	g.n->name = xasprintf("%s%d", name, size);
	g.n->tensor[0].is_signed = pick(&g, 0, 1);
	return g;
}

static struct net *vgg(uint64_t seed, int size)
{
	int side = 6 + 2 * size, most = 66 + 78 * size, t;
	struct growing g = start("vgg", seed, size, side, side, 3);

	t = conv(&g, 0, 3, 1, pick(&g, 66, most), RELU);
	t = conv(&g, t, 3, 1, pick(&g, 66, most), RELU);
	t = pool(&g, t, NET_MAX_POOL, 2, 2, 0);
	t = conv(&g, t, 3, 1, pick(&g, most - 40, most), RELU);
	t = pool(&g, t, NET_MAX_POOL, 2, 2, 0);
	t = dense(&g, t, pick(&g, 66, most));
	dense(&g, t, pick(&g, 66, 130));
	tiny_raw(g.n);
	return g.n;
}

static int inception(struct growing *g, int in)
{
	int b[4];

	b[0] = conv(g, in, 1, 1, some(g), RELU);
	b[1] = conv(g, in, 1, 1, some(g), RELU);
	b[1] = conv(g, b[1], 3, 1, some(g), RELU);
	b[2] = conv(g, in, 1, 1, some(g), RELU);
	b[2] = conv(g, b[2], 5, 1, some(g), RELU);
	b[3] = pool(g, in, NET_MAX_POOL, 3, 1, 1);
	b[3] = conv(g, b[3], 1, 1, some(g), RELU);
	return tiny_concat(g->n, 4, b);
}

/* Half the sides; two branches are poolings. */
static int reduction(struct growing *g, int in)
{
	int b[3];

	b[0] = pool(g, in, NET_MAX_POOL, 3, 2, 1);
	b[1] = conv(g, in, 3, 2, some(g), RELU);
	b[2] = pool(g, in, NET_AVG_POOL, 2, 2, 0);
	scale(g);
	return tiny_concat(g->n, 3, b);
}

static struct net *googlenet(uint64_t seed, int size)
{
	int side = 8 << size, t;
	struct growing g = start("googlenet", seed, size, side, side, 3);

	t = conv(&g, 0, 3, 2, some(&g), RELU);
	t = pool(&g, t, NET_MAX_POOL, 3, 2, 1);
	t = inception(&g, t);
	t = reduction(&g, t);
	t = inception(&g, t);
	return classify(&g, t);
}

static int separable(struct growing *g, int in, int stride, int c_out)
{
	int c = g->n->tensor[in].c;

	return conv(g, grouped(g, in, 3, stride, c, c), 1, 1, c_out, RELU);
}

/* An inverted residual: wider inside, no activation function at its end. */
static int inverted(struct growing *g, int in)
{
	int c = g->n->tensor[in].c, wide = c * 2 + 1, t;

	t = conv(g, in, 1, 1, wide, RELU);
	t = grouped(g, t, 3, 1, wide, wide);
	t = conv(g, t, 1, 1, c, LINEAR);
	join(g, in);
	return t;
}

static struct net *mobilenet(uint64_t seed, int size)
{
	int side = 8 << size, t;
	struct growing g = start("mobilenet", seed, size, side, side, 3);

	t = conv(&g, 0, 3, 2, some(&g), RELU);
	t = separable(&g, t, 1, 2 * some(&g));
	t = separable(&g, t, 2, 2 * some(&g));
	t = inverted(&g, t);
	t = inverted(&g, t);
	t = separable(&g, t, 2, 3 * some(&g));
	return classify(&g, t);
}

/* Two layers and a residual, through a projection where `stride` is 2. */
static int block(struct growing *g, int in, int stride, int c)
{
	int skip = stride > 1 ? conv(g, in, 1, stride, c, LINEAR) : in;
	int t = conv(g, in, 3, stride, c, RELU);

	t = conv(g, t, 3, 1, c, RELU);
	join(g, skip);
	return t;
}

static struct net *resnet(uint64_t seed, int size)
{
	int side = 8 << size, t;
	struct growing g = start("resnet", seed, size, side, side, 3);
	int c = some(&g);

	t = conv(&g, 0, 7, 2, c, RELU);
	t = pool(&g, t, NET_MAX_POOL, 3, 2, 1);
	t = block(&g, t, 1, c + 2);	/* a residual of fewer channels */
	t = block(&g, t, 2, 2 * c + 3);
	t = block(&g, t, 1, 2 * c + 3);
	return classify(&g, t);
}

static struct net *overlap(uint64_t seed, int size)
{
	struct growing g = start("overlap", seed, size, 4 + 3 * size, 6 + 3 * size,
				 3);
	int c = some(&g), t[6];

	t[0] = conv(&g, 0, 3, 1, c, RELU);
	t[1] = conv(&g, t[0], 3, 1, c, LEAKY);
	t[2] = conv(&g, t[1], 3, 1, c, RELU);
	join(&g, t[0]);
	t[3] = conv(&g, t[2], 3, 1, c + 5, LINEAR);
	join(&g, t[1]);
	t[4] = conv(&g, t[3], 1, 1, c + 5, RELU);
	join(&g, t[2]);
	t[5] = add(&g, t[4], t[3]);
	dense(&g, t[5], 9);
	tiny_raw(g.n);
	return g.n;
}

static struct net *lenet(uint64_t seed, int size)
{
	struct growing g = start("lenet", seed, size, 28, 28, 1);
	int t;

	t = conv(&g, 0, 5, 1, some(&g), LEAKY);
	t = pool(&g, t, NET_AVG_POOL, 2, 2, 0);
	t = windowed(&g, t, 5, 5, 1, 0, 0, some(&g));
	t = pool(&g, t, NET_MAX_POOL, 2, 2, 0);
	t = dense(&g, t, 30 * size + 1);
	dense(&g, t, 10);
	tiny_raw(g.n);
	return g.n;
}

static struct net *odd(uint64_t seed, int size)
{
	struct growing g = start("odd", seed, size, 30, 17, 3);
	int a, b, t, groups = 2 * size + 1;

	t = windowed(&g, 0, 5, 3, 2, 1, 1, groups * 3);
	a = grouped(&g, t, 3, 1, groups * 5, groups);
	b = pool(&g, t, NET_MAX_POOL, 3, 1, 1);
	scale(&g);
	t = tiny_concat(g.n, 3, (const int[]) { b, a, t });
	t = windowed(&g, t, 1, 2, 2, 0, 1, some(&g));
	t = pool(&g, t, NET_AVG_POOL, 2, 2, 1);
	dense(&g, t, 7);
	tiny_raw(g.n);
	return g.n;
}

static struct net *tables(uint64_t seed, int size)
{
	struct growing g = start("tables", seed, size, 7 + 4 * size, 5 + 4 * size, 3);
	int c = some(&g), a, t;

	t = conv(&g, 0, 3, 1, c, LINEAR);
	tiny_leak_mult(g.n);
	a = conv(&g, t, 3, 1, c, LEAKY);
	tiny_leak_mult(g.n);
	join(&g, t);
	tiny_table(g.n, 1, 0);
	t = grouped(&g, a, 3, 2, c, c);
	tiny_table(g.n, 0, 1);
	t = add(&g, t, t);
	tiny_table(g.n, 1, 1);
	t = pool(&g, t, NET_AVG_POOL, 2, 1, 0);
	scale(&g);
	tiny_table(g.n, 0, 0);
	dense(&g, t, 7);
	tiny_raw(g.n);
	return g.n;
}

static struct net *deeplab(uint64_t seed, int size)
{
	struct growing g = start("deeplab", seed, size, 5 + 8 * size, 4 + 3 * size, 3);
	int b[4], c, t;

	t = stepped(&g, 0, 2, 1, 1, 1, some(&g), 1);
	t = stepped(&g, t, 1, 2, 2, 1, c = some(&g), 1);
	t = stepped(&g, t, 1, 1, 2, 2, c, c);
	b[0] = conv(&g, t, 1, 1, some(&g), RELU);
	b[1] = stepped(&g, t, 1, 1, 2, 2, some(&g), 1);
	b[2] = stepped(&g, t, 1, 1, 3, 1, some(&g), 1);
	b[3] = pool(&g, t, NET_MAX_POOL, 3, 1, 1);
	tiny_steps(g.n, 1, 1, 2, 3);
	t = tiny_concat(g.n, 4, b);
	t = conv(&g, t, 1, 1, some(&g), RELU);
	dense(&g, t, 7);
	tiny_raw(g.n);
	return g.n;
}

const struct zoo_row zoo[N_ZOO] = {
	{ "vgg", vgg }, { "googlenet", googlenet }, { "mobilenet", mobilenet },
	{ "resnet", resnet }, { "overlap", overlap }, { "lenet", lenet },
	{ "odd", odd }, { "deeplab", deeplab }, { "tables", tables },
};

/* Whether a residual starts or ends inside the span of another one. */
static int overlaps(const struct net *n, int layer)
{
	int l;

	for (l = 0; l < layer; l++)
		if (n->layer[l].skip >= 0 && n->layer[layer].skip >= 0 &&
		    n->layer[layer].skip > n->layer[l].skip &&
		    n->layer[layer].skip <= l)
			return 1;
	return 0;
}

/* The layer that makes a tensor, where it is a convolution of stride 2. */
static const struct net_layer *strided(const struct net *n, int tensor)
{
	const struct net_layer *l = tensor > 0 ? &n->layer[tensor - 1] : NULL;

	return l && l->op == NET_CONV && l->stride_x == 2 ? l : NULL;
}

struct zoo_features zoo_features(const struct net *n)
{
	struct zoo_features f = {0};

	for (int i = 0; i < n->n_layers; i++) {
		const struct net_layer *l = &n->layer[i];
		const struct net_op_row *op = &net_op[l->op];
		const struct net_tensor *out = &n->tensor[i + 1];
		const struct net_layer *source = strided(n, l->input);
		const struct net_layer *skip = strided(n, l->skip);

		if (op->has_weights && l->c_out > f.columns)
			f.columns = l->c_out;
		f.concats += op->concat;
		f.inputs += l->n_inputs;
		f.depthwise += l->groups > 1 && l->groups == l->c_in;
		f.groups += l->groups > 1 && l->groups < l->c_in;
		f.scaled += op->reduce != REDUCE_NONE && l->mult;
		f.skips += l->skip >= 0;
		f.overlaps += overlaps(n, i);
		f.projections += l->op == NET_CONV && skip && skip->k_w == 1;
		f.stems += l->op == NET_MAX_POOL && l->stride_x == 2 && source &&
			   source->input == 0;
		f.leaks += l->leak_shift > 0;
		f.strides += l->stride_x > 1 && op->has_weights;
		f.tables += l->table != NULL;
		f.leak_mults += l->leak_mult != NULL;
		f.uneven += l->stride_x != l->stride_y;
		f.dilations += l->dilation_x > 1 || l->dilation_y > 1;
		f.odd_channels += l->c_out % 4 != 0;
		f.not_square += l->k_w != l->k_h;
		f.padded_pools += op->reduce != REDUCE_NONE && l->pad_x;
		f.odd_maps += out->w > 1 && out->h > 1 && out->w % 2 && out->h % 2;
	}
	return f;
}
