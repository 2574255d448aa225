/* SPDX-License-Identifier: Apache-2.0 */
#include "net_json_impl.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

/* Fields of a layer, and which operations have them: those with weights, those that
 * reduce, those that concatenate, those that do nothing of that. */
enum {
	OF_WEIGHTS = 1, OF_REDUCING = 2, OF_CONCAT = 4, OF_OTHERS = 8,
	OF_COMPUTING = OF_WEIGHTS | OF_REDUCING | OF_OTHERS,
	OF_ALL = OF_COMPUTING | OF_CONCAT
};
static const struct layer_key {
	const char *key;
	int of;
} layer_keys[] = {
	{"name", OF_ALL}, {"op", OF_ALL}, {"input", OF_COMPUTING},
	{"inputs", OF_CONCAT}, {"output", OF_ALL}, {"skip", OF_ALL},
	{"kernel", OF_REDUCING}, {"groups", OF_WEIGHTS},
	{"stride", OF_WEIGHTS | OF_REDUCING}, {"dilation", OF_WEIGHTS | OF_REDUCING},
	{"pad", OF_WEIGHTS | OF_REDUCING},
	{"weight_bits", OF_WEIGHTS}, {"output_bits", OF_WEIGHTS | OF_OTHERS},
	{"output_signed", OF_COMPUTING}, {"clamp_signed", OF_COMPUTING},
	{"leak_shift", OF_WEIGHTS | OF_OTHERS},
};
#define N_LAYER_KEYS (sizeof(layer_keys) / sizeof(layer_keys[0]))

/* Tensors of a layer L, named L.KEY. Other tensors of the file are ignored. */
static const struct layer_key layer_tensors[] = {
	{"weight", OF_WEIGHTS}, {"bias", OF_WEIGHTS | OF_OTHERS},
	{"mult", OF_COMPUTING}, {"shift", OF_COMPUTING},
	{"skip_mult", OF_WEIGHTS | OF_OTHERS}, {"leak_mult", OF_WEIGHTS | OF_OTHERS},
	{"table", OF_COMPUTING},
};
#define N_LAYER_TENSORS (sizeof(layer_tensors) / sizeof(layer_tensors[0]))

static const struct layer_key input_keys[] = {
	{"name", OF_ALL}, {"w", OF_ALL}, {"h", OF_ALL}, {"c", OF_ALL},
	{"signed", OF_ALL},
};
#define N_INPUT_KEYS (sizeof(input_keys) / sizeof(input_keys[0]))

static int find_tensor(const struct net *n, const char *name)
{
	int i;

	for (i = 0; i <= n->n_layers; i++)
		if (!strcmp(n->tensor[i].name, name))
			return i;
	return -1;
}

static int find_layer(const struct net *n, const char *name)
{
	int i;

	for (i = 0; i < n->n_layers; i++)
		if (!strcmp(n->layer[i].name, name))
			return i;
	return -1;
}

/* Opens layer and output tensor; they count (n_layers) once they are read. */
static struct net_layer *add_layer(struct reader *r, const char *name,
				   const char *output)
{
	struct net *n = r->net;
	struct net_layer *l = &n->layer[n->n_layers];

	l->name = xstrdup(name);
	l->skip = -1;
	n->tensor[n->n_layers + 1].name = xstrdup(output);
	return l;
}

/*
 * The trained networks that are read as they are leave one layer out of their
 * list: the mean over the whole map before the dense layer at the end. Its output
 * is a tensor for them (they give it a scale among "activation_scales"), but no
 * layer makes it. Whether the layer at hand, with this input, is such a dense one:
 * it has two-dimensional weights, and a column for each channel of the output
 * before it.
 */
static int leaves_mean_out(const struct reader *r, const char *input)
{
	const struct net *n = r->net;
	const json_t *scales = json_object_get(r->file->root,
					       "activation_scales");
	const struct tensor *t;
	char *weight;

	if (!input || !n->n_layers || find_tensor(n, input) >= 0 ||
	    find_layer(n, input) >= 0 || !json_object_get(scales, input))
		return 0;
	weight = xasprintf("%s.weight", r->name);
	t = tensors_find(r->file, weight);
	free(weight);
	return t && t->n_dims == 2 && t->dim[1] == n->tensor[n->n_layers].c;
}

/* That mean, as the layer and the tensor `name`. */
static int add_mean(struct reader *r, const char *name)
{
	struct net *n = r->net;
	struct net_layer *l;
	const json_t *item = r->item;
	const char *reader = r->name;
	int failed;

	r->item = NULL;
	r->name = name;
	l = add_layer(r, name, name);
	l->op = NET_AVG_POOL;
	l->input = n->n_layers;
	failed = net_json_body(r, l);
	n->n_layers++;
	r->item = item;
	r->name = reader;
	return failed;
}

/* The string of `key`; default_value where it is left out. */
static int get_name(struct reader *r, const char *key, const char *default_value,
		    const char **name)
{
	const json_t *value = json_object_get(r->item, key);

	*name = value ? json_string_value(value) : default_value;
	if (*name)
		return 0;
	return REFUSE(r, key, "\"%.100s\": %s: must be a string", r->name, key);
}

static int get_op(struct reader *r, enum net_op *op)
{
	const json_t *value = json_object_get(r->item, "op");
	const char *s = value ? json_string_value(value) : net_op[NET_CONV].name;
	struct text all = {0};
	int i;

	for (i = 0; i < N_NET_OPS; i++) {
		if (s && !strcmp(s, net_op[i].name)) {
			*op = i;
			text_free(&all);
			return 0;
		}
		text_add(&all, "%s%s", i == 0 ? "" : i < N_NET_OPS - 1 ? ", " :
			 " or ", net_op[i].name);
	}
	REFUSE(r, "op", "\"%.100s\": op = %.40s: must be %s", r->name,
	       s ? s : "(not a string)", all.s);
	text_free(&all);
	return -1;
}

/* Which of the keys and tensors above an operation has. */
static int keys_of(enum net_op op)
{
	if (net_op[op].has_weights)
		return OF_WEIGHTS;
	if (net_op[op].concat)
		return OF_CONCAT;
	return net_op[op].reduce != REDUCE_NONE ? OF_REDUCING : OF_OTHERS;
}

/* Refuses a key that is not in the list, or not `of` the operation `op`. */
static int check_keys(struct reader *r, const struct layer_key *list,
		      size_t n_keys, int of, const char *op)
{
	const char *key;
	json_t *value;
	size_t i;

	json_object_foreach((json_t *)r->item, key, value) {
		for (i = 0; i < n_keys && strcmp(list[i].key, key); i++)
			;
		if (i == n_keys)
			return REFUSE(r, key, "\"%.100s\": unknown key "
				      "\"%.40s\"", r->name, key);
		if (!(list[i].of & of))
			return REFUSE(r, key, "\"%.100s\": %s has no key "
				      "\"%.40s\"", r->name, op, key);
	}
	return 0;
}

/* Refuses a tensor of the layer that is not of its operation. */
static int check_tensors(struct reader *r, enum net_op op)
{
	size_t i;

	for (i = 0; i < N_LAYER_TENSORS; i++)
		if (!(layer_tensors[i].of & keys_of(op)) &&
		    net_json_has(r, layer_tensors[i].key))
			return REFUSE(r, NULL, "\"%.100s\": %s has no tensor "
				      "\"%.100s.%s\"", r->name, net_op[op].name,
				      r->name, layer_tensors[i].key);
	return 0;
}

/* Index of the tensor that the string `value` of `key` names; a name that no
 * earlier layer made is refused. */
static int find_input(struct reader *r, const char *key, const json_t *value,
		      int *tensor)
{
	const char *s = json_string_value(value);

	if (!s)
		return REFUSE(r, key, "\"%.100s\": %s: must be the name of a "
			      "tensor", r->name, key);
	*tensor = find_tensor(r->net, s);
	if (*tensor < 0)
		return REFUSE(r, key, "\"%.100s\": %s = %.100s: no layer before "
			      "it makes that", r->name, key, s);
	return 0;
}

/* "inputs" of a concat. */
static int get_inputs(struct reader *r, struct net_layer *l)
{
	const json_t *list = json_object_get(r->item, "inputs");
	size_t n = json_array_size(list), i;

	if (n < 2 || n > NET_INPUTS_MAX)
		return REFUSE(r, "inputs", "\"%.100s\": inputs: must be a list of "
			      "2..%d names of tensors", r->name, NET_INPUTS_MAX);
	l->inputs = xcalloc(n, sizeof(*l->inputs));
	l->n_inputs = (int)n;
	for (i = 0; i < n; i++)
		if (find_input(r, "inputs", json_array_get(list, i),
			       &l->inputs[i]))
			return -1;
	l->input = l->inputs[0];
	return 0;
}

/* What the layer reads. */
static int get_reads(struct reader *r, struct net_layer *l)
{
	const json_t *skip = json_object_get(r->item, "skip");

	if (net_op[l->op].concat ? get_inputs(r, l) :
	    find_input(r, "input", json_object_get(r->item, "input"), &l->input))
		return -1;
	return skip ? find_input(r, "skip", skip, &l->skip) : 0;
}

static int read_layer(struct reader *r, const json_t *item, int line)
{
	struct net *n = r->net;
	const char *input, *output;
	struct net_layer *l;
	enum net_op op = NET_CONV;

	r->item = r->at = item;
	r->name = json_string_value(json_object_get(item, "name"));
	if (!r->name)
		return err_set(r->e, r->path, line, "layer %d of the list has no "
			       "name", n->n_layers);
	input = json_string_value(json_object_get(item, "input"));
	if (find_layer(n, r->name) >= 0)
		return REFUSE(r, "name", "two layers of the name \"%.100s\"",
			      r->name);
	if (get_op(r, &op) ||
	    check_keys(r, layer_keys, N_LAYER_KEYS, keys_of(op), net_op[op].name) ||
	    get_name(r, "output", r->name, &output))
		return -1;
	if (leaves_mean_out(r, input)) {
		n->tensor[n->n_layers + 1].line = line;
		if (add_mean(r, input))
			return -1;
	}
	n->tensor[n->n_layers + 1].line = line;
	l = add_layer(r, r->name, output);
	l->op = op;
	if (get_reads(r, l))
		return -1;
	if (find_tensor(n, output) >= 0)
		return REFUSE(r, "output", "\"%.100s\": output = %.100s: made "
			      "twice", r->name, output);
	if (net_json_body(r, l) || check_tensors(r, op))
		return -1;
	n->n_layers++;
	return 0;
}

static int read_input(struct reader *r)
{
	const json_t *root = r->file->root;
	struct net_tensor *in = &r->net->tensor[0];
	int shape[2] = { 0, 256 };
	const struct tensor *lut;
	const char *name;
	size_t i;

	r->item = r->at = json_object_get(root, "input");
	r->name = "input";
	if (r->item && !json_is_object(r->item))
		return err_set(r->e, r->path, tensors_line(r->file, root, "input"),
			       "input: must be an object");
	if (check_keys(r, input_keys, N_INPUT_KEYS, OF_ALL, "") ||
	    get_name(r, "name", "in", &name))
		return -1;
	in->name = xstrdup(name);
	in->line = tensors_line(r->file, root, "input");
	in->bits = 8;
	if (net_json_int(r, "w", 1, 4096, 32, &in->w) ||
	    net_json_int(r, "h", 1, 4096, 32, &in->h) ||
	    net_json_int(r, "c", 1, 16380, 3, &in->c) ||
	    net_json_int(r, "signed", 0, 1, 1, &in->is_signed))
		return -1;
	if ((int64_t)in->w * in->h * in->c > 1 << 30)
		return REFUSE(r, NULL, "input: %d x %d x %d: must be at most 2^30 "
			      "values", in->w, in->h, in->c);
	if (!in->is_signed && !tensors_find(r->file, "input_lut"))
		return 0;
	shape[0] = in->c;
	lut = tensors_need(r->file, "input_lut",
			   in->is_signed ? TENSOR_INT8 : TENSOR_UINT8, 2, shape,
			   r->e);
	if (!lut)
		return -1;
	r->net->input_lut = xcalloc(lut->n, 1);
	for (i = 0; i < lut->n; i++)
		r->net->input_lut[i] = (int8_t)tensor_int(lut, i);
	return 0;
}

static int read_layers(struct reader *r, const json_t *list)
{
	size_t n = json_array_size(list), i;
	int *line = xcalloc(n, sizeof(*line)), failed = 0;

	json_lines(r->file->text, r->file->root, list, line);
	for (i = 0; !failed && i < n; i++)
		failed = read_layer(r, json_array_get(list, i), line[i]);
	free(line);
	return failed;
}

static int read_net(struct reader *r)
{
	const json_t *root = r->file->root;
	const json_t *list = json_object_get(root, "layers");
	const char *model = json_string_value(json_object_get(root, "model"));
	struct net *n = r->net;

	if (!json_is_array(list) || json_array_size(list) > 65535)
		return err_set(r->e, r->path, tensors_line(r->file, root, "layers"),
			       "layers: must be a list of at most 65535");
	n->name = xstrdup(model ? model : "net");
	/* One more for the mean that may be implied, and one so that what a
	 * refusal leaves half-read is freed with the rest. */
	n->layer = xcalloc(json_array_size(list) + 2, sizeof(*n->layer));
	n->tensor = xcalloc(json_array_size(list) + 3, sizeof(*n->tensor));
	if (read_input(r) || read_layers(r, list))
		return -1;
	return net_check(n, r->path, r->e);
}

struct net *net_read_json(const char *path, struct err *e)
{
	struct reader r = { path, NULL, NULL, e, NULL, NULL, NULL };
	int failed;

	if (file_has_ending(path, ".onnx")) {
		err_set(e, path, 0, "is an ONNX file: a network of integers is needed here "
			"(.json and .bin), which imcfab quantize makes of it");
		return NULL;
	}
	r.file = tensors_read(path, e);
	if (!r.file)
		return NULL;
	r.net = xcalloc(1, sizeof(*r.net));
	failed = read_net(&r);
	tensors_free(r.file);
	if (!failed)
		return r.net;
	r.net->n_layers += r.net->layer != NULL;
	net_free(r.net);
	return NULL;
}
