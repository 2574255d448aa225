/* SPDX-License-Identifier: Apache-2.0 */
#include "tiny.h"

#include <assert.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct net_tensor *add_tensor(struct net *n, int w, int h, int c)
{
	struct net_tensor *t;

	n->tensor = xrealloc(n->tensor,
			     (n->n_layers + 1) * sizeof(*n->tensor));
	t = &n->tensor[n->n_layers];
	memset(t, 0, sizeof(*t));
	t->name = xasprintf("t%d", n->n_layers);
	t->w = w;
	t->h = h;
	t->c = c;
	t->bits = 8;
	return t;
}

struct net *tiny_net(int w, int h, int c)
{
	struct net *n = xcalloc(1, sizeof(*n));

	n->name = xstrdup("tiny");
	add_tensor(n, w, h, c)->is_signed = 1;
	return n;
}

static struct net_layer *add_layer(struct net *n, enum net_op op, int input,
				   int c_out)
{
	struct net_layer *l;
	int i;

	n->layer = xrealloc(n->layer, (n->n_layers + 1) * sizeof(*n->layer));
	l = &n->layer[n->n_layers];
	memset(l, 0, sizeof(*l));
	l->name = xasprintf("l%d", n->n_layers++);
	l->op = op;
	l->input = input;
	l->skip = -1;
	l->k_w = l->k_h = l->stride_x = l->stride_y = l->groups = 1;
	l->dilation_x = l->dilation_y = 1;
	l->c_in = n->tensor[input].c;
	l->c_out = c_out;
	if (net_op[op].reduce != REDUCE_NONE || net_op[op].concat)
		return l;	/* without constants */
	l->bias = xcalloc(c_out, sizeof(*l->bias));
	l->mult = xcalloc(c_out, sizeof(*l->mult));
	l->shift = xcalloc(c_out, sizeof(*l->shift));
	l->skip_mult = xcalloc(c_out, sizeof(*l->skip_mult));
	for (i = 0; i < c_out; i++) {
		l->bias[i] = 7 * i - 20;
		l->mult[i] = op == NET_CONV ? 3 + i : 1;
		l->shift[i] = op == NET_CONV ? 5 + i % 3 : 0;
	}
	return l;
}

static void new_weights(struct net_layer *l)
{
	int i, n = l->c_out * l->k_w * l->k_h * net_group_in(l);

	free(l->weights);
	l->weights = xcalloc(n, 1);
	for (i = 0; i < n; i++)
		l->weights[i] = (int8_t)(i * 37 % 255 - 127);
}

int tiny_conv(struct net *n, int input, int k, int stride, int c_out)
{
	struct net_layer *l = add_layer(n, NET_CONV, input, c_out);
	struct net_tensor *t = &n->tensor[input];

	l->k_w = l->k_h = k;
	l->stride_x = l->stride_y = stride;
	l->pad_x = l->pad_y = k / 2;
	l->weight_bits = 8;
	new_weights(l);
	add_tensor(n, (t->w + stride - 1) / stride, (t->h + stride - 1) / stride,
		   c_out);
	return n->n_layers;
}

int tiny_pool(struct net *n, int input, enum net_op op, int k)
{
	struct net_tensor *t = &n->tensor[input];
	struct net_layer *l = add_layer(n, op, input, t->c);
	int is_signed = t->is_signed;

	l->k_w = l->k_h = l->stride_x = l->stride_y = k;
	add_tensor(n, t->w / k, t->h / k, t->c)->is_signed = is_signed;
	return n->n_layers;
}

int tiny_add(struct net *n, int input, int skip)
{
	struct net_tensor *t = &n->tensor[input];

	add_layer(n, NET_ADD, input, t->c);
	add_tensor(n, t->w, t->h, t->c);
	tiny_skip(n, skip, 1, 0);
	return n->n_layers;
}

void tiny_skip(struct net *n, int skip, int stride, int first)
{
	struct net_layer *l = &n->layer[n->n_layers - 1];
	int i;

	l->skip = skip;
	l->skip_stride = stride;
	l->skip_first = first;
	for (i = 0; i < n->tensor[skip].c; i++)
		l->skip_mult[first + i] = 64 - i;
}

void tiny_groups(struct net *n, int groups)
{
	struct net_layer *l = &n->layer[n->n_layers - 1];

	l->groups = groups;
	new_weights(l);
}

void tiny_window(struct net *n, int k_w, int k_h, int stride, int pad_x, int pad_y)
{
	struct net_layer *l = &n->layer[n->n_layers - 1];
	const struct net_tensor *in = &n->tensor[l->input];
	struct net_tensor *out = &n->tensor[n->n_layers];

	l->k_w = k_w;
	l->k_h = k_h;
	l->stride_x = l->stride_y = stride;
	l->dilation_x = l->dilation_y = 1;
	l->pad_x = pad_x;
	l->pad_y = pad_y;
	out->w = (in->w + 2 * pad_x - k_w) / stride + 1;
	out->h = (in->h + 2 * pad_y - k_h) / stride + 1;
	if (net_op[l->op].has_weights)
		new_weights(l);
}

void tiny_steps(struct net *n, int stride_x, int stride_y, int dilation_x,
		int dilation_y)
{
	struct net_layer *l = &n->layer[n->n_layers - 1];
	const struct net_tensor *in = &n->tensor[l->input];
	struct net_tensor *out = &n->tensor[n->n_layers];

	l->stride_x = stride_x;
	l->stride_y = stride_y;
	l->dilation_x = dilation_x;
	l->dilation_y = dilation_y;
	l->pad_x = (net_span_x(l) - 1) / 2;
	l->pad_y = (net_span_y(l) - 1) / 2;
	out->w = (in->w + stride_x - 1) / stride_x;
	out->h = (in->h + stride_y - 1) / stride_y;
}

void tiny_scale(struct net *n, int mult, int shift, int is_signed)
{
	struct net_layer *l = &n->layer[n->n_layers - 1];
	int c;

	l->mult = xcalloc(l->c_out, sizeof(*l->mult));
	l->shift = xcalloc(l->c_out, sizeof(*l->shift));
	for (c = 0; c < l->c_out; c++) {
		l->mult[c] = mult + c;
		l->shift[c] = shift;
	}
	n->tensor[n->n_layers].is_signed = is_signed;
}

int tiny_concat(struct net *n, int n_inputs, const int *inputs)
{
	const struct net_tensor first = n->tensor[inputs[0]];
	struct net_layer *l;
	int i, c = 0;

	for (i = 0; i < n_inputs; i++)
		c += n->tensor[inputs[i]].c;
	l = add_layer(n, NET_CONCAT, inputs[0], c);
	l->c_in = c;
	l->n_inputs = n_inputs;
	l->inputs = xcalloc(n_inputs, sizeof(*l->inputs));
	memcpy(l->inputs, inputs, n_inputs * sizeof(*inputs));
	add_tensor(n, first.w, first.h, c)->is_signed = first.is_signed;
	return n->n_layers;
}

void tiny_leak(struct net *n, int leak_shift)
{
	n->layer[n->n_layers - 1].leak_shift = leak_shift;
	n->tensor[n->n_layers].is_signed = 1;
}

void tiny_leak_mult(struct net *n)
{
	struct net_layer *l = &n->layer[n->n_layers - 1];
	int c;

	l->leak_mult = xcalloc(l->c_out, sizeof(*l->leak_mult));
	for (c = 0; c < l->c_out; c++)
		l->leak_mult[c] = l->mult[c] * (c % 5 - 1) / 4;
}

void tiny_table(struct net *n, int clamp_signed, int is_signed)
{
	struct net_layer *l = &n->layer[n->n_layers - 1];
	int i;

	l->clamp_signed = clamp_signed;
	n->tensor[n->n_layers].is_signed = is_signed;
	l->table = xmalloc(256);
	for (i = 0; i < 256; i++)
		l->table[i] = (uint8_t)(i * 89 + 13);
}

void tiny_raw(struct net *n)
{
	n->tensor[n->n_layers].bits = 32;
	n->tensor[n->n_layers].is_signed = 1;
}

struct net *tiny_resnet(void)
{
	struct net *n = tiny_net(8, 8, 3);
	int t = tiny_conv(n, 0, 3, 1, 8);

	tiny_conv(n, t, 3, 1, 8);
	tiny_conv(n, t + 1, 3, 1, 8);
	tiny_skip(n, t, 1, 0);
	t += 2;
	tiny_conv(n, t, 3, 2, 16);
	tiny_conv(n, t + 1, 3, 1, 16);
	tiny_skip(n, t, 2, 4);
	t = tiny_pool(n, t + 2, NET_AVG_POOL, 4);
	tiny_conv(n, t, 1, 1, 10);
	tiny_raw(n);
	return n;
}

uint8_t *tiny_image(const struct net *n, uint64_t *seed)
{
	const struct net_tensor *in = &n->tensor[0];
	int n_bytes = in->w * in->h * in->c, i;
	uint8_t *hwc = xmalloc(n_bytes);

	for (i = 0; i < n_bytes; i++)
		hwc[i] = (uint8_t)(rand_next(seed) >> 56);
	return hwc;
}

struct arch *tiny_arch(const char *topology, const char *set)
{
	struct err e;
	struct arch *a;
	char *text, *sets[1] = { NULL };

	text = xasprintf("imcfab-arch 1\nname = tiny\ntopology = %s\n"
		"clock = 1000 MHz\nlink.bits = 32 bit\nlink.vcs = 2\n"
		"link.depth = 4 flit\nxbar.rows = 144\nxbar.cols = 64\n"
		"xbar.mvm = 20 cycle\nxbar.weight_bits = 8 bit\n"
		"adc.bits = 24 bit\nact.bytes = 1024 byte\n"
		"skip.bytes = 1024 byte\n", topology);
	sets[0] = set ? xstrdup(set) : NULL;
	a = arch_parse(text, "tiny.arch", 1, sets, set != NULL, &e);
	assert(a);
	free(sets[0]);
	free(text);
	return a;
}

struct topo *tiny_topo(const char *expr)
{
	struct err e;
	struct topo *t = topo_build(expr, "a test", 0, &e);

	ck_assert_msg(t != NULL, "%s: %s", expr, t ? "" : e.text);
	return t;
}
