/* SPDX-License-Identifier: Apache-2.0 */
#include "net_file.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

/* The lists of a file while they grow, and its .bin. */
struct writer {
	const struct net *n;
	struct text layers, tensors, bin;
};

static void put_int32(struct text *t, int32_t v)
{
	const uint32_t u = (uint32_t)v;

	text_add_bytes(t, (uint8_t[]) { u & 255, u >> 8 & 255, u >> 16 & 255,
					u >> 24 }, 4);
}

/* Begins a tensor of `bytes`, which the caller adds to w->bin. `shape`: its text. */
static void begin(struct writer *w, const char *layer, const char *key,
		  const char *dtype, const char *shape, size_t bytes)
{
	while (w->bin.n % 4)
		text_add_bytes(&w->bin, "", 1);
	text_add(&w->tensors, "%s\n  {\"name\": \"%s%s%s\", \"dtype\": \"%s\", "
		 "\"shape\": [%s], \"offset\": %zu, \"bytes\": %zu}",
		 w->tensors.n ? "," : "", layer, *layer ? "." : "", key, dtype,
		 shape, w->bin.n, bytes);
}

static void put_constants(struct writer *w, const struct net_layer *l,
			  const char *key, const int32_t *v)
{
	char *shape = xasprintf("%d", l->c_out);

	begin(w, l->name, key, "int32", shape, 4 * (size_t)l->c_out);
	for (int i = 0; i < l->c_out; i++)
		put_int32(&w->bin, v[i]);
	free(shape);
}

/* In the file the pixels of the kernel are the last index, here the channels. */
static void put_weights(struct writer *w, const struct net_layer *l)
{
	int pixels = l->k_w * l->k_h, c_in = net_group_in(l);
	char *shape = xasprintf("%d, %d, %d, %d", l->c_out, c_in, l->k_h, l->k_w);
	size_t n = (size_t)l->c_out * pixels * c_in;
	int8_t *v = xmalloc(n);

	for (size_t i = 0; i < n; i++) {
		size_t o = i / pixels / c_in, c = i / pixels % c_in;

		v[i] = l->weights[(o * pixels + i % pixels) * c_in + c];
	}
	begin(w, l->name, "weight", "int8", shape, n);
	text_add_bytes(&w->bin, v, n);
	free(v);
	free(shape);
}

static void put_window(struct writer *w, const struct net_layer *l)
{
	if (net_op[l->op].reduce != REDUCE_NONE)
		text_add(&w->layers, ", \"kernel\": [%d, %d]", l->k_w, l->k_h);
	text_add(&w->layers, ", \"stride\": [%d, %d], \"dilation\": [%d, %d], "
		 "\"pad\": [%d, %d]", l->stride_x, l->stride_y, l->dilation_x,
		 l->dilation_y, l->pad_x, l->pad_y);
	if (net_op[l->op].has_weights)
		text_add(&w->layers, ", \"groups\": %d, \"weight_bits\": %d",
			 l->groups, l->weight_bits);
}

static void put_skip(struct writer *w, const struct net_layer *l)
{
	const struct net_tensor *skip = &w->n->tensor[l->skip];

	assert(l->skip_first == (l->c_out - skip->c) / 2);
	text_add(&w->layers, ", \"skip\": \"%s\"", skip->name);
	put_constants(w, l, "skip_mult", l->skip_mult);
}

static void put_layer(struct writer *w, int i)
{
	const struct net_layer *l = &w->n->layer[i];
	const struct net_op_row *op = &net_op[l->op];
	const struct net_tensor *out = &w->n->tensor[i + 1];

	text_add(&w->layers, "%s\n  {\"name\": \"%s\", \"op\": \"%s\", \"output\": \"%s\"",
		 i ? "," : "", l->name, op->name, out->name);
	if (op->concat) {
		for (int k = 0; k < l->n_inputs; k++)
			text_add(&w->layers, "%s\"%s\"", k ? ", " : ", \"inputs\": [",
				 w->n->tensor[l->inputs[k]].name);
		text_add(&w->layers, "]}");
		return;
	}
	text_add(&w->layers, ", \"input\": \"%s\"", w->n->tensor[l->input].name);
	if (op->reduce != REDUCE_NONE || op->has_weights)
		put_window(w, l);
	if (op->has_weights)
		put_weights(w, l);
	if (l->bias)
		put_constants(w, l, "bias", l->bias);
	if (l->mult && out->bits == 8) {
		put_constants(w, l, "mult", l->mult);
		put_constants(w, l, "shift", l->shift);
		text_add(&w->layers, ", \"output_signed\": %d", out->is_signed);
	}
	if (l->leak_shift)
		text_add(&w->layers, ", \"leak_shift\": %d", l->leak_shift);
	if (l->skip >= 0)
		put_skip(w, l);
	text_add(&w->layers, "}");
}

static void put_lut(struct writer *w)
{
	const struct net_tensor *in = &w->n->tensor[0];
	char *shape = xasprintf("%d, 256", in->c);

	begin(w, "", "input_lut", in->is_signed ? "int8" : "uint8", shape,
	      (size_t)in->c * 256);
	text_add_bytes(&w->bin, w->n->input_lut, (size_t)in->c * 256);
	free(shape);
}

int net_file_write(const struct net *n, const char *path, struct err *e)
{
	struct writer w = {.n = n};
	const struct net_tensor *in = &n->tensor[0];
	size_t stem = strlen(path) - strlen(".json");
	char *bin = xasprintf("%.*s.bin", (int)stem, path);
	struct text all = {0};
	int r;

	assert(!strcmp(path + stem, ".json"));
	assert(!in->is_signed || n->input_lut);
	for (int i = 0; i < n->n_layers; i++)
		put_layer(&w, i);
	if (n->input_lut)
		put_lut(&w);
	text_add(&all, "{\n \"model\": \"%s\",\n \"input\": {\"name\": \"%s\", \"w\": %d, "
		 "\"h\": %d, \"c\": %d, \"signed\": %s},\n \"bin_bytes\": %zu,\n"
		 " \"layers\": [%s\n ],\n \"tensors\": [%s\n ]\n}\n", n->name, in->name,
		 in->w, in->h, in->c, in->is_signed ? "true" : "false", w.bin.n,
		 w.layers.s, w.tensors.s);
	r = file_write(bin, w.bin.s, w.bin.n, e) < 0 ||
	    file_write(path, all.s, all.n, e) < 0 ? -1 : 0;
	text_free(&w.layers);
	text_free(&w.tensors);
	text_free(&w.bin);
	text_free(&all);
	free(bin);
	return r;
}
