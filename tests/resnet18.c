/* SPDX-License-Identifier: Apache-2.0 */
#include "resnet18.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "refmodel/oracle.h"
#include "tiny.h"

/* A network while it grows. Layers return the tensor that they make. */
struct growing {
	struct net *n;
	const uint8_t *hwc;
	uint64_t seed;
};

static int pick(struct growing *g, int lo, int hi)
{
	return lo + (int)((rand_next(&g->seed) >> 33) % (hi - lo + 1));
}

static int named(struct growing *g, const char *block, const char *name)
{
	struct net *n = g->n;
	struct net_layer *l = &n->layer[n->n_layers - 1];
	struct net_tensor *t = &n->tensor[n->n_layers];

	free(l->name);
	free(t->name);
	l->name = xasprintf("%s%s", block, name);
	t->name = xstrdup(l->name);
	return n->n_layers;
}

/* Mean and standard deviation of the sums of each channel of the last layer, whose
 * bias is 0. Where a channel hardly varies, a twentieth of all channels' deviation
 * stands for its own. */
static void measure(const struct growing *g, double *mean, double *spread)
{
	struct net_tensor *out = &g->n->tensor[g->n->n_layers];
	int n = out->w * out->h, c_out = out->c, i, c;
	struct oracle *o;
	int32_t **value, *y;
	double all = 0;

	out->bits = 32;
	o = oracle_build(g->n);
	value = oracle_values(o);
	oracle_run(o, g->hwc, value);
	out->bits = 8;
	y = value[g->n->n_layers];
	for (c = 0; c < c_out; c++) {
		mean[c] = spread[c] = 0;
		for (i = 0; i < n; i++)
			mean[c] += (double)y[i * c_out + c] / n;
		for (i = 0; i < n; i++)
			spread[c] += pow(y[i * c_out + c] - mean[c], 2) / n;
		all += (spread[c] + mean[c] * mean[c]) / c_out;
	}
	for (c = 0; c < c_out; c++)
		spread[c] = sqrt(spread[c] + all / 400 + 1);
	oracle_values_free(value);
	oracle_free(o);
}

/* Weights of the last layer, and constants that bring its results near 0 with a
 * standard deviation of `deviation`. */
static void fill(struct growing *g, double deviation)
{
	struct net_layer *l = &g->n->layer[g->n->n_layers - 1];
	int n = l->k_w * l->k_h * l->c_in * l->c_out, i;
	double *mean = xcalloc(l->c_out, sizeof(*mean));
	double *spread = xcalloc(l->c_out, sizeof(*spread));

	for (i = 0; i < n; i++)	/* many small ones, few large */
		l->weights[i] = (int8_t)(pick(g, -42, 42) + pick(g, -42, 42) +
					 pick(g, -42, 42));
	memset(l->bias, 0, l->c_out * sizeof(*l->bias));
	measure(g, mean, spread);
	for (i = 0; i < l->c_out; i++) {
		double scale = deviation / spread[i];

		l->shift[i] = (int)floor(log2(65535 / scale));
		l->mult[i] = (int)lrint(ldexp(scale, l->shift[i]));
		l->bias[i] = (int)lrint(spread[i] * pick(g, -50, 50) / 100 - mean[i]);
	}
	free(mean);
	free(spread);
}

static int conv(struct growing *g, int input, int k, int stride, int c_out,
		double deviation)
{
	int t = tiny_conv(g->n, input, k, stride, c_out);

	fill(g, deviation);
	return t;
}

/* A residual, by 0.7, joins the last layer. */
static void join(struct growing *g, int skip)
{
	struct net_layer *l = &g->n->layer[g->n->n_layers - 1];

	tiny_skip(g->n, skip, 1, 0);
	for (int c = 0; c < l->c_out; c++)
		l->skip_mult[c] = (int)lrint(ldexp(0.7, l->shift[c]));
}

static int block(struct growing *g, int in, const char *name, int stride, int c_out)
{
	int skip = in, t;

	if (c_out != g->n->tensor[in].c) {
		conv(g, in, 1, stride, c_out, 50);
		skip = named(g, name, ".down");
		g->n->tensor[skip].is_signed = 1;
	}
	conv(g, in, 3, stride, c_out, 50);
	t = named(g, name, ".a");
	conv(g, t, 3, 1, c_out, 35);
	t = named(g, name, ".b");
	join(g, skip);
	return t;
}

struct net *resnet18(int side, int width, const uint8_t *hwc, uint64_t seed)
{
	struct growing g = { tiny_net(side, side, 3), hwc, seed };
	int t, stage, b;

	free(g.n->name);
	g.n->name = xstrdup("resnet18");
	g.n->tensor[0].is_signed = 0;
	conv(&g, 0, 7, 2, width, 50);
	t = named(&g, "", "stem");
	tiny_pool(g.n, t, NET_MAX_POOL, 3);
	tiny_window(g.n, 3, 3, 2, 1, 1);
	t = named(&g, "", "pool");
	for (stage = 0; stage < 4; stage++)
		for (b = 0; b < 2; b++) {
			char *name = xasprintf("l%d.%d", stage + 1, b);

			t = block(&g, t, name, b || !stage ? 1 : 2, width << stage);
			free(name);
		}
	tiny_pool(g.n, t, NET_AVG_POOL, g.n->tensor[t].w);
	t = named(&g, "", "mean");
	conv(&g, t, 1, 1, 1000, 50);
	named(&g, "", "fc");
	tiny_raw(g.n);
	return g.n;
}
