/* SPDX-License-Identifier: Apache-2.0 */
#include "net_write.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"

/* The two texts as they grow. */
struct writer {
	const struct net *n;
	json_t *tensors;
	struct text *bin;
};

static void add_tensor(struct writer *w, const char *layer, const char *suffix,
		       const char *type, json_t *shape, size_t n_bytes)
{
	char *name = layer ? xasprintf("%s.%s", layer, suffix) : xstrdup(suffix);

	json_array_append_new(w->tensors, json_pack(
		"{s:o, s:s, s:o, s:I, s:I}", "name", json_text(name), "dtype", type,
		"shape", shape, "offset", (json_int_t)w->bin->n,
		"bytes", (json_int_t)n_bytes));
	free(name);
}

static void add_bytes(struct writer *w, const void *p, size_t n)
{
	static const char zeros[4];

	text_add_bytes(w->bin, p, n);
	text_add_bytes(w->bin, zeros, (4 - n % 4) % 4);
}

/* One number a channel, where there are any. */
static void add_channels(struct writer *w, const struct net_layer *l, const char *suffix,
			 const int32_t *v)
{
	if (!v)
		return;
	add_tensor(w, l->name, suffix, "int32", json_pack("[i]", l->c_out),
		   4 * (size_t)l->c_out);
	for (int c = 0; c < l->c_out; c++) {
		const uint32_t u = (uint32_t)v[c];
		const uint8_t b[4] = {u & 255, u >> 8 & 255, u >> 16 & 255, u >> 24};

		add_bytes(w, b, 4);
	}
}

/* [c_out][n_in][k_h][k_w], from the order of struct net_layer. */
static void add_weights(struct writer *w, const struct net_layer *l)
{
	const int n_in = net_group_in(l), area = l->k_w * l->k_h;
	const size_t n = (size_t)l->c_out * n_in * area;
	int8_t *v = xmalloc(n);

	for (int o = 0; o < l->c_out; o++)
		for (int c = 0; c < n_in; c++)
			for (int k = 0; k < area; k++)
				v[((size_t)o * n_in + c) * area + k] =
					l->weights[((size_t)o * area + k) * n_in + c];
	add_tensor(w, l->name, "weight", "int8",
		   json_pack("[i, i, i, i]", l->c_out, n_in, l->k_h, l->k_w), n);
	add_bytes(w, v, n);
	free(v);
}

static json_t *tensor_name(const struct writer *w, int t)
{
	return json_text(w->n->tensor[t].name);
}

/* Zeros behind the image that the last window sees. */
static int behind(int in, int out, int span, int stride, int before)
{
	return (int)max64((int64_t)(out - 1) * stride + span - in - before, 0);
}

static void add_window(const struct writer *w, int i, json_t *to)
{
	const struct net_layer *l = &w->n->layer[i];
	const struct net_tensor *in = &w->n->tensor[l->input], *out = &w->n->tensor[i + 1];

	if (!net_op[l->op].has_weights)
		json_object_set_new(to, "kernel", json_pack("[i, i]", l->k_w, l->k_h));
	json_object_set_new(to, "stride", json_pack("[i, i]", l->stride_x, l->stride_y));
	json_object_set_new(to, "dilation", json_pack("[i, i]", l->dilation_x, l->dilation_y));
	json_object_set_new(to, "pad", json_pack(
		"[i, i, i, i]", l->pad_x, l->pad_y,
		behind(in->w, out->w, net_span_x(l), l->stride_x, l->pad_x),
		behind(in->h, out->h, net_span_y(l), l->stride_y, l->pad_y)));
}

static json_t *layer_json(const struct writer *w, int i)
{
	const struct net_layer *l = &w->n->layer[i];
	const struct net_tensor *out = &w->n->tensor[i + 1];
	const struct net_op_row *op = &net_op[l->op];
	json_t *to = json_pack("{s:o, s:s}", "name", json_text(l->name), "op", op->name);

	if (op->concat) {
		json_t *list = json_array();

		for (int k = 0; k < l->n_inputs; k++)
			json_array_append_new(list, tensor_name(w, l->inputs[k]));
		json_object_set_new(to, "inputs", list);
	} else {
		json_object_set_new(to, "input", tensor_name(w, l->input));
	}
	if (strcmp(l->name, out->name))
		json_object_set_new(to, "output", tensor_name(w, i + 1));
	if (l->skip >= 0)
		json_object_set_new(to, "skip", tensor_name(w, l->skip));
	if (op->has_weights || op->reduce != REDUCE_NONE)
		add_window(w, i, to);
	if (op->has_weights) {
		json_object_set_new(to, "groups", json_integer(l->groups));
		json_object_set_new(to, "weight_bits", json_integer(l->weight_bits));
	}
	if (!op->concat && l->bias) {
		json_object_set_new(to, "output_bits", json_integer(out->bits));
		if (l->leak_shift)
			json_object_set_new(to, "leak_shift",
					    json_integer(l->leak_shift));
	}
	if (!op->concat && (l->bias || l->mult))
		json_object_set_new(to, "output_signed", json_integer(out->is_signed));
	if (l->table)
		json_object_set_new(to, "clamp_signed", json_integer(l->clamp_signed));
	return to;
}

static void add_constants(struct writer *w, int i)
{
	const struct net_layer *l = &w->n->layer[i];

	if (net_op[l->op].has_weights)
		add_weights(w, l);
	add_channels(w, l, "bias", l->bias);
	if (w->n->tensor[i + 1].bits == 8) {
		add_channels(w, l, "mult", l->mult);
		add_channels(w, l, "shift", l->shift);
	}
	if (l->skip >= 0)
		add_channels(w, l, "skip_mult", l->skip_mult);
	add_channels(w, l, "leak_mult", l->leak_mult);
	if (!l->table)
		return;
	add_tensor(w, l->name, "table", w->n->tensor[i + 1].is_signed ? "int8" : "uint8",
		   json_pack("[i]", 256), 256);
	add_bytes(w, l->table, 256);
}

static void add_input(struct writer *w)
{
	const struct net_tensor *in = &w->n->tensor[0];

	if (!w->n->input_lut)
		return;
	add_tensor(w, NULL, "input_lut", in->is_signed ? "int8" : "uint8",
		   json_pack("[i, i]", in->c, 256), (size_t)in->c * 256);
	add_bytes(w, w->n->input_lut, (size_t)in->c * 256);
}

/* The name of the .bin, in the same folder. */
static char *bin_path(const char *path)
{
	const size_t n = strlen(path);
	const int has = file_has_ending(path, ".json");

	return xasprintf("%.*s.bin", (int)(has ? n - 5 : n), path);
}

int net_write(const struct net *n, const char *path, const json_t *more, struct err *e)
{
	struct files out = {.dir = NULL};
	char *bin = bin_path(path), *text;
	const char *base = strrchr(bin, '/') ? strrchr(bin, '/') + 1 : bin;
	struct text bytes = {0};
	struct writer w = {n, json_array(), &bytes};
	json_t *layers = json_array(), *root;
	int r;

	add_input(&w);
	for (int i = 0; i < n->n_layers; i++) {
		json_array_append_new(layers, layer_json(&w, i));
		add_constants(&w, i);
	}
	root = json_pack("{s:o, s:o, s:I, s:{s:o, s:i, s:i, s:i, s:b}}",
			 "model", json_text(n->name), "bin_file", json_text(base),
			 "bin_bytes", (json_int_t)bytes.n, "input", "name",
			 json_text(n->tensor[0].name), "w", n->tensor[0].w, "h",
			 n->tensor[0].h, "c", n->tensor[0].c, "signed",
			 n->tensor[0].is_signed);
	if (more)
		json_object_update(root, (json_t *)more);
	json_object_set_new(root, "layers", layers);
	json_object_set_new(root, "tensors", w.tensors);
	text = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(9));
	text_add(files_add(&out, path), "%s\n", text);
	text_add_bytes(files_add(&out, bin), bytes.s, bytes.n);
	r = files_write(&out, e);
	free(text);
	text_free(&bytes);
	json_decref(root);
	free(bin);
	return r;
}
