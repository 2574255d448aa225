/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "ncnn.h"

/*
 * Reader of the parameter text of ncnn (docs/formats.md, "Graphs of shapes"):
 *
 *	7767517
 *	LAYERS BLOBS
 *	TYPE NAME N_IN N_OUT in.. out.. KEY=VALUE..
 */
static const struct {
	const char *name;
	enum node_kind kind;
	enum layer_op op;
	int read;
} types[] = {
	{ "Input", NODE_INPUT, 0, READ_INPUT },
	{ "Convolution", NODE_LAYER, LAYER_CONV, READ_CONV },
	{ "ConvolutionDepthWise", NODE_LAYER, LAYER_CONV, READ_CONV },
	{ "Deconvolution", NODE_LAYER, LAYER_CONV, READ_DECONV },
	{ "DeconvolutionDepthWise", NODE_LAYER, LAYER_CONV, READ_DECONV },
	{ "InnerProduct", NODE_LAYER, LAYER_DENSE, READ_DENSE },
	{ "Pooling", NODE_LAYER, LAYER_POOL, READ_POOL },
	{ "Eltwise", NODE_LAYER, LAYER_ADD, READ_SUM },
	{ "BinaryOp", NODE_LAYER, LAYER_ADD, READ_BINARY },
	{ "Concat", NODE_LAYER, LAYER_CONCAT, READ_CONCAT },
	{ "Padding", NODE_PAD, 0, READ_PAD },
	{ "Interp", NODE_STRETCH, 0, READ_INTERP },
	{ "Reshape", NODE_FLAT, 0, READ_RESHAPE },
	{ "DetectionOutput", NODE_CUT, 0, READ_NOTHING },
	{ "Permute", NODE_CUT, 0, READ_NOTHING },
	{ "PriorBox", NODE_CUT, 0, READ_NOTHING },
	{ "YoloDetectionOutput", NODE_CUT, 0, READ_NOTHING },
	{ "Yolov3DetectionOutput", NODE_CUT, 0, READ_NOTHING },
	{ "Flatten", NODE_FLAT, 0, READ_NOTHING },
	{ "Bias", NODE_KEEP, 0, READ_NOTHING },
	{ "BatchNorm", NODE_KEEP, 0, READ_NOTHING },
	{ "Clip", NODE_KEEP, 0, READ_NOTHING },
	{ "Dropout", NODE_KEEP, 0, READ_NOTHING },
	{ "ELU", NODE_KEEP, 0, READ_NOTHING },
	{ "HardSigmoid", NODE_KEEP, 0, READ_NOTHING },
	{ "HardSwish", NODE_KEEP, 0, READ_NOTHING },
	{ "LRN", NODE_KEEP, 0, READ_NOTHING },
	{ "Mish", NODE_KEEP, 0, READ_NOTHING },
	{ "Noop", NODE_KEEP, 0, READ_NOTHING },
	{ "PReLU", NODE_KEEP, 0, READ_NOTHING },
	{ "ReLU", NODE_KEEP, 0, READ_NOTHING },
	{ "Scale", NODE_KEEP, 0, READ_NOTHING },
	{ "ShuffleChannel", NODE_KEEP, 0, READ_NOTHING },
	{ "Sigmoid", NODE_KEEP, 0, READ_NOTHING },
	{ "Softmax", NODE_KEEP, 0, READ_NOTHING },
	{ "Split", NODE_KEEP, 0, READ_NOTHING },
	{ "Swish", NODE_KEEP, 0, READ_NOTHING },
	{ "TanH", NODE_KEEP, 0, READ_NOTHING },
};
#define N_TYPES ((int)(sizeof(types) / sizeof(types[0])))

/* The next line, cut off; NULL at the end. Empty ones are passed over. */
static char *next_line(struct ncnn_reader *r)
{
	char *line, *end;

	while (*r->next) {
		line = r->next;
		end = line + strcspn(line, "\n");
		r->next = *end ? end + 1 : end;
		*end = 0;
		r->line++;
		if (line[strspn(line, " \t\r")])
			return line;
	}
	return NULL;
}

/* The next word of the line, cut off; NULL at the end. */
static char *next_word(struct ncnn_reader *r)
{
	char *word = r->word + strspn(r->word, " \t\r");
	size_t n = strcspn(word, " \t\r");

	r->word = word + n;
	if (!n)
		return NULL;
	if (*r->word)
		*r->word++ = 0;
	return word;
}

static int next_count(struct ncnn_reader *r, const char *name, long hi, int *n)
{
	char *word = next_word(r), *s = word;
	long v;

	if (!word || ncnn_parse(&s, 0, hi, &v) || *s)
		return REFUSE(r, "%s %.40s: must be a whole number 0..%ld", name,
			      word ? word : "(nothing)", hi);
	*n = (int)v;
	return 0;
}

static int read_blobs(struct ncnn_reader *r)
{
	int n_in, n_out, i;
	char *word;

	if (next_count(r, "number of inputs", NODES_MAX, &n_in) ||
	    next_count(r, "number of outputs", NODES_MAX, &n_out))
		return -1;
	for (i = 0; i < n_in + n_out; i++) {
		word = next_word(r);
		if (!word || strchr(word, '='))
			return REFUSE(r, "\"%.100s\": %d inputs and %d outputs, but "
				      "%d names", r->n->name, n_in, n_out, i);
		if (i < n_in)
			node_reads(r->n, word);
		else
			node_makes(r->n, word);
	}
	r->n_blobs += n_out;
	return 0;
}

/* The rest of the line, each parameter a string by itself. */
static int read_params(struct ncnn_reader *r)
{
	struct text t = {0};
	char *word;
	int failed = 0;

	while (!failed && (word = next_word(r))) {
		if (!strchr(word, '='))
			failed = REFUSE(r, "\"%.100s\": %.40s: must be KEY=VALUE",
					r->n->name, word);
		text_add_bytes(&t, word, strlen(word) + 1);
	}
	text_add_bytes(&t, "", 1);
	r->params = t.s;
	return failed;
}

static int read_layer(struct ncnn_reader *r, char *line)
{
	char *name;
	int i, failed;

	r->word = line;
	r->type = next_word(r);
	name = next_word(r);
	if (!name)
		return REFUSE(r, "%.40s: a layer needs type, name, number of inputs "
			      "and of outputs", r->type);
	for (i = 0; i < N_TYPES && strcmp(types[i].name, r->type); i++)
		;
	if (i == N_TYPES)
		return REFUSE(r, "\"%.100s\": layer type %.40s is not supported",
			      name, r->type);
	r->n = nodes_add(r->g, name, r->line);
	r->n->kind = types[i].kind;
	r->n->layer.op = types[i].op;
	r->params = NULL;
	failed = read_blobs(r) || read_params(r) || ncnn_shape(r) ||
		 ncnn_param(r, types[i].read);
	free(r->params);
	return failed ? -1 : 0;
}

static int read_all(struct ncnn_reader *r)
{
	char *line = next_line(r);
	int n_layers, n_blobs;

	r->word = line;
	line = next_word(r);
	if (strcmp(line, "7767517") || next_word(r))
		return REFUSE(r, "the first line must be 7767517");
	r->word = next_line(r);
	if (!r->word)
		r->word = "";
	if (next_count(r, "number of layers", NODES_MAX, &n_layers) ||
	    next_count(r, "number of blobs", 10 * NODES_MAX, &n_blobs))
		return -1;
	while ((line = next_line(r)))
		if (r->g->n_nodes - r->n_more == n_layers)
			return REFUSE(r, "line 2 says %d layers, here is one more",
				      n_layers);
		else if (read_layer(r, line))
			return -1;
	if (r->g->n_nodes - r->n_more != n_layers || r->n_blobs != n_blobs)
		return REFUSE(r, "ends after %d layers and %d blobs, line 2 says %d "
			      "and %d", r->g->n_nodes - r->n_more, r->n_blobs, n_layers,
			      n_blobs);
	return 0;
}

int layers_ncnn(const char *text, struct nodes *g, struct err *e)
{
	char *copy = xstrdup(text);
	struct ncnn_reader r = { .g = g, .e = e, .next = copy };
	int failed = read_all(&r);

	free(copy);
	return failed;
}
